// main.h -- what the programs of all benchmarks begin with.

#ifndef ZEREN_BENCHMARKS_SUPPORT_MAIN_H_
#define ZEREN_BENCHMARKS_SUPPORT_MAIN_H_

#include <string>

namespace zeren::benchmarks {

// What is asked for on the command line.
struct Flags {
  double scale = 1;     // --scale=SHARE: of the full size.
  bool strict = false;  // --strict: whether a missed bar is a failure.
  std::string write;    // --write=FILE: where the input goes too.
};

struct MainOptions {
  int repetitions = 5;         // Of each benchmark, unless asked otherwise.
  double least_scale = 0.002;  // Below it there is nothing left to measure.
  bool writes = false;         // Whether there is --write.
};

// Reads the options of Google Benchmark and the flags above, and calls `run`.
// Returns the status of the program: that of `run`, or 2 for an option that is
// not known. Repetitions of all benchmarks are interleaved, so that all see the
// same machine.
int Main(int argc, char** argv, const MainOptions& options,
         int (*run)(const Flags& flags));

}  // namespace zeren::benchmarks

#endif  // ZEREN_BENCHMARKS_SUPPORT_MAIN_H_
