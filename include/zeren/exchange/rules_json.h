// rules_json.h -- rules and checks as JSON, for programs.
//
//   std::cout << WriteRulesJson(org.profile(), CheckRegistry::BuiltIn());
//   // {"profile":"generic","extends":null,"rules":[
//   // {"rule":"post-vacant","check":"post_vacant","severity":"violation", ...
//   },
//   // ...
//   // ]}
//
// docs/format.md, "Rules and checks", explains every field. Each rule or check
// has a line of its own, and the text ends with a line feed.

#ifndef ZEREN_EXCHANGE_RULES_JSON_H_
#define ZEREN_EXCHANGE_RULES_JSON_H_

#include <string>

#include "zeren/gaps/check.h"
#include "zeren/model/profile.h"

namespace zeren {

// Writes the rules of a profile in order of id, those that are not enabled too,
// with all parameters of their checks: those that are written, and defaults.
// Null is a parameter that is not set. Of a rule whose check the registry does
// not have, what is written. O(rules).
std::string WriteRulesJson(const Profile& profile,
                           const CheckRegistry& registry);

// Writes the checks in order of name. O(checks).
std::string WriteChecksJson(const CheckRegistry& registry);

}  // namespace zeren

#endif  // ZEREN_EXCHANGE_RULES_JSON_H_
