#include "src/model/internal/json_text.h"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "src/core/internal/absl_strings.h"
#include "src/core/internal/value_json.h"

namespace zeren::internal {
namespace {

// How many bytes of outside data a message shows.
constexpr std::size_t kMostExcerpt = 60;

// What the parser says, for example "[json.exception.parse_error.101] parse
// error at line 1, column 2: syntax error while parsing value - unexpected ']';
// expected end of input", in our own words. What it read last is left out: it
// need not be UTF-8.
Problem SyntaxProblem(std::string_view text, std::size_t position,
                      std::string_view what) {
  Problem problem;
  const std::size_t offset =
      std::min(position == 0 ? 0 : position - 1, text.size());
  const std::string_view before = text.substr(0, offset);
  problem.line = 1 + static_cast<std::size_t>(
                         std::count(before.begin(), before.end(), '\n'));
  problem.column = offset - (before.rfind('\n') + 1) + 1;

  constexpr std::string_view kExpected = "; expected ";
  if (const auto at = what.find(kExpected); at != what.npos) {
    const std::string_view expected = what.substr(at + kExpected.size());
    problem.remedy = expected == "end of input" ? "end the text here"
                                                : Concat("write ", expected);
    what = what.substr(0, at);
  }
  what = what.substr(0, what.find("; last read"));
  for (const std::string_view lead : {"] ", " - "}) {
    if (const auto at = what.find(lead); at != what.npos) {
      what.remove_prefix(at + lead.size());
    }
  }
  // A number may be as long as the text.
  problem.message = Concat("this is not JSON: ", what.substr(0, kMostExcerpt));
  return problem;
}

// Builds the tree from the parser's events.
class TreeBuilder : public nlohmann::json_sax<OrderedJson> {
 public:
  TreeBuilder(std::string_view text, ProblemList& problems)
      : text_(text), problems_(problems) {}

  OrderedJson TakeTree() { return std::move(tree_); }

  bool null() override { return Put(nullptr); }
  bool boolean(bool value) override { return Put(value); }
  bool number_integer(std::int64_t value) override { return Put(value); }
  bool number_unsigned(std::uint64_t value) override { return Put(value); }
  bool number_float(double value, const std::string& /*text*/) override {
    return Put(value);
  }
  bool string(std::string& value) override { return Put(std::move(value)); }
  bool binary(OrderedJson::binary_t& /*value*/) override { return false; }

  bool start_object(std::size_t /*size*/) override {
    return Open(OrderedJson::object());
  }
  bool start_array(std::size_t /*size*/) override {
    return Open(OrderedJson::array());
  }
  bool end_object() override { return Close(); }
  bool end_array() override { return Close(); }

  bool key(std::string& name) override {
    Level& level = levels_.back();
    if (!level.keys.insert(name).second) {
      problems_.Add({.pointer = PointerTo(Pointer(levels_.size() - 1), name),
                     .message = Concat("\"", name, "\" is written twice"),
                     .remedy = "keep one of them"});
    }
    level.key = std::move(name);
    return true;
  }

  bool parse_error(std::size_t position, const std::string& /*last_token*/,
                   const nlohmann::detail::exception& error) override {
    problems_.Add(SyntaxProblem(text_, position, error.what()));
    return false;
  }

 private:
  // An object or array that is open. Only the innermost one grows, so that
  // pointers to the others stay good.
  struct Level {
    OrderedJson* json;
    absl::flat_hash_set<std::string> keys;
    std::string key;
  };

  // Adds a value to the innermost level and returns its place.
  OrderedJson* Add(OrderedJson value) {
    if (levels_.empty()) {
      tree_ = std::move(value);
      return &tree_;
    }
    OrderedJson& parent = *levels_.back().json;
    if (auto* list = parent.get_ptr<OrderedJson::array_t*>()) {
      list->push_back(std::move(value));
      return &list->back();
    }
    auto& fields = parent.get_ref<OrderedJson::object_t&>();
    fields.emplace_back(levels_.back().key, std::move(value));
    return &fields.back().second;
  }

  bool Put(OrderedJson value) {
    Add(std::move(value));
    return true;
  }

  bool Open(OrderedJson value) {
    OrderedJson* json = Add(std::move(value));
    levels_.push_back({json, {}, {}});
    if (levels_.size() <= kMaxJsonDepth) return true;
    problems_.Add(
        {.pointer = Pointer(levels_.size() - 1),
         .message = Concat("values nest more than ",
                           std::to_string(kMaxJsonDepth), " levels deep"),
         .remedy = "write it with fewer levels"});
    return false;
  }

  bool Close() {
    levels_.pop_back();
    return true;
  }

  // The pointer of the value that the level `depth` holds.
  std::string Pointer(std::size_t depth) const {
    std::string pointer;
    for (std::size_t i = 0; i < depth; ++i) {
      const Level& level = levels_[i];
      pointer = PointerTo(pointer, level.json->is_array()
                                       ? std::to_string(level.json->size() - 1)
                                       : level.key);
    }
    return pointer;
  }

  std::string_view text_;
  ProblemList& problems_;
  OrderedJson tree_;
  std::vector<Level> levels_;
};

}  // namespace

std::optional<OrderedJson> ParseJsonText(std::string_view text,
                                         ProblemList& problems) {
  TreeBuilder builder(text, problems);
  if (!OrderedJson::sax_parse(text.begin(), text.end(), &builder)) {
    return std::nullopt;
  }
  return builder.TakeTree();
}

std::string PointerTo(std::string_view pointer, std::string_view token) {
  std::string out = Concat(pointer, "/");
  for (const char c : token) {
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out += c;
    }
  }
  return out;
}

std::string Excerpt(const OrderedJson& json) {
  std::string text = Dump(json);
  if (text.size() <= kMostExcerpt) return text;
  std::size_t end = kMostExcerpt;
  // Not within a character: UTF-8 continues with bytes 10xxxxxx.
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) {
    --end;
  }
  text.resize(end);
  return text + "...";
}

}  // namespace zeren::internal
