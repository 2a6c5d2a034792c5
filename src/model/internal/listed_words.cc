#include "src/model/internal/listed_words.h"

#include <algorithm>

#include "src/core/internal/absl_strings.h"
#include "zeren/core/problem.h"

namespace zeren::internal {
namespace {

template <typename Entry>
void AddNames(const std::vector<Entry>& entries,
              std::vector<std::string_view>& names) {
  for (const Entry& entry : entries) names.push_back(entry.id);
}

}  // namespace

std::vector<std::string_view> ListedNames(const Profile& profile,
                                          std::string_view vocabulary) {
  std::vector<std::string_view> names;
  const auto asked = [vocabulary](std::string_view list) {
    return vocabulary == list ||
           (vocabulary == kAllKinds && list.ends_with("_kinds"));
  };
  if (vocabulary == "line_kinds") {
    names.emplace_back("primary");  // Whether it is written or not.
    AddNames(profile.line_kinds, names);
  }
  if (asked("unit_kinds")) AddNames(profile.unit_kinds, names);
  if (asked("post_kinds")) AddNames(profile.post_kinds, names);
  if (asked("duty_kinds")) AddNames(profile.duty_kinds, names);
  if (asked("event_kinds")) AddNames(profile.event_kinds, names);
  if (asked("course_classes")) AddNames(profile.course_classes, names);
  if (vocabulary == kObligations) AddNames(profile.obligations, names);
  if (asked("standings")) AddNames(profile.standings, names);
  if (asked(kHeadCounts)) {
    names.emplace_back("all");
    AddNames(profile.standings, names);
    for (const Standing& standing : profile.standings) {
      names.insert(names.end(), standing.counts_as.begin(),
                   standing.counts_as.end());
    }
  }
  return names;
}

std::string HowToList(std::string_view word, std::string_view vocabulary,
                      const std::vector<std::string_view>& names) {
  const std::string_view nearest = NearestName(word, names);
  const std::string list = Concat("list it in ", vocabulary);
  return nearest.empty()
             ? list
             : Concat("did you mean \"", nearest, "\"? else ", list);
}

void CheckListedWords(const Profile& profile, Reading& reading) {
  for (const ListedWord& word : reading.listed_words) {
    const std::vector<std::string_view> names =
        ListedNames(profile, word.vocabulary);
    if (std::find(names.begin(), names.end(), word.word) != names.end()) {
      continue;
    }
    reading.problems.Add({word.pointer,
                          Concat(word.name, " is \"", word.word,
                                 "\", which is not in ", word.vocabulary),
                          HowToList(word.word, word.vocabulary, names)});
  }
}

}  // namespace zeren::internal
