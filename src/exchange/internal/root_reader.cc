#include "src/exchange/internal/root_reader.h"

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "src/core/internal/absl_strings.h"
#include "src/core/internal/quoted.h"
#include "src/exchange/internal/judge_rules.h"
#include "src/exchange/internal/record_reader.h"
#include "src/model/internal/json_node.h"
#include "zeren/core/period.h"

namespace zeren::internal {
namespace {

constexpr std::int64_t kFormat = 1;

}  // namespace

std::span<const FieldInfo> RootReader::Infos() {
  static constexpr auto kInfos = [] {
    std::array<FieldInfo, kFields> infos;
    infos[kVersion] = {"zeren", Need::kRequired, Shape::kScalar};
    infos[kProfile] = {"profile", Need::kOptional, Shape::kJson};
    infos[kName] = {"name", Need::kOptional, Shape::kText};
    infos[kDay] = {"as_of", Need::kOptional, Shape::kScalar};
    [&]<std::size_t... kI>(std::index_sequence<kI...>) {
      ((infos[kHeadFields + kI] = {std::tuple_element_t<kI, AllViews>::kArray,
                                   Need::kOptional, Shape::kObjects}),
       ...);
    }
    (std::make_index_sequence<kArrays>());
    return infos;
  }();
  return kInfos;
}

RootReader::RootReader(ReadBuffers& buffers, OrganizationBuilder& builder)
    : FieldsReader(Infos(), nullptr, buffers), builder_(builder) {
  [&]<std::size_t... kI>(std::index_sequence<kI...>) {
    ((readers_[kI] =
          std::make_unique<RecordReader<std::tuple_element_t<kI, AllViews>>>(
              this, buffers, builder)),
     ...);
  }
  (std::make_index_sequence<kArrays>());
}

bool RootReader::SetScalar(std::size_t field, const Scalar& scalar) {
  switch (field) {
    case kVersion:
      return scalar.AsWhole() == kFormat;
    case kProfile:
      if (!scalar.is_string()) return false;
      SetProfileNamed(scalar.text);
      return true;
    case kName:
      if (!scalar.is_string()) return false;
      builder_.SetName(TextView(scalar.text));
      return true;
    case kDay: {
      const std::optional<absl::CivilDay> day =
          scalar.is_string() ? ParseDay(scalar.text) : std::nullopt;
      if (!day) return RefuseDay(field, scalar);
      builder_.SetAsOf(*day);
      return true;
    }
    default:
      return false;  // An array.
  }
}

void RootReader::SetText(std::size_t /*field*/, const TextView& text) {
  builder_.SetName(text);
}

void RootReader::SetJson(std::size_t /*field*/, const std::string& json) {
  SetProfile(ParseProfile(json));
}

void RootReader::SetProfileNamed(std::string_view name) {
  absl::StatusOr<Profile> profile = BuiltInProfile(name);
  if (absl::IsNotFound(profile.status())) {
    Refuse(kProfile, Concat("no built-in profile is called ", Quoted(name)),
           Suggestion(name, BuiltInProfileNames()));
  } else {
    SetProfile(std::move(profile));
  }
}

void RootReader::SetProfile(absl::StatusOr<Profile> profile) {
  if (!profile.ok()) {
    std::vector<Problem> problems = Problems(profile.status());
    if (problems.empty()) status_.Update(profile.status());
    AddProfileProblems(std::move(problems), ProblemCount(profile.status()));
    return;
  }
  ProblemList problems;
  status_.Update(JudgeRules(*profile, problems));
  AddProfileProblems(std::move(problems.problems()), problems.total());
  builder_.SetProfile(*std::move(profile));
}

void RootReader::AddProfileProblems(std::vector<Problem> problems,
                                    std::size_t total) {
  for (Problem& problem : problems) {
    problem.pointer = Concat("/profile", problem.pointer);
    // Lines of the profile's own text, which nobody has written like that.
    problem.line = 0;
    problem.column = 0;
  }
  // Those that are not kept only count, with the builder as well: it has had
  // all that it keeps.
  problems.resize(total);
  for (Problem& problem : problems) AddProblem(std::move(problem));
}

std::string RootReader::Expected(std::size_t field) const {
  switch (field) {
    case kVersion:
      return "write 1, the version of the format";
    case kProfile:
      return "write the name of a built-in profile, or a profile object";
    case kName:
      return Concat("write ", Expectation<role::Title>::Text());
    case kDay:
      return Concat("write ", Expectation<role::Day>::Text());
    default:
      return "write a list of objects";
  }
}

void RootReader::AddProblem(Problem problem) {
  builder_.AddProblem(std::move(problem));
}

}  // namespace zeren::internal
