#include "zeren/advise/repair.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "src/advise/internal/repair_ideas.h"
#include "src/advise/internal/repair_trial.h"
#include "src/catalogue/internal/wording.h"
#include "src/core/internal/absl_strings.h"

namespace zeren {
namespace internal {
namespace {

// What is known to mend gaps of a check.
struct KnownRepair {
  std::string_view check;
  void (*think)(RepairIdeas& ideas);
};

constexpr KnownRepair kKnownRepairs[] = {
    {"acting_too_long", MendActing},
    {"answerer_missing", MendUnansweredWork},
    {"dangling_reference", MendDanglingReference},
    {"finding_unowned", MendUnownedFinding},
    {"head_missing", MendMissingHead},
    {"many_accountable", MendManyAccountable},
    {"membership_overlap", MendMembershipOverlap},
    {"not_cascaded", MendNotCascaded},
    {"post_overfilled", MendOverfilledPost},
    {"post_vacant", MendVacancy},
    {"reporting_cycle", MendCycle},
    {"seats_open", MendVacancy},
    {"self_parent", MendSelfParent},
    {"several_superiors", MendSeveralSuperiors},
    {"superior_not_in_force", MendSuperiorNotInForce},
    {"two_home_units", MendTwoHomes},
    {"work_unassigned", MendUnansweredWork},
};

}  // namespace

bool ThinkOfRepairs(std::string_view check, RepairIdeas& ideas) {
  for (const KnownRepair& known : kKnownRepairs) {
    if (known.check != check) continue;
    known.think(ideas);
    return true;
  }
  return false;
}

Text RepairIdeas::nothing() const {
  if (ambiguous_) {
    return Say(
        "the record that would have to change has a twin, so that no change "
        "can name it",
        "需要修改的记录另有完全相同的一条，无法指明");
  }
  if (nothing_ != Text()) return nothing_;
  return Say("there is nothing that could be tried", "没有可以尝试的办法");
}

}  // namespace internal

namespace {

using internal::Concat;
using internal::RepairIdea;
using internal::RepairIdeas;
using internal::RepairTrial;
using internal::Say;
using internal::TrialResult;

// Why none of the ideas will do, by the first of them.
Text WhyNone(std::size_t tried, const Text& title, const TrialResult& result) {
  std::string english;
  std::string chinese;
  if (!result.applied) {
    english = "cannot be applied";
    chinese = "无法实施";
  } else if (result.grave > 0) {
    const std::string count = std::to_string(result.grave);
    english =
        Concat("would bring ", count, result.grave == 1 ? " gap" : " gaps",
               " as severe: ", result.first_grave.In("en"));
    chinese = Concat("会带来", count, "项同样严重的缺口：",
                     result.first_grave.In("zh"));
  } else {
    english = "would leave the gap";
    chinese = "不能消除该缺口";
  }
  const std::string number = std::to_string(tried);
  return Say(tried == 1
                 ? Concat("the only repair tried will not do: to ",
                          title.In("en"), " ", english)
                 : Concat("none of ", number, " repairs tried will do: to ",
                          title.In("en"), " ", english),
             tried == 1 ? Concat("仅有的办法不可行：", title.In("zh"), chinese)
                        : Concat("已尝试", number, "种办法，均不可行：如",
                                 title.In("zh"), "，", chinese));
}

RepairAdvice AdviseOnGap(RepairTrial& trial, const GapReport& report,
                         const Gap& gap, const RepairOptions& options) {
  RepairAdvice advice;
  const Rule& rule = report.RuleOf(gap).rule;
  RepairIdeas ideas(report, gap, options.max_tries);
  if (!internal::ThinkOfRepairs(rule.check, ideas)) {
    advice.note = Say(
        Concat("no way to mend gaps of the check ", rule.check, " is known"),
        Concat("检查", rule.check, "的缺口没有已知的修复办法"));
    return advice;
  }
  const std::string fingerprint = report.FingerprintOf(gap);
  Text why_not;
  for (const RepairIdea& idea : ideas.ideas()) {
    if (advice.repairs.size() >= options.max) break;
    ++advice.tried;
    TrialResult result = trial.Try(idea.edits, fingerprint, report.RuleOf(gap));
    if (!result.good()) {
      if (why_not == Text()) {
        why_not = WhyNone(ideas.ideas().size(), idea.title, result);
      }
      continue;
    }
    Repair repair{.title = idea.title,
                  .mends = std::move(result.mends),
                  .adds = std::move(result.adds)};
    for (const internal::RecordEdit& edit : idea.edits) {
      repair.changes.push_back(edit.change);
    }
    advice.repairs.push_back(std::move(repair));
  }
  if (advice.repairs.empty()) {
    advice.note = ideas.ideas().empty() ? ideas.nothing() : std::move(why_not);
  }
  return advice;
}

}  // namespace

RepairAdvice SuggestRepairs(const GapReport& report, const Gap& gap,
                            const RepairOptions& options) {
  RepairTrial trial(report);
  return AdviseOnGap(trial, report, gap, options);
}

ReportRepairs SuggestAllRepairs(const GapReport& report, const GapReport& shown,
                                const RepairOptions& options) {
  RepairTrial trial(report);
  ReportRepairs repairs;
  repairs.of_gaps.resize(shown.gaps().size());
  std::size_t looked_at = 0;
  for (std::size_t at = 0; at < shown.gaps().size(); ++at) {
    const Gap& gap = shown.gaps()[at];
    if (gap.waived()) continue;
    if (looked_at == options.max_gaps) {
      ++repairs.left_out;
      continue;
    }
    ++looked_at;
    repairs.of_gaps[at] = AdviseOnGap(trial, shown, gap, options);
  }
  return repairs;
}

}  // namespace zeren
