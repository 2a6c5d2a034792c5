#include "tests/support/random_structure.h"

#include <cstddef>
#include <cstdint>
#include <utility>

#include "tests/support/random_condition.h"

namespace zeren::testing {
namespace {

using Json = nlohmann::json;

class StructureDrawer {
 public:
  explicit StructureDrawer(std::mt19937_64& bits) : bits_(bits) {}

  void AddProfile(Json& document) {
    Json& profile = document["profile"];
    if (!profile.is_object()) {
      profile = {{"id", "test"}, {"extends", "generic"}};
    }
    profile["unit_kinds"] = Json::array();
    for (const std::string& id : UnitKinds()) {
      Json kind = {{"id", id}};
      if (!OneIn(4)) kind["level"] = Below(4);
      for (std::size_t n = Below(3); n > 0; --n) {
        kind["parents"].push_back(Pick(UnitKinds()));
      }
      if (!OneIn(3)) kind["term_years"] = Years();
      if (!OneIn(5)) profile["unit_kinds"].push_back(kind);
    }
    Json& post_kinds = profile["post_kinds"];
    if (post_kinds.is_null()) post_kinds = Json::array();
    for (const char* id : {"head", "clerk"}) {
      if (OneIn(2)) post_kinds.push_back({{"id", id}});
    }
    for (Json& kind : post_kinds) {
      if (!OneIn(3)) kind["term_years"] = Years();
    }
  }

  void AddElections(Json& document, const std::vector<std::string>& days) {
    int number = 0;
    for (const auto& [array, kind] :
         {std::pair("units", "unit:"), std::pair("posts", "post:")}) {
      if (!document.contains(array)) continue;
      for (const Json& record : document[array]) {
        for (std::size_t n = OneIn(3) ? 1 + Below(3) : 0; n > 0; --n) {
          document["events"].push_back(
              {{"id", "election " + std::to_string(++number)},
               {"kind", OneIn(6) ? "meeting" : "election"},
               {"subject", kind + record["id"].get<std::string>()},
               {"day", Pick(days)}});
        }
      }
    }
  }

  Json Range() {
    int min = static_cast<int>(Below(4));
    int max = static_cast<int>(Below(4));
    if (min > max) std::swap(min, max);
    Json range = {{"min", min}, {"max", max}};
    const std::size_t shape = Below(3);
    if (shape == 0) range.erase("min");
    if (shape == 1) range.erase("max");
    return range;
  }

  // "circle" is one that no document has.
  static const std::vector<std::string>& UnitKinds() {
    static const auto* const kinds = new std::vector<std::string>{
        "office", "branch", "group", "team", "circle"};
    return *kinds;
  }
  std::string UnitKind() { return UnitKinds()[Below(4)]; }

  template <typename T>
  const T& Pick(const std::vector<T>& list) {
    return list[Below(list.size())];
  }
  std::size_t Below(std::size_t limit) {
    return static_cast<std::size_t>(bits_() % limit);
  }
  bool OneIn(std::size_t n) { return Below(n) == 0; }

 private:
  double Years() {
    return Pick<double>({0.001, 0.125, 0.25, 0.5, 1, 1, 1.5, 2, 4});
  }

  std::mt19937_64& bits_;
};

}  // namespace

const std::vector<std::string>& StructureChecks() {
  static const auto* const checks = new std::vector<std::string>{
      "chain_divergence", "coverage",  "level_skipped",    "span_of_control",
      "term_expired",     "unit_size", "wrong_parent_kind"};
  return *checks;
}

void AddStructure(std::mt19937_64& bits, Json& document) {
  AddTraits(bits, document);
  StructureDrawer drawer(bits);
  if (document.contains("units")) {
    for (Json& unit : document["units"]) {
      if (drawer.OneIn(2)) unit["kind"] = drawer.UnitKind();
    }
  }
  if (!drawer.OneIn(8)) drawer.AddProfile(document);
  drawer.AddElections(document, {"2022-05-31", "2023-02-28", "2023-12-31",
                                 "2024-02-29", "2024-06-30", "2025-01-01"});
}

Json RandomParams(std::mt19937_64& bits, const std::string& check) {
  StructureDrawer drawer(bits);
  Json params = Json::object();
  if (check == "span_of_control") return drawer.Range();
  if (check == "term_expired") {
    if (!drawer.OneIn(3)) {
      params["lead_days"] = drawer.Pick<int>({0, 30, 121, 366, 1000});
    }
    return params;
  }
  if (check != "unit_size" && check != "coverage") return params;
  if (drawer.OneIn(3)) params["unit_kind"] = drawer.UnitKind();
  if (check == "coverage") {
    if (!drawer.OneIn(3)) params["when"] = RandomCondition(bits, "unit");
    params["requires"] = drawer.UnitKind();
    return params;
  }
  if (drawer.OneIn(2)) {
    params["count"] =
        drawer.Pick<std::string>({"all", "voting", "full", "guest", "stray"});
  }
  params.update(drawer.Range());
  return params;
}

}  // namespace zeren::testing
