// record_writing.h -- records and their fields as JSON.

#ifndef ZEREN_EXCHANGE_INTERNAL_RECORD_WRITING_H_
#define ZEREN_EXCHANGE_INTERNAL_RECORD_WRITING_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "src/exchange/internal/json_writing.h"
#include "src/model/internal/table.h"
#include "zeren/core/period.h"
#include "zeren/model/records.h"

namespace zeren::internal {

// WriteValue: appends a value as JSON text.

inline void WriteValue(S text, std::string& out) { AppendString(text, out); }
inline void WriteValue(bool value, std::string& out) {
  out += value ? "true" : "false";
}
inline void WriteValue(std::int64_t value, std::string& out) {
  AppendInteger(value, out);
}
inline void WriteValue(double value, std::string& out) {
  AppendDouble(value, out);
}
inline void WriteValue(absl::CivilDay day, std::string& out) {
  AppendString(FormatDay(day), out);
}
inline void WriteValue(const Until& until, std::string& out) {
  if (until.written()) {
    AppendString(until.unknown ? "unknown" : FormatDay(*until.day), out);
  } else {
    out += "null";
  }
}
inline void WriteValue(const BasicNodeRef<S>& ref, std::string& out) {
  AppendString(ref.Text(), out);
}
inline void WriteValue(const BasicReportsTo<S>& reports_to, std::string& out) {
  if (reports_to.post()) {
    AppendString(*reports_to.post(), out);
  } else {
    out += "null";
  }
}
template <typename Enum>
requires std::is_enum_v<Enum>
void WriteValue(Enum value, std::string& out) {
  AppendString(NameOf(value), out);
}
inline void WriteValue(const TextView& text, std::string& out) {
  if (!text.multilingual()) {
    AppendString(text.plain(), out);
    return;
  }
  std::string_view separator = "{";
  for (const auto& [language, string] : text.translations()) {
    out += separator;
    AppendString(language, out);
    out += ": ";
    AppendString(string, out);
    separator = ", ";
  }
  out += "}";
}
inline void WriteValue(const BasicAttributes<S>& attributes, std::string& out) {
  std::string_view separator = "{";
  for (const BasicAttribute<S>& attribute : attributes) {
    out += separator;
    AppendString(attribute.name, out);
    out += ": ";
    std::visit(
        [&]<typename T>(const T& value) {
          if constexpr (std::is_same_v<T, BasicJson<S>>) {
            out += value.text;
          } else if constexpr (std::is_same_v<T, double>) {
            AppendFraction(value, out);
          } else {
            WriteValue(value, out);
          }
        },
        attribute.value);
    separator = ", ";
  }
  out += "}";
}
template <typename View>
requires requires { View::Fields(); }
void WriteValue(const View& record, std::string& out);
template <typename Member>
void WriteValue(const std::vector<Member>& values, std::string& out) {
  std::string_view separator = "[";
  if (values.empty()) out += separator;
  for (const Member& value : values) {
    out += separator;
    WriteValue(value, out);
    separator = ", ";
  }
  out += "]";
}
template <typename Member>
void WriteValue(const std::optional<Member>& value, std::string& out) {
  if (value) {
    WriteValue(*value, out);
  } else {
    out += "null";
  }
}

// Whether a field says anything.
template <typename Member>
bool IsWritten(const Member& member) {
  if constexpr (requires { member.written(); }) {
    return member.written();
  } else if constexpr (requires { member.has_value(); }) {
    return member.has_value();
  } else if constexpr (requires { member.capacity(); }) {
    return !member.empty();  // A list that is empty says as much as none.
  } else {
    return true;
  }
}

template <typename View>
requires requires { View::Fields(); }
void WriteValue(const View& record, std::string& out) {
  std::string_view separator = "{";
  ForEachField<View>([&](const auto& field) {
    const auto& member = record.*std::remove_cvref_t<decltype(field)>::member;
    if (field.need == Need::kOptional && !IsWritten(member)) return;
    out += separator;
    AppendString(field.name, out);
    out += ": ";
    WriteValue(member, out);
    separator = ", ";
  });
  out += "}";
}

}  // namespace zeren::internal

#endif  // ZEREN_EXCHANGE_INTERNAL_RECORD_WRITING_H_
