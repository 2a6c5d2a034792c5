#include "benchmarks/gaps/sqlite_peer.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string_view>

#include "zeren/core/period.h"
#include "zeren/model/records.h"

namespace zeren::benchmarks {
namespace {

// Days are kept as text; an end that is not written as a day that never comes.
constexpr char kNeverText[] = "9999-12-31";

constexpr char kTables[] = R"(
CREATE TABLE unit(id TEXT PRIMARY KEY, parent TEXT, from_day TEXT, to_day TEXT)
  WITHOUT ROWID;
CREATE TABLE post(id TEXT PRIMARY KEY, unit TEXT, from_day TEXT, to_day TEXT)
  WITHOUT ROWID;
CREATE TABLE person(id TEXT PRIMARY KEY, from_day TEXT, to_day TEXT)
  WITHOUT ROWID;
CREATE TABLE membership(person TEXT, unit TEXT, home INTEGER, from_day TEXT,
                        to_day TEXT);
CREATE TABLE appointment(person TEXT, post TEXT, from_day TEXT, to_day TEXT);
)";

constexpr char kIndexes[] = R"(
CREATE INDEX unit_parent ON unit(parent);
CREATE INDEX post_unit ON post(unit);
CREATE INDEX membership_person ON
  membership(person, from_day, to_day, unit, home);
CREATE INDEX membership_unit ON membership(unit, from_day, to_day);
CREATE INDEX appointment_post ON appointment(post, from_day, to_day);
CREATE INDEX appointment_person ON appointment(person, from_day, to_day);
ANALYZE;
)";

// Units, posts and persons of the province hold for all of the day that is
// asked about, so what needs them is in force if it is stated.
constexpr char kQuery[] = R"(
SELECT 'membership-overlap person:' || person FROM membership
  WHERE from_day <= ?1 AND ?1 < to_day
  GROUP BY person, unit HAVING count(*) > 1
UNION
SELECT 'two-home-units person:' || person FROM membership
  WHERE home AND from_day <= ?1 AND ?1 < to_day
  GROUP BY person HAVING count(DISTINCT unit) > 1
UNION
SELECT 'post-vacant post:' || id FROM post
  WHERE from_day <= ?1 AND ?1 < to_day AND NOT EXISTS
    (SELECT 1 FROM appointment
     WHERE post = post.id AND from_day <= ?1 AND ?1 < to_day)
UNION
SELECT 'unplaced-person person:' || id FROM person
  WHERE from_day <= ?1 AND ?1 < to_day
    AND NOT EXISTS (SELECT 1 FROM membership
                    WHERE person = person.id AND from_day <= ?1)
    AND NOT EXISTS (SELECT 1 FROM appointment
                    WHERE person = person.id AND from_day <= ?1)
UNION
SELECT 'unit-empty unit:' || id FROM unit
  WHERE from_day <= ?1 AND ?1 < to_day
    AND NOT EXISTS (SELECT 1 FROM unit AS below
                    WHERE below.parent = unit.id AND below.from_day <= ?1
                      AND ?1 < below.to_day)
    AND NOT EXISTS (SELECT 1 FROM membership
                    WHERE unit = unit.id AND from_day <= ?1 AND ?1 < to_day)
    AND NOT EXISTS (SELECT 1 FROM post JOIN appointment ON post = post.id
                    WHERE post.unit = unit.id
                      AND appointment.from_day <= ?1
                      AND ?1 < appointment.to_day);
)";

}  // namespace

// Ends the program with SQLite's message if something fails, which only a slip
// in this file can cause.
class SqlitePeer::Database {
 public:
  explicit Database(const Organization& organization) {
    Check(sqlite3_open(":memory:", &handle_));
    Execute("PRAGMA temp_store = MEMORY");
    Execute(kTables);
    Execute("BEGIN");
    Insert("INSERT INTO unit VALUES (?, ?, ?, ?)",
           organization.rows<UnitView>(), [this](const UnitView& unit) {
             Bind(unit.id);
             Bind(unit.parent);
             BindDays(unit);
           });
    Insert("INSERT INTO post VALUES (?, ?, ?, ?)",
           organization.rows<PostView>(), [this](const PostView& post) {
             Bind(post.id);
             Bind(post.unit);
             BindDays(post);
           });
    Insert("INSERT INTO person VALUES (?, ?, ?)",
           organization.rows<PersonView>(), [this](const PersonView& person) {
             Bind(person.id);
             BindDays(person);
           });
    Insert("INSERT INTO membership VALUES (?, ?, ?, ?, ?)",
           organization.rows<MembershipView>(),
           [this](const MembershipView& membership) {
             Bind(membership.person);
             Bind(membership.unit);
             Check(sqlite3_bind_int(insert_, ++column_,
                                    membership.home.value_or(true) ? 1 : 0));
             BindDays(membership);
           });
    Insert("INSERT INTO appointment VALUES (?, ?, ?, ?)",
           organization.rows<AppointmentView>(),
           [this](const AppointmentView& appointment) {
             Bind(appointment.person);
             Bind(appointment.post);
             BindDays(appointment);
           });
    Execute("COMMIT");
    Execute(kIndexes);
    query_ = Prepare(kQuery);
  }
  ~Database() {
    sqlite3_finalize(query_);
    sqlite3_close(handle_);
  }
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  Findings Find(const std::string& day) {
    Findings found;
    Check(sqlite3_bind_text(query_, 1, day.c_str(), -1, SQLITE_TRANSIENT));
    int result = SQLITE_ROW;
    while ((result = sqlite3_step(query_)) == SQLITE_ROW) {
      found.emplace_back(
          reinterpret_cast<const char*>(sqlite3_column_text(query_, 0)));
    }
    if (result != SQLITE_DONE) Check(result);
    Check(sqlite3_reset(query_));
    std::sort(found.begin(), found.end());
    return found;
  }

 private:
  template <typename RowsOf, typename Fill>
  void Insert(const char* sql, const RowsOf& rows, const Fill& fill) {
    insert_ = Prepare(sql);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      column_ = 0;
      fill(rows[i]);
      if (sqlite3_step(insert_) != SQLITE_DONE) Check(SQLITE_ERROR);
      Check(sqlite3_reset(insert_));
    }
    sqlite3_finalize(insert_);
  }
  void Bind(std::optional<std::string_view> text) {
    ++column_;
    Check(text ? sqlite3_bind_text(insert_, column_, text->data(),
                                   static_cast<int>(text->size()),
                                   SQLITE_TRANSIENT)
               : sqlite3_bind_null(insert_, column_));
  }
  template <typename View>
  void BindDays(const View& view) {
    Bind(view.valid_from ? FormatDay(*view.valid_from) : std::string());
    const std::string to = view.valid_to.unknown ? std::string()
                           : view.valid_to.day   ? FormatDay(*view.valid_to.day)
                                                 : std::string(kNeverText);
    Bind(to);
  }
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
  sqlite3_stmt* insert_ = nullptr;
  int column_ = 0;
};

SqlitePeer::SqlitePeer(const Organization& organization)
    : database_(std::make_unique<Database>(organization)) {}
SqlitePeer::~SqlitePeer() = default;

Findings SqlitePeer::Find(const std::string& day) {
  return database_->Find(day);
}

}  // namespace zeren::benchmarks
