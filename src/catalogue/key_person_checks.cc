// Persons without whom work would be left unanswered on the spot.

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "src/assign/internal/on_the_spot.h"
#include "src/catalogue/internal/checks.h"
#include "src/catalogue/internal/wording.h"
#include "src/core/internal/absl_strings.h"

namespace zeren::internal {
namespace {

// By person, what nobody else answers for. Each piece of work has one such
// person at most, so that all lists together are no longer than the work.
using KeyWork = absl::flat_hash_map<PersonId, std::vector<Node>>;

const KeyWork& KeyWorkOf(const CheckView& view) {
  static constexpr char kKey = 0;
  return view.Shared<KeyWork>(&kKey, [&] {
    constexpr std::array kRolesAsked = {Role::kAccountable, Role::kResponsible};
    const Snapshot& snapshot = view.snapshot();
    const OnTheSpot on_the_spot(snapshot, kRolesAsked);
    auto key = std::make_shared<KeyWork>();
    const auto add = [&](Node work) {
      if (const auto person = on_the_spot.Of(work).only()) {
        (*key)[*person].push_back(work);
      }
    };
    for (const std::uint32_t duty : snapshot.work().duties().pre_order()) {
      add(DutyId{duty});
    }
    for (const std::uint32_t task : snapshot.work().tasks().pre_order()) {
      if (view.open(TaskId{task})) add(TaskId{task});
    }
    return std::shared_ptr<const KeyWork>(std::move(key));
  });
}

void FindKeyPerson(const CheckView& view, Node focus, const Params& params,
                   std::vector<Detection>& out) {
  // What the others share was found out on the same day.
  const Organization& organization = view.snapshot().organization();
  const KeyWork& key = KeyWorkOf(view);
  const auto found = key.find(PersonId{focus.index()});
  if (found == key.end()) return;
  const auto count = static_cast<std::int64_t>(found->second.size());
  if (count < params.integer(0)) return;
  std::vector<std::string> names;
  names.reserve(found->second.size());
  for (const Node work : found->second) {
    names.push_back(organization.NameOf(work));
  }
  std::sort(names.begin(), names.end());
  out.push_back({.focus = focus,
                 .value = Value::Record{
                     {"count", count},
                     {"work", Value::List(names.begin(), names.end())}}});
}

Text SayKeyPerson(const Organization& organization, const Detection& detection,
                  const Params&) {
  const std::int64_t count = IntegerIn(detection.value, "count").value_or(0);
  const std::string number = std::to_string(count);
  return Say(Concat("nobody but ", InEnglish(organization, detection.focus),
                    " is there for ", number,
                    count == 1 ? " piece of work: " : " pieces of work: ",
                    InEnglish(organization, detection.value, "work")),
             Concat("除", InChinese(organization, detection.focus), "外，",
                    number, "项工作无人可就地负责：",
                    InChinese(organization, detection.value, "work")));
}

}  // namespace

CheckSpec KeyPerson() {
  ParamSpec least;
  least.name = "n";
  least.unit = "pieces of work";
  least.meaning = Say("from how many pieces of work on this is a gap",
                      "达到多少项工作才算");
  least.min = 1;
  least.required = true;
  return {.name = "key_person",
          .meaning = Say(
              "so many open tasks and duties depend on one person: if he or "
              "she were absent, nobody would answer for them, accountable or "
              "responsible, without a step up the chain",
              "过多的未完成任务和职责只靠一人：此人若缺席，"
              "除上级外无人负责或执行"),
          .focus_kinds = {NodeKind::kPerson},
          .params = {std::move(least)},
          .scope = {.reads = {FactKind::kUnits, FactKind::kUnitLines,
                              FactKind::kPosts, FactKind::kPersons,
                              FactKind::kAppointments, FactKind::kAbsences,
                              FactKind::kDelegations, FactKind::kDuties,
                              FactKind::kTasks, FactKind::kAssignments,
                              FactKind::kProgress},
                    .reach = Reach::kGlobal},
          .evaluate = FindKeyPerson,
          .message = SayKeyPerson};
}

}  // namespace zeren::internal
