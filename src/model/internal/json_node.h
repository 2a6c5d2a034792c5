// json_node.h -- JSON in layers, read into structs with problems collected.
//
// A profile that extends another is read as if the two were one. Nothing is
// merged beforehand: each value has its layers, the extending profile's first,
// so that a problem still knows where it was written.
//
//   std::optional<Gate> ReadGate(const JsonNode& node, Reading& reading) {
//     ObjectReader in(node, reading);
//     Gate gate;
//     in.Get("id", gate.id, ReadWord);
//     in.Get("min", gate.min, ReadNumber, kAnyNumber);
//     in.Require({"id"});
//     in.RefuseOthers();
//     return gate;
//   }

#ifndef ZEREN_MODEL_INTERNAL_JSON_NODE_H_
#define ZEREN_MODEL_INTERNAL_JSON_NODE_H_

#include <cstdint>
#include <initializer_list>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "src/model/internal/json_text.h"
#include "zeren/core/problem.h"
#include "zeren/core/text.h"

namespace zeren::internal {

// A value, and those that it would have by inheritance.
struct JsonNode {
  std::vector<const OrderedJson*> layers;  // Never empty; the first counts.
  // Where the value is written or, if it is inherited, the nearest place around
  // it that is.
  std::string pointer;
  std::string name;  // What messages call it: "severity", "an entry of rules".
  bool written = true;

  const OrderedJson& value() const { return *layers.front(); }
};

// A word that has to be in a list of the profile.
struct ListedWord {
  std::string pointer;
  std::string name;  // "event is ..."
  std::string word;
  std::string_view vocabulary;  // "event_kinds"
};
// What conditions mention is in no one list: a kind of whatever node they are
// put to, and the name of a head count.
inline constexpr std::string_view kAllKinds =
    "unit_kinds, post_kinds, duty_kinds or event_kinds";
inline constexpr std::string_view kHeadCounts = "counts_as of standings";
inline constexpr std::string_view kObligations = "obligations";

// What one pass over a tree collects.
struct Reading {
  ProblemList problems;
  std::vector<ListedWord> listed_words;
  // Whether what is inherited could not be found. Then what is missing may have
  // been there, and nothing is said about it.
  bool partial = false;

  void Add(const JsonNode& node, std::string message, std::string remedy) {
    problems.Add({node.pointer, std::move(message), std::move(remedy)});
  }
  // Adds "name is value; write what".
  void Refuse(const JsonNode& node, std::string_view what);
};

// What numbers are allowed.
struct Bounds {
  double least = -std::numeric_limits<double>::infinity();
  double most = std::numeric_limits<double>::infinity();
  bool above_least = false;  // More than `least`, not `least` itself.

  bool Allows(double number) const {
    return (above_least ? number > least : number >= least) && number <= most;
  }
};
inline constexpr Bounds kAnyNumber = {};
inline constexpr Bounds kNotNegative = {.least = 0};
inline constexpr Bounds kPositive = {.least = 0, .above_least = true};
inline constexpr Bounds kOneOrMore = {.least = 1};
inline constexpr Bounds kShare = {.least = 0, .most = 1};
inline constexpr Bounds kMonths = {.least = 1, .most = 12};

// Each reads one value; one of another type or out of bounds is a problem and
// gives nothing.
//
// A word is an id, a kind or another name: 1 to 255 bytes. A line is any
// string.
bool IsWord(std::string_view text);
std::optional<std::string> ReadWord(const JsonNode& node, Reading& reading);
std::optional<std::string> ReadLine(const JsonNode& node, Reading& reading);
std::optional<bool> ReadTruth(const JsonNode& node, Reading& reading);
std::optional<std::int64_t> ReadInteger(const JsonNode& node,
                                        const Bounds& bounds, Reading& reading);
std::optional<double> ReadNumber(const JsonNode& node, const Bounds& bounds,
                                 Reading& reading);
std::optional<Text> ReadText(const JsonNode& node, Reading& reading);
std::optional<std::string> ReadChoice(
    const JsonNode& node, const std::vector<std::string_view>& choices,
    Reading& reading);
std::optional<std::vector<std::string>> ReadWords(const JsonNode& node,
                                                  Reading& reading);
// Words that have to be in the list `vocabulary` of the profile.
std::optional<std::string> ReadListedWord(const JsonNode& node,
                                          std::string_view vocabulary,
                                          Reading& reading);
std::optional<std::vector<std::string>> ReadListedWords(
    const JsonNode& node, std::string_view vocabulary, Reading& reading);

// Returns the elements of a list: those of its first layer, or, if `merge_key`
// is not empty, those of all layers, in which equal values of that field make
// one element. Inherited elements come first, in their order. Two elements of
// one layer with the same value are a problem.
std::vector<JsonNode> ElementsOf(const JsonNode& node,
                                 std::string_view merge_key, Reading& reading);

// Returns the fields of an object whose names are free, those of all layers.
std::vector<std::pair<std::string, JsonNode>> FieldsOf(const JsonNode& node,
                                                       Reading& reading);

// Returns the node without what it would inherit: for values that mean one
// thing as a whole (texts, conditions), of which no part is inherited alone.
JsonNode Whole(const JsonNode& node);

// Returns what is nearest and what is allowed: "did you mean "a"? allowed: a,
// b".
std::string Suggestion(std::string_view word,
                       const std::vector<std::string_view>& names);

// ObjectReader
//
// Reads the fields of one object and knows which ones were asked for. If the
// value is no object, that is a problem, and all fields are absent.
class ObjectReader {
 public:
  ObjectReader(JsonNode node, Reading& reading);

  const JsonNode& node() const { return node_; }
  bool valid() const { return valid_; }

  // Returns a field, inherited ones included.
  std::optional<JsonNode> Find(std::string_view name);

  // Stores what `read` makes of a field, if it is there and as it should be.
  template <typename Out, typename Read, typename... Args>
  void Get(std::string_view name, Out& out, const Read& read,
           const Args&... args) {
    if (const std::optional<JsonNode> field = Find(name)) {
      if (auto value = read(*field, args..., reading_)) out = *std::move(value);
    }
  }

  // Appends what `read` makes of each element of a list.
  template <typename T, typename Read>
  void GetEach(std::string_view name, std::string_view merge_key,
               std::vector<T>& out, const Read& read) {
    const std::optional<JsonNode> field = Find(name);
    if (!field) return;
    for (const JsonNode& element : ElementsOf(*field, merge_key, reading_)) {
      if (auto value = read(element, reading_)) {
        out.push_back(*std::move(value));
      }
    }
  }

  // Refuses a range whose ends, two fields, are the wrong way round.
  template <typename T>
  void RefuseEmptyRange(std::string_view low_name, const std::optional<T>& low,
                        std::string_view high_name,
                        const std::optional<T>& high) {
    if (low && high && *low > *high) AddEmptyRange(low_name, high_name);
  }

  // Refuses the object if one of these fields is absent.
  void Require(std::initializer_list<std::string_view> names);

  // Refuses fields that nobody has asked for. Comes last.
  void RefuseOthers();

 private:
  void AddEmptyRange(std::string_view low_name, std::string_view high_name);

  JsonNode node_;
  Reading& reading_;
  bool valid_;
  std::vector<std::string_view> names_;
};

}  // namespace zeren::internal

#endif  // ZEREN_MODEL_INTERNAL_JSON_NODE_H_
