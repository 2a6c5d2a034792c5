// node.h -- the handles of everything that an organisation is made of.
//
// Units, posts, persons, tasks, duties, events, findings and delegations each
// have a dense id, a strong integer type of their own. A `Node` is any of them.
// In text a node is "kind:id", where id is the external one of the document:
//
//   org.Find("unit:branch-1")   // std::optional<Node>
//   org.NameOf(node)            // "unit:branch-1"

#ifndef ZEREN_CORE_NODE_H_
#define ZEREN_CORE_NODE_H_

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

namespace zeren {

// Dense ids
//
// A dense id promises one thing only: it means the same entity in every
// snapshot of one organisation and of those that changes make from it. Nothing
// visible depends on its value. Ids run from 0 to `count(kind) - 1`, so that a
// `std::vector<T>` indexed with `Index(id)` holds anything you want to say.
enum class UnitId : std::uint32_t {};
enum class PostId : std::uint32_t {};
enum class PersonId : std::uint32_t {};
enum class TaskId : std::uint32_t {};
enum class DutyId : std::uint32_t {};
enum class EventId : std::uint32_t {};
enum class FindingId : std::uint32_t {};
enum class DelegationId : std::uint32_t {};

// Stands for "no index" where arrays need a value for it. Never a valid id.
inline constexpr std::uint32_t kNoIndex = 0xffff'ffff;

// The position of `id` in an array with one element for each entity.
template <typename Id>
constexpr std::uint32_t Index(Id id) {
  return static_cast<std::uint32_t>(id);
}

// Returns the id with this index, or nothing for `kNoIndex`.
template <typename Id>
constexpr std::optional<Id> OptionalId(std::uint32_t index) {
  return index == kNoIndex ? std::nullopt : std::optional<Id>(Id{index});
}

// `kDocument` is the document as a whole: the focus of a gap about nothing
// else.
enum class NodeKind : std::uint8_t {
  kUnit,
  kPost,
  kPerson,
  kTask,
  kDuty,
  kEvent,
  kFinding,
  kDelegation,
  kDocument,
};
inline constexpr std::size_t kNodeKinds = 8;  // Those that have ids.

// Returns "unit", "post" and so on.
std::string_view NameOf(NodeKind kind);
std::optional<NodeKind> ParseNodeKind(std::string_view name);

// The kind that a dense id type belongs to: `kKindOf<UnitId>`.
template <typename Id>
inline constexpr NodeKind kKindOf = NodeKind::kDocument;
template <>
inline constexpr NodeKind kKindOf<UnitId> = NodeKind::kUnit;
template <>
inline constexpr NodeKind kKindOf<PostId> = NodeKind::kPost;
template <>
inline constexpr NodeKind kKindOf<PersonId> = NodeKind::kPerson;
template <>
inline constexpr NodeKind kKindOf<TaskId> = NodeKind::kTask;
template <>
inline constexpr NodeKind kKindOf<DutyId> = NodeKind::kDuty;
template <>
inline constexpr NodeKind kKindOf<EventId> = NodeKind::kEvent;
template <>
inline constexpr NodeKind kKindOf<FindingId> = NodeKind::kFinding;
template <>
inline constexpr NodeKind kKindOf<DelegationId> = NodeKind::kDelegation;

// Node
//
// Any entity of an organisation, or the document itself (the default). Small,
// trivially copyable, hashable with Abseil. The order of nodes is that of
// dense ids, which means nothing to people: sort by external id for them.
class Node {
 public:
  constexpr Node() = default;
  constexpr Node(NodeKind kind, std::uint32_t index)
      : kind_(kind), index_(index) {}
  // A dense id is a node: functions that take a `Node` take any id.
  template <typename Id>
  requires(kKindOf<Id> != NodeKind::kDocument) constexpr Node(Id id)
      : kind_(kKindOf<Id>), index_(Index(id)) {}

  constexpr NodeKind kind() const { return kind_; }
  constexpr std::uint32_t index() const { return index_; }

  // Returns the id if this node is of that kind: `node.As<UnitId>()`.
  template <typename Id>
  constexpr std::optional<Id> As() const {
    return kind_ == kKindOf<Id> ? std::optional<Id>(Id{index_}) : std::nullopt;
  }

  friend constexpr auto operator<=>(const Node&, const Node&) = default;
  template <typename H>
  friend H AbslHashValue(H state, const Node& node) {
    return H::combine(std::move(state), node.kind_, node.index_);
  }

 private:
  NodeKind kind_ = NodeKind::kDocument;
  std::uint32_t index_ = 0;
};

// IdRange
//
// A run of dense ids of one kind, as a range: `for (UnitId child : children)`.
// It views into the table that it came from.
template <typename Id>
class IdRange {
 public:
  class Iterator {
   public:
    using value_type = Id;
    using difference_type = std::ptrdiff_t;
    Iterator() = default;
    explicit Iterator(const std::uint32_t* at) : at_(at) {}
    Id operator*() const { return Id{*at_}; }
    Iterator& operator++() {
      ++at_;
      return *this;
    }
    Iterator operator++(int) { return Iterator(at_++); }
    friend bool operator==(const Iterator&, const Iterator&) = default;

   private:
    const std::uint32_t* at_ = nullptr;
  };

  IdRange() = default;
  explicit IdRange(std::span<const std::uint32_t> ids) : ids_(ids) {}

  std::size_t size() const { return ids_.size(); }
  bool empty() const { return ids_.empty(); }
  Id operator[](std::size_t i) const { return Id{ids_[i]}; }
  Iterator begin() const { return Iterator(ids_.data()); }
  Iterator end() const { return Iterator(ids_.data() + ids_.size()); }
  std::span<const std::uint32_t> indices() const { return ids_; }

 private:
  std::span<const std::uint32_t> ids_;
};

// The two halves of a node's name.
struct NodeName {
  NodeKind kind;
  std::string_view id;
};

// Splits "kind:id" at its first colon. Nothing if the kind is unknown or the
// id empty. The id views into `name`.
std::optional<NodeName> SplitNodeName(std::string_view name);

}  // namespace zeren

#endif  // ZEREN_CORE_NODE_H_
