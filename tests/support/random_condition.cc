#include "tests/support/random_condition.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace zeren::testing {
namespace {

using Json = nlohmann::json;

constexpr int kMostNested = 3;

// Conditions and what they ask for, from the same few words and numbers.
class Drawer {
 public:
  explicit Drawer(std::mt19937_64& bits) : bits_(bits) {}

  void AddProfile(Json& document) {
    Json& profile = document["profile"];
    if (!profile.is_object()) {
      profile = {{"id", "test"}, {"extends", "generic"}};
    }
    Json office = {{"id", "office"}}, guest = {{"id", "guest"}};
    if (OneIn(2)) office["level"] = Below(2);
    if (OneIn(2)) guest["counts_as"] = {"voting"};
    profile["unit_kinds"] = {office, {{"id", "branch"}, {"level", Below(3)}}};
    profile["standings"] = {{{"id", "full"}, {"counts_as", {"all", "voting"}}},
                            {{"id", "cadet"}, {"counts_as", {"all"}}},
                            guest};
  }

  // "stray" is one that no profile lists.
  std::string Standing() { return Pick({"full", "cadet", "guest", "stray"}); }

  Json Attributes() {
    Json attributes = Json::object();
    for (std::size_t n = 1 + Below(3); n > 0; --n) {
      attributes[AttributeName()] = OneIn(6) ? Odd() : Scalar();
    }
    return attributes;
  }

  std::string BirthDate() {
    const std::string year =
        Pick({"1958", "1988", "1996", "2000", "2004", "2006", "2023", "2024"});
    const std::string day =
        Pick({"-01-01", "-02-28", "-02-29", "-03-01", "-06-30", "-12-31"});
    const bool leap = std::stoi(year) % 4 == 0;
    return year + (day == "-02-29" && !leap ? "-03-01" : day);
  }

  Json Condition(const std::string& kind, int nested) {
    Json condition = Json::object();
    for (std::size_t n = OneIn(4) ? 2 : 1; n > 0; --n) {
      const std::string part = PickPart(kind, nested);
      condition[part] = Part(part, kind, nested);
    }
    return condition;
  }

  bool OneIn(std::size_t n) { return Below(n) == 0; }

 private:
  std::size_t Below(std::size_t limit) {
    return static_cast<std::size_t>(bits_() % limit);
  }
  std::string Pick(const std::vector<std::string>& list) {
    return list[Below(list.size())];
  }

  std::string AttributeName() { return Pick({"city", "size", "open"}); }
  // Whole numbers with and without a point, and texts that look like them.
  Json Scalar() {
    const std::vector<Json> scalars = {1,   2,   2.0, 2.5,  -1,
                                       "X", "Y", "2", true, false};
    return scalars[Below(scalars.size())];
  }
  // What only its being there can be asked of, and what is not even there.
  Json Odd() {
    const std::vector<Json> odd = {Json::array({1, 2}), {{"a", 1}}, nullptr};
    return odd[Below(odd.size())];
  }

  std::string PickPart(const std::string& kind, int nested) {
    static const auto* const parts =
        new std::map<std::string, std::vector<std::string>>{
            {"unit", {"kind", "level", "count", "has", "has", "attribute"}},
            {"post", {"kind", "attribute"}},
            {"person", {"standing", "age", "age", "has", "attribute"}},
            {"task", {"attribute"}},
            {"duty", {"kind"}},
            {"event", {"kind"}}};
    if (nested < kMostNested && OneIn(3)) return Pick({"all", "any", "not"});
    const auto found = parts->find(kind);
    if (found == parts->end() || OneIn(12)) {
      return Pick(
          {"kind", "standing", "level", "count", "has", "attribute", "age"});
    }
    return Pick(found->second);
  }

