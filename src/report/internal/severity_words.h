// severity_words.h -- how pages show how severe gaps are.

#ifndef ZEREN_REPORT_INTERNAL_SEVERITY_WORDS_H_
#define ZEREN_REPORT_INTERNAL_SEVERITY_WORDS_H_

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "src/core/internal/absl_strings.h"
#include "src/report/internal/wording.h"
#include "zeren/model/profile.h"
#include "zeren/report/page.h"

namespace zeren::internal {

inline constexpr std::array kSeverities = {Severity::kViolation,
                                           Severity::kWarning, Severity::kInfo};

inline Page::Tone ToneOf(Severity severity) {
  switch (severity) {
    case Severity::kViolation:
      return Page::Tone::kBad;
    case Severity::kWarning:
      return Page::Tone::kWarning;
    case Severity::kInfo:
      break;
  }
  return Page::Tone::kStrong;
}

// "Violations (3)".
inline std::string NumberedHeading(std::string_view what, std::size_t count,
                                   const Wording& words) {
  return Concat(what, words.Say(" (", "（"), std::to_string(count),
                words.Say(")", "）"));
}

inline std::string SeverityHeading(Severity severity, std::size_t count,
                                   const Wording& words) {
  switch (severity) {
    case Severity::kViolation:
      return NumberedHeading(words.Say("Violations", "违规"), count, words);
    case Severity::kWarning:
      return NumberedHeading(words.Say("Warnings", "警告"), count, words);
    case Severity::kInfo:
      break;
  }
  return NumberedHeading(words.Say("Info", "提示"), count, words);
}

}  // namespace zeren::internal

#endif  // ZEREN_REPORT_INTERNAL_SEVERITY_WORDS_H_
