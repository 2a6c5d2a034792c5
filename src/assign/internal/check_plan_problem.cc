// What may be wrong with a problem; see candidate_rules.h.

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "src/assign/internal/candidate_rules.h"
#include "src/core/internal/absl_strings.h"
#include "src/core/internal/quoted.h"
#include "src/model/internal/organization_rep.h"

namespace zeren::internal {
namespace {

constexpr std::int64_t kMaxTermDays = 36'525;

// PlanProblemCheck
//
// Looks at everything before it gives up.
class PlanProblemCheck {
 public:
  PlanProblemCheck(const Snapshot& snapshot, const PlanProblem& problem,
                   const TaskStates& states)
      : snapshot_(snapshot), problem_(problem), states_(states) {}

  ProblemList Run() && {
    CheckTasks();
    CheckOptions();
    CheckWeights();
    CheckSets();
    for (std::size_t i = 0; i < problem_.forbidden.size(); ++i) {
      const std::string place = At("/forbidden", i);
      CheckExists(place + "/task", problem_.forbidden[i].task);
      CheckExists(place + "/person", problem_.forbidden[i].person);
    }
    CheckRange("/max_tasks", problem_.max_tasks.value_or(0), 0, kMostTasks);
    CheckRange("/max_search", problem_.max_search, 0, kMaxPlanCost);
    CheckCapacities();
    return std::move(problems_);
  }

 private:
  static constexpr std::int64_t kMostTasks = CountCodec::kMax;

  static std::string At(std::string_view list, std::size_t i) {
    return Concat(list, "/", std::to_string(i));
  }
  void Bad(std::string pointer, std::string message, std::string remedy) {
    problems_.Add({std::move(pointer), std::move(message), std::move(remedy)});
  }

  void CheckRange(std::string pointer, std::int64_t value, std::int64_t least,
                  std::int64_t most) {
    if (least <= value && value <= most) return;
    const std::string field = pointer.substr(pointer.rfind('/') + 1);
    Bad(std::move(pointer), Concat(field, " is ", std::to_string(value)),
        Concat("write a whole number from ", std::to_string(least), " to ",
               std::to_string(most)));
  }

  bool CheckExists(std::string pointer, Node node) {
    if (snapshot_.organization().rep().Exists(node)) return true;
    Bad(std::move(pointer),
        Concat("the document has no ", NameOf(node.kind()), " number ",
               std::to_string(node.index())),
        "find it by its name");
    return false;
  }

  void CheckTasks() {
    absl::flat_hash_set<TaskId> seen;
    for (std::size_t i = 0; i < problem_.tasks.size(); ++i) {
      const TaskId task = problem_.tasks[i];
      if (!CheckExists(At("/tasks", i), task)) continue;
      const std::string name = snapshot_.organization().NameOf(task);
      if (!seen.insert(task).second) {
        Bad(At("/tasks", i), Concat(name, " is planned twice"),
            "name it once; a task has as many places as its `persons`");
        continue;
      }
      const TaskState state = states_.state(task);
      if (state == TaskState::kCancelled || state == TaskState::kDone) {
        Bad(At("/tasks", i), Concat(name, " is ", NameOf(state)),
            "leave it out of the plan");
      }
      if (EffortOf(snapshot_, task) > kMaxLoad) {
        Bad(At("/tasks", i), Concat("the effort of ", name, " is above 1e9"),
            "write an effort from 0 to 1e9");
      }
    }
  }

