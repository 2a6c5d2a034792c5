// result_writing.h -- what the JSON of all results has in common.

#ifndef ZEREN_EXCHANGE_INTERNAL_RESULT_WRITING_H_
#define ZEREN_EXCHANGE_INTERNAL_RESULT_WRITING_H_

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "nlohmann/json.hpp"
#include "src/core/internal/value_json.h"
#include "zeren/assign/resolution.h"
#include "zeren/core/node.h"
#include "zeren/core/period.h"
#include "zeren/core/text.h"
#include "zeren/model/organization.h"

namespace zeren::internal {

// Fields stay in the order in which they are put in.
using ResultJson = nlohmann::ordered_json;

// Languages in byte order, because the order in which they were written must
// not show.
template <typename S>
ResultJson TextToJson(const BasicText<S>& text) {
  if (!text.multilingual()) return text.plain();
  auto translations = text.translations();
  std::sort(translations.begin(), translations.end());
  ResultJson json = ResultJson::object();
  for (const auto& [language, string] : translations) {
    json[std::string(language)] = string;
  }
  return json;
}

inline ResultJson NamesToJson(const Organization& org,
                              const std::vector<Node>& nodes) {
  ResultJson names = ResultJson::array();
  for (const Node node : nodes) names.push_back(org.NameOf(node));
  return names;
}

template <typename Id>
ResultJson NamesToJson(const Organization& org, const std::vector<Id>& ids) {
  return NamesToJson(org, std::vector<Node>(ids.begin(), ids.end()));
}

// The bounds of a period; null where there is none.
inline ResultJson StartToJson(absl::CivilDay from) {
  return from == (absl::CivilDay::min)() ? ResultJson()
                                         : ResultJson(FormatDay(from));
}
inline ResultJson EndToJson(absl::CivilDay to) {
  return to == (absl::CivilDay::max)() ? ResultJson()
                                       : ResultJson(FormatDay(to));
}

// Null for no day.
ResultJson DayToJson(const std::optional<absl::CivilDay>& day);

// A step of a derivation of that day.
ResultJson StepToJson(const Organization& org, absl::CivilDay day,
                      const ResolutionStep& step);

// ResultWriter
//
// Writes the fields of a result, the last of which is a list with an element on
// each line: element by element, because a million of them as JSON values would
// take many times the memory of their text.
class ResultWriter {
 public:
  // `head` has the fields before the list.
  ResultWriter(const ResultJson& head, std::string_view list)
      : out_(Dump(head)) {
    out_.back() = ',';  // Instead of the closing brace.
    out_ += Dump(list) + ":[";
  }
  void Add(const ResultJson& element) {
    out_ += empty_ ? "\n" : ",\n";
    out_ += Dump(element);
    empty_ = false;
  }
  std::string Finish() && {
    out_ += empty_ ? "]}\n" : "\n]}\n";
    return std::move(out_);
  }

 private:
  std::string out_;
  bool empty_ = true;
};

}  // namespace zeren::internal

#endif  // ZEREN_EXCHANGE_INTERNAL_RESULT_WRITING_H_
