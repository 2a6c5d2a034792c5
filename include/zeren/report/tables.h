// tables.h -- roll-ups as plain tables, for spreadsheets and programs.
//
//   std::cout << WriteCsv(MakeTable(*roll_ups));
//
// Each result is one table. Its columns do not depend on what is found, nodes
// go by name ("unit:school"), numbers have all their digits, and a cell is
// empty where there is no number. Classes of a histogram and top values share a
// cell, with " | " between them.

#ifndef ZEREN_REPORT_TABLES_H_
#define ZEREN_REPORT_TABLES_H_

#include <cstddef>
#include <optional>
#include <vector>

#include "zeren/core/node.h"
#include "zeren/measure/measure.h"
#include "zeren/measure/roll_up.h"
#include "zeren/measure/roll_up_over.h"
#include "zeren/model/organization.h"
#include "zeren/report/page.h"

namespace zeren {

// depth, node, label, and for each measure m: m, m.known, m.unknown. A row for
// each node at and below `within`, or for all, from the top down. O(nodes).
//
// REQUIRES, here and below: there is a roll-up, and all are of one snapshot and
// hierarchy.
Page MakeTable(const std::vector<RollUp>& roll_ups,
               std::optional<Node> within = {});

// measure, node, part, value, counted, known, unknown. A row for each part of
// the node's value, and one in which the part is the node itself: the whole.
// O(parts).
Page MakeExplanationTable(const std::vector<RollUp>& roll_ups, Node node);

// measure, rank, node, value, pull, path: see `WorstPlaces`. O(subtree).
Page MakeWorstTable(const std::vector<RollUp>& roll_ups, std::size_t k,
                    std::optional<Node> within = {});

// measure, node, from, before, value, known, unknown: a row for each step. Days
// are empty where the period is not bounded. O(steps).
//
// REQUIRES: the timelines are of `organization` and of these measures.
Page MakeTimelinesTable(const Organization& organization,
                        const std::vector<Measure>& measures,
                        const std::vector<RollUpTimeline>& timelines);

}  // namespace zeren

#endif  // ZEREN_REPORT_TABLES_H_
