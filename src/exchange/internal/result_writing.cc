#include "src/exchange/internal/result_writing.h"

#include "zeren/core/period.h"

namespace zeren::internal {

ResultJson DayToJson(const std::optional<absl::CivilDay>& day) {
  return day ? ResultJson(FormatDay(*day)) : ResultJson();
}

ResultJson StepToJson(const Organization& org, absl::CivilDay day,
                      const ResolutionStep& step) {
  return {{"at", org.NameOf(step.at)},
          {"rule", NameOf(step.rule)},
          {"to", org.NameOf(step.to)},
          {"text", TextToJson(Describe(org, day, step))}};
}

}  // namespace zeren::internal
