// Progress of tasks, and roll-ups over units and posts.

#include <algorithm>
#include <cstdint>

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

// The share of some carriers in one measure. Each measure uses the few fields
// that it needs.
struct Oracle::Tally {
  std::int64_t known = 0;
  std::int64_t unknown = 0;
  std::int64_t count = 0;
  double sum = 0;                   // Of fte, or of progress.
  double weighted = 0;              // Of progress times weight.
  double weight = 0;                // Of weights.
  std::set<std::string> different;  // Persons.

  // The order of additions decides the last bits, so there is one order: own
  // carriers by id, then children by id, each child's total at once.
  void operator+=(const Tally& other) {
    known += other.known;
    unknown += other.unknown;
    count += other.count;
    sum += other.sum;
    weighted += other.weighted;
    weight += other.weight;
    different.insert(other.different.begin(), other.different.end());
  }

  Json Result(const std::string& measure) const {
    Json value = count;
    std::int64_t carriers = known;
    if (measure == "members") {
      carriers = static_cast<std::int64_t>(different.size());
      value = carriers;
    } else if (measure == "fte") {
      value = sum;
    } else if (measure == "task_progress") {
      value = nullptr;
      if (known > 0) {
        value =
            weight > 0 ? weighted / weight : sum / static_cast<double>(known);
      }
    }
    return {{"value", value}, {"known", carriers}, {"unknown", unknown}};
  }
};

// Returns what sits in the node itself, in id order.
std::vector<Oracle::Tally> Oracle::OwnCarriers(
    const std::string& node, const std::string& measure) const {
  std::vector<Tally> carriers;
  const bool over_units = KindOf(node) == "unit";
  if (measure == "members" || measure == "memberships") {
    for (const Json* record : memberships_) {
      if (Ref("unit", *record, "unit") != node) continue;
      Tally& tally = carriers.emplace_back();
      tally.known = tally.count = 1;
      tally.different.insert(Ref("person", *record, "person"));
    }
  } else if (measure == "task_progress") {
    for (const std::string& task : Nodes("task")) {
      if (Ref("unit", Record(task), "unit") != node || !IsStarted(task) ||
          IsCancelled(task) || !IsLeaf(task)) {
        continue;
      }
      Tally& tally = carriers.emplace_back();
      const std::optional<double> done = ReportedProgress(task);
      if (!done) {
        tally.unknown = 1;
        continue;
      }
      tally.known = 1;
      tally.weight = Number(Record(task), "weight", 1);
      tally.weighted = tally.weight * *done;
      tally.sum = *done;
    }
  } else {
    for (const std::string& post : Nodes("post")) {
      const std::string place =
          over_units ? Ref("unit", Record(post), "unit") : post;
      if (place != node || !InForce(post)) continue;
      Tally& tally = carriers.emplace_back();
      tally.known = tally.count = 1;
      tally.sum = Number(Record(post), "fte", 1);
      if (measure == "vacancies") {
        tally.count = PostState(post) == "vacant" ? 1 : 0;
      } else if (measure == "open_seats") {
        const Sitting sitting = CountSitting(post);
        const int seats = static_cast<int>(Number(Record(post), "seats", 1));
        tally.count =
            std::max(0, seats - sitting.full_time - sitting.part_time);
      }
    }
  }
  return carriers;
}

Oracle::Json Oracle::RollUp(const std::vector<std::string>& measures,
                            const std::string& by) const {
  const std::string kind = by == "posts" ? "post" : "unit";
  std::vector<std::string> order = ParentsFirst(kind);
  std::reverse(order.begin(), order.end());
  std::map<std::string, Json> rows;  // By node, which is the order asked for.
  bool complete = !HasCutCycle(kind) && !HasCutCycle("unit");
  for (const std::string& measure : measures) {
    if (measure == "task_progress" && HasCutCycle("task")) complete = false;
    std::map<std::string, Tally> tallies;
    for (const std::string& node : order) {
      Tally tally;
      for (const Tally& own : OwnCarriers(node, measure)) tally += own;
      for (const std::string& child : Children(node)) tally += tallies[child];
      rows[node]["node"] = node;
      rows[node][measure] = tally.Result(measure);
      tallies[node] = tally;
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
