#include "zeren/assign/matrix.h"

#include <algorithm>
#include <optional>
#include <span>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "src/core/internal/absl_strings.h"
#include "zeren/assign/resolution.h"
#include "zeren/core/period.h"
#include "zeren/work/tasks.h"

namespace zeren {
namespace {

// A post or person to be marked, before it is known in which column.
struct Entry {
  Node node;
  Role role;
  bool assigned = false;
  bool answers = false;
};

// Who is named by an assignment, or as the bearer: of a unit its head post.
std::optional<Node> Named(const Snapshot& snapshot, Node target) {
  const auto unit = target.As<UnitId>();
  if (!unit) return target;
  const auto head = snapshot.units().head(*unit);
  return head ? std::optional<Node>(*head) : std::nullopt;
}

bool Holds(const Snapshot& snapshot, PersonId person, PostId post) {
  const std::span<const Holder> holders = snapshot.posts().holders(post);
  return std::any_of(holders.begin(), holders.end(), [&](const Holder& holder) {
    return holder.person() == person;
  });
}

bool HoldsAlone(const Snapshot& snapshot, PersonId person, PostId post) {
  const std::span<const Holder> holders = snapshot.posts().holders(post);
  return std::all_of(holders.begin(), holders.end(), [&](const Holder& holder) {
    return holder.person() == person;
  });
}

// Whether a person answers otherwise than by one of the posts of the answer.
bool AnswersByName(const Snapshot& snapshot, const Resolution& who,
                   PersonId person) {
  const bool asked = std::any_of(
      who.steps.begin(), who.steps.end(), [&](const ResolutionStep& step) {
        return step.rule == ResolutionRule::kPerson && step.at == Node(person);
      });
  return asked ||
         std::none_of(who.posts.begin(), who.posts.end(), [&](PostId post) {
           return Holds(snapshot, person, post);
         });
}

class MatrixMaker {
 public:
  MatrixMaker(const Snapshot& snapshot, UnitId unit,
              const MatrixOptions& options)
      : snapshot_(snapshot), options_(options) {
    matrix_.unit = unit;
    matrix_.subtree = options.subtree;
    matrix_.complete = snapshot.has_all_records();
  }

  ResponsibilityMatrix Make() && {
    AddOwnPosts();
    AddTasks();
    AddDuties();
    for (MatrixRow& row : matrix_.rows) Resolve(row);
    AddOtherPosts();
    AddPersons();
    for (std::size_t i = 0; i < matrix_.rows.size(); ++i) {
      Mark(entries_[i], matrix_.rows[i].marks);
    }
    return std::move(matrix_);
  }

 private:
  bool InScope(std::optional<UnitId> unit) const {
    if (!unit) return false;
    return *unit == matrix_.unit ||
           (options_.subtree &&
            snapshot_.units().IsWithin(*unit, matrix_.unit));
  }

  void AddColumn(Node node, bool own) {
    const auto column = static_cast<std::uint32_t>(matrix_.columns.size());
    if (columns_.emplace(node, column).second) {
      matrix_.columns.push_back({node, own});
    }
  }

  void AddOwnPosts() {
    const Units& units = snapshot_.units();
    const Forest& forest = units.forest();
    const std::uint32_t top = Index(matrix_.unit);
    const std::size_t scope = options_.subtree ? forest.subtree_size(top) : 1;
    for (const std::uint32_t index : forest.subtree(top).first(scope)) {
      const UnitId unit{index};
      if (const auto head = units.head(unit)) AddColumn(*head, true);
      for (const PostId post : units.posts(unit)) AddColumn(post, true);
    }
    if (!options_.subtree) return;
    std::uint32_t root = top;
    while (forest.parent(root) != kNoIndex) root = forest.parent(root);
    if (forest.is_cut(root)) matrix_.complete = false;
  }

  // ---- Rows

  // Adds a row for each node of a forest that is `wanted`, with its depth among
  // these.
  template <typename Id, typename Wanted>
  void AddRows(const Forest& forest, Wanted wanted) {
    std::vector<std::uint32_t> above;  // The rows that may have parts to come.
    for (const std::uint32_t index : forest.pre_order()) {
      if (!wanted(Id{index})) continue;
      while (!above.empty() && !forest.IsWithin(index, above.back())) {
        above.pop_back();
      }
      MatrixRow row;
      row.work = Id{index};
      row.depth = static_cast<std::uint32_t>(above.size());
      matrix_.rows.push_back(std::move(row));
      above.push_back(index);
    }
  }

  void AddTasks() {
    const Work& work = snapshot_.work();
    const TaskStates states(snapshot_);
    AddRows<TaskId>(work.tasks(), [&](TaskId task) {
      if (!InScope(work.unit(task))) return false;
      const TaskState state = states.state(task);
      const bool finished =
          state == TaskState::kDone || state == TaskState::kCancelled;
      if (!finished || options_.finished) return true;
      ++matrix_.finished_left_out;
      return false;
    });
  }

  void AddDuties() {
    AddRows<DutyId>(snapshot_.work().duties(), [&](DutyId duty) {
      return InScope(snapshot_.UnitOf(duty));
    });
  }

  // ---- Answers

  void Resolve(MatrixRow& row) {
    std::vector<Entry>& entries = entries_.emplace_back();
    for (std::size_t i = 0; i < kRoles; ++i) {
      const Resolution who =
          ResolveResponsible(snapshot_, row.work, static_cast<Role>(i));
      MatrixAnswer& answer = row.answers[i];
      answer.answered = who.answered();
      answer.assigned = who.assigned;
      answer.hops = who.hops;
      answer.complete = who.complete;
      answer.targets = AddAssigned(who, entries);
      AddAnswering(who, entries);
      matrix_.complete = matrix_.complete && who.complete;
    }
  }

