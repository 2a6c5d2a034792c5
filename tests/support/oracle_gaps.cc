// The checks of the profile `generic` with any parameters, and which of what
// they find is waived, one sentence of the semantics each.

#include <algorithm>
#include <tuple>
#include <utility>

#include "tests/support/oracle.h"

namespace zeren::testing {
namespace {

int Rank(const std::string& severity) {
  return severity == "violation" ? 0 : severity == "warning" ? 1 : 2;
}

}  // namespace

// --- What all checks share ---

// Nearest first; what is not in force has no path.
std::vector<std::string> Oracle::PathOf(std::string focus) const {
  // Events and findings are placed as their subject, delegations as the one who
  // delegates. Findings may be about findings, even in a circle: nowhere, then.
  std::set<std::string> seen;
  std::string kind = KindOf(focus);
  while (kind == "event" || kind == "finding" || kind == "delegation") {
    if (!Exists(focus) || !seen.insert(focus).second) return {};
    focus = Text(Record(focus), kind == "delegation" ? "from" : "subject");
    kind = KindOf(focus);
  }
  if (!InForce(focus)) return {};
  std::string at;
  if (kind == "unit" || kind == "post") {
    at = Superior(focus);
  } else if (kind == "person") {
    at = HomeUnit(focus);
  } else if (kind == "task") {
    at = Ref("unit", Record(focus), "unit");
  } else if (kind == "duty") {
    at = Text(Record(focus), "bearer");
    if (!InForce(at)) return {};
    if (KindOf(at) == "post") at = Ref("unit", Record(at), "unit");
  }
  std::vector<std::string> path;
  if (InForce(at)) {
    for (; !at.empty(); at = Superior(at)) path.push_back(at);
  }
  return path;
}

// What a check was asked for in one of its parameters.
Oracle::Json Oracle::Param(const Json& params, const std::string& check,
                           const std::string& param, Json otherwise) {
  return params.value(check, Json::object()).value(param, std::move(otherwise));
}

// Where only one kind, or one role, was asked for, whether it is this.
bool Oracle::Asks(const Json& params, const std::string& check,
                  const std::string& param, const std::string& word) {
  return Param(params, check, param, word) == word;
}

void Oracle::Add(std::vector<Gap>& gaps, const std::string& check,
                 const std::string& severity, const std::string& focus,
                 Json value, const std::string& key) const {
  gaps.push_back(
      {check, severity, focus, key, std::move(value), PathOf(focus)});
}

// A gap whose rule can be waived is, by an approval in force on the day; of
// several by the smallest node that gave one.
Oracle::Json Oracle::WaivedBy(const std::string& rule,
                              const std::string& focus) const {
  static const std::set<std::string> kFinal = {
      "dangling-reference", "outside-validity", "superior-not-in-force",
      "reporting-cycle",    "self-parent",      "membership-overlap",
      "many-accountable"};
  std::set<std::string> givers;
  for (const Json& record : Rows("approvals")) {
    if (IsStated(record) && record["rule"] == rule &&
        record["focus"] == focus) {
      givers.insert(Text(record, "by", "document"));
    }
  }
  if (givers.empty() || kFinal.count(rule) > 0) return nullptr;
  return *givers.begin();
}

Oracle::Json Oracle::Gaps(const Json& params) const {
  std::vector<Gap> gaps;
  CheckReferences(gaps);
  CheckValidity(gaps, params);
  CheckLines(gaps, params);
  CheckUnits(gaps, params);
  CheckPosts(gaps, params);
  CheckPersons(gaps);
  CheckTasks(gaps, params);
  CheckDuties(gaps, params);
  CheckOthers(gaps);
  const auto rule = [](const Gap& gap) {
    std::string id = gap.check;
    std::replace(id.begin(), id.end(), '_', '-');
    return id;
  };
  const auto order = [&](const Gap& gap) {
    const auto text = [&](const char* field) {
      return gap.value.is_object() ? Text(gap.value, field) : std::string();
    };
    return std::make_tuple(Rank(gap.severity), rule(gap), gap.focus, gap.key,
                           text("field"), text("kind"));
  };
  std::stable_sort(gaps.begin(), gaps.end(), [&](const Gap& a, const Gap& b) {
    return order(a) < order(b);
  });
  Json list = Json::array();
  for (const Gap& gap : gaps) {
    list.push_back({{"rule", rule(gap)},
                    {"check", gap.check},
                    {"severity", gap.severity},
                    {"focus", gap.focus},
                    {"path", gap.path},
                    {"value", gap.value},
                    {"waived_by", WaivedBy(rule(gap), gap.focus)}});
  }
  return list;
}

// --- Superiors ---

// Each stated line of any kind is judged, and what is no candidate gives its
// gap; so do several different candidates on lines of one kind.
void Oracle::CheckLines(std::vector<Gap>& gaps, const Json& params) const {
  for (const auto& [node, up] : ups_) {
    std::set<std::string> not_in_force;
    std::map<std::string, std::set<std::string>> candidates;  // By line kind.
    bool itself = false;
    for (const Line& line : StatedLines(node)) {
      if (line.verdict == Verdict::kItself) itself = true;
      if (line.verdict == Verdict::kNotInForce) {
        not_in_force.insert(line.superior);
      }
      if (line.verdict == Verdict::kCandidate) {
        candidates[line.kind].insert(line.superior);
      }
    }
    if (itself) Add(gaps, "self_parent", "info", node, nullptr);
    // The two others are about units and posts only.
    if (KindOf(node) != "unit" && KindOf(node) != "post") continue;
    if (!not_in_force.empty()) {
      Add(gaps, "superior_not_in_force", "violation", node,
          {{"superiors", not_in_force}});
    }
    for (const auto& [kind, superiors] : candidates) {
      if (superiors.size() < 2) continue;
      if (!Asks(params, "several_superiors", "kind", kind)) continue;
      Add(gaps, "several_superiors", "violation", node,
          {{"superiors", superiors}, {"kind", kind}}, kind);
    }
  }
  // One gap a cycle, at its smallest member; the path is the cycle.
  for (const std::vector<std::string>& cycle : cycles_) {
    if (!Asks(params, "reporting_cycle", "kind", KindOf(cycle.front()))) {
      continue;
    }
    gaps.push_back(
        {"reporting_cycle", "violation", cycle.front(), "", nullptr, cycle});
  }
}

// --- Units, posts and persons ---

void Oracle::CheckUnits(std::vector<Gap>& gaps, const Json& params) const {
  for (const std::string& unit : Nodes("unit")) {
    if (!InForce(unit)) continue;
    const std::string kind = Text(Record(unit), "kind");
    if (HeadPost(unit).empty() &&
        Asks(params, "head_missing", "unit_kind", kind)) {
      Add(gaps, "head_missing", "warning", unit, nullptr);
    }
    // Empty: no members, no sub-units, and all its posts vacant.
    bool empty = Children(unit).empty();
    for (const Json* record : memberships_) {
      if (Ref("unit", *record, "unit") == unit) empty = false;
    }
    for (const std::string& post : Nodes("post")) {
      if (Ref("unit", Record(post), "unit") == unit && InForce(post) &&
          PostState(post) != "vacant") {
        empty = false;
      }
    }
    if (empty && Asks(params, "unit_empty", "unit_kind", kind)) {
      Add(gaps, "unit_empty", "warning", unit, nullptr);
    }
  }
}

// How long the post has been vacant: from the first day of the unbroken run of
// vacant days to this day, null if the run has no first day. The state changes
// only on days that some fact about the post writes, so those are looked at,
// newest first.
Oracle::Json Oracle::VacantDays(const std::string& post) const {
  std::vector<const Json*> facts = {&Record(post)};
  const std::string unit = Ref("unit", Record(post), "unit");
  if (Exists(unit)) facts.push_back(&Record(unit));
  std::vector<const Json*> appointments;
  for (const Json& record : Rows("appointments")) {
    if (Ref("post", record, "post") != post) continue;
    appointments.push_back(&record);
    facts.push_back(&record);
    const std::string person = Ref("person", record, "person");
    if (Exists(person)) facts.push_back(&Record(person));
  }
  const auto vacant = [&](const std::string& day) {
    return InForceOn(post, day) &&
           std::none_of(appointments.begin(), appointments.end(),
                        [&](const Json* record) {
                          return AppointmentInForceOn(*record, day);
                        });
  };
  std::set<std::string> days;
  for (const Json* fact : facts) {
    for (const char* end : {"valid_from", "valid_to"}) {
      const std::string day = Text(*fact, end, "unknown");
      if (day != "unknown" && day <= day_) days.insert(day);
    }
  }
  std::string since;
  for (auto day = days.rbegin(); day != days.rend(); ++day) {
    if (!vacant(*day)) return DaysBetween(since, day_);
    since = *day;
  }
  // Vacant on all of them; what matters is how it was before the first.
  if (since.empty() || vacant(DayBefore(since))) return nullptr;
  return DaysBetween(since, day_);
}

void Oracle::CheckPosts(std::vector<Gap>& gaps, const Json& params) const {
  for (const std::string& post : Nodes("post")) {
    if (!InForce(post)) continue;
    if (PostState(post) == "vacant" &&
        Asks(params, "post_vacant", "post_kind", Text(Record(post), "kind"))) {
      // Whom nobody is on record for has been vacant for longer than any time.
      const Json days = VacantDays(post);
      if (days.is_null() || days >= Param(params, "post_vacant", "days", 0)) {
        Add(gaps, "post_vacant", "violation", post, {{"days", days}});
      }
    }
    // Part-timers share one seat, lawfully however many they are.
    const Sitting sitting = CountSitting(post);
    const int seats = static_cast<int>(Number(Record(post), "seats", 1));
    if (sitting.full_time + (sitting.part_time > 0 ? 1 : 0) > seats) {
      Add(gaps, "post_overfilled", "violation", post,
          {{"holders", sitting.full_time + sitting.part_time},
           {"seats", seats}});
    }
  }
}

// Whether an undated person never had a membership or appointment up to the
// day. Who had one has left, be it that the end is unknown, or that the unit or
// post has ended, or is not even in the document.
bool Oracle::NeverPlaced(const std::string& person) const {
  for (const char* array : {"memberships", "appointments"}) {
    for (const Json& record : Rows(array)) {
      if (Ref("person", record, "person") == person &&
          Text(record, "valid_from") <= day_) {
        return false;
      }
    }
  }
  return true;
}

void Oracle::CheckPersons(std::vector<Gap>& gaps) const {
  for (const std::string& person : Nodes("person")) {
    if (!InForce(person)) continue;
    std::map<std::string, int> memberships;  // By unit.
    std::set<std::string> homes;
    for (const Json* record : memberships_) {
      if (Ref("person", *record, "person") != person) continue;
      const std::string unit = Ref("unit", *record, "unit");
      ++memberships[unit];
      const Json* home = Field(*record, "home");
      if (home == nullptr || home->get<bool>()) homes.insert(unit);
    }
    for (const auto& [unit, count] : memberships) {
      if (count < 2) continue;
      Add(gaps, "membership_overlap", "violation", person,
          {{"unit", unit}, {"count", count}}, unit);
    }
    if (homes.size() > 1) {
      Add(gaps, "two_home_units", "warning", person, {{"units", homes}});
    }
    const bool has_post = std::any_of(
        appointments_.begin(), appointments_.end(), [&](const Json* record) {
          return Ref("person", *record, "person") == person;
        });
    if (!memberships.empty() || has_post) continue;
    const bool dated = Field(Record(person), "valid_from") != nullptr ||
                       Field(Record(person), "valid_to") != nullptr;
    if (dated || NeverPlaced(person)) {
      Add(gaps, "unplaced_person", "warning", person, nullptr);
    }
  }
}

// --- Work ---

void Oracle::CheckTasks(std::vector<Gap>& gaps, const Json& params) const {
  const Json asked = params.value("answerer_missing", Json::object());
  const std::string role = Param(params, "work_unassigned", "role", "");
  for (const std::string& task : Nodes("task")) {
    const std::string due = Text(Record(task), "due");
    if (!IsCancelled(task) && progress_.at(task) != 1 && !due.empty() &&
        due < day_) {
      Add(gaps, "task_overdue", "violation", task,
          {{"days", DaysBetween(due, day_)}});
    }
    if (!IsOpen(task)) continue;
    bool assigned = false;
    for (std::string at = task; !at.empty(); at = Superior(at)) {
      assigned = assigned || !AssignmentsInForce(at, role).empty();
    }
    if (!assigned && Asks(params, "work_unassigned", "kind", "task")) {
      Add(gaps, "work_unassigned", "violation", task, nullptr);
    }
    if (IsMissing(task, asked)) {
      Add(gaps, "answerer_missing", "violation", task, nullptr);
    }
    std::set<std::string> accountable;
    for (const Json* record : AssignmentsInForce(task, "accountable")) {
      accountable.insert(Text(*record, "to"));
    }
    if (accountable.size() > 1) {
      Add(gaps, "many_accountable", "violation", task,
          {{"accountable", accountable}});
    }
  }
}

void Oracle::CheckDuties(std::vector<Gap>& gaps, const Json& params) const {
  const Json asked = params.value("answerer_missing", Json::object());
  const std::string role = Param(params, "work_unassigned", "role", "");
  const bool bearer_counts =
      role.empty() || role == "accountable" || role == "responsible";
  for (const std::string& duty : Nodes("duty")) {
    if (!InForce(duty)) continue;
    const bool borne = bearer_counts && InForce(Text(Record(duty), "bearer"));
    if (AssignmentsInForce(duty, role).empty() && !borne &&
        Asks(params, "work_unassigned", "kind", "duty")) {
      Add(gaps, "work_unassigned", "violation", duty, nullptr);
    }
    if (IsMissing(duty, asked)) {
      Add(gaps, "answerer_missing", "violation", duty, nullptr);
    }
  }
}

// Those that have more parameters than the profile gives them.
void Oracle::CheckOthers(std::vector<Gap>& gaps) const {
  const std::map<std::string, std::string> severities = {
      {"delegation", "warning"},
      {"finding_overdue", "violation"},
      {"finding_unowned", "violation"},
      {"self_oversight", "warning"}};
  for (const auto& [check, severity] : severities) {
    for (const Json& found : FoundOfWork(check, Json::object())) {
      Add(gaps, check, severity, found["focus"], found["value"],
          found.value("key", ""));
    }
  }
}

}  // namespace zeren::testing
