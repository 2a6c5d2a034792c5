// The checks of posts and people that the profile `generic` does not have, one
// sentence of the semantics each.

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/oracle.h"

namespace zeren::testing {
namespace {

using Json = nlohmann::json;

std::string DaysLater(const std::string& day, int days) {
  const std::chrono::sys_days parsed(
      std::chrono::year(std::stoi(day.substr(0, 4))) /
      std::stoi(day.substr(5, 2)) / std::stoi(day.substr(8, 2)));
  const std::chrono::year_month_day date(parsed + std::chrono::days(days));
  std::array<char, 32> text;
  std::snprintf(
      text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
      static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
  return text.data();
}

// The whole years between two days: as many as can be added. Days compare as
// bytes, and 29 February of a year without one comes before 1 March.
int WholeYears(const std::string& from, const std::string& to) {
  int years = 0;
  while (true) {
    std::array<char, 16> year;
    std::snprintf(year.data(), year.size(), "%04d",
                  std::stoi(from.substr(0, 4)) + years + 1);
    if (year.data() + from.substr(4) > to) return years;
    ++years;
  }
}

bool IsOutside(double value, const Json& params) {
  return (params.contains("min") && value < params["min"].get<double>()) ||
         (params.contains("max") && value > params["max"].get<double>());
}

}  // namespace

class Oracle::Staff {
 public:
  Staff(const Oracle& oracle, std::string check, const Json& params)
      : o_(oracle), check_(std::move(check)), params_(params) {}

  Json Run() {
    const std::string kind =
        check_ == "mandatory_post" || check_ == "team_balance" ? "unit"
        : check_ == "incompatible_posts" || check_ == "person_overloaded" ||
                check_ == "no_home_unit"
            ? "person"
            : "post";
    for (const std::string& node : o_.Nodes(kind)) {
      if (!o_.InForce(node)) continue;
      focus_ = node;
      if (check_ == "mandatory_post") MandatoryPost();
      if (check_ == "seats_open") SeatsOpen();
      if (check_ == "acting_too_long") ActingTooLong();
      if (check_ == "succession") Succession();
      if (check_ == "incompatible_posts") IncompatiblePosts();
      if (check_ == "ineligible_holder") IneligibleHolder();
      if (check_ == "holder_outside_unit") HolderOutsideUnit();
      if (check_ == "person_overloaded") PersonOverloaded();
      if (check_ == "no_home_unit") NoHomeUnit();
      if (check_ == "team_balance") TeamBalance();
    }
    std::stable_sort(found_.begin(), found_.end(),
                     [](const Json& a, const Json& b) {
                       return std::pair(a["focus"], a["key"]) <
                              std::pair(b["focus"], b["key"]);
                     });
    return found_;
  }

 private:
  void Found(Json value, const std::string& key = "") {
    found_.push_back({{"focus", focus_}, {"key", key}, {"value", value}});
  }

  // The days on which something begins or ends.
  const std::set<std::string>& Days() {
    if (!days_.empty()) return days_;
    for (const char* array :
         {"units", "posts", "persons", "memberships", "appointments"}) {
      for (const Json& record : o_.Rows(array)) {
        for (const char* field : {"valid_from", "valid_to"}) {
          const std::string day = Text(record, field, "unknown");
          if (day != "unknown") days_.insert(day);
        }
      }
    }
    return days_;
  }

  static std::string IdOf(const std::string& node) {
    return node.substr(node.find(':') + 1);
  }
  std::string KindWord(const std::string& node) const {
    return Text(o_.Record(node), "kind");
  }
  bool IsAskedKind() const {
    return params_.value("post_kind", KindWord(focus_)) == KindWord(focus_);
  }

