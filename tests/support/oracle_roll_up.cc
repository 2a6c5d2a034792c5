// Progress of tasks, and roll-ups over units and posts.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

#include "tests/support/oracle.h"

namespace zeren::testing {

// --- Tasks ---

// Cancelling holds from its day on and is inherited downwards.
bool Oracle::IsCancelled(const std::string& task) const {
  for (std::string at = task; !at.empty(); at = Superior(at)) {
    const std::string day = Text(Record(at), "cancelled");
    if (!day.empty() && day <= day_) return true;
  }
  return false;
}

// A task with live children is a parent, else a leaf.
bool Oracle::IsLeaf(const std::string& task) const {
  const std::vector<std::string> children = Children(task);
  return std::all_of(
      children.begin(), children.end(),
      [&](const std::string& child) { return IsCancelled(child); });
}

bool Oracle::IsStarted(const std::string& task) const {
  return Text(Record(task), "start") <= day_;
}

// From its start until it is done or cancelled, so an overdue task is open.
bool Oracle::IsOpen(const std::string& task) const {
  return IsStarted(task) && !IsCancelled(task) && progress_.at(task) != 1;
}

// The newest entry up to the day that is not rejected, among entries of one day
// the lowest.
std::optional<double> Oracle::ReportedProgress(const std::string& task) const {
  std::string newest;
  std::optional<double> done;
  for (const Json& entry : Rows("progress")) {
    const std::string day = Text(entry, "day");
    if (Ref("task", entry, "task") != task || day > day_ || day < newest ||
        Text(entry, "state", "reported") == "rejected") {
      continue;
    }
    const double value = Number(entry, "done", 0);
    done = day > newest || !done ? value : std::min(*done, value);
    newest = day;
  }
  return done;
}

void Oracle::FindProgress() {
  std::vector<std::string> order = ParentsFirst("task");
  std::reverse(order.begin(), order.end());
  for (const std::string& task : order) {
    if (IsLeaf(task)) {
      progress_[task] = ReportedProgress(task).value_or(0);
      continue;
    }
    // The mean of the live children by weight; all weights 0: unweighted.
    double weighted = 0, weight = 0, sum = 0, count = 0;
    for (const std::string& child : Children(task)) {
      if (IsCancelled(child)) continue;
      const double child_weight = Number(Record(child), "weight", 1);
      weighted += child_weight * progress_.at(child);
      weight += child_weight;
      sum += progress_.at(child);
      count += 1;
    }
    progress_[task] = weight > 0 ? weighted / weight : sum / count;
  }
}

// --- Roll-ups ---

// What sits in a node.
struct Oracle::Item {
  std::string carrier;  // Its own name: the same in each node that it sits in.
  std::string node;     // What it is shown as.
  std::optional<double> value;
  double weight = 1;
};

// The share of some carriers. Sums are added as they come; everything else is
// made from the list of values in the end.
struct Oracle::Tally {
  // A value, of whom, and the share of it that arrives.
  struct Share {
    double value;
    std::string node;
    double share = 1;
  };
  double unknown = 0;
  std::vector<Share> values;
  double sum = 0, weighted = 0, weight = 0, count = 0;

