// The JSON of what changes would do; see result_json.h.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "src/exchange/internal/gap_json.h"
#include "src/exchange/internal/result_writing.h"
#include "src/exchange/internal/roll_up_value_json.h"
#include "zeren/advise/what_if.h"
#include "zeren/core/period.h"
#include "zeren/exchange/result_json.h"

namespace zeren {
namespace {

using internal::NamesToJson;
using internal::ResultJson;
using internal::ResultWriter;

template <typename Row>
ResultJson ListCountsToJson(const WhatIfList<Row>& list) {
  return {{"count", list.total()}, {"left_out", list.left_out}};
}

ResultJson SeveritiesToJson(const std::array<std::size_t, 3>& counts) {
  ResultJson json = ResultJson::object();
  for (const Severity severity :
       {Severity::kViolation, Severity::kWarning, Severity::kInfo}) {
    json[std::string(NameOf(severity))] =
        counts[static_cast<std::size_t>(severity)];
  }
  return json;
}

// WhatIfWriter
//
// Writes the effects one by one. Names of nodes are those of the side that has
// them.
class WhatIfWriter {
 public:
  explicit WhatIfWriter(const WhatIfResult& result)
      : result_(result),
        old_(result.before.organization()),
        new_(result.after.organization()),
        with_paths_(PathsFit()),
        writer_(Head(), "effects") {}

  std::string Write() && {
    AddGaps();
    for (const AnswerMove& move : result_.answers.rows) Add(move);
    for (const SpanMove& move : result_.spans.rows) Add(move);
    for (const MeasureMoves& moves : result_.roll_ups) {
      for (const ValueMove& move : moves.nodes.rows) Add(moves.measure, move);
    }
    return std::move(writer_).Finish();
  }

 private:
  bool PathsFit() const {
    const WhatIfGaps& gaps = result_.gaps;
    std::size_t entries = 0;
    const auto add = [&](const GapReport& report, std::size_t at) {
      if (entries > kMaxPathEntries) return;
      entries += report.PathLengthOf(report.gaps()[at]);
    };
    for (const std::size_t at : gaps.added.rows) add(gaps.after, at);
    for (const std::size_t at : gaps.removed.rows) add(gaps.before, at);
    for (const GapDiff::Still& still : gaps.waivers.rows) {
      add(gaps.after, still.after);
    }
    return entries <= kMaxPathEntries;
  }

  ResultJson Head() const {
    const WhatIfGaps& gaps = result_.gaps;
    ResultJson roll_ups = ResultJson::object();
    for (const MeasureMoves& moves : result_.roll_ups) {
      roll_ups[moves.measure.name] = ListCountsToJson(moves.nodes);
    }
    return {{"as_of", FormatDay(result_.after.day())},
            {"complete", result_.complete},
            {"paths_complete", with_paths_},
            {"conforms",
             {{"before", gaps.before.conforms()},
              {"after", gaps.after.conforms()}}},
            {"opened", SeveritiesToJson(gaps.opened)},
            {"closed", SeveritiesToJson(gaps.closed)},
            {"unanswered", result_.unanswered},
            {"counts",
             {{"gaps_added", ListCountsToJson(gaps.added)},
              {"gaps_removed", ListCountsToJson(gaps.removed)},
              {"waivers", ListCountsToJson(gaps.waivers)},
              {"answers", ListCountsToJson(result_.answers)},
              {"spans", ListCountsToJson(result_.spans)},
              {"roll_ups", std::move(roll_ups)}}}};
  }

  void AddGaps() {
    const WhatIfGaps& gaps = result_.gaps;
    const auto gap = [&](const char* effect, const GapReport& report,
                         std::size_t at) {
      ResultJson json = {{"effect", effect}};
      json.update(internal::GapToJson(report, report.gaps()[at], with_paths_));
      return json;
    };
    for (const std::size_t at : gaps.added.rows) {
      writer_.Add(gap("gap-added", gaps.after, at));
    }
    for (const std::size_t at : gaps.removed.rows) {
      writer_.Add(gap("gap-removed", gaps.before, at));
    }
    for (const GapDiff::Still& still : gaps.waivers.rows) {
      ResultJson json = gap("waiver", gaps.after, still.after);
      const Gap& was = gaps.before.gaps()[still.before];
      json["waived_by_before"] =
          was.waived() ? ResultJson(gaps.before.WaivedBy(was)) : ResultJson();
      writer_.Add(json);
    }
  }

  void Add(const AnswerMove& move) {
    writer_.Add({{"effect", "answer"},
                 {"work", NameOf(move.work)},
                 {"role", zeren::NameOf(move.role)},
                 {"weight", internal::NumberToJson(move.weight, true)},
                 {"unanswered", move.unanswered()},
                 {"before", ToJson(old_, move.before)},
                 {"after", ToJson(new_, move.after)}});
  }
  void Add(const SpanMove& move) {
    writer_.Add({{"effect", "span"},
                 {"post", NameOf(move.post)},
                 {"before", ToJson(move.before)},
                 {"after", ToJson(move.after)},
                 {"change", move.change()}});
  }
  void Add(const Measure& measure, const ValueMove& move) {
    const bool whole = (!move.before || move.before->whole) &&
                       (!move.after || move.after->whole);
    writer_.Add(
        {{"effect", "roll-up"},
         {"measure", measure.name},
         {"node", NameOf(move.node)},
         {"before", ToJson(old_, measure, move.before)},
         {"after", ToJson(new_, measure, move.after)},
         {"change", move.change ? internal::NumberToJson(*move.change, whole)
                                : ResultJson()}});
  }

  std::string NameOf(Node node) const {
    return (new_.Has(node) ? new_ : old_).NameOf(node);
  }
  static ResultJson ToJson(const Organization& org,
                           const std::optional<WorkAnswer>& answer) {
    if (!answer) return {};
    return {{"persons", NamesToJson(org, answer->persons)},
            {"posts", NamesToJson(org, answer->posts)},
            {"undisclosed", answer->undisclosed},
            {"complete", answer->complete}};
  }
  static ResultJson ToJson(const std::optional<std::uint32_t>& number) {
    return number ? ResultJson(*number) : ResultJson();
  }
  static ResultJson ToJson(const Organization& org, const Measure& measure,
                           const std::optional<RollUpValue>& value) {
    if (!value) return {};
    return internal::ValueToJson(org, measure, *value);
  }

  const WhatIfResult& result_;
  const Organization& old_;
  const Organization& new_;
  const bool with_paths_;
  ResultWriter writer_;
};

}  // namespace

std::string WriteJson(const WhatIfResult& result) {
  return WhatIfWriter(result).Write();
}

}  // namespace zeren
