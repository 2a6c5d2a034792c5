// fingerprint.h -- what stays the same of a gap from day to day, and what it
// says.

#ifndef ZEREN_GAPS_INTERNAL_FINGERPRINT_H_
#define ZEREN_GAPS_INTERNAL_FINGERPRINT_H_

#include <cstddef>
#include <optional>
#include <string>

#include "src/core/internal/absl_strings.h"
#include "src/gaps/internal/sha256.h"
#include "zeren/core/text.h"
#include "zeren/gaps/check.h"

namespace zeren::internal {

// The first digits of SHA-256 of rule, focus and key.
inline std::string FingerprintOf(const Organization& organization,
                                 const Rule& rule, const Detection& detection) {
  constexpr std::size_t kDigits = 32;
  return Sha256Hex(Concat(rule.id, "\n", organization.NameOf(detection.focus),
                          "\n", detection.key))
      .substr(0, kDigits);
}

// What is wrong: as the rule says, or else its check. An empty message says
// nothing.
inline Text MessageOf(const Organization& organization, const BoundRule& rule,
                      const Detection& detection) {
  const std::optional<Text>& own = rule.rule.message;
  if (own && !own->In("en").empty() && !own->In("zh").empty()) return *own;
  return rule.check->Message(organization, detection, rule.params);
}

}  // namespace zeren::internal

#endif  // ZEREN_GAPS_INTERNAL_FINGERPRINT_H_