  // The appointments to the focus that are in force on a day.
  std::vector<const Json*> HoldingOn(const std::string& day) const {
    std::vector<const Json*> holding;
    for (const Json& record : o_.Rows("appointments")) {
      if (Ref("post", record, "post") == focus_ &&
          o_.AppointmentInForceOn(record, day)) {
        holding.push_back(&record);
      }
    }
    return holding;
  }
  // The persons who hold the focus and are known.
  std::set<std::string> Holders() const {
    std::set<std::string> persons;
    for (const Json* record : HoldingOn(o_.day_)) {
      if (!IsUndisclosed(*record)) {
        persons.insert(Ref("person", *record, "person"));
      }
    }
    return persons;
  }
  std::vector<const Json*> MembershipsOf(const std::string& person) const {
    std::vector<const Json*> rows;
    for (const Json* record : o_.memberships_) {
      if (Ref("person", *record, "person") == person) rows.push_back(record);
    }
    return rows;
  }

  // For how many days the focus has been there and something has been so, which
  // it is today; null if for ever. It only changes on days that are written.
  Json RunOfDays(const std::function<bool(const std::string&)>& is_so) {
    const auto both = [&](const std::string& day) {
      return o_.InForceOn(focus_, day) && is_so(day);
    };
    std::string since;
    for (auto day = Days().rbegin(); day != Days().rend(); ++day) {
      if (*day > o_.day_) continue;
      if (!both(*day)) return DaysBetween(since, o_.day_);
      since = *day;
    }
    if (since.empty() || both(DayBefore(since))) return nullptr;
    return DaysBetween(since, o_.day_);
  }

  // --- Posts ---

  // Fewer or more posts of a kind than the profile asks of such a unit.
  void MandatoryPost() {
    const Json* kind = o_.ProfileEntry("unit_kinds", KindWord(focus_));
    if (kind == nullptr) return;
    for (const Json& rule : kind->value("posts", Json::array())) {
      int posts = 0;
      for (const std::string& post : o_.Nodes("post")) {
        if (o_.InForce(post) && KindWord(post) == rule["kind"] &&
            Ref("unit", o_.Record(post), "unit") == focus_) {
          ++posts;
        }
      }
      if (!IsOutside(posts, rule)) continue;
      if (rule.contains("when") && !o_.Meets(focus_, rule["when"])) continue;
      Found({{"post_kind", rule["kind"]},
             {"posts", posts},
             {"min", rule.value("min", Json())},
             {"max", rule.value("max", Json())}},
            rule["kind"]);
    }
  }

  // Who is not acting takes a seat, each person one; so does a withheld name.
  int SeatsTakenOn(const std::string& day) const {
    std::set<std::string> persons;
    int withheld = 0;
    for (const Json* record : HoldingOn(day)) {
      if (IsActing(*record)) continue;
      if (IsUndisclosed(*record)) {
        ++withheld;
      } else {
        persons.insert(Ref("person", *record, "person"));
      }
    }
    return static_cast<int>(persons.size()) + withheld;
  }

  // Occupied, and not full for at least so many days.
  void SeatsOpen() {
    const int seats = static_cast<int>(Number(o_.Record(focus_), "seats", 1));
    if (!IsAskedKind() || o_.PostState(focus_) != "occupied" ||
        SeatsTakenOn(o_.day_) >= seats) {
      return;
    }
    const Json days = RunOfDays(
        [&](const std::string& day) { return SeatsTakenOn(day) < seats; });
    if (!days.is_null() && days < params_.value("days", 0)) return;
    Found(
        {{"holders", SeatsTakenOn(o_.day_)}, {"seats", seats}, {"days", days}});
  }

  // Somebody holds it, and all who do are acting, for more than so many days.
  void ActingTooLong() {
    const auto only_acting = [&](const std::string& day) {
      const std::vector<const Json*> holding = HoldingOn(day);
      return !holding.empty() &&
             std::all_of(holding.begin(), holding.end(),
                         [](const Json* record) { return IsActing(*record); });
    };
    if (!only_acting(o_.day_)) return;
    const Json days = RunOfDays(only_acting);
    if (!days.is_null() && days <= params_["days"]) return;
    Found({{"days", days}});
  }

  // The first day on which the post is there and nobody holds it is near.
  void Succession() {
    if (!IsAskedKind() || HoldingOn(o_.day_).empty()) return;
    for (const std::string& day : Days()) {
      if (day <= o_.day_ || !HoldingOn(day).empty()) continue;
      const std::int64_t days = DaysBetween(o_.day_, day);
      if (!o_.InForceOn(focus_, day) || days > params_.value("lead_days", 90)) {
        return;
      }
      std::set<std::string> holders;
      for (const Json* record : HoldingOn(DayBefore(day))) {
        if (!IsUndisclosed(*record)) {
          holders.insert(Ref("person", *record, "person"));
        }
      }
      Found({{"to", day}, {"days", days}, {"holders", holders}});
      return;
    }
  }

