#include "benchmarks/support/main.h"

#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "benchmark/benchmark.h"

namespace zeren::benchmarks {
namespace {

constexpr double kMostScale = 10;

// Nothing where an argument is no flag, or a number is out of bounds.
std::optional<Flags> Parse(int argc, char** argv, const MainOptions& options) {
  Flags flags;
  for (int i = 1; i < argc; ++i) {
    const std::string_view flag = argv[i];
    const auto value = [&](std::string_view name) -> const char* {
      return flag.starts_with(name) ? argv[i] + name.size() : nullptr;
    };
    if (const char* scale = value("--scale=")) {
      flags.scale = std::atof(scale);
    } else if (const char* path = value("--write="); path && options.writes) {
      flags.write = path;
    } else if (flag == "--strict") {
      flags.strict = true;
    } else {
      return std::nullopt;
    }
  }
  if (flags.scale < options.least_scale || flags.scale > kMostScale) {
    return std::nullopt;
  }
  return flags;
}

}  // namespace

int Main(int argc, char** argv, const MainOptions& options,
         int (*run)(const Flags& flags)) {
  // Options that are given later win.
  std::string repetitions =
      "--benchmark_repetitions=" + std::to_string(options.repetitions);
  std::string interleaving = "--benchmark_enable_random_interleaving=true";
  std::vector<char*> arguments(argv, argv + argc);
  arguments.insert(arguments.begin() + 1,
                   {repetitions.data(), interleaving.data()});
  auto count = static_cast<int>(arguments.size());
  benchmark::Initialize(&count, arguments.data());

  const std::optional<Flags> flags = Parse(count, arguments.data(), options);
  if (!flags) {
    std::fprintf(stderr,
                 "usage: %s [--scale=SHARE] [--strict]%s [--benchmark_...]\n"
                 "SHARE: from %g to %g\n",
                 argv[0], options.writes ? " [--write=FILE]" : "",
                 options.least_scale, kMostScale);
    return 2;
  }
  return run(*flags);
}

}  // namespace zeren::benchmarks
