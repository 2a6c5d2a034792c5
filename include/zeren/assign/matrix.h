// matrix.h -- the responsibility assignment matrix of a unit: its work by
// posts.
//
//   absl::StatusOr<ResponsibilityMatrix> matrix =
//       MatrixOf(today, *org.FindId<UnitId>("branch-1"));
//   for (const MatrixRow& row : matrix->rows) {
//     if (row.nobody_accountable()) ...
//   }
//
// Known as RACI or RASCI chart. Each cell says in which roles somebody answers
// by a post, as `ResolveResponsible` finds it, and what was assigned to a post
// that does not answer.

#ifndef ZEREN_ASSIGN_MATRIX_H_
#define ZEREN_ASSIGN_MATRIX_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "zeren/core/node.h"
#include "zeren/graph/snapshot.h"

namespace zeren {

// Returns the letter of a role: A, R, S, C, I; O for oversight.
char LetterOf(Role role);

// How the column of a mark stands in the role.
enum class MatrixStanding : std::uint8_t {
  kAssigned,    // "assigned": it is assigned or bears the duty, and it answers.
  kStandIn,     // "stand-in": it answers for who is assigned, or because nobody
                // is.
  kUnanswered,  // "unanswered": it is assigned or bears the duty, and does not
                // answer.
};
std::string_view NameOf(MatrixStanding standing);

struct MatrixColumn {
  // A post; or a person who answers or is assigned by name, and holds no post
  // of the columns alone.
  Node node;
  // A post of the unit itself, or of those below it if these are asked for; or
  // the head of one.
  bool own = false;

  friend bool operator==(const MatrixColumn&, const MatrixColumn&) = default;
};

// One letter in one cell.
struct MatrixMark {
  std::uint32_t column = 0;  // In `ResponsibilityMatrix::columns`.
  Role role = Role::kAccountable;
  MatrixStanding standing = MatrixStanding::kAssigned;

  friend bool operator==(const MatrixMark&, const MatrixMark&) = default;
};

// What `ResolveResponsible` says of one role of a row.
struct MatrixAnswer {
  bool answered = false;      // Somebody answers, even if withheld.
  bool assigned = false;      // By an assignment, and not by a fallback.
  std::uint32_t targets = 0;  // Different units, posts, persons assigned.
  std::uint32_t hops = 0;
  bool complete = true;

  friend bool operator==(const MatrixAnswer&, const MatrixAnswer&) = default;
};

struct MatrixRow {
  Node work;                // A task or duty.
  std::uint32_t depth = 0;  // The number of rows above that it is part of.
  std::array<MatrixAnswer, kRoles> answers;
  std::vector<MatrixMark> marks;  // By column, then role; at most one for both.

  const MatrixAnswer& answer(Role role) const {
    return answers[static_cast<std::size_t>(role)];
  }
  // What breaks the rules of such charts: exactly one is accountable, and at
  // least one responsible.
  bool nobody_accountable() const {
    return !answer(Role::kAccountable).answered;
  }
  bool many_accountable() const {
    return answer(Role::kAccountable).targets > 1;
  }
  bool nobody_responsible() const {
    return !answer(Role::kResponsible).answered;
  }

  friend bool operator==(const MatrixRow&, const MatrixRow&) = default;
};

struct ResponsibilityMatrix {
  UnitId unit{};
  bool subtree = false;  // As asked for.
  // The unit's posts in force, its head first, then by id; of several units one
  // after the other in pre-order. Then other posts by id, then persons by id.
  std::vector<MatrixColumn> columns;
  // Tasks, each followed by its parts, those of one task by id; then duties in
  // the same way.
  std::vector<MatrixRow> rows;
  // Tasks of the unit that have no row because they are done or cancelled.
  std::size_t finished_left_out = 0;
  // False if an answer is not complete, or if which units are below the unit
  // depends on where a cycle was cut.
  bool complete = true;

  friend bool operator==(const ResponsibilityMatrix&,
                         const ResponsibilityMatrix&) = default;
};

struct MatrixOptions {
  // Behaviour: the work and posts of all units below, too. DEFAULT: false.
  bool subtree = false;
  // Behaviour: also the tasks that are done or cancelled. DEFAULT: those that
  // are open, and those that have not begun.
  bool finished = false;
};

// Returns the matrix of a unit. Its work are the tasks of the unit and the
// duties in force that it or one of its posts bears. O(tasks + duties +
// derivations of the rows).
//
// Errors: kFailedPrecondition if the unit is not in force.
absl::StatusOr<ResponsibilityMatrix> MatrixOf(
    const Snapshot& snapshot, UnitId unit, const MatrixOptions& options = {});

}  // namespace zeren

#endif  // ZEREN_ASSIGN_MATRIX_H_
