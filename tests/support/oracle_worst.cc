// What pulls values down, place by place.

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/support/oracle.h"
#include "tests/support/oracle_fold.h"

namespace zeren::testing {

std::set<std::pair<std::string, std::string>> Oracle::Lines(
    const FoldQuestion& question) const {
  std::set<std::pair<std::string, std::string>> lines;
  for (const auto& [upper, children] : FollowLines(question).children) {
    for (const std::string& lower : children) lines.insert({upper, lower});
  }
  return lines;
}

// How much of what sits in each node at and below one arrives there: over each
// way the product of its shares, and all of it where lines are not split.
std::map<std::string, double> Oracle::Arriving(const std::string& top,
                                               const Web& web, bool split) {
  std::map<std::string, double> arriving = {{top, 1}};
  struct Way {
    std::string node;
    double share;
  };
  std::vector<Way> ways = {{top, 1}};
  while (!ways.empty()) {
    const Way way = ways.back();
    ways.pop_back();
    for (const std::string& child : web.children.at(way.node)) {
      const double share =
          split ? way.share * web.shares.at({way.node, child}) : way.share;
      const bool found = arriving.contains(child);
      if (split) {
        arriving[child] += share;
      } else {
        arriving[child] = 1;
      }
      // Each way counts where lines are split, else the first to each node.
      if (split || !found) ways.push_back({child, share});
    }
  }
  return arriving;
}

std::map<std::string, std::vector<Oracle::Pull>> Oracle::Worst(
    const FoldQuestion& question, bool more_is_better) const {
  const bool zero = question.missing == "zero";
  const bool split = question.policy == "split";
  const Web web = FollowLines(question);
  std::map<std::string, std::vector<Item>> own = OwnItems(question);
  for (const auto& [node, children] : web.children) own[node];
  // A scale goes from the best to the worst.
  const bool more = more_is_better && question.combiner != "worst";

  // What sits in each place, by itself: in all nodes that something sits in
  // that counts.
  std::map<std::string, Tally> places;
  for (const auto& [node, items] : own) {
    Tally tally;
    for (const Item& item : items) tally.Put(item, zero);
    if (!tally.values.empty()) places[node] = tally;
  }

  // Each node by itself, and under no name all that nothing is above.
  std::map<std::string, std::vector<std::string>> tops;
  std::set<std::string> below;
  for (const auto& [node, children] : web.children) {
    tops[node] = {node};
    below.insert(children.begin(), children.end());
  }
  for (const auto& [node, children] : web.children) {
    if (!below.contains(node)) tops[""].push_back(node);
  }

  std::map<std::string, std::vector<Pull>> worst;
  for (const auto& [name, nodes] : tops) {
    std::vector<Pull>& pulls = worst[name];
    Tally all;
    std::map<std::string, double> arriving;
    for (const std::string& top : nodes) {
      std::set<std::string> seen_nodes, seen_carriers;
      all.Combine(split ? Split(top, web, own, zero)
                        : Walk(top, web, own, zero, seen_nodes, seen_carriers));
      for (const auto& [node, share] : Arriving(top, web, split)) {
        arriving[node] = split ? arriving[node] + share : 1;
      }
    }
    const Json whole = Result(question, all)["value"];
    if (whole.is_null()) continue;

    // The greatest value that arrives from a place.
    std::optional<double> greatest;
    for (const auto& [node, share] : arriving) {
      if (!places.contains(node)) continue;
      const Json value = Result(question, places.at(node))["value"];
      if (value.is_null()) continue;
      const double arrives = share * value.get<double>();
      greatest = std::max(greatest.value_or(arrives), arrives);
    }

    for (const auto& [node, share] : arriving) {
      if (!places.contains(node)) continue;
      const Tally& tally = places.at(node);
      Pull pull = {node, Result(question, tally), 0, 0};
      const Json& value = pull.value["value"];
      if (question.combiner == "weighted_mean") {
        // All weights 0: each counts the same.
        const double part = all.weight > 0 ? tally.weight / all.weight
                                           : tally.count / all.count;
        const double mean = whole.get<double>(), number = value.get<double>();
        pull.pull = share * part * (more ? mean - number : number - mean);
        pull.size = share * part * std::max(std::abs(mean), std::abs(number));
      } else if (question.combiner == "ratio") {
        const double due = whole.get<double>() * tally.weight;
        pull.pull = share * (more ? due - tally.sum : tally.sum - due);
        pull.size = share * std::max(std::abs(due), std::abs(tally.sum));
      } else {
        const double arrives = share * value.get<double>();
        pull.pull = more ? *greatest - arrives : arrives;
        pull.size = std::max(std::abs(*greatest), std::abs(arrives));
      }
      if (pull.pull > 0) pulls.push_back(pull);
    }
    std::stable_sort(
        pulls.begin(), pulls.end(),
        [](const Pull& a, const Pull& b) { return a.pull > b.pull; });
  }
  return worst;
}

}  // namespace zeren::testing
