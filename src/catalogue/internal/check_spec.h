// check_spec.h -- a check as one struct, and the parts that checks are made of.
//
// A check of the catalogue is a function that returns its `CheckSpec`; the
// table in catalogue.cc lists these functions.

#ifndef ZEREN_CATALOGUE_INTERNAL_CHECK_SPEC_H_
#define ZEREN_CATALOGUE_INTERNAL_CHECK_SPEC_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "zeren/gaps/check.h"

namespace zeren::internal {

struct CheckSpec {
  std::string_view name;
  Text meaning;
  std::vector<NodeKind> focus_kinds;
  std::vector<ParamSpec> params = {};
  Scope scope;
  void (*evaluate)(const CheckView& view, Node focus, const Params& params,
                   std::vector<Detection>& out) = nullptr;
  // See `Check::EvaluateOver`; null where there is none.
  void (*evaluate_over)(const Organization& organization, const Period& period,
                        const Params& params,
                        std::vector<DatedDetection>& out) = nullptr;
  Text (*message)(const Organization& organization, const Detection& detection,
                  const Params& params) = nullptr;
};

std::shared_ptr<const Check> MakeCheck(CheckSpec spec);

// Parameters. One that is not set narrows nothing.
ParamSpec DaysParam(std::string name, std::int64_t default_value, Text meaning);
ParamSpec WordParam(std::string name, std::string vocabulary, Text meaning);
// A list of at least so many different words, of which one may stand by itself.
ParamSpec WordsParam(std::string name, std::string vocabulary,
                     std::int64_t least, Text meaning);
// A whole number of at least `least`.
ParamSpec WholeParam(std::string name, std::string unit, std::int64_t least,
                     Text meaning);
ParamSpec ChoiceParam(std::string name, std::vector<std::string> choices,
                      Text meaning);
// A condition; one that is not set holds of everything.
ParamSpec ConditionParam(std::string name, Text meaning);
// A range, as two whole numbers `min` and `max`. Of the two, one has to be set.
std::pair<ParamSpec, ParamSpec> RangeParams(std::string unit, Text least,
                                            Text most);
// One of the roles, under the name `role`.
ParamSpec RoleParam(Text meaning);

// Whether a word parameter is not set or is this word.
bool Admits(const Params& params, std::size_t i, std::string_view word);
// The role that a `RoleParam` names, if it is set.
std::optional<Role> RoleIn(const Params& params, std::size_t i);

// The bound of a range, of which `min` is parameter `i` and `max` the next,
// that a number does not keep; nothing if it keeps both.
struct CrossedBound {
  std::int64_t bound = 0;
  bool below = false;  // The number is less than `min`.
};
std::optional<CrossedBound> CrossedBy(std::int64_t number, const Params& params,
                                      std::size_t i);
// A number and the range as a value: {"members": 3, "min": 5, "max": null}.
Value BesideRange(std::string name, std::int64_t number, const Params& params,
                  std::size_t i);

}  // namespace zeren::internal

#endif  // ZEREN_CATALOGUE_INTERNAL_CHECK_SPEC_H_
