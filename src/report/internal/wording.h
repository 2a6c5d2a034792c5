// wording.h -- what all pages say alike, in the language asked for.

#ifndef ZEREN_REPORT_INTERNAL_WORDING_H_
#define ZEREN_REPORT_INTERNAL_WORDING_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "zeren/core/node.h"
#include "zeren/core/period.h"
#include "zeren/graph/snapshot.h"
#include "zeren/model/records.h"
#include "zeren/report/page.h"

namespace zeren::internal {

// Wording
//
// Chinese where that is asked for, English otherwise.
//
// Lifetime: keeps references to what it is made from.
class Wording {
 public:
  Wording(const Snapshot& snapshot, std::string_view language);
  Wording(const Organization& organization, const Period& period,
          std::string_view language);

  std::string_view language() const { return language_; }
  std::string Say(std::string_view english, std::string_view chinese) const {
    return std::string(chinese_ ? chinese : english);
  }
  // "1 step", "3 steps"; in Chinese the number and the measure word.
  std::string Count(std::size_t number, std::string_view singular,
                    std::string_view plural, std::string_view chinese) const;

  // The name of a node for people, and the node itself: "Branch 1
  // (unit:branch-1)"; only the latter where it has no name.
  std::string Named(Node node) const;
  std::string Label(Node node) const;
  std::string Reference(Node node) const;

  // The first day of a period, and the first after it; words for the ends of
  // time.
  std::string Start(absl::CivilDay from) const;
  std::string End(absl::CivilDay to) const;
  // The days of a period, the last one included: "from 2026-03-01 to
  // 2026-06-30", "on 2026-03-01", "from 2026-03-01 on", "to 2026-06-30"; empty
  // for all time.
  std::string Days(const Period& period) const;

  // "accountable", as in "who is accountable for".
  std::string In(Role role) const;

  // "A district school: gaps on 2026-11-22"; without a name "Gaps on ...".
  std::string Title(std::string_view english, std::string_view chinese) const;
  // The same of a subject that names its days itself.
  std::string TitleOf(std::string subject) const;

  // Whether the answer is complete, and if not, why.
  Page::Line Completeness(bool complete) const;

 private:
  const Organization& organization_;
  std::string_view language_;
  bool chinese_;
  std::string when_;  // "on 2026-11-22"
};

}  // namespace zeren::internal

#endif  // ZEREN_REPORT_INTERNAL_WORDING_H_
