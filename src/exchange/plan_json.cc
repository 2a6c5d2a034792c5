// The JSON of candidates and plans; see result_json.h.

#include <string>
#include <utility>

#include "src/exchange/internal/result_writing.h"
#include "zeren/assign/candidates.h"
#include "zeren/assign/plan.h"
#include "zeren/core/period.h"
#include "zeren/exchange/result_json.h"

namespace zeren {
namespace {

using internal::NamesToJson;
using internal::ResultWriter;
using internal::TextToJson;
using Json = internal::ResultJson;

Json CostToJson(const CostParts& cost) {
  return {{"distance", cost.distance},
          {"load", cost.load},
          {"change", cost.change},
          {"surplus", cost.surplus},
          {"term_end", cost.term_end}};
}

Json WordToJson(const std::string& word) {
  return word.empty() ? Json() : Json(word);
}

// A day that is not bounded is null; the last one is written, as `due` is.
Json FromToJson(const Period& period) {
  return period.from == Period().from ? Json() : Json(FormatDay(period.from));
}
Json DueToJson(const Period& period) {
  return period.to == Period().to ? Json() : Json(FormatDay(period.to - 1));
}

Json RelaxationToJson(const Snapshot& snapshot, const Relaxation& relaxation) {
  const bool skill = relaxation.kind == RelaxationKind::kSkill;
  return {{"kind", NameOf(relaxation.kind)},
          {"person", snapshot.organization().NameOf(relaxation.person)},
          {"skill", WordToJson(relaxation.skill)},
          {"capacity", skill ? Json() : Json(relaxation.capacity)},
          {"cost", relaxation.cost},
          {"text", TextToJson(Describe(snapshot, relaxation))}};
}

Json CutToJson(const Snapshot& snapshot, const PlanCut& cut) {
  const Organization& org = snapshot.organization();
  Json relaxations = Json::array();
  for (const Relaxation& relaxation : cut.relaxations) {
    relaxations.push_back(RelaxationToJson(snapshot, relaxation));
  }
  return {{"tasks", NamesToJson(org, cut.tasks)},
          {"persons", NamesToJson(org, cut.persons)},
          {"places", cut.places},
          {"room", cut.room},
          {"skill", WordToJson(cut.skill)},
          {"unit", cut.unit ? Json(org.NameOf(*cut.unit)) : Json()},
          {"start", FromToJson(cut.period)},
          {"due", DueToJson(cut.period)},
          {"relaxations", std::move(relaxations)},
          {"text", TextToJson(Describe(snapshot, cut))}};
}

Json UnplacedToJson(const Organization& org, const UnplacedTask& task) {
  return {{"task", org.NameOf(task.task)},
          {"missing", task.missing},
          {"candidates", task.candidates},
          {"cut", task.cut ? Json(*task.cut) : Json()}};
}

Json ExclusionToJson(const Snapshot& snapshot, PersonId person,
                     const Exclusion& exclusion) {
  return {{"person", snapshot.organization().NameOf(person)},
          {"reason", NameOf(exclusion.reason)},
          {"day", exclusion.day ? Json(FormatDay(*exclusion.day)) : Json()},
          {"word", WordToJson(exclusion.word)},
          {"role", exclusion.role ? Json(NameOf(*exclusion.role)) : Json()},
          {"text", TextToJson(Describe(snapshot, person, exclusion))}};
}

}  // namespace

std::string WriteJson(const Snapshot& snapshot, const CandidateList& list) {
  const Organization& org = snapshot.organization();
  Json candidates = Json::array();
  for (const Candidate& candidate : list.candidates) {
    candidates.push_back({{"person", org.NameOf(candidate.person)},
                          {"cost", candidate.cost.total()},
                          {"parts", CostToJson(candidate.cost)}});
  }
  ResultWriter writer({{"task", org.NameOf(list.task)},
                       {"as_of", FormatDay(snapshot.day())},
                       {"complete", list.complete},
                       {"candidates", std::move(candidates)}},
                      "excluded");
  for (const Excluded& excluded : list.excluded) {
    writer.Add(ExclusionToJson(snapshot, excluded.person, excluded.exclusion));
  }
  return std::move(writer).Finish();
}

std::string WriteJson(const Snapshot& snapshot, TaskId task, PersonId person,
                      const std::optional<Exclusion>& exclusion) {
  Json json = {{"task", snapshot.organization().NameOf(task)},
               {"person", snapshot.organization().NameOf(person)},
               {"as_of", FormatDay(snapshot.day())},
               {"candidate", !exclusion.has_value()}};
  if (exclusion) json.update(ExclusionToJson(snapshot, person, *exclusion));
  return internal::Dump(json) + "\n";
}

std::string WriteJson(const Snapshot& snapshot, const AssignmentPlan& plan) {
  const Organization& org = snapshot.organization();
  Json unplaced = Json::array();
  for (const UnplacedTask& task : plan.unplaced) {
    unplaced.push_back(UnplacedToJson(org, task));
  }
  Json cuts = Json::array();
  for (const PlanCut& cut : plan.cuts) {
    cuts.push_back(CutToJson(snapshot, cut));
  }
  ResultWriter writer({{"as_of", FormatDay(snapshot.day())},
                       {"places", plan.places},
                       {"filled", plan.filled},
                       {"cost", plan.cost},
                       {"optimal", plan.optimal},
                       {"most_filled", plan.most_filled},
                       {"least_cost", plan.least_cost},
                       {"complete", plan.complete},
                       {"unplaced", std::move(unplaced)},
                       {"cuts", std::move(cuts)}},
                      "assignments");
  for (const PlannedAssignment& assignment : plan.assignments) {
    writer.Add({{"task", org.NameOf(assignment.task)},
                {"person", org.NameOf(assignment.person)},
                {"cost", assignment.cost.total()},
                {"parts", CostToJson(assignment.cost)}});
  }
  return std::move(writer).Finish();
}

}  // namespace zeren
