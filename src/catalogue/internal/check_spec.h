// check_spec.h -- a check as one struct, and the parts that checks are made of.
//
// A check of the catalogue is a function that returns its `CheckSpec`; the
// table in catalogue.cc lists these functions.

#ifndef ZEREN_CATALOGUE_INTERNAL_CHECK_SPEC_H_
#define ZEREN_CATALOGUE_INTERNAL_CHECK_SPEC_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
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
  Text (*message)(const Snapshot& snapshot, const Detection& detection,
                  const Params& params) = nullptr;
};

std::shared_ptr<const Check> MakeCheck(CheckSpec spec);

// Parameters. One that is not set narrows nothing.
ParamSpec DaysParam(std::string name, std::int64_t default_value, Text meaning);
ParamSpec WordParam(std::string name, std::string vocabulary, Text meaning);
ParamSpec ChoiceParam(std::string name, std::vector<std::string> choices,
                      Text meaning);
// One of the roles, under the name `role`.
ParamSpec RoleParam(Text meaning);

// Whether a word parameter is not set or is this word.
bool Admits(const Params& params, std::size_t i, std::string_view word);
// The role that a `RoleParam` names, if it is set.
std::optional<Role> RoleIn(const Params& params, std::size_t i);

}  // namespace zeren::internal

#endif  // ZEREN_CATALOGUE_INTERNAL_CHECK_SPEC_H_
