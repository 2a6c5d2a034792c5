// oracle_fold.h -- what the oracle counts with when it rolls up; for its own
// sources only.

#ifndef ZEREN_TESTS_SUPPORT_ORACLE_FOLD_H_
#define ZEREN_TESTS_SUPPORT_ORACLE_FOLD_H_

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/oracle.h"

namespace zeren::testing {

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

}  // namespace zeren::testing

#endif  // ZEREN_TESTS_SUPPORT_ORACLE_FOLD_H_
