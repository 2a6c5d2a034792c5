#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "src/exchange/internal/result_writing.h"
#include "src/exchange/internal/roll_up_value_json.h"
#include "zeren/core/period.h"
#include "zeren/exchange/result_json.h"

namespace zeren {

namespace internal {

ResultJson NumberToJson(double number, bool whole) {
  constexpr double kBound = 0x1p63;
  if (whole && std::abs(number) < kBound && number == std::trunc(number)) {
    return static_cast<std::int64_t>(number);
  }
  return number;
}

ResultJson ValueToJson(const Organization& org, const Measure& measure,
                       const RollUpValue& value) {
  ResultJson json = {
      {"value",
       value.number ? NumberToJson(*value.number, value.whole) : ResultJson()},
      {"known", value.known},
      {"unknown", value.unknown}};
  if (measure.combiner == Combiner::kHistogram) {
    json["classes"] = ResultJson::array();
    for (const double count : value.classes) {
      json["classes"].push_back(NumberToJson(count, true));
    }
  } else if (measure.combiner == Combiner::kTop) {
    json["top"] = ResultJson::array();
    for (const TopEntry& entry : value.top) {
      json["top"].push_back(
          {{"node", org.NameOf(entry.node)},
           {"value", NumberToJson(entry.value, value.whole)}});
    }
  } else if (measure.combiner == Combiner::kWorst) {
    json["place"] =
        value.number
            ? ResultJson(measure.scale[static_cast<std::size_t>(*value.number)])
            : ResultJson();
  }
  return json;
}

}  // namespace internal

namespace {

using internal::NamesToJson;
using internal::NumberToJson;
using internal::ResultWriter;
using internal::ValueToJson;
using Json = internal::ResultJson;

Json ValueToJson(const RollUp& roll_up, const RollUpValue& value) {
  return ValueToJson(roll_up.snapshot().organization(), roll_up.measure(),
                     value);
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
  ResultWriter writer(HeadOf(roll_ups), "rows");
  for (const Node node : within ? first.Below(*within) : first.nodes()) {
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

std::string WriteTimelinesJson(const Organization& organization,
                               const std::vector<Measure>& measures,
                               const std::vector<RollUpTimeline>& timelines) {
  const Period period = timelines.front().period;
  bool complete = organization.left_out().empty();
  Json names = Json::array();
  for (const Measure& measure : measures) names.push_back(measure.name);
  for (const RollUpTimeline& timeline : timelines) {
    complete = complete && timeline.complete;
  }
  ResultWriter writer({{"from", internal::StartToJson(period.from)},
                       {"to", internal::EndToJson(period.to)},
                       {"complete", complete},
                       {"measures", std::move(names)}},
                      "timelines");
  for (const RollUpTimeline& timeline : timelines) {
    const Measure& measure = *std::find_if(
        measures.begin(), measures.end(),
        [&](const Measure& each) { return each.name == timeline.measure; });
    Json steps = Json::array();
    for (const RollUpTimeline::Step& step : timeline.steps) {
      Json json = {{"from", internal::StartToJson(step.period.from)},
                   {"to", internal::EndToJson(step.period.to)}};
      json.update(ValueToJson(organization, measure, step.value));
      steps.push_back(std::move(json));
    }
    writer.Add({{"node", organization.NameOf(timeline.node)},
                {"measure", timeline.measure},
                {"complete", timeline.complete},
                {"periods", std::move(steps)}});
  }
  return std::move(writer).Finish();
}

}  // namespace zeren
