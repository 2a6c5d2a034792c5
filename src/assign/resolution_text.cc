// What the steps of a resolution are called and how they are said.

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "zeren/assign/resolution.h"

namespace zeren {
namespace {

// What a step says; {at} and {to} stand for the labels of its nodes.
struct Sentence {
  std::string_view en;
  std::string_view zh;
};

Sentence SentenceOf(ResolutionRule rule) {
  using Rule = ResolutionRule;
  switch (rule) {
    case Rule::kAssignment:
      return {"“{at}” is assigned to “{to}”", "“{at}”分派给“{to}”"};
    case Rule::kParentTask:
      return {
          "“{at}” has no assignment of the role; its parent task “{to}” is "
          "asked",
          "“{at}”没有该角色的分派，改看上级任务“{to}”"};
    case Rule::kUnitFallback:
      return {
          "neither “{at}” nor a task above it has an assignment of the role; "
          "its unit “{to}” is asked",
          "“{at}”及其上级任务都没有该角色的分派，转由所属单位“{to}”负责"};
    case Rule::kBearer:
      return {
          "“{at}” has no assignment of the role; its bearer “{to}” is asked",
          "“{at}”没有该角色的分派，转由承担者“{to}”负责"};
    case Rule::kUnitHead:
      return {"“{to}” heads “{at}”", "“{at}”的负责岗位是“{to}”"};
    case Rule::kParentUnit:
      return {"“{at}” has no head post; the unit above, “{to}”, is asked",
              "“{at}”没有负责岗位，转由上级单位“{to}”负责"};
    case Rule::kHolder:
      return {"“{to}” holds “{at}”", "“{at}”由“{to}”担任"};
    case Rule::kUndisclosed:
      return {"“{at}” is filled, and the name withheld",
              "“{at}”已有人担任，姓名不公开"};
    case Rule::kActingHolder:
      return {"“{to}” is acting in “{at}”", "“{at}”由“{to}”代理"};
    case Rule::kDelegate:
      return {"“{to}” stands in for “{at}” by delegation",
              "“{at}”委托“{to}”代行职责"};
    case Rule::kAbsentHolder:
      return {"“{to}” holds “{at}” and is absent; their delegation is asked",
              "“{at}”由“{to}”担任，不在岗，改看其委托"};
    case Rule::kDeputy:
      return {"nobody present holds “{at}”; “{to}” deputizes for it",
              "“{at}”无人在岗，由“{to}”代行职责"};
    case Rule::kSuperiorPost:
      return {"nobody present holds “{at}”; its superior “{to}” is asked",
              "“{at}”无人在岗，转由上级“{to}”负责"};
    case Rule::kPerson:
      return {"“{at}” is present and answers", "“{at}”在岗，由其负责"};
    case Rule::kAbsentPerson:
      return {"“{at}” is absent; the superior “{to}” is asked",
              "“{at}”不在岗，转由上级“{to}”负责"};
    case Rule::kNobody:
      break;
  }
  return {};
}

// Why nobody answers depends on where the chain ends.
Sentence SentenceOfEnd(const Organization& org, absl::CivilDay day, Node at) {
  switch (at.kind()) {
    case NodeKind::kUnit:
      return {"“{at}” has no head post and no unit above it: nobody answers",
              "“{at}”没有负责岗位，也没有上级单位：无人负责"};
    case NodeKind::kPost:
      return {
          "nobody present holds “{at}”, and it has no superior: nobody "
          "answers",
          "“{at}”无人在岗，也没有上级：无人负责"};
    case NodeKind::kPerson:
      return {"“{at}” is absent and has no superior: nobody answers",
              "“{at}”不在岗，也没有上级：无人负责"};
    default:
      break;
  }
  if (!org.InForce(at, day).in_force) {
    return {"“{at}” is not in force: nobody answers",
            "“{at}”当日无效：无人负责"};
  }
  return {"“{at}” has no assignment of the role: nobody answers",
          "“{at}”没有该角色的分派：无人负责"};
}

std::string Fill(std::string_view sentence, std::string_view at,
                 std::string_view to) {
  constexpr std::size_t kLength = 4;  // Of "{at}" and "{to}".
  std::string text;
  for (std::size_t i = 0; i < sentence.size();) {
    const std::string_view rest = sentence.substr(i);
    if (rest.starts_with("{at}")) {
      text += at;
      i += kLength;
    } else if (rest.starts_with("{to}")) {
      text += to;
      i += kLength;
    } else {
      text += rest.front();
      ++i;
    }
  }
  return text;
}

}  // namespace

std::string_view NameOf(ResolutionRule rule) {
  static constexpr std::array<std::string_view, 16> kNames = {
      "assignment",    "parent-task", "unit-fallback", "bearer",
      "unit-head",     "parent-unit", "holder",        "undisclosed",
      "acting-holder", "delegate",    "absent-holder", "deputy",
      "superior",      "person",      "absent-person", "nobody"};
  return kNames[static_cast<std::size_t>(rule)];
}

Text Describe(const Snapshot& snapshot, const ResolutionStep& step) {
  return Describe(snapshot.organization(), snapshot.day(), step);
}

Text Describe(const Organization& org, absl::CivilDay day,
              const ResolutionStep& step) {
  const Sentence sentence = step.rule == ResolutionRule::kNobody
                                ? SentenceOfEnd(org, day, step.at)
                                : SentenceOf(step.rule);
  const auto say = [&](std::string_view words, std::string_view language) {
    return Fill(words, org.LabelOf(step.at, language),
                org.LabelOf(step.to, language));
  };
  return Text({{"en", say(sentence.en, "en")}, {"zh", say(sentence.zh, "zh")}});
}

}  // namespace zeren
