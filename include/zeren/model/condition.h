// condition.h -- the one filter language of profiles, rules and queries.
//
// In JSON a condition is an object; several keys in one object must all hold:
//
//   {"kind": ["branch", "group"], "count": {"of": "full", "min": 7}}
//
// A `Condition` is that object as a struct. `Matches()` of
// zeren/graph/matching.h says whether a node meets it on a day.

#ifndef ZEREN_MODEL_CONDITION_H_
#define ZEREN_MODEL_CONDITION_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "zeren/core/value.h"

namespace zeren {

// Condition
//
// Every part that is set must hold; the default, with none set, always holds.
// What a part asks of a node of another kind than those named does not hold.
struct Condition {
  // A head count of the unit itself (memberships in force there), such as `all`
  // or `full`, is at least `min` and at most `max`.
  struct Count {
    std::string of = "all";
    std::optional<std::int64_t> min;
    std::optional<std::int64_t> max;
  };
  // The unit has a post of that kind in force, a child unit of that kind, and a
  // membership in force of a person who meets `member` (one condition, or
  // none); the person holds a post of that kind.
  struct Has {
    std::optional<std::string> post_kind;
    std::optional<std::string> unit_kind;
    std::vector<Condition> member;
  };
  // The value of an attribute: equal, one of a list, within bounds, or there.
  struct Attribute {
    std::string name;
    std::optional<Value> equals;
    std::optional<Value::List> in;
    std::optional<double> min;
    std::optional<double> max;
    std::optional<bool> present;
  };
  // The whole years that a person has lived, both bounds inclusive. A person of
  // unknown age meets no bound.
  struct Age {
    std::optional<std::int64_t> min;
    std::optional<std::int64_t> max;
  };

  std::vector<std::string> kinds;  // `kind`: of a unit, post, duty or event.
  std::vector<std::string> standings;  // `standing`: of one of a person's
                                       // memberships in force.
  std::vector<std::int64_t> levels;    // `level`: rank of a unit's kind.
  std::optional<Count> count;
  std::optional<Has> has;
  std::optional<Attribute> attribute;
  std::optional<Age> age;
  std::vector<Condition> all;
  std::optional<std::vector<Condition>> any;  // Empty: holds of nothing.
  std::vector<Condition> none;                // `not`: each of these must fail.

  // Whether nothing is asked.
  bool empty() const;
};

// Parses a condition from JSON text, for queries. Errors: kInvalidArgument with
// a `Problem` for each unknown key, wrong type and empty range.
absl::StatusOr<Condition> ParseCondition(std::string_view json);

}  // namespace zeren

#endif  // ZEREN_MODEL_CONDITION_H_
