#include "src/exchange/internal/record_lines.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "nlohmann/json.hpp"
#include "src/core/internal/absl_strings.h"
#include "src/exchange/internal/text_cursor.h"
#include "zeren/core/node.h"

namespace zeren::internal {
namespace {

// The arrays of things that have ids.
constexpr std::array<std::pair<std::string_view, NodeKind>, kNodeKinds>
    kEntityArrays = {{{"units", NodeKind::kUnit},
                      {"posts", NodeKind::kPost},
                      {"persons", NodeKind::kPerson},
                      {"tasks", NodeKind::kTask},
                      {"duties", NodeKind::kDuty},
                      {"events", NodeKind::kEvent},
                      {"findings", NodeKind::kFinding},
                      {"delegations", NodeKind::kDelegation}}};

// Notes where wanted records begin, while the parser goes by.
class RecordTracker {
 public:
  using Json = nlohmann::json;
  // Where records begin, with their places in the list of lines.
  using Offsets = std::vector<std::pair<std::size_t, std::size_t*>>;

  RecordTracker(std::string_view text, RecordLines& lines, Offsets& offsets)
      : cursor_(text), lines_(lines), offsets_(offsets) {}

  bool null() { return Value(); }
  bool boolean(bool /*value*/) { return Value(); }
  bool number_integer(std::int64_t /*value*/) { return Value(); }
  bool number_unsigned(std::uint64_t /*value*/) { return Value(); }
  bool number_float(double /*value*/, const std::string& /*text*/) {
    return Value();
  }
  bool string(std::string& value) {
    if (is_id_ && depth_ == kInRecord) Note(value);
    return Value();
  }
  bool binary(Json::binary_t& /*value*/) { return false; }
  bool start_object(std::size_t /*size*/) { return Open(); }
  bool start_array(std::size_t /*size*/) { return Open(); }
  bool end_object() { return Close(); }
  bool end_array() { return Close(); }
  bool key(std::string& name) {
    cursor_.Next();
    if (depth_ == kInDocument) {
      const auto* const array =
          std::find_if(kEntityArrays.begin(), kEntityArrays.end(),
                       [&](const auto& each) { return each.first == name; });
      kind_ =
          array == kEntityArrays.end() ? NodeKind::kDocument : array->second;
    }
    is_id_ =
        kind_ != NodeKind::kDocument && depth_ == kInRecord && name == "id";
    return true;
  }
  bool parse_error(std::size_t /*position*/, const std::string& /*token*/,
                   const nlohmann::detail::exception& /*error*/) {
    return false;
  }

 private:
  // How many brackets are open within the document, one of its arrays, and a
  // record of that.
  static constexpr std::size_t kInDocument = 1;
  static constexpr std::size_t kInArray = 2;
  static constexpr std::size_t kInRecord = 3;

  bool Value() {
    cursor_.Next();
    is_id_ = false;
    return true;
  }
  bool Open() {
    const std::size_t begin = cursor_.Next();
    if (depth_ == kInArray) record_ = begin;
    ++depth_;
    is_id_ = false;
    return true;
  }
  bool Close() {
    cursor_.Next();
    --depth_;
    return true;
  }
  void Note(const std::string& id) {
    const auto found = lines_.find(Concat(NameOf(kind_), ":", id));
    if (found == lines_.end() || found->second != 0) return;
    found->second = 1;  // Until the lines are counted: the first one counts.
    offsets_.emplace_back(record_, &found->second);
  }

  TextCursor cursor_;
  RecordLines& lines_;
  Offsets& offsets_;
  std::size_t depth_ = 0;
  NodeKind kind_ = NodeKind::kDocument;  // Of the array; else of nothing.
  std::size_t record_ = 0;
  bool is_id_ = false;  // Whether the next value is the id of a record.
};

}  // namespace

void FindRecordLines(std::string_view text, RecordLines& lines) {
  for (auto& [name, line] : lines) line = 0;
  RecordTracker::Offsets offsets;
  RecordTracker tracker(text, lines, offsets);
  nlohmann::json::sax_parse(text.data(), text.data() + text.size(), &tracker);
  // Records begin one after the other, as they are read.
  LineCounter counter(text);
  for (const auto& [offset, line] : offsets) *line = counter.LineOf(offset);
}

}  // namespace zeren::internal
