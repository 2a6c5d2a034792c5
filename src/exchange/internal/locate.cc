#include "src/exchange/internal/locate.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "nlohmann/json.hpp"
#include "src/core/internal/absl_strings.h"
#include "src/exchange/internal/text_cursor.h"

namespace zeren::internal {
namespace {

// What is looked for: the pointers as a tree of their tokens.
struct Wanted {
  struct Node {
    std::map<std::string, std::size_t, std::less<>> children;
    std::optional<std::size_t> value;  // Where it begins in the text.
    std::vector<std::size_t> keys;     // Where its key does, each time.
    std::size_t doubles_told = 0;
  };
  static constexpr std::size_t kNone = SIZE_MAX;

  std::vector<Node> nodes = std::vector<Node>(1);  // The first is the document.

  std::size_t Child(std::size_t node, std::string_view token) const {
    if (node == kNone) return kNone;
    const auto found = nodes[node].children.find(token);
    return found == nodes[node].children.end() ? kNone : found->second;
  }
};

// Calls `visit` with each token of a pointer (RFC 6901), until it returns
// false.
template <typename Visit>
void ForEachToken(std::string_view pointer, Visit visit) {
  while (!pointer.empty()) {
    pointer.remove_prefix(1);  // The slash.
    const std::size_t end = std::min(pointer.find('/'), pointer.size());
    std::string token;
    for (std::size_t i = 0; i < end; ++i) {
      if (pointer[i] == '~' && i + 1 < end) {
        token += pointer[++i] == '1' ? '/' : '~';
      } else {
        token += pointer[i];
      }
    }
    if (!visit(token)) return;
    pointer.remove_prefix(end);
  }
}

Wanted WantedBy(const std::vector<Problem>& problems) {
  Wanted wanted;
  for (const Problem& problem : problems) {
    std::size_t node = 0;
    ForEachToken(problem.pointer, [&](const std::string& token) {
      const auto [child, is_new] =
          wanted.nodes[node].children.emplace(token, wanted.nodes.size());
      node = child->second;
      if (is_new) wanted.nodes.emplace_back();
      return true;
    });
  }
  return wanted;
}

// Notes where the wanted places are, while the parser goes by.
class Tracker {
 public:
  using Json = nlohmann::json;

  Tracker(std::string_view text, Wanted& wanted)
      : cursor_(text), wanted_(wanted) {}

  bool null() { return Value(); }
  bool boolean(bool /*value*/) { return Value(); }
  bool number_integer(std::int64_t /*value*/) { return Value(); }
  bool number_unsigned(std::uint64_t /*value*/) { return Value(); }
  bool number_float(double /*value*/, const std::string& /*text*/) {
    return Value();
  }
  bool string(std::string& /*value*/) { return Value(); }
  bool binary(Json::binary_t& /*value*/) { return false; }
  bool start_object(std::size_t /*size*/) { return Open(false); }
  bool start_array(std::size_t /*size*/) { return Open(true); }
  bool end_object() { return Close(); }
  bool end_array() { return Close(); }
  bool key(std::string& name) {
    const std::size_t begin = cursor_.Next();
    next_ = wanted_.Child(levels_.back().node, name);
    if (next_ != Wanted::kNone) wanted_.nodes[next_].keys.push_back(begin);
    return true;
  }
  bool parse_error(std::size_t /*position*/, const std::string& /*token*/,
                   const nlohmann::detail::exception& /*error*/) {
    return false;
  }

 private:
  struct Level {
    std::size_t node;
    bool is_list;
    std::size_t size;
  };

  // Steps over a value and returns its node.
  std::size_t Step() {
    const std::size_t begin = cursor_.Next();
    if (!levels_.empty() && levels_.back().is_list) {
      Level& list = levels_.back();
      next_ = list.node == Wanted::kNone
                  ? Wanted::kNone
                  : wanted_.Child(list.node, std::to_string(list.size));
      ++list.size;
    }
    if (next_ != Wanted::kNone) {
      // Of values that are written twice the first is the one that counts.
      auto& place = wanted_.nodes[next_].value;
      if (!place) place = begin;
    }
    return next_;
  }
  bool Value() {
    Step();
    return true;
  }
  bool Open(bool is_list) {
    levels_.push_back({Step(), is_list, 0});
    return true;
  }
  bool Close() {
    cursor_.Next();
    levels_.pop_back();
    return true;
  }

  TextCursor cursor_;
  Wanted& wanted_;
  std::vector<Level> levels_;
  std::size_t next_ = 0;  // The node of the next value; at first the document.
};

// Where a problem is, by what the tracker has found.
std::size_t OffsetOf(const Problem& problem, Wanted& wanted) {
  std::size_t node = 0;
  std::size_t nearest = wanted.nodes[0].value.value_or(0);
  ForEachToken(problem.pointer, [&](const std::string& token) {
    node = wanted.Child(node, token);
    if (const auto& value = wanted.nodes[node].value) nearest = *value;
    return true;
  });
  Wanted::Node& place = wanted.nodes[node];
  const std::string_view message = problem.message;
  if (place.keys.empty()) return nearest;
  if (message.starts_with(Concat(kUnknownField, "\""))) {
    return place.keys.front();
  }
  if (message.starts_with('"') && message.ends_with(kWrittenTwice)) {
    // The second time first, then each one after it.
    const std::size_t last = place.keys.size() - 1;
    return place.keys[std::min(++place.doubles_told, last)];
  }
  return nearest;
}

}  // namespace

// The parser says, for example, "[json.exception.parse_error.101] parse error
// at line 1, column 2: syntax error while parsing value - unexpected ']';
// expected end of input". What it read last is left out: it need not be UTF-8.
Problem SyntaxProblem(std::string_view text, std::size_t position,
                      std::string_view what) {
  Problem problem;
  const std::size_t offset = position == 0 ? 0 : position - 1;
  LineCounter(text).Place(std::min(offset, text.size()), problem);

  // What was expected is worth telling of a token that is one.
  constexpr std::string_view kExpected = "; expected ";
  const std::size_t last_read = what.find("; last read");
  if (last_read != what.npos) {
    what = what.substr(0, last_read);
  } else if (const auto at = what.find(kExpected); at != what.npos) {
    const std::string_view expected = what.substr(at + kExpected.size());
    problem.remedy = expected == "end of input" ? "end the text here"
                                                : Concat("write ", expected);
    what = what.substr(0, at);
  }
  for (const std::string_view lead : {"] ", " - "}) {
    if (const auto at = what.find(lead); at != what.npos) {
      what.remove_prefix(at + lead.size());
    }
  }
  // A number that is too big is given whole, however long it is.
  problem.message = Concat("this is not JSON: ", what.substr(0, 100));
  return problem;
}

void LocateProblems(std::string_view text, std::vector<Problem>& problems) {
  Wanted wanted = WantedBy(problems);
  Tracker tracker(text, wanted);
  nlohmann::json::sax_parse(text.data(), text.data() + text.size(), &tracker);

  std::vector<std::pair<std::size_t, std::size_t>> offsets;
  for (std::size_t i = 0; i < problems.size(); ++i) {
    if (problems[i].line == 0) {
      offsets.emplace_back(OffsetOf(problems[i], wanted), i);
    }
  }
  std::sort(offsets.begin(), offsets.end());
  LineCounter counter(text);
  for (const auto& [offset, i] : offsets) counter.Place(offset, problems[i]);
  std::stable_sort(
      problems.begin(), problems.end(), [](const Problem& a, const Problem& b) {
        return std::tie(a.line, a.column) < std::tie(b.line, b.column);
      });
}

}  // namespace zeren::internal
