#include "zeren/gaps/check.h"

#include <algorithm>
#include <set>

#include "src/core/internal/absl_strings.h"

namespace zeren {

using internal::Concat;

bool Check::EvaluateOver(const Organization&, const Period&, const Params&,
                         std::vector<DatedDetection>&) const {
  return false;
}

absl::Status CheckRegistry::Add(std::shared_ptr<const Check> check) {
  if (check == nullptr) return absl::InvalidArgumentError("no check");
  const std::string_view name = check->name();
  const auto refuse = [&](std::string_view why) {
    return absl::InvalidArgumentError(Concat("check \"", name, "\" ", why));
  };
  if (name.empty()) return refuse("has no name");
  std::set<NodeKind> kinds;
  for (const NodeKind kind : check->focus_kinds()) {
    if (!kinds.insert(kind).second) {
      return refuse(
          Concat("has the kind of focus \"", NameOf(kind), "\" twice"));
    }
  }
  if (kinds.empty()) return refuse("has no kind of focus");
  std::set<std::string> params;
  std::set<std::string> lists;
  std::set<std::string> choices;
  for (const ParamSpec& spec : check->params()) {
    if (!spec.range_from.empty() && !params.contains(spec.range_from)) {
      return refuse(Concat("has a range from \"", spec.range_from,
                           "\", which is no parameter before it"));
    }
    if (!spec.words_counted.empty() && !lists.contains(spec.words_counted)) {
      return refuse(Concat("counts words of \"", spec.words_counted,
                           "\", which is no list of words before it"));
    }
    const std::string& decides = spec.max_only_with.param;
    if (!decides.empty() && !choices.contains(decides)) {
      return refuse(Concat("has a greatest \"", spec.name, "\" with \"",
                           decides, "\", which is no choice before it"));
    }
    if (!(spec.max >= spec.min)) {
      return refuse(Concat("has a parameter \"", spec.name,
                           "\" whose max is below its min"));
    }
    if (!params.insert(spec.name).second) {
      return refuse(Concat("has two parameters \"", spec.name, "\""));
    }
    if (spec.type == ParamSpec::Type::kWords) lists.insert(spec.name);
    if (spec.type == ParamSpec::Type::kChoice) choices.insert(spec.name);
  }
  const auto place = std::lower_bound(
      checks_.begin(), checks_.end(), name,
      [](const std::shared_ptr<const Check>& other, std::string_view wanted) {
        return other->name() < wanted;
      });
  if (place != checks_.end() && (*place)->name() == name) {
    return absl::AlreadyExistsError(
        Concat("there is a check \"", name, "\" already"));
  }
  checks_.insert(place, std::move(check));
  return absl::OkStatus();
}

const Check* CheckRegistry::Find(std::string_view name) const {
  const auto found =
      std::find_if(checks_.begin(), checks_.end(),
                   [&](const auto& check) { return check->name() == name; });
  return found == checks_.end() ? nullptr : found->get();
}

}  // namespace zeren
