// contenders.h -- two ways to find out who answers for all work at once.

#ifndef ZEREN_BENCHMARKS_RESOLUTION_CONTENDERS_H_
#define ZEREN_BENCHMARKS_RESOLUTION_CONTENDERS_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "zeren/core/node.h"
#include "zeren/graph/snapshot.h"

namespace zeren::benchmarks {

// Who answers in the role `accountable` for each piece of work, all tasks and
// then all duties: dense ids of persons.
using Answers = std::vector<std::vector<std::uint32_t>>;

// All work of a snapshot, in the order of `Answers`.
std::vector<Node> AllWork(const Snapshot& snapshot);

// zeren: `ResolveResponsible` for each.
Answers AnswersOfZeren(const Snapshot& snapshot,
                       const std::vector<Node>& works);
// The same without keeping the answers; returns how many persons there are.
std::uint64_t CountByZeren(const Snapshot& snapshot,
                           const std::vector<Node>& works);

// SqliteContender
//
// The facts of one day in a database in memory, with the indexes that the query
// needs, and one recursive query for all work. It is given the head of each
// unit and the superior of each post, so that it only has to walk.
class SqliteContender {
 public:
  explicit SqliteContender(const Snapshot& snapshot);
  ~SqliteContender();
  SqliteContender(const SqliteContender&) = delete;
  SqliteContender& operator=(const SqliteContender&) = delete;

  Answers Find();
  std::uint64_t Count();

 private:
  class Database;
  std::unique_ptr<Database> database_;
  std::size_t works_;
};

}  // namespace zeren::benchmarks

#endif  // ZEREN_BENCHMARKS_RESOLUTION_CONTENDERS_H_
