// The best plan, by trying all and by Boost's flows; see plan_validator.h.

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/successive_shortest_path_nonnegative_weights.hpp>
#include <cstddef>

#include "tests/support/plan_validator.h"

namespace zeren::testing {

// Goes through the places one by one; each stays empty or is given to somebody
// who comes after whoever has the place before it.
struct PlanValidator::Search {
  const PlanValidator& validator;
  std::vector<std::string> persons;
  std::vector<std::vector<std::int64_t>> costs;  // By task, person; -1: cannot.
  std::vector<std::vector<std::int64_t>> pairs;  // By task, task.
  std::vector<int> places_from;  // That tasks from one on ask for.
  std::vector<std::vector<std::size_t>> given;  // By person.
  PlainPlan plan;
  std::int64_t cost = 0;
  std::optional<Best> best;

  explicit Search(const PlanValidator& v) : validator(v) {
    const std::vector<std::string>& tasks = v.problem_.tasks;
    persons = v.oracle_.Nodes("person");
    given.resize(persons.size());
    for (const std::string& task : tasks) {
      costs.emplace_back();
      pairs.emplace_back();
      for (const std::string& person : persons) {
        costs.back().push_back(
            v.WhyNot(task, person).empty() ? v.CostAlone(task, person) : -1);
      }
      for (const std::string& other : tasks) {
        pairs.back().push_back(v.Pair(task, other));
      }
    }
    places_from.assign(tasks.size() + 1, 0);
    for (std::size_t t = tasks.size(); t-- > 0;) {
      places_from[t] =
          places_from[t + 1] +
          std::min<int>(v.places(tasks[t]), static_cast<int>(persons.size()));
    }
  }

  // Whether the last one given is within all limits.
  bool Holds(std::size_t person) const {
    const PlainProblem& problem = validator.problem_;
    const std::string& who = persons[person];
    if (problem.max_tasks &&
        static_cast<int>(given[person].size()) > *problem.max_tasks) {
      return false;
    }
    if (validator.Peak(who, plan, validator.DaysOf(plan.back().first)) >
        validator.Capacity(who)) {
      return false;
    }
    for (const PlainProblem::Set& set : problem.sets) {
      int held = validator.HeldOfSet(set, who);
      bool last = false;
      for (const std::size_t t : given[person]) {
        const bool in_set = std::find(set.tasks.begin(), set.tasks.end(),
                                      problem.tasks[t]) != set.tasks.end();
        held += in_set ? 1 : 0;
        last = in_set;
      }
      if (last && held > set.at_most) return false;
    }
    return true;
  }

  void Try(std::size_t task, std::size_t person, int places) {
    const std::vector<std::string>& tasks = validator.problem_.tasks;
    const auto filled = static_cast<std::int64_t>(plan.size());
    if (task == tasks.size()) {
      if (!best || filled > best->filled ||
          (filled == best->filled && cost < best->cost)) {
        best = Best{filled, cost};
      }
      return;
    }
    // Nothing below can be better.
    const std::int64_t most = filled + places + places_from[task + 1];
    if (best &&
        (most < best->filled || (most == best->filled && cost >= best->cost))) {
      return;
    }
    if (places == 0 || person == persons.size()) {
      const std::size_t next = task + 1;
      Try(next, 0, next < tasks.size() ? validator.places(tasks[next]) : 0);
      return;
    }
    if (costs[task][person] >= 0) {
      std::int64_t more = costs[task][person];
      for (const std::size_t t : given[person]) more += pairs[task][t];
      plan.emplace_back(tasks[task], persons[person]);
      given[person].push_back(task);
      cost += more;
      if (Holds(person)) Try(task, person + 1, places - 1);
      cost -= more;
      given[person].pop_back();
      plan.pop_back();
    }
    Try(task, person + 1, places);
  }
};

PlanValidator::Best PlanValidator::TryAll() const {
  Search search(*this);
  search.Try(0, 0, problem_.tasks.empty() ? 0 : places(problem_.tasks[0]));
  return *search.best;
}

PlanValidator::Best PlanValidator::ByFlow() const {
  using Traits =
      boost::adjacency_list_traits<boost::vecS, boost::vecS, boost::directedS>;
  using Edge = Traits::edge_descriptor;
  using Graph = boost::adjacency_list<
      boost::vecS, boost::vecS, boost::directedS, boost::no_property,
      boost::property<
          boost::edge_capacity_t, std::int64_t,
          boost::property<boost::edge_residual_capacity_t, std::int64_t,
                          boost::property<boost::edge_reverse_t, Edge,
                                          boost::property<boost::edge_weight_t,
                                                          std::int64_t>>>>>;
  Graph graph;
  const auto add_node = [&] { return boost::add_vertex(graph); };
  const auto add_arc = [&](std::size_t from, std::size_t to,
                           std::int64_t capacity, std::int64_t cost) {
    const Edge arc = boost::add_edge(from, to, graph).first;
    const Edge back = boost::add_edge(to, from, graph).first;
    boost::put(boost::edge_capacity, graph, arc, capacity);
    boost::put(boost::edge_capacity, graph, back, 0);
    boost::put(boost::edge_weight, graph, arc, cost);
    boost::put(boost::edge_weight, graph, back, -cost);
    boost::put(boost::edge_reverse, graph, arc, back);
    boost::put(boost::edge_reverse, graph, back, arc);
    return arc;
  };
  const std::size_t source = add_node();
  const std::size_t sink = add_node();
  constexpr std::int64_t kMany = 1'000'000;
  constexpr std::int64_t kEmpty = 1'000'000'000;  // Dearer than any plan.
  std::map<std::string, std::size_t> persons;
  std::map<std::pair<std::string, std::string>, std::size_t> groups;
  std::vector<Edge> empty;
  std::int64_t all_places = 0;
  for (const std::string& task : problem_.tasks) {
    const std::size_t node = add_node();
    add_arc(source, node, places(task), 0);
    empty.push_back(add_arc(node, sink, places(task), kEmpty));
    all_places += places(task);
    const Days days = DaysOf(task);
    for (const std::string& person : oracle_.Nodes("person")) {
      if (!WhyNot(task, person).empty()) continue;
      if (!persons.contains(person)) {
        persons[person] = add_node();
        add_arc(persons[person], sink, problem_.max_tasks.value_or(kMany), 0);
      }
      const std::pair key(person, days.from);
      if (!groups.contains(key)) {
        groups[key] = add_node();
        const std::int64_t room =
            (Capacity(person) - Peak(person, {}, days)) / EffortOf(task);
        for (std::int64_t k = 0; k < room; ++k) {
          add_arc(groups[key], persons[person], 1, k * Pair(task, task));
        }
      }
      add_arc(node, groups[key], 1, CostAlone(task, person));
    }
  }
  boost::successive_shortest_path_nonnegative_weights(graph, source, sink);
  Best best{all_places, 0};
  for (const auto arc : boost::make_iterator_range(boost::edges(graph))) {
    const std::int64_t capacity = boost::get(boost::edge_capacity, graph, arc);
    const std::int64_t flow =
        capacity - boost::get(boost::edge_residual_capacity, graph, arc);
    if (capacity == 0 || flow == 0) continue;
    if (boost::get(boost::edge_weight, graph, arc) == kEmpty) {
      best.filled -= flow;
    } else {
      best.cost += flow * boost::get(boost::edge_weight, graph, arc);
    }
  }
  return best;
}

}  // namespace zeren::testing
