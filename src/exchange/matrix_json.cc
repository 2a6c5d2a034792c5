// The JSON of a responsibility matrix; see result_json.h.

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "src/exchange/internal/result_writing.h"
#include "zeren/assign/matrix.h"
#include "zeren/core/period.h"
#include "zeren/exchange/result_json.h"

namespace zeren {
namespace {

using internal::NamesToJson;
using internal::ResultWriter;
using Json = internal::ResultJson;

Json ColumnToJson(const Snapshot& snapshot, const MatrixColumn& column) {
  const Organization& org = snapshot.organization();
  const auto post = column.node.As<PostId>();
  Json json = {{"node", org.NameOf(column.node)},
               {"own", column.own},
               {"state", Json()},
               {"holders", Json()}};
  if (!post) return json;
  json["state"] = NameOf(snapshot.posts().state(*post));
  std::vector<PersonId> holders;
  for (const Holder& holder : snapshot.posts().holders(*post)) {
    const auto person = holder.person();
    if (!person || (!holders.empty() && holders.back() == *person)) continue;
    holders.push_back(*person);
  }
  json["holders"] = NamesToJson(org, holders);
  return json;
}

Json AnswersToJson(const MatrixRow& row) {
  Json answers = Json::object();
  for (std::size_t i = 0; i < kRoles; ++i) {
    const MatrixAnswer& answer = row.answers[i];
    answers[std::string(NameOf(static_cast<Role>(i)))] = {
        {"answered", answer.answered},
        {"assigned", answer.assigned},
        {"targets", answer.targets},
        {"hops", answer.hops},
        {"complete", answer.complete}};
  }
  return answers;
}

}  // namespace

std::string WriteJson(const Snapshot& snapshot,
                      const ResponsibilityMatrix& matrix) {
  const Organization& org = snapshot.organization();
  Json columns = Json::array();
  for (const MatrixColumn& column : matrix.columns) {
    columns.push_back(ColumnToJson(snapshot, column));
  }
  ResultWriter writer({{"unit", org.NameOf(matrix.unit)},
                       {"as_of", FormatDay(snapshot.day())},
                       {"subtree", matrix.subtree},
                       {"complete", matrix.complete},
                       {"finished_left_out", matrix.finished_left_out},
                       {"columns", std::move(columns)}},
                      "rows");
  for (const MatrixRow& row : matrix.rows) {
    Json marks = Json::array();
    for (const MatrixMark& mark : row.marks) {
      marks.push_back({{"column", org.NameOf(matrix.columns[mark.column].node)},
                       {"role", NameOf(mark.role)},
                       {"standing", NameOf(mark.standing)}});
    }
    writer.Add({{"work", org.NameOf(row.work)},
                {"depth", row.depth},
                {"nobody_accountable", row.nobody_accountable()},
                {"many_accountable", row.many_accountable()},
                {"nobody_responsible", row.nobody_responsible()},
                {"answers", AnswersToJson(row)},
                {"marks", std::move(marks)}});
  }
  return std::move(writer).Finish();
}

}  // namespace zeren