  // Returns the number of different targets of assignments.
  std::uint32_t AddAssigned(const Resolution& who,
                            std::vector<Entry>& entries) const {
    std::vector<Node> targets;
    for (const ResolutionStep& step : who.steps) {
      const bool assignment = step.rule == ResolutionRule::kAssignment;
      if (assignment) targets.push_back(step.to);
      if (!assignment && step.rule != ResolutionRule::kBearer) continue;
      if (const auto node = Named(snapshot_, step.to)) {
        entries.push_back({.node = *node, .role = who.role, .assigned = true});
      }
    }
    std::sort(targets.begin(), targets.end());
    const auto end = std::unique(targets.begin(), targets.end());
    return static_cast<std::uint32_t>(end - targets.begin());
  }

  void AddAnswering(const Resolution& who, std::vector<Entry>& entries) const {
    for (const PostId post : who.posts) {
      entries.push_back({.node = post, .role = who.role, .answers = true});
    }
    for (const PersonId person : who.persons) {
      if (AnswersByName(snapshot_, who, person)) {
        entries.push_back({.node = person, .role = who.role, .answers = true});
      }
    }
  }

  // ---- Columns of others, and marks

  // The different nodes of a kind in the entries, by id.
  std::vector<Node> EntriesOf(NodeKind kind) const {
    std::vector<Node> nodes;
    for (const std::vector<Entry>& entries : entries_) {
      for (const Entry& entry : entries) {
        if (entry.node.kind() == kind) nodes.push_back(entry.node);
      }
    }
    std::sort(nodes.begin(), nodes.end());
    nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
    const Organization& org = snapshot_.organization();
    std::sort(nodes.begin(), nodes.end(),
              [&](Node a, Node b) { return org.Before(a, b); });
    return nodes;
  }

  void AddOtherPosts() {
    for (const Node post : EntriesOf(NodeKind::kPost)) AddColumn(post, false);
  }

  // Who holds a post of the columns alone is shown there.
  void AddPersons() {
    for (const Node node : EntriesOf(NodeKind::kPerson)) {
      const PersonId person = *node.As<PersonId>();
      std::optional<std::uint32_t> shown;
      for (const PostId post : snapshot_.people().posts(person)) {
        const auto column = columns_.find(post);
        if (column == columns_.end()) continue;
        if (!HoldsAlone(snapshot_, person, post)) continue;
        shown = std::min(shown.value_or(column->second), column->second);
      }
      if (shown) {
        columns_.emplace(node, *shown);
      } else {
        AddColumn(node, false);
      }
    }
  }

  static MatrixStanding StandingOf(bool assigned, bool answers) {
    if (!answers) return MatrixStanding::kUnanswered;
    return assigned ? MatrixStanding::kAssigned : MatrixStanding::kStandIn;
  }

  void Mark(const std::vector<Entry>& entries,
            std::vector<MatrixMark>& marks) const {
    struct Found {
      std::uint32_t column;
      Entry entry;
    };
    std::vector<Found> found;
    found.reserve(entries.size());
    for (const Entry& entry : entries) {
      found.push_back({columns_.at(entry.node), entry});
    }
    const auto cell = [](const Found& f) {
      return std::pair(f.column, f.entry.role);
    };
    std::sort(found.begin(), found.end(), [&](const Found& a, const Found& b) {
      return cell(a) < cell(b);
    });
    for (auto at = found.begin(); at != found.end();) {
      bool assigned = false;
      bool answers = false;
      const auto begin = at;
      for (; at != found.end() && cell(*at) == cell(*begin); ++at) {
        assigned = assigned || at->entry.assigned;
        answers = answers || at->entry.answers;
      }
      marks.push_back(
          {begin->column, begin->entry.role, StandingOf(assigned, answers)});
    }
  }

  const Snapshot& snapshot_;
  const MatrixOptions& options_;
  ResponsibilityMatrix matrix_;
  absl::flat_hash_map<Node, std::uint32_t> columns_;
  std::vector<std::vector<Entry>> entries_;  // Of each row.
};

}  // namespace

char LetterOf(Role role) {
  switch (role) {
    case Role::kAccountable:
      return 'A';
    case Role::kResponsible:
      return 'R';
    case Role::kSupport:
      return 'S';
    case Role::kConsulted:
      return 'C';
    case Role::kInformed:
      return 'I';
    case Role::kOversight:
      break;
  }
  return 'O';
}

std::string_view NameOf(MatrixStanding standing) {
  switch (standing) {
    case MatrixStanding::kAssigned:
      return "assigned";
    case MatrixStanding::kStandIn:
      return "stand-in";
    case MatrixStanding::kUnanswered:
      break;
  }
  return "unanswered";
}

absl::StatusOr<ResponsibilityMatrix> MatrixOf(const Snapshot& snapshot,
                                              UnitId unit,
                                              const MatrixOptions& options) {
  if (!snapshot.InForce(unit)) {
    return absl::FailedPreconditionError(internal::ToAbsl(
        internal::Concat("\"", snapshot.organization().NameOf(unit),
                         "\" is not in force on ", FormatDay(snapshot.day()))));
  }
  return MatrixMaker(snapshot, unit, options).Make();
}

}  // namespace zeren
