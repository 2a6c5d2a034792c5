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
  if (check->focus_kinds().empty()) return refuse("has no kind of focus");
  std::set<std::string> params;
  std::set<std::string> lists;
  for (const ParamSpec& spec : check->params()) {
    if (!spec.range_from.empty() && !params.contains(spec.range_from)) {
      return refuse(Concat("has a range from \"", spec.range_from,
                           "\", which is no parameter before it"));
    }
    if (!spec.words_counted.empty() && !lists.contains(spec.words_counted)) {
      return refuse(Concat("counts words of \"", spec.words_counted,
                           "\", which is no list of words before it"));
    }
    if (!params.insert(spec.name).second) {
      return refuse(Concat("has two parameters \"", spec.name, "\""));
    }
    if (spec.type == ParamSpec::Type::kWords) lists.insert(spec.name);
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
