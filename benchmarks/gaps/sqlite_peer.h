// sqlite_peer.h -- five rules as SQL.

#ifndef ZEREN_BENCHMARKS_GAPS_SQLITE_PEER_H_
#define ZEREN_BENCHMARKS_GAPS_SQLITE_PEER_H_

#include <memory>
#include <string>
#include <vector>

#include "zeren/model/organization.h"

namespace zeren::benchmarks {

// What the five rules find, as "rule node", in order.
using Findings = std::vector<std::string>;

// The rules that look at most: at each person, each post and each unit.
inline constexpr const char* kComparedRules[] = {
    "membership-overlap", "post-vacant", "two-home-units", "unit-empty",
    "unplaced-person"};

// SqlitePeer
//
// The records of an organisation in tables with indexes, in memory.
class SqlitePeer {
 public:
  explicit SqlitePeer(const Organization& organization);
  ~SqlitePeer();

  // What the five rules find on a day.
  Findings Find(const std::string& day);

 private:
  class Database;
  std::unique_ptr<Database> database_;
};

}  // namespace zeren::benchmarks

#endif  // ZEREN_BENCHMARKS_GAPS_SQLITE_PEER_H_
