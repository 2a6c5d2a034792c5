#include "benchmarks/over_time/handovers.h"

#include <cstdint>
#include <string>

#include "benchmarks/support/province.h"
#include "zeren/model/organization_builder.h"

namespace zeren::benchmarks {
namespace {

constexpr double kUnits = 50'000;
constexpr std::uint32_t kMembers = 20;
constexpr std::uint32_t kBelow = 10;

void AddUnit(OrganizationBuilder& builder, std::uint32_t unit) {
  const std::string id = IdOf('u', unit);
  const std::string post = IdOf('q', unit);
  const std::string task = IdOf('t', unit);
  const std::string parent = unit > 0 ? IdOf('u', (unit - 1) / kBelow) : "";
  UnitView record{.id = id, .kind = "unit"};
  if (unit > 0) record.parent = parent;
  builder.AddUnit(record);
  builder.AddPost({.id = post, .unit = id, .kind = "head"});
  builder.AddTask({.id = task, .unit = id});
  builder.AddAssignment({.work = {NodeKind::kTask, task},
                         .role = Role::kAccountable,
                         .to = {NodeKind::kPost, post}});
  for (std::uint32_t i = 0; i < kMembers; ++i) {
    const std::string person = IdOf('p', unit * kMembers + i);
    builder.AddPerson({.id = person});
    builder.AddMembership({.person = person, .unit = id});
  }
}

// Five changes, at least a week apart.
void AddHandover(OrganizationBuilder& builder, std::uint32_t unit) {
  const std::string post = IdOf('q', unit);
  const std::string first = IdOf('p', unit * kMembers);
  const std::string second = IdOf('p', unit * kMembers + 1);
  const std::string third = IdOf('p', unit * kMembers + 2);
  const absl::CivilDay leaves = kYear.from + 7 + unit % 60;
  const absl::CivilDay acts = leaves + 7 + unit % 11;
  const absl::CivilDay comes = acts + 7 + unit % 70;
  const absl::CivilDay goes = comes + 7 + unit % 37;
  const absl::CivilDay returns = goes + 7 + unit % 23;
  builder.AddAppointment({.person = first, .post = post, .valid_to = leaves});
  builder.AddAppointment({.person = second,
                          .post = post,
                          .mode = AppointmentMode::kActing,
                          .valid_from = acts,
                          .valid_to = comes});
  builder.AddAppointment({.person = third, .post = post, .valid_from = comes});
  builder.AddAbsence(
      {.person = third, .valid_from = goes, .valid_to = returns});
}

}  // namespace

absl::StatusOr<Handovers> PlantHandovers(double scale) {
  const auto units = static_cast<std::uint32_t>(scale * kUnits);
  OrganizationBuilder builder;
  std::vector<std::string> tasks;
  for (std::uint32_t unit = 0; unit < units; ++unit) {
    AddUnit(builder, unit);
    if (unit * kBelow + 1 < units) {
      const std::string head = IdOf('p', unit * kMembers);
      const std::string post = IdOf('q', unit);
      builder.AddAppointment({.person = head, .post = post});
    } else {
      AddHandover(builder, unit);
      tasks.push_back(IdOf('t', unit));
    }
  }
  absl::StatusOr<Organization> org = builder.Build();
  if (!org.ok()) return org.status();
  Handovers handovers{*std::move(org), {}};
  for (const std::string& task : tasks) {
    handovers.tasks.push_back(*handovers.organization.FindId<TaskId>(task));
  }
  return handovers;
}

}  // namespace zeren::benchmarks
