// A user's program that runs an algorithm of Boost.Graph.

#include <zeren/graph/boost_graph.h>
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
  std::cout << num_vertices(day) << " vertices\n";
}
