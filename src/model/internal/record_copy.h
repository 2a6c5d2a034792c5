// record_copy.h -- records that own their strings to views of them, and back.

#ifndef ZEREN_MODEL_INTERNAL_RECORD_COPY_H_
#define ZEREN_MODEL_INTERNAL_RECORD_COPY_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "zeren/model/records.h"

namespace zeren::internal {

// The same record type with other strings: `BasicUnit<std::string_view>` for
// `BasicUnit<std::string>`.
template <typename Record, typename S>
struct WithStringsImpl;
template <template <typename> typename Basic, typename Old, typename S>
struct WithStringsImpl<Basic<Old>, S> {
  using type = Basic<S>;
};
template <typename Record>
using ViewOf = typename WithStringsImpl<Record, std::string_view>::type;
template <typename View>
using RecordOf = typename WithStringsImpl<View, std::string>::type;

// Returns `record` with other strings, field by field. A view lives as long as
// the record that it is made of.
template <typename To, typename From>
To CopyRecord(const From& record);

template <typename To, typename From>
struct MemberCopy {
  static To Of(const From& from) {
    if constexpr (requires { From::Fields(); }) {
      return CopyRecord<To>(from);
    } else {
      return To(from);
    }
  }
};
template <typename To, typename From>
struct MemberCopy<std::optional<To>, std::optional<From>> {
  static std::optional<To> Of(const std::optional<From>& from) {
    if (!from) return std::nullopt;
    return MemberCopy<To, From>::Of(*from);
  }
};
template <typename To, typename From>
struct MemberCopy<std::vector<To>, std::vector<From>> {
  static std::vector<To> Of(const std::vector<From>& from) {
    std::vector<To> to;
    to.reserve(from.size());
    for (const From& item : from) to.push_back(MemberCopy<To, From>::Of(item));
    return to;
  }
};
template <typename A, typename B>
struct MemberCopy<BasicText<A>, BasicText<B>> {
  static BasicText<A> Of(const BasicText<B>& from) {
    if (!from.multilingual()) return BasicText<A>(A(from.plain()));
    std::vector<std::pair<A, A>> translations;
    for (const auto& [language, string] : from.translations()) {
      translations.emplace_back(A(language), A(string));
    }
    return BasicText<A>(std::move(translations));
  }
};
template <typename A, typename B>
struct MemberCopy<BasicReportsTo<A>, BasicReportsTo<B>> {
  static BasicReportsTo<A> Of(const BasicReportsTo<B>& from) {
    if (!from.written()) return {};
    if (!from.post()) return BasicReportsTo<A>::Nobody();
    return BasicReportsTo<A>(A(*from.post()));
  }
};
template <typename A, typename B>
struct MemberCopy<BasicNodeRef<A>, BasicNodeRef<B>> {
  static BasicNodeRef<A> Of(const BasicNodeRef<B>& from) {
    BasicNodeRef<A> to;
    to.kind = from.kind;
    to.id = A(from.id);
    return to;
  }
};
template <typename A, typename B>
struct MemberCopy<BasicAttribute<A>, BasicAttribute<B>> {
  static BasicAttribute<A> Of(const BasicAttribute<B>& from) {
    BasicAttribute<A> to{A(from.name), {}};
    std::visit(
        [&](const auto& value) {
          using T = std::remove_cvref_t<decltype(value)>;
          if constexpr (std::is_same_v<T, B>) {
            to.value = A(value);
          } else if constexpr (std::is_same_v<T, BasicJson<B>>) {
            to.value = BasicJson<A>{A(value.text)};
          } else {
            to.value = value;
          }
        },
        from.value);
    return to;
  }
};

template <typename To, typename From>
To CopyRecord(const From& record) {
  To copy;
  const auto set = [&](const auto& to, const auto& from) {
    using ToMember = std::remove_cvref_t<decltype(copy.*to.member)>;
    using FromMember = std::remove_cvref_t<decltype(record.*from.member)>;
    copy.*to.member = MemberCopy<ToMember, FromMember>::Of(record.*from.member);
  };
  const auto to = To::Fields();
  const auto from = From::Fields();
  [&]<std::size_t... I>(std::index_sequence<I...>) {
    (set(std::get<I>(to), std::get<I>(from)), ...);
  }
  (std::make_index_sequence<std::tuple_size_v<decltype(to)>>());
  return copy;
}

}  // namespace zeren::internal

#endif  // ZEREN_MODEL_INTERNAL_RECORD_COPY_H_
