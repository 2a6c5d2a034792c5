#include "src/core/internal/nearest_or_all.h"

#include "src/core/internal/absl_strings.h"
#include "src/core/internal/quoted.h"
#include "zeren/core/problem.h"

namespace zeren::internal {

std::string NearestOrAll(std::string_view name,
                         const std::vector<std::string_view>& names) {
  const std::string_view nearest = NearestName(name, names);
  if (!nearest.empty()) return Concat("; did you mean ", Quoted(nearest), "?");
  std::string all;
  for (const std::string_view each : names) {
    all += Concat(all.empty() ? "; there are " : ", ", each);
  }
  return all;
}

}  // namespace zeren::internal