  // The first day of the first membership; nothing if there is none.
  std::optional<std::string> FirstMembership(const std::string& person) const {
    std::optional<std::string> first;
    for (const Json& record : o_.Rows("memberships")) {
      const std::string unit = Ref("unit", record, "unit");
      if (Ref("person", record, "person") != person || !o_.Exists(unit)) {
        continue;
      }
      std::string start;
      std::string end = "9999-99-99";
      for (const Json* fact : {&record, &o_.Record(person), &o_.Record(unit)}) {
        start = std::max(start, Text(*fact, "valid_from"));
        const std::string to = Text(*fact, "valid_to", "unknown");
        if (to != "unknown") end = std::min(end, to);
      }
      // The days of the three may have nothing in common.
      if (start >= end) continue;
      if (!first || start < *first) first = start;
    }
    return first;
  }

  void IneligibleHolder() {
    for (const std::string& person : Holders()) {
      Json value = Json::object();
      if (params_.contains("standing")) {
        std::set<std::string> asked;
        for (const Json& word : params_["standing"]) {
          asked.insert(word.get<std::string>());
        }
        std::set<std::string> standings;
        bool stands = false;
        for (const Json* record : MembershipsOf(person)) {
          const std::string standing = Text(*record, "standing");
          if (asked.contains(standing)) stands = true;
          if (!standing.empty()) standings.insert(standing);
        }
        if (!stands) value["standings"] = standings;
      }
      const std::optional<int> age = o_.Age(person);
      if (params_.contains("min_age") && age && *age < params_["min_age"]) {
        value["age"] = *age;
      }
      if (params_.contains("min_years")) {
        const std::optional<std::string> first = FirstMembership(person);
        if (!first || *first > o_.day_) {
          value["years"] = nullptr;
        } else if (!first->empty() &&
                   WholeYears(*first, o_.day_) < params_["min_years"]) {
          value["years"] = WholeYears(*first, o_.day_);
        }
      }
      if (value.empty()) continue;
      value["person"] = person;
      Found(value, IdOf(person));
    }
  }

  void HolderOutsideUnit() {
    const std::string unit = Ref("unit", o_.Record(focus_), "unit");
    if (!o_.InForce(unit)) return;
    for (const std::string& person : Holders()) {
      bool inside = false;
      for (const Json* record : MembershipsOf(person)) {
        if (o_.IsWithin(Ref("unit", *record, "unit"), unit)) inside = true;
      }
      if (!inside) {
        Found({{"person", person}, {"unit", unit}}, IdOf(person));
      }
    }
  }

  // --- Persons ---

  // Posts of at least so many different kinds of the set, anywhere or in one
  // unit.
  void IncompatiblePosts() {
    const bool in_unit = params_.value("within", "anywhere") == "unit";
    std::map<std::string, std::set<std::string>> posts, kinds;  // By unit.
    for (const Json* record : o_.appointments_) {
      if (Ref("person", *record, "person") != focus_) continue;
      const std::string post = Ref("post", *record, "post");
      const Json& set = params_["posts"];
      if (std::find(set.begin(), set.end(), KindWord(post)) == set.end()) {
        continue;
      }
      std::string unit;
      if (in_unit) {
        unit = Ref("unit", o_.Record(post), "unit");
        if (!o_.InForce(unit)) continue;
      }
      posts[unit].insert(post);
      kinds[unit].insert(KindWord(post));
    }
    for (const auto& [unit, held] : posts) {
      if (kinds[unit].size() < params_.value("n", 2U)) continue;
      Json value = {{"posts", held}};
      if (in_unit) value["unit"] = unit;
      Found(value, IdOf(unit));
    }
  }

