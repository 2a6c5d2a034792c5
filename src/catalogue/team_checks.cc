// Units whose members are too old or too young, come and go, or take no part.

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "src/catalogue/internal/checks.h"
#include "src/catalogue/internal/facts.h"
#include "src/catalogue/internal/wording.h"
#include "src/core/internal/absl_strings.h"
#include "src/core/internal/days.h"
#include "src/graph/internal/matcher.h"
#include "src/model/internal/organization_rep.h"

namespace zeren::internal {
namespace {

enum BalanceParam : std::size_t { kMeasureOf, kBalanceMin, kBalanceMax };
constexpr std::string_view kMeanAge = "age";
constexpr std::string_view kTurnover = "turnover";
constexpr std::string_view kParticipation = "participation";

// A year of turnover and participation.
constexpr DayNumber kYear = 365;

DayNumber YearBefore(DayNumber day) {
  return day < kDawn + kYear ? kDawn : day - kYear;
}

// What is measured, of how many persons.
struct Balance {
  double value = 0;
  std::int64_t persons = 0;
};

Balance ShareOf(std::int64_t part, std::int64_t persons) {
  return {static_cast<double>(part) / static_cast<double>(persons), persons};
}

// The different members of a unit, in order of their numbers.
std::vector<std::uint32_t> MembersOf(const CheckView& view, UnitId unit) {
  const auto& persons = view.organization()
                            .rep()
                            .table<MembershipView>()
                            .Get<&MembershipView::person>();
  std::vector<std::uint32_t> members;
  for (const std::uint32_t row : view.member_rows(unit)) {
    members.push_back(persons[row]);
  }
  std::sort(members.begin(), members.end());
  members.erase(std::unique(members.begin(), members.end()), members.end());
  return members;
}

// Says that a day matters when it comes, and when it is a year ago.
void TurnsOnAndAYearAfter(const CheckView& view, DayNumber day) {
  if (day == kDawn || day == kNever) return;
  view.TurnsOn(FromDayNumber(day));
  view.TurnsOn(DaysAfter(day, kYear));
}

// ---- Age

// The mean of the whole years from some days to a day that is not before them.
double MeanYears(const std::vector<absl::CivilDay>& births,
                 absl::CivilDay day) {
  std::int64_t sum = 0;
  for (const absl::CivilDay birth : births) sum += YearsBetween(birth, day);
  return static_cast<double>(sum) / static_cast<double>(births.size());
}

// Below a range, in it or above it.
int SideOf(double value, const double* min, const double* max) {
  if (min != nullptr && value < *min) return -1;
  return max != nullptr && value > *max ? 1 : 0;
}

// Says on which day those born on these days will be on another side of a
// range. A mean of ages only rises, so that this is looked for by halves; each
// birthday would be a turn for ever.
void TurnWhenOlder(const CheckView& view,
                   const std::vector<absl::CivilDay>& births, const double* min,
                   const double* max) {
  constexpr double kManyYears = 10'000;
  constexpr int kDaysInYear = 366;
  const absl::CivilDay day = view.day();
  const double mean = MeanYears(births, day);
  const int side = SideOf(mean, min, max);
  const double* const next = side < 0 ? min : side == 0 ? max : nullptr;
  if (next == nullptr || *next - mean > kManyYears) return;
  absl::CivilDay low = day + 1;
  absl::CivilDay high =
      day + kDaysInYear * (static_cast<std::int64_t>(*next - mean) + 2);
  while (low < high) {
    const absl::CivilDay middle = low + (high - low) / 2;
    if (SideOf(MeanYears(births, middle), min, max) != side) {
      high = middle;
    } else {
      low = middle + 1;
    }
  }
  view.TurnsOn(low);
}

// Of the members whose age is known.
std::optional<Balance> MeanAgeOf(const CheckView& view, UnitId unit,
                                 const double* min, const double* max) {
  const auto& birth_dates = view.organization()
                                .rep()
                                .table<PersonView>()
                                .Get<&PersonView::birth_date>();
  const absl::CivilDay day = view.day();
  std::vector<absl::CivilDay> births;
  for (const std::uint32_t member : MembersOf(view, unit)) {
    const std::optional<absl::CivilDay> birth =
        birth_dates.Read(member, view.organization().rep().names);
    if (!birth) continue;
    if (*birth > day) {
      view.TurnsOn(*birth);
    } else {
      births.push_back(*birth);
    }
  }
  if (births.empty()) return std::nullopt;
  TurnWhenOlder(view, births, min, max);
  return Balance{MeanYears(births, day),
                 static_cast<std::int64_t>(births.size())};
}

// ---- Turnover

struct Stay {
  std::uint32_t person;
  DayRange days;
};

// The memberships of a unit, of whatever day, by person and start.
std::vector<Stay> StaysIn(const CheckView& view, UnitId unit) {
  const OrganizationRep& rep = view.organization().rep();
  const RowIndex& index = rep.memberships_of_unit;
  const auto& persons =
      rep.table<MembershipView>().Get<&MembershipView::person>();
  std::vector<Stay> stays;
  for (std::uint32_t i = index.groups.begin(Index(unit));
       i < index.groups.end(Index(unit)); ++i) {
    const std::uint32_t row = index.rows[i];
    const DayRange days = rep.membership_periods[row];
    // In force on no day, as when the end is unknown.
    if (days.from >= days.to) continue;
    stays.push_back({persons[row], days});
  }
  std::sort(stays.begin(), stays.end(), [](const Stay& a, const Stay& b) {
    return a.person != b.person ? a.person < b.person
                                : a.days.from < b.days.from;
  });
  return stays;
}

// Of all who were members on some day from a year ago up to the day, those who
// were not members all that time.
std::optional<Balance> TurnoverOf(const CheckView& view, UnitId unit) {
  const DayNumber day = ToDayNumber(view.day());
  const DayNumber year_ago = YearBefore(day);
  const DayNumber founded = view.organization().rep().Written(unit).from;
  if (founded > year_ago) {
    // Everybody has joined a unit that is so young.
    view.TurnsOn(DaysAfter(founded, kYear));
    return std::nullopt;
  }
  const std::vector<Stay> stays = StaysIn(view, unit);
  std::int64_t persons = 0;
  std::int64_t stayed = 0;
  for (std::size_t i = 0; i < stays.size();) {
    const std::uint32_t person = stays[i].person;
    bool there = false;
    DayNumber until = year_ago;  // A member on all days before.
    for (; i < stays.size() && stays[i].person == person; ++i) {
      const DayRange days = stays[i].days;
      TurnsOnAndAYearAfter(view, days.from);
      TurnsOnAndAYearAfter(view, days.to);
      there = there || (days.from <= day && days.to > year_ago);
      if (days.from <= until) until = std::max(until, days.to);
    }
    persons += there ? 1 : 0;
    stayed += until > day ? 1 : 0;
  }
  if (persons == 0) return std::nullopt;
  return ShareOf(persons - stayed, persons);
}

// ---- Participation

// The events of each unit that say who took part.
class UnitEvents {
 public:
  struct Event {
    DayNumber day;
    std::uint32_t row;
  };

