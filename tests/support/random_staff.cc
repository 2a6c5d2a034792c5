#include "tests/support/random_staff.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "tests/support/random_condition.h"
#include "tests/support/random_document.h"

namespace zeren::testing {
namespace {

using Json = nlohmann::json;

class StaffDrawer {
 public:
  explicit StaffDrawer(std::mt19937_64& bits) : bits_(bits) {}

  void AddProfile(Json& document) {
    Json& profile = document["profile"];
    if (!profile.is_object()) {
      profile = {{"id", "test"}, {"extends", "generic"}};
    }
    if (!profile.contains("unit_kinds")) {
      profile["unit_kinds"] = {{{"id", "office"}}, {{"id", "branch"}}};
    }
    for (Json& kind : profile["unit_kinds"]) {
      if (OneIn(6)) continue;
      for (const char* post : {"head", "clerk", "deputy"}) {
        if (OneIn(2)) continue;
        Json rule = {{"kind", post}};
        rule.update(Range({0, 1, 1, 2}));
        if (OneIn(3)) rule["when"] = RandomCondition(bits_, "unit");
        kind["posts"].push_back(rule);
      }
    }
  }

  void AddAppointments(Json& document) {
    if (!document.contains("posts") || !document.contains("persons")) return;
    for (Json& post : document["posts"]) {
      if (OneIn(2)) post["seats"] = 1 + Below(3);
      for (std::size_t n = OneIn(3) ? 0 : Below(4); n > 0; --n) {
        Json record = {{"person", Pick(document["persons"])["id"]},
                       {"post", post["id"]}};
        if (OneIn(8)) {
          record["person"] = nullptr;
          record["undisclosed"] = true;
        }
        if (OneIn(2)) record["mode"] = "acting";
        if (OneIn(3)) record["share"] = Number({1, 0.5, 0.2, 0.1, 1.0 / 3});
        AddDays(record);
        document["appointments"].push_back(record);
      }
    }
  }

  void AddMemberships(Json& document) {
    if (!document.contains("units") || !document.contains("persons")) return;
    for (const Json& person : document["persons"]) {
      for (std::size_t n = Below(4); n > 0; --n) {
        Json record = {{"person", person["id"]},
                       {"unit", Pick(document["units"])["id"]}};
        if (OneIn(2)) record["home"] = false;
        if (OneIn(3)) record["standing"] = Standing();
        AddDays(record);
        document["memberships"].push_back(record);
      }
    }
  }

  void AddEvents(Json& document) {
    if (!document.contains("units") || !document.contains("persons")) return;
    int number = 0;
    for (const Json& unit : document["units"]) {
      for (std::size_t n = OneIn(2) ? Below(4) : 0; n > 0; --n) {
        Json participants = Json::array();
        for (const Json& person : document["persons"]) {
          if (OneIn(2)) participants.push_back(person["id"]);
        }
        document["events"].push_back(
            {{"id", "activity " + std::to_string(++number)},
             {"kind", "activity"},
             {"subject", "unit:" + unit["id"].get<std::string>()},
             {"day", Day()},
             {"participants", participants}});
      }
    }
  }

  Json Range(const std::vector<double>& numbers) {
    double min = Number(numbers);
    double max = Number(numbers);
    if (min > max) std::swap(min, max);
    const auto whole = [](double number) {
      const auto rounded = static_cast<std::int64_t>(number);
      return static_cast<double>(rounded) == number ? Json(rounded)
                                                    : Json(number);
    };
    Json range = {{"min", whole(min)}, {"max", whole(max)}};
    const std::size_t shape = Below(3);
    if (shape == 0) range.erase("min");
    if (shape == 1) range.erase("max");
    return range;
  }

  std::string Standing() {
    const std::vector<std::string> standings = {"full", "cadet", "guest"};
    return standings[Below(standings.size())];
  }
  std::string PostKind() {
    const std::vector<std::string> kinds = {"head", "deputy", "clerk", "chief"};
    return kinds[Below(kinds.size())];
  }
  // So many different ones.
  template <typename Draw>
  Json Different(std::size_t count, const Draw& draw) {
    Json list = Json::array();
    while (list.size() < count) {
      const Json one = draw();
      if (std::find(list.begin(), list.end(), one) == list.end()) {
        list.push_back(one);
      }
    }
    return list;
  }

