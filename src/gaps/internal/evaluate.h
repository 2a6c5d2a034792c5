// evaluate.h -- what one rule finds at one focus, or everywhere on a day.

#ifndef ZEREN_GAPS_INTERNAL_EVALUATE_H_
#define ZEREN_GAPS_INTERNAL_EVALUATE_H_

#include <string_view>
#include <vector>

#include "zeren/core/node.h"
#include "zeren/gaps/check.h"

namespace zeren::internal {

// Whether a check looks at the records as a whole.
bool LooksAtDocument(const Check& check);

// Appends what a rule finds at a focus: nothing if it is not in force. What a
// check does wrong is put right as `Check::Evaluate` says.
void EvaluateAt(const CheckView& view, const BoundRule& rule, Node focus,
                std::vector<Detection>& out);

// The same of all foci, in no order.
std::vector<Detection> EvaluateAll(const CheckView& view,
                                   const BoundRule& rule);

// Puts right what a check of the document found: what is nowhere is put on the
// document.
void PutRight(const Organization& organization, Detection& detection);

// What orders detections of one rule and focus. The text of the value decides
// last, because the order in which they were found may be that of dense ids.
bool ComesBefore(const Detection& a, const Detection& b);

}  // namespace zeren::internal

#endif  // ZEREN_GAPS_INTERNAL_EVALUATE_H_
