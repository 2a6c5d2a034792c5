#include "zeren/advise/statement.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <span>
#include <utility>

#include "absl/status/status.h"
#include "src/advise/internal/statement_scope.h"
#include "src/advise/internal/statement_work.h"
#include "src/assign/internal/answerability.h"
#include "src/assign/internal/answerers.h"
#include "src/core/internal/absl_strings.h"
#include "src/core/internal/days.h"
#include "src/graph/internal/vacant_since.h"
#include "src/work/internal/task_facts.h"
#include "zeren/assign/responsibilities.h"
#include "zeren/core/period.h"

namespace zeren {
namespace {

using internal::Concat;
using internal::StatementScope;
using internal::StatementWays;
using internal::StatementWork;

// The weighted mean of progress, whose order of additions is that of ids.
class Mean {
 public:
  explicit Mean(double scale) : scale_(scale) {}
  void Add(double progress, double weight) {
    weighted_ += weight * scale_ * progress;
    weight_ += weight * scale_;
    sum_ += progress;
    count_ += 1;
  }
  std::optional<double> value() const {
    if (count_ == 0) return std::nullopt;
    return weight_ > 0 ? weighted_ / weight_ : sum_ / count_;
  }

 private:
  double scale_;
  double weighted_ = 0;
  double weight_ = 0;
  double sum_ = 0;
  double count_ = 0;
};

// StatementMaker
//
// Looks at the posts, units and tasks of the scope once each.
class StatementMaker {
 public:
  StatementMaker(const Snapshot& snapshot, Node node,
                 const Responsibilities& own, const StatementOptions& options)
      : snapshot_(snapshot),
        org_(snapshot.organization()),
        scope_(snapshot, node),
        work_(snapshot, scope_, own),
        ways_(scope_, work_),
        facts_(org_.rep(), internal::ToDayNumber(snapshot.day()),
               options.tasks),
        states_(snapshot, options.tasks) {
    statement_.node = node;
    statement_.complete = own.complete && snapshot.has_all_records() &&
                          snapshot.work().tasks().cycles().empty() &&
                          !scope_.DependsOnCut();
    if (const auto person = node.As<PersonId>()) {
      statement_.absent = snapshot.people().absent(*person);
    }
  }

  Statement Make() && {
    AddPosts();
    AddUnits();
    statement_.people = scope_.CountPeople();
    TallyTasks();
    AddDuties();
    AddLateTasks();
    AddVacancies();
    AddUnanswered();
    statement_.places = std::move(ways_).Take();
    return std::move(statement_);
  }

 private:
  // ---- Posts and units

  void AddPosts() {
    const Posts& posts = snapshot_.posts();
    for (const PostId post : scope_.own_posts()) {
      statement_.posts.push_back({post, posts.state(post), IsActing(post)});
      for (const PostId report : posts.direct_reports(post)) {
        // One that a person holds, too, is an own post.
        if (!scope_.IsBelow(report)) continue;
        statement_.direct_reports.push_back({report, posts.state(report)});
      }
    }
    std::sort(statement_.direct_reports.begin(),
              statement_.direct_reports.end(),
              [&](const StatementPost& a, const StatementPost& b) {
                return org_.Before(a.post, b.post);
              });
    for (const std::uint32_t post : posts.forest().pre_order()) {
      if (!scope_.IsBelow(PostId{post})) continue;
      ++statement_
            .posts_below[static_cast<std::size_t>(posts.state(PostId{post}))];
      if (posts.state(PostId{post}) == PostState::kVacant) {
        vacant_.push_back(PostId{post});
      }
    }
  }

  // Whether the person asked about holds the post, but not in his or her own
  // right.
  bool IsActing(PostId post) const {
    const auto person = statement_.node.As<PersonId>();
    if (!person) return false;
    const std::span<const Holder> holders = snapshot_.posts().holders(post);
    return std::none_of(holders.begin(), holders.end(), [&](const Holder& h) {
      return h.person() == person && !h.acting();
    });
  }

  void AddUnits() {
    const Units& units = snapshot_.units();
    for (const std::uint32_t index : units.forest().pre_order()) {
      const UnitId unit{index};
      if (!scope_.Has(unit)) continue;
      ++statement_.units;
      const std::optional<UnitId> parent = units.parent(unit);
      if (!parent || !scope_.Has(*parent)) statement_.top_units.push_back(unit);
    }
    std::sort(statement_.top_units.begin(), statement_.top_units.end(),
              [&](UnitId a, UnitId b) { return org_.Before(a, b); });
  }

  // ---- Work

  void TallyTasks() {
    double largest = 0;
    for (const TaskId task : work_.tasks()) {
      largest = std::max(largest, facts_.Weight(Index(task)));
    }
    const double scale = internal::ScaleFor(largest);
    Mean own(scale), below(scale), all(scale);
    for (const TaskId task : work_.tasks()) {
      if (!states_.is_leaf(task)) continue;
      const bool is_own = work_.IsOwn(task);
      Tally(task, is_own ? statement_.own : statement_.below,
            is_own ? own : below);
      Tally(task, statement_.all, all);
    }
    statement_.own.progress = own.value();
    statement_.below.progress = below.value();
    statement_.all.progress = all.value();
  }

