// oracle_obligations.h -- the slow, obvious answer to what is due.
//
// Counts day by day: on which days a subject is bound, and which days make a
// period. It shares no code with the library.

#ifndef ZEREN_TESTS_SUPPORT_ORACLE_OBLIGATIONS_H_
#define ZEREN_TESTS_SUPPORT_ORACLE_OBLIGATIONS_H_

#include <chrono>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/oracle.h"

namespace zeren::testing {

// DueOracle
//
// What is due in a document of `AddObligations`, as known on a day: from 2018
// to 2027.
//
// Thread-safety: none. Lifetime: keeps a reference to the document.
class DueOracle {
 public:
  using Json = nlohmann::json;

  DueOracle(const Json& document, std::string today);

  // All that a subject owes by an obligation: a list of `from`, `to`, `owed`,
  // `events`, `late` and `state`.
  Json Of(const Json& obligation, const std::string& subject);

  // What the checks of obligations find, by focus and key, with the parameters
  // of a profile.
  Json Found(const std::string& check, const Json& params);

 private:
  using Days = std::chrono::sys_days;

  bool IsBound(const Json& obligation, const std::string& subject,
               const std::string& day);
  const Json* RecordOf(const std::string& subject) const;
  std::vector<std::pair<Days, std::string>> EventsOf(
      const std::string& kind, const std::string& subject) const;
  std::vector<std::pair<Days, Days>> Terms(const std::string& subject) const;
  Json Missed(const Json& obligation, const std::string& subject);
  Json OffWindow(const Json& obligation, const Json& event) const;
  static std::map<std::string, Json> TooFew(const Json& obligation,
                                            const Json& event);

  const Json& document_;
  const std::string today_;
  std::set<std::string> turns_;
  std::map<std::string, std::unique_ptr<Oracle>> oracles_;
  std::map<std::pair<std::string, std::string>, bool> bound_;
};

}  // namespace zeren::testing

#endif  // ZEREN_TESTS_SUPPORT_ORACLE_OBLIGATIONS_H_
