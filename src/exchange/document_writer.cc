#include <algorithm>
#include <cstdint>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "src/exchange/internal/json_writing.h"
#include "src/exchange/internal/record_writing.h"
#include "src/exchange/internal/text_file.h"
#include "src/model/internal/organization_rep.h"
#include "zeren/exchange/document.h"

namespace zeren {
namespace {

using internal::AppendString;

// The lines of one array, of which each is a run of bytes in `text`.
class Lines {
 public:
  template <typename View>
  void Add(const View& record) {
    internal::WriteValue(record, text_);
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
      internal::WriteValue(Rows<View>(&org.rep(), index, index + 1)[0], out);
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
    internal::WriteValue(name, out);
  }
  if (const auto day = org.as_of()) {
    BeginField("as_of", out);
    internal::WriteValue(*day, out);
  }
  [&]<typename... Views>(std::tuple<Views...>*) {
    (WriteArray<Views>(org, out), ...);
  }(static_cast<AllViews*>(nullptr));
  out += "\n}\n";
  return out;
}

absl::Status WriteDocumentFile(const Organization& org,
                               const std::string& path) {
  return internal::WriteTextFile(WriteDocument(org), path);
}

}  // namespace zeren
