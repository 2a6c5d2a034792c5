#include "src/assign/internal/answers_over.h"

#include "src/assign/internal/resolver.h"

namespace zeren::internal {

Resolution ResolveOn(HistoryDay& day, Node work, Role role) {
  return Resolver<HistoryDay&>(day, work, role).Run();
}

}  // namespace zeren::internal
