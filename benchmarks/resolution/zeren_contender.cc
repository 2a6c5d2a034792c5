#include "benchmarks/resolution/contenders.h"
#include "zeren/assign/resolution.h"

namespace zeren::benchmarks {

std::vector<Node> AllWork(const Snapshot& snapshot) {
  const Organization& org = snapshot.organization();
  std::vector<Node> works;
  for (std::uint32_t i = 0; i < org.count(NodeKind::kTask); ++i) {
    works.emplace_back(TaskId{i});
  }
  for (std::uint32_t i = 0; i < org.count(NodeKind::kDuty); ++i) {
    works.emplace_back(DutyId{i});
  }
  return works;
}

Answers AnswersOfZeren(const Snapshot& snapshot,
                       const std::vector<Node>& works) {
  Answers answers;
  for (const Node work : works) {
    const Resolution who =
        ResolveResponsible(snapshot, work, Role::kAccountable);
    std::vector<std::uint32_t>& persons = answers.emplace_back();
    for (const PersonId person : who.persons) persons.push_back(Index(person));
  }
  return answers;
}

std::uint64_t CountByZeren(const Snapshot& snapshot,
                           const std::vector<Node>& works) {
  std::uint64_t persons = 0;
  for (const Node work : works) {
    persons +=
        ResolveResponsible(snapshot, work, Role::kAccountable).persons.size();
  }
  return persons;
}

}  // namespace zeren::benchmarks
