#include "zeren/core/value.h"

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <utility>

#include "nlohmann/json.hpp"
#include "src/core/internal/value_json.h"

namespace zeren {
namespace internal {
namespace {

template <typename Json>
Value FromAnyJson(const Json& json) {
  switch (json.type()) {
    case Json::value_t::boolean:
      return json.template get<bool>();
    case Json::value_t::number_integer:
      return json.template get<std::int64_t>();
    case Json::value_t::number_unsigned: {
      const auto number = json.template get<std::uint64_t>();
      constexpr auto kMost =
          static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
      if (number > kMost) return static_cast<double>(number);
      return static_cast<std::int64_t>(number);
    }
    case Json::value_t::number_float:
      return json.template get<double>();
    case Json::value_t::string:
      return json.template get<std::string>();
    case Json::value_t::array: {
      Value::List list;
      list.reserve(json.size());
      for (const Json& element : json) list.push_back(FromAnyJson(element));
      return list;
    }
    case Json::value_t::object: {
      Value::Record record;
      record.reserve(json.size());
      for (const auto& [name, field] : json.items()) {
        record.emplace_back(name, FromAnyJson(field));
      }
      return record;
    }
    case Json::value_t::null:
    case Json::value_t::binary:  // Text cannot hold it.
    case Json::value_t::discarded:
      break;
  }
  return Value();
}

}  // namespace

nlohmann::ordered_json ToJson(const Value& value) {
  using Json = nlohmann::ordered_json;
  if (const bool* truth = value.AsBool()) return *truth;
  if (const std::int64_t* number = value.AsInteger()) return *number;
  if (const double* number = value.AsDouble()) return *number;
  if (const std::string* text = value.AsString()) return *text;
  if (const Value::List* list = value.AsList()) {
    Json array = Json::array();
    for (const Value& element : *list) array.push_back(ToJson(element));
    return array;
  }
  if (const Value::Record* record = value.AsRecord()) {
    Json object = Json::object();
    // The library's own insertion looks for the name first, which makes it
    // quadratic, and drops what comes second.
    auto& fields = object.get_ref<Json::object_t&>();
    for (const auto& [name, field] : *record) {
      fields.emplace_back(name, ToJson(field));
    }
    return object;
  }
  return nullptr;
}

Value FromJson(const nlohmann::json& json) { return FromAnyJson(json); }
Value FromJson(const nlohmann::ordered_json& json) { return FromAnyJson(json); }

std::string Dump(const nlohmann::ordered_json& json) {
  return json.dump(/*indent=*/-1, /*indent_char=*/' ', /*ensure_ascii=*/false,
                   nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace internal

std::string_view TypeNameOf(const Value& value) {
  if (value.AsBool() != nullptr) return "a boolean";
  if (value.AsInteger() != nullptr || value.AsDouble() != nullptr) {
    return "a number";
  }
  if (value.AsString() != nullptr) return "a string";
  if (value.AsList() != nullptr) return "a list";
  if (value.AsRecord() != nullptr) return "an object";
  return "null";
}

std::string ToText(const Value& value) {
  return internal::Dump(internal::ToJson(value));
}

}  // namespace zeren
