#include "src/measure/internal/live_day.h"

#include <algorithm>
#include <string_view>

namespace zeren::internal {

void MentionLists::Add(std::uint32_t node, std::uint32_t by, bool once) {
  if (node >= kNobodyIndex) return;
  if (node >= lists_.size()) lists_.resize(node + std::size_t{1});
  std::vector<std::uint32_t>& list = lists_[node];
  if (once && std::find(list.begin(), list.end(), by) != list.end()) return;
  list.push_back(by);
}

LiveDay::LiveDay(Organization organization, DayNumber day)
    : organization_(std::move(organization)) {
  facts_.emplace(organization_, day);
  for (std::uint32_t i = 0; i < rep().count(NodeKind::kUnit); ++i) {
    ListUnit(i, false);
  }
  for (std::uint32_t i = 0; i < rep().count(NodeKind::kPost); ++i) {
    ListPost(i, false);
  }
  for (std::uint32_t i = 0; i < rep().count(NodeKind::kTask); ++i) {
    ListTask(i, false);
  }
}

void LiveDay::Take(Organization next, std::span<const Touch> touches) {
  const DayNumber day = facts_->day();
  facts_.reset();
  organization_ = std::move(next);
  ++changes_;
  facts_.emplace(organization_, day);
  for (const Touch& touch : touches) {
    if (touch.what == Touched::kUnit) ListUnit(touch.index, true);
    if (touch.what == Touched::kPost) ListPost(touch.index, true);
    if (touch.what == Touched::kTask) ListTask(touch.index, true);
  }
}

void LiveDay::ListUnit(std::uint32_t unit, bool once) {
  const OrganizationRep& org = rep();
  if (org.Exists(NodeKind::kUnit, unit)) {
    const Table<UnitView>& units = org.table<UnitView>();
    units_below_.Add(units.Get<&UnitView::parent>()[unit], unit, once);
    units_headed_.Add(units.Get<&UnitView::head>()[unit], unit, once);
  }
  const auto& parents = org.table<UnitLineView>().Get<&UnitLineView::parent>();
  for (std::uint32_t row = org.lines_of_unit.begin(unit);
       row < org.lines_of_unit.end(unit); ++row) {
    units_below_.Add(parents[row], unit, once);
  }
}

void LiveDay::ListPost(std::uint32_t post, bool once) {
  const OrganizationRep& org = rep();
  if (org.Exists(NodeKind::kPost, post)) {
    posts_below_.Add(org.table<PostView>().Get<&PostView::reports_to>()[post],
                     post, once);
  }
  const auto& superiors =
      org.table<ReportingLineView>().Get<&ReportingLineView::reports_to>();
  for (std::uint32_t row = org.lines_of_post.begin(post);
       row < org.lines_of_post.end(post); ++row) {
    posts_below_.Add(superiors[row], post, once);
  }
}

void LiveDay::ListTask(std::uint32_t task, bool once) {
  const Table<TaskView>& tasks = rep().table<TaskView>();
  if (!rep().Exists(NodeKind::kTask, task)) return;
  parts_.Add(tasks.Get<&TaskView::parent>()[task], task, once);
  tasks_of_.Add(tasks.Get<&TaskView::unit>()[task], task, once);
}

std::uint32_t LivePosts::seats(PostId post) const {
  const std::int32_t seats =
      day_.rep().table<PostView>().Get<&PostView::seats>()[Index(post)];
  return seats < 0 ? 1 : static_cast<std::uint32_t>(seats);
}

double LivePosts::fte(PostId post) const {
  const OrganizationRep& org = day_.rep();
  return org.table<PostView>()
      .Get<&PostView::fte>()
      .Read(Index(post), org.names)
      .value_or(1);
}

bool LiveTasks::IsCancelled(TaskId task) const {
  const TaskFacts facts = Facts();
  for (std::optional<TaskId> at = task; at; at = day_.facts().parent(*at)) {
    if (facts.Cancelled(Index(*at))) return true;
  }
  return false;
}

// What is cancelled has no live parts.
bool LiveTasks::is_leaf(TaskId task) const {
  if (IsCancelled(task)) return true;
  const TaskFacts facts = Facts();
  const auto parts = day_.parts(Index(task));
  return std::none_of(parts.begin(), parts.end(), [&](std::uint32_t part) {
    return day_.rep().Exists(NodeKind::kTask, part) &&
           day_.facts().parent(TaskId{part}) == task && !facts.Cancelled(part);
  });
}

}  // namespace zeren::internal