  void PersonOverloaded() {
    std::set<std::string> posts;
    double share = 0;
    for (const Json* record : o_.appointments_) {
      if (Ref("person", *record, "person") != focus_) continue;
      posts.insert(Ref("post", *record, "post"));
      share += Number(*record, "share", 1);
    }
    share = std::round(share * 1e6) / 1e6;
    const bool over =
        (params_.contains("max_posts") &&
         posts.size() > params_["max_posts"].get<std::size_t>()) ||
        (params_.contains("max_share") &&
         share > params_["max_share"].get<double>());
    if (!over) return;
    Found({{"posts", posts.size()},
           {"share", share},
           {"max_posts", params_.value("max_posts", Json())},
           {"max_share", params_.value("max_share", Json())}});
  }

  void NoHomeUnit() {
    std::set<std::string> units;
    for (const Json* record : MembershipsOf(focus_)) {
      const Json* home = Field(*record, "home");
      if (home == nullptr || home->get<bool>()) return;
      units.insert(Ref("unit", *record, "unit"));
    }
    if (!units.empty()) Found({{"units", units}});
  }

  // --- Teams ---

  std::set<std::string> MembersOn(const std::string& day) const {
    std::set<std::string> members;
    for (const Json& record : o_.Rows("memberships")) {
      const std::string person = Ref("person", record, "person");
      if (Ref("unit", record, "unit") == focus_ && IsStatedOn(record, day) &&
          o_.InForceOn(person, day) && o_.InForceOn(focus_, day)) {
        members.insert(person);
      }
    }
    return members;
  }

  void Judge(double value, std::size_t persons) {
    if (!IsOutside(value, params_)) return;
    Found({{"measure", params_["measure"]},
           {"value", value},
           {"persons", persons},
           {"min", params_.value("min", Json())},
           {"max", params_.value("max", Json())}});
  }

  void TeamBalance() {
    if (params_["measure"] == "age") JudgeAge();
    if (params_["measure"] == "turnover") JudgeTurnover();
    if (params_["measure"] == "participation") JudgeParticipation();
  }

  void JudgeAge() {
    int sum = 0;
    std::size_t known = 0;
    for (const std::string& person : MembersOn(o_.day_)) {
      if (const std::optional<int> age = o_.Age(person)) {
        sum += *age;
        ++known;
      }
    }
    if (known > 0) Judge(static_cast<double>(sum) / double(known), known);
  }

  // Members of any day of the year who were not members on each of them. Not
  // of a unit that was not there all the time.
  void JudgeTurnover() {
    const std::string year_ago = DaysLater(o_.day_, -365);
    if (!o_.InForceOn(focus_, year_ago)) return;
    std::set<std::string> some = MembersOn(year_ago);
    std::set<std::string> all = some;
    std::set<std::string> days = Days();
    days.insert(o_.day_);
    for (const std::string& day : days) {
      if (day <= year_ago || day > o_.day_) continue;
      const std::set<std::string> members = MembersOn(day);
      some.insert(members.begin(), members.end());
      std::erase_if(
          all, [&](const auto& person) { return !members.contains(person); });
    }
    if (some.empty()) return;
    Judge(double(some.size() - all.size()) / double(some.size()), some.size());
  }

  void JudgeParticipation() {
    std::set<std::string> took_part;
    for (const Json& event : o_.Rows("events")) {
      const std::string day = Text(event, "day");
      if (Text(event, "subject") != focus_ || day > o_.day_ ||
          day <= DaysLater(o_.day_, -365)) {
        continue;
      }
      const Json* participants = Field(event, "participants");
      if (participants == nullptr) continue;
      for (const Json& id : *participants) {
        took_part.insert("person:" + id.get<std::string>());
      }
    }
    const std::set<std::string> members = MembersOn(o_.day_);
    if (took_part.empty() || members.empty()) return;
    std::size_t active = 0;
    for (const std::string& member : members) active += took_part.count(member);
    Judge(double(active) / double(members.size()), members.size());
  }

  const Oracle& o_;
  std::string check_;
  const Json& params_;
  std::set<std::string> days_;
  std::string focus_;
  Json found_ = Json::array();
};

Json Oracle::FoundAmongStaff(const std::string& check,
                             const Json& params) const {
  return Staff(*this, check, params).Run();
}

}  // namespace zeren::testing
