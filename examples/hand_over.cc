// A secretary leaves: who answers then, on which days nobody does, and what a
// change mends.

#include <zeren/zeren.h>

#include <iostream>
#include <vector>

int main() {
  const absl::StatusOr<zeren::Organization> org = zeren::LoadDocument(R"({
    "zeren": 1, "as_of": "2026-11-22",
    "units": [{"id": "branch", "kind": "branch"}],
    "posts": [{"id": "secretary", "unit": "branch", "kind": "head"}],
    "persons": [{"id": "li", "name": "Li"}, {"id": "wang", "name": "Wang"}],
    "memberships": [{"person": "li", "unit": "branch"},
                    {"person": "wang", "unit": "branch"}],
    "appointments": [{"person": "li", "post": "secretary",
                      "valid_to": "2026-12-10"}],
    "tasks": [{"id": "report", "unit": "branch", "due": "2026-12-31"}],
    "assignments": [{"work": "task:report", "role": "accountable",
                     "to": "post:secretary"}]})");
  if (!org.ok()) {
    std::cerr << org.status() << '\n';
    return 1;
  }
  const zeren::Node report = *org->Find("task:report");
  const zeren::Period winter = {absl::CivilDay(2026, 11, 22),
                                absl::CivilDay(2027, 1, 1)};
  const auto print = [&](const zeren::Organization& organization) {
    std::cout << zeren::WriteText(zeren::MakePage(
                     organization,
                     zeren::ResponsibleOver(organization, report,
                                            zeren::Role::kAccountable, winter)
                         .value()))
              << '\n';
  };
  print(*org);

  const std::vector<zeren::Change> changes = {zeren::Change::Add(
      zeren::AppointmentRecord{.person = "wang",
                               .post = "secretary",
                               .valid_from = absl::CivilDay(2026, 12, 10)})};
  const absl::StatusOr<zeren::Organization> next = org->Apply(changes);
  if (!next.ok()) {
    std::cerr << next.status() << '\n';
    return 1;
  }
  print(*next);

  const zeren::Snapshot today = next->AsOf(*next->as_of());
  const zeren::AssignmentPlan plan =
      zeren::PlanAssignments(today, {.tasks = zeren::TasksToPlan(today)})
          .value();
  std::cout << zeren::WriteText(zeren::MakePage(today, plan));
}
