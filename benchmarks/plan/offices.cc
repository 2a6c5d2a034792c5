#include "benchmarks/plan/offices.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "zeren/model/organization_builder.h"

namespace zeren::benchmarks {
namespace {

constexpr int kOffices = 10;   // Of a district.
constexpr int kPersons = 100;  // Of an office.
constexpr int kTasks = 5;      // For each person.
constexpr int kSkills = 50;
constexpr int kSkillsOfPerson = 5;
constexpr absl::CivilDay kDay(2026, 2, 15);

std::string IdOf(char kind, int number) {
  char id[16];
  std::snprintf(id, sizeof(id), "%c%06d", kind, number);
  return id;
}

class OfficeMaker {
 public:
  explicit OfficeMaker(double scale)
      : districts_(std::max(1, static_cast<int>(std::lround(20 * scale)))) {
    for (int i = 0; i < kSkills; ++i) skills_.push_back(IdOf('s', i));
  }

  absl::StatusOr<Organization> Make() && {
    builder_.AddUnit({.id = "whole", .kind = "unit"});
    for (int d = 0; d < districts_; ++d) {
      builder_.AddUnit({.id = IdOf('d', d), .kind = "unit", .parent = "whole"});
    }
    for (int o = 0; o < districts_ * kOffices; ++o) {
      const std::string district = IdOf('d', o / kOffices);
      builder_.AddUnit(
          {.id = IdOf('o', o), .kind = "unit", .parent = district});
    }
    for (int p = 0; p < persons(); ++p) AddPerson(p);
    for (int t = 0; t < persons() * kTasks; ++t) AddTask(t);
    return builder_.Build();
  }

 private:
  int persons() const { return districts_ * kOffices * kPersons; }
  int Below(int bound) {
    return static_cast<int>(bits_() % static_cast<std::uint64_t>(bound));
  }
  std::vector<std::string_view> Skills(int count) {
    std::vector<std::string_view> some;
    while (static_cast<int>(some.size()) < count) {
      const std::string_view skill =
          skills_[static_cast<std::size_t>(Below(kSkills))];
      if (std::find(some.begin(), some.end(), skill) == some.end()) {
        some.push_back(skill);
      }
    }
    return some;
  }

  void AddPerson(int number) {
    const std::string id = IdOf('p', number);
    builder_.AddPerson(
        {.id = id,
         .skills = Skills(kSkillsOfPerson + (Below(5) == 0 ? 1 : 0)),
         .capacity = 13});
    MembershipView home{.person = id};
    const std::string office = IdOf('o', number / kPersons);
    home.unit = office;
    if (Below(10) == 0) home.valid_to = absl::CivilDay(2026, 5, 1);
    builder_.AddMembership(home);
  }

  void AddTask(int number) {
    const std::string id = IdOf('t', number);
    TaskView task{.id = id,
                  .start = absl::CivilDay(2026, 3, 1),
                  .due = absl::CivilDay(2026, 3, 31)};
    const int level = number % 3;
    const int office = Below(districts_ * kOffices);
    const std::string unit = level == 0   ? "whole"
                             : level == 1 ? IdOf('d', office / kOffices)
                                          : IdOf('o', office);
    task.unit = unit;
    task.requires_ = Skills(3 - level);
    builder_.AddTask(task);
    if (Below(10) == 0) {
      const std::string work = "task:" + id;
      const std::string to =
          "person:" + IdOf('p', office * kPersons + Below(kPersons));
      builder_.AddAssignment({.work = std::string_view(work),
                              .role = Role::kResponsible,
                              .to = std::string_view(to)});
    }
  }

  const int districts_;
  std::mt19937_64 bits_{20260301};
  std::vector<std::string> skills_;
  OrganizationBuilder builder_;
};

}  // namespace

absl::StatusOr<Snapshot> MakeOffices(double scale) {
  const absl::StatusOr<Organization> org = OfficeMaker(scale).Make();
  if (!org.ok()) return org.status();
  return org->AsOf(kDay);
}

}  // namespace zeren::benchmarks
