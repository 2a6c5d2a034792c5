#include "src/gaps/internal/spec_names.h"

namespace zeren::internal {

std::string_view NameOfFacts(FactKind kind) {
  switch (kind) {
    case FactKind::kUnits:
      return "units";
    case FactKind::kUnitLines:
      return "unit_lines";
    case FactKind::kPosts:
      return "posts";
    case FactKind::kReportingLines:
      return "reporting_lines";
    case FactKind::kPersons:
      return "persons";
    case FactKind::kMemberships:
      return "memberships";
    case FactKind::kAppointments:
      return "appointments";
    case FactKind::kAbsences:
      return "absences";
    case FactKind::kDelegations:
      return "delegations";
    case FactKind::kDuties:
      return "duties";
    case FactKind::kTasks:
      return "tasks";
    case FactKind::kAssignments:
      return "assignments";
    case FactKind::kProgress:
      return "progress";
    case FactKind::kEvents:
      return "events";
    case FactKind::kFindings:
      return "findings";
    case FactKind::kRecords:
      return "records";
  }
  return "";
}

std::string_view NameOfReach(Reach reach) {
  switch (reach) {
    case Reach::kSelf:
      return "self";
    case Reach::kRow:
      return "row";
    case Reach::kChain:
      return "chain";
    case Reach::kSubtree:
      return "subtree";
    case Reach::kGlobal:
      return "global";
  }
  return "";
}

std::string_view NameOfType(ParamSpec::Type type) {
  switch (type) {
    case ParamSpec::Type::kInteger:
      return "integer";
    case ParamSpec::Type::kNumber:
      return "number";
    case ParamSpec::Type::kWord:
      return "word";
    case ParamSpec::Type::kWords:
      return "words";
    case ParamSpec::Type::kChoice:
      return "choice";
    case ParamSpec::Type::kCondition:
      return "condition";
  }
  return "";
}

}  // namespace zeren::internal
