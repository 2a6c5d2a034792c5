#include "zeren/graph/posts.h"

#include <algorithm>
#include <array>
#include <utility>

#include "src/graph/internal/snapshot_rep.h"

namespace zeren {

std::string_view NameOf(LineRule rule) {
  static constexpr std::array<std::string_view, 7> kNames = {
      "none",       "parent",    "superior",     "reporting-line",
      "reports-to", "unit-head", "ancestor-head"};
  return kNames[static_cast<std::size_t>(rule)];
}

std::string_view NameOf(PostState state) {
  static constexpr std::array<std::string_view, 6> kNames = {
      "abolished", "occupied", "undisclosed", "acting", "absent", "vacant"};
  return kNames[static_cast<std::size_t>(state)];
}

std::uint32_t Posts::seats_taken(PostId post) const {
  // Holders come in order of id, so one person's appointments are neighbours.
  std::uint32_t taken = 0;
  std::uint32_t last = kNoIndex;
  for (const Holder& holder : holders(post)) {
    if (holder.undisclosed()) {
      taken += holder.acting() ? 0 : 1;
    } else if (!holder.acting() && holder.person_index != last) {
      ++taken;
      last = holder.person_index;
    }
  }
  return taken;
}

namespace internal {

// The posts in force, and those of each unit.
void SnapshotBuilder::FindPosts() {
  const std::uint32_t count = org_.count(NodeKind::kPost);
  const Table<PostView>& rows = org_.table<PostView>();
  const auto& kinds = rows.Get<&PostView::kind>();
  Posts& table = rep_->posts;
  table.units_.resize(count);
  table.seats_.resize(count);
  table.ftes_.resize(count);
  posts_in_force_.resize(count);

  std::vector<std::uint8_t> deputizes(org_.names.words.size(), 0);
  for (const PostKind& kind : org_.profile.post_kinds) {
    const std::uint32_t word = org_.names.words.Find(kind.id);
    if (word != kNoIndex) deputizes[word] = !kind.deputizes_for.empty();
  }

  Lists of_unit(org_.count(NodeKind::kUnit));
  Lists deputies(org_.count(NodeKind::kUnit));
  for (std::uint32_t post = 0; post < count; ++post) {
    posts_in_force_[post] = org_.post_periods[post].Contains(day_);
    const std::uint32_t unit = rows.Get<&PostView::unit>()[post];
    // A post in force whose unit the document has is in a unit in force.
    const bool placed =
        posts_in_force_[post] && org_.Exists(NodeKind::kUnit, unit);
    table.units_[post] = placed ? unit : kNoIndex;
    const std::int32_t seats = rows.Get<&PostView::seats>()[post];
    table.seats_[post] = seats < 0 ? 1 : static_cast<std::uint32_t>(seats);
    table.ftes_[post] =
        rows.Get<&PostView::fte>().Read(post, org_.names).value_or(1);
    if (placed) {
      of_unit.Count(unit);
      if (deputizes[kinds[post]]) deputies.Count(unit);
    }
  }
  of_unit.EndCounting();
  deputies.EndCounting();
  for (std::uint32_t post = 0; post < count; ++post) {
    const std::uint32_t unit = table.units_[post];
    if (unit == kNoIndex) continue;
    of_unit.Add(unit, post);
    if (deputizes[kinds[post]]) deputies.Add(unit, post);
  }
  of_unit.Sort(ById<NodeKind::kPost>());
  deputies.Sort(ById<NodeKind::kPost>());
  of_unit.MoveTo(rep_->units.post_begins_, rep_->units.posts_);
  deputies.MoveTo(rep_->units.deputy_begins_, rep_->units.deputies_);
}

// The head post of each unit: the one written, if in force; where none is
// written, the only post of a head kind.
void SnapshotBuilder::FindHeads() {
  Units& units = rep_->units;
  const std::uint32_t count = org_.count(NodeKind::kUnit);
  const auto& written = org_.table<UnitView>().Get<&UnitView::head>();
  const auto& kinds = org_.table<PostView>().Get<&PostView::kind>();
  std::vector<std::uint8_t> heads(org_.names.words.size(), 0);
  for (const PostKind& kind : org_.profile.post_kinds) {
    const std::uint32_t word = org_.names.words.Find(kind.id);
    if (word != kNoIndex) heads[word] = kind.head;
  }

  units.heads_.assign(count, kNoIndex);
  units.nearest_headed_.assign(count, kNoIndex);
  for (const std::uint32_t unit : units.forest_.pre_order()) {
    std::uint32_t head = kNoIndex;
    if (written[unit] != kNoIndex) {
      if (PostInForce(written[unit])) head = written[unit];
    } else {
      std::uint32_t candidates = 0;
      for (const std::uint32_t post : units.posts(UnitId{unit}).indices()) {
        if (heads[kinds[post]]) {
          head = post;
          ++candidates;
        }
      }
      if (candidates != 1) head = kNoIndex;
    }
    units.heads_[unit] = head;
    const std::uint32_t parent = units.forest_.parent(unit);
    units.nearest_headed_[unit] = head != kNoIndex ? unit
                                  : parent != kNoIndex
                                      ? units.nearest_headed_[parent]
                                      : kNoIndex;
  }
}

SnapshotBuilder::Superior SnapshotBuilder::SuperiorByLines(std::uint32_t post,
                                                           bool& stated) const {
  const Table<ReportingLineView>& lines = org_.table<ReportingLineView>();
  const std::uint32_t primary = org_.names.words.Find("primary");
  const IdTable& ids = org_.names.of(NodeKind::kPost);
  std::uint32_t best = kNoIndex;
  DayNumber best_start = kDawn;
  for (std::uint32_t row = org_.lines_of_post.begin(post);
       row < org_.lines_of_post.end(post); ++row) {
    const std::uint32_t kind = lines.Get<&ReportingLineView::kind>()[row];
    const DayRange written = lines.Written(row);
    if ((kind != kNoIndex && kind != primary) || !written.Contains(day_)) {
      continue;
    }
    stated = true;
    const std::uint32_t to = lines.Get<&ReportingLineView::reports_to>()[row];
    if (to != kNobodyIndex && (to == post || !PostInForce(to))) continue;
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

SnapshotBuilder::Superior SnapshotBuilder::SuperiorByRule(
    std::uint32_t post) const {
  const Units& units = rep_->units;
  const std::uint32_t unit = rep_->posts.units_[post];
  if (unit == kNoIndex) return {};
  if (const std::uint32_t head = units.heads_[unit];
      head != kNoIndex && head != post) {
    return {head, LineRule::kUnitHead, false};
  }
  // The nearest unit above with a head post other than this one. A post may
  // head several units on the way; each is passed once for its one head.
  std::uint32_t above = units.forest_.parent(unit);
  while (above != kNoIndex) {
    const std::uint32_t headed = units.nearest_headed_[above];
    if (headed == kNoIndex) break;
    if (units.heads_[headed] != post) {
      return {units.heads_[headed], LineRule::kAncestorHead, false};
    }
    above = units.forest_.parent(headed);
  }
  return {kNoIndex, LineRule::kNone,
          !under_cut_.empty() && under_cut_[unit] != 0};
}

SnapshotBuilder::Superior SnapshotBuilder::SuperiorOfPost(
    std::uint32_t post) const {
  bool stated = false;
  const Superior by_lines = SuperiorByLines(post, stated);
  if (stated) return by_lines;
  const std::uint32_t written =
      org_.table<PostView>().Get<&PostView::reports_to>()[post];
  if (written == kNoIndex) return SuperiorByRule(post);
  if (written == kNobodyIndex || written == post || !PostInForce(written)) {
    return {};
  }
  return {written, LineRule::kReportsTo, false};
}

void SnapshotBuilder::LinkPosts() {
  const std::uint32_t count = org_.count(NodeKind::kPost);
  Posts& table = rep_->posts;
  Numbers superiors(count, kNoIndex);
  table.rules_.assign(count, LineRule::kNone);
  const auto mark_cut = [&](std::uint32_t post) {
    if (table.ends_at_cut_.empty()) table.ends_at_cut_.assign(count, 0);
    table.ends_at_cut_[post] = 1;
  };
  for (std::uint32_t post = 0; post < count; ++post) {
    if (!posts_in_force_[post]) continue;
    const Superior superior = SuperiorOfPost(post);
    superiors[post] = superior.post;
    table.rules_[post] = superior.rule;
    if (superior.ends_at_cut) mark_cut(post);
  }
  table.forest_ =
      Forest(std::move(superiors), posts_in_force_, ById<NodeKind::kPost>());
  for (const std::vector<std::uint32_t>& cycle : table.forest_.cycles()) {
    table.rules_[cycle[0]] = LineRule::kNone;
    mark_cut(cycle[0]);
  }
}

void SnapshotBuilder::FindHolders() {
  const std::uint32_t count = org_.count(NodeKind::kPost);
  const Table<AppointmentView>& appointments = org_.table<AppointmentView>();
  const IdTable& ids = org_.names.of(NodeKind::kPerson);
  Posts& table = rep_->posts;
  table.holder_begins_.reserve(count + std::size_t{1});
  for (std::uint32_t post = 0; post < count; ++post) {
    const std::size_t first = table.holders_.size();
    table.holder_begins_.push_back(static_cast<std::uint32_t>(first));
    for (std::uint32_t row = org_.appointments_of_post.begin(post);
         row < org_.appointments_of_post.end(post); ++row) {
      if (!org_.appointment_periods[row].Contains(day_)) continue;
      Holder holder;
      holder.row = row;
      holder.person_index = appointments.Get<&AppointmentView::person>()[row];
      holder.share =
          static_cast<float>(appointments.Get<&AppointmentView::share>()
                                 .Read(row, org_.names)
                                 .value_or(1));
      holder.mode = appointments.Get<&AppointmentView::mode>()
                        .Read(row, org_.names)
                        .value_or(AppointmentMode::kRegular);
      holder.present = holder.undisclosed() ||
                       rep_->people.present(PersonId{holder.person_index});
      table.holders_.push_back(holder);
    }
    std::stable_sort(
        table.holders_.begin() + static_cast<std::ptrdiff_t>(first),
        table.holders_.end(), [&](const Holder& a, const Holder& b) {
          if (a.undisclosed() || b.undisclosed()) {
            return !a.undisclosed() && b.undisclosed();
          }
          return a.person_index != b.person_index &&
                 ids[a.person_index] < ids[b.person_index];
        });
  }
  table.holder_begins_.push_back(
      static_cast<std::uint32_t>(table.holders_.size()));
}

void SnapshotBuilder::JudgeStates() {
  const std::uint32_t count = org_.count(NodeKind::kPost);
  Posts& table = rep_->posts;
  table.states_.assign(count, PostState::kAbolished);
  for (std::uint32_t post = 0; post < count; ++post) {
    if (!posts_in_force_[post]) continue;
    // The states are in order of precedence: the smallest that applies counts.
    PostState state = PostState::kVacant;
    for (const Holder& holder : table.holders(PostId{post})) {
      const PostState by_holder = holder.undisclosed() ? PostState::kUndisclosed
                                  : !holder.present    ? PostState::kAbsent
                                  : holder.acting()    ? PostState::kActing
                                                       : PostState::kOccupied;
      state = std::min(state, by_holder);
    }
    table.states_[post] = state;
  }
}

}  // namespace internal
}  // namespace zeren
