#include "src/advise/internal/statement_scope.h"

#include <algorithm>
#include <optional>

#include "zeren/graph/chain.h"

namespace zeren::internal {
namespace {

StatementRule RuleOf(LineRule rule) {
  switch (rule) {
    case LineRule::kUnitHead:
      return StatementRule::kUnitHead;
    case LineRule::kAncestorHead:
      return StatementRule::kAncestorHead;
    case LineRule::kReportingLine:
      return StatementRule::kReportingLine;
    case LineRule::kReportsTo:
      return StatementRule::kReportsTo;
    case LineRule::kNone:
    case LineRule::kParent:
    case LineRule::kSuperior:
      break;
  }
  return StatementRule::kParent;
}

}  // namespace

StatementScope::StatementScope(const Snapshot& snapshot, Node asked)
    : snapshot_(snapshot),
      asked_(asked),
      standings_(snapshot.posts().count(), Standing::kOutside),
      units_(snapshot.units().count(), 0),
      answers_here_(snapshot.people().count(), Known::kNot) {
  FindOwnPosts();
  FindReports();
  FindUnits();
  FindSitting();
}

void StatementScope::FindOwnPosts() {
  if (const auto asked = asked_.As<PostId>()) {
    own_posts_.push_back(*asked);
  } else {
    // A post of which somebody holds two seats is there twice, side by side.
    for (const PostId post :
         snapshot_.people().posts(PersonId{asked_.index()})) {
      if (own_posts_.empty() || own_posts_.back() != post) {
        own_posts_.push_back(post);
      }
    }
  }
  for (const PostId post : own_posts_) {
    standings_[Index(post)] = Standing::kOwn;
  }
}

void StatementScope::FindReports() {
  const Posts& posts = snapshot_.posts();
  // 1. Superiors come first.
  for (const std::uint32_t post : posts.forest().pre_order()) {
    const std::uint32_t superior = posts.forest().parent(post);
    if (standings_[post] == Standing::kOutside && superior != kNoIndex &&
        LeadsHere(PostId{superior})) {
      standings_[post] = Standing::kReports;
    }
  }
  // 2. What is above is marked once: whoever is above that is marked, too.
  for (const PostId own : own_posts_) {
    std::optional<PostId> above = posts.superior(own);
    while (above && standings_[Index(*above)] == Standing::kOutside) {
      standings_[Index(*above)] = Standing::kAbove;
      above = posts.superior(*above);
    }
  }
}

void StatementScope::FindUnits() {
  const Units& units = snapshot_.units();
  for (const std::uint32_t unit : units.forest().pre_order()) {
    const std::uint32_t parent = units.forest().parent(unit);
    const std::optional<PostId> head = units.head(UnitId{unit});
    units_[unit] = (head && LeadsHere(*head)) ||
                   (parent != kNoIndex && units_[parent] != 0);
  }
}

void StatementScope::FindSitting() {
  const Posts& posts = snapshot_.posts();
  for (const std::uint32_t post : posts.forest().pre_order()) {
    if (standings_[post] != Standing::kOutside) continue;
    const std::optional<UnitId> unit = posts.unit(PostId{post});
    if (unit && Has(*unit)) standings_[post] = Standing::kSits;
  }
}

bool StatementScope::IsPutHere(Node target) const {
  if (const auto unit = target.As<UnitId>()) return Has(*unit);
  if (const auto post = target.As<PostId>()) {
    return IsBelow(*post) || standing(*post) == Standing::kOwn;
  }
  return target == asked_ || AnswersHere(PersonId{target.index()});
}

// Remembered, because very much work may be assigned to one person with very
// many posts.
bool StatementScope::AnswersHere(PersonId person) const {
  Known& known = answers_here_[Index(person)];
  if (known == Known::kNot) {
    known = FindAnswersHere(person) ? Known::kYes : Known::kNo;
  }
  return known == Known::kYes;
}

// Whether the superior of a person leads here, and the person is not above, nor
// on the post that is asked about.
bool StatementScope::FindAnswersHere(PersonId person) const {
  const std::optional<ChainHop> superior = SuperiorOf(snapshot_, person);
  if (!superior || !LeadsHere(PostId{superior->node.index()})) return false;
  for (const PostId post : snapshot_.people().posts(person)) {
    if (standing(post) == Standing::kAbove || asked_ == post) return false;
  }
  return true;
}

std::uint32_t StatementScope::CountPeople() const {
  std::vector<std::uint8_t> counted(snapshot_.people().count(), 0);
  if (const auto person = asked_.As<PersonId>()) {
    counted[Index(*person)] = 1;
  } else {
    for (const Holder& holder :
         snapshot_.posts().holders(PostId{asked_.index()})) {
      if (!holder.undisclosed()) counted[holder.person_index] = 1;
    }
  }
  std::uint32_t people = 0;
  const auto count = [&](std::uint32_t person) {
    people += counted[person] == 0 ? 1 : 0;
    counted[person] = 1;
  };
  for (const std::uint32_t unit : snapshot_.units().forest().pre_order()) {
    if (!Has(UnitId{unit})) continue;
    for (const std::uint32_t row :
         snapshot_.units().member_rows(UnitId{unit})) {
      count(Index(snapshot_.membership(row).person));
    }
  }
  for (const std::uint32_t post : snapshot_.posts().forest().pre_order()) {
    if (!IsBelow(PostId{post})) continue;
    for (const Holder& holder : snapshot_.posts().holders(PostId{post})) {
      if (!holder.undisclosed()) count(holder.person_index);
    }
  }
  return people;
}

StatementHop StatementScope::Up(Node node) const {
  if (const auto unit = node.As<UnitId>()) {
    const std::optional<PostId> head = snapshot_.units().head(*unit);
    if (head && LeadsHere(*head)) return {*head, StatementRule::kUnitHead};
    return {*snapshot_.units().parent(*unit), StatementRule::kParent};
  }
  if (const auto post = node.As<PostId>()) {
    switch (standing(*post)) {
      case Standing::kOwn:
        return {asked_, StatementRule::kHolder};
      case Standing::kSits:
        return {*snapshot_.posts().unit(*post), StatementRule::kUnit};
      default:
        return {*snapshot_.posts().superior(*post),
                RuleOf(snapshot_.posts().superior_rule(*post))};
    }
  }
  const std::optional<ChainHop> superior = SuperiorOf(snapshot_, node);
  return {superior->node, RuleOf(superior->rule)};
}

bool StatementScope::DependsOnCut() const {
  const Posts& posts = snapshot_.posts();
  for (const PostId own : own_posts_) {
    if (posts.ends_at_cut(PostId{posts.forest().root(Index(own))})) return true;
  }
  const Forest& units = snapshot_.units().forest();
  if (units.cycles().empty()) return false;
  return std::any_of(units.pre_order().begin(), units.pre_order().end(),
                     [&](std::uint32_t unit) {
                       return Has(UnitId{unit}) &&
                              units.is_cut(units.root(unit));
                     });
}

}  // namespace zeren::internal
