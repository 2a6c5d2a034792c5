// Posts held by those who may not, or who are not there.

#include <algorithm>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "src/catalogue/internal/checks.h"
#include "src/catalogue/internal/wording.h"
#include "src/core/internal/absl_strings.h"
#include "src/core/internal/days.h"
#include "src/graph/internal/matcher.h"
#include "src/model/internal/organization_rep.h"

namespace zeren::internal {
namespace {

// Calls `visit(person)` once for each person who holds a post and is known.
template <typename Visit>
void ForEachHolder(const CheckView& view, PostId post, const Visit& visit) {
  // Holders come in order of id, so one person's appointments are neighbours.
  std::uint32_t last = kNoIndex;
  for (const Holder& holder : view.holders(post)) {
    if (holder.undisclosed() || holder.person_index == last) continue;
    last = holder.person_index;
    // Whoever looks at the person's records has asked about the person.
    if (view.InForce(PersonId{last})) visit(PersonId{last});
  }
}

// --------------------------------------------------------
// ineligible_holder

enum EligibleParam : std::size_t { kStandings, kMinAge, kMinYears };

// The standings of a person's memberships in force, in order, if none of them
// is asked for.
std::optional<Value> OtherStandings(
    const CheckView& view, PersonId person,
    const std::vector<std::string_view>& asked) {
  const OrganizationRep& rep = view.organization().rep();
  const auto& standings =
      rep.table<MembershipView>().Get<&MembershipView::standing>();
  std::vector<std::string_view> found;
  for (const std::uint32_t row : view.membership_rows(person)) {
    if (standings[row] == kNoIndex) continue;
    const std::string_view standing = rep.names.words[standings[row]];
    if (std::find(asked.begin(), asked.end(), standing) != asked.end()) {
      return std::nullopt;
    }
    found.push_back(standing);
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return Value::List(found.begin(), found.end());
}

// The age of a person who is known to be younger.
std::optional<std::int64_t> AgeBelow(const CheckView& view, PersonId person,
                                     std::int64_t least) {
  const OrganizationRep& rep = view.organization().rep();
  const DayNumber day = ToDayNumber(view.day());
  // Who is not born yet will be too young then.
  view.TurnsOn(FromDayNumber(NextAgeTurn(rep, person, day, {.min = least})));
  const std::optional<std::int64_t> age = AgeOf(rep, person, day);
  return age && *age < least ? age : std::nullopt;
}

// The first day of a person's first membership, of whatever day; `kNever` if
// there is none, `kDawn` if it is not written.
DayNumber FirstMembership(const OrganizationRep& rep, PersonId person) {
  DayNumber first = kNever;
  const Groups& groups = rep.memberships_of_person;
  for (std::uint32_t row = groups.begin(Index(person));
       row < groups.end(Index(person)); ++row) {
    const DayRange days = rep.membership_periods[row];
    if (days.HeldBy(days.from)) first = std::min(first, days.from);
  }
  return first;
}

// The whole years since the first membership, if they are too few; none at all
// are too few as well, and null.
std::optional<Value> YearsBelow(const CheckView& view, PersonId person,
                                std::int64_t least) {
  const DayNumber first = FirstMembership(view.organization().rep(), person);
  if (first == kDawn) return std::nullopt;
  if (first > ToDayNumber(view.day())) {
    view.TurnsOn(FromDayNumber(first));
    return Value();
  }
  const absl::CivilDay since = FromDayNumber(first);
  const std::int64_t years = YearsBetween(since, view.day());
  if (years >= least) return std::nullopt;
  // More years than there are days to write make no difference.
  constexpr std::int64_t kManyYears = 1'000'000;
  view.TurnsOn(absl::CivilDay(since.year() + std::min(least, kManyYears),
                              since.month(), since.day()));
  return Value(years);
}

void FindIneligibleHolder(const CheckView& view, Node focus,
                          const Params& params, std::vector<Detection>& out) {
  const Organization& organization = view.organization();
  const std::vector<std::string_view> asked = params.words(kStandings);
  const std::int64_t* const min_age = params.at(kMinAge).AsInteger();
  const std::int64_t* const min_years = params.at(kMinYears).AsInteger();
  ForEachHolder(view, *focus.As<PostId>(), [&](PersonId person) {
    Value::Record failed;
    if (!asked.empty()) {
      if (auto standings = OtherStandings(view, person, asked)) {
        failed.emplace_back("standings", *std::move(standings));
      }
    }
    if (min_age != nullptr) {
      if (const auto age = AgeBelow(view, person, *min_age)) {
        failed.emplace_back("age", *age);
      }
    }
    if (min_years != nullptr) {
      if (auto years = YearsBelow(view, person, *min_years)) {
        failed.emplace_back("years", *std::move(years));
      }
    }
    if (failed.empty()) return;
    failed.emplace(failed.begin(), "person", organization.NameOf(Node(person)));
    out.push_back({.focus = focus,
                   .key = std::string(organization.id(person)),
                   .value = std::move(failed)});
  });
}

std::string Join(const std::vector<std::string>& words,
                 std::string_view between) {
  std::string joined;
  for (const std::string& word : words) {
    joined += Concat(joined.empty() ? "" : between, word);
  }
  return joined;
}

Text SayIneligibleHolder(const Organization& organization,
                         const Detection& detection, const Params& params) {
  const Value& value = detection.value;
  const Node person = NodeIn(organization, value, "person");
  std::vector<std::string> en;
  std::vector<std::string> zh;
  if (value.Find("standings") != nullptr) {
    std::vector<std::string> english;
    std::vector<std::string> chinese;
    for (const std::string_view word : params.words(kStandings)) {
      english.push_back(InEnglish(organization, Vocabulary::kStandings, word));
      chinese.push_back(InChinese(organization, Vocabulary::kStandings, word));
    }
    en.push_back(Concat("is not of standing ", Join(english, " or ")));
    zh.push_back(Concat("身份不是", Join(chinese, "或")));
  }
  if (const auto age = IntegerIn(value, "age")) {
    const std::string years = std::to_string(*age);
    const std::string least = std::to_string(params.integer(kMinAge));
    en.push_back(Concat("is ", years, " years old, under ", least));
    zh.push_back(Concat("年龄", years, "岁，不足", least, "岁"));
  }
  if (const Value* const years = value.Find("years")) {
    const std::string least = std::to_string(params.integer(kMinYears));
    if (const std::int64_t* const count = years->AsInteger()) {
      const std::string so_many = std::to_string(*count);
      en.push_back(Concat("has been a member for ", so_many,
                          *count == 1 ? " year" : " years", ", under ", least));
      zh.push_back(Concat("成员年限", so_many, "年，不足", least, "年"));
    } else {
      en.push_back(
          Concat("has never been a member, and ", least, " years are asked"));
      zh.push_back(Concat("从未是成员，要求满", least, "年"));
    }
  }
  std::string english = Concat(InEnglish(organization, person), ", who holds ",
                               InEnglish(organization, detection.focus));
  std::string chinese = Concat(InChinese(organization, person), "担任",
                               InChinese(organization, detection.focus));
  for (std::size_t i = 0; i < en.size(); ++i) {
    english += Concat(i > 0 && i + 1 == en.size() ? ", and " : ", ", en[i]);
    chinese += Concat("，", zh[i]);
  }
  return Say(std::move(english), std::move(chinese));
}

// --------------------------------------------------------
// holder_outside_unit

bool IsMemberWithin(const CheckView& view, PersonId person, UnitId unit) {
  const auto& units = view.organization()
                          .rep()
                          .table<MembershipView>()
                          .Get<&MembershipView::unit>();
  const std::span<const std::uint32_t> rows = view.membership_rows(person);
  return std::any_of(rows.begin(), rows.end(), [&](std::uint32_t row) {
    return units[row] == Index(unit) || view.IsWithin(UnitId{units[row]}, unit);
  });
}

void FindHolderOutsideUnit(const CheckView& view, Node focus, const Params&,
                           std::vector<Detection>& out) {
  const PostId post = *focus.As<PostId>();
  const std::optional<UnitId> unit = view.unit(post);
  if (!unit) return;
  const Organization& organization = view.organization();
  ForEachHolder(view, post, [&](PersonId person) {
    if (IsMemberWithin(view, person, *unit)) return;
    out.push_back(
        {.focus = focus,
         .key = std::string(organization.id(person)),
         .value = Value::Record{{"person", organization.NameOf(Node(person))},
                                {"unit", organization.NameOf(Node(*unit))}}});
  });
}

Text SayHolderOutsideUnit(const Organization& organization,
                          const Detection& detection, const Params&) {
  const Node person = NodeIn(organization, detection.value, "person");
  const Node unit = NodeIn(organization, detection.value, "unit");
  return Say(
      Concat(InEnglish(organization, person), " holds ",
             InEnglish(organization, detection.focus), " and is no member of ",
             InEnglish(organization, unit), " or of a unit below it"),
      Concat(InChinese(organization, person), "担任",
             InChinese(organization, detection.focus), "，却不是",
             InChinese(organization, unit), "及其下级单位的成员"));
}

}  // namespace

CheckSpec IneligibleHolder() {
  ParamSpec standing =
      WordsParam("standing", "standings", 1,
                 Say("the standings of which the holder has to have one, in "
                     "whatever unit",
                     "任职者须具有的身份（任一，不论在哪个单位）"));
  ParamSpec min_age =
      WholeParam("min_age", "years", 0,
                 Say("how old the holder has to be", "任职者的最低年龄"));
  ParamSpec min_years = WholeParam(
      "min_years", "years", 0,
      Say("how long ago the holder's first membership has to have begun",
          "任职者首次成为成员至今的最少年数"));
  for (ParamSpec* spec : {&standing, &min_age, &min_years}) {
    spec->one_needed = true;
  }
  return {
      .name = "ineligible_holder",
      .meaning = Say("somebody who holds a post has none of the standings, "
                     "is too young or has not been a member for long "
                     "enough; an age that is not known will do",
                     "任职者的身份、年龄或成员年限不符合要求；"
                     "年龄不详的不算"),
      .focus_kinds = {NodeKind::kPost},
      .params = {std::move(standing), std::move(min_age), std::move(min_years)},
      // The memberships are those of the persons who hold the post.
      .scope = {.reads = {FactKind::kUnits, FactKind::kPosts,
                          FactKind::kPersons, FactKind::kMemberships,
                          FactKind::kAppointments},
                .reach = Reach::kChain},
      .evaluate = FindIneligibleHolder,
      .message = SayIneligibleHolder};
}

CheckSpec HolderOutsideUnit() {
  return {.name = "holder_outside_unit",
          .meaning = Say("somebody who holds a post is no member of its unit, "
                         "nor of a unit below it",
                         "任职者不是岗位所在单位及其下级单位的成员"),
          .focus_kinds = {NodeKind::kPost},
          .scope = {.reads = {FactKind::kUnits, FactKind::kUnitLines,
                              FactKind::kPosts, FactKind::kPersons,
                              FactKind::kMemberships, FactKind::kAppointments},
                    .reach = Reach::kChain},
          .evaluate = FindHolderOutsideUnit,
          .message = SayHolderOutsideUnit};
}

}  // namespace zeren::internal
