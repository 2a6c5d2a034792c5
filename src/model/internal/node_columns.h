// node_columns.h -- columns of references to nodes of several kinds.

#ifndef ZEREN_MODEL_INTERNAL_NODE_COLUMNS_H_
#define ZEREN_MODEL_INTERNAL_NODE_COLUMNS_H_

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

#include "src/model/internal/codecs.h"
#include "src/model/internal/column.h"

namespace zeren::internal {

// "kind:id" as a kind and a number. The document stands for "not written".
template <typename M>
class NodeColumn {
 public:
  using Member = M;  // BasicNodeRef<S>, or an optional one.

  void Push(const Member& value, Names& names) {
    PushNode(Encode(value, names));
  }
  void Set(std::size_t row, const Member& value, Names& names) {
    const Node node = Encode(value, names);
    kinds_.Set(row, static_cast<std::uint8_t>(node.kind()));
    indices_.Set(row, node.index());
  }
  void PushNode(Node node) {
    kinds_.Push(static_cast<std::uint8_t>(node.kind()));
    indices_.Push(node.index());
  }
  void Gather(const NodeColumn& other, std::span<const std::uint32_t> rows,
              const Renumbering& map) {
    for (const std::uint32_t row : rows) PushNode(other.Mapped(row, map));
  }
  Member Read(std::size_t row, const Names& names) const {
    const Node node = (*this)[row];
    if (node.kind() == NodeKind::kDocument) return Member();
    return BasicNodeRef<S>(node.kind(), names.of(node.kind())[node.index()]);
  }
  std::strong_ordering Order(std::size_t a, std::size_t b,
                             const Renumbering& map, const Names&) const {
    return Mapped(a, map) <=> Mapped(b, map);
  }
  Node operator[](std::size_t row) const {
    return Node(static_cast<NodeKind>(kinds_[row]), indices_[row]);
  }
  Node Mapped(std::size_t row, const Renumbering& map) const {
    const Node node = (*this)[row];
    if (node.kind() == NodeKind::kDocument) return node;
    return Node(node.kind(), map.node(node.kind(), node.index()));
  }
  std::size_t size() const { return kinds_.size(); }
  void Seal() {
    kinds_.Seal();
    indices_.Seal();
  }
  std::size_t bytes() const { return kinds_.bytes() + indices_.bytes(); }

 private:
  static Node Encode(const Member& value, Names& names) {
    if constexpr (std::is_same_v<Member, BasicNodeRef<S>>) {
      return Node(*value.kind, names.of(*value.kind).Intern(value.id));
    } else {
      if (!value) return Node();
      return NodeColumn<BasicNodeRef<S>>::Encode(*value, names);
    }
  }
  template <typename>
  friend class NodeColumn;

  Column<std::uint8_t> kinds_;
  Column<std::uint32_t> indices_;
};

// A list of nodes that may not be written at all.
class NodeListColumn {
 public:
  using Member = std::optional<std::vector<BasicNodeRef<S>>>;

  void Push(const Member& value, Names& names) {
    const std::uint32_t begin = Append(value, names);
    rows_.Push(begin, size());
    written_.Push(value ? 1 : 0);
  }
  void Set(std::size_t row, const Member& value, Names& names) {
    if (Read(row, names) == value) return;
    const std::uint32_t begin = Append(value, names);
    rows_.Set(row, begin, size());
    written_.Set(row, value ? 1 : 0);
  }
  void Gather(const NodeListColumn& other, std::span<const std::uint32_t> rows,
              const Renumbering& map) {
    for (const std::uint32_t row : rows) {
      const std::uint32_t begin = size();
      for (std::uint32_t i = other.begin(row); i < other.end(row); ++i) {
        nodes_.PushNode(other.nodes_.Mapped(i, map));
      }
      rows_.Push(begin, size());
      written_.Push(other.written_[row]);
    }
  }
  Member Read(std::size_t row, const Names& names) const {
    if (written_[row] == 0) return std::nullopt;
    Member value(std::in_place);
    for (std::uint32_t i = begin(row); i < end(row); ++i) {
      value->push_back(nodes_.Read(i, names));
    }
    return value;
  }
  std::strong_ordering Order(std::size_t a, std::size_t b,
                             const Renumbering& map, const Names&) const {
    if (const auto order = written_[a] <=> written_[b]; order != 0) {
      return order;
    }
    std::uint32_t i = begin(a);
    std::uint32_t j = begin(b);
    for (; i < end(a) && j < end(b); ++i, ++j) {
      const auto order = nodes_.Mapped(i, map) <=> nodes_.Mapped(j, map);
      if (order != 0) return order;
    }
    return end(a) - i <=> end(b) - j;
  }
  std::uint32_t begin(std::size_t row) const { return rows_.begin(row); }
  std::uint32_t end(std::size_t row) const { return rows_.end(row); }
  bool written(std::size_t row) const { return written_[row] != 0; }
  Node node(std::uint32_t i) const { return nodes_[i]; }
  void Seal() {
    nodes_.Seal();
    written_.Seal();
    rows_.Seal();
  }
  std::size_t bytes() const {
    return nodes_.bytes() + written_.bytes() + rows_.bytes();
  }

 private:
  std::uint32_t size() const {
    return static_cast<std::uint32_t>(nodes_.size());
  }
  // Appends nodes and returns where they begin.
  std::uint32_t Append(const Member& value, Names& names) {
    const std::uint32_t begin = size();
    if (value) {
      for (const BasicNodeRef<S>& ref : *value) nodes_.Push(ref, names);
    }
    return begin;
  }

  NodeColumn<BasicNodeRef<S>> nodes_;
  Column<std::uint8_t> written_;
  Groups rows_;
};

}  // namespace zeren::internal

#endif  // ZEREN_MODEL_INTERNAL_NODE_COLUMNS_H_
