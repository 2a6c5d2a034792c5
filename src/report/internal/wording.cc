#include "src/report/internal/wording.h"

#include <optional>

#include "absl/strings/ascii.h"
#include "src/core/internal/absl_strings.h"
#include "zeren/core/period.h"

namespace zeren::internal {

Wording::Wording(const Snapshot& snapshot, std::string_view language)
    : organization_(snapshot.organization()),
      language_(language),
      chinese_(language == "zh") {
  const std::string day = FormatDay(snapshot.day());
  when_ = chinese_ ? day : Concat("on ", day);
}

Wording::Wording(const Organization& organization, const Period& period,
                 std::string_view language)
    : organization_(organization),
      language_(language),
      chinese_(language == "zh") {
  const std::string from = Start(period.from);
  const std::string to = End(period.to);
  when_ =
      chinese_ ? Concat(from, " 至 ", to) : Concat("from ", from, " to ", to);
}

std::string Wording::Count(std::size_t number, std::string_view singular,
                           std::string_view plural,
                           std::string_view chinese) const {
  const std::string digits = std::to_string(number);
  if (chinese_) return Concat(digits, " ", chinese);
  return Concat(digits, " ", number == 1 ? singular : plural);
}

std::string Wording::Label(Node node) const {
  return std::string(organization_.LabelOf(node, language_));
}

std::string Wording::Reference(Node node) const {
  return organization_.NameOf(node);
}

std::string Wording::Named(Node node) const {
  const Organization& org = organization_;
  const std::string_view label = org.LabelOf(node, language_);
  if (label == org.id(node)) return org.NameOf(node);
  return Concat(label, Say(" (", "（"), org.NameOf(node), Say(")", "）"));
}

std::string Wording::Start(absl::CivilDay from) const {
  if (from == (absl::CivilDay::min)()) return Say("the beginning", "最初");
  return FormatDay(from);
}

std::string Wording::End(absl::CivilDay to) const {
  if (to == (absl::CivilDay::max)()) return Say("the end", "以后");
  return FormatDay(to);
}

std::string Wording::Days(const Period& period) const {
  const std::optional<absl::CivilDay> from = WrittenStart(period);
  const std::optional<absl::CivilDay> to = WrittenEnd(period);
  if (!from && !to) return "";
  if (!to) {
    return Concat(Say("from ", "自 "), FormatDay(*from), Say(" on", " 起"));
  }
  const std::string last = FormatDay(*to - 1);
  if (!from) return Concat(Say("to ", "至 "), last);
  const std::string first = FormatDay(*from);
  if (first == last) return Concat(Say("on ", ""), first);
  return Concat(Say("from ", ""), first, Say(" to ", " 至 "), last);
}

std::string Wording::In(Role role) const {
  switch (role) {
    case Role::kAccountable:
      return Say("accountable", "负责");
    case Role::kResponsible:
      return Say("responsible", "执行");
    case Role::kSupport:
      return Say("in support", "支持");
    case Role::kConsulted:
      return Say("consulted", "咨询");
    case Role::kInformed:
      return Say("informed", "知会");
    case Role::kOversight:
      return Say("in oversight", "监督");
  }
  return "";
}

std::string Wording::Title(std::string_view english,
                           std::string_view chinese) const {
  return TitleOf(chinese_ ? Concat(when_, " ", chinese)
                          : Concat(english, " ", when_));
}

std::string Wording::TitleOf(std::string subject) const {
  const TextView text = organization_.name();
  const std::string_view name = text.In(language_);
  if (!name.empty()) return Concat(name, Say(": ", "："), subject);
  subject.front() =
      absl::ascii_toupper(static_cast<unsigned char>(subject.front()));
  return subject;
}

Page::Line Wording::Completeness(bool complete) const {
  if (complete) {
    return {{Say("The answer is complete.", "结果完整。"), Page::Tone::kFaint}};
  }
  const std::size_t left_out = organization_.left_out_records();
  if (left_out > 0) {
    return {{Concat(Say("The answer is not complete: ", "结果不完整："),
                    Count(left_out, "record was left out.",
                          "records were left out.", "条记录被略去。")),
             Page::Tone::kWarning}};
  }
  return {{Say("The answer is not complete: a cycle was cut.",
               "结果不完整：有一处循环被截断。"),
           Page::Tone::kWarning}};
}

}  // namespace zeren::internal
