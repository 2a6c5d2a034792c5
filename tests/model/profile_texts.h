// profile_texts.h -- profiles and their problems from text, for tests.

#ifndef ZEREN_TESTS_MODEL_PROFILE_TEXTS_H_
#define ZEREN_TESTS_MODEL_PROFILE_TEXTS_H_

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "gtest/gtest.h"
#include "src/model/internal/profile_json.h"
#include "zeren/core/problem.h"
#include "zeren/model/profile.h"

namespace zeren {

inline Profile ParseProfileOrDie(std::string_view json) {
  absl::StatusOr<Profile> profile = ParseProfile(json);
  EXPECT_TRUE(profile.ok()) << profile.status();
  return profile.ok() ? *std::move(profile) : Profile();
}

// Parses a profile that may extend another one, "base", which is small enough
// to see through.
inline absl::StatusOr<Profile> ParseProfileOver(std::string_view base,
                                                std::string_view json) {
  return internal::ReadProfileText(json, {{"base", base}});
}

// Returns the problems of a status, and checks its code on the way.
inline std::vector<std::string> ProblemTexts(const absl::Status& status) {
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << status;
  std::vector<std::string> texts;
  for (const Problem& problem : Problems(status)) {
    texts.push_back(ToText(problem));
  }
  return texts;
}

template <typename Entry>
std::vector<std::string> IdsOf(const std::vector<Entry>& entries) {
  std::vector<std::string> ids;
  for (const Entry& entry : entries) ids.push_back(entry.id);
  return ids;
}

inline const Rule* FindRule(const Profile& profile, std::string_view id) {
  for (const Rule& rule : profile.rules) {
    if (rule.id == id) return &rule;
  }
  return nullptr;
}

}  // namespace zeren

#endif  // ZEREN_TESTS_MODEL_PROFILE_TEXTS_H_