  double Number(const std::vector<double>& numbers) {
    return numbers[Below(numbers.size())];
  }
  int Whole(const std::vector<int>& numbers) {
    return numbers[Below(numbers.size())];
  }
  std::size_t Below(std::size_t limit) {
    return static_cast<std::size_t>(bits_() % limit);
  }
  bool OneIn(std::size_t n) { return Below(n) == 0; }

 private:
  const Json& Pick(const Json& list) { return list[Below(list.size())]; }
  const std::string& Day() { return days_[Below(days_.size())]; }

  void AddDays(Json& record) {
    std::string from = Day();
    std::string to = Day();
    if (from > to) std::swap(from, to);
    if (!OneIn(3)) record["valid_from"] = from;
    if (OneIn(12)) {
      record["valid_to"] = "unknown";
    } else if (from < to && !OneIn(3)) {
      record["valid_to"] = to;
    }
  }

  std::mt19937_64& bits_;
  // Those of the document, and days about a year apart.
  std::vector<std::string> days_ = [] {
    std::vector<std::string> days = RandomDocumentOptions().days;
    for (const char* day :
         {"2022-05-31", "2023-02-28", "2023-03-01", "2024-04-15"}) {
      days.emplace_back(day);
    }
    return days;
  }();
};

}  // namespace

const std::vector<std::string>& StaffChecks() {
  static const auto* const checks = new std::vector<std::string>{
      "acting_too_long",   "holder_outside_unit", "incompatible_posts",
      "ineligible_holder", "mandatory_post",      "no_home_unit",
      "person_overloaded", "seats_open",          "succession",
      "team_balance"};
  return *checks;
}

void AddStaff(std::mt19937_64& bits, Json& document) {
  AddTraits(bits, document);
  StaffDrawer drawer(bits);
  if (!drawer.OneIn(8)) drawer.AddProfile(document);
  drawer.AddAppointments(document);
  drawer.AddMemberships(document);
  drawer.AddEvents(document);
}

Json RandomStaffParams(std::mt19937_64& bits, const std::string& check) {
  StaffDrawer drawer(bits);
  Json params = Json::object();
  if (check == "acting_too_long") {
    params["days"] = drawer.Whole({0, 1, 47, 60, 366, 800});
  }
  if (check == "seats_open" && !drawer.OneIn(3)) {
    params["days"] = drawer.Whole({0, 1, 47, 60, 366, 800});
  }
  if (check == "succession" && !drawer.OneIn(3)) {
    params["lead_days"] = drawer.Whole({1, 46, 76, 122, 366, 800});
  }
  if ((check == "seats_open" || check == "succession") && drawer.OneIn(3)) {
    params["post_kind"] = drawer.PostKind();
  }
  if (check == "incompatible_posts") {
    const std::size_t kinds = 2 + drawer.Below(3);
    params["posts"] =
        drawer.Different(kinds, [&] { return drawer.PostKind(); });
    if (drawer.OneIn(2)) params["n"] = 2 + drawer.Below(kinds - 1);
    if (drawer.OneIn(2)) {
      params["within"] = drawer.OneIn(3) ? "anywhere" : "unit";
    }
  }
  if (check == "ineligible_holder") {
    const std::size_t shape = drawer.Below(4);
    if (shape == 0 || shape == 3) {
      params["standing"] = drawer.Different(1 + drawer.Below(2),
                                            [&] { return drawer.Standing(); });
    }
    if (shape == 1 || shape == 3) {
      params["min_age"] = drawer.Whole({1, 18, 24, 28, 36, 65});
    }
    if (shape == 2 || shape == 3) {
      params["min_years"] = drawer.Whole({0, 1, 1, 2, 5});
    }
  }
  if (check == "person_overloaded") {
    const std::size_t shape = drawer.Below(3);
    if (shape != 0) params["max_posts"] = drawer.Whole({0, 1, 1, 2, 3});
    if (shape != 1) {
      params["max_share"] = drawer.Number({0.5, 0.7, 1, 1, 1.5, 2});
    }
  }
  if (check == "team_balance") {
    const std::size_t shape = drawer.Below(3);
    params = drawer.Range(shape == 0
                              ? std::vector<double>{1, 18, 20, 26, 35, 60}
                              : std::vector<double>{0, 0.25, 0.5, 0.6, 0.9, 1});
    params["measure"] = shape == 0   ? "age"
                        : shape == 1 ? "turnover"
                                     : "participation";
  }
  return params;
}

}  // namespace zeren::testing
