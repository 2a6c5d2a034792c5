// The obligations of a profile.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "src/core/internal/absl_strings.h"
#include "src/model/internal/condition_json.h"
#include "src/model/internal/profile_json.h"

namespace zeren::internal {
namespace {

using Choices = std::vector<std::string_view>;

// How often something is due.
struct Every {
  std::int64_t count = 1;
  std::string per;
};

std::optional<Every> ReadEvery(const JsonNode& node, Reading& reading) {
  ObjectReader in(node, reading);
  Every every;
  in.Get("count", every.count, ReadInteger, kOneOrMore);
  in.Get("per", every.per, ReadCalendarPeriod);
  in.Require({"per"});
  in.RefuseOthers();
  return every;
}

std::optional<std::vector<std::int64_t>> ReadMonths(const JsonNode& node,
                                                    Reading& reading) {
  std::vector<std::int64_t> months;
  for (const JsonNode& element : ElementsOf(node, {}, reading)) {
    const std::optional<std::int64_t> month =
        ReadInteger(element, kMonths, reading);
    if (!month) continue;
    if (std::find(months.begin(), months.end(), *month) != months.end()) {
      reading.Add(element,
                  Concat("month ", std::to_string(*month), " is written twice"),
                  "keep one of them");
    }
    months.push_back(*month);
  }
  return months;
}

struct Fraction {
  std::int64_t numerator = 0;
  std::int64_t denominator = 1;
};

std::optional<Fraction> ReadFraction(const JsonNode& node, Reading& reading) {
  constexpr Bounds kNumerators = {.least = 0, .most = Share::kMaxDenominator};
  constexpr Bounds kDenominators = {.least = 1, .most = Share::kMaxDenominator};
  if (node.value().is_array() && node.value().size() == 2) {
    const std::vector<JsonNode> parts = ElementsOf(node, {}, reading);
    const auto numerator = ReadInteger(parts[0], kNumerators, reading);
    const auto denominator = ReadInteger(parts[1], kDenominators, reading);
    if (!numerator || !denominator) return std::nullopt;
    if (*numerator <= *denominator) return Fraction{*numerator, *denominator};
  }
  reading.Refuse(node, "a fraction of at most 1, such as [2, 3]");
  return std::nullopt;
}

// {"of": "voting_due", "more_than": [1, 2]}
std::optional<Share> ReadShare(const JsonNode& node, Reading& reading) {
  ObjectReader in(Whole(node), reading);
  Share share;
  Fraction fraction;
  in.Get("of", share.of, ReadChoice,
         Choices{"due", "voting_due", "present", "voting_present"});
  in.Get("at_least", fraction, ReadFraction);
  in.Get("more_than", fraction, ReadFraction);
  share.numerator = fraction.numerator;
  share.denominator = fraction.denominator;
  share.strict = in.Find("more_than").has_value();
  const bool at_least = in.Find("at_least").has_value();
  if (in.valid() && at_least == share.strict) {
    reading.Add(node,
                Concat(node.name, at_least ? " has both at_least and more_than"
                                           : " has no share"),
                "write one of at_least and more_than");
  }
  in.Require({"of"});
  in.RefuseOthers();
  return share;
}

std::optional<Quorum> ReadQuorum(const JsonNode& node, Reading& reading) {
  ObjectReader in(node, reading);
  Quorum quorum;
  in.Get("present", quorum.present, ReadShare);
  in.Get("in_favour", quorum.in_favour, ReadShare);
  in.RefuseOthers();
  return quorum;
}

}  // namespace

std::optional<std::string> ReadCalendarPeriod(const JsonNode& node,
                                              Reading& reading) {
  return ReadChoice(
      node, Choices{"week", "month", "quarter", "half_year", "year", "term"},
      reading);
}

std::optional<Obligation> ReadObligation(const JsonNode& node,
                                         Reading& reading) {
  ObjectReader in(node, reading);
  Obligation obligation;
  in.Get("id", obligation.id, ReadWord);
  in.Get("title", obligation.title, ReadText);
  in.Get("event", obligation.event, ReadListedWord, "event_kinds");
  in.Get("subject", obligation.subject, ReadCondition);
  Every every;
  in.Get("every", every, ReadEvery);
  obligation.count = every.count;
  obligation.per = every.per;
  in.Get("months", obligation.months, ReadMonths);
  in.Get("grace_days", obligation.grace_days, ReadInteger, kNotNegative);
  in.Get("partial", obligation.partial, ReadChoice,
         Choices{"skip", "prorate", "full"});
  in.Get("quorum", obligation.quorum, ReadQuorum);
  in.Get("citation", obligation.citation, ReadLine);
  in.Require({"id", "event", "every"});
  in.RefuseOthers();
  return obligation;
}

}  // namespace zeren::internal
