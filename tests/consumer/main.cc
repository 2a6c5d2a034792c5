// A user's program: loads a document, looks at one day and prints.

#include <zeren/zeren.h>

#include <iostream>

int main() {
  const absl::StatusOr<zeren::Organization> org = zeren::LoadDocument(R"({
    "zeren": 1,
    "profile": "generic",
    "units": [{"id": "office", "kind": "unit", "name": "Office"}]
  })");
  if (!org.ok()) {
    std::cerr << org.status() << '\n';
    return 1;
  }
  const zeren::Snapshot day = org->AsOf(absl::CivilDay(2026, 11, 22));
  if (!day.Find("unit:office").has_value()) return 1;
  std::cout << "found unit:office\n";
}
