// A check of one's own, with a parameter, and a rule that uses it: persons who
// head too many units.

#include <zeren/zeren.h>

#include <iostream>
#include <memory>
#include <string>
#include <vector>

namespace {

class HeadsManyUnits final : public zeren::Check {
 public:
  std::string_view name() const override { return "heads_many_units"; }
  zeren::Text meaning() const override {
    return "somebody heads more units than `max`";
  }
  std::vector<zeren::NodeKind> focus_kinds() const override {
    return {zeren::NodeKind::kPerson};
  }
  std::vector<zeren::ParamSpec> params() const override {
    return {{.name = "max",
             .type = zeren::ParamSpec::Type::kInteger,
             .unit = "units",
             .default_value = 1,
             .meaning = "how many units one person may head",
             .min = 1}};
  }
  // Looks at the person's posts, and at the units above these.
  zeren::Scope scope() const override {
    return {.reads = {zeren::FactKind::kAppointments, zeren::FactKind::kPosts,
                      zeren::FactKind::kUnits},
            .reach = zeren::Reach::kChain};
  }
  void Evaluate(const zeren::CheckView& view, zeren::Node focus,
                const zeren::Params& params,
                std::vector<zeren::Detection>& out) const override {
    std::int64_t headed = 0;
    for (const zeren::PostId post : view.posts(*focus.As<zeren::PersonId>())) {
      const std::optional<zeren::UnitId> unit = view.unit(post);
      if (unit && view.head(*unit) == post) ++headed;
    }
    if (headed > params.integer(0)) {
      out.push_back({.focus = focus, .value = headed});
    }
  }
  zeren::Text Message(const zeren::Organization& organization,
                      const zeren::Detection& detection,
                      const zeren::Params&) const override {
    return organization.NameOf(detection.focus) + " heads " +
           std::to_string(*detection.value.AsInteger()) + " units";
  }
};

}  // namespace

int main() {
  const absl::StatusOr<zeren::Organization> org = zeren::LoadDocument(R"({
    "zeren": 1, "as_of": "2026-11-22",
    "units": [{"id": "b1", "kind": "branch"}, {"id": "b2", "kind": "branch"}],
    "posts": [{"id": "s1", "unit": "b1", "kind": "head"},
              {"id": "s2", "unit": "b2", "kind": "head"}],
    "persons": [{"id": "li"}],
    "memberships": [{"person": "li", "unit": "b1"}],
    "appointments": [
      {"person": "li", "post": "s1", "valid_from": "2025-01-01"},
      {"person": "li", "post": "s2", "valid_from": "2026-03-01",
       "valid_to": "2026-12-01"}]})");
  zeren::CheckRegistry registry = zeren::CheckRegistry::BuiltIn();
  const absl::Status added = registry.Add(std::make_shared<HeadsManyUnits>());
  if (!org.ok() || !added.ok()) {
    std::cerr << org.status() << '\n' << added << '\n';
    return 1;
  }
  // The rules of the document's profile, and one more. In a profile in JSON:
  //   {"id": "one-unit-each", "check": "heads_many_units"}
  zeren::Profile profile = org->profile();
  profile.rules.push_back({.id = "one-unit-each", .check = "heads_many_units"});
  const absl::StatusOr<zeren::RuleSet> rules =
      zeren::BindRules(profile, registry);
  if (!rules.ok()) {
    std::cerr << rules.status() << '\n';
    return 1;
  }
  const zeren::Snapshot today = org->AsOf(*org->as_of());
  const zeren::GapReport report = zeren::FindGaps(today, *rules);
  for (const zeren::Gap& gap : report.gaps()) {
    const zeren::Period days = report.DaysOf(gap);
    std::cout << report.MessageOf(gap).In("en") << ", from " << days.from
              << " to before " << days.to << '\n';
  }
}
