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
  if (!org.ok()) {
    std::cerr << org.status() << '\n';
    return 1;
  }
  const zeren::Snapshot today = org->AsOf(*org->as_of());

  const zeren::Resolution who = zeren::ResolveResponsible(
      today, *today.Find("task:report"), zeren::Role::kAccountable);
  std::cout << zeren::WriteText(zeren::MakePage(today, who, {.why = true}));

  const zeren::RollUp members = zeren::ComputeRollUp(today, "members").value();
  std::cout << '\n' << zeren::WriteText(zeren::MakePage({members}));

  const zeren::GapReport gaps = zeren::FindGaps(today).value();
  std::cout << '\n' << zeren::WriteText(zeren::MakePage(gaps));
}
