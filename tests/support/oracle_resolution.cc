// Who answers, and who answers for what.

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "tests/support/oracle.h"

namespace zeren::testing {
namespace {

// Appends what is not there yet, so that the first appearance counts.
void Merge(const std::vector<std::string>& from,
           std::vector<std::string>& into) {
  for (const std::string& item : from) {
    if (std::find(into.begin(), into.end(), item) == into.end()) {
      into.push_back(item);
    }
  }
}

}  // namespace

// Of any role if `role` is empty; by written start, then reference bytes. An
// assignment needs its target: a dissolved unit or a departed person bears
// nothing.
std::vector<const Oracle::Json*> Oracle::AssignmentsInForce(
    const std::string& work, const std::string& role) const {
  std::vector<const Json*> found;
  for (const Json& record : Rows("assignments")) {
    if (Text(record, "work") == work &&
        (role.empty() || Text(record, "role") == role) && IsStated(record) &&
        InForce(Text(record, "to"))) {
      found.push_back(&record);
    }
  }
  const auto order = [](const Json* record) {
    return std::make_tuple(Text(*record, "valid_from"), Text(*record, "to"));
  };
  std::stable_sort(
      found.begin(), found.end(),
      [&](const Json* a, const Json* b) { return order(a) < order(b); });
  return found;
}

// "A post stands for all its present holders who are not acting; else, if
// undisclosed, for itself; else its acting holders." A person who is present
// answers.
bool Oracle::StandsItself(const std::string& node, Answer& answer) const {
  if (KindOf(node) == "person") {
    if (!IsPresent(node)) return false;
    answer.persons = {node};
    return true;
  }
  const bool undisclosed = HasUndisclosedHolder(node);
  std::set<std::string> holders = PresentHolders(node, /*acting=*/false);
  if (holders.empty() && !undisclosed) {
    holders = PresentHolders(node, /*acting=*/true);
  }
  if (holders.empty() && !undisclosed) return false;
  answer.undisclosed = holders.empty();
  answer.persons.assign(holders.begin(), holders.end());
  answer.posts = {node};
  return true;
}

// By written start, then id.
std::vector<const Oracle::Json*> Oracle::DelegationsInForce(
    const std::string& from) const {
  std::vector<const Json*> found;
  for (const Json& record : Rows("delegations")) {
    if (Text(record, "from") == from && IsStated(record) && InForce(from) &&
        InForce(Text(record, "to"))) {
      found.push_back(&record);
    }
  }
  const auto order = [](const Json* record) {
    return std::make_tuple(Text(*record, "valid_from"), Text(*record, "id"));
  };
  std::sort(found.begin(), found.end(),
            [&](const Json* a, const Json* b) { return order(a) < order(b); });
  return found;
}

// The list covers a task if it names it or any task above it, a duty if it
// names it. Above a cycle that was cut there may be more: not complete.
bool Oracle::Covers(const Json& delegation, const std::string& work,
                    bool& complete) const {
  const Json* scope = Field(delegation, "scope");
  if (scope == nullptr || *scope == "all") return true;
  std::string at = work;
  while (true) {
    if (std::find(scope->begin(), scope->end(), at) != scope->end()) {
      return true;
    }
    if (KindOf(at) != "task") return false;
    const Up up = Ask(at);
    if (up.cut) complete = false;
    if (up.superior.empty()) return false;
    at = up.superior;
  }
}

// Goes every way that delegations lead from a post that nobody fills or from an
// absent person, always the first one on to its end, until somebody is found.
bool Oracle::DelegateAnswers(const std::string& from, const std::string& work,
                             Answer& answer) const {
  struct Way {
    std::vector<std::string> nodes;
    const Json* by;  // The last delegation; null to an absent holder.
  };
  std::vector<Way> open = {{{from}, nullptr}};
  while (!open.empty()) {
    const Way way = open.back();
    open.pop_back();
    const std::string& at = way.nodes.back();
    if (way.by != nullptr) {
      if (!Covers(*way.by, work, answer.complete)) continue;
      if (StandsItself(at, answer)) return true;
      const Json* may = Field(*way.by, "may_redelegate");
      if (may == nullptr || !may->get<bool>()) continue;
    }
    if (std::count(way.nodes.begin(), way.nodes.end(), at) > 1) {
      answer.complete = false;
      continue;
    }
    std::vector<Way> next;
    const auto go = [&](const std::string& to, const Json* by) {
      next.push_back({way.nodes, by});
      next.back().nodes.push_back(to);
    };
    for (const Json* record : DelegationsInForce(at)) {
      go(Text(*record, "to"), record);
    }
    if (KindOf(at) == "post") {
      for (const bool acting : {false, true}) {
        std::set<std::string> absent;
        for (const Json* record : appointments_) {
          const std::string person = Ref("person", *record, "person");
          if (Ref("post", *record, "post") == at && !IsUndisclosed(*record) &&
              IsActing(*record) == acting && !IsPresent(person)) {
            absent.insert(person);
          }
        }
        for (const std::string& person : absent) go(person, nullptr);
      }
    }
    open.insert(open.end(), next.rbegin(), next.rend());
  }
  return false;
}

// "Else the holders of a post that deputizes for it in the same unit."
bool Oracle::DeputyAnswers(const std::string& post, Answer& answer) const {
  const std::string unit = Ref("unit", Record(post), "unit");
  if (!Exists(unit)) return false;  // In no unit, so no post is beside it.
  const std::string kind = Text(Record(post), "kind");
  for (const std::string& deputy : Nodes("post")) {
    if (deputy == post || !InForce(deputy) ||
        Ref("unit", Record(deputy), "unit") != unit) {
      continue;
    }
    const auto entry = post_kinds_.find(Text(Record(deputy), "kind"));
    if (entry == post_kinds_.end() ||
        !entry->second.deputizes_for.contains(kind)) {
      continue;
    }
    std::set<std::string> holders = PresentHolders(deputy, /*acting=*/false);
    if (holders.empty()) holders = PresentHolders(deputy, /*acting=*/true);
    if (holders.empty()) continue;
    answer.persons.assign(holders.begin(), holders.end());
    answer.posts = {deputy};
    return true;
  }
  return false;
}

// Goes from `target` up the chain until someone answers. Each step up from a
// unit, a post or an absent person is a hop; that a unit stands for its head
// post is none, and neither is a delegation.
Oracle::Answer Oracle::Resolve(const std::string& target,
                               const std::string& work) const {
  Answer answer;
  std::string at = target;
  while (true) {
    const std::string kind = KindOf(at);
    if (kind == "unit" && !HeadPost(at).empty()) {
      at = HeadPost(at);
      continue;
    }
    if (kind != "unit" &&
        (StandsItself(at, answer) || DelegateAnswers(at, work, answer))) {
      return answer;
    }
    if (kind == "post" && DeputyAnswers(at, answer)) return answer;
    const Up up = Ask(at);
    if (up.cut) answer.complete = false;
    if (up.superior.empty()) return answer;  // Nobody: a proper result.
    at = up.superior;
    ++answer.hops;
  }
}

Oracle::Asked Oracle::AskedFor(const std::string& work,
                               const std::string& role) const {
  Asked asked;
  // Nobody answers for a duty that is not in force. Tasks always are.
  if (!InForce(work)) return asked;
  // 1. The work's own assignments, else those of the nearest parent task.
  const bool is_task = KindOf(work) == "task";
  std::string at = work;
  while (true) {
    for (const Json* record : AssignmentsInForce(at, role)) {
      asked.targets.push_back(Text(*record, "to"));
    }
    if (!asked.targets.empty() || !is_task) break;
    const Up up = Ask(at);
    if (up.cut) asked.complete = false;
    if (up.superior.empty()) break;
    at = up.superior;
  }
  asked.assigned = !asked.targets.empty();
  // 2. Nothing on the way up: two roles fall back to who stands behind the
  // work, if in force, as if the work were assigned there.
  if (!asked.assigned && (role == "accountable" || role == "responsible")) {
    const std::string fallback = is_task ? Ref("unit", Record(work), "unit")
                                         : Text(Record(work), "bearer");
    if (InForce(fallback)) asked.targets.push_back(fallback);
  }
  return asked;
}

Oracle::Json Oracle::Who(const std::string& work,
                         const std::string& role) const {
  const Asked asked = AskedFor(work, role);
  Answer all;
  all.complete = asked.complete;
  for (const std::string& target : asked.targets) {
    const Answer answer = Resolve(target, work);
    Merge(answer.persons, all.persons);
    Merge(answer.posts, all.posts);
    all.undisclosed = all.undisclosed || answer.undisclosed;
    all.complete = all.complete && answer.complete;
    all.hops = std::max(all.hops, answer.hops);
  }
  return {{"work", work},
          {"role", role},
          {"as_of", day_},
          {"persons", all.persons},
          {"posts", all.posts},
          {"assigned", asked.assigned},
          {"undisclosed", all.undisclosed},
          {"hops", all.hops},
          {"complete", all.complete}};
}

// Every answer, turned round: kinds of work come in order of their names.
std::map<std::string, Oracle::Json> Oracle::Responsibilities() const {
  std::map<std::string, Json> of;
  for (const char* const kind : {"duty", "task"}) {
    for (const std::string& work : Nodes(kind)) {
      for (const char* const role : {"accountable", "responsible", "support",
                                     "consulted", "informed", "oversight"}) {
        const Asked asked = AskedFor(work, role);
        std::map<std::string, int> hops;  // The fewest, by who answers.
        bool complete = asked.complete;
        for (const std::string& target : asked.targets) {
          const Answer answer = Resolve(target, work);
          complete = complete && answer.complete;
          for (const auto* nodes : {&answer.persons, &answer.posts}) {
            for (const std::string& node : *nodes) {
              const auto [it, first] = hops.try_emplace(node, answer.hops);
              it->second = std::min(it->second, answer.hops);
            }
          }
        }
        for (const auto& [node, fewest] : hops) {
          of[node].push_back({{"work", work},
                              {"role", role},
                              {"assigned", asked.assigned},
                              {"hops", fewest},
                              {"complete", complete}});
        }
      }
    }
  }
  return of;
}

}  // namespace zeren::testing
