// oracle_diff.h -- what is different between two days, found the slow way.

#ifndef ZEREN_TESTS_SUPPORT_ORACLE_DIFF_H_
#define ZEREN_TESTS_SUPPORT_ORACLE_DIFF_H_

#include <nlohmann/json.hpp>
#include <string>

#include "tests/support/oracle.h"

namespace zeren::testing {

// A document on a day, and the oracle for it.
struct OracleDay {
  OracleDay(const nlohmann::json& the_document, const std::string& the_day)
      : document(the_document), day(the_day), oracle(the_document, the_day) {}

  const nlohmann::json document;
  const std::string day;
  const Oracle oracle;
};

// Returns the result of the command `diff`, as the format writes it. The two
// documents are one, or what changes made of it.
nlohmann::json OracleDiff(const OracleDay& from, const OracleDay& to);

}  // namespace zeren::testing

#endif  // ZEREN_TESTS_SUPPORT_ORACLE_DIFF_H_
