// json_text.h -- JSON text to a tree, with duplicate keys found.
//
// For small texts that people write by hand: profiles and conditions. Documents
// are read as a stream instead.

#ifndef ZEREN_MODEL_INTERNAL_JSON_TEXT_H_
#define ZEREN_MODEL_INTERNAL_JSON_TEXT_H_

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "nlohmann/json.hpp"
#include "zeren/core/problem.h"

namespace zeren::internal {

using OrderedJson = nlohmann::ordered_json;

// How deeply values may nest. What reads a tree recurses, so that text from
// outside must not choose the depth.
inline constexpr std::size_t kMaxJsonDepth = 100;

// Parses JSON text. A syntax error is one problem, with line and column, and
// gives nothing. A duplicate key is a problem with its pointer; the tree then
// holds both, so that reading can go on.
std::optional<OrderedJson> ParseJsonText(std::string_view text,
                                         ProblemList& problems);

// Returns the pointer of a field or element of the value at `pointer`.
std::string PointerTo(std::string_view pointer, std::string_view token);

// Returns the value as text, cut short if it is long, for messages.
std::string Excerpt(const OrderedJson& json);

}  // namespace zeren::internal

#endif  // ZEREN_MODEL_INTERNAL_JSON_TEXT_H_
