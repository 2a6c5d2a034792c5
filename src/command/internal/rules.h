// rules.h -- the command `rules`.

#ifndef ZEREN_COMMAND_INTERNAL_RULES_H_
#define ZEREN_COMMAND_INTERNAL_RULES_H_

#include <CLI/CLI.hpp>

#include "src/command/internal/arguments.h"

namespace zeren::internal {

// Adds the command to `app`; it puts what is to be run into `run`.
void AddRules(CLI::App& app, Run& run);

}  // namespace zeren::internal

#endif  // ZEREN_COMMAND_INTERNAL_RULES_H_
