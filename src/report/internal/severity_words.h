// severity_words.h -- how pages show how severe gaps are, and what waives them.

#ifndef ZEREN_REPORT_INTERNAL_SEVERITY_WORDS_H_
#define ZEREN_REPORT_INTERNAL_SEVERITY_WORDS_H_

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "src/core/internal/absl_strings.h"
#include "src/report/internal/wording.h"
#include "zeren/core/node.h"
#include "zeren/gaps/gaps.h"
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

// "2 violations, 1 warning, 0 info".
inline std::string SeverityCounts(std::size_t violations, std::size_t warnings,
                                  std::size_t infos, const Wording& words) {
  const std::string comma = words.Say(", ", "，");
  return Concat(words.Count(violations, "violation", "violations", "项违规"),
                comma, words.Count(warnings, "warning", "warnings", "项警告"),
                comma, words.Count(infos, "info", "info", "项提示"));
}

// "waived from 2026-03-01 to 2026-06-30 by The office (unit:office): why".
inline std::string WaiverText(const Waiver& waiver, const Wording& words) {
  std::string text = words.Say("waived", "豁免");
  const std::string days = words.Days(waiver.days);
  if (!days.empty()) text += Concat(" ", days);
  // Who gave it need not be written.
  if (waiver.by.kind() != NodeKind::kDocument) {
    text += Concat(words.Say(" by ", "，批准："), words.Named(waiver.by));
  }
  if (!waiver.reason.empty()) {
    text += Concat(words.Say(": ", "，理由："), waiver.reason);
  }
  return text;
}

}  // namespace zeren::internal

#endif  // ZEREN_REPORT_INTERNAL_SEVERITY_WORDS_H_
