// What is said of candidates and plans, in two languages.

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "src/core/internal/absl_strings.h"
#include "zeren/assign/candidates.h"
#include "zeren/assign/plan.h"

namespace zeren {
namespace {

using internal::Concat;

Text Both(std::string en, std::string zh) {
  return Text({{"en", std::move(en)}, {"zh", std::move(zh)}});
}

std::string Count(std::int64_t number, std::string_view one,
                  std::string_view many) {
  return Concat(std::to_string(number), " ", number == 1 ? one : many);
}

std::string Digits(double number) {
  std::string digits = std::to_string(number);
  digits.resize(digits.find_last_not_of('0') + 1);
  if (digits.back() == '.') digits.pop_back();
  return digits;
}

// "2026-03" for a month; else from its first to its last day.
std::string Days(const Period& period) {
  constexpr std::size_t kMonth = 7;  // Characters of "2026-03".
  const std::string first = FormatDay(period.from);
  const absl::CivilMonth month(period.from);
  if (period.from == absl::CivilDay(month) &&
      period.to == absl::CivilDay(month + 1)) {
    return first.substr(0, kMonth);
  }
  const std::string last = FormatDay(period.to - 1);
  return first == last ? first : Concat(first, "/", last);
}

bool IsBounded(const Period& period) {
  return period.from != Period().from && period.to != Period().to;
}

std::string DayText(const Exclusion& exclusion) {
  return exclusion.day ? FormatDay(*exclusion.day) : std::string();
}

}  // namespace

std::string_view NameOf(ExclusionReason reason) {
  static constexpr std::array<std::string_view, kExclusionReasons> kNames = {
      "out-of-scope",      "not-in-force",   "absent",     "missing-skill",
      "incompatible-role", "oversight-line", "post-limit", "forbidden",
      "exclusion-set",     "no-capacity"};
  return kNames[static_cast<std::size_t>(reason)];
}

std::string_view NameOf(RelaxationKind kind) {
  return kind == RelaxationKind::kCapacity ? "capacity" : "skill";
}

Text Describe(const Snapshot& snapshot, PersonId person,
              const Exclusion& exclusion) {
  const Organization& org = snapshot.organization();
  const std::string en = Concat("“", org.LabelOf(person, "en"), "” ");
  const std::string zh = Concat("“", org.LabelOf(person, "zh"), "”");
  const std::string day = DayText(exclusion);
  const std::string word = Concat("“", exclusion.word, "”");
  switch (exclusion.reason) {
    case ExclusionReason::kOutOfScope:
      return Both(en + "is not among the persons who are asked",
                  zh + "不在考虑范围内");
    case ExclusionReason::kNotInForce:
      return Both(Concat(en, "is not in the organisation on ", day),
                  Concat(zh, "在 ", day, " 不属于本组织"));
    case ExclusionReason::kAbsent:
      return Both(Concat(en, "is absent on ", day),
                  Concat(zh, "在 ", day, " 不在岗"));
    case ExclusionReason::kMissingSkill:
      return Both(Concat(en, "lacks the skill ", word),
                  Concat(zh, "缺少技能", word));
    case ExclusionReason::kIncompatibleRole: {
      const std::string role =
          exclusion.role ? std::string(NameOf(*exclusion.role)) : "";
      return Both(Concat(en, "has the role ", role, " on the same task"),
                  Concat(zh, "在同一任务上已有不相容的角色 ", role));
    }
    case ExclusionReason::kOversightLine:
      return Both(en + "is the superior of who oversees the task",
                  zh + "是该任务监督人的上级");
    case ExclusionReason::kPostLimit:
      return Both(
          Concat(en, "holds more posts of kind ", word, " than allowed"),
          Concat(zh, "担任", word, "类岗位的数量超过上限"));
    case ExclusionReason::kForbidden:
      return Both(en + "must not be given the task", zh + "不得承担该任务");
    case ExclusionReason::kExclusionSet:
      return Both(
          Concat(en, "bears as many tasks of the set ", word, " as allowed"),
          Concat(zh, "在互斥任务组", word, "中承担的任务已达上限"));
    case ExclusionReason::kNoCapacity:
      break;
  }
  return Both(Concat(en, "has no capacity left on ", day),
              Concat(zh, "在 ", day, " 没有余力"));
}

Text Describe(const Snapshot& snapshot, const PlanCut& cut) {
  const Organization& org = snapshot.organization();
  const auto tasks = static_cast<std::int64_t>(cut.tasks.size());
  const auto persons = static_cast<std::int64_t>(cut.persons.size());
  std::string en = Count(tasks, "task", "tasks");
  std::string zh = Concat(std::to_string(tasks), " 项任务");
  if (cut.places != tasks) {
    en += Concat(" with ", Count(cut.places, "place", "places"));
    zh += Concat("（共 ", std::to_string(cut.places), " 个名额）");
  }
  if (!cut.skill.empty()) {
    en +=
        Concat(tasks == 1 ? " needs skill “" : " need skill “", cut.skill, "”");
    zh += Concat("需要技能“", cut.skill, "”");
  }
  if (cut.unit) {
    en += Concat(" in “", org.LabelOf(*cut.unit, "en"), "”");
    zh = Concat("“", org.LabelOf(*cut.unit, "zh"), "”有 ", zh);
  }
  if (IsBounded(cut.period)) {
    en += Concat(" in ", Days(cut.period));
    zh = Concat(Days(cut.period), "，", zh);
  }
  if (persons == 0) {
    en +=
        cut.skill.empty() ? "; there is no candidate" : "; no candidate has it";
    zh += "；没有符合条件的人";
  } else {
    en += Concat("; ", Count(persons, "candidate", "candidates"));
    if (!cut.skill.empty()) en += persons == 1 ? " has it" : " have it";
    zh += Concat("；符合条件的有 ", std::to_string(persons), " 人");
    if (cut.room != persons) {
      en += Concat(", with room for ", std::to_string(cut.room));
      zh += Concat("，只能再安排 ", std::to_string(cut.room), " 个名额");
    }
  }
  return Both(std::move(en), std::move(zh));
}

Text Describe(const Snapshot& snapshot, const Relaxation& relaxation) {
  const Organization& org = snapshot.organization();
  const std::string en = Concat("“", org.LabelOf(relaxation.person, "en"), "”");
  const std::string zh = Concat("“", org.LabelOf(relaxation.person, "zh"), "”");
  if (relaxation.kind == RelaxationKind::kSkill) {
    return Both(
        Concat("one more place could be filled if ", en, " had skill “",
               relaxation.skill, "”"),
        Concat("若", zh, "具备技能“", relaxation.skill, "”，可多安排一个名额"));
  }
  const std::string capacity = Digits(relaxation.capacity);
  return Both(Concat("one more place could be filled if ", en,
                     " had a capacity of ", capacity),
              Concat("若", zh, "的承载量为 ", capacity, "，可多安排一个名额"));
}

}  // namespace zeren
