// Findings that nobody owns, that are late, or that nobody else has verified.

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "src/catalogue/internal/checks.h"
#include "src/catalogue/internal/expected_work.h"
#include "src/catalogue/internal/wording.h"
#include "src/core/internal/absl_strings.h"
#include "src/core/internal/days.h"
#include "src/model/internal/organization_rep.h"
#include "src/work/internal/finding_facts.h"

namespace zeren::internal {
namespace {

FindingFacts::Standing StandingOf(const CheckView& view,
                                  const FindingFacts& finding) {
  const FindingFacts::Standing standing = finding.On(ToDayNumber(view.day()));
  view.TurnsOn(FromDayNumber(standing.until));
  return standing;
}

// ------------------------------------------------------------
// finding_unowned

void FindFindingUnowned(const CheckView& view, Node focus, const Params&,
                        std::vector<Detection>& out) {
  const OrganizationRep& rep = view.organization().rep();
  const FindingFacts finding(rep, focus.index());
  const Node owner = finding.owner();
  const bool written = owner.kind() != NodeKind::kDocument;
  if ((written && view.InForce(owner)) || !StandingOf(view, finding).open()) {
    return;
  }
  Value name;
  if (written) name = view.organization().NameOf(owner);
  out.push_back(
      {.focus = focus, .value = Value::Record{{"owner", std::move(name)}}});
}

Text SayFindingUnowned(const Organization& organization,
                       const Detection& detection, const Params&) {
  const std::string en = InEnglish(organization, detection.focus);
  const std::string zh = InChinese(organization, detection.focus);
  const std::string_view owner = WordIn(detection.value, "owner");
  if (owner.empty()) {
    return Say(Concat(en, " is open and has no owner"),
               Concat(zh, "尚未销号，也没有责任人"));
  }
  const Node node = NodeIn(organization, detection.value, "owner");
  const bool known = node.kind() != NodeKind::kDocument;
  return Say(Concat(en, " is open, and its owner ",
                    known ? InEnglish(organization, node) : std::string(owner),
                    " is not there on this day"),
             Concat(zh, "尚未销号，而其责任人",
                    known ? InChinese(organization, node) : std::string(owner),
                    "当日不存在"));
}

// ------------------------------------------------------------
// finding_overdue

void FindFindingOverdue(const CheckView& view, Node focus, const Params& params,
                        std::vector<Detection>& out) {
  const FindingFacts finding(view.organization().rep(), focus.index());
  const DayNumber due = finding.due();
  if (due == kDawn || !StandingOf(view, finding).open()) return;
  // It is late from the day after the last one in time.
  const absl::CivilDay first = DaysAfter(due, 1 - params.integer(0));
  if (view.day() < first) {
    view.TurnsOn(first);
    return;
  }
  const std::int64_t days = std::int64_t{ToDayNumber(view.day())} - due;
  out.push_back({.focus = focus, .value = Value::Record{{"days", days}}});
}

Text SayFindingOverdue(const Organization& organization,
                       const Detection& detection, const Params&) {
  const std::string en = InEnglish(organization, detection.focus);
  const std::string zh = InChinese(organization, detection.focus);
  const std::int64_t days = IntegerIn(detection.value, "days").value_or(0);
  if (days > 0) {
    return Say(Concat(en, " is ", Days(days), " overdue"),
               Concat(zh, "整改已逾期", std::to_string(days), "天"));
  }
  if (days == 0) {
    return Say(Concat(en, " is due today and not closed"),
               Concat(zh, "今日到期，尚未销号"));
  }
  return Say(Concat(en, " is due in ", Days(-days), " and not closed"),
             Concat(zh, "还有", std::to_string(-days), "天到期，尚未销号"));
}

// ---------------------------------------------------------
// finding_unverified

// The steps up to the day since the finding was reopened last, in the order in
// which they were taken.
std::vector<std::uint32_t> LastRound(const FindingFacts& finding,
                                     DayNumber today) {
  std::vector<std::uint32_t> steps;
  for (std::uint32_t step = finding.begin(); step < finding.end(); ++step) {
    if (finding.day(step) <= today) steps.push_back(step);
  }
  std::stable_sort(steps.begin(), steps.end(),
                   [&](std::uint32_t a, std::uint32_t b) {
                     return finding.day(a) < finding.day(b);
                   });
  const auto reopened =
      std::find_if(steps.rbegin(), steps.rend(), [&](std::uint32_t step) {
        return finding.state(step) == FindingState::kReopened;
      });
  steps.erase(steps.begin(), reopened.base());
  return steps;
}

// Whether a person is the owner, or held the post that is, on a day.
bool OwnedBy(const OrganizationRep& rep, Node owner, std::uint32_t person,
             DayNumber day) {
  if (owner.kind() == NodeKind::kPerson) return owner.index() == person;
  if (owner.kind() != NodeKind::kPost) return false;
  const auto& persons =
      rep.table<AppointmentView>().Get<&AppointmentView::person>();
  const Groups& groups = rep.appointments_of_post;
  for (std::uint32_t row = groups.begin(owner.index());
       row < groups.end(owner.index()); ++row) {
    if (persons[row] == person && rep.appointment_periods[row].Contains(day)) {
      return true;
    }
  }
  return false;
}

void FindFindingUnverified(const CheckView& view, Node focus, const Params&,
                           std::vector<Detection>& out) {
  const OrganizationRep& rep = view.organization().rep();
  const FindingFacts finding(rep, focus.index());
  const FindingFacts::Standing standing = StandingOf(view, finding);
  if (!standing.found || standing.state != FindingState::kClosed) return;
  const std::vector<std::uint32_t> steps =
      LastRound(finding, ToDayNumber(view.day()));
  std::vector<std::uint32_t> reporters;
  for (const std::uint32_t step : steps) {
    if (finding.state(step) == FindingState::kReported) {
      reporters.push_back(finding.by(step));
    }
  }
  std::vector<Node> verifiers;
  for (const std::uint32_t step : steps) {
    const std::uint32_t by = finding.by(step);
    if (finding.state(step) != FindingState::kVerified || by == kNoIndex) {
      continue;
    }
    const bool own =
        std::find(reporters.begin(), reporters.end(), by) != reporters.end() ||
        OwnedBy(rep, finding.owner(), by, finding.day(step));
    if (!own) return;
    verifiers.push_back(PersonId{by});
  }
  out.push_back(
      {.focus = focus,
       .value = Value::Record{
           {"verified_by", NamesInOrder(view.organization(), verifiers)}}});
}

Text SayFindingUnverified(const Organization& organization,
                          const Detection& detection, const Params&) {
  const std::string en = InEnglish(organization, detection.focus);
  const std::string zh = InChinese(organization, detection.focus);
  const std::string by =
      InEnglish(organization, detection.value, "verified_by");
  if (by.empty()) {
    return Say(Concat(en,
                      " was closed, and nobody is on record as having "
                      "verified it"),
               Concat(zh, "已销号，但没有验收人的记录"));
  }
  return Say(Concat(en,
                    " was closed, and verified only by who owns or reported "
                    "it: ",
                    by),
             Concat(zh, "已销号，但验收人就是责任人或报告人：",
                    InChinese(organization, detection.value, "verified_by")));
}

}  // namespace

CheckSpec FindingUnowned() {
  return {.name = "finding_unowned",
          .meaning = Say("a finding that is not closed has no owner, or one "
                         "that is not in force",
                         "未销号的问题没有责任人，或责任人当日不存在"),
          .focus_kinds = {NodeKind::kFinding},
          .scope = {.reads = {FactKind::kUnits, FactKind::kPosts,
                              FactKind::kPersons, FactKind::kFindings},
                    .reach = Reach::kRow},
          .evaluate = FindFindingUnowned,
          .message = SayFindingUnowned};
}

CheckSpec FindingOverdue() {
  return {.name = "finding_overdue",
          .meaning = Say("a finding is not closed, and its last day in time is "
                         "past or among the next `warn_days`, today included",
                         "问题未销号且已过整改期限，或期限在规定天数之内"),
          .focus_kinds = {NodeKind::kFinding},
          .params = {DaysParam("warn_days", 0,
                               Say("how many days before it is late it is "
                                   "reported",
                                   "逾期前多少天开始提示"))},
          .scope = {.reads = {FactKind::kFindings}, .reach = Reach::kSelf},
          .evaluate = FindFindingOverdue,
          .message = SayFindingOverdue};
}

CheckSpec FindingUnverified() {
  return {
      .name = "finding_unverified",
      .meaning = Say("a finding was closed, and since it was reopened last "
                     "nobody is on record as having verified it but who owns "
                     "it, holds the post that does, or reported it",
                     "问题已销号，但除责任人和报告人外没有他人验收的记录"),
      .focus_kinds = {NodeKind::kFinding},
      .scope = {.reads = {FactKind::kUnits, FactKind::kPosts,
                          FactKind::kPersons, FactKind::kAppointments,
                          FactKind::kFindings},
                .reach = Reach::kGlobal},
      .evaluate = FindFindingUnverified,
      .message = SayFindingUnverified};
}

}  // namespace zeren::internal
