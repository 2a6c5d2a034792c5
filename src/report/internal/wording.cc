#include "src/report/internal/wording.h"

#include "absl/strings/ascii.h"
#include "src/core/internal/absl_strings.h"
#include "zeren/core/period.h"

namespace zeren::internal {

std::string Wording::Count(std::size_t number, std::string_view singular,
                           std::string_view plural,
                           std::string_view chinese) const {
  const std::string digits = std::to_string(number);
  if (chinese_) return Concat(digits, " ", chinese);
  return Concat(digits, " ", number == 1 ? singular : plural);
}

std::string Wording::Label(Node node) const {
  return std::string(snapshot_.organization().LabelOf(node, language_));
}

std::string Wording::Reference(Node node) const {
  return snapshot_.organization().NameOf(node);
}

std::string Wording::Named(Node node) const {
  const Organization& org = snapshot_.organization();
  const std::string_view label = org.LabelOf(node, language_);
  if (label == org.id(node)) return org.NameOf(node);
  return Concat(label, Say(" (", "（"), org.NameOf(node), Say(")", "）"));
}

std::string Wording::Title(std::string_view english,
                           std::string_view chinese) const {
  const TextView text = snapshot_.organization().name();
  const std::string_view name = text.In(language_);
  const std::string day = FormatDay(snapshot_.day());
  std::string subject =
      chinese_ ? Concat(day, " ", chinese) : Concat(english, " on ", day);
  if (!name.empty()) return Concat(name, Say(": ", "："), subject);
  subject.front() =
      absl::ascii_toupper(static_cast<unsigned char>(subject.front()));
  return subject;
}

Page::Line Wording::Completeness(bool complete) const {
  if (complete) {
    return {{Say("The answer is complete.", "结果完整。"), Page::Tone::kFaint}};
  }
  const std::size_t left_out = snapshot_.organization().left_out_records();
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
