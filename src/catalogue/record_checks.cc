// Records that lenient loading left out.

#include "src/catalogue/internal/checks.h"
#include "src/catalogue/internal/wording.h"
#include "src/core/internal/absl_strings.h"

namespace zeren::internal {
namespace {

Detection LeftOut(const Problem& problem) {
  return {.focus = Node(),
          .key = problem.pointer,
          .value = Value::Record{{"at", problem.pointer},
                                 {"problem", problem.message}}};
}

void FindBadRecord(const CheckView& view, Node, const Params&,
                   std::vector<Detection>& out) {
  for (const Problem& problem : view.organization().left_out()) {
    out.push_back(LeftOut(problem));
  }
}

// It was left out on every day.
void FindBadRecordOver(const Organization& organization, const Period& period,
                       const Params&, std::vector<DatedDetection>& out) {
  for (const Problem& problem : organization.left_out()) {
    out.push_back({LeftOut(problem), period});
  }
}

Text SayBadRecord(const Organization&, const Detection& detection,
                  const Params&) {
  const std::string_view at = WordIn(detection.value, "at");
  const std::string_view problem = WordIn(detection.value, "problem");
  return Say(Concat("a record was left out: ", at, ": ", problem),
             Concat("一条记录被略去：", at, "：", problem));
}

}  // namespace

CheckSpec BadRecord() {
  return {.name = "bad_record",
          .meaning = Say("lenient loading left a record of the document out",
                         "宽松读取时略去了文档中的一条记录"),
          .focus_kinds = {NodeKind::kDocument},
          .scope = {.reads = {FactKind::kRecords}, .reach = Reach::kGlobal},
          .evaluate = FindBadRecord,
          .evaluate_over = FindBadRecordOver,
          .message = SayBadRecord};
}

}  // namespace zeren::internal
