// Every small organisation, and every small web of delegations.

#include <cstddef>
#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/effort.h"
#include "tests/support/random_document.h"

namespace zeren::testing {
namespace {

using Json = nlohmann::json;

// The organisations of exactly `n` units. The states of the head posts turn
// slowly and the parents fast, so that a step mostly writes a few strings.
// `number` counts all of them.
void ForEachOrganizationOf(
    std::size_t n, std::size_t& number,
    const std::function<void(const nlohmann::json&)>& visit) {
  enum HeadState : std::size_t { kOccupied, kVacant, kAbsent, kNumStates };
  const std::vector<std::string> ids = {"a", "b", "c", "d"};
  Json document = {{"zeren", 1}, {"as_of", "2024-06-30"}};
  for (std::size_t i = 0; i < n; ++i) {
    const std::string& id = ids[i];
    document["units"].push_back({{"id", id}, {"kind", "office"}});
    document["posts"].push_back({{"id", id}, {"unit", id}, {"kind", "head"}});
    document["persons"].push_back({{"id", id}});
    document["tasks"].push_back({{"id", id}, {"unit", id}});
  }
  // Counts up in some base; false when it is back at zero.
  const auto next = [](std::vector<std::size_t>& digits, std::size_t base) {
    for (std::size_t& digit : digits) {
      if (++digit < base) return true;
      digit = 0;
    }
    return false;
  };
  std::vector<std::size_t> states(n, 0);
  do {
    // The person of a vacant post is nowhere, which leaves the unit empty.
    for (const char* array : {"memberships", "appointments", "absences"}) {
      document[array] = Json::array();
    }
    for (std::size_t i = 0; i < n; ++i) {
      const std::string& id = ids[i];
      if (states[i] == kVacant) continue;
      document["memberships"].push_back({{"person", id}, {"unit", id}});
      document["appointments"].push_back({{"person", id}, {"post", id}});
      if (states[i] == kAbsent)
        document["absences"].push_back({{"person", id}});
    }
    std::vector<std::size_t> parents(n, 0);
    do {
      if (number++ % kSmallOrganizationStride != 0) continue;
      for (std::size_t i = 0; i < n; ++i) {
        Json& unit = document["units"][i];
        if (parents[i] == n + 1) {
          unit.erase("parent");
        } else {
          unit["parent"] = parents[i] == n ? "ghost" : ids[parents[i]];
        }
      }
      visit(document);
    } while (next(parents, n + 2));
  } while (next(states, kNumStates));
}

}  // namespace

void ForEachSmallOrganization(
    const std::function<void(const nlohmann::json&)>& visit) {
  std::size_t number = 0;
  for (std::size_t n = 0; n <= 4; ++n) ForEachOrganizationOf(n, number, visit);
}

void ForEachSmallDelegation(
    const std::function<void(const nlohmann::json&)>& visit) {
  // Of each post and person: its delegation, none being the first; of each
  // person: whether absent, and whether in post.
  const std::vector<std::string> nodes = {"post:a", "post:b", "person:a",
                                          "person:b"};
  const std::size_t delegations = 1 + 2 * nodes.size();
  Json document = {
      {"zeren", 1},
      {"as_of", "2024-06-30"},
      {"posts",
       {{{"id", "a"}, {"unit", "ghost"}, {"kind", "x"}, {"reports_to", "c"}},
        {{"id", "b"}, {"unit", "ghost"}, {"kind", "x"}, {"reports_to", "c"}},
        {{"id", "c"}, {"unit", "ghost"}, {"kind", "x"}}}},
      {"persons", {{{"id", "a"}}, {{"id", "b"}}, {{"id", "c"}}}}};
  for (const std::string& node : nodes) {
    document["tasks"].push_back({{"id", node}, {"unit", "ghost"}});
    document["assignments"].push_back(
        {{"work", "task:" + node}, {"role", "accountable"}, {"to", node}});
  }
  std::size_t count = 16;
  for (std::size_t i = 0; i < nodes.size(); ++i) count *= delegations;
  for (std::size_t number = 0; number < count;
       number += kSmallOrganizationStride) {
    std::size_t rest = number;
    const auto take = [&](std::size_t base) {
      const std::size_t digit = rest % base;
      rest /= base;
      return digit;
    };
    document["appointments"] = {{{"person", "c"}, {"post", "c"}}};
    document["absences"] = Json::array();
    for (const char* const id : {"a", "b"}) {
      if (take(2) == 1) document["absences"].push_back({{"person", id}});
      if (take(2) == 1) {
        document["appointments"].push_back({{"person", id}, {"post", id}});
      }
    }
    document["delegations"] = Json::array();
    for (const std::string& node : nodes) {
      const std::size_t choice = take(delegations);
      if (choice == 0) continue;
      document["delegations"].push_back({{"id", node},
                                         {"from", node},
                                         {"to", nodes[(choice - 1) / 2]},
                                         {"may_redelegate", choice % 2 == 0}});
    }
    visit(document);
  }
}

}  // namespace zeren::testing