  explicit UnitEvents(const OrganizationRep& rep) {
    const Table<EventView>& events = rep.table<EventView>();
    const auto& participants = events.Get<&EventView::participants>();
    for (std::uint32_t row = 0; row < events.size(); ++row) {
      const Node subject = events.Get<&EventView::subject>()[row];
      if (subject.kind() != NodeKind::kUnit || events.IsDead(row) ||
          participants.begin(row) == participants.end(row)) {
        continue;
      }
      of_unit_[subject.index()].push_back(
          {events.Get<&EventView::day>()[row], row});
    }
  }

  const std::vector<Event>& Of(UnitId unit) const {
    static const auto* const kNone = new std::vector<Event>();
    const auto found = of_unit_.find(Index(unit));
    return found == of_unit_.end() ? *kNone : found->second;
  }

 private:
  absl::flat_hash_map<std::uint32_t, std::vector<Event>> of_unit_;
};

// Of the members, those who took part in an event of the unit within a year.
std::optional<Balance> ParticipationOf(const CheckView& view, UnitId unit) {
  static constexpr char kKey = 0;
  const OrganizationRep& rep = view.organization().rep();
  const UnitEvents& events = view.SharedByDays<UnitEvents>(
      &kKey, [&] { return std::make_shared<const UnitEvents>(rep); });
  if (events.Of(unit).empty()) return std::nullopt;
  const std::vector<std::uint32_t> members = MembersOf(view, unit);
  if (members.empty()) return std::nullopt;

  const DayNumber day = ToDayNumber(view.day());
  const auto& participants =
      rep.table<EventView>().Get<&EventView::participants>();
  std::vector<std::uint32_t> took_part;
  for (const UnitEvents::Event& event : events.Of(unit)) {
    TurnsOnAndAYearAfter(view, event.day);
    if (event.day > day || event.day <= YearBefore(day)) continue;
    ForEachTarget(participants, event.row,
                  [&](Node person) { took_part.push_back(person.index()); });
  }
  if (took_part.empty()) return std::nullopt;
  std::sort(took_part.begin(), took_part.end());
  const auto active =
      std::count_if(members.begin(), members.end(), [&](std::uint32_t member) {
        return std::binary_search(took_part.begin(), took_part.end(), member);
      });
  return ShareOf(active, static_cast<std::int64_t>(members.size()));
}

// ---- The check

void FindTeamBalance(const CheckView& view, Node focus, const Params& params,
                     std::vector<Detection>& out) {
  const UnitId unit = *focus.As<UnitId>();
  const std::string_view measure = *params.word(kMeasureOf);
  const double* const min = params.at(kBalanceMin).AsDouble();
  const double* const max = params.at(kBalanceMax).AsDouble();
  const std::optional<Balance> found =
      measure == kMeanAge    ? MeanAgeOf(view, unit, min, max)
      : measure == kTurnover ? TurnoverOf(view, unit)
                             : ParticipationOf(view, unit);
  if (!found || SideOf(found->value, min, max) == 0) return;
  out.push_back({.focus = focus,
                 .value = Value::Record{{"measure", measure},
                                        {"value", found->value},
                                        {"persons", found->persons},
                                        {"min", params.at(kBalanceMin)},
                                        {"max", params.at(kBalanceMax)}}});
}

Text SayTeamBalance(const Organization& organization,
                    const Detection& detection, const Params& params) {
  const std::string_view measure = *params.word(kMeasureOf);
  const Value* const field = detection.value.Find("value");
  const double value = field != nullptr ? *field->AsDouble() : 0;
  const double* const min = params.at(kBalanceMin).AsDouble();
  const bool below = min != nullptr && value < *min;
  const double bound = below ? *min : *params.at(kBalanceMax).AsDouble();
  constexpr double kHundred = 100;
  const auto number = [&](double of) {
    return measure == kMeanAge ? Decimal(of)
                               : Concat(Decimal(of * kHundred), "%");
  };
  const std::string en = InEnglish(organization, detection.focus);
  const std::string zh = InChinese(organization, detection.focus);
  const std::string is = number(value);
  const std::string en_bound =
      Concat(below ? ", less than " : ", more than ", number(bound));
  const std::string zh_bound =
      Concat(below ? "，低于" : "，高于", number(bound));
  if (measure == kMeanAge) {
    return Say(
        Concat("the mean age of the members of ", en, " is ", is, en_bound),
        Concat(zh, "成员的平均年龄为", is, "岁", zh_bound, "岁"));
  }
  if (measure == kTurnover) {
    return Say(Concat(is, " of those who were members of ", en,
                      " within the last year joined or left", en_bound),
               Concat(zh, "近一年的成员中有", is, "加入或离开", zh_bound));
  }
  return Say(Concat(is, " of the members of ", en,
                    " took part in its events of the last year", en_bound),
             Concat(zh, "的成员中有", is, "参加了近一年的活动", zh_bound));
}

}  // namespace

CheckSpec TeamBalance() {
  ParamSpec measure = ChoiceParam(
      "measure",
      {std::string(kMeanAge), std::string(kTurnover),
       std::string(kParticipation)},
      Say("what is measured: the mean age of the members, the share of those "
          "who joined or left within a year, or the share of those who took "
          "part in an event of the unit within a year",
          "衡量什么：成员平均年龄、一年内加入或离开者的比例、"
          "一年内参加过本单位活动的成员的比例"));
  measure.required = true;
  auto [min, max] = RangeParams(
      "", Say("the least value; of a share 1 at most", "下限；比例至多为 1"),
      Say("the greatest value; of a share 1 at most", "上限；比例至多为 1"));
  for (ParamSpec* const bound : {&min, &max}) {
    bound->type = ParamSpec::Type::kNumber;
    bound->max = 1;
    bound->max_only_with = {
        .param = measure.name,
        .words = {std::string(kTurnover), std::string(kParticipation)}};
  }
  return {.name = "team_balance",
          .meaning =
              Say("the mean age, the turnover or the participation of the "
                  "members of a unit itself is below `min` or above `max`; "
                  "what is not known is no gap",
                  "单位本身成员的平均年龄、流动率或参与率低于下限或高于上限；"
                  "无从得知的不算"),
          .focus_kinds = {NodeKind::kUnit},
          .params = {std::move(measure), std::move(min), std::move(max)},
          // Ages are written on the members.
          .scope = {.reads = {FactKind::kUnits, FactKind::kPersons,
                              FactKind::kMemberships, FactKind::kEvents},
                    .reach = Reach::kSubtree},
          .evaluate = FindTeamBalance,
          .message = SayTeamBalance};
}

}  // namespace zeren::internal
