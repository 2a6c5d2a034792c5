#include "src/assign/internal/scope_index.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>

#include "src/model/internal/organization_rep.h"

namespace zeren::internal {
namespace {

std::span<const ScopeIndex::Entry> Within(
    std::span<const ScopeIndex::Entry> entries, ScopeIndex::Range range) {
  using Entry = ScopeIndex::Entry;
  const auto begin = std::lower_bound(
      entries.begin(), entries.end(), range.begin,
      [](const Entry& e, std::uint32_t at) { return e.position < at; });
  const auto end = std::lower_bound(
      begin, entries.end(), range.end,
      [](const Entry& e, std::uint32_t at) { return e.position < at; });
  return {begin, end};
}

}  // namespace

ScopeIndex::ScopeIndex(const Snapshot& snapshot,
                       const CandidateOptions& options) {
  ListSkills(snapshot);
  ListPlaces(snapshot, options);
  IndexBySkill();
}

void ScopeIndex::ListSkills(const Snapshot& snapshot) {
  const OrganizationRep& rep = snapshot.organization().rep();
  const auto& skills = rep.table<PersonView>().Get<&PersonView::skills>();
  const std::uint32_t persons = snapshot.people().count();
  by_skill_begins_.assign(rep.names.words.size() + std::size_t{1}, 0);
  skill_begins_.reserve(persons + std::size_t{1});
  for (std::uint32_t person = 0; person < persons; ++person) {
    const auto first = static_cast<std::ptrdiff_t>(skills_.size());
    skill_begins_.push_back(static_cast<std::uint32_t>(skills_.size()));
    for (std::uint32_t i = skills.begin(person); i < skills.end(person); ++i) {
      skills_.push_back(skills.number(i));
    }
    std::sort(skills_.begin() + first, skills_.end());
    skills_.erase(std::unique(skills_.begin() + first, skills_.end()),
                  skills_.end());
  }
  skill_begins_.push_back(static_cast<std::uint32_t>(skills_.size()));
}

void ScopeIndex::ListPlaces(const Snapshot& snapshot,
                            const CandidateOptions& options) {
  const OrganizationRep& rep = snapshot.organization().rep();
  const Units& units = snapshot.units();
  const auto counts = [&](UnitId unit) {
    if (options.levels.empty()) return true;
    const std::optional<std::int32_t> level = units.level(unit);
    return level && std::find(options.levels.begin(), options.levels.end(),
                              *level) != options.levels.end();
  };
  const auto& kinds = rep.table<PostView>().Get<&PostView::kind>();
  const auto wanted = [&](PostId post) {
    if (options.post_kinds.empty()) return true;
    const std::string_view kind = rep.names.words[kinds[Index(post)]];
    return std::find(options.post_kinds.begin(), options.post_kinds.end(),
                     kind) != options.post_kinds.end();
  };
  const People& people = snapshot.people();
  units_.assign(people.count(), kNoIndex);
  for (std::uint32_t index = 0; index < people.count(); ++index) {
    const PersonId person{index};
    const std::uint64_t bits = BitsOf(skills(person));
    const std::optional<UnitId> home = people.home(person);
    if (home) units_[index] = Index(*home);
    if (home && options.post_kinds.empty() && counts(*home)) {
      places_.push_back({units.forest().position(Index(*home)), index, bits});
    }
    for (const PostId post : people.posts(person)) {
      const std::optional<UnitId> unit = snapshot.posts().unit(post);
      if (!unit) continue;
      if (units_[index] == kNoIndex) units_[index] = Index(*unit);
      if (wanted(post) && counts(*unit)) {
        places_.push_back({units.forest().position(Index(*unit)), index, bits});
      }
    }
  }
  std::sort(places_.begin(), places_.end(), [](const Entry& a, const Entry& b) {
    return a.position != b.position ? a.position < b.position
                                    : a.person < b.person;
  });
}

void ScopeIndex::IndexBySkill() {
  for (const Entry& entry : places_) {
    for (const std::uint32_t skill : skills(PersonId{entry.person})) {
      ++by_skill_begins_[skill + std::size_t{1}];
    }
  }
  for (std::size_t i = 1; i < by_skill_begins_.size(); ++i) {
    by_skill_begins_[i] += by_skill_begins_[i - 1];
  }
  by_skill_.resize(by_skill_begins_.back());
  std::vector<std::uint32_t> next(by_skill_begins_.begin(),
                                  by_skill_begins_.end() - 1);
  for (const Entry& entry : places_) {
    for (const std::uint32_t skill : skills(PersonId{entry.person})) {
      by_skill_[next[skill]++] = entry;
    }
  }
}

std::span<const ScopeIndex::Entry> ScopeIndex::Places(Range range) const {
  return Within(places_, range);
}

std::span<const ScopeIndex::Entry> ScopeIndex::PlacesWithSkill(
    std::uint32_t skill, Range range) const {
  const std::uint32_t begin = by_skill_begins_[skill];
  return Within(
      std::span(by_skill_).subspan(begin, by_skill_begins_[skill + 1] - begin),
      range);
}

}  // namespace zeren::internal
