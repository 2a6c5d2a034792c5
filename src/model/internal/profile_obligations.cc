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

Choices QuorumBases() {
  return {"due", "voting_due", "present", "voting_present"};
}

// Refuses fields that say what the object `name` says already.
void RefuseSecondSpelling(std::string_view name, const Choices& fields,
                          ObjectReader& in, Reading& reading) {
  for (const std::string_view field : fields) {
    if (const std::optional<JsonNode> second = in.Find(field)) {
      reading.Add(*second, Concat(field, " is written beside ", name),
                  Concat("write it within ", name));
    }
  }
}

// A share of a head count: {"of": "voting_due", "more_than": [1, 2]}.
struct ShareOf {
  std::string of;
  std::optional<double> share;
  bool strict = false;
};

std::optional<double> ReadFraction(const JsonNode& node, Reading& reading) {
  const OrderedJson& json = node.value();
  if (json.is_array() && json.size() == 2) {
    const std::vector<JsonNode> parts = ElementsOf(node, {}, reading);
    const auto above = ReadInteger(parts[0], kNotNegative, reading);
    const auto below = ReadInteger(parts[1], kOneOrMore, reading);
    if (!above || !below) return std::nullopt;
    if (*above <= *below) {
      return static_cast<double>(*above) / static_cast<double>(*below);
    }
  }
  reading.Refuse(node, "a fraction of at most 1, such as [2, 3]");
  return std::nullopt;
}

std::optional<ShareOf> ReadShareOf(const JsonNode& node, Reading& reading) {
  ObjectReader in(Whole(node), reading);
  ShareOf share;
  in.Get("of", share.of, ReadChoice, QuorumBases());
  in.Get("at_least", share.share, ReadFraction);
  in.Get("more_than", share.share, ReadFraction);
  const bool at_least = in.Find("at_least").has_value();
  share.strict = in.Find("more_than").has_value();
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

// Shares may be written as numbers or, because 2/3 has no end in decimals, as
// fractions.
std::optional<Quorum> ReadQuorum(const JsonNode& node, Reading& reading) {
  ObjectReader in(node, reading);
  Quorum quorum;
  in.Get("min_share", quorum.min_share, ReadNumber, kShare);
  in.Get("base", quorum.base, ReadChoice, QuorumBases());
  in.Get("strict", quorum.strict, ReadTruth);
  in.Get("majority", quorum.majority, ReadNumber, kShare);
  in.Get("majority_base", quorum.majority_base, ReadChoice, QuorumBases());
  in.Get("majority_strict", quorum.majority_strict, ReadTruth);

  std::optional<ShareOf> present;
  in.Get("present", present, ReadShareOf);
  if (present) {
    RefuseSecondSpelling("present", {"min_share", "base", "strict"}, in,
                         reading);
    quorum.min_share = present->share;
    quorum.base = present->of;
    quorum.strict = present->strict;
  }
  std::optional<ShareOf> in_favour;
  in.Get("in_favour", in_favour, ReadShareOf);
  if (in_favour) {
    RefuseSecondSpelling("in_favour",
                         {"majority", "majority_base", "majority_strict"}, in,
                         reading);
    quorum.majority = in_favour->share;
    quorum.majority_base = in_favour->of;
    quorum.majority_strict = in_favour->strict;
  }
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
  in.Get("event", obligation.event, ReadMention, "event_kinds");
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
