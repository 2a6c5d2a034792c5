#include "benchmarks/province/compare.h"

#include <cstdio>
#include <optional>

#include "zeren/assign/resolution.h"
#include "zeren/gaps/gaps.h"
#include "zeren/graph/chain.h"
#include "zeren/measure/roll_up.h"

namespace zeren::benchmarks {
namespace {

class Comparison {
 public:
  void Expect(const char* what, std::uint64_t planted, std::uint64_t found) {
    if (planted == found) return;
    same_ = false;
    // The first few say enough.
    if (++differences_ > 10) return;
    std::printf("DIFFERENT: %s: planted %llu, found %llu\n", what,
                static_cast<unsigned long long>(planted),
                static_cast<unsigned long long>(found));
  }
  bool same() const { return same_; }

 private:
  bool same_ = true;
  int differences_ = 0;
};

void CompareCounts(const Province& province, const Snapshot& snapshot,
                   Comparison& compare) {
  const Organization& org = snapshot.organization();
  compare.Expect("units", province.units, snapshot.units().forest().size());
  compare.Expect("roots", 1, snapshot.units().forest().roots().size());
  compare.Expect("posts", province.posts, snapshot.posts().forest().size());
  compare.Expect("persons", province.persons, org.count(NodeKind::kPerson));
  compare.Expect("memberships", province.persons,
                 org.rows<MembershipView>().size());
  compare.Expect("appointments", province.appointments,
                 org.rows<AppointmentView>().size());
  compare.Expect("tasks", province.tasks, org.count(NodeKind::kTask));
  compare.Expect("duties", province.duties, org.count(NodeKind::kDuty));
  compare.Expect("assignments", province.assignments,
                 org.rows<AssignmentView>().size());
  std::uint32_t vacant = 0;
  std::uint32_t members = 0;
  for (std::uint32_t i = 0; i < snapshot.posts().count(); ++i) {
    vacant += snapshot.posts().state(PostId{i}) == PostState::kVacant ? 1 : 0;
  }
  for (std::uint32_t i = 0; i < snapshot.units().count(); ++i) {
    members += static_cast<std::uint32_t>(
        snapshot.units().member_rows(UnitId{i}).size());
  }
  compare.Expect("vacant posts", province.vacant_posts, vacant);
  compare.Expect("memberships in force", province.persons, members);
}

void CompareWhole(const Province& province, const Snapshot& snapshot,
                  Comparison& compare) {
  const absl::StatusOr<RollUp> members = ComputeRollUp(snapshot, "members");
  const Node root = *snapshot.Find("unit:" + IdOf('u', 0));
  const double rolled =
      members.ok() ? members->value(root).number.value_or(0) : 0;
  compare.Expect("members rolled up", province.persons,
                 static_cast<std::uint64_t>(rolled));
  const absl::StatusOr<GapReport> report = FindGaps(snapshot);
  std::uint64_t vacant = 0;
  for (std::size_t i = 0; report.ok() && i < report->gaps().size(); ++i) {
    const BoundRule& rule = report->RuleOf(report->gaps()[i]);
    vacant += rule.rule.check == "post_vacant" ? 1 : 0;
  }
  compare.Expect("gaps: vacant posts", province.vacant_posts, vacant);
}

}  // namespace

bool IsAsPlanted(const Province& province, const Snapshot& snapshot) {
  Comparison compare;
  CompareCounts(province, snapshot, compare);
  CompareWhole(province, snapshot, compare);
  const Organization& org = snapshot.organization();
  for (std::uint32_t i = 0; i < province.persons; ++i) {
    const std::optional<PersonId> person = org.FindId<PersonId>(IdOf('p', i));
    const auto chain =
        person ? ChainOf(snapshot, *person) : absl::StatusOr<Chain>(Chain());
    compare.Expect("length of a chain", province.chain_lengths[i],
                   chain.ok() ? chain->hops.size() : 0);
  }
  for (const Province::Work& work : province.works) {
    const std::optional<Node> node = org.Find(work.name);
    compare.Expect("work found", 1, node.has_value());
    if (!node) continue;
    const Resolution who =
        ResolveResponsible(snapshot, *node, Role::kAccountable);
    compare.Expect("persons who answer", 1, who.persons.size());
    if (who.persons.size() != 1) continue;
    compare.Expect("person who answers", 1,
                   org.id(who.persons[0]) == IdOf('p', work.answerer));
  }
  return compare.same();
}

}  // namespace zeren::benchmarks
