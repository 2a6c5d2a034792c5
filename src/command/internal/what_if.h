// what_if.h -- the command `whatif`.

#ifndef ZEREN_COMMAND_INTERNAL_WHAT_IF_H_
#define ZEREN_COMMAND_INTERNAL_WHAT_IF_H_

#include <CLI/CLI.hpp>

#include "src/command/internal/arguments.h"

namespace zeren::internal {

// Adds the command to `app`; puts what is to be run into `run` when it is the
// one that is asked for.
void AddWhatIf(CLI::App& app, Run& run);

}  // namespace zeren::internal

#endif  // ZEREN_COMMAND_INTERNAL_WHAT_IF_H_
