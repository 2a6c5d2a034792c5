#include <sqlite3.h>

#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "benchmarks/resolution/contenders.h"

namespace zeren::benchmarks {
namespace {

// Kinds of targets of assignments.
enum Target : std::int64_t { kUnit, kPost, kPerson };

constexpr char kTables[] = R"(
CREATE TABLE work(id INTEGER PRIMARY KEY, parent INTEGER, unit INTEGER);
CREATE TABLE assignment(work INTEGER, kind INTEGER, target INTEGER);
CREATE TABLE unit(id INTEGER PRIMARY KEY, head INTEGER);
CREATE TABLE post(id INTEGER PRIMARY KEY, unit INTEGER, kind TEXT,
                  superior INTEGER);
CREATE TABLE holder(post INTEGER, person INTEGER);
CREATE TABLE deputy(kind TEXT, for_kind TEXT);
)";

constexpr char kIndexes[] = R"(
CREATE INDEX assignment_by_work ON assignment(work, kind, target);
CREATE INDEX post_by_unit ON post(unit, kind);
CREATE INDEX holder_by_post ON holder(post, person);
CREATE INDEX deputy_by_for ON deputy(for_kind, kind);
ANALYZE;
)";

// asked: the work, and the tasks above it until one has assignments.
// start: whom these name, or the work's own unit.
// way: the post asked first, then superiors as long as nobody is found.
constexpr char kQuery[] = R"(
WITH RECURSIVE
asked(work, at) AS (
  SELECT id, id FROM work
  UNION ALL
  SELECT asked.work, w.parent FROM asked JOIN work w ON w.id = asked.at
  WHERE w.parent IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM assignment a WHERE a.work = asked.at)),
start(work, kind, target) AS MATERIALIZED (
  SELECT asked.work, a.kind, a.target
  FROM asked JOIN assignment a ON a.work = asked.at
  UNION ALL
  SELECT asked.work, 0, w.unit
  FROM asked JOIN work top ON top.id = asked.at
             JOIN work w ON w.id = asked.work
  WHERE top.parent IS NULL AND w.unit IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM assignment a WHERE a.work = asked.at)),
stand_in(post, person) AS MATERIALIZED (
  SELECT p.id, h.person
  FROM post p JOIN deputy d ON d.for_kind = p.kind
              JOIN post q ON q.unit = p.unit AND q.kind = d.kind
              JOIN holder h ON h.post = q.id
  WHERE NOT EXISTS (SELECT 1 FROM holder WHERE post = p.id)),
way(work, post) AS MATERIALIZED (
  SELECT work, CASE kind WHEN 1 THEN target
               ELSE (SELECT head FROM unit WHERE id = target) END
  FROM start WHERE kind <> 2
  UNION ALL
  SELECT way.work, p.superior FROM way JOIN post p ON p.id = way.post
  WHERE p.superior IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM holder WHERE post = p.id)
    AND NOT EXISTS (SELECT 1 FROM stand_in WHERE post = p.id))
SELECT work, target FROM start WHERE kind = 2
UNION ALL
SELECT way.work, h.person FROM way JOIN holder h ON h.post = way.post
UNION ALL
SELECT way.work, s.person FROM way JOIN stand_in s ON s.post = way.post;
)";

}  // namespace

// Ends the program with SQLite's message if something fails, which only a slip
// in this file can cause.
class SqliteContender::Database {
 public:
  Database() { Check(sqlite3_open(":memory:", &handle_)); }
  ~Database() {
    sqlite3_finalize(query_);
    sqlite3_close(handle_);
  }
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  void Execute(const char* sql) {
    Check(sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr));
  }
  sqlite3_stmt* Prepare(const char* sql) {
    sqlite3_stmt* statement = nullptr;
    Check(sqlite3_prepare_v2(handle_, sql, -1, &statement, nullptr));
    return statement;
  }
  void PrepareQuery() { query_ = Prepare(kQuery); }

  // Runs the query and calls `visit(work, person)` for each row.
  template <typename Visit>
  void Run(const Visit& visit) {
    int result = SQLITE_ROW;
    while ((result = sqlite3_step(query_)) == SQLITE_ROW) {
      visit(sqlite3_column_int64(query_, 0), sqlite3_column_int64(query_, 1));
    }
    if (result != SQLITE_DONE) Check(result);
    Check(sqlite3_reset(query_));
  }

  void Check(int result) const {
    if (result == SQLITE_OK) return;
    std::fprintf(stderr, "sqlite: %s\n", sqlite3_errmsg(handle_));
    std::abort();
  }

 private:
  sqlite3* handle_ = nullptr;
  sqlite3_stmt* query_ = nullptr;
};

