#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "src/exchange/internal/result_writing.h"
#include "zeren/core/period.h"
#include "zeren/exchange/result_json.h"
#include "zeren/measure/hierarchy.h"

namespace zeren {
namespace {

using internal::NamesToJson;
using internal::ResultWriter;
using Json = internal::ResultJson;

// A number that is whole is written without a point, however it was computed.
Json NumberToJson(double number, bool whole) {
  constexpr double kBound = 0x1p63;
  if (whole && std::abs(number) < kBound && number == std::trunc(number)) {
    return static_cast<std::int64_t>(number);
  }
  return number;
}

Json ValueToJson(const RollUp& roll_up, const RollUpValue& value) {
  Json json = {{"value", value.number ? NumberToJson(*value.number, value.whole)
                                      : Json()},
               {"known", value.known},
               {"unknown", value.unknown}};
  const Measure& measure = roll_up.measure();
  const Organization& org = roll_up.snapshot().organization();
  if (measure.combiner == Combiner::kHistogram) {
    json["classes"] = Json::array();
    for (const double count : value.classes) {
      json["classes"].push_back(NumberToJson(count, true));
    }
  } else if (measure.combiner == Combiner::kTop) {
    json["top"] = Json::array();
    for (const TopEntry& entry : value.top) {
      json["top"].push_back(
          {{"node", org.NameOf(entry.node)},
           {"value", NumberToJson(entry.value, value.whole)}});
    }
  } else if (measure.combiner == Combiner::kWorst) {
    json["place"] =
        value.number
            ? Json(measure.scale[static_cast<std::size_t>(*value.number)])
            : Json();
  }
  return json;
}

// What all results about roll-ups begin with.
Json HeadOf(const std::vector<RollUp>& roll_ups) {
  const RollUp& first = roll_ups.front();
  bool complete = true;
  Json measures = Json::array();
  for (const RollUp& roll_up : roll_ups) {
    complete = complete && roll_up.complete();
    measures.push_back(roll_up.measure().name);
  }
  return {{"as_of", FormatDay(first.snapshot().day())},
          {"by", NameOf(first.by())},
          {"complete", complete},
          {"measures", std::move(measures)}};
}

}  // namespace

std::string WriteJson(const std::vector<RollUp>& roll_ups,
                      std::optional<Node> within) {
  const RollUp& first = roll_ups.front();
  const Snapshot& snapshot = first.snapshot();
  const Forest& forest = ForestOf(snapshot, first.by());
  ResultWriter writer(HeadOf(roll_ups), "rows");
  for (const Node node : first.nodes()) {
    if (within && !forest.IsWithin(node.index(), within->index())) continue;
    Json row = {{"node", snapshot.organization().NameOf(node)}};
    for (const RollUp& roll_up : roll_ups) {
      row[roll_up.measure().name] = ValueToJson(roll_up, roll_up.value(node));
    }
    writer.Add(row);
  }
  return std::move(writer).Finish();
}

std::string WriteExplanationJson(const std::vector<RollUp>& roll_ups,
                                 Node node) {
  const Organization& org = roll_ups.front().snapshot().organization();
  Json head = HeadOf(roll_ups);
  head["node"] = org.NameOf(node);
  for (const RollUp& roll_up : roll_ups) {
    head["values"][roll_up.measure().name] =
        ValueToJson(roll_up, roll_up.value(node));
  }
  ResultWriter writer(head, "parts");
  for (const RollUp& roll_up : roll_ups) {
    for (const Contribution& part : roll_up.Explain(node)) {
      writer.Add({{"measure", roll_up.measure().name},
                  {"node", org.NameOf(part.node)},
                  {"value", ValueToJson(roll_up, part.value)},
                  {"counted", ValueToJson(roll_up, part.counted)}});
    }
  }
  return std::move(writer).Finish();
}

std::string WriteWorstJson(const std::vector<RollUp>& roll_ups, std::size_t k,
                           std::optional<Node> within) {
  const Organization& org = roll_ups.front().snapshot().organization();
  ResultWriter writer(HeadOf(roll_ups), "worst");
  for (const RollUp& roll_up : roll_ups) {
    for (const Pull& pull : WorstPlaces(roll_up, within, k)) {
      writer.Add({{"measure", roll_up.measure().name},
                  {"node", org.NameOf(pull.node)},
                  {"value", ValueToJson(roll_up, pull.value)},
                  {"pull", NumberToJson(pull.pull, roll_up.measure().whole)},
                  {"path", NamesToJson(org, pull.path)}});
    }
  }
  return std::move(writer).Finish();
}

}  // namespace zeren
