// queries.h -- the commands that ask a document something.

#ifndef ZEREN_COMMAND_INTERNAL_QUERIES_H_
#define ZEREN_COMMAND_INTERNAL_QUERIES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "src/command/internal/query.h"

namespace zeren::internal {

struct WhoArguments {
  QueryOptions query;
  std::string work;
  std::string role = "accountable";
  bool why = false;
  std::string why_not;  // A person; empty: who answers.
  std::string over;     // "FROM..TO"; empty: on the day.
};
struct DutiesArguments {
  QueryOptions query;
  std::string node;
  std::string role;  // Empty: all.
};
struct StatementArguments {
  QueryOptions query;
  std::string node;
};
struct MatrixArguments {
  QueryOptions query;
  std::string unit;
  bool subtree = false;
  bool finished = false;
};
struct AssignArguments {
  QueryOptions query;
  std::vector<std::string> tasks;  // Empty: all that are to be done.
  bool candidates = false;
  std::string why_not;  // A person; empty: the plan.
  std::string scope;    // A unit, or "all"; empty: the unit of each task.
  std::optional<std::int64_t> max_tasks;
};
struct DiffArguments {
  QueryOptions query;
  std::string from;
  std::string to;  // Empty: the document's day, else today.
};
struct ApplyArguments {
  QueryOptions query;
  std::string changes;
  std::string output;  // Empty: standard output.
};
struct ChainArguments {
  QueryOptions query;
  std::string node;
};
// Each runs its command and returns the exit code. The words that the arguments
// may be chosen from have been checked.
int RunWho(const Console& console, const WhoArguments& arguments);
int RunDuties(const Console& console, const DutiesArguments& arguments);
int RunStatement(const Console& console, const StatementArguments& arguments);
int RunMatrix(const Console& console, const MatrixArguments& arguments);
int RunAssign(const Console& console, const AssignArguments& arguments);
int RunDiff(const Console& console, const DiffArguments& arguments);
int RunApply(const Console& console, const ApplyArguments& arguments);
int RunChain(const Console& console, const ChainArguments& arguments);

}  // namespace zeren::internal

#endif  // ZEREN_COMMAND_INTERNAL_QUERIES_H_