  void CheckOptions() {
    const CandidateOptions& options = problem_.candidates;
    const std::string_view place = "/candidates";
    if (options.scope && CheckExists(Concat(place, "/scope"), *options.scope) &&
        !snapshot_.units().in_force(*options.scope)) {
      Bad(Concat(place, "/scope"),
          Concat(snapshot_.organization().NameOf(*options.scope),
                 " is not in force"),
          "name a unit that is, or leave it out");
    }
    if (options.scope && options.whole_organization) {
      Bad(Concat(place, "/scope"), "the scope is both a unit and everything",
          "leave one of the two out");
    }
    for (std::size_t i = 0; i < options.incompatible_roles.size(); ++i) {
      const auto role = static_cast<std::size_t>(options.incompatible_roles[i]);
      if (role < kRoles &&
          options.incompatible_roles[i] != Role::kResponsible) {
        continue;
      }
      Bad(At(Concat(place, "/incompatible_roles"), i),
          role < kRoles
              ? std::string("no role is incompatible with itself")
              : Concat("there is no role number ", std::to_string(role)),
          "name one of the other roles");
    }
    CheckPostKinds();
    for (std::size_t i = 0; i < options.levels.size(); ++i) {
      if (options.levels[i] < 0) {
        Bad(At(Concat(place, "/levels"), i),
            Concat("level is ", std::to_string(options.levels[i])),
            "write 0, the top, or more");
      }
    }
    CheckRange(Concat(place, "/term_days"), options.term_days, 0, kMaxTermDays);
  }

  void CheckPostKinds() {
    const Profile& profile = snapshot_.organization().profile();
    std::vector<std::string_view> names;
    for (const PostKind& kind : profile.post_kinds) names.push_back(kind.id);
    const std::vector<std::string>& kinds = problem_.candidates.post_kinds;
    for (std::size_t i = 0; i < kinds.size(); ++i) {
      if (!kinds[i].empty() &&
          (profile.open || profile.FindPostKind(kinds[i]) != nullptr)) {
        continue;
      }
      const std::string_view near = NearestName(kinds[i], names);
      Bad(At("/candidates/post_kinds", i),
          Concat("the profile lists no kind of posts ", Quoted(kinds[i])),
          near.empty() ? std::string("name one that it lists")
                       : Concat("did you mean ", Quoted(near), "?"));
    }
  }

  void CheckWeights() {
    const CostWeights& weights = problem_.candidates.weights;
    const std::string place = "/candidates/weights";
    CheckRange(place + "/distance", weights.distance, 0, kMaxWeight);
    CheckRange(place + "/load", weights.load, 0, kMaxWeight);
    CheckRange(place + "/change", weights.change, 0, kMaxWeight);
    CheckRange(place + "/surplus", weights.surplus, 0, kMaxWeight);
    CheckRange(place + "/term_end", weights.term_end, 0, kMaxWeight);
  }

  void CheckSets() {
    for (std::size_t i = 0; i < problem_.exclusion_sets.size(); ++i) {
      const ExclusionSet& set = problem_.exclusion_sets[i];
      const std::string place = At("/exclusion_sets", i);
      CheckRange(place + "/at_most", set.at_most, 0, kMostTasks);
      for (std::size_t k = 0; k < set.tasks.size(); ++k) {
        CheckExists(At(place + "/tasks", k), set.tasks[k]);
      }
    }
  }

  // A capacity that no plan can use up is more likely a slip than meant.
  void CheckCapacities() {
    const OrganizationRep& rep = snapshot_.organization().rep();
    const auto& written = rep.table<PersonView>().Get<&PersonView::capacity>();
    std::vector<PersonId> beyond;
    for (std::uint32_t i = 0; i < rep.count(NodeKind::kPerson); ++i) {
      if (rep.Exists(NodeKind::kPerson, i) &&
          NumberCodec::Decode(written[i]).value_or(1) > kMaxLoad) {
        beyond.push_back(PersonId{i});
      }
    }
    const Organization& org = snapshot_.organization();
    std::sort(beyond.begin(), beyond.end(),
              [&](PersonId a, PersonId b) { return org.Before(a, b); });
    for (const PersonId person : beyond) {
      Bad("/candidates",
          Concat("the capacity of ", org.NameOf(person), " is above 1e9"),
          "write a capacity from 0 to 1e9");
    }
  }

  const Snapshot& snapshot_;
  const PlanProblem& problem_;
  const TaskStates& states_;
  ProblemList problems_;
};

}  // namespace

ProblemList CheckPlanProblem(const Snapshot& snapshot,
                             const PlanProblem& problem,
                             const TaskStates& states) {
  return PlanProblemCheck(snapshot, problem, states).Run();
}

}  // namespace zeren::internal