  void Tally(TaskId task, TaskTally& tally, Mean& mean) const {
    if (!states_.started(task)) {
      ++tally.planned;
      return;
    }
    ++tally.states[static_cast<std::size_t>(states_.state(task))];
    if (states_.state(task) == TaskState::kCancelled) return;
    if (!states_.known(task)) {
      ++tally.unknown;
      return;
    }
    ++tally.known;
    mean.Add(states_.progress(task), facts_.Weight(Index(task)));
  }

  void AddDuties() {
    for (const DutyId duty : work_.duties()) {
      if (work_.IsOwn(duty)) {
        statement_.duties.push_back(duty);
      } else {
        ++statement_.duties_below;
      }
    }
  }

  // ---- Problems

  void AddLateTasks() {
    // Who answers is asked for only where something is late.
    std::optional<internal::Answerers> answerers;
    for (const TaskId task : work_.tasks()) {
      if (!states_.open(task)) continue;
      const TaskState state = states_.state(task);
      const bool overdue = state == TaskState::kOverdue;
      if (!overdue && state != TaskState::kAtRisk) continue;
      if (!answerers) answerers.emplace(snapshot_);
      (overdue ? statement_.overdue : statement_.at_risk)
          .push_back(LateTask(task, *answerers));
    }
    // They are in order of ids.
    for (auto* const tasks : {&statement_.overdue, &statement_.at_risk}) {
      std::stable_sort(tasks->begin(), tasks->end(),
                       [](const StatementTask& a, const StatementTask& b) {
                         return a.days_late > b.days_late;
                       });
    }
  }

  StatementTask LateTask(TaskId id, const internal::Answerers& answerers) {
    StatementTask task;
    task.task = id;
    task.due = *org_.row(id).due;  // Without one, nothing is late.
    task.days_late = snapshot_.day() - task.due;
    task.progress = states_.progress(id);
    task.known = states_.known(id);
    task.leaf = states_.is_leaf(id);
    task.own = work_.IsOwn(id);
    task.unit = snapshot_.work().unit(id);
    internal::Answer who = answerers.Of(id, Role::kAccountable);
    task.persons = std::move(who.persons);
    task.posts = std::move(who.posts);
    task.undisclosed = who.undisclosed;
    task.way = ways_.PlaceOf(id);
    return task;
  }

  void AddVacancies() {
    std::sort(vacant_.begin(), vacant_.end(),
              [&](PostId a, PostId b) { return org_.Before(a, b); });
    const internal::DayNumber day = internal::ToDayNumber(snapshot_.day());
    for (const PostId post : vacant_) {
      StatementVacancy vacancy;
      vacancy.post = post;
      vacancy.unit = snapshot_.posts().unit(post);
      const internal::DayNumber since =
          internal::VacantSince(org_.rep(), Index(post), day);
      if (since != internal::kDawn) {
        vacancy.since = internal::FromDayNumber(since);
      }
      vacancy.way = ways_.PlaceOf(post);
      statement_.vacancies.push_back(vacancy);
    }
  }

  void AddUnanswered() {
    const internal::Answerability answerability(snapshot_);
    const auto judge = [&](Node work) {
      if (answerability.Answered(work, Role::kAccountable)) return;
      statement_.unanswered.push_back(
          {work, snapshot_.UnitOf(work), ways_.PlaceOf(work)});
    };
    // In order of ids, and of the names of their kinds.
    for (const DutyId duty : work_.duties()) judge(duty);
    for (const TaskId task : work_.tasks()) {
      if (states_.open(task)) judge(task);
    }
  }

  const Snapshot& snapshot_;
  const Organization& org_;
  const StatementScope scope_;
  const StatementWork work_;
  StatementWays ways_;
  const internal::TaskFacts facts_;
  const TaskStates states_;
  std::vector<PostId> vacant_;
  Statement statement_;
};

}  // namespace

std::string_view NameOf(StatementRule rule) {
  static constexpr std::array<std::string_view, 10> kNames = {
      "answers", "assignment", "bearer",        "unit",           "holder",
      "parent",  "unit-head",  "ancestor-head", "reporting-line", "reports-to"};
  return kNames[static_cast<std::size_t>(rule)];
}

std::uint32_t TaskTally::total() const {
  return std::accumulate(states.begin(), states.end(), planned);
}

std::uint32_t Statement::posts_below_count() const {
  return std::accumulate(posts_below.begin(), posts_below.end(),
                         std::uint32_t{0});
}

std::vector<StatementHop> Statement::WayUp(std::uint32_t way) const {
  std::vector<StatementHop> hops;
  for (std::uint32_t at = way; places[at].next != kNoIndex;) {
    const StatementRule rule = places[at].rule;
    at = places[at].next;
    hops.push_back({places[at].node, rule});
  }
  return hops;
}

absl::StatusOr<Statement> StatementOf(const Snapshot& snapshot, Node node,
                                      const StatementOptions& options) {
  const absl::StatusOr<Responsibilities> own =
      ResponsibilitiesOf(snapshot, node, Role::kAccountable);
  if (!own.ok()) return own.status();
  if (!snapshot.InForce(node)) {
    return absl::FailedPreconditionError(internal::ToAbsl(
        Concat("\"", snapshot.organization().NameOf(node),
               "\" is not in force on ", FormatDay(snapshot.day()))));
  }
  return StatementMaker(snapshot, node, *own, options).Make();
}

}  // namespace zeren
