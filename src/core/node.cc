#include "zeren/core/node.h"

#include <algorithm>
#include <array>

namespace zeren {
namespace {

constexpr std::array<std::string_view, kNodeKinds + 1> kKindNames = {
    "unit",  "post",    "person",     "task",    "duty",
    "event", "finding", "delegation", "document"};

}  // namespace

std::string_view NameOf(NodeKind kind) {
  return kKindNames[static_cast<std::size_t>(kind)];
}

std::optional<NodeKind> ParseNodeKind(std::string_view name) {
  const auto found =
      std::find(kKindNames.begin(), kKindNames.begin() + kNodeKinds, name);
  if (found == kKindNames.begin() + kNodeKinds) return std::nullopt;
  return static_cast<NodeKind>(found - kKindNames.begin());
}

std::optional<NodeName> SplitNodeName(std::string_view name) {
  const std::size_t colon = name.find(':');
  if (colon == std::string_view::npos || colon + 1 == name.size()) {
    return std::nullopt;
  }
  const std::optional<NodeKind> kind = ParseNodeKind(name.substr(0, colon));
  if (!kind) return std::nullopt;
  return NodeName{*kind, name.substr(colon + 1)};
}

}  // namespace zeren
