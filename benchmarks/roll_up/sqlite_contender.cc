#include <sqlite3.h>

#include <cstdio>
#include <cstdlib>

#include "benchmarks/roll_up/contenders.h"

namespace zeren::benchmarks {
namespace {

// Recursive queries cannot aggregate on their way, so that each value climbs to
// all nodes above it on its own.
constexpr char kQuery[] = R"(
WITH RECURSIVE climb(at, value) AS (
  SELECT id, value FROM node
  UNION ALL
  SELECT node.parent, climb.value FROM climb JOIN node ON node.id = climb.at
  WHERE node.parent IS NOT NULL)
SELECT at, sum(value) FROM climb GROUP BY at;
)";

}  // namespace

// Ends the program with SQLite's message if something fails, which only a slip
// in this file can cause.
class SqlitePeer::Database {
 public:
  Database() { Check(sqlite3_open(":memory:", &handle_)); }
  ~Database() {
    sqlite3_finalize(query_);
    sqlite3_close(handle_);
  }
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  void Fill(const Forest& forest, std::span<const double> values) {
    Execute("PRAGMA temp_store = MEMORY");
    Execute(
        "CREATE TABLE node(id INTEGER PRIMARY KEY, parent INTEGER, value "
        "REAL)");
    Execute("BEGIN");
    sqlite3_stmt* const insert = Prepare("INSERT INTO node VALUES (?, ?, ?)");
    for (std::uint32_t node = 0; node < values.size(); ++node) {
      const std::uint32_t parent = forest.parent(node);
      Check(sqlite3_bind_int64(insert, 1, node));
      Check(parent == kNoIndex ? sqlite3_bind_null(insert, 2)
                               : sqlite3_bind_int64(insert, 2, parent));
      Check(sqlite3_bind_double(insert, 3, values[node]));
      if (sqlite3_step(insert) != SQLITE_DONE) Check(SQLITE_ERROR);
      Check(sqlite3_reset(insert));
    }
    sqlite3_finalize(insert);
    Execute("COMMIT");
    Execute("ANALYZE");
    query_ = Prepare(kQuery);
  }

  // Runs the query and calls `visit(node, sum)` for each row.
  template <typename Visit>
  void Run(const Visit& visit) {
    int result = SQLITE_ROW;
    while ((result = sqlite3_step(query_)) == SQLITE_ROW) {
      visit(sqlite3_column_int64(query_, 0), sqlite3_column_double(query_, 1));
    }
    if (result != SQLITE_DONE) Check(result);
    Check(sqlite3_reset(query_));
  }

 private:
  void Execute(const char* sql) {
    Check(sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr));
  }
  sqlite3_stmt* Prepare(const char* sql) {
    sqlite3_stmt* statement = nullptr;
    Check(sqlite3_prepare_v2(handle_, sql, -1, &statement, nullptr));
    return statement;
  }
  void Check(int result) const {
    if (result == SQLITE_OK) return;
    std::fprintf(stderr, "sqlite: %s\n", sqlite3_errmsg(handle_));
    std::abort();
  }

  sqlite3* handle_ = nullptr;
  sqlite3_stmt* query_ = nullptr;
};

SqlitePeer::SqlitePeer(const Forest& forest, std::span<const double> values)
    : database_(std::make_unique<Database>()), nodes_(values.size()) {
  database_->Fill(forest, values);
}

SqlitePeer::~SqlitePeer() = default;

Sums SqlitePeer::Find() {
  Sums sums(nodes_);
  database_->Run([&](std::int64_t node, double sum) {
    sums[static_cast<std::size_t>(node)] = sum;
  });
  return sums;
}

}  // namespace zeren::benchmarks
