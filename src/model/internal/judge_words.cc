#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "src/core/internal/absl_strings.h"
#include "src/model/internal/draft.h"
#include "src/model/internal/listed_fields.h"

namespace zeren::internal {
namespace {

// Words that a closed profile does not list are problems of the document. Words
// are few and rows are many: each word is judged once.
class WordJudge {
 public:
  explicit WordJudge(Draft& draft) : draft_(draft) {}

  template <typename View, auto kMember>
  void Judge(std::string_view field, std::string_view vocabulary,
             const auto& entries) {
    // What to say of each word; nothing of good ones.
    std::vector<std::optional<Problem>> verdicts(draft_.names.words.size());
    std::vector<std::uint8_t> judged(draft_.names.words.size(), 0);
    const auto& column = draft_.table<View>().template Get<kMember>();
    for (std::uint32_t row = 0; row < draft_.table<View>().size(); ++row) {
      const std::uint32_t number = column[row];
      if (number == kNoIndex || draft_.array<View>().IsDropped(row)) continue;
      if (judged[number] == 0) {
        judged[number] = 1;
        verdicts[number] = JudgeListedWord(draft_.names.words[number], field,
                                           vocabulary, entries, draft_.profile);
      }
      if (verdicts[number]) Reject<View>(row, field, *verdicts[number]);
    }
  }

 private:
  template <typename View>
  void Reject(std::uint32_t row, std::string_view field, Problem problem) {
    problem.pointer = Concat(
        draft_.PointerOf<View>(draft_.array<View>().PlaceOf(row)), "/", field);
    draft_.Note({std::move(problem)});
    if (draft_.lenient) Drop<View>(row);
  }

  template <typename View>
  void Drop(std::uint32_t row) {
    draft_.array<View>().Drop(row);
    if constexpr (kEntityOf<View> != NodeKind::kDocument) {
      constexpr auto kKind = static_cast<std::size_t>(kEntityOf<View>);
      std::uint32_t& described =
          draft_.row_of_number[kKind][draft_.array<View>().number_of_row[row]];
      if (described == row) described = kNoIndex;
    }
  }

  Draft& draft_;
};

}  // namespace

void JudgeWords(Draft& draft) {
  const Profile& profile = draft.profile;
  if (profile.open) return;
  WordJudge judge(draft);
  ForEachListedField(
      profile, [&]<typename View, auto kMember>(std::string_view field,
                                                std::string_view vocabulary,
                                                const auto& entries) {
        judge.Judge<View, kMember>(field, vocabulary, entries);
      });
}

}  // namespace zeren::internal
