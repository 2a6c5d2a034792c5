#include "src/model/internal/json_node.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstddef>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "src/core/internal/absl_strings.h"
#include "src/core/internal/value_json.h"

namespace zeren::internal {
namespace {

constexpr std::size_t kMaxWordBytes = 255;

// The library's own look-up asks for a string, and our objects are small.
const OrderedJson* FieldOf(const OrderedJson& object, std::string_view name) {
  for (const auto& [key, value] :
       object.get_ref<const OrderedJson::object_t&>()) {
    if (key == name) return &value;
  }
  return nullptr;
}

std::string ShortNumber(double number) {
  char buffer[32];
  const auto result = std::to_chars(buffer, buffer + sizeof(buffer), number,
                                    std::chars_format::fixed);
  return std::string(buffer, result.ptr);
}

// "a whole number, 0 or more"
std::string Describe(std::string_view what, const Bounds& bounds) {
  const bool bounded_below = std::isfinite(bounds.least);
  if (std::isfinite(bounds.most)) {
    return Concat(what, " from ", ShortNumber(bounds.least), " to ",
                  ShortNumber(bounds.most));
  }
  if (!bounded_below) return std::string(what);
  if (bounds.above_least) {
    return Concat(what, " above ", ShortNumber(bounds.least));
  }
  return Concat(what, ", ", ShortNumber(bounds.least), " or more");
}

std::string Join(const std::vector<std::string_view>& names) {
  std::string out;
  for (const std::string_view name : names) {
    if (!out.empty()) out += ", ";
    out += name;
  }
  return out;
}

// A number without a fraction is a whole one, however it is written (as in JSON
// Schema): some writers know only one sort of number.
std::optional<std::int64_t> WholeNumber(const OrderedJson& json) {
  constexpr double kMost = 9007199254740992;  // 2^53: exact in a double.
  if (json.is_number_unsigned()) {
    const auto number = json.get<std::uint64_t>();
    if (number > std::uint64_t{std::numeric_limits<std::int64_t>::max()}) {
      return std::nullopt;
    }
    return static_cast<std::int64_t>(number);
  }
  if (json.is_number_integer()) return json.get<std::int64_t>();
  if (!json.is_number_float()) return std::nullopt;
  const double number = json.get<double>();
  if (std::trunc(number) != number || std::abs(number) > kMost) {
    return std::nullopt;
  }
  return static_cast<std::int64_t>(number);
}

// Returns what tells an element from the others, empty if it has no such field.
std::string_view KeyOf(const OrderedJson& element, std::string_view key_name) {
  if (!element.is_object()) return {};
  const OrderedJson* key = FieldOf(element, key_name);
  if (key == nullptr || !key->is_string()) return {};
  return key->get_ref<const std::string&>();
}

JsonNode ElementOf(const JsonNode& list, std::size_t layer, std::size_t i) {
  const bool written = list.written && layer == 0;
  return {.layers = {&(*list.layers[layer])[i]},
          .pointer = written ? PointerTo(list.pointer, std::to_string(i))
                             : list.pointer,
          .name = Concat("an entry of ", list.name),
          .written = written};
}

}  // namespace

void Reading::Refuse(const JsonNode& node, std::string_view what) {
  Add(node, Concat(node.name, " is ", Excerpt(node.value())),
      Concat("write ", what));
}

bool IsWord(std::string_view text) {
  return !text.empty() && text.size() <= kMaxWordBytes;
}

std::optional<std::string> ReadWord(const JsonNode& node, Reading& reading) {
  if (const auto* word = node.value().get_ptr<const std::string*>();
      word != nullptr && IsWord(*word)) {
    return *word;
  }
  reading.Refuse(node, "a string of 1 to 255 bytes");
  return std::nullopt;
}

std::optional<std::string> ReadLine(const JsonNode& node, Reading& reading) {
  if (const auto* line = node.value().get_ptr<const std::string*>()) {
    return *line;
  }
  reading.Refuse(node, "a string");
  return std::nullopt;
}

std::optional<bool> ReadTruth(const JsonNode& node, Reading& reading) {
  if (node.value().is_boolean()) return node.value().get<bool>();
  reading.Refuse(node, "true or false");
  return std::nullopt;
}

std::optional<std::int64_t> ReadInteger(const JsonNode& node,
                                        const Bounds& bounds,
                                        Reading& reading) {
  const std::optional<std::int64_t> number = WholeNumber(node.value());
  if (number && bounds.Allows(static_cast<double>(*number))) return number;
  reading.Refuse(node, Describe("a whole number", bounds));
  return std::nullopt;
}

std::optional<double> ReadNumber(const JsonNode& node, const Bounds& bounds,
                                 Reading& reading) {
  if (node.value().is_number()) {
    const double number = node.value().get<double>();
    if (bounds.Allows(number)) return number;
  }
  reading.Refuse(node, Describe("a number", bounds));
  return std::nullopt;
}

std::optional<Text> ReadText(const JsonNode& node, Reading& reading) {
  const OrderedJson& json = node.value();
  if (json.is_string()) return Text(json.get<std::string>());
  std::vector<Text::Translation> translations;
  if (json.is_object()) {
    for (const auto& [language, field] : FieldsOf(Whole(node), reading)) {
      if (!field.value().is_string()) {
        reading.Refuse(field, "a string");
        return std::nullopt;
      }
      translations.emplace_back(language, field.value().get<std::string>());
    }
  }
  if (translations.empty()) {
    reading.Refuse(node, "a string, or an object of language to string");
    return std::nullopt;
  }
  return Text(std::move(translations));
}

std::optional<std::string> ReadChoice(
    const JsonNode& node, const std::vector<std::string_view>& choices,
    Reading& reading) {
  std::string_view word;
  if (node.value().is_string()) {
    word = node.value().get_ref<const std::string&>();
    if (std::find(choices.begin(), choices.end(), word) != choices.end()) {
      return std::string(word);
    }
  }
  reading.Add(node, Concat(node.name, " is ", Excerpt(node.value())),
              Suggestion(word, choices));
  return std::nullopt;
}

std::optional<std::vector<std::string>> ReadWords(const JsonNode& node,
                                                  Reading& reading) {
  std::vector<std::string> words;
  for (const JsonNode& element : ElementsOf(node, {}, reading)) {
    if (auto word = ReadWord(element, reading)) words.push_back(*word);
  }
  return words;
}

std::optional<std::string> ReadListedWord(const JsonNode& node,
                                          std::string_view vocabulary,
                                          Reading& reading) {
  std::optional<std::string> word = ReadWord(node, reading);
  if (word) {
    reading.listed_words.push_back(
        {node.pointer, node.name, *word, vocabulary});
  }
  return word;
}

std::optional<std::vector<std::string>> ReadListedWords(
    const JsonNode& node, std::string_view vocabulary, Reading& reading) {
  std::vector<std::string> words;
  for (const JsonNode& element : ElementsOf(node, {}, reading)) {
    if (auto word = ReadListedWord(element, vocabulary, reading)) {
      words.push_back(*std::move(word));
    }
  }
  return words;
}

std::vector<JsonNode> ElementsOf(const JsonNode& node,
                                 std::string_view merge_key, Reading& reading) {
  std::vector<JsonNode> elements;
  if (!node.value().is_array()) {
    reading.Refuse(node, "a list");
    return elements;
  }
  std::size_t layers = 1;
  if (!merge_key.empty()) {
    while (layers < node.layers.size() && node.layers[layers]->is_array()) {
      ++layers;
    }
  }
  // From the oldest layer to the newest, each over what is there already.
  absl::flat_hash_map<std::string_view, std::size_t> places;
  for (std::size_t layer = layers; layer-- > 0;) {
    absl::flat_hash_set<std::string_view> seen;
    for (std::size_t i = 0; i < node.layers[layer]->size(); ++i) {
      JsonNode element = ElementOf(node, layer, i);
      const std::string_view key = KeyOf(element.value(), merge_key);
      if (merge_key.empty() || key.empty()) {
        elements.push_back(std::move(element));
      } else if (!seen.insert(key).second) {
        JsonNode again = element;
        if (again.written) again.pointer = PointerTo(again.pointer, merge_key);
        reading.Add(
            again,
            Concat(merge_key, " \"", key, "\" is written twice in ", node.name),
            "write one entry for it");
        elements.push_back(std::move(element));
      } else if (const auto place = places.find(key); place != places.end()) {
        const JsonNode& inherited = elements[place->second];
        element.layers.insert(element.layers.end(), inherited.layers.begin(),
                              inherited.layers.end());
        elements[place->second] = std::move(element);
      } else {
        places.emplace(key, elements.size());
        elements.push_back(std::move(element));
      }
    }
  }
  return elements;
}

std::vector<std::pair<std::string, JsonNode>> FieldsOf(const JsonNode& node,
                                                       Reading& reading) {
  std::vector<std::pair<std::string, JsonNode>> fields;
  if (!node.value().is_object()) {
    reading.Refuse(node, "an object");
    return fields;
  }
  std::size_t layers = 1;
  while (layers < node.layers.size() && node.layers[layers]->is_object()) {
    ++layers;
  }
  absl::flat_hash_map<std::string_view, std::size_t> places;
  for (std::size_t layer = layers; layer-- > 0;) {
    const bool written = node.written && layer == 0;
    for (const auto& [key, value] :
         node.layers[layer]->get_ref<const OrderedJson::object_t&>()) {
      JsonNode field = {
          .layers = {&value},
          .pointer = written ? PointerTo(node.pointer, key) : node.pointer,
          .name = Concat("\"", key, "\" of ", node.name),
          .written = written};
      const auto [place, is_new] = places.emplace(key, fields.size());
      if (is_new) {
        fields.emplace_back(key, std::move(field));
      } else {
        fields[place->second].second = std::move(field);
      }
    }
  }
  return fields;
}

JsonNode Whole(const JsonNode& node) {
  JsonNode whole = node;
  whole.layers.resize(1);
  return whole;
}

std::string Suggestion(std::string_view word,
                       const std::vector<std::string_view>& names) {
  // Words longer than any id are not slips of the pen, but take long to judge.
  const std::string_view nearest =
      word.size() <= kMaxWordBytes ? NearestName(word, names) : "";
  const std::string allowed = Concat("allowed: ", Join(names));
  if (nearest.empty()) return allowed;
  return Concat("did you mean \"", nearest, "\"? ", allowed);
}

ObjectReader::ObjectReader(JsonNode node, Reading& reading)
    : node_(std::move(node)),
      reading_(reading),
      valid_(node_.value().is_object()) {
  if (!valid_) reading_.Refuse(node_, "an object");
  // What is below a value that is no object is hidden by it.
  const auto hidden = std::find_if(
      node_.layers.begin(), node_.layers.end(),
      [](const OrderedJson* layer) { return !layer->is_object(); });
  node_.layers.erase(hidden, node_.layers.end());
}

std::optional<JsonNode> ObjectReader::Find(std::string_view name) {
  if (std::find(names_.begin(), names_.end(), name) == names_.end()) {
    names_.push_back(name);
  }
  JsonNode field = {.layers = {},
                    .pointer = node_.pointer,
                    .name = std::string(name),
                    .written = false};
  for (std::size_t layer = 0; layer < node_.layers.size(); ++layer) {
    const OrderedJson* value = FieldOf(*node_.layers[layer], name);
    if (value == nullptr) continue;
    if (layer == 0 && node_.written) {
      field.pointer = PointerTo(node_.pointer, name);
      field.written = true;
    }
    field.layers.push_back(value);
  }
  if (field.layers.empty()) return std::nullopt;
  return field;
}

void ObjectReader::Require(std::initializer_list<std::string_view> names) {
  if (!valid_ || reading_.partial) return;
  for (const std::string_view name : names) {
    if (Find(name)) continue;
    reading_.Add(node_, Concat(name, " is missing"),
                 Concat("needed here: ", Join(names)));
  }
}

void ObjectReader::RefuseOthers() {
  if (!valid_) return;
  for (const auto& [key, value] :
       node_.value().get_ref<const OrderedJson::object_t&>()) {
    if (std::find(names_.begin(), names_.end(), key) != names_.end()) continue;
    JsonNode field = node_;
    if (field.written) field.pointer = PointerTo(node_.pointer, key);
    reading_.Add(field, Concat("unknown field \"", key, "\""),
                 Suggestion(key, names_));
  }
}

void ObjectReader::AddEmptyRange(std::string_view low_name,
                                 std::string_view high_name) {
  const std::optional<JsonNode> low = Find(low_name);
  const std::optional<JsonNode> high = Find(high_name);
  const std::string bound = Excerpt(low->value());
  // One of the two may be inherited; what is written can be changed.
  reading_.Add(high->written ? *high : *low,
               Concat(low_name, " is ", bound, " and ", high_name, " is ",
                      Excerpt(high->value())),
               Concat("write a ", high_name, " of ", bound, " or more"));
}

}  // namespace zeren::internal
