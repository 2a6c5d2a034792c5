#include "src/assign/internal/delegate_reach.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "absl/container/flat_hash_set.h"

namespace zeren::internal {
namespace {

using Level = DelegateReach::Level;

// Looks ever further, breadth first.
class ReachSearch {
 public:
  ReachSearch(const Snapshot& snapshot, std::span<const Node> from, Node work,
              PersonId person)
      : snapshot_(snapshot), from_(from), work_(work), person_(person) {}

  // Whether the person is reached by delegations that meet the conditions of
  // all levels below `level`. The way there is kept.
  bool Reaches(Level level) {
    level_ = level;
    seen_.clear();
    visits_.clear();
    for (const Node node : from_) Visit(node, nullptr, kNoVisit);
    for (std::size_t i = 0; i < visits_.size(); ++i) {
      const Node node = visits_[i].node;
      const auto post = node.As<PostId>();
      if (Look(post ? snapshot_.work().delegations(*post)
                    : snapshot_.work().delegations(PersonId{node.index()}),
               i)) {
        return true;
      }
      if (!post) continue;
      for (const Holder& holder : snapshot_.posts().holders(*post)) {
        if (const auto other = holder.person()) Visit(*other, nullptr, i);
      }
    }
    return false;
  }

  // The first delegation on the way that was found for which `fails(delegate,
  // is_last)`.
  template <typename Fails>
  std::optional<DelegationId> FirstOnWay(const Fails& fails) const {
    std::optional<DelegationId> first;
    bool last = true;
    const Delegate* by = last_;
    for (std::size_t i = from_visit_;; i = visits_[i].from) {
      if (by != nullptr) {
        if (fails(*by, last)) first = by->delegation;
        last = false;
      }
      if (i == kNoVisit) return first;
      by = visits_[i].by;
    }
  }

 private:
  static constexpr std::size_t kNoVisit = static_cast<std::size_t>(-1);

  struct Visited {
    Node node;
    const Delegate* by;  // Null at a start and for the holder of a post.
    std::size_t from;
  };

  void Visit(Node node, const Delegate* by, std::size_t from) {
    if (seen_.insert(node).second) visits_.push_back({node, by, from});
  }

  bool Look(std::span<const Delegate> delegates, std::size_t from) {
    for (const Delegate& delegate : delegates) {
      if (level_ > Level::kOutOfScope &&
          !snapshot_.work().Covers(delegate, work_)) {
        continue;
      }
      if (IsPerson(delegate.to)) {
        last_ = &delegate;
        from_visit_ = from;
        return true;
      }
      if (level_ == Level::kReached && !delegate.may_redelegate) continue;
      Visit(delegate.to, &delegate, from);
    }
    return false;
  }

  bool IsPerson(Node node) const {
    const auto post = node.As<PostId>();
    if (!post) return node == person_;
    const std::span<const std::uint32_t> held =
        snapshot_.people().posts(person_).indices();
    return std::find(held.begin(), held.end(), Index(*post)) != held.end();
  }

  const Snapshot& snapshot_;
  const std::span<const Node> from_;
  const Node work_;
  const PersonId person_;
  Level level_ = Level::kNone;
  absl::flat_hash_set<Node> seen_;
  std::vector<Visited> visits_;
  // The last step of the way that was found.
  const Delegate* last_ = nullptr;
  std::size_t from_visit_ = kNoVisit;
};

}  // namespace

DelegateReach ReachOfDelegates(const Snapshot& snapshot,
                               std::span<const Node> from, Node work,
                               PersonId person) {
  if (from.empty() || !snapshot.work().has_delegations()) return {};
  ReachSearch search(snapshot, from, work, person);
  if (search.Reaches(Level::kReached)) return {.level = Level::kReached};
  if (search.Reaches(Level::kNotPassedOn)) {
    return {.level = Level::kNotPassedOn,
            .fault = search.FirstOnWay([](const Delegate& delegate, bool last) {
              return !last && !delegate.may_redelegate;
            })};
  }
  if (search.Reaches(Level::kOutOfScope)) {
    return {.level = Level::kOutOfScope,
            .fault = search.FirstOnWay([&](const Delegate& delegate, bool) {
              return !snapshot.work().Covers(delegate, work);
            })};
  }
  return {};
}

}  // namespace zeren::internal
