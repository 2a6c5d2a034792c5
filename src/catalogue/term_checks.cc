// Terms of office that have ended, or soon will.

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "src/catalogue/internal/checks.h"
#include "src/catalogue/internal/kinds.h"
#include "src/catalogue/internal/wording.h"
#include "src/core/internal/absl_strings.h"
#include "src/core/internal/days.h"
#include "src/work/internal/term.h"

namespace zeren::internal {
namespace {

// The days of elections of units and posts.
class Elections {
 public:
  explicit Elections(const OrganizationRep& rep) {
    const std::uint32_t election = rep.names.words.Find(kElection);
    if (election == kNoIndex) return;
    const Table<EventView>& events = rep.table<EventView>();
    for (std::uint32_t row = 0; row < events.size(); ++row) {
      if (events.Get<&EventView::kind>()[row] != election ||
          events.IsDead(row)) {
        continue;
      }
      days_[events.Get<&EventView::subject>()[row]].push_back(
          events.Get<&EventView::day>()[row]);
    }
    for (auto& [subject, days] : days_) std::sort(days.begin(), days.end());
  }

  // The day of the newest one up to a day, `kDawn` if there was none, and that
  // of the next one, `kNever` if there is none.
  struct Around {
    DayNumber newest = kDawn;
    DayNumber next = kNever;
  };
  Around At(Node node, DayNumber day) const {
    Around around;
    const auto found = days_.find(node);
    if (found == days_.end()) return around;
    const std::vector<DayNumber>& days = found->second;
    const auto next = std::upper_bound(days.begin(), days.end(), day);
    if (next != days.begin()) around.newest = *(next - 1);
    if (next != days.end()) around.next = *next;
    return around;
  }

 private:
  absl::flat_hash_map<Node, std::vector<DayNumber>> days_;
};

std::optional<double> TermYears(const CheckView& view, Node focus) {
  if (const std::optional<UnitId> unit = focus.As<UnitId>()) {
    const UnitKind* const kind = UnitKindOf(view, *unit);
    return kind != nullptr ? kind->term_years : std::nullopt;
  }
  const PostKind* const kind = PostKindOf(view, *focus.As<PostId>());
  return kind != nullptr ? kind->term_years : std::nullopt;
}

// The first day of those who hold the post in their own right; of several the
// earliest, whose term ends first.
DayNumber FirstDayInPost(const CheckView& view, PostId post) {
  const Table<AppointmentView>& appointments =
      view.organization().rep().table<AppointmentView>();
  DayNumber first = kNever;
  for (const Holder& holder : view.holders(post)) {
    const DayNumber from = appointments.Written(holder.row).from;
    if (!holder.acting() && from != kDawn) first = std::min(first, from);
  }
  return first == kNever ? kDawn : first;
}

// The first day of the term; `kDawn` if nobody wrote it down.
DayNumber TermStart(const CheckView& view, Node focus) {
  static constexpr char kKey = 0;
  const OrganizationRep& rep = view.organization().rep();
  const Elections& elections = view.SharedByDays<Elections>(
      &kKey, [&] { return std::make_shared<const Elections>(rep); });
  const Elections::Around elected =
      elections.At(focus, ToDayNumber(view.day()));
  view.TurnsOn(FromDayNumber(elected.next));
  if (elected.newest != kDawn) return elected.newest;
  if (const std::optional<PostId> post = focus.As<PostId>()) {
    return FirstDayInPost(view, *post);
  }
  return rep.Written(focus).from;
}

void FindTermExpired(const CheckView& view, Node focus, const Params& params,
                     std::vector<Detection>& out) {
  const std::optional<double> years = TermYears(view, focus);
  if (!years) return;
  const DayNumber start = TermStart(view, focus);
  if (start == kDawn) return;
  const absl::CivilDay from = FromDayNumber(start);
  const std::optional<absl::CivilDay> to = TermEnd(from, *years);
  if (!to) return;
  const std::int64_t days =
      std::int64_t{ToDayNumber(view.day())} - ToDayNumber(*to);
  if (-days > params.integer(0)) {
    view.TurnsOn(DaysAfter(ToDayNumber(*to), -params.integer(0)));
    return;
  }
  out.push_back(
      {.focus = focus,
       .value = Value::Record{
           {"from", FormatDay(from)}, {"to", FormatDay(*to)}, {"days", days}}});
}

Text SayTermExpired(const Organization& organization,
                    const Detection& detection, const Params&) {
  const std::string en = InEnglish(organization, detection.focus);
  const std::string zh = InChinese(organization, detection.focus);
  const std::string_view from = WordIn(detection.value, "from");
  const std::string_view to = WordIn(detection.value, "to");
  const std::int64_t days = IntegerIn(detection.value, "days").value_or(0);
  if (days >= 0) {
    return Say(Concat("the term of ", en, " that began on ", from,
                      " has been over since ", to),
               Concat(zh, "自", from, "开始的任期已于", to, "届满"));
  }
  return Say(Concat("the term of ", en, " that began on ", from,
                    " will be over on ", to, ", in ", Days(-days)),
             Concat(zh, "自", from, "开始的任期将于", to, "届满，还有",
                    std::to_string(-days), "天"));
}

}  // namespace

CheckSpec TermExpired() {
  return {.name = "term_expired",
          .meaning =
              Say("the term of a unit or of those who hold a post, of the "
                  "profile's `term_years` since the newest election, or else "
                  "since its first day, has ended or ends within "
                  "`lead_days`",
                  "单位或任职者的任期已届满，或将在规定天数内届满；"
                  "任期自最近一次选举起算，无选举记录则自起始日起算"),
          .focus_kinds = {NodeKind::kUnit, NodeKind::kPost},
          .params = {DaysParam("lead_days", 0,
                               Say("how long before its end a term is reported",
                                   "届满前多少天开始提示"))},
          .scope = {.reads = {FactKind::kUnits, FactKind::kPosts,
                              FactKind::kPersons, FactKind::kAppointments,
                              FactKind::kEvents},
                    .reach = Reach::kRow},
          .evaluate = FindTermExpired,
          .message = SayTermExpired};
}

}  // namespace zeren::internal
