#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "src/core/internal/absl_strings.h"
#include "src/core/internal/quoted.h"
#include "src/model/internal/draft.h"

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
    std::vector<std::string_view> listed;
    for (const auto& entry : entries) listed.push_back(entry.id);
    // What to say of each word; nothing of good ones.
    std::vector<std::optional<Problem>> verdicts(draft_.names.words.size());
    std::vector<std::uint8_t> judged(draft_.names.words.size(), 0);
    const auto& column = draft_.table<View>().template Get<kMember>();
    for (std::uint32_t row = 0; row < draft_.table<View>().size(); ++row) {
      const std::uint32_t number = column[row];
      if (number == kNoIndex || draft_.array<View>().IsDropped(row)) continue;
      if (judged[number] == 0) {
        judged[number] = 1;
        verdicts[number] =
            Judge(draft_.names.words[number], field, vocabulary, listed);
      }
      if (verdicts[number]) Reject<View>(row, field, *verdicts[number]);
    }
  }

 private:
  std::optional<Problem> Judge(
      std::string_view word, std::string_view field,
      std::string_view vocabulary,
      const std::vector<std::string_view>& listed) const {
    if (std::find(listed.begin(), listed.end(), word) != listed.end()) {
      return std::nullopt;
    }
    const std::string_view nearest = NearestName(word, listed);
    return Problem{.message = Concat(field, " ", Quoted(word),
                                     " is not one of the ", vocabulary,
                                     " of profile ", Quoted(draft_.profile.id)),
                   .remedy = nearest.empty()
                                 ? Concat("add it to `", vocabulary, "`")
                                 : Concat("did you mean \"", nearest, "\"?")};
  }

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
  judge.Judge<UnitView, &UnitView::kind>("kind", "unit_kinds",
                                         profile.unit_kinds);
  judge.Judge<UnitLineView, &UnitLineView::kind>("kind", "line_kinds",
                                                 profile.line_kinds);
  judge.Judge<PostView, &PostView::kind>("kind", "post_kinds",
                                         profile.post_kinds);
  judge.Judge<ReportingLineView, &ReportingLineView::kind>("kind", "line_kinds",
                                                           profile.line_kinds);
  judge.Judge<MembershipView, &MembershipView::standing>(
      "standing", "standings", profile.standings);
  judge.Judge<DutyView, &DutyView::kind>("kind", "duty_kinds",
                                         profile.duty_kinds);
  judge.Judge<TaskView, &TaskView::cascade>("cascade", "unit_kinds",
                                            profile.unit_kinds);
  judge.Judge<EventView, &EventView::kind>("kind", "event_kinds",
                                           profile.event_kinds);
  judge.Judge<TrainingView, &TrainingView::class_>("class", "course_classes",
                                                   profile.course_classes);
}

}  // namespace zeren::internal
