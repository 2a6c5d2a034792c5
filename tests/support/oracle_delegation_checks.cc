// What may be wrong with a delegation.

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "tests/support/oracle.h"

namespace zeren::testing {
namespace {

using Json = nlohmann::json;

bool MayPassOn(const Json& delegation) {
  return delegation.value("may_redelegate", Json(false)) == true;
}

}  // namespace

bool Oracle::DelegationInForce(const Json& delegation) const {
  return IsStated(delegation) && InForce(Text(delegation, "from")) &&
         InForce(Text(delegation, "to"));
}

// Whether the assignments of some work name somebody: the person, a holder of
// the post, the post held, or the head of the unit.
bool Oracle::IsNamed(const std::string& who, const std::string& work,
                     const std::string& role) const {
  std::vector<const Json*> assignments = AssignmentsInForce(work, role);
  if (KindOf(work) == "task") {
    for (std::string at = work; assignments.empty() && !at.empty();
         at = Superior(at)) {
      assignments = AssignmentsInForce(at, role);
    }
  }
  for (const Json* record : assignments) {
    std::string to = Text(*record, "to");
    if (KindOf(to) == "unit") to = HeadPost(to);
    if (to.empty()) continue;
    if (to == who) return true;
    if (KindOf(who) == "person" && KindOf(to) == "post" && Holds(who, to)) {
      return true;
    }
    if (KindOf(who) == "post" && KindOf(to) == "person" && Holds(to, who)) {
      return true;
    }
  }
  return false;
}

// Work that it lists and that it gives to who oversees it, or oversight of work
// that it gives to who does it.
std::set<std::string> Oracle::ExcludedWork(const Json& delegation) const {
  std::set<std::string> excluded;
  const Json* scope = Field(delegation, "scope");
  if (scope == nullptr || *scope == "all") return excluded;
  const std::string from = Text(delegation, "from");
  const std::string to = Text(delegation, "to");
  for (const std::string work : *scope) {
    if (!InForce(work)) continue;
    if (KindOf(work) == "task" && !IsOpen(work)) continue;
    const bool from_oversees = IsNamed(from, work, "oversight");
    const bool to_oversees = IsNamed(to, work, "oversight");
    if (!from_oversees && to_oversees) excluded.insert(work);
    if (from_oversees && !to_oversees &&
        (IsNamed(to, work, "accountable") ||
         IsNamed(to, work, "responsible"))) {
      excluded.insert(work);
    }
  }
  return excluded;
}

// Looks at each piece of work by itself, and at work that no list names: by
// which delegations it can go, and from which to which.
Json Oracle::Delegation(const std::string& node, const Json& params) const {
  Json found = Json::object();
  const Json& own = Record(node);
  if (!DelegationInForce(own)) return found;
  const std::string from = Text(own, "from");
  const std::string to = Text(own, "to");
  const int max_depth = params.value("max_depth", 3);

  std::vector<std::string> works = {""};
  for (const char* kind : {"task", "duty"}) {
    for (const std::string& work : Nodes(kind)) works.push_back(work);
  }
  std::size_t circle = 0;  // The shortest.
  bool deep = false;
  std::set<std::string> given_by;
  for (const std::string& work : works) {
    const auto covers = [&](const Json& delegation) {
      bool complete = true;
      return Covers(delegation, work, complete);
    };
    std::vector<const Json*> open;  // The delegations by which the work can go.
    for (const Json& other : Rows("delegations")) {
      if (DelegationInForce(other) && covers(other)) open.push_back(&other);
    }
    if (std::find(open.begin(), open.end(), &own) == open.end()) continue;

    // Circles: where it is after one more step each, until it is back.
    if (MayPassOn(own)) {
      std::set<std::string> at = {to};
      for (std::size_t length = 1; length <= open.size(); ++length) {
        if (at.contains(from)) {
          if (circle == 0 || length < circle) circle = length;
          break;
        }
        std::set<std::string> next;
        for (const Json* other : open) {
          if (MayPassOn(*other) && at.contains(Text(*other, "from"))) {
            next.insert(Text(*other, "to"));
          }
        }
        at = next;
      }
    }
    // Depth: from whom it can have come so many steps before.
    std::set<std::string> at = {from};
    for (int step = 0; step < max_depth; ++step) {
      std::set<std::string> before;
      for (const Json* other : open) {
        if (MayPassOn(*other) && at.contains(Text(*other, "to"))) {
          before.insert(Text(*other, "from"));
        }
      }
      at = before;
    }
    if (!at.empty()) deep = true;
    // Leave: who gave it and did not let it be passed on.
    for (const Json* other : open) {
      if (other != &own && !MayPassOn(*other) && Text(*other, "to") == from &&
          Text(*other, "from") != to) {
        given_by.insert(Ref("delegation", *other, "id"));
      }
    }
  }
  if (circle > 0) {
    found["cycle"] = {{"kind", "cycle"}, {"length", circle}};
  } else if (deep) {
    found["depth"] = {{"kind", "depth"}, {"max_depth", max_depth}};
  }
  const std::set<std::string> excluded = ExcludedWork(own);
  if (!excluded.empty()) {
    found["excluded"] = {{"kind", "excluded"}, {"work", excluded}};
  }
  if (!given_by.empty()) {
    found["not_allowed"] = {{"kind", "not_allowed"}, {"given_by", given_by}};
  }
  return found;
}

}  // namespace zeren::testing
