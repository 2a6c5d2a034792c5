#include "src/assign/internal/answerers.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

#include "src/assign/internal/deputies.h"
#include "src/assign/internal/resolver.h"
#include "zeren/assign/resolution.h"
#include "zeren/graph/chain.h"

namespace zeren::internal {
Answerers::Answerers(const Snapshot& snapshot)
    : snapshot_(snapshot),
      scoped_(snapshot),
      delegations_(snapshot_),
      from_post_(snapshot.posts().count()) {
  const Posts& posts = snapshot_.posts();
  const bool delegated = snapshot_.work().has_delegations();
  const std::vector<std::uint32_t> deputies = FirstDeputies(snapshot);
  // Superiors come first.
  for (const std::uint32_t index : posts.forest().pre_order()) {
    const PostId post{index};
    End& end = from_post_[index];
    if (StandsItself(posts.state(post))) {
      end.node = post;
      continue;
    }
    if (delegated) {
      const auto found = delegations_.Find(post);
      end.complete = found.complete;
      if (found.end) {
        end.node = *found.end;
        continue;
      }
    }
    if (!deputies.empty() && deputies[index] != kNoIndex) {
      end = {PostId{deputies[index]}, true, end.complete};
    } else if (const auto superior = posts.superior(post)) {
      end = Further(from_post_[Index(*superior)], end.complete);
    } else {
      end.complete = end.complete && !posts.ends_at_cut(post);
    }
  }
}

Answer Answerers::Of(Node work_node, Role role) const {
  if (scoped_.Contains(work_node)) {
    Resolution who = ResolveResponsible(snapshot_, work_node, role);
    return {std::move(who.persons), std::move(who.posts), who.undisclosed,
            who.complete};
  }
  Answer answer;
  answer.complete = snapshot_.has_all_records();
  const Work& work = snapshot_.work();
  std::optional<Node> fallback;
  if (const auto task = work_node.As<TaskId>()) {
    if (const auto nearest = work.nearest_assigned(*task, role)) {
      AddAssignments(work.assignments(*nearest), role, answer);
      return answer;
    }
    const Forest& tasks = work.tasks();
    if (!tasks.cycles().empty() && tasks.is_cut(tasks.root(Index(*task)))) {
      answer.complete = false;
    }
    fallback = work.unit(*task);
  } else if (const auto duty = work_node.As<DutyId>()) {
    if (!work.in_force(*duty)) return answer;
    const std::span<const Assigned> assignments = work.assignments(*duty);
    if (std::any_of(assignments.begin(), assignments.end(),
                    [role](const Assigned& a) { return a.role == role; })) {
      AddAssignments(assignments, role, answer);
      return answer;
    }
    fallback = work.bearer(*duty);
  }
  if (fallback && HasFallback(role)) Add(FromTarget(*fallback), answer);
  return answer;
}

void Answerers::AddAssignments(std::span<const Assigned> assignments, Role role,
                               Answer& answer) const {
  std::size_t ways = 0;
  for (const Assigned& assigned : assignments) {
    if (assigned.role != role) continue;
    Add(FromTarget(assigned.to), answer);
    ++ways;
  }
  if (ways > 1) {
    KeepFirst(answer.persons);
    KeepFirst(answer.posts);
  }
}

Answerers::End Answerers::Further(End end, bool complete) {
  end.complete = end.complete && complete;
  return end;
}

Answerers::End Answerers::FromTarget(Node target) const {
  if (const auto post = target.As<PostId>()) return from_post_[Index(*post)];
  if (const auto unit = target.As<UnitId>()) {
    const Forest& units = snapshot_.units().forest();
    const auto headed = snapshot_.units().nearest_headed(*unit);
    if (!headed) {
      return {.node = {},
              .complete = units.cycles().empty() ||
                          !units.is_cut(units.root(Index(*unit)))};
    }
    return from_post_[Index(*snapshot_.units().head(*headed))];
  }
  if (snapshot_.people().present(PersonId{target.index()})) return {target};
  bool complete = true;
  if (snapshot_.work().has_delegations()) {
    const auto found = delegations_.Find(target);
    complete = found.complete;
    if (found.end) return {.node = *found.end, .complete = complete};
  }
  complete = complete && !SuperiorCut(snapshot_, target);
  const std::optional<ChainHop> above = SuperiorOf(snapshot_, target);
  return Further(above ? from_post_[above->node.index()] : End{}, complete);
}

void Answerers::Add(const End& end, Answer& answer) const {
  answer.complete = answer.complete && end.complete;
  if (const auto person = end.node.As<PersonId>()) {
    answer.persons.push_back(*person);
    return;
  }
  const std::optional<PostId> post = end.node.As<PostId>();
  if (!post) return;
  if (!end.as_deputy &&
      snapshot_.posts().state(*post) == PostState::kUndisclosed) {
    answer.posts.push_back(*post);
    answer.undisclosed = true;
    return;
  }
  const auto holding = PresentHolding(snapshot_.posts().holders(*post));
  if (holding) AddHolders(*post, *holding, answer);
}

void Answerers::AddHolders(PostId post, Holding holding, Answer& answer) const {
  answer.posts.push_back(post);
  const bool acting = holding == Holding::kActing;
  std::optional<PersonId> last;  // Appointments of one person are neighbours.
  for (const Holder& holder : snapshot_.posts().holders(post)) {
    const std::optional<PersonId> person = holder.person();
    if (!person || !holder.present || holder.acting() != acting ||
        person == last) {
      continue;
    }
    answer.persons.push_back(*person);
    last = person;
  }
}

}  // namespace zeren::internal
