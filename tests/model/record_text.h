// record_text.h -- records as text, whether they own or borrow, for tests.

#ifndef ZEREN_TESTS_MODEL_RECORD_TEXT_H_
#define ZEREN_TESTS_MODEL_RECORD_TEXT_H_

#include <string>
#include <tuple>
#include <type_traits>
#include <variant>
#include <vector>

#include "zeren/core/period.h"
#include "zeren/model/organization.h"
#include "zeren/model/records.h"

namespace zeren::testing {

// Every value that a field can have, so that different ones differ.
inline std::string FieldText(std::string_view text) {
  return "'" + std::string(text) + "'";
}
inline std::string FieldText(const std::string& text) {
  return FieldText(std::string_view(text));
}
inline std::string FieldText(bool value) { return value ? "true" : "false"; }
inline std::string FieldText(std::int64_t value) {
  return std::to_string(value);
}
inline std::string FieldText(double value) {
  return "d" + std::to_string(value);
}
inline std::string FieldText(absl::CivilDay day) { return FormatDay(day); }
inline std::string FieldText(const Until& until) {
  return until.unknown ? "unknown" : until.day ? FormatDay(*until.day) : "-";
}
template <typename Enum>
requires std::is_enum_v<Enum> std::string FieldText(Enum value) {
  return std::string(NameOf(value));
}
template <typename S>
std::string FieldText(const BasicText<S>& text) {
  std::string out = FieldText(text.plain());
  for (const auto& [language, string] : text.translations()) {
    out += " " + FieldText(language) + FieldText(string);
  }
  return out;
}
template <typename S>
std::string FieldText(const BasicJson<S>& json) {
  return "json " + std::string(json.text);
}
template <typename S>
std::string FieldText(const BasicNodeRef<S>& ref) {
  return ref.Text();
}
template <typename S>
std::string FieldText(const BasicReportsTo<S>& to) {
  if (!to.written()) return "-";
  return to.post() ? FieldText(*to.post()) : "nobody";
}
template <typename S>
std::string FieldText(const BasicAttribute<S>& attribute) {
  return std::string(attribute.name) + "=" +
         std::visit([](const auto& v) { return FieldText(v); },
                    attribute.value);
}
template <typename Record>
requires requires { Record::Fields(); }
std::string FieldText(const Record& record);
template <typename T>
std::string FieldText(const std::vector<T>& values);
template <typename T>
std::string FieldText(const std::optional<T>& value) {
  return value ? FieldText(*value) : "-";
}
template <typename T>
std::string FieldText(const std::vector<T>& values) {
  std::string out = "[";
  for (const T& value : values) out += FieldText(value) + ",";
  return out + "]";
}
template <typename Record>
requires requires { Record::Fields(); }
std::string FieldText(const Record& record) {
  std::string out;
  std::apply(
      [&](const auto&... field) {
        ((out +=
          std::string(field.name) + ": " +
          FieldText(record.*std::remove_cvref_t<decltype(field)>::member) +
          "; "),
         ...);
      },
      Record::Fields());
  return out;
}

// All rows of an organisation in their order, each as "array: fields".
template <typename View>
void AppendRows(const Organization& organization,
                std::vector<std::string>& rows) {
  for (const View& row : organization.rows<View>()) {
    rows.push_back(std::string(View::kArray) + ": " + FieldText(row));
  }
}
inline std::vector<std::string> AllRows(const Organization& organization) {
  std::vector<std::string> rows;
  [&]<typename... Views>(std::tuple<Views...>*) {
    (AppendRows<Views>(organization, rows), ...);
  }(static_cast<AllViews*>(nullptr));
  return rows;
}

}  // namespace zeren::testing

#endif  // ZEREN_TESTS_MODEL_RECORD_TEXT_H_
