// The schemes of a profile: the pipeline, training, the appraisal.

#include <optional>
#include <vector>

#include "src/model/internal/condition_json.h"
#include "src/model/internal/profile_json.h"

namespace zeren::internal {
namespace {

std::optional<Gate> ReadGate(const JsonNode& node, Reading& reading) {
  ObjectReader in(node, reading);
  Gate gate;
  in.Get("id", gate.id, ReadWord);
  in.Get("required", gate.required, ReadTruth);
  in.Get("min", gate.min, ReadNumber, kAnyNumber);
  in.Get("max", gate.max, ReadNumber, kAnyNumber);
  in.Get("within_days", gate.within_days, ReadInteger, kNotNegative);
  in.RefuseEmptyRange("min", gate.min, "max", gate.max);
  in.Require({"id"});
  in.RefuseOthers();
  return gate;
}

std::optional<PipelineStage> ReadStage(const JsonNode& node, Reading& reading) {
  ObjectReader in(node, reading);
  PipelineStage stage;
  in.Get("id", stage.id, ReadWord);
  in.Get("title", stage.title, ReadText);
  in.Get("min_days", stage.min_days, ReadInteger, kNotNegative);
  in.Get("max_days", stage.max_days, ReadInteger, kNotNegative);
  in.GetEach("gates", "id", stage.gates, ReadGate);
  in.RefuseEmptyRange("min_days", stage.min_days, "max_days", stage.max_days);
  in.Require({"id"});
  in.RefuseOthers();
  return stage;
}

std::optional<std::vector<TrainingRequirement::ClassShare>> ReadClasses(
    const JsonNode& node, Reading& reading) {
  std::vector<TrainingRequirement::ClassShare> classes;
  for (auto& [course_class, field] : FieldsOf(node, reading)) {
    if (!IsWord(course_class)) {
      reading.Add(node, "a class has no name, or one of over 255 bytes",
                  "write a name of 1 to 255 bytes");
      continue;
    }
    reading.listed_words.push_back(
        {field.pointer, "the class", course_class, "course_classes"});
    if (const auto share = ReadNumber(field, kShare, reading)) {
      classes.push_back({course_class, *share});
    }
  }
  return classes;
}

std::optional<Indicator> ReadIndicator(const JsonNode& node, Reading& reading) {
  ObjectReader in(node, reading);
  Indicator indicator;
  in.Get("id", indicator.id, ReadWord);
  in.Get("title", indicator.title, ReadText);
  in.Get("weight", indicator.weight, ReadNumber, kNotNegative);
  in.Get("max", indicator.max, ReadNumber, kNotNegative);
  in.Get("measure", indicator.measure, ReadWord);
  in.Get("deduct_each", indicator.deduct_each, ReadNumber, kNotNegative);
  in.Get("bonus_cap", indicator.bonus_cap, ReadNumber, kNotNegative);
  in.Get("veto", indicator.veto, ReadTruth);
  in.Require({"id"});
  in.RefuseOthers();
  return indicator;
}

std::optional<AppraisalDimension> ReadDimension(const JsonNode& node,
                                                Reading& reading) {
  ObjectReader in(node, reading);
  AppraisalDimension dimension;
  in.Get("id", dimension.id, ReadWord);
  in.Get("title", dimension.title, ReadText);
  in.Get("weight", dimension.weight, ReadNumber, kNotNegative);
  in.GetEach("indicators", "id", dimension.indicators, ReadIndicator);
  in.Require({"id"});
  in.RefuseOthers();
  return dimension;
}

std::optional<AppraisalScheme::Band> ReadBand(const JsonNode& node,
                                              Reading& reading) {
  ObjectReader in(node, reading);
  AppraisalScheme::Band band;
  in.Get("grade", band.grade, ReadWord);
  in.Get("min", band.min, ReadNumber, kAnyNumber);
  in.Require({"grade", "min"});
  in.RefuseOthers();
  return band;
}

std::optional<AppraisalScheme::Quota> ReadQuota(const JsonNode& node,
                                                Reading& reading) {
  ObjectReader in(node, reading);
  AppraisalScheme::Quota quota;
  in.Get("grade", quota.grade, ReadWord);
  in.Get("max_share", quota.max_share, ReadNumber, kShare);
  in.Get("base", quota.base, ReadWord);
  in.Require({"grade", "max_share"});
  in.RefuseOthers();
  return quota;
}

std::optional<AppraisalScheme::Consequence> ReadConsequence(
    const JsonNode& node, Reading& reading) {
  ObjectReader in(node, reading);
  AppraisalScheme::Consequence consequence;
  in.Get("grade", consequence.grade, ReadWord);
  in.Get("reward", consequence.reward, ReadText);
  in.Get("penalty", consequence.penalty, ReadText);
  in.Get("event", consequence.event, ReadListedWord, "event_kinds");
  if (consequence.reward && consequence.penalty) {
    reading.Add(node, "a consequence is both a reward and a penalty",
                "write one entry for each");
  }
  in.Require({"grade"});
  in.RefuseOthers();
  return consequence;
}

}  // namespace

std::optional<std::vector<PipelineStage>> ReadPipeline(const JsonNode& node,
                                                       Reading& reading) {
  ObjectReader in(node, reading);
  std::vector<PipelineStage> stages;
  in.GetEach("stages", "id", stages, ReadStage);
  in.RefuseOthers();
  return stages;
}

std::optional<TrainingRequirement> ReadTraining(const JsonNode& node,
                                                Reading& reading) {
  ObjectReader in(node, reading);
  TrainingRequirement training;
  in.Get("id", training.id, ReadWord);
  in.Get("title", training.title, ReadText);
  in.Get("subject", training.subject, ReadCondition);
  in.Get("hours", training.hours, ReadNumber, kNotNegative);
  in.Get("per", training.per, ReadCalendarPeriod);
  in.Get("classes", training.classes, ReadClasses);
  in.Get("citation", training.citation, ReadLine);
  in.Require({"id"});
  in.RefuseOthers();
  return training;
}

std::optional<AppraisalScheme> ReadAppraisal(const JsonNode& node,
                                             Reading& reading) {
  ObjectReader in(node, reading);
  AppraisalScheme appraisal;
  in.GetEach("dimensions", "id", appraisal.dimensions, ReadDimension);
  in.GetEach("bands", {}, appraisal.bands, ReadBand);
  in.GetEach("quotas", {}, appraisal.quotas, ReadQuota);
  in.GetEach("consequences", {}, appraisal.consequences, ReadConsequence);
  in.Get("min_raters", appraisal.min_raters, ReadInteger, kOneOrMore);
  in.RefuseOthers();
  return appraisal;
}

}  // namespace zeren::internal
