// value_json.h -- neutral values to and from the JSON library's own.

#ifndef ZEREN_CORE_INTERNAL_VALUE_JSON_H_
#define ZEREN_CORE_INTERNAL_VALUE_JSON_H_

#include <string>

#include "nlohmann/json_fwd.hpp"
#include "zeren/core/value.h"

namespace zeren::internal {

// Keeps the order of a record's fields. Of fields with one name all are kept,
// as in the value.
nlohmann::ordered_json ToJson(const Value& value);

// Whole numbers stay whole, except those beyond 64 bits with sign, which become
// doubles. The fields of a `json` come in byte order, because that is the order
// in which it holds them.
Value FromJson(const nlohmann::json& json);
Value FromJson(const nlohmann::ordered_json& json);

// Returns compact text. Bytes that are not UTF-8 become U+FFFD, because a value
// that cannot be shown must not take the report down with it.
std::string Dump(const nlohmann::ordered_json& json);

}  // namespace zeren::internal

#endif  // ZEREN_CORE_INTERNAL_VALUE_JSON_H_
