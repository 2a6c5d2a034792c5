// Seats that stay open, posts in which people only act, and posts whose holders
// will leave with nobody after them.

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
#include "src/model/internal/organization_rep.h"

namespace zeren::internal {
namespace {

// ---- Who held a post, and when

// An appointment that was, is or will be in force, over the days on which it
// is.
struct Tenure {
  std::uint32_t person = kNoIndex;  // `kNoIndex` where undisclosed.
  DayRange days;
  bool acting = false;
};

// O(appointments of the post). One that ended on an unknown day is in force on
// none.
std::vector<Tenure> TenuresOf(const OrganizationRep& rep, PostId post) {
  const Table<AppointmentView>& rows = rep.table<AppointmentView>();
  std::vector<Tenure> tenures;
  const Groups& groups = rep.appointments_of_post;
  for (std::uint32_t row = groups.begin(Index(post));
       row < groups.end(Index(post)); ++row) {
    const DayRange days = rep.appointment_periods[row];
    if (days.from >= days.to) continue;
    const bool acting = rows.Get<&AppointmentView::mode>()[row] ==
                        static_cast<std::uint8_t>(AppointmentMode::kActing);
    tenures.push_back(
        {rows.Get<&AppointmentView::person>()[row], days, acting});
  }
  return tenures;
}

// Makes one of those of one person that overlap, so that nobody counts twice.
// Withheld names are persons of their own.
void MergeTenures(std::vector<Tenure>& tenures) {
  std::sort(tenures.begin(), tenures.end(),
            [](const Tenure& a, const Tenure& b) {
              return a.person != b.person ? a.person < b.person
                                          : a.days.from < b.days.from;
            });
  std::size_t kept = 0;
  for (const Tenure& tenure : tenures) {
    Tenure* const last = kept > 0 ? &tenures[kept - 1] : nullptr;
    if (last != nullptr && tenure.person != kNoIndex &&
        last->person == tenure.person && tenure.days.from <= last->days.to) {
      last->days.to = std::max(last->days.to, tenure.days.to);
    } else {
      tenures[kept++] = tenure;
    }
  }
  tenures.resize(kept);
}

// How many hold a post on some day.
struct Manning {
  std::int64_t sitting = 0;  // In their own right.
  std::int64_t acting = 0;
};

// Returns the first day of the unbroken run of days up to `day` on which
// `wanted(Manning)` holds, which it does on `day`; `kDawn` if the run has no
// first day. `first`: that of the post.
template <typename Wanted>
DayNumber RunSince(const std::vector<Tenure>& tenures, DayNumber first,
                   DayNumber day, const Wanted& wanted) {
  struct Turn {
    DayNumber day;
    bool acting;
    int change;
  };
  std::vector<Turn> turns;
  for (const Tenure& tenure : tenures) {
    if (tenure.days.from > day) continue;
    turns.push_back({tenure.days.from, tenure.acting, 1});
    if (tenure.days.to <= day) {
      turns.push_back({tenure.days.to, tenure.acting, -1});
    }
  }
  std::sort(turns.begin(), turns.end(),
            [](const Turn& a, const Turn& b) { return a.day < b.day; });
  Manning manning;
  std::optional<DayNumber> since;
  if (wanted(manning)) since = first;
  for (std::size_t i = 0; i < turns.size();) {
    const DayNumber today = turns[i].day;
    for (; i < turns.size() && turns[i].day == today; ++i) {
      (turns[i].acting ? manning.acting : manning.sitting) += turns[i].change;
    }
    if (!wanted(manning)) {
      since.reset();
    } else if (!since) {
      since = today;
    }
  }
  return since.value_or(day);
}

bool IsOfPostKind(const CheckView& view, PostId post, const Params& params,
                  std::size_t i) {
  const OrganizationRep& rep = view.organization().rep();
  const std::uint32_t kind =
      rep.table<PostView>().Get<&PostView::kind>()[Index(post)];
  return Admits(params, i, rep.names.words[kind]);
}

ParamSpec TenurePostKindParam() {
  return WordParam("post_kind", "post_kinds",
                   Say("only posts of this kind", "只检查这一类岗位"));
}

// --------------------------------------------------------
// seats_open

enum OpenParam : std::size_t { kOpenKind, kOpenDays };

void FindSeatsOpen(const CheckView& view, Node focus, const Params& params,
                   std::vector<Detection>& out) {
  const PostId post = *focus.As<PostId>();
  const std::uint32_t seats = view.seats(post);
  // Who occupies the only seat leaves none open.
  if (seats < 2 || view.state(post) != PostState::kOccupied) return;
  const std::uint32_t taken = view.seats_taken(post);
  if (taken >= seats || !IsOfPostKind(view, post, params, kOpenKind)) return;

  const OrganizationRep& rep = view.organization().rep();
  std::vector<Tenure> tenures = TenuresOf(rep, post);
  std::erase_if(tenures, [](const Tenure& tenure) { return tenure.acting; });
  MergeTenures(tenures);
  const DayNumber day = ToDayNumber(view.day());
  const DayNumber since =
      RunSince(tenures, rep.post_periods[Index(post)].from, day,
               [&](const Manning& held) { return held.sitting < seats; });
  Value days;
  if (since != kDawn) {
    const std::int64_t passed = std::int64_t{day} - since;
    if (passed < params.integer(kOpenDays)) {
      view.TurnsOn(DaysAfter(since, params.integer(kOpenDays)));
      return;
    }
    days = passed;
  }
  out.push_back({.focus = focus,
                 .value = Value::Record{{"holders", std::int64_t{taken}},
                                        {"seats", std::int64_t{seats}},
                                        {"days", std::move(days)}}});
}

Text SaySeatsOpen(const Organization& organization, const Detection& detection,
                  const Params&) {
  const std::int64_t seats = IntegerIn(detection.value, "seats").value_or(0);
  const std::int64_t open =
      seats - IntegerIn(detection.value, "holders").value_or(0);
  const std::optional<std::int64_t> days = IntegerIn(detection.value, "days");
  const std::string en =
      Concat(std::to_string(open), " of the ", std::to_string(seats),
             " seats of ", InEnglish(organization, detection.focus),
             open == 1 ? " is open" : " are open");
  const std::string zh =
      Concat(InChinese(organization, detection.focus), "共",
             std::to_string(seats), "个职数，空缺", std::to_string(open), "个");
  if (!days) {
    return Say(Concat(en, ": nobody is on record for all of them before"),
               Concat(zh, "，此前没有满员记录"));
  }
  if (*days == 0) {
    return Say(Concat(en, ", from today"), Concat(zh, "，自今日起未满员"));
  }
  return Say(Concat(en, "; not all have been taken for ", Days(*days)),
             Concat(zh, "，已有", std::to_string(*days), "天未满员"));
}

// --------------------------------------------------------
// acting_too_long

void FindActingTooLong(const CheckView& view, Node focus, const Params& params,
                       std::vector<Detection>& out) {
  const PostId post = *focus.As<PostId>();
  const std::span<const Holder> holders = view.holders(post);
  if (holders.empty() ||
      !std::all_of(holders.begin(), holders.end(),
                   [](const Holder& holder) { return holder.acting(); })) {
    return;
  }
  const OrganizationRep& rep = view.organization().rep();
  const DayNumber day = ToDayNumber(view.day());
  const DayNumber since = RunSince(
      TenuresOf(rep, post), rep.post_periods[Index(post)].from, day,
      [](const Manning& held) { return held.sitting == 0 && held.acting > 0; });
  Value days;
  if (since != kDawn) {
    const std::int64_t passed = std::int64_t{day} - since;
    const std::int64_t most = params.integer(0);
    if (passed <= most) {
      if (most < kNever) view.TurnsOn(DaysAfter(since, most + 1));
      return;
    }
    days = passed;
  }
  out.push_back(
      {.focus = focus, .value = Value::Record{{"days", std::move(days)}}});
}

Text SayActingTooLong(const Organization& organization,
                      const Detection& detection, const Params& params) {
  const std::string en = InEnglish(organization, detection.focus);
  const std::string zh = InChinese(organization, detection.focus);
  const std::optional<std::int64_t> days = IntegerIn(detection.value, "days");
  if (!days) {
    return Say(Concat("nobody but acting holders is on record for ", en),
               Concat(zh, "只有代理者的记录"));
  }
  return Say(Concat(en, " has had only acting holders for ", Days(*days),
                    ", longer than ", Days(params.integer(0))),
             Concat(zh, "由人代理已有", std::to_string(*days), "天，超过",
                    std::to_string(params.integer(0)), "天"));
}

// --------------------------------------------------------
// succession

enum SuccessionParam : std::size_t { kSucceededKind, kLeadDays };

// Returns the first day after `day`, on which somebody holds the post, on which
// nobody does.
DayNumber HeldUntil(std::vector<Tenure> tenures, DayNumber day) {
  std::sort(tenures.begin(), tenures.end(),
            [](const Tenure& a, const Tenure& b) {
              return a.days.from < b.days.from;
            });
  DayNumber until = day;
  for (const Tenure& tenure : tenures) {
    if (tenure.days.from > until) break;
    until = std::max(until, tenure.days.to);
  }
  return until;
}

void FindSuccession(const CheckView& view, Node focus, const Params& params,
                    std::vector<Detection>& out) {
  const PostId post = *focus.As<PostId>();
  if (view.holders(post).empty() ||
      !IsOfPostKind(view, post, params, kSucceededKind)) {
    return;
  }
  const Organization& organization = view.organization();
  const OrganizationRep& rep = organization.rep();
  const DayNumber day = ToDayNumber(view.day());
  const std::vector<Tenure> tenures = TenuresOf(rep, post);
  const DayNumber end = HeldUntil(tenures, day);
  // Nobody is wanted for a post that is there no longer.
  if (end >= rep.post_periods[Index(post)].to) return;
  const std::int64_t days = std::int64_t{end} - day;
  if (days > params.integer(kLeadDays)) {
    view.TurnsOn(DaysAfter(end, -params.integer(kLeadDays)));
    return;
  }
  std::vector<std::string> holders;
  for (const Tenure& tenure : tenures) {
    if (tenure.days.to == end && tenure.person != kNoIndex) {
      holders.push_back(organization.NameOf(Node(PersonId{tenure.person})));
    }
  }
  std::sort(holders.begin(), holders.end());
  holders.erase(std::unique(holders.begin(), holders.end()), holders.end());
  out.push_back(
      {.focus = focus,
       .value = Value::Record{
           {"to", FormatDay(FromDayNumber(end))},
           {"days", days},
           {"holders", Value::List(holders.begin(), holders.end())}}});
}

Text SaySuccession(const Organization& organization, const Detection& detection,
                   const Params&) {
  const std::string_view to = WordIn(detection.value, "to");
  const std::int64_t days = IntegerIn(detection.value, "days").value_or(0);
  const std::string en = InEnglish(organization, detection.value, "holders");
  const std::string zh = InChinese(organization, detection.value, "holders");
  return Say(
      Concat("nobody is on record to hold ",
             InEnglish(organization, detection.focus), " from ", to, ", in ",
             Days(days), en.empty() ? "" : Concat(", after ", en)),
      Concat(InChinese(organization, detection.focus), "自", to, "起（",
             std::to_string(days), "天后）没有继任者",
             zh.empty() ? "" : Concat("，届时离任的是", zh)));
}

Scope ScopeOfTenures(bool absences) {
  Scope scope = {.reads = {FactKind::kUnits, FactKind::kPosts,
                           FactKind::kPersons, FactKind::kAppointments},
                 .reach = Reach::kRow};
  if (absences) scope.reads.push_back(FactKind::kAbsences);
  return scope;
}

}  // namespace

CheckSpec SeatsOpen() {
  return {.name = "seats_open",
          .meaning = Say("a post of several seats is occupied, but for at "
                         "least `days` fewer people have held it than it has "
                         "seats; who is acting takes none",
                         "多职数岗位有人任职，但未满员已达到规定天数；"
                         "代理者不计"),
          .focus_kinds = {NodeKind::kPost},
          .params = {TenurePostKindParam(),
                     DaysParam("days", 0,
                               Say("how long seats have been open at least",
                                   "至少已未满员的天数"))},
          .scope = ScopeOfTenures(true),
          .evaluate = FindSeatsOpen,
          .message = SaySeatsOpen};
}

CheckSpec ActingTooLong() {
  ParamSpec days = DaysParam(
      "days", 0, Say("how long acting may last", "代理最多可持续的天数"));
  days.default_value = Value();
  days.required = true;
  return {.name = "acting_too_long",
          .meaning = Say("for more than `days` everybody who has held a post "
                         "has only been acting",
                         "岗位仅由人代理超过规定天数"),
          .focus_kinds = {NodeKind::kPost},
          .params = {std::move(days)},
          .scope = ScopeOfTenures(false),
          .evaluate = FindActingTooLong,
          .message = SayActingTooLong};
}

CheckSpec Succession() {
  constexpr int kQuarter = 90;
  ParamSpec lead_days =
      DaysParam("lead_days", kQuarter,
                Say("how long before a post falls vacant it is reported",
                    "岗位出缺前多少天开始提示"));
  lead_days.min = 1;
  return {.name = "succession",
          .meaning = Say("within `lead_days` the last of those who hold a post "
                         "leaves it, and nobody is on record to hold it then",
                         "岗位的任职者将在规定天数内全部离任，而没有继任记录"),
          .focus_kinds = {NodeKind::kPost},
          .params = {TenurePostKindParam(), std::move(lead_days)},
          .scope = ScopeOfTenures(false),
          .evaluate = FindSuccession,
          .message = SaySuccession};
}

}  // namespace zeren::internal
