// superior_rules.h -- whom posts and persons report to, for whatever knows one
// day: the tables of a snapshot, or the facts themselves.
//
// What a `Day` has to know of the day is said at each function. It is asked for
// no more than the answer takes, so that one that looks facts up can say how
// long the answer holds.

#ifndef ZEREN_GRAPH_INTERNAL_SUPERIOR_RULES_H_
#define ZEREN_GRAPH_INTERNAL_SUPERIOR_RULES_H_

#include <cstdint>
#include <optional>
#include <utility>

#include "src/core/internal/days.h"
#include "src/model/internal/organization_rep.h"
#include "zeren/core/node.h"
#include "zeren/graph/chain.h"
#include "zeren/graph/posts.h"

namespace zeren::internal {

// The superior of a post before cycles of posts are cut. `ends_at_cut`: there
// is none, and a cycle of units was cut on the way.
struct PostSuperior {
  std::uint32_t post = kNoIndex;
  LineRule rule = LineRule::kNone;
  bool ends_at_cut = false;
};

// By the dated primary lines; `stated` says whether there are any. Asks for
// `Holds(DayRange)` and `in_force(PostId)`, also of posts that are absent.
template <typename Day>
PostSuperior SuperiorByLines(const OrganizationRep& org, Day& day, PostId post,
                             bool& stated) {
  const Table<ReportingLineView>& lines = org.table<ReportingLineView>();
  const IdTable& ids = org.names.of(NodeKind::kPost);
  std::uint32_t best = kNoIndex;
  DayNumber best_start = kDawn;
  const std::uint32_t end = org.lines_of_post.end(Index(post));
  for (std::uint32_t row = org.lines_of_post.begin(Index(post)); row < end;
       ++row) {
    const std::uint32_t kind = lines.Get<&ReportingLineView::kind>()[row];
    const DayRange written = lines.Written(row);
    if ((kind != kNoIndex && org.names.words[kind] != "primary") ||
        !day.Holds(written)) {
      continue;
    }
    stated = true;
    const std::uint32_t to = lines.Get<&ReportingLineView::reports_to>()[row];
    if (to != kNobodyIndex &&
        (to == Index(post) || !day.in_force(PostId{to}))) {
      continue;
    }
    // Nobody comes before every id.
    const auto smaller = [&] {
      if (to == kNobodyIndex || best == kNobodyIndex) {
        return to == kNobodyIndex;
      }
      return ids[to] < ids[best];
    };
    if (best == kNoIndex || written.from > best_start ||
        (written.from == best_start && smaller())) {
      best = to;
      best_start = written.from;
    }
  }
  if (best == kNoIndex || best == kNobodyIndex) return {};
  return {best, LineRule::kReportingLine, false};
}

// By the heads of the units above. Asks for `unit(PostId)`, and of units for
// `head`, `parent`, `nearest_headed` and `top_cut`, whether a cycle was cut at
// the top of their tree.
template <typename Day>
PostSuperior SuperiorByRule(Day& day, PostId post) {
  const std::optional<UnitId> unit = day.unit(post);
  if (!unit) return {};
  const std::optional<PostId> head = day.head(*unit);
  if (head && *head != post) return {Index(*head), LineRule::kUnitHead, false};
  // The nearest unit above with a head post other than this one. A post may
  // head several units on the way; each is passed once for its one head.
  std::optional<UnitId> above = day.parent(*unit);
  while (above) {
    const std::optional<UnitId> headed = day.nearest_headed(*above);
    if (!headed) break;
    const PostId superior = *day.head(*headed);
    if (superior != post) {
      return {Index(superior), LineRule::kAncestorHead, false};
    }
    above = day.parent(*headed);
  }
  return {kNoIndex, LineRule::kNone, day.top_cut(*unit)};
}

// Asks for all that the two above do.
//
// REQUIRES: the post is in force.
template <typename Day>
PostSuperior SuperiorOfPost(const OrganizationRep& org, Day& day, PostId post) {
  bool stated = false;
  const PostSuperior by_lines = SuperiorByLines(org, day, post, stated);
  if (stated) return by_lines;
  const std::uint32_t written =
      org.table<PostView>().Get<&PostView::reports_to>()[Index(post)];
  if (written == kNoIndex) return SuperiorByRule(day, post);
  if (written == kNobodyIndex || written == Index(post) ||
      !day.in_force(PostId{written})) {
    return {};
  }
  return {written, LineRule::kReportsTo, false};
}

// What a node answers when it is asked for its superior. `cut`: a cycle was cut
// on the way to the answer, which another place for the cut might have changed.
struct SuperiorAnswer {
  std::optional<ChainHop> superior;
  bool cut = false;
};

// Asks of persons for `main_unit`, `holds(PersonId, PostId)` and `own_post`, of
// units for `nearest_headed`, `head` and `top_cut`, and for
// `answer_of(PostId)`.
template <typename Day>
SuperiorAnswer SuperiorOfPerson(Day& day, PersonId person) {
  bool cut = false;
  if (const std::optional<UnitId> unit = day.main_unit(person)) {
    if (const std::optional<UnitId> headed = day.nearest_headed(*unit)) {
      const PostId head = *day.head(*headed);
      if (day.holds(person, head)) return day.answer_of(head);
      const LineRule rule =
          *headed == *unit ? LineRule::kUnitHead : LineRule::kAncestorHead;
      return {ChainHop{head, rule}, false};
    }
    // The cut may hide a unit above, and its head post with it.
    cut = day.top_cut(*unit);
  }
  const std::optional<PostId> own = day.own_post(person);
  if (!own) return {std::nullopt, cut};
  SuperiorAnswer answer = day.answer_of(*own);
  answer.cut = answer.cut || cut;
  return answer;
}

// The post as which a person answers where no unit has a head: of several not
// acting before acting, then the latest written start, then the smaller id.
// `in_force(row)`: whether an appointment is.
template <typename InForce>
std::optional<PostId> OwnPost(const OrganizationRep& org, PersonId person,
                              const InForce& in_force) {
  const auto& appointments = org.table<AppointmentView>();
  const Groups& groups = org.appointments_of_person.groups;
  std::uint32_t best = kNoIndex;
  std::pair<bool, DayNumber> best_rank;
  for (std::uint32_t i = groups.begin(Index(person));
       i < groups.end(Index(person)); ++i) {
    const std::uint32_t row = org.appointments_of_person.rows[i];
    if (!in_force(row)) continue;
    const std::uint32_t post = appointments.Get<&AppointmentView::post>()[row];
    const bool acting = appointments.Get<&AppointmentView::mode>()[row] ==
                        static_cast<std::uint8_t>(AppointmentMode::kActing);
    const std::pair rank(!acting, appointments.Written(row).from);
    if (best == kNoIndex || rank > best_rank ||
        (rank == best_rank && org.id(PostId{post}) < org.id(PostId{best}))) {
      best = post;
      best_rank = rank;
    }
  }
  return OptionalId<PostId>(best);
}

}  // namespace zeren::internal

#endif  // ZEREN_GRAPH_INTERNAL_SUPERIOR_RULES_H_
