#include "zeren/assign/resolution.h"

#include "src/assign/internal/resolver.h"

namespace zeren {

Resolution ResolveResponsible(const Snapshot& snapshot, Node work, Role role) {
  return internal::Resolver<internal::SnapshotDay>(snapshot, work, role).Run();
}

}  // namespace zeren
