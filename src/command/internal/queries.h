// queries.h -- the commands that ask a document something.

#ifndef ZEREN_COMMAND_INTERNAL_QUERIES_H_
#define ZEREN_COMMAND_INTERNAL_QUERIES_H_

#include <string>
#include <vector>

#include "src/command/internal/query.h"

namespace zeren::internal {

struct CheckArguments {
  QueryOptions query;
  std::string fail_on = "violation";
};
struct WhoArguments {
  QueryOptions query;
  std::string work;
  std::string role = "accountable";
  bool why = false;
};
struct ChainArguments {
  QueryOptions query;
  std::string node;
};
struct RollUpArguments {
  QueryOptions query;
  std::vector<std::string> measures;
  std::string by = "units";
  std::string within;  // Empty: the whole hierarchy.
  std::string where;   // A condition in JSON; empty: all carriers.
};

// Each runs its command and returns the exit code. The words that the arguments
// may be chosen from have been checked.
int RunCheck(const Console& console, const CheckArguments& arguments);
int RunWho(const Console& console, const WhoArguments& arguments);
int RunChain(const Console& console, const ChainArguments& arguments);
int RunRollUp(const Console& console, const RollUpArguments& arguments);

}  // namespace zeren::internal

#endif  // ZEREN_COMMAND_INTERNAL_QUERIES_H_
