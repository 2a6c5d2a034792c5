// The first program: who answers, how every level stands, and what is missing.

#include <zeren/zeren.h>

#include <iostream>

int main() {
  const absl::StatusOr<zeren::Organization> org = zeren::LoadDocument(R"({
    "zeren": 1, "as_of": "2026-11-22",
    "units": [{"id": "school", "kind": "school"},
              {"id": "branch", "kind": "branch", "parent": "school"}],
    "posts": [{"id": "president", "unit": "school", "kind": "head"},
              {"id": "secretary", "unit": "branch", "kind": "head"}],
    "persons": [{"id": "li", "name": "Li"}, {"id": "wang", "name": "Wang"}],
    "memberships": [{"person": "li", "unit": "school"},
                    {"person": "wang", "unit": "branch"}],
    "appointments": [{"person": "li", "post": "president"}],
    "tasks": [{"id": "report", "unit": "branch", "due": "2026-12-31"}],
    "assignments": [{"work": "task:report", "role": "accountable",
                     "to": "post:secretary"}]})");
  if (!org.ok()) return std::cerr << org.status() << '\n', 1;
  const zeren::Snapshot today = org->AsOf(*org->as_of());

  const zeren::Node report = *today.Find("task:report");
  const zeren::Resolution who =
      zeren::ResolveResponsible(today, report, zeren::Role::kAccountable);
  std::cout << zeren::WriteText(zeren::MakePage(today, who, {.why = true}));

  const auto members = zeren::ComputeRollUp(today, "members");
  if (!members.ok()) return std::cerr << members.status() << '\n', 1;
  std::cout << '\n' << zeren::WriteText(zeren::MakePage({*members}));

  const auto gaps = zeren::FindGaps(today);
  if (!gaps.ok()) return std::cerr << gaps.status() << '\n', 1;
  std::cout << '\n' << zeren::WriteText(zeren::MakePage(*gaps));
}
