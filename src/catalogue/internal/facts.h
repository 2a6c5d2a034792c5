// facts.h -- the reference fields of every array, for checks that walk them
// all.

#ifndef ZEREN_CATALOGUE_INTERNAL_FACTS_H_
#define ZEREN_CATALOGUE_INTERNAL_FACTS_H_

#include <array>
#include <cstdint>
#include <string>
#include <type_traits>

#include "src/core/internal/absl_strings.h"
#include "src/model/internal/organization_rep.h"
#include "zeren/core/node.h"

namespace zeren::internal {

// The kinds of nodes that a field of this role may name; none: it names
// nothing.
template <typename Role>
inline constexpr std::array<NodeKind, 0> kKindsNamed = {};
template <NodeKind kKind>
inline constexpr std::array<NodeKind, 1> kKindsNamed<role::Reference<kKind>> = {
    kKind};
template <NodeKind... kKinds>
inline constexpr std::array<NodeKind, sizeof...(kKinds)>
    kKindsNamed<role::NodeReference<kKinds...>> = {kKinds...};

// Calls `visit(node)` for each node that a row names, whether or not the
// document has it.
template <NodeKind kKind, typename Member, typename Visit>
void ForEachTarget(const Coded<ReferenceCodec<kKind>, Member>& column,
                   std::size_t row, Visit visit) {
  const std::uint32_t number = column[row];
  if (number < kNobodyIndex) visit(Node(kKind, number));
}
template <NodeKind kKind, typename Visit>
void ForEachTarget(const CodedList<ReferenceCodec<kKind>>& column,
                   std::size_t row, Visit visit) {
  for (std::uint32_t i = column.begin(row); i < column.end(row); ++i) {
    visit(Node(kKind, column.number(i)));
  }
}
template <typename Member, typename Visit>
void ForEachTarget(const NodeColumn<Member>& column, std::size_t row,
                   Visit visit) {
  const Node node = column[row];
  if (node.kind() != NodeKind::kDocument) visit(node);
}
template <typename Visit>
void ForEachTarget(const NodeListColumn& column, std::size_t row, Visit visit) {
  for (std::uint32_t i = column.begin(row); i < column.end(row); ++i) {
    visit(column.node(i));
  }
}

// A reference field of the records within a record.
template <typename Steps, typename Column>
struct StepsField {
  const Steps& steps;
  const Column& column;
};
template <typename Steps, typename Column, typename Visit>
void ForEachTarget(const StepsField<Steps, Column>& field, std::size_t row,
                   Visit visit) {
  for (std::uint32_t i = field.steps.begin(row); i < field.steps.end(row);
       ++i) {
    ForEachTarget(field.column, i, visit);
  }
}

template <typename Column>
inline constexpr bool kHasSteps = false;
template <typename View>
inline constexpr bool kHasSteps<StepsColumn<View>> = true;

// Calls `visit(field, column, kinds)` for each reference field of a table, in
// the order of the format. `field()` is its name ("steps.by").
template <typename View, typename Visit>
void ForEachReferenceField(const Table<View>& table, Visit visit) {
  ForEachField<View>([&](const auto& field) {
    using F = std::remove_cvref_t<decltype(field)>;
    using Role = typename F::Role;
    const auto& column = table.template Get<F::member>();
    using Column = std::remove_cvref_t<decltype(column)>;
    if constexpr (!kKindsNamed<Role>.empty()) {
      visit([&] { return std::string(field.name); }, column, kKindsNamed<Role>);
    } else if constexpr (kHasSteps<Column>) {
      ForEachReferenceField(column.table(), [&](const auto& inner,
                                                const auto& inner_column,
                                                const auto& kinds) {
        visit([&] { return Concat(field.name, ".", inner()); },
              StepsField<Column, std::remove_cvref_t<decltype(inner_column)>>{
                  column, inner_column},
              kinds);
      });
    }
  });
}

// Where what a record says is said: at the record itself if it is a node, else
// at the first node that it names and the document has, else at the document.
template <typename View>
Node FocusOf(const OrganizationRep& rep, std::uint32_t row) {
  if constexpr (kEntityOf<View> != NodeKind::kDocument) {
    return Node(kEntityOf<View>, row);
  } else {
    Node focus;
    ForEachReferenceField(
        rep.table<View>(), [&](const auto&, const auto& column, const auto&) {
          ForEachTarget(column, row, [&](Node target) {
            const bool found = focus.kind() != NodeKind::kDocument;
            if (!found && rep.Exists(target)) focus = target;
          });
        });
    return focus;
  }
}

// The days on which a node is in force; the document always is.
inline DayRange DaysInForce(const OrganizationRep& rep, Node node) {
  if (node.kind() == NodeKind::kDocument) return {};
  if (node.kind() == NodeKind::kPost) return rep.post_periods[node.index()];
  return rep.Written(node);
}

// Something that records of one focus say in one field about one node.
struct Mention {
  Node focus;
  std::uint32_t field = 0;  // A number that whoever collects them gives.
  Node target;

  friend auto operator<=>(const Mention&, const Mention&) = default;
};

}  // namespace zeren::internal

#endif  // ZEREN_CATALOGUE_INTERNAL_FACTS_H_
