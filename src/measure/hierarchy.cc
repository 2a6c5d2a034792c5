#include "zeren/measure/hierarchy.h"

#include <array>
#include <cstddef>

namespace zeren {
namespace {

constexpr std::array<std::string_view, 3> kHierarchyNames = {"units", "posts",
                                                             "tasks"};
constexpr std::array<std::string_view, 6> kCarrierNames = {
    "persons", "memberships", "units", "posts", "tasks", "listed"};
constexpr std::array<std::string_view, 3> kMissingNames = {"exclude", "zero",
                                                           "propagate"};
constexpr std::array<std::string_view, 3> kLinePolicyNames = {
    "distinct", "primary_only", "split"};

template <typename Enum, std::size_t kSize>
std::optional<Enum> Parse(const std::array<std::string_view, kSize>& names,
                          std::string_view name) {
  for (std::size_t i = 0; i < kSize; ++i) {
    if (names[i] == name) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

}  // namespace

std::string_view NameOf(Hierarchy hierarchy) {
  return kHierarchyNames[static_cast<std::size_t>(hierarchy)];
}
std::optional<Hierarchy> ParseHierarchy(std::string_view name) {
  return Parse<Hierarchy>(kHierarchyNames, name);
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

const Forest& ForestOf(const Snapshot& snapshot, Hierarchy hierarchy) {
  switch (hierarchy) {
    case Hierarchy::kPosts:
      return snapshot.posts().forest();
    case Hierarchy::kTasks:
      return snapshot.work().tasks();
    case Hierarchy::kUnits:
      break;
  }
  return snapshot.units().forest();
}

std::string_view NameOf(Carrier carrier) {
  return kCarrierNames[static_cast<std::size_t>(carrier)];
}

bool SitsIn(Carrier carrier, Hierarchy hierarchy) {
  switch (hierarchy) {
    case Hierarchy::kUnits:
      return true;
    case Hierarchy::kPosts:
      return carrier != Carrier::kMembership && carrier != Carrier::kUnit;
    case Hierarchy::kTasks:
      return carrier == Carrier::kTask || carrier == Carrier::kListed;
  }
  return false;
}

std::string_view NameOf(Missing missing) {
  return kMissingNames[static_cast<std::size_t>(missing)];
}
std::optional<Missing> ParseMissing(std::string_view name) {
  return Parse<Missing>(kMissingNames, name);
}

std::string_view NameOf(LinePolicy policy) {
  return kLinePolicyNames[static_cast<std::size_t>(policy)];
}
std::optional<LinePolicy> ParseLinePolicy(std::string_view name) {
  return Parse<LinePolicy>(kLinePolicyNames, name);
}

}  // namespace zeren
