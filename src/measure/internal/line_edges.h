// line_edges.h -- the lines up from a unit that a roll-up follows.

#ifndef ZEREN_MEASURE_INTERNAL_LINE_EDGES_H_
#define ZEREN_MEASURE_INTERNAL_LINE_EDGES_H_

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "src/core/internal/days.h"
#include "src/model/internal/organization_rep.h"
#include "zeren/measure/hierarchy.h"

namespace zeren::internal {

// Whether a roll-up runs up the primary forest: either it asks for nothing
// else, or it says so.
bool FollowsPrimaryForest(const RollUpOptions& options);

// The kinds of lines that are asked for.
struct LineKinds {
  bool primary = false;
  std::vector<std::uint32_t> words;  // Of other kinds that some record names.
};

// A kind is one of the profile's, or one that some line has. Errors: kNotFound
// for others. O(kinds), and O(lines) for one that the profile lacks.
absl::StatusOr<LineKinds> FindLineKinds(const OrganizationRep& org,
                                        const std::vector<std::string>& kinds);

// One line, or several of one pair of units together.
struct LineEdge {
  std::uint32_t parent;
  double weight;

  friend bool operator==(const LineEdge&, const LineEdge&) = default;
};

// Returns the lines up from a unit in force, in order of the parent's index.
// The primary one is that which was chosen, `parent`; of other kinds every line
// that leads to a unit in force counts. O(lines of the unit).
std::vector<LineEdge> LinesUp(
    const OrganizationRep& org, DayNumber day, const LineKinds& kinds,
    std::uint32_t unit, std::uint32_t parent,
    const std::function<bool(std::uint32_t unit)>& in_force);

// The sum of what lines pass on, and whether it is all there is. Sums of shares
// that are written in tenths are rounded in the last bits.
double SumOfShares(std::span<const LineEdge> lines);
bool IsWhole(double sum_of_shares);

}  // namespace zeren::internal

#endif  // ZEREN_MEASURE_INTERNAL_LINE_EDGES_H_
