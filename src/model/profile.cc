#include "zeren/model/profile.h"

#include <algorithm>
#include <array>
#include <new>
#include <utility>

#include "src/core/internal/absl_strings.h"
#include "src/model/internal/built_in_profiles.h"
#include "src/model/internal/profile_json.h"

namespace zeren {
namespace {

using internal::Concat;

constexpr std::array<std::string_view, 3> kSeverityNames = {"violation",
                                                            "warning", "info"};

template <typename Entry>
const Entry* FindEntry(const std::vector<Entry>& entries, std::string_view id) {
  for (const Entry& entry : entries) {
    if (entry.id == id) return &entry;
  }
  return nullptr;
}

absl::StatusOr<Profile> ReadProfile(std::string_view json) {
  try {
    internal::ProfileTexts known;
    for (const std::string_view id : internal::BuiltInProfileIds()) {
      known.emplace_back(id, internal::BuiltInProfileText(id));
    }
    return internal::ReadProfileText(json, known);
  } catch (const std::bad_alloc&) {
    return absl::ResourceExhaustedError("profile: out of memory");
  }
}

}  // namespace

const UnitKind* Profile::FindUnitKind(std::string_view kind) const {
  return FindEntry(unit_kinds, kind);
}
const PostKind* Profile::FindPostKind(std::string_view kind) const {
  return FindEntry(post_kinds, kind);
}
const Standing* Profile::FindStanding(std::string_view standing) const {
  return FindEntry(standings, standing);
}

bool Profile::CountsAs(std::string_view standing,
                       std::string_view head_count) const {
  const Standing* listed = FindStanding(standing);
  if (listed == nullptr) return head_count == "all";
  return listed->id == head_count ||
         std::find(listed->counts_as.begin(), listed->counts_as.end(),
                   head_count) != listed->counts_as.end();
}

absl::StatusOr<Profile> BuiltInProfile(std::string_view id) {
  const std::string_view text = internal::BuiltInProfileText(id);
  if (text.empty()) {
    return absl::NotFoundError(internal::ToAbsl(
        Concat("no built-in profile \"", id, "\"; ",
               internal::Suggestion(id, BuiltInProfileNames()))));
  }
  absl::StatusOr<Profile> profile = ReadProfile(text);
  if (profile.ok()) profile->source = Concat("\"", id, "\"");
  return profile;
}

std::vector<std::string_view> BuiltInProfileNames() {
  return internal::BuiltInProfileIds();
}

absl::StatusOr<Profile> ParseProfile(std::string_view json) {
  return ReadProfile(json);
}

std::string_view NameOf(Severity severity) {
  return kSeverityNames[static_cast<std::size_t>(severity)];
}

std::optional<Severity> ParseSeverity(std::string_view name) {
  for (std::size_t i = 0; i < kSeverityNames.size(); ++i) {
    if (kSeverityNames[i] == name) return static_cast<Severity>(i);
  }
  return std::nullopt;
}

}  // namespace zeren
