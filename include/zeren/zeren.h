// zeren.h -- all of the library but the Boost.Graph view, which is
// zeren/graph/boost_graph.h.
//
// Start with zeren/model/organization.h.

#ifndef ZEREN_ZEREN_H_
#define ZEREN_ZEREN_H_

// IWYU pragma: begin_exports
#include "zeren/advise/cascade.h"
#include "zeren/advise/diff.h"
#include "zeren/advise/statement.h"
#include "zeren/assign/candidates.h"
#include "zeren/assign/derivation.h"
#include "zeren/assign/future_gaps.h"
#include "zeren/assign/matrix.h"
#include "zeren/assign/plan.h"
#include "zeren/assign/resolution.h"
#include "zeren/assign/responsibilities.h"
#include "zeren/assign/responsible_over.h"
#include "zeren/assign/why_not.h"
#include "zeren/core/forest.h"
#include "zeren/core/node.h"
#include "zeren/core/period.h"
#include "zeren/core/problem.h"
#include "zeren/core/text.h"
#include "zeren/core/value.h"
#include "zeren/exchange/changes.h"
#include "zeren/exchange/document.h"
#include "zeren/exchange/result_json.h"
#include "zeren/gaps/check.h"
#include "zeren/gaps/gap_measure.h"
#include "zeren/gaps/gaps.h"
#include "zeren/graph/chain.h"
#include "zeren/graph/matching.h"
#include "zeren/graph/people.h"
#include "zeren/graph/posts.h"
#include "zeren/graph/snapshot.h"
#include "zeren/graph/units.h"
#include "zeren/graph/work.h"
#include "zeren/measure/column_roll_up.h"
#include "zeren/measure/compare.h"
#include "zeren/measure/fold.h"
#include "zeren/measure/hierarchy.h"
#include "zeren/measure/measure.h"
#include "zeren/measure/monitor.h"
#include "zeren/measure/roll_up.h"
#include "zeren/measure/roll_up_over.h"
#include "zeren/model/change.h"
#include "zeren/model/condition.h"
#include "zeren/model/history.h"
#include "zeren/model/organization.h"
#include "zeren/model/organization_builder.h"
#include "zeren/model/profile.h"
#include "zeren/model/records.h"
#include "zeren/report/csv.h"
#include "zeren/report/markdown.h"
#include "zeren/report/page.h"
#include "zeren/report/pages.h"
#include "zeren/report/text.h"
#include "zeren/work/tasks.h"
// IWYU pragma: end_exports

#endif  // ZEREN_ZEREN_H_
