// The JSON of key persons and critical groups; see result_json.h.

#include <string>
#include <utility>
#include <vector>

#include "src/exchange/internal/result_writing.h"
#include "zeren/advise/key_persons.h"
#include "zeren/core/period.h"
#include "zeren/exchange/result_json.h"

namespace zeren {
namespace {

using internal::NamesToJson;
using internal::ResultJson;
using internal::ResultWriter;

ResultJson RolesToJson(const std::vector<Role>& roles) {
  ResultJson names = ResultJson::array();
  for (const Role role : roles) names.push_back(NameOf(role));
  return names;
}

// Counts are written as such.
ResultJson WeightToJson(double weight, WorkWeight measure) {
  if (measure == WorkWeight::kCount) return static_cast<std::int64_t>(weight);
  return weight;
}

}  // namespace

std::string WriteJson(const Snapshot& snapshot, const KeyPersons& key) {
  const Organization& org = snapshot.organization();
  ResultWriter writer(
      {{"as_of", FormatDay(snapshot.day())},
       {"complete", key.complete},
       {"roles", RolesToJson(key.roles)},
       {"weight", NameOf(key.measure)},
       {"work", key.work},
       {"answered", key.answered()},
       {"answered_weight", WeightToJson(key.answered_weight, key.measure)},
       {"key_weight", WeightToJson(key.key_weight, key.measure)},
       {"unanswered", NamesToJson(org, key.unanswered)},
       {"not_listed", key.not_listed}},
      "persons");
  for (const KeyPerson& one : key.persons) {
    writer.Add({{"person", org.NameOf(one.person)},
                {"count", one.work.size()},
                {"weight", WeightToJson(one.weight, key.measure)},
                {"work", NamesToJson(org, one.work)}});
  }
  return std::move(writer).Finish();
}

std::string WriteJson(const Snapshot& snapshot, const CriticalGroup& group) {
  const Organization& org = snapshot.organization();
  ResultWriter writer(
      {{"as_of", FormatDay(snapshot.day())},
       {"complete", group.complete},
       {"roles", RolesToJson(group.roles)},
       {"weight", NameOf(group.measure)},
       {"share", group.share},
       {"answered_weight", WeightToJson(group.answered_weight, group.measure)},
       {"candidates", group.candidates},
       {"found", group.found},
       {"exact", group.exact},
       {"persons", NamesToJson(org, group.persons)},
       {"orphaned_weight", WeightToJson(group.orphaned_weight, group.measure)}},
      "orphaned");
  for (const Node work : group.orphaned) writer.Add(org.NameOf(work));
  return std::move(writer).Finish();
}

}  // namespace zeren
