// Obligations that were not met, or not as they should be.

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "src/catalogue/internal/checks.h"
#include "src/catalogue/internal/wording.h"
#include "src/core/internal/absl_strings.h"
#include "src/core/internal/days.h"
#include "src/model/internal/json_node.h"
#include "src/model/internal/organization_rep.h"
#include "src/work/internal/calendar.h"
#include "src/work/internal/due_ledger.h"

namespace zeren::internal {
namespace {

// What all evaluations share: the events by subject.
struct SharedLedger {
  explicit SharedLedger(const Organization& shared)
      : organization(shared), events(organization) {}

  const Organization organization;  // Kept alive.
  const SubjectEvents events;
};

const SharedLedger& LedgerOf(const CheckView& view) {
  static constexpr char kKey = 0;
  return view.SharedByDays<SharedLedger>(&kKey, [&] {
    return std::make_shared<const SharedLedger>(view.organization());
  });
}

ParamSpec ObligationParam() {
  return WordParam("obligation", std::string(kObligations),
                   Say("only this obligation", "只检查这一项规定事项"));
}

// Says what obligations ask for by their titles.
struct Titles {
  std::string en;
  std::string zh;
};
Titles TitlesOf(const Organization& organization, const Detection& detection) {
  const std::string_view id = WordIn(detection.value, "obligation");
  return {InEnglish(organization, Vocabulary::kObligations, id),
          InChinese(organization, Vocabulary::kObligations, id)};
}

// ----------------------------------------------------------
// obligation_missed

void FindObligationMissed(const CheckView& view, Node focus,
                          const Params& params, std::vector<Detection>& out) {
  const SharedLedger& shared = LedgerOf(view);
  DueLedger ledger(shared.organization, shared.events);
  const DayNumber today = ToDayNumber(view.day());
  for (const Obligation& obligation :
       view.organization().profile().obligations) {
    if (!Admits(params, 0, obligation.id)) continue;
    view.TurnsOn(FromDayNumber(ledger.NextTurn(obligation, focus, today)));
    const std::optional<DayRange> closed =
        ledger.NewestClosed(obligation, focus, today);
    if (!closed) continue;
    for (const Due& due : ledger.Of(obligation, focus, *closed, today)) {
      const auto done = static_cast<std::int64_t>(due.events.size());
      if (due.days != *closed || done >= due.owed) continue;
      out.push_back({.focus = focus,
                     .key = obligation.id,
                     .value = Value::Record{
                         {"obligation", obligation.id},
                         {"from", FormatDay(FromDayNumber(due.days.from))},
                         {"to", FormatDay(FromDayNumber(due.days.to))},
                         {"owed", due.owed},
                         {"done", done}}});
    }
  }
}

Text SayObligationMissed(const Organization& organization,
                         const Detection& detection, const Params&) {
  const Titles titles = TitlesOf(organization, detection);
  const std::string_view from = WordIn(detection.value, "from");
  const auto to = ParseDay(WordIn(detection.value, "to"));
  const std::string last = to ? FormatDay(*to - 1) : std::string();
  const std::string owed =
      std::to_string(IntegerIn(detection.value, "owed").value_or(0));
  const std::string done =
      std::to_string(IntegerIn(detection.value, "done").value_or(0));
  return Say(
      Concat(InEnglish(organization, detection.focus), " did ", titles.en, " ",
             done, " of ", owed, owed == "1" ? " time" : " times", " from ",
             from, " to ", last),
      Concat(InChinese(organization, detection.focus), "在", from, "至", last,
             "期间", titles.zh, "应", owed, "次，实", done, "次"));
}

// ------------------------------------------------------
// obligation_off_window and quorum

enum EventParam : std::size_t { kObligationParam, kWithinDays };

// Calls `visit(obligation)` for those that an event is to meet: of its kind,
// whose subject was bound on its day. Not for events to come, and those of more
// than `within_days` ago.
template <typename Asks, typename Visit>
void ForEachObligation(const CheckView& view, Node event, const Params& params,
                       const Asks& asks, const Visit& visit) {
  const OrganizationRep& rep = view.organization().rep();
  const Table<EventView>& events = rep.table<EventView>();
  const DayNumber day = events.Get<&EventView::day>()[event.index()];
  const DayNumber today = ToDayNumber(view.day());
  if (today < day) return view.TurnsOn(FromDayNumber(day));
  if (const std::int64_t* const within = params.at(kWithinDays).AsInteger()) {
    if (std::int64_t{today} - day > *within) return;
    view.TurnsOn(DaysAfter(day, *within + 1));
  }
  const Node subject = events.Get<&EventView::subject>()[event.index()];
  const std::string_view kind =
      rep.names.words[events.Get<&EventView::kind>()[event.index()]];
  BoundDays bound(view.organization());
  for (const Obligation& obligation : rep.profile.obligations) {
    if (obligation.event != kind || !asks(obligation) ||
        !Admits(params, kObligationParam, obligation.id) ||
        bound.Of(subject, obligation.subject, {day, day + 1}).empty()) {
      continue;
    }
    visit(obligation);
  }
}

void FindObligationOffWindow(const CheckView& view, Node focus,
                             const Params& params,
                             std::vector<Detection>& out) {
  const DayNumber day = view.organization()
                            .rep()
                            .table<EventView>()
                            .Get<&EventView::day>()[focus.index()];
  const auto off = [&](const Obligation& obligation) {
    return !obligation.months.empty() &&
           !TouchesMonths({day, day + 1}, obligation.months);
  };
  ForEachObligation(
      view, focus, params, off, [&](const Obligation& obligation) {
        Value::List months;
        for (const std::int64_t month : obligation.months) {
          months.emplace_back(month);
        }
        out.push_back(
            {.focus = focus,
             .key = obligation.id,
             .value = Value::Record{{"obligation", obligation.id},
                                    {"day", FormatDay(FromDayNumber(day))},
                                    {"months", std::move(months)}}});
      });
}

Text SayObligationOffWindow(const Organization& organization,
                            const Detection& detection, const Params&) {
  const Titles titles = TitlesOf(organization, detection);
  const std::string_view day = WordIn(detection.value, "day");
  std::string months;
  std::string months_zh;
  if (const Value::List* const list =
          detection.value.Find("months")->AsList()) {
    for (const Value& month : *list) {
      const std::string number =
          std::to_string(month.AsInteger() != nullptr ? *month.AsInteger() : 0);
      months += Concat(months.empty() ? "" : ", ", number);
      months_zh += Concat(months_zh.empty() ? "" : "、", number);
    }
  }
  return Say(Concat(InEnglish(organization, detection.focus), " for ",
                    titles.en, " was on ", day,
                    ", outside the months in which it belongs (", months, ")"),
             Concat(InChinese(organization, detection.focus), "（", titles.zh,
                    "）于", day, "进行，不在规定月份（", months_zh, "月）"));
}

// How many of whom were there, or in favour, and whether these are enough.
struct Turnout {
  std::optional<std::int64_t> count;
  std::optional<std::int64_t> base;

