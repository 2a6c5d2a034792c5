// Every cell of a matrix against the resolution, on random documents.

#include <cstddef>
#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <random>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "tests/support/random_document.h"
#include "zeren/assign/matrix.h"
#include "zeren/assign/resolution.h"
#include "zeren/exchange/document.h"
#include "zeren/work/tasks.h"

namespace zeren {
namespace {

// The column of a node, found by looking through all: a person is also where
// he or she is the only holder.
std::optional<std::uint32_t> ColumnOf(const Snapshot& snapshot,
                                      const ResponsibilityMatrix& matrix,
                                      Node node) {
  for (std::uint32_t c = 0; c < matrix.columns.size(); ++c) {
    const Node column = matrix.columns[c].node;
    if (column == node) return c;
    const auto person = node.As<PersonId>();
    const auto post = column.As<PostId>();
    if (!person || !post) continue;
    bool any = false;
    bool others = false;
    for (const Holder& holder : snapshot.posts().holders(*post)) {
      (holder.person() == *person ? any : others) = true;
    }
    if (any && !others) return c;
  }
  return std::nullopt;
}

std::vector<Assigned> AssignmentsOf(const Snapshot& snapshot, Node node,
                                    Role role) {
  const Work& work = snapshot.work();
  std::span<const Assigned> all;
  if (const auto duty = node.As<DutyId>()) {
    all = work.assignments(*duty);
  } else if (const auto from =
                 work.nearest_assigned(*node.As<TaskId>(), role)) {
    all = work.assignments(*from);
  }
  std::vector<Assigned> found;
  for (const Assigned& assigned : all) {
    if (assigned.role == role) found.push_back(assigned);
  }
  return found;
}

// The post that bears a duty to which nobody is assigned in the role.
std::optional<PostId> BearerAsked(const Snapshot& snapshot,
                                  const Resolution& who) {
  const auto duty = who.work.As<DutyId>();
  if (!duty || who.assigned ||
      (who.role != Role::kAccountable && who.role != Role::kResponsible)) {
    return std::nullopt;
  }
  const std::optional<Node> bearer = snapshot.work().bearer(*duty);
  if (!bearer) return std::nullopt;
  if (const auto unit = bearer->As<UnitId>()) {
    return snapshot.units().head(*unit);
  }
  return bearer->As<PostId>();
}

// What the cells of one row have to be: for each column and role whether it is
// assigned, and whether it answers.
using Cells = std::map<std::pair<std::uint32_t, Role>, std::pair<bool, bool>>;

Cells ExpectedCells(const Snapshot& snapshot,
                    const ResponsibilityMatrix& matrix, const MatrixRow& row) {
  Cells cells;
  for (std::size_t i = 0; i < kRoles; ++i) {
    const Role role = static_cast<Role>(i);
    const Resolution who = ResolveResponsible(snapshot, row.work, role);
    std::set<Node> targets;
    for (const Assigned& assigned : AssignmentsOf(snapshot, row.work, role)) {
      targets.insert(assigned.to);
      Node node = assigned.to;
      if (const auto unit = node.As<UnitId>()) {
        const auto head = snapshot.units().head(*unit);
        if (!head) continue;
        node = *head;
      }
      const auto column = ColumnOf(snapshot, matrix, node);
      EXPECT_TRUE(column.has_value());
      if (column) cells[{*column, role}].first = true;
    }
    if (const auto bearer = BearerAsked(snapshot, who)) {
      const auto column = ColumnOf(snapshot, matrix, *bearer);
      EXPECT_TRUE(column.has_value());
      if (column) cells[{*column, role}].first = true;
    }
    std::vector<Node> answering(who.posts.begin(), who.posts.end());
    for (const ResolutionStep& step : who.steps) {
      if (step.rule == ResolutionRule::kPerson) answering.push_back(step.at);
    }
    for (const Node node : answering) {
      const auto column = ColumnOf(snapshot, matrix, node);
      EXPECT_TRUE(column.has_value());
      if (column) cells[{*column, role}].second = true;
    }
    const MatrixAnswer expected = {
        .answered = who.answered(),
        .assigned = who.assigned,
        .targets = static_cast<std::uint32_t>(targets.size()),
        .hops = who.hops,
        .complete = who.complete};
    EXPECT_EQ(row.answers[i], expected);
  }
  return cells;
}

Cells CellsOf(const MatrixRow& row) {
  Cells cells;
  std::pair<std::uint32_t, Role> last = {0, Role::kAccountable};
  for (const MatrixMark& mark : row.marks) {
    const std::pair<std::uint32_t, Role> cell = {mark.column, mark.role};
    EXPECT_TRUE(cells.empty() || last < cell);
    last = cell;
    cells[cell] = {mark.standing != MatrixStanding::kStandIn,
                   mark.standing != MatrixStanding::kUnanswered};
  }
  return cells;
}

std::set<Node> ExpectedWork(const Snapshot& snapshot, UnitId unit,
                            const MatrixOptions& options) {
  const auto in_scope = [&](std::optional<UnitId> of) {
    for (; of;
         of = options.subtree ? snapshot.units().parent(*of) : std::nullopt) {
      if (*of == unit) return true;
    }
    return false;
  };
  std::set<Node> work;
  const TaskStates states(snapshot);
  const Organization& org = snapshot.organization();
  for (std::uint32_t i = 0; i < org.count(NodeKind::kTask); ++i) {
    const TaskId task{i};
    const TaskState state = states.state(task);
    const bool finished =
        state == TaskState::kDone || state == TaskState::kCancelled;
    if (finished && !options.finished) continue;
    if (in_scope(snapshot.work().unit(task))) work.insert(task);
  }
  for (std::uint32_t i = 0; i < org.count(NodeKind::kDuty); ++i) {
    const DutyId duty{i};
    if (!snapshot.work().in_force(duty)) continue;
    const auto bearer = snapshot.work().bearer(duty);
    if (!bearer) continue;
    const auto post = bearer->As<PostId>();
    if (in_scope(post ? snapshot.posts().unit(*post) : bearer->As<UnitId>())) {
      work.insert(duty);
    }
  }
  return work;
}

void Check(const Snapshot& snapshot, UnitId unit, const MatrixOptions& options,
           std::map<MatrixStanding, std::size_t>& met) {
  const absl::StatusOr<ResponsibilityMatrix> made =
      MatrixOf(snapshot, unit, options);
  ASSERT_TRUE(made.ok()) << made.status();
  const ResponsibilityMatrix& matrix = *made;
  std::set<Node> work;
  std::set<std::uint32_t> marked;
  for (const MatrixRow& row : matrix.rows) {
    EXPECT_TRUE(work.insert(row.work).second);
    EXPECT_EQ(CellsOf(row), ExpectedCells(snapshot, matrix, row));
    for (const MatrixMark& mark : row.marks) {
      marked.insert(mark.column);
      ++met[mark.standing];
    }
  }
  EXPECT_EQ(work, ExpectedWork(snapshot, unit, options));
  std::set<Node> columns;
  for (std::uint32_t c = 0; c < matrix.columns.size(); ++c) {
    EXPECT_TRUE(columns.insert(matrix.columns[c].node).second);
    EXPECT_TRUE(matrix.columns[c].own || marked.contains(c));
  }
  for (const PostId post : snapshot.units().posts(unit)) {
    EXPECT_TRUE(columns.contains(post));
  }
}

// What must be the same however the records were ordered.
std::string Written(const Snapshot& snapshot,
                    const ResponsibilityMatrix& matrix) {
  const Organization& org = snapshot.organization();
  std::string text;
  for (const MatrixColumn& column : matrix.columns) {
    text += org.NameOf(column.node) + "\n";
  }
  for (const MatrixRow& row : matrix.rows) {
    text += org.NameOf(row.work) + " " + std::to_string(row.depth);
    for (const MatrixMark& mark : row.marks) {
      text += " " + std::to_string(mark.column) + LetterOf(mark.role) +
              std::string(NameOf(mark.standing));
    }
    text += "\n";
  }
  return text;
}

TEST(MatrixBruteForce, EveryCellIsWhatTheResolutionSays) {
  const std::vector<std::string> days = testing::RandomDocumentOptions().days;
  std::map<MatrixStanding, std::size_t> met;
  for (std::uint64_t seed = 0; seed < testing::kRandomDocuments / 5; ++seed) {
    std::mt19937_64 bits(seed);
    const nlohmann::json document = testing::RandomDocument(bits);
    const absl::StatusOr<Organization> org = LoadDocument(document.dump());
    ASSERT_TRUE(org.ok()) << org.status();
    const absl::CivilDay day = *ParseDay(days[seed % days.size()]);
    const Snapshot snapshot = org->AsOf(day);
    const absl::StatusOr<Organization> shuffled =
        LoadDocument(testing::ShuffledText(bits, document));
    ASSERT_TRUE(shuffled.ok()) << shuffled.status();
    const Snapshot other = shuffled->AsOf(day);
    for (const std::uint32_t index : snapshot.units().forest().pre_order()) {
      const UnitId unit{index};
      for (const bool subtree : {false, true}) {
        const MatrixOptions options = {.subtree = subtree,
                                       .finished = seed % 2 == 0};
        Check(snapshot, unit, options, met);
        EXPECT_EQ(
            Written(snapshot, *MatrixOf(snapshot, unit, options)),
            Written(other,
                    *MatrixOf(other, *shuffled->FindId<UnitId>(org->id(unit)),
                              options)));
      }
    }
    ASSERT_FALSE(HasFailure()) << "seed " << seed << ": " << document;
  }
  for (const MatrixStanding standing :
       {MatrixStanding::kAssigned, MatrixStanding::kStandIn,
        MatrixStanding::kUnanswered}) {
    EXPECT_GE(met[standing], testing::kRandomDocuments / 50)
        << NameOf(standing);
  }
}

}  // namespace
}  // namespace zeren
