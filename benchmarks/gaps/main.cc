// The gaps of a province by the rules of `generic`: on a day, over a year, and
// after one change; and five of its rules beside SQLite.
//
//   gaps_benchmark [--scale=SHARE] [--strict] [--benchmark_...]
//
// Of 1,000 memberships and appointments 60 have ended in the year, and 50 of
// 1,000 members moved to another branch, which makes 100,000 changes of a
// year's history at scale 1. Results are compared before anything is timed.
//
// --strict: exits with 1 if a bar is missed. The rest are the options of Google
// Benchmark.

#include "benchmarks/support/main.h"

#include <algorithm>
#include <cstdio>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "benchmark/benchmark.h"
#include "benchmarks/gaps/sqlite_peer.h"
#include "benchmarks/support/bars.h"
#include "benchmarks/support/medians.h"
#include "benchmarks/support/province.h"
#include "benchmarks/support/repeat.h"
#include "zeren/exchange/document.h"
#include "zeren/gaps/gap_monitor.h"
#include "zeren/gaps/gaps.h"
#include "zeren/gaps/gaps_over.h"

namespace zeren::benchmarks {
namespace {

constexpr absl::CivilDay kDay(kProvinceYear, kProvinceMonth, kProvinceDay);
const Period kYear = {absl::CivilDay(kProvinceYear, 1, 1),
                      absl::CivilDay(kProvinceYear + 1, 1, 1)};
constexpr char kAsOf[] = "AsOf";
constexpr char kAll[] = "all rules on a day";
constexpr char kFive[] = "five rules on a day";
constexpr char kFiveWithAsOf[] = "AsOf and five rules on a day";
constexpr char kSqlite[] = "five rules on a day, SQLite";
constexpr char kOver[] = "all rules over a year";
constexpr char kChange[] = "a change, and all rules but global ones";
constexpr char kApply[] = "a change alone";

// The document of a province, with heads that `generic` knows.
std::string Document(Province province) {
  std::string json = std::move(province.json);
  const auto replace = [&](std::string_view what, std::string_view by) {
    for (std::size_t at = json.find(what); at != std::string::npos;
         at = json.find(what, at + by.size())) {
      json.replace(at, what.size(), by);
    }
  };
  replace("\"profile\":\"party-school\"", "\"profile\":\"generic\"");
  replace("\"kind\":\"secretary\"", "\"kind\":\"head\"     ");
  return json;
}

Findings FindingsOf(const GapReport& report) {
  const std::set<std::string> compared(std::begin(kComparedRules),
                                       std::end(kComparedRules));
  Findings found;
  for (const Gap& gap : report.gaps()) {
    const std::string& rule = report.RuleOf(gap).rule.id;
    if (!compared.contains(rule)) continue;
    found.push_back(
        rule + " " +
        report.snapshot().organization().NameOf(gap.detection.focus));
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

std::set<std::string> FingerprintsOf(const GapReport& report) {
  std::set<std::string> fingerprints;
  for (const Gap& gap : report.gaps()) {
    fingerprints.insert(report.FingerprintOf(gap));
  }
  return fingerprints;
}

// Whether a history has the gaps of each of some days.
bool IsSameOnDays(const GapHistory& history, const RuleSet& rules) {
  for (const absl::CivilDay day :
       {kYear.from, absl::CivilDay(kProvinceYear, 5, 17),
        absl::CivilDay(kProvinceYear, 12, 31)}) {
    std::set<std::string> over;
    for (const DatedGap& gap : history.gaps()) {
      if (gap.HoldsOn(day)) over.insert(history.FingerprintOf(gap));
    }
    const GapReport report = FindGaps(history.organization().AsOf(day), rules);
    if (over != FingerprintsOf(report)) return false;
  }
  return true;
}

// Changes that undo one another, so that they can go on for ever: appointments
// that are taken away and come back, and members who join and leave.
std::vector<std::vector<Change>> ChangesOf(const Organization& org) {
  std::vector<std::vector<Change>> changes;
  const Rows<AppointmentView> appointments = org.rows<AppointmentView>();
  constexpr std::size_t kSome = 200;
  for (std::size_t i = 0; i < kSome; ++i) {
    const AppointmentView old = appointments[i * (appointments.size() / kSome)];
    if (!old.person || old.valid_to.written()) continue;
    const auto match =
        Partial<AppointmentRecord>()
            .With(&AppointmentRecord::person, std::string(*old.person))
            .With(&AppointmentRecord::post, std::string(old.post));
    AppointmentRecord again{.person = std::string(*old.person),
                            .post = std::string(old.post)};
    again.valid_from = old.valid_from;
    changes.push_back({Change::Remove(match)});
    changes.push_back({Change::Add(again)});
    MembershipRecord other{
        .person = std::string(*old.person),
        .unit = std::string(org.id(UnitId{static_cast<std::uint32_t>(
            i * (org.count(NodeKind::kUnit) / kSome))}))};
    other.valid_from = kDay;
    changes.push_back({Change::Add(other)});
    changes.push_back(
        {Change::Remove(Partial<MembershipRecord>()
                            .With(&MembershipRecord::person, other.person)
                            .With(&MembershipRecord::unit, other.unit)
                            .With(&MembershipRecord::valid_from, kDay))});
  }
  return changes;
}

// Whether a monitor that followed all changes has the gaps of a fresh report.
bool FollowsChanges(GapMonitor& monitor, const RuleSet& rules,
                    const std::vector<std::vector<Change>>& changes) {
  for (const std::vector<Change>& one : changes) {
    if (!monitor.Apply(one).ok()) return false;
  }
  std::set<std::string> kept;
  for (const GapChanges::Item& item : monitor.gaps()) {
    kept.insert(monitor.FingerprintOf(item));
  }
  return kept ==
         FingerprintsOf(FindGaps(monitor.organization().AsOf(kDay), rules));
}

RuleSet Without(const RuleSet& rules, bool (*drop)(const BoundRule&)) {
  RuleSet kept = rules;
  std::erase_if(kept, drop);
  return kept;
}

int Run(const Flags& flags) {
  const absl::StatusOr<Organization> org = LoadDocument(Document(
      GenerateProvince({.scale = flags.scale, .ended = 0.06, .moved = 0.05})));
  if (!org.ok()) return 1;
  const absl::StatusOr<RuleSet> bound =
      BindRules(org->profile(), CheckRegistry::BuiltIn());
  if (!bound.ok()) return 1;
  const RuleSet rules = *bound;
  const RuleSet local = Without(rules, [](const BoundRule& rule) {
    return rule.check->scope().reach == Reach::kGlobal;
  });
  const RuleSet five = Without(rules, [](const BoundRule& rule) {
    return std::find(std::begin(kComparedRules), std::end(kComparedRules),
                     rule.rule.id) == std::end(kComparedRules);
  });
  PrintWhere();
  const Snapshot today = org->AsOf(kDay);
  const GapReport report = FindGaps(today, rules);
  std::printf("%u units, %u persons, %zu rules, %zu gaps\n",
              org->count(NodeKind::kUnit), org->count(NodeKind::kPerson),
              rules.size(), report.gaps().size());

  SqlitePeer peer(*org);
  const Findings expected = peer.Find(FormatDay(kDay));
  if (FindingsOf(report) != expected) {
    std::printf("DIFFERENT: five rules, zeren %zu, SQLite %zu\n",
                FindingsOf(report).size(), expected.size());
    return 1;
  }
  std::printf("SQLite finds the same %zu gaps by five rules\n",
              expected.size());
  const absl::StatusOr<GapHistory> history = GapsOver(*org, kYear, rules);
  if (!history.ok() || !IsSameOnDays(*history, rules)) {
    std::printf("DIFFERENT: over a year\n");
    return 1;
  }
  std::size_t runs = 0;
  for (const DatedGap& gap : history->gaps()) runs += gap.periods.size();
  std::printf("a year has %zu gaps in %zu runs of days, those of the days\n",
              history->gaps().size(), runs);
  const std::vector<std::vector<Change>> changes = ChangesOf(*org);
  GapMonitor monitor = GapMonitor::Make(today, rules, {.without_global = true});
  if (!FollowsChanges(monitor, local, changes)) {
    std::printf("DIFFERENT: after changes\n");
    return 1;
  }
  std::printf("%zu changes leave the gaps of a fresh report\n\n",
              changes.size());

  TimeMaking(kAsOf, [&] { return org->AsOf(kDay); });
  TimeMaking(kAll, [&] { return FindGaps(today, rules); });
  TimeMaking(kFive, [&] { return FindGaps(today, five); });
  TimeMaking(kFiveWithAsOf, [&] { return FindGaps(org->AsOf(kDay), five); });
  TimeMaking(kSqlite, [&] { return peer.Find(FormatDay(kDay)); });
  TimeMaking(kOver, [&] { return *GapsOver(*org, kYear, rules); });
  std::size_t next = 0;
  TimeMaking(kChange,
             [&] { return monitor.Apply(changes[next++ % changes.size()]); });
  Organization changed = *org;
  std::size_t next_alone = 0;
  TimeMaking(kApply, [&] {
    changed = *changed.Apply(changes[next_alone++ % changes.size()]);
    return changed.count(NodeKind::kPerson);
  });
  Medians medians;
  benchmark::RunSpecifiedBenchmarks(&medians);

  Bars bars;
  const auto as_of = medians.Seconds(kAsOf);
  const auto all = medians.Seconds(kAll);
  const auto over = medians.Seconds(kOver);
  const auto change = medians.Seconds(kChange);
  const auto sqlite = medians.Seconds(kSqlite);
  const auto of_five = medians.Seconds(kFive);
  const auto with_as_of = medians.Seconds(kFiveWithAsOf);
  if (all && as_of) bars.AtMost("all rules / AsOf", 10, *all / *as_of, "");
  if (over && all) bars.AtMost("over a year / all rules", 5, *over / *all, "");
  if (const auto alone = medians.Seconds(kApply); alone && change) {
    bars.AtMost("evaluated again after a change", 100, (*change - *alone) * 1e6,
                "us");
    bars.Note("with the change itself", *change * 1e6, "us");
  }
  if (sqlite && of_five) {
    bars.Note("SQLite / five rules", *sqlite / *of_five, "");
  }
  if (sqlite && with_as_of) {
    bars.Note("SQLite / AsOf and five rules", *sqlite / *with_as_of, "");
  }
  bars.Print();
  return flags.strict && bars.missed() > 0 ? 1 : 0;
}

}  // namespace
}  // namespace zeren::benchmarks

int main(int argc, char** argv) {
  return zeren::benchmarks::Main(argc, argv, {}, zeren::benchmarks::Run);
}
