// Who answers on the spot, to ask it again while somebody is absent.

#include <algorithm>
#include <string>
#include <vector>

#include "tests/support/oracle.h"

namespace zeren::testing {

std::vector<std::string> Oracle::ExpectedWork() const {
  std::vector<std::string> work;
  for (const std::string& duty : Nodes("duty")) {
    if (InForce(duty)) work.push_back(duty);
  }
  for (const std::string& task : Nodes("task")) {
    if (IsOpen(task)) work.push_back(task);
  }
  return work;
}

// As `Resolve`, which would go on to the superior where this gives up.
bool Oracle::AnsweredOnTheSpot(const std::string& work,
                               const std::vector<std::string>& roles) const {
  for (const std::string& role : roles) {
    for (std::string target : AskedFor(work, role).targets) {
      Answer answer;
      if (KindOf(target) == "unit") target = HeadPost(target);
      if (target.empty()) continue;
      if (StandsItself(target, answer) ||
          DelegateAnswers(target, work, answer) ||
          (KindOf(target) == "post" && DeputyAnswers(target, answer))) {
        return true;
      }
    }
  }
  return false;
}

}  // namespace zeren::testing
