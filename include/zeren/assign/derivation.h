// derivation.h -- is an answer right? Checked step by step.
//
//   Resolution who = ResolveResponsible(today, work, Role::kAccountable);
//   absl::Status status = VerifyDerivation(today, who);
//
// The checker shares no code with the resolver. It does not look for an answer:
// it asks of each step whether the organisation bears it out, also where a step
// rests on nobody being there, and whether the answer follows from the steps.
// So it serves whoever keeps answers and is asked for them later.

#ifndef ZEREN_ASSIGN_DERIVATION_H_
#define ZEREN_ASSIGN_DERIVATION_H_

#include "absl/status/status.h"
#include "zeren/assign/resolution.h"
#include "zeren/graph/snapshot.h"

namespace zeren {

// Returns OK if the steps are the derivation of who answers for
// `resolution.work` in `resolution.role`, whole and in order, and all that the
// resolution says follows from them. Errors: kInvalidArgument, which names the
// first step that does not hold, counted from 1, and says why; or the part of
// the answer that does not follow.
//
// O(length of the derivation), and of the lists of holders, deputies and
// delegations that are looked through on the way. Whatever the resolution
// holds, it is only judged.
absl::Status VerifyDerivation(const Snapshot& snapshot,
                              const Resolution& resolution);

}  // namespace zeren

#endif  // ZEREN_ASSIGN_DERIVATION_H_
