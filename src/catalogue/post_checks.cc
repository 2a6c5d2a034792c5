// Posts that nobody holds, and posts that too many hold.

#include <optional>

#include "src/catalogue/internal/checks.h"
#include "src/catalogue/internal/wording.h"
#include "src/core/internal/absl_strings.h"
#include "src/core/internal/days.h"
#include "src/graph/internal/vacant_since.h"
#include "src/model/internal/organization_rep.h"

namespace zeren::internal {
namespace {

enum VacantParam : std::size_t { kPostKind, kDays };

void FindPostVacant(const CheckView& view, Node focus, const Params& params,
                    std::vector<Detection>& out) {
  if (view.state(*focus.As<PostId>()) != PostState::kVacant) return;
  const OrganizationRep& rep = view.organization().rep();
  const std::uint32_t kind =
      rep.table<PostView>().Get<&PostView::kind>()[focus.index()];
  if (!Admits(params, kPostKind, rep.names.words[kind])) return;

  const DayNumber day = ToDayNumber(view.day());
  const DayNumber since = VacantSince(rep, focus.index(), day);
  Value days;
  if (since != kDawn) {
    const std::int64_t passed = std::int64_t{day} - since;
    if (passed < params.integer(kDays)) {
      view.TurnsOn(DaysAfter(since, params.integer(kDays)));
      return;
    }
    days = passed;
  }
  out.push_back(
      {.focus = focus, .value = Value::Record{{"days", std::move(days)}}});
}

Text SayPostVacant(const Organization& organization, const Detection& detection,
                   const Params&) {
  const std::string en = InEnglish(organization, detection.focus);
  const std::string zh = InChinese(organization, detection.focus);
  const std::optional<std::int64_t> days = IntegerIn(detection.value, "days");
  if (!days) {
    return Say(Concat(en, " is vacant, and nobody is on record for it before"),
               Concat(zh, "空缺，此前也没有任职记录"));
  }
  if (*days == 0) {
    return Say(Concat(en, " is vacant from today"), Concat(zh, "自今日起空缺"));
  }
  return Say(Concat(en, " has been vacant for ", Days(*days)),
             Concat(zh, "已空缺", std::to_string(*days), "天"));
}

// Different persons who hold a post and are not acting. Who holds it both in
// full and in part holds it in full; a withheld name is a person of its own.
struct Sitting {
  std::uint32_t full_time = 0;
  std::uint32_t part_time = 0;
};

Sitting SittingOn(const CheckView& view, PostId post) {
  // Holders come in order of id, so one person's appointments are neighbours.
  // Shares are read as they were written, because a holder's is rounded.
  const auto& shares = view.organization()
                           .rep()
                           .table<AppointmentView>()
                           .Get<&AppointmentView::share>();
  Sitting sitting;
  const std::span<const Holder> holders = view.holders(post);
  for (std::size_t i = 0; i < holders.size();) {
    const Holder& first = holders[i];
    bool sits = false;
    bool full = false;
    do {
      if (!holders[i].acting()) {
        sits = true;
        // A share that is not written is no number, and so not below 1.
        full = full || !(shares[holders[i].row] < 1);
      }
      ++i;
    } while (i < holders.size() && !first.undisclosed() &&
             holders[i].person_index == first.person_index);
    if (sits) ++(full ? sitting.full_time : sitting.part_time);
  }
  return sitting;
}

void FindPostOverfilled(const CheckView& view, Node focus, const Params&,
                        std::vector<Detection>& out) {
  const PostId post = *focus.As<PostId>();
  const std::uint32_t seats = view.seats(post);
  if (view.holders(post).size() <= seats) return;
  const Sitting sitting = SittingOn(view, post);
  if (sitting.full_time + (sitting.part_time > 0 ? 1 : 0) <= seats) return;
  const std::int64_t holders =
      std::int64_t{sitting.full_time} + sitting.part_time;
  out.push_back({.focus = focus,
                 .value = Value::Record{{"holders", holders},
                                        {"seats", std::int64_t{seats}}}});
}

Text SayPostOverfilled(const Organization& organization,
                       const Detection& detection, const Params&) {
  const std::int64_t holders =
      IntegerIn(detection.value, "holders").value_or(0);
  const std::int64_t seats = IntegerIn(detection.value, "seats").value_or(0);
  return Say(
      Concat(InEnglish(organization, detection.focus), " has ",
             std::to_string(holders), " holders for ", std::to_string(seats),
             seats == 1 ? " seat" : " seats"),
      Concat(InChinese(organization, detection.focus), "有",
             std::to_string(holders), "人任职，职数为", std::to_string(seats)));
}

}  // namespace

CheckSpec PostVacant() {
  return {
      .name = "post_vacant",
      .meaning = Say("nobody has held a post, not even acting, for at least "
                     "`days`; the name of its holder is not withheld either",
                     "岗位空缺达到规定天数，也无人代理"),
      .focus_kinds = {NodeKind::kPost},
      .params = {WordParam("post_kind", "post_kinds",
                           Say("only posts of this kind", "只检查这一类岗位")),
                 DaysParam("days", 0,
                           Say("how long it has been vacant at least",
                               "至少已空缺的天数"))},
      .scope = {.reads = {FactKind::kUnits, FactKind::kPosts,
                          FactKind::kPersons, FactKind::kAppointments},
                .reach = Reach::kRow},
      .evaluate = FindPostVacant,
      .message = SayPostVacant};
}

CheckSpec PostOverfilled() {
  return {.name = "post_overfilled",
          .meaning = Say(
              "more people hold a post than it has seats; those who hold it "
              "part-time may share one seat, and who is acting takes none",
              "任职人数超过职数；非全时任职者可合占一个职数，代理者不计"),
          .focus_kinds = {NodeKind::kPost},
          .scope = {.reads = {FactKind::kUnits, FactKind::kPosts,
                              FactKind::kPersons, FactKind::kAppointments},
                    .reach = Reach::kRow},
          .evaluate = FindPostOverfilled,
          .message = SayPostOverfilled};
}

}  // namespace zeren::internal