  void Put(const Item& item, bool zero) {
    if (!item.value) ++unknown;
    if (!item.value && !zero) return;
    const double value = item.value.value_or(0);
    values.push_back({value, item.node});
    sum += value;
    weighted += item.weight * value;
    weight += item.weight;
    count += 1;
  }
  // The order of additions decides the last bits: a child's total at once.
  void Combine(const Tally& child, double share = 1) {
    unknown += child.unknown;
    for (const Share& each : child.values) {
      values.push_back({each.value, each.node, share * each.share});
    }
    sum += share * child.sum;
    weighted += share * child.weighted;
    weight += share * child.weight;
    count += share * child.count;
  }
};

// The nodes below each, by the lines that are followed.
struct Oracle::Web {
  std::map<std::string, std::vector<std::string>> children;
  std::map<std::pair<std::string, std::string>, double> shares;
  bool cut = false;
  bool sums_to_one = true;  // The shares of each node's lines.
};

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
  if (question.missing == "propagate" && tally.unknown > 0) {
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
  return Fold(question, FollowLines(question));
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

Oracle::FoldQuestion Oracle::QuestionOf(const std::string& measure) const {
  FoldQuestion question;
  question.combiner = "count";
  const auto started_leaf = [this](const std::string& task) {
    return IsStarted(task) && IsLeaf(task);
  };
  const auto state_of = [this](const std::string& task) {
    return TaskState(task);
  };
  if (measure == "members") {
    question.carriers = "persons";
  } else if (measure == "memberships") {
    question.carriers = "memberships";
  } else if (measure == "fte") {
    question.combiner = "sum";
    question.value = [this](const std::string& post) {
      return Number(Record(post), "fte", 1);
    };
  } else if (measure == "vacancies") {
    question.value = [this](const std::string& post) {
      return PostState(post) == "vacant" ? 1 : 0;
    };
  } else if (measure == "open_seats") {
    question.combiner = "sum";
    question.value = [this](const std::string& post) {
      const Sitting sitting = CountSitting(post);
      const int seats = static_cast<int>(Number(Record(post), "seats", 1));
      return std::max(0, seats - sitting.full_time - sitting.part_time);
    };
  } else if (measure == "task_progress") {
    question.carriers = "tasks";
    question.combiner = "weighted_mean";
    question.takes = [=, this](const std::string& task) {
      return started_leaf(task) && !IsCancelled(task);
    };
    question.value = [this](const std::string& task) {
      return ReportedProgress(task);
    };
    question.weight = [this](const std::string& task) {
      return Number(Record(task), "weight", 1);
    };
  } else if (measure == "effort") {
    question.carriers = "tasks";
    question.combiner = "sum";
    question.takes = [this](const std::string& task) {
      return IsLeaf(task) && IsOpen(task);
    };
    question.value = [this](const std::string& task) {
      return Number(Record(task), "effort", 1);
    };
  } else if (measure.starts_with("tasks.")) {
    question.carriers = "tasks";
    question.takes = started_leaf;
    question.value = [=](const std::string& task) {
      return state_of(task) == measure.substr(6) ? 1 : 0;
    };
  }
  return question;
}

// The first state that applies.
std::string Oracle::TaskState(const std::string& task) const {
  if (IsCancelled(task)) return "cancelled";
  const double progress = progress_.at(task);
  if (progress == 1) return "done";
  const std::string start = Text(Record(task), "start");
  const std::string due = Text(Record(task), "due");
  if (!due.empty() && due < day_) return "overdue";
  if (!start.empty() && !due.empty() && start <= day_) {
    // Used are the days before this one, of those from start to due.
    const double used = static_cast<double>(DaysBetween(start, day_)) /
                        static_cast<double>(DaysBetween(start, due) + 1);
    if (used - progress > 0.2 + 1e-9) return "at_risk";
  }
  return progress > 0 ? "in_progress" : "not_started";
}

Oracle::Json Oracle::RollUp(const std::vector<std::string>& measures,
                            const std::string& by) const {
  std::map<std::string, Json> rows;  // By node, which is the order asked for.
  bool complete = true;
  FoldQuestion about_by;
  about_by.by = by;
  const Web web = FollowLines(about_by);
  for (const std::string& measure : measures) {
    FoldQuestion question = QuestionOf(measure);
    question.by = by;
    const Json folded = Fold(question, web);
    complete = complete && folded["complete"].get<bool>();
    for (const auto& [node, value] : folded["rows"].items()) {
      rows[node]["node"] = node;
      for (const char* field : {"value", "known", "unknown"}) {
        rows[node][measure][field] = value[field];
      }
    }
  }
  Json list = Json::array();
  for (const auto& [node, row] : rows) list.push_back(row);
  return {{"as_of", day_},
          {"by", by},
          {"complete", complete},
          {"measures", measures},
          {"rows", list}};
}

}  // namespace zeren::testing
