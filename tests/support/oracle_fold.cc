// Any roll-up: what sits where, and how it is counted up.

#include "tests/support/oracle_fold.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

namespace zeren::testing {

Oracle::Web Oracle::FollowLines(const FoldQuestion& question) const {
  Web web;
  const std::string kind = question.by.substr(0, question.by.size() - 1);
  const bool primary_only = kind != "unit" || question.policy == "primary_only";
  std::map<std::string, std::map<std::string, double>> above;
  const auto follows = [&](const std::string& line) {
    return std::find(question.lines.begin(), question.lines.end(), line) !=
           question.lines.end();
  };
  for (const std::string& node : Nodes(kind)) {
    if (!InForce(node)) continue;
    web.children[node];
    const std::string superior = Superior(node);
    if (superior.empty() || (!primary_only && !follows("primary"))) continue;
    double weight = 1;
    std::string newest;
    for (const Json& line : Rows("unit_lines")) {
      if (kind != "unit" || !IsStated(line) ||
          Ref("unit", line, "child") != node ||
          Ref("unit", line, "parent") != superior ||
          Text(line, "kind", "primary") != "primary" ||
          Text(line, "valid_from") < newest) {
        continue;
      }
      newest = Text(line, "valid_from");
      weight = Number(line, "weight", 1);
    }
    above[node][superior] += weight;
  }
  for (const Json& line : Rows("unit_lines")) {
    const std::string line_kind = Text(line, "kind", "primary");
    const std::string child = Ref("unit", line, "child");
    const std::string parent = Ref("unit", line, "parent");
    if (primary_only || line_kind == "primary" || !follows(line_kind) ||
        !IsStated(line) || child == parent || !InForce(child) ||
        !InForce(parent)) {
      continue;
    }
    above[child][parent] += Number(line, "weight", 1);
  }
  for (const auto& [node, parents] : above) {
    double sum = 0;
    for (const auto& [parent, weight] : parents) sum += weight;
    if (!parents.empty() && std::abs(sum - 1) > 1e-9) web.sums_to_one = false;
  }
  // Of each knot the member with the smallest id answers to nobody in it.
  while (true) {
    std::map<std::string, std::set<std::string>> reach;
    for (const auto& [node, children] : web.children) {
      std::vector<std::string> todo = {node};
      while (!todo.empty()) {
        const std::string at = todo.back();
        todo.pop_back();
        for (const auto& [parent, weight] : above[at]) {
          if (reach[node].insert(parent).second) todo.push_back(parent);
        }
      }
    }
    std::map<std::string, std::set<std::string>> heads;  // And their knots.
    for (const auto& [node, nodes] : reach) {
      if (!nodes.contains(node)) continue;
      std::set<std::string> knot;
      for (const std::string& other : nodes) {
        if (reach[other].contains(node)) knot.insert(other);
      }
      heads[*knot.begin()] = knot;
    }
    if (heads.empty()) break;
    web.cut = true;
    for (const auto& [head, knot] : heads) {
      for (const std::string& member : knot) above[head].erase(member);
    }
  }
  for (const auto& [node, parents] : above) {
    for (const auto& [parent, weight] : parents) {
      web.children[parent].push_back(node);  // Nodes come in order of id.
      web.shares[{parent, node}] = weight;
    }
  }
  return web;
}

std::vector<std::string> Oracle::PlacesOf(const std::string& node,
                                          const FoldQuestion& question) const {
  std::vector<std::string> places;
  const std::string kind = KindOf(node);
  const bool over_units = question.by == "units";
  if (kind == "person" && over_units) {
    for (const Json* record : memberships_) {
      if (Ref("person", *record, "person") == node) {
        places.push_back(Ref("unit", *record, "unit"));
      }
    }
  } else if (kind == "person") {
    for (const Json* record : appointments_) {
      if (!IsUndisclosed(*record) && Ref("person", *record, "person") == node) {
        places.push_back(Ref("post", *record, "post"));
      }
    }
  } else if (kind == "task" && question.by == "posts") {
    const auto known = answerers_.find(node);
    if (known != answerers_.end()) return known->second;
    const Json who = Who(node, "accountable");
    for (const Json& post : who["posts"]) {
      places.push_back(post.get<std::string>());
    }
    answerers_[node] = places;
  } else if (over_units && kind != "unit") {
    places.push_back(Ref("unit", Record(node), "unit"));
  } else {
    places.push_back(node);
  }
  return places;
}

// What sits in each node, in order of id.
std::map<std::string, std::vector<Oracle::Item>> Oracle::OwnItems(
    const FoldQuestion& question) const {
  std::map<std::string, std::vector<Item>> own;
  const auto sits = [&](const std::string& node, const std::string& carrier,
                        const std::string& shown) {
    if (!question.keeps(node)) return;
    own[node].push_back(
        {carrier, shown, question.value(shown), question.weight(shown)});
  };
  if (question.carriers == "memberships") {
    std::size_t row = 0;
    for (const Json* record : memberships_) {
      ++row;
      const std::string person = Ref("person", *record, "person");
      if (question.takes(person)) {
        sits(Ref("unit", *record, "unit"), std::to_string(row), person);
      }
    }
    for (auto& [node, items] : own) {
      std::stable_sort(
          items.begin(), items.end(),
          [](const Item& a, const Item& b) { return a.node < b.node; });
    }
    return own;
  }
  const std::string kind =
      question.carriers.substr(0, question.carriers.size() - 1);
  for (const std::string& carrier : Nodes(kind)) {
    if (!InForce(carrier) || !question.takes(carrier)) continue;
    const std::vector<std::string> places = PlacesOf(carrier, question);
    for (const std::string& place :
         std::set<std::string>(places.begin(), places.end())) {
      sits(place, carrier, carrier);
    }
  }
  return own;
}

// Carriers that sit in no node in force. What sits only where it is not kept is
// placed none the less.
std::uint64_t Oracle::CountUnplaced(const FoldQuestion& question,
                                    const Web& web) const {
  if (question.carriers == "memberships") return 0;
  std::uint64_t unplaced = 0;
  const std::string kind =
      question.carriers.substr(0, question.carriers.size() - 1);
  for (const std::string& carrier : Nodes(kind)) {
    if (!InForce(carrier) || !question.takes(carrier)) continue;
    const std::vector<std::string> places = PlacesOf(carrier, question);
    if (std::none_of(places.begin(), places.end(), [&](const auto& place) {
          return web.children.contains(place);
        })) {
      ++unplaced;
    }
  }
  return unplaced;
}

// Each carrier and node counts with the first that leads to it: own carriers by
// id, then child nodes by id.
Oracle::Tally Oracle::Walk(const std::string& node, const Web& web,
                           const std::map<std::string, std::vector<Item>>& own,
                           bool zero, std::set<std::string>& seen_nodes,
                           std::set<std::string>& seen_carriers) const {
  Tally tally;
  seen_nodes.insert(node);
  for (const Item& item : own.at(node)) {
    if (seen_carriers.insert(item.carrier).second) tally.Put(item, zero);
  }
  for (const std::string& child : web.children.at(node)) {
    if (seen_nodes.contains(child)) continue;
    tally.Combine(Walk(child, web, own, zero, seen_nodes, seen_carriers));
  }
  return tally;
}

// Each line passes on its share; ways that meet again do so with theirs.
Oracle::Tally Oracle::Split(const std::string& node, const Web& web,
                            const std::map<std::string, std::vector<Item>>& own,
                            bool zero) const {
  Tally tally;
  for (const Item& item : own.at(node)) tally.Put(item, zero);
  for (const std::string& child : web.children.at(node)) {
    tally.Combine(Split(child, web, own, zero), web.shares.at({node, child}));
  }
  return tally;
}

Oracle::Json Oracle::Result(const FoldQuestion& question, const Tally& tally) {
  std::vector<double> values;
  double number = 0, nonzero = 0;
  for (const Tally::Share& each : tally.values) {
    values.push_back(each.value);
    number += each.share;
    if (each.value != 0) nonzero += each.share;
  }
  const bool none = values.empty();
  const std::string& how = question.combiner;
  Json value;
  if (how == "count" || how == "distinct_count") value = nonzero;
  if (how == "sum") value = tally.sum;
  if (how == "min" && !none) {
    value = *std::min_element(values.begin(), values.end());
  }
  if ((how == "max" || how == "worst") && !none) {
    value = *std::max_element(values.begin(), values.end());
  }
  if (how == "weighted_mean" && (tally.weight > 0 || tally.count > 0)) {
    value = tally.weight > 0 ? tally.weighted / tally.weight
                             : tally.sum / tally.count;
  }
  if (how == "ratio" && tally.weight > 0) value = tally.sum / tally.weight;
  if (how == "any") value = nonzero > 0 ? 1 : 0;
  if (how == "all") {
    value = nonzero == number ? 1 : 0;
  }
  Json classes = Json::array(), top = Json::array();
  if (how == "histogram") {
    for (std::size_t i = 0; i <= question.edges.size(); ++i) {
      double in_class = 0;
      for (const Tally::Share& each : tally.values) {
        const bool above = i == 0 || each.value >= question.edges[i - 1];
        const bool below =
            i == question.edges.size() || each.value < question.edges[i];
        if (above && below) in_class += each.share;
      }
      classes.push_back(in_class);
    }
    value = number;
  }
  if (how == "top") {
    std::vector<Tally::Share> best = tally.values;
    std::sort(best.begin(), best.end(),
              [](const Tally::Share& a, const Tally::Share& b) {
                return a.value != b.value ? a.value > b.value : a.node < b.node;
              });
    if (best.size() > question.top) best.resize(question.top);
    for (const Tally::Share& each : best) {
      top.push_back({each.node, each.value});
    }
    if (!best.empty()) value = best[0].value;
  }
  // Also where nothing is known, unless what is unknown counts as 0.
  const bool unknown_counts = question.missing == "zero";
  if (tally.unknown > 0 && !unknown_counts &&
      (question.missing == "propagate" || none)) {
    value = nullptr;
    classes = top = Json::array();
  }
  const double zeros = question.missing == "zero" ? tally.unknown : 0;
  return {{"value", value},
          {"known", static_cast<double>(values.size()) - zeros},
          {"unknown", tally.unknown},
          {"classes", classes},
          {"top", top}};
}

Oracle::Json Oracle::Fold(const FoldQuestion& question) const {
  const Web web = FollowLines(question);
  Json folded = Fold(question, web);
  folded["unplaced"] = CountUnplaced(question, web);
  return folded;
}

Oracle::Json Oracle::Fold(const FoldQuestion& question, const Web& web) const {
  const bool zero = question.missing == "zero";
  std::map<std::string, std::vector<Item>> own = OwnItems(question);
  for (const auto& [node, children] : web.children) own[node];
  Json rows = Json::object();
  for (const auto& [node, children] : web.children) {
    std::set<std::string> seen_nodes, seen_carriers;
    const Tally once = Walk(node, web, own, zero, seen_nodes, seen_carriers);
    rows[node] = Result(question, once);
    for (const Tally::Share& each : once.values) {
      rows[node]["order"].push_back(each.node);
    }
    if (question.policy == "split" && web.sums_to_one) {
      const Json split = Result(question, Split(node, web, own, zero));
      rows[node]["value"] = split["value"];
      rows[node]["classes"] = split["classes"];
    }
  }
  const std::string kind = question.by.substr(0, question.by.size() - 1);
  const bool complete = !web.cut && !HasCutCycle(kind) &&
                        (kind == "task" || !HasCutCycle("unit")) &&
                        (question.carriers != "tasks" || !HasCutCycle("task"));
  return {
      {"complete", complete}, {"rows", rows}, {"sums_to_one", web.sums_to_one}};
}

}  // namespace zeren::testing