  Json Part(const std::string& part, const std::string& kind, int nested) {
    if (part == "kind") {
      const std::vector<std::string> words =
          kind == "unit" ? std::vector<std::string>{"office", "branch"}
          : kind == "post"
              ? std::vector<std::string>{"head", "head", "deputy", "clerk"}
              : std::vector<std::string>{"principal", "meeting", "head"};
      return OneOrTwo([&]() -> Json { return Pick(words); });
    }
    if (part == "standing") {
      return OneOrTwo([&]() -> Json { return Standing(); });
    }
    if (part == "level") {
      return OneOrTwo([&]() -> Json { return Below(3); });
    }
    if (part == "count") {
      Json count = Range({0, 1, 1, 2, 2, 3});
      if (!OneIn(3)) {
        count["of"] = Pick({"all", "voting", "full", "guest", "stray"});
      }
      return count;
    }
    if (part == "age") {
      return Range({0, 1, 16, 17, 18, 19, 20, 23, 24, 27, 28, 35, 36, 65});
    }
    if (part == "has") return Has(kind, nested);
    if (part == "attribute") return Attribute();
    if (part == "not" && OneIn(2)) return Condition(kind, nested + 1);
    Json list = Json::array();
    for (std::size_t n = Below(4); n > 0; --n) {
      list.push_back(Condition(kind, nested + 1));
    }
    return list;
  }

  Json Has(const std::string& kind, int nested) {
    Json has = Json::object();
    const std::size_t what = kind == "person" && !OneIn(8) ? 0 : Below(5);
    if (what == 0 || what == 4) {
      has["post_kind"] = Pick({"head", "deputy", "clerk", "chief"});
    }
    if (what == 1) has["unit_kind"] = Pick({"office", "branch"});
    if (what >= 2) has["member"] = Condition("person", nested + 1);
    return has;
  }

  Json Attribute() {
    Json asked = {{"name", AttributeName()}};
    const std::size_t what = Below(5);
    if (what == 0) asked["equals"] = Scalar();
    if (what == 1) asked["in"] = {Scalar(), Scalar(), Scalar()};
    if (what == 2) asked.update(Range({-1, 1, 2, 3}));
    if (what >= 3) asked["present"] = OneIn(2);
    if (OneIn(6)) asked["min"] = 2;
    if (asked.contains("max") && asked["max"] < asked.value("min", -9)) {
      asked.erase("max");
      asked["min"] = 2.25;
    }
    return asked;
  }

  template <typename Draw>
  Json OneOrTwo(Draw draw) {
    if (OneIn(2)) return draw();
    Json list = {draw()};
    if (OneIn(2)) list.push_back(draw());
    return list;
  }

  // A lower bound, an upper one, or both.
  Json Range(const std::vector<int>& numbers) {
    int min = numbers[Below(numbers.size())];
    int max = numbers[Below(numbers.size())];
    if (min > max) std::swap(min, max);
    Json range = {{"min", min}, {"max", max}};
    const std::size_t shape = Below(3);
    if (shape == 0) range.erase("min");
    if (shape == 1) range.erase("max");
    return range;
  }

  std::mt19937_64& bits_;
};

}  // namespace

void AddTraits(std::mt19937_64& bits, nlohmann::json& document) {
  Drawer drawer(bits);
  if (!drawer.OneIn(4)) drawer.AddProfile(document);
  for (const char* array : {"units", "posts", "persons", "tasks"}) {
    if (!document.contains(array)) continue;
    for (Json& record : document[array]) {
      if (!drawer.OneIn(3)) record["attributes"] = drawer.Attributes();
    }
  }
  if (document.contains("persons")) {
    for (Json& person : document["persons"]) {
      if (!drawer.OneIn(4)) person["birth_date"] = drawer.BirthDate();
    }
  }
  if (document.contains("memberships")) {
    for (Json& membership : document["memberships"]) {
      if (!drawer.OneIn(3)) membership["standing"] = drawer.Standing();
    }
  }
}

nlohmann::json RandomCondition(std::mt19937_64& bits, const std::string& kind) {
  return Drawer(bits).Condition(kind, 0);
}

}  // namespace zeren::testing
