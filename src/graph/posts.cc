#include "zeren/graph/posts.h"

#include <algorithm>
#include <array>
#include <utility>

#include "src/graph/internal/post_holders.h"
#include "src/graph/internal/snapshot_rep.h"
#include "src/graph/internal/superior_rules.h"

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
  return internal::SeatsTaken(holders(post));
}

namespace internal {

// The posts in force, and those of each unit.
void SnapshotBuilder::FindPosts() {
  const std::uint32_t count = org_.count(NodeKind::kPost);
  const Table<PostView>& rows = org_.table<PostView>();
  const auto& kinds = rows.Get<&PostView::kind>();
  Posts& table = structure_->posts;
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
  of_unit.MoveTo(structure_->units.post_begins_, structure_->units.posts_);
  deputies.MoveTo(structure_->units.deputy_begins_,
                  structure_->units.deputies_);
}

// The head post of each unit: the one written, if in force; where none is
// written, the only post of a head kind.
void SnapshotBuilder::FindHeads() {
  Units& units = structure_->units;
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

namespace {

// What the rules of superiors ask about the day that is being built.
class TablesSoFar {
 public:
  TablesSoFar(const Units& units, const Posts& posts,
              const std::vector<std::uint8_t>& posts_in_force,
              const std::vector<std::uint8_t>& under_cut, DayNumber day)
      : units_(units),
        posts_(posts),
        posts_in_force_(posts_in_force),
        under_cut_(under_cut),
        day_(day) {}

  bool Holds(const DayRange& days) const { return days.Contains(day_); }
  bool in_force(PostId post) const {
    return Index(post) < posts_in_force_.size() &&
           posts_in_force_[Index(post)] != 0;
  }
  std::optional<UnitId> unit(PostId post) const { return posts_.unit(post); }
  std::optional<PostId> head(UnitId unit) const { return units_.head(unit); }
  std::optional<UnitId> parent(UnitId unit) const {
    return units_.parent(unit);
  }
  std::optional<UnitId> nearest_headed(UnitId unit) const {
    return units_.nearest_headed(unit);
  }
  bool top_cut(UnitId unit) const {
    return !under_cut_.empty() && under_cut_[Index(unit)] != 0;
  }

 private:
  const Units& units_;
  const Posts& posts_;
  const std::vector<std::uint8_t>& posts_in_force_;
  const std::vector<std::uint8_t>& under_cut_;
  DayNumber day_;
};

}  // namespace

void SnapshotBuilder::LinkPosts() {
  const std::uint32_t count = org_.count(NodeKind::kPost);
  Posts& table = structure_->posts;
  Numbers superiors(count, kNoIndex);
  table.rules_.assign(count, LineRule::kNone);
  const auto mark_cut = [&](std::uint32_t post) {
    if (table.ends_at_cut_.empty()) table.ends_at_cut_.assign(count, 0);
    table.ends_at_cut_[post] = 1;
  };
  const TablesSoFar day(structure_->units, table, posts_in_force_, under_cut_,
                        day_);
  for (std::uint32_t post = 0; post < count; ++post) {
    if (!posts_in_force_[post]) continue;
    const PostSuperior superior = SuperiorOfPost(org_, day, PostId{post});
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
  Posts& table = structure_->posts;
  const auto present = [&](PersonId person) {
    return structure_->people.present(person);
  };
  table.holder_begins_.reserve(count + std::size_t{1});
  for (std::uint32_t post = 0; post < count; ++post) {
    const std::size_t first = table.holders_.size();
    table.holder_begins_.push_back(static_cast<std::uint32_t>(first));
    for (std::uint32_t row = org_.appointments_of_post.begin(post);
         row < org_.appointments_of_post.end(post); ++row) {
      if (!org_.appointment_periods[row].Contains(day_)) continue;
      table.holders_.push_back(HolderAt(org_, row, present));
    }
    SortHolders(org_, std::span(table.holders_).subspan(first));
  }
  table.holder_begins_.push_back(
      static_cast<std::uint32_t>(table.holders_.size()));
}

void SnapshotBuilder::JudgeStates() {
  const std::uint32_t count = org_.count(NodeKind::kPost);
  Posts& table = structure_->posts;
  table.states_.assign(count, PostState::kAbolished);
  for (std::uint32_t post = 0; post < count; ++post) {
    if (!posts_in_force_[post]) continue;
    table.states_[post] = StateBy(table.holders(PostId{post}));
  }
}

}  // namespace internal
}  // namespace zeren