  // Where a number is not written, nobody can say.
  bool TooFew(const Share& share) const {
    if (!count || !base) return false;
    // Counts have 31 bits, and denominators 20.
    const std::int64_t got = *count * share.denominator;
    const std::int64_t asked = *base * share.numerator;
    return share.strict ? got <= asked : got < asked;
  }
};

std::optional<std::int64_t> CountIn(const EventView& event,
                                    std::string_view of) {
  if (of == "due") return event.due;
  if (of == "present") return event.present;
  if (of == "voting_due") return event.voting_due;
  return event.voting_present;
}

// Of those with a vote, those with a vote are counted.
Turnout PresentAt(const EventView& event, const Share& share) {
  return {share.of.starts_with("voting") ? event.voting_present : event.present,
          CountIn(event, share.of)};
}

Value ValueOf(const Obligation& obligation, std::string_view asked,
              const Turnout& turnout, const Share& share) {
  return Value::Record{{"obligation", obligation.id},
                       {"asked", asked},
                       {"count", *turnout.count},
                       {"of", share.of},
                       {"base", *turnout.base},
                       {"share", Concat(std::to_string(share.numerator), "/",
                                        std::to_string(share.denominator))},
                       {"strict", share.strict}};
}

void FindQuorum(const CheckView& view, Node focus, const Params& params,
                std::vector<Detection>& out) {
  const auto asks = [](const Obligation& obligation) {
    return obligation.quorum.has_value();
  };
  ForEachObligation(
      view, focus, params, asks, [&](const Obligation& obligation) {
        const EventView event = view.organization().row(*focus.As<EventId>());
        const auto judge = [&](std::string_view asked, const Turnout& turnout,
                               const Share& share) {
          if (!turnout.TooFew(share)) return;
          out.push_back({.focus = focus,
                         .key = Concat(obligation.id, ".", asked),
                         .value = ValueOf(obligation, asked, turnout, share)});
        };
        const Quorum& quorum = *obligation.quorum;
        if (quorum.present) {
          judge("present", PresentAt(event, *quorum.present), *quorum.present);
        }
        if (quorum.in_favour) {
          judge("in_favour",
                {event.in_favour, CountIn(event, quorum.in_favour->of)},
                *quorum.in_favour);
        }
      });
}

Text SayQuorum(const Organization& organization, const Detection& detection,
               const Params&) {
  const Titles titles = TitlesOf(organization, detection);
  const Value& value = detection.value;
  const std::string count =
      std::to_string(IntegerIn(value, "count").value_or(0));
  const std::string base = std::to_string(IntegerIn(value, "base").value_or(0));
  const bool present = WordIn(value, "asked") == "present";
  const Value* const strict = value.Find("strict");
  const bool more =
      strict != nullptr && strict->AsBool() != nullptr && *strict->AsBool();
  const std::string_view share = WordIn(value, "share");
  const std::string_view of = WordIn(value, "of");
  const bool due = of.ends_with("due");
  const bool voting = of.starts_with("voting");
  return Say(
      Concat(InEnglish(organization, detection.focus), " for ", titles.en,
             " had ", count, present ? " present" : " in favour", " of ", base,
             voting ? " with a vote" : "", due ? " due" : " present", "; ",
             more ? "more than " : "at least ", share, " are asked for"),
      Concat(InChinese(organization, detection.focus), "（", titles.zh, "）",
             due ? "应到" : "实到", voting ? "有表决权" : "", base, "人，",
             present ? "实到" : "赞成", count, "人，", more ? "未超过" : "不足",
             share));
}

ParamSpec WithinDaysParam() {
  return WholeParam(
      "within_days", "days", 0,
      Say("only events of the last so many days", "只检查最近若干天内的事件"));
}

// The days on which its subject was bound may rest on any facts.
Scope ScopeOfObligations() {
  return {.reads = {FactKind::kUnits, FactKind::kUnitLines, FactKind::kPosts,
                    FactKind::kPersons, FactKind::kMemberships,
                    FactKind::kAppointments, FactKind::kEvents},
          .reach = Reach::kGlobal};
}

}  // namespace

CheckSpec ObligationMissed() {
  return {
      .name = "obligation_missed",
      .meaning = Say("what an obligation asks for was done too seldom in the "
                     "newest period that is over, with its days of grace; one "
                     "gap for each obligation, until the next period is over",
                     "最近一个已结束（含宽限期）的周期内，规定事项次数不足；"
                     "每项规定事项报一次，至下一周期结束为止"),
      .focus_kinds = {NodeKind::kUnit, NodeKind::kPost, NodeKind::kPerson},
      .params = {ObligationParam()},
      .scope = ScopeOfObligations(),
      .evaluate = FindObligationMissed,
      .message = SayObligationMissed};
}

CheckSpec ObligationOffWindow() {
  return {.name = "obligation_off_window",
          .meaning = Say("an event that an obligation asks for was not in one "
                         "of its months",
                         "规定事项未在规定的月份进行"),
          .focus_kinds = {NodeKind::kEvent},
          .params = {ObligationParam(), WithinDaysParam()},
          .scope = ScopeOfObligations(),
          .evaluate = FindObligationOffWindow,
          .message = SayObligationOffWindow};
}

CheckSpec QuorumGap() {
  return {.name = "quorum",
          .meaning = Say("too few were present at an event that an obligation "
                         "asks for, or in favour; where the numbers are not "
                         "written, nobody can say",
                         "规定事项的到会人数或赞成人数不足；"
                         "未写人数的不判断"),
          .focus_kinds = {NodeKind::kEvent},
          .params = {ObligationParam(), WithinDaysParam()},
          .scope = ScopeOfObligations(),
          .evaluate = FindQuorum,
          .message = SayQuorum};
}

}  // namespace zeren::internal
