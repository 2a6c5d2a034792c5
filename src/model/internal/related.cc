#include "src/model/internal/related.h"

#include <algorithm>
#include <cstdint>

#include "src/core/internal/absl_strings.h"
#include "src/core/internal/quoted.h"
#include "src/model/internal/organization_rep.h"

namespace zeren::internal {

// Dense ids mean the same in both if each that both have stands for the same
// external id: external ids are unique, so those that one has more stand for
// nothing in the other.
absl::Status CheckRelated(const Organization& a, const Organization& b,
                          std::span<const NodeKind> kinds) {
  if (&a.rep() == &b.rep()) return absl::OkStatus();
  for (const NodeKind kind : kinds) {
    const IdTable& of_a = a.rep().names.of(kind);
    const IdTable& of_b = b.rep().names.of(kind);
    const std::uint32_t common = std::min(a.count(kind), b.count(kind));
    for (std::uint32_t i = 0; i < common; ++i) {
      if (of_a[i] == of_b[i]) continue;
      return absl::InvalidArgumentError(ToAbsl(Concat(
          "the snapshots are of different organisations: in place of ",
          NameOf(kind), " ", Quoted(of_a[i]), " of the first the second has ",
          Quoted(of_b[i]),
          "; compare snapshots of one organisation, or of what Apply made of "
          "it")));
    }
  }
  return absl::OkStatus();
}

}  // namespace zeren::internal