namespace {

// Adds rows of one table.
template <typename Database>
class Inserter {
 public:
  Inserter(Database& database, const char* sql)
      : database_(database), statement_(database.Prepare(sql)) {}
  ~Inserter() { sqlite3_finalize(statement_); }
  Inserter(const Inserter&) = delete;
  Inserter& operator=(const Inserter&) = delete;

  void Number(std::optional<std::int64_t> value) {
    database_.Check(value ? sqlite3_bind_int64(statement_, ++column_, *value)
                          : sqlite3_bind_null(statement_, ++column_));
  }
  void Word(std::string_view value) {
    database_.Check(sqlite3_bind_text(statement_, ++column_, value.data(),
                                      static_cast<int>(value.size()),
                                      SQLITE_TRANSIENT));
  }
  void Add() {
    if (sqlite3_step(statement_) != SQLITE_DONE) database_.Check(SQLITE_ERROR);
    database_.Check(sqlite3_reset(statement_));
    column_ = 0;
  }
  void Row(std::initializer_list<std::optional<std::int64_t>> values) {
    for (const auto& value : values) Number(value);
    Add();
  }

 private:
  Database& database_;
  sqlite3_stmt* statement_;
  int column_ = 0;
};

template <typename Id>
std::optional<std::int64_t> NumberOf(std::optional<Id> id) {
  return id ? std::optional<std::int64_t>(Index(*id)) : std::nullopt;
}

template <typename Database>
void AddWork(Database& database, const Snapshot& snapshot) {
  const Work& work = snapshot.work();
  Inserter works(database, "INSERT INTO work VALUES (?, ?, ?)");
  Inserter assignments(database, "INSERT INTO assignment VALUES (?, ?, ?)");
  const auto assign = [&](std::int64_t number,
                          std::span<const Assigned> assigned) {
    for (const Assigned& one : assigned) {
      if (one.role != Role::kAccountable) continue;
      const NodeKind kind = one.to.kind();
      assignments.Row({number,
                       kind == NodeKind::kUnit   ? kUnit
                       : kind == NodeKind::kPost ? kPost
                                                 : kPerson,
                       one.to.index()});
    }
  };
  std::int64_t number = 0;
  for (const Node node : AllWork(snapshot)) {
    if (const auto task = node.As<TaskId>()) {
      works.Row(
          {number, NumberOf(work.parent(*task)), NumberOf(work.unit(*task))});
      assign(number, work.assignments(*task));
    } else {
      const DutyId duty{node.index()};
      works.Row(
          {number, std::nullopt, NumberOf(work.bearer(duty)->As<UnitId>())});
      assign(number, work.assignments(duty));
    }
    ++number;
  }
}

template <typename Database>
void AddPosts(Database& database, const Snapshot& snapshot) {
  const Organization& org = snapshot.organization();
  Inserter units(database, "INSERT INTO unit VALUES (?, ?)");
  for (const std::uint32_t unit : snapshot.units().forest().pre_order()) {
    units.Row({unit, NumberOf(snapshot.units().head(UnitId{unit}))});
  }
  Inserter posts(database, "INSERT INTO post VALUES (?, ?, ?, ?)");
  Inserter holders(database, "INSERT INTO holder VALUES (?, ?)");
  for (const std::uint32_t index : snapshot.posts().forest().pre_order()) {
    const PostId post{index};
    posts.Number(index);
    posts.Number(NumberOf(snapshot.posts().unit(post)));
    posts.Word(org.row(post).kind);
    posts.Number(NumberOf(snapshot.posts().superior(post)));
    posts.Add();
    for (const Holder& holder : snapshot.posts().holders(post)) {
      holders.Row({index, holder.person_index});
    }
  }
  Inserter deputies(database, "INSERT INTO deputy VALUES (?, ?)");
  for (const PostKind& kind : org.profile().post_kinds) {
    for (const std::string& other : kind.deputizes_for) {
      deputies.Word(kind.id);
      deputies.Word(other);
      deputies.Add();
    }
  }
}

}  // namespace

SqliteContender::SqliteContender(const Snapshot& snapshot)
    : database_(std::make_unique<Database>()),
      works_(AllWork(snapshot).size()) {
  database_->Execute(kTables);
  database_->Execute("BEGIN");
  AddWork(*database_, snapshot);
  AddPosts(*database_, snapshot);
  database_->Execute("COMMIT");
  database_->Execute(kIndexes);
  database_->PrepareQuery();
}

SqliteContender::~SqliteContender() = default;

Answers SqliteContender::Find() {
  Answers answers(works_);
  database_->Run([&](std::int64_t work, std::int64_t person) {
    answers[static_cast<std::size_t>(work)].push_back(
        static_cast<std::uint32_t>(person));
  });
  return answers;
}

std::uint64_t SqliteContender::Count() {
  std::uint64_t persons = 0;
  database_->Run([&](std::int64_t, std::int64_t) { ++persons; });
  return persons;
}

}  // namespace zeren::benchmarks
