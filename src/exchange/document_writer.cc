#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <fstream>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "src/core/internal/absl_strings.h"
#include "src/exchange/internal/json_writing.h"
#include "src/model/internal/organization_rep.h"
#include "zeren/exchange/document.h"

namespace zeren {
namespace {

using internal::AppendDouble;
using internal::AppendInteger;
using internal::AppendString;
using internal::Concat;
using internal::ToAbsl;
using S = std::string_view;

// Write: a value as JSON text.

void Write(S text, std::string& out) { AppendString(text, out); }
void Write(bool value, std::string& out) { out += value ? "true" : "false"; }
void Write(std::int64_t value, std::string& out) { AppendInteger(value, out); }
void Write(double value, std::string& out) { AppendDouble(value, out); }
void Write(absl::CivilDay day, std::string& out) {
  AppendString(FormatDay(day), out);
}
void Write(const Until& until, std::string& out) {
  AppendString(until.unknown ? "unknown" : FormatDay(*until.day), out);
}
void Write(const BasicNodeRef<S>& ref, std::string& out) {
  AppendString(ref.Text(), out);
}
void Write(const BasicReportsTo<S>& reports_to, std::string& out) {
  if (reports_to.post()) {
    AppendString(*reports_to.post(), out);
  } else {
    out += "null";
  }
}
template <typename Enum>
requires std::is_enum_v<Enum>
void Write(Enum value, std::string& out) { AppendString(NameOf(value), out); }
void Write(const TextView& text, std::string& out) {
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
void Write(const BasicAttributes<S>& attributes, std::string& out) {
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
            internal::AppendFraction(value, out);
          } else {
            Write(value, out);
          }
        },
        attribute.value);
    separator = ", ";
  }
  out += "}";
}
template <typename View>
requires requires { View::Fields(); }
void Write(const View& record, std::string& out);
template <typename Member>
void Write(const std::vector<Member>& values, std::string& out) {
  std::string_view separator = "[";
  if (values.empty()) out += separator;
  for (const Member& value : values) {
    out += separator;
    Write(value, out);
    separator = ", ";
  }
  out += "]";
}
template <typename Member>
void Write(const std::optional<Member>& value, std::string& out) {
  if (value) {
    Write(*value, out);
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
void Write(const View& record, std::string& out) {
  std::string_view separator = "{";
  internal::ForEachField<View>([&](const auto& field) {
    const auto& member = record.*std::remove_cvref_t<decltype(field)>::member;
    if (field.need == Need::kOptional && !IsWritten(member)) return;
    out += separator;
    AppendString(field.name, out);
    out += ": ";
    Write(member, out);
    separator = ", ";
  });
  out += "}";
}

// The lines of one array, of which each is a run of bytes in `text`.
class Lines {
 public:
  template <typename View>
  void Add(const View& record) {
    Write(record, text_);
    ends_.push_back(text_.size());
  }
  void AppendSorted(std::string& out) const {
    std::vector<std::string_view> lines;
    std::size_t begin = 0;
    for (const std::size_t end : ends_) {
      lines.push_back(std::string_view(text_).substr(begin, end - begin));
      begin = end;
    }
    std::sort(lines.begin(), lines.end());
    std::string_view separator = "\n    ";
    for (const std::string_view line : lines) {
      out += separator;
      out += line;
      separator = ",\n    ";
    }
  }

 private:
  std::string text_;
  std::vector<std::size_t> ends_;
};

// Appends the records of an array, each on a line.
template <typename View>
void WriteRecords(const Organization& org, std::string& out) {
  constexpr NodeKind kKind = internal::kEntityOf<View>;
  if constexpr (kKind == NodeKind::kDocument) {
    Lines lines;
    for (const View& record : org.rows<View>()) lines.Add(record);
    lines.AppendSorted(out);
  } else {
    std::vector<std::uint32_t> order;
    for (std::uint32_t index = 0; index < org.count(kKind); ++index) {
      if (org.Has(Node(kKind, index))) order.push_back(index);
    }
    std::sort(order.begin(), order.end(),
              [&](std::uint32_t a, std::uint32_t b) {
                return org.id(Node(kKind, a)) < org.id(Node(kKind, b));
              });
    std::string_view separator = "\n    ";
    for (const std::uint32_t index : order) {
      out += separator;
      Write(Rows<View>(&org.rep(), index, index + 1)[0], out);
      separator = ",\n    ";
    }
  }
}

void BeginField(std::string_view name, std::string& out) {
  out += ",\n  ";
  AppendString(name, out);
  out += ": ";
}

template <typename View>
void WriteArray(const Organization& org, std::string& out) {
  if (org.rows<View>().empty()) return;
  BeginField(View::kArray, out);
  out += "[";
  WriteRecords<View>(org, out);
  out += "\n  ]";
}

}  // namespace

std::string WriteDocument(const Organization& org) {
  std::string out = "{\n  \"zeren\": 1";
  BeginField("profile", out);
  out += org.profile().source;
  const TextView name = org.name();
  if (name.multilingual() || !name.plain().empty()) {
    BeginField("name", out);
    Write(name, out);
  }
  if (const auto day = org.as_of()) {
    BeginField("as_of", out);
    Write(*day, out);
  }
  [&]<typename... Views>(std::tuple<Views...>*) {
    (WriteArray<Views>(org, out), ...);
  }(static_cast<AllViews*>(nullptr));
  out += "\n}\n";
  return out;
}

absl::Status WriteDocumentFile(const Organization& org,
                               const std::string& path) {
  const std::string json = WriteDocument(org);
  errno = 0;
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(json.data(), static_cast<std::streamsize>(json.size()));
  file.close();
  if (file) return absl::OkStatus();
  return absl::ErrnoToStatus(errno,
                             ToAbsl(Concat(path, ": cannot write the file")));
}

}  // namespace zeren
