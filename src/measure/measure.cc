#include "zeren/measure/measure.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "src/core/internal/absl_strings.h"
#include "zeren/core/problem.h"

namespace zeren {
namespace {

using internal::Concat;
using internal::ToAbsl;

constexpr std::array<std::string_view, 3> kHierarchyNames = {"units", "posts",
                                                             "tasks"};
constexpr std::array<std::string_view, 4> kCarrierNames = {
    "persons", "memberships", "posts", "tasks"};

auto LowerBound(const std::vector<Measure>& measures, std::string_view name) {
  return std::lower_bound(measures.begin(), measures.end(), name,
                          [](const Measure& measure, std::string_view wanted) {
                            return measure.name < wanted;
                          });
}

}  // namespace

std::string_view NameOf(Hierarchy hierarchy) {
  return kHierarchyNames[static_cast<std::size_t>(hierarchy)];
}

std::optional<Hierarchy> ParseHierarchy(std::string_view name) {
  for (std::size_t i = 0; i < kHierarchyNames.size(); ++i) {
    if (kHierarchyNames[i] == name) return static_cast<Hierarchy>(i);
  }
  return std::nullopt;
}

NodeKind NodeKindOf(Hierarchy hierarchy) {
  switch (hierarchy) {
    case Hierarchy::kUnits:
      return NodeKind::kUnit;
    case Hierarchy::kPosts:
      return NodeKind::kPost;
    case Hierarchy::kTasks:
      return NodeKind::kTask;
  }
  return NodeKind::kDocument;
}

std::string_view NameOf(Carrier carrier) {
  return kCarrierNames[static_cast<std::size_t>(carrier)];
}

bool SitsIn(Carrier carrier, Hierarchy hierarchy) {
  switch (hierarchy) {
    case Hierarchy::kUnits:
      return true;
    case Hierarchy::kPosts:
      return carrier == Carrier::kPost;
    case Hierarchy::kTasks:
      return carrier == Carrier::kTask;
  }
  return false;
}

absl::Status CheckMeasure(const Measure& measure) {
  if (measure.name.empty()) {
    return absl::InvalidArgumentError("a measure has no name");
  }
  const auto refuse = [&](std::string_view why) {
    return absl::InvalidArgumentError(
        ToAbsl(Concat("measure \"", measure.name, "\" ", why)));
  };
  if (measure.hierarchies.empty()) return refuse("rolls up no hierarchy");
  for (const Hierarchy hierarchy : measure.hierarchies) {
    if (!SitsIn(measure.carrier, hierarchy)) {
      return refuse(Concat("cannot roll up ", NameOf(hierarchy), ": ",
                           NameOf(measure.carrier), " do not sit there"));
    }
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

absl::StatusOr<const Measure*> MeasureRegistry::Find(
    std::string_view name) const {
  const auto at = LowerBound(measures_, name);
  if (at != measures_.end() && at->name == name) return &*at;
  std::vector<std::string_view> names;
  for (const Measure& measure : measures_) names.push_back(measure.name);
  const std::string_view nearest = NearestName(name, names);
  std::string message = Concat("there is no measure \"", name, "\"");
  if (!nearest.empty()) message += Concat("; did you mean \"", nearest, "\"?");
  return absl::NotFoundError(ToAbsl(message));
}

}  // namespace zeren
