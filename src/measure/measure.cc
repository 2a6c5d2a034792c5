#include "zeren/measure/measure.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <utility>

#include "src/core/internal/absl_strings.h"
#include "src/core/internal/nearest_or_all.h"
#include "src/core/internal/quoted.h"
#include "zeren/core/problem.h"

namespace zeren {
namespace {

using internal::Concat;
using internal::ToAbsl;

constexpr std::array<std::string_view, 12> kCombinerNames = {
    "count", "distinct_count", "sum", "min", "max",       "weighted_mean",
    "ratio", "worst",          "any", "all", "histogram", "top"};

auto LowerBound(const std::vector<Measure>& measures, std::string_view name) {
  return std::lower_bound(measures.begin(), measures.end(), name,
                          [](const Measure& measure, std::string_view wanted) {
                            return measure.name < wanted;
                          });
}

// What is wrong with the fields that some combiners need; empty if nothing is.
std::string_view ProblemOfCombiner(const Measure& measure) {
  const std::vector<double>& edges = measure.edges;
  switch (measure.combiner) {
    case Combiner::kHistogram:
      if (edges.empty()) return "has no edges of classes";
      // Neither do they if one is not a number.
      for (std::size_t i = 0; i < edges.size(); ++i) {
        if (!std::isfinite(edges[i]) || (i > 0 && !(edges[i - 1] < edges[i]))) {
          return "has edges of classes that do not rise";
        }
      }
      return {};
    case Combiner::kWorst:
      return measure.scale.empty() ? "has no scale" : std::string_view();
    case Combiner::kTop:
      return measure.top == 0 ? "asks for a top of none" : std::string_view();
    default:
      return {};
  }
}

}  // namespace

std::string_view NameOf(Combiner combiner) {
  return kCombinerNames[static_cast<std::size_t>(combiner)];
}

std::optional<Combiner> ParseCombiner(std::string_view name) {
  for (std::size_t i = 0; i < kCombinerNames.size(); ++i) {
    if (kCombinerNames[i] == name) return static_cast<Combiner>(i);
  }
  return std::nullopt;
}

absl::Status CheckMeasure(const Measure& measure) {
  if (measure.name.empty()) {
    return absl::InvalidArgumentError("a measure has no name");
  }
  const auto refuse = [&](std::string_view why) {
    return absl::InvalidArgumentError(
        ToAbsl(Concat("measure \"", measure.name, "\" ", why)));
  };
  if (measure.name == "node") {
    return refuse("needs another name: in results, node is the row's node");
  }
  if (measure.hierarchies.empty()) return refuse("rolls up no hierarchy");
  for (const Hierarchy hierarchy : measure.hierarchies) {
    if (!SitsIn(measure.carrier, hierarchy)) {
      return refuse(Concat("cannot roll up ", NameOf(hierarchy), ": ",
                           NameOf(measure.carrier), " do not sit there"));
    }
  }
  if (measure.carrier == Carrier::kListed && !measure.listed) {
    return refuse("has no list of carriers");
  }
  if (const std::string_view problem = ProblemOfCombiner(measure);
      !problem.empty()) {
    return refuse(problem);
  }
  if (!measure.open) return refuse("has no reader");
  return absl::OkStatus();
}

absl::Status MeasureRegistry::Add(Measure measure) {
  if (absl::Status status = CheckMeasure(measure); !status.ok()) return status;
  const auto at = LowerBound(measures_, measure.name);
  if (at != measures_.end() && at->name == measure.name) {
    return absl::AlreadyExistsError(
        ToAbsl(Concat("there is a measure \"", measure.name, "\" already")));
  }
  measures_.insert(at, std::move(measure));
  return absl::OkStatus();
}

void MeasureRegistry::AddFamily(MeasureFamily family) {
  families_.push_back(std::move(family));
}

absl::StatusOr<Measure> MeasureRegistry::Find(const Snapshot& snapshot,
                                              std::string_view name) const {
  const auto at = LowerBound(measures_, name);
  if (at != measures_.end() && at->name == name) return *at;
  std::vector<std::string> names;
  for (const MeasureFamily& family : families_) {
    if (std::optional<Measure> found = family.find(snapshot, name)) {
      return *std::move(found);
    }
    for (std::string& other : family.names(snapshot)) {
      names.push_back(std::move(other));
    }
  }
  // Of families all names may be near; told are their patterns.
  std::vector<std::string_view> all;
  for (const Measure& measure : measures_) all.push_back(measure.name);
  for (const MeasureFamily& family : families_) all.push_back(family.pattern);
  std::vector<std::string_view> near = all;
  near.insert(near.end(), names.begin(), names.end());
  return absl::NotFoundError(
      ToAbsl(Concat("there is no measure ", internal::Quoted(name),
                    internal::NearestOrAll(
                        name, NearestName(name, near).empty() ? all : near))));
}

}  // namespace zeren
