// roll_up.h -- the command `zeren rollup`.

#ifndef ZEREN_COMMAND_INTERNAL_ROLL_UP_H_
#define ZEREN_COMMAND_INTERNAL_ROLL_UP_H_

#include <CLI/CLI.hpp>

#include "src/command/internal/arguments.h"

namespace zeren::internal {

// Adds the command, which puts what is to be run into `run`.
void AddRollUp(CLI::App& app, Run& run);

}  // namespace zeren::internal

#endif  // ZEREN_COMMAND_INTERNAL_ROLL_UP_H_
