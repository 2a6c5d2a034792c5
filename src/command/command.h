// command.h -- the `zeren` command, as a function.
//
// tools/zeren calls it, and so do the bindings and the tests.

#ifndef ZEREN_COMMAND_COMMAND_H_
#define ZEREN_COMMAND_COMMAND_H_

#include <cstddef>
#include <iosfwd>
#include <string>
#include <vector>

namespace zeren {

// How output to people looks.
struct CommandOptions {
  bool colour = false;
  std::size_t width = 0;  // Of the terminal; 0: lines are not broken.
};

// Runs `zeren` with these arguments, the program's name not among them, and
// returns its exit code:
//
//   0  fine
//   1  gaps at or above --fail-on, or nobody answers
//   2  unusable arguments or input, or the output cannot be written
//
// Results go to `out`, and to `err` what is wrong with arguments or input:
// every problem with its file, line and column. `-` as a file is `in`.
int RunCommand(const std::vector<std::string>& args, std::istream& in,
               std::ostream& out, std::ostream& err,
               const CommandOptions& options = {});

}  // namespace zeren

#endif  // ZEREN_COMMAND_COMMAND_H_
