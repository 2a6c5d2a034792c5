// listed_words.h -- words that have to be in a list of the profile.

#ifndef ZEREN_MODEL_INTERNAL_LISTED_WORDS_H_
#define ZEREN_MODEL_INTERNAL_LISTED_WORDS_H_

#include <string>
#include <string_view>
#include <vector>

#include "src/model/internal/json_node.h"
#include "zeren/model/profile.h"

namespace zeren::internal {

// Returns the names in a list of the profile, called by its field:
// "unit_kinds".
std::vector<std::string_view> ListedNames(const Profile& profile,
                                          std::string_view vocabulary);

// What to do about a word that is not among the names.
std::string HowToList(std::string_view word, std::string_view vocabulary,
                      const std::vector<std::string_view>& names);

// Refuses the words that were read and that no list of the profile has.
void CheckListedWords(const Profile& profile, Reading& reading);

}  // namespace zeren::internal

#endif  // ZEREN_MODEL_INTERNAL_LISTED_WORDS_H_
