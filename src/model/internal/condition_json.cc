#include "src/model/internal/condition_json.h"

#include <string_view>
#include <utility>

#include "src/core/internal/value_json.h"

namespace zeren::internal {
namespace {

// A part that asks nothing always holds, which is never what was meant.
constexpr std::string_view kAsksNothing = " asks nothing";

// Reads one value or a list of them, with at least one.
template <typename T, typename Read>
std::optional<std::vector<T>> OneOrSeveral(const JsonNode& node,
                                           std::string_view what,
                                           const Read& read, Reading& reading) {
  std::vector<T> values;
  if (!node.value().is_array()) {
    if (auto value = read(node, reading)) values.push_back(*std::move(value));
    return values;
  }
  for (const JsonNode& element : ElementsOf(node, {}, reading)) {
    if (auto value = read(element, reading)) {
      values.push_back(*std::move(value));
    }
  }
  if (node.value().empty()) reading.Refuse(node, what);
  return values;
}

std::optional<std::vector<std::string>> ReadOneOrSeveral(
    const JsonNode& node, std::string_view vocabulary, Reading& reading) {
  const auto read = [vocabulary](const JsonNode& word, Reading& out) {
    return ReadListedWord(word, vocabulary, out);
  };
  return OneOrSeveral<std::string>(node, "a string, or a list of one or more",
                                   read, reading);
}

std::optional<std::vector<std::int64_t>> ReadLevels(const JsonNode& node,
                                                    Reading& reading) {
  const auto read = [](const JsonNode& level, Reading& out) {
    return ReadInteger(level, kNotNegative, out);
  };
  return OneOrSeveral<std::int64_t>(
      node, "a whole number, or a list of one or more", read, reading);
}

std::optional<Condition::Count> ReadCount(const JsonNode& node,
                                          Reading& reading) {
  ObjectReader in(node, reading);
  Condition::Count count;
  in.Get("of", count.of, ReadListedWord, kHeadCounts);
  in.Get("min", count.min, ReadInteger, kNotNegative);
  in.Get("max", count.max, ReadInteger, kNotNegative);
  in.RefuseEmptyRange("min", count.min, "max", count.max);
  if (in.valid() && !in.Find("min") && !in.Find("max")) {
    reading.Add(node, node.name + std::string(kAsksNothing),
                "write min, max or both");
  }
  in.RefuseOthers();
  return count;
}

std::optional<Condition::Age> ReadAge(const JsonNode& node, Reading& reading) {
  ObjectReader in(node, reading);
  Condition::Age age;
  in.Get("min", age.min, ReadInteger, kNotNegative);
  in.Get("max", age.max, ReadInteger, kNotNegative);
  in.RefuseEmptyRange("min", age.min, "max", age.max);
  if (in.valid() && !in.Find("min") && !in.Find("max")) {
    reading.Add(node, node.name + std::string(kAsksNothing),
                "write min, max or both");
  }
  in.RefuseOthers();
  return age;
}

std::optional<std::vector<Condition>> ReadMember(const JsonNode& node,
                                                 Reading& reading) {
  std::optional<Condition> member = ReadCondition(node, reading);
  if (!member) return std::nullopt;
  return std::vector<Condition>{*std::move(member)};
}

std::optional<Condition::Has> ReadHas(const JsonNode& node, Reading& reading) {
  ObjectReader in(node, reading);
  Condition::Has has;
  in.Get("post_kind", has.post_kind, ReadListedWord, "post_kinds");
  in.Get("unit_kind", has.unit_kind, ReadListedWord, "unit_kinds");
  in.Get("member", has.member, ReadMember);
  if (in.valid() && !in.Find("post_kind") && !in.Find("unit_kind") &&
      !in.Find("member")) {
    reading.Add(node, node.name + std::string(kAsksNothing),
                "write post_kind, unit_kind or member");
  }
  in.RefuseOthers();
  return has;
}

std::optional<Value> ReadScalar(const JsonNode& node, Reading& reading) {
  const OrderedJson& json = node.value();
  if (json.is_string() || json.is_number() || json.is_boolean()) {
    return FromJson(json);
  }
  reading.Refuse(node, "a string, a number, true or false");
  return std::nullopt;
}

std::optional<Value::List> ReadScalars(const JsonNode& node, Reading& reading) {
  Value::List values;
  for (const JsonNode& element : ElementsOf(node, {}, reading)) {
    if (auto value = ReadScalar(element, reading)) {
      values.push_back(*std::move(value));
    }
  }
  if (node.value().is_array() && node.value().empty()) {
    reading.Refuse(node, "a list of one or more");
  }
  return values;
}

std::optional<Condition::Attribute> ReadAttribute(const JsonNode& node,
                                                  Reading& reading) {
  ObjectReader in(node, reading);
  Condition::Attribute attribute;
  in.Get("name", attribute.name, ReadWord);
  in.Get("equals", attribute.equals, ReadScalar);
  in.Get("in", attribute.in, ReadScalars);
  in.Get("min", attribute.min, ReadNumber, kAnyNumber);
  in.Get("max", attribute.max, ReadNumber, kAnyNumber);
  in.Get("present", attribute.present, ReadTruth);
  in.RefuseEmptyRange("min", attribute.min, "max", attribute.max);
  in.Require({"name"});
  if (in.valid() && !in.Find("equals") && !in.Find("in") && !in.Find("min") &&
      !in.Find("max") && !in.Find("present")) {
    reading.Add(node, node.name + std::string(kAsksNothing),
                "write equals, in, min, max or present");
  }
  in.RefuseOthers();
  return attribute;
}

std::optional<std::vector<Condition>> ReadConditions(const JsonNode& node,
                                                     Reading& reading) {
  std::vector<Condition> conditions;
  for (const JsonNode& element : ElementsOf(node, {}, reading)) {
    if (auto condition = ReadCondition(element, reading)) {
      conditions.push_back(*std::move(condition));
    }
  }
  return conditions;
}

std::optional<std::vector<Condition>> ReadNot(const JsonNode& node,
                                              Reading& reading) {
  if (node.value().is_array()) return ReadConditions(node, reading);
  std::vector<Condition> conditions;
  if (auto condition = ReadCondition(node, reading)) {
    conditions.push_back(*std::move(condition));
  }
  return conditions;
}

}  // namespace

std::optional<Condition> ReadCondition(const JsonNode& node, Reading& reading) {
  ObjectReader in(Whole(node), reading);
  Condition condition;
  in.Get("kind", condition.kinds, ReadOneOrSeveral, kAllKinds);
  in.Get("standing", condition.standings, ReadOneOrSeveral, "standings");
  in.Get("level", condition.levels, ReadLevels);
  in.Get("count", condition.count, ReadCount);
  in.Get("has", condition.has, ReadHas);
  in.Get("attribute", condition.attribute, ReadAttribute);
  in.Get("age", condition.age, ReadAge);
  in.Get("all", condition.all, ReadConditions);
  in.Get("any", condition.any, ReadConditions);
  in.Get("not", condition.none, ReadNot);
  in.RefuseOthers();
  return condition;
}

}  // namespace zeren::internal
