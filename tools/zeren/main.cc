// The `zeren` command: `zeren --help`.

#include <sys/ioctl.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

#include "src/command/command.h"

namespace {

// Colours and line breaks are for terminals only; https://no-color.org.
zeren::CommandOptions OptionsForTerminal() {
  zeren::CommandOptions options;
  if (isatty(STDOUT_FILENO) == 0) return options;
  const char* no_colour = std::getenv("NO_COLOR");
  options.colour = no_colour == nullptr || *no_colour == '\0';
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) {
    options.width = size.ws_col;
  }
  return options;
}

}  // namespace

int main(int argc, char** argv) {
  // A closed pipe is then a failed write, which the command reports.
  std::signal(SIGPIPE, SIG_IGN);
  std::ios::sync_with_stdio(false);
  const std::vector<std::string> args(argv + (argc > 0 ? 1 : 0), argv + argc);
  return zeren::RunCommand(args, std::cin, std::cout, std::cerr,
                           OptionsForTerminal());
}
