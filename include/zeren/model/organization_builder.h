// organization_builder.h -- collects records and judges them all at once.
//
//   OrganizationBuilder builder;
//   builder.AddUnit({.id = "acme", .kind = "company"});
//   builder.AddUnit({.id = "ops", .kind = "team", .parent = "acme"});
//   absl::StatusOr<Organization> org = builder.Build();
//
// Imperfect organisations are welcome: a reference to something absent, a
// cycle, two superiors at once are all built, and found later as gaps. Refused
// is only what is no record: an empty or doubled id, a number out of range, an
// end that is not after the start.

#ifndef ZEREN_MODEL_ORGANIZATION_BUILDER_H_
#define ZEREN_MODEL_ORGANIZATION_BUILDER_H_

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "zeren/core/problem.h"
#include "zeren/core/text.h"
#include "zeren/model/organization.h"
#include "zeren/model/profile.h"
#include "zeren/model/records.h"

namespace zeren {

struct BuildOptions {
  // Behaviour: leave out a bad record and remember why, instead of refusing the
  // whole. Every record left out is listed by `Organization::left_out()`, and
  // each answer says that it is not complete. Of records with the same id the
  // one that sorts first by its fields is kept. DEFAULT: false.
  bool lenient = false;
};

// OrganizationBuilder
//
// The records may come in any order; the result does not depend on it. Strings
// of a record need to live only until its Add call returns.
//
// Thread-safety: like `std::vector`.
class OrganizationBuilder {
 public:
  explicit OrganizationBuilder(const BuildOptions& options = {});
  ~OrganizationBuilder();
  OrganizationBuilder(OrganizationBuilder&&) noexcept;
  OrganizationBuilder& operator=(OrganizationBuilder&&) noexcept;

  // DEFAULT: the built-in profile `generic`, no name, no day.
  void SetProfile(Profile profile);
  void SetName(const TextView& name);
  void SetAsOf(absl::CivilDay day);

  // Each appends a record to the array of that name. Never fails; expected O(1)
  // for a record of bounded size.
  void AddUnit(const UnitView& unit) { Add(unit); }
  void AddUnitLine(const UnitLineView& line) { Add(line); }
  void AddPost(const PostView& post) { Add(post); }
  void AddReportingLine(const ReportingLineView& line) { Add(line); }
  void AddPerson(const PersonView& person) { Add(person); }
  void AddMembership(const MembershipView& membership) { Add(membership); }
  void AddAppointment(const AppointmentView& appointment) { Add(appointment); }
  void AddAbsence(const AbsenceView& absence) { Add(absence); }
  void AddDelegation(const DelegationView& delegation) { Add(delegation); }
  void AddDuty(const DutyView& duty) { Add(duty); }
  void AddTask(const TaskView& task) { Add(task); }
  void AddAssignment(const AssignmentView& assignment) { Add(assignment); }
  void AddProgress(const ProgressView& progress) { Add(progress); }
  void AddEvent(const EventView& event) { Add(event); }
  void AddFinding(const FindingView& finding) { Add(finding); }
  void AddTraining(const TrainingView& training) { Add(training); }
  void AddStage(const StageView& stage) { Add(stage); }
  void AddScore(const ScoreView& score) { Add(score); }
  void AddGrade(const GradeView& grade) { Add(grade); }
  void AddApproval(const ApprovalView& approval) { Add(approval); }

  // Judges everything and returns the organisation. The builder is empty
  // afterwards. O(n log n) for n records.
  //
  // Returns kInvalidArgument with a `Problem` for every record that is none; if
  // lenient, these records are left out instead. Returns kResourceExhausted if
  // there is not enough memory.
  absl::StatusOr<Organization> Build();

  // ---------------------------------------------------------------- Low-level

  // The same for any record type; for code that treats all arrays alike.
  template <typename View>
  void Add(const View& record);
  // Tells that the next record of an array could not even be read, and why. It
  // counts among the places of the others, and its id, where that could be
  // read, among the ids that are taken.
  template <typename View>
  void Reject(std::vector<Problem> problems, std::string_view id = {});
  // The place of the next record of an array: "/units/17".
  template <typename View>
  std::string NextPointer() const;
  // Tells that a record which names this entity is on its way, so that memory
  // is fetched meanwhile. Nothing but speed depends on it.
  void Expect(NodeKind kind, std::string_view id) const;
  // A problem that belongs to no record: Build will fail, even if lenient.
  void AddProblem(Problem problem);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// Builds an organisation from plain structs.
absl::StatusOr<Organization> BuildOrganization(
    const Records& records, Profile profile, const BuildOptions& options = {});
absl::StatusOr<Organization> BuildOrganization(const Records& records);

}  // namespace zeren

#endif  // ZEREN_MODEL_ORGANIZATION_BUILDER_H_
