// The built-in measures: one table of them all, at the end.

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "src/model/internal/organization_rep.h"
#include "zeren/graph/posts.h"
#include "zeren/graph/snapshot.h"
#include "zeren/measure/measure.h"
#include "zeren/work/tasks.h"

namespace zeren {
namespace {

// Counts each carrier.
class Each : public MeasureReader {
 public:
  explicit Each(const Snapshot&) {}
  void Read(std::span<const std::uint32_t>, const Readings&) const override {}
};

// Gives one number of each post.
template <double (*kNumber)(const Posts&, PostId)>
class OfPosts : public MeasureReader {
 public:
  explicit OfPosts(const Snapshot& snapshot) : posts_(snapshot.posts()) {}
  void Read(std::span<const std::uint32_t> carriers,
            const Readings& out) const override {
    for (std::size_t i = 0; i < carriers.size(); ++i) {
      out.values[i] = kNumber(posts_, PostId{carriers[i]});
    }
  }

 private:
  const Posts& posts_;
};

double Fte(const Posts& posts, PostId post) { return posts.fte(post); }

double IsVacant(const Posts& posts, PostId post) {
  return posts.state(post) == PostState::kVacant ? 1 : 0;
}

double OpenSeats(const Posts& posts, PostId post) {
  const std::uint32_t seats = posts.seats(post);
  const std::uint32_t taken = posts.seats_taken(post);
  return taken < seats ? seats - taken : 0;
}

// The progress of leaf tasks, by weight.
class TaskProgress : public MeasureReader {
 public:
  explicit TaskProgress(const Snapshot& snapshot)
      : tasks_(snapshot), rep_(snapshot.organization().rep()) {}
  void Read(std::span<const std::uint32_t> carriers,
            const Readings& out) const override {
    const auto& weights = rep_.table<TaskView>().Get<&TaskView::weight>();
    for (std::size_t i = 0; i < carriers.size(); ++i) {
      const TaskId task{carriers[i]};
      out.taken[i] = !tasks_.is_leaf(task) || !tasks_.started(task) ||
                             tasks_.state(task) == TaskState::kCancelled
                         ? Taken::kNot
                     : tasks_.known(task) ? Taken::kKnown
                                          : Taken::kUnknown;
      out.values[i] = tasks_.progress(task);
      const double weight = weights[carriers[i]];
      if (!std::isnan(weight)) out.weights[i] = weight;
    }
  }

 private:
  const TaskStates tasks_;
  const internal::OrganizationRep& rep_;
};

template <typename Reader>
std::unique_ptr<MeasureReader> Open(const Snapshot& snapshot) {
  return std::make_unique<Reader>(snapshot);
}

Text Both(const char* en, const char* zh) {
  return Text(std::vector<Text::Translation>{{"en", en}, {"zh", zh}});
}

std::vector<Measure> Table() {
  const std::vector<Hierarchy> units = {Hierarchy::kUnits};
  const std::vector<Hierarchy> units_and_posts = {Hierarchy::kUnits,
                                                  Hierarchy::kPosts};
  return {
      {.name = "members",
       .title = Both("members", "成员数"),
       .meaning = Both("Persons with a membership in force, each once",
                       "有现行成员关系的人，每人计一次"),
       .unit = "persons",
       .carrier = Carrier::kPerson,
       .combiner = Combiner::kDistinctCount,
       .hierarchies = units,
       .open = Open<Each>},
      {.name = "memberships",
       .title = Both("memberships", "成员关系数"),
       .meaning = Both("Memberships in force", "现行成员关系"),
       .unit = "memberships",
       .carrier = Carrier::kMembership,
       .combiner = Combiner::kCount,
       .hierarchies = units,
       .open = Open<Each>},
      {.name = "posts",
       .title = Both("posts", "岗位数"),
       .meaning = Both("Posts in force", "现行岗位"),
       .unit = "posts",
       .carrier = Carrier::kPost,
       .combiner = Combiner::kCount,
       .hierarchies = units_and_posts,
       .open = Open<Each>},
      {.name = "fte",
       .title = Both("full-time equivalents", "全时当量"),
       .meaning = Both("Full-time equivalents that posts in force stand for",
                       "现行岗位所代表的全时当量"),
       .unit = "full-time equivalents",
       .carrier = Carrier::kPost,
       .combiner = Combiner::kSum,
       .whole = false,
       .hierarchies = units_and_posts,
       .open = Open<OfPosts<Fte>>},
      {.name = "vacancies",
       .title = Both("vacancies", "空缺岗位数"),
       .meaning = Both("Posts in force that are vacant", "处于空缺状态的岗位"),
       .unit = "posts",
       .carrier = Carrier::kPost,
       .combiner = Combiner::kCount,
       .hierarchies = units_and_posts,
       .open = Open<OfPosts<IsVacant>>},
      {.name = "open_seats",
       .title = Both("open seats", "空缺名额数"),
       .meaning = Both("Seats of posts in force that nobody holds otherwise "
                       "than acting",
                       "现行岗位中未被任用（代理除外）的名额"),
       .unit = "seats",
       .carrier = Carrier::kPost,
       .combiner = Combiner::kSum,
       .hierarchies = units_and_posts,
       .open = Open<OfPosts<OpenSeats>>},
      {.name = "task_progress",
       .title = Both("task progress", "任务进度"),
       .meaning = Both("Mean progress, by weight, of leaf tasks that have "
                       "started and are not cancelled",
                       "已开始且未取消的末级任务按权重的平均进度"),
       .unit = "share",
       .carrier = Carrier::kTask,
       .combiner = Combiner::kWeightedMean,
       .whole = false,
       .hierarchies = units,
       .open = Open<TaskProgress>},
  };
}

}  // namespace

const MeasureRegistry& MeasureRegistry::BuiltIn() {
  // Never destroyed, so that exit-time code may still use it.
  static const MeasureRegistry* const registry = [] {
    auto* made = new MeasureRegistry;
    for (Measure& measure : Table())
      made->Add(std::move(measure)).IgnoreError();
    return made;
  }();
  return *registry;
}

}  // namespace zeren
