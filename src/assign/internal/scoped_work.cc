#include "src/assign/internal/scoped_work.h"

namespace zeren::internal {

ScopedWork::ScopedWork(const Snapshot& snapshot) {
  const Work& work = snapshot.work();
  if (!work.has_scoped_delegations()) return;
  const Forest& tasks = work.tasks();
  tasks_.assign(tasks.capacity(), 0);
  duties_.assign(work.duties().capacity(), 0);
  for (const Node node : work.listed()) {
    (node.kind() == NodeKind::kTask ? tasks_ : duties_)[node.index()] = 1;
  }
  for (const std::vector<std::uint32_t>& cycle : tasks.cycles()) {
    tasks_[cycle.front()] = 1;
  }
  // What is said of a task is said of all below it.
  for (const std::uint32_t task : tasks.pre_order()) {
    const std::uint32_t parent = tasks.parent(task);
    if (parent != kNoIndex && tasks_[parent] != 0) tasks_[task] = 1;
  }
}

}  // namespace zeren::internal
