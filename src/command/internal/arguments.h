// arguments.h -- the arguments that commands have in common.

#ifndef ZEREN_COMMAND_INTERNAL_ARGUMENTS_H_
#define ZEREN_COMMAND_INTERNAL_ARGUMENTS_H_

#include <CLI/CLI.hpp>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "src/command/internal/query.h"

namespace zeren::internal {

// What a command does once its arguments are read; the exit code.
using Run = std::function<int(const Console&)>;

inline constexpr const char* kExitCodes =
    "Exit codes:\n"
    "  0  fine\n"
    "  1  gaps at or above --fail-on (check, whatif), nobody answers (who),\n"
    "     places that stay empty (assign)\n"
    "  2  unusable arguments or input, or the output cannot be written";

// One of these words. Help says them in a sentence, so that the list is not
// repeated there.
CLI::Validator OneOf(std::vector<std::string> words);
// A whole number of 1 or more that fits into 32 bits.
CLI::Validator IsPositive();

void AddFile(CLI::App& command, QueryOptions& options);

// How a table may be written, how gaps may, and how anything else.
enum class Shape : std::uint8_t { kPage, kTable, kGaps };

// How a command loads its document and writes its answer.
void AddOutputOptions(CLI::App& command, QueryOptions& options, Shape shape);
// The file, the day and the above.
void AddQueryOptions(CLI::App& command, QueryOptions& options,
                     Shape shape = Shape::kPage);

}  // namespace zeren::internal

#endif  // ZEREN_COMMAND_INTERNAL_ARGUMENTS_H_
