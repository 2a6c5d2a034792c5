#include "benchmarks/support/bars.h"

#include <cstdio>
#include <ctime>
#include <fstream>
#include <thread>
#include <utility>

namespace zeren::benchmarks {
namespace {

std::string Format(double number, const std::string& unit) {
  char text[64];
  std::snprintf(text, sizeof(text), number < 1000 ? "%.2f" : "%.0f", number);
  return unit.empty() ? text : text + (" " + unit);
}

std::string ProcessorName() {
  std::ifstream info("/proc/cpuinfo");
  for (std::string line; std::getline(info, line);) {
    if (line.starts_with("model name")) {
      return line.substr(line.find(':') + 2);
    }
  }
  return "unknown processor";
}

}  // namespace

void Bars::Add(std::string what, std::string bar, double measured,
               const std::string& unit, bool missed) {
  missed_ += missed ? 1 : 0;
  lines_.push_back(
      {std::move(what), std::move(bar), Format(measured, unit), missed});
}
void Bars::AtMost(std::string what, double bar, double measured,
                  std::string unit) {
  Add(std::move(what), "<= " + Format(bar, unit), measured, unit,
      !(measured <= bar));
}
void Bars::AtLeast(std::string what, double bar, double measured,
                   std::string unit) {
  Add(std::move(what), ">= " + Format(bar, unit), measured, unit,
      !(measured >= bar));
}
void Bars::Note(std::string what, double measured, std::string unit) {
  Add(std::move(what), "", measured, unit, false);
}

void Bars::Print() const {
  std::printf("%-50s %15s %17s\n", "", "bar", "measured");
  for (const Line& line : lines_) {
    std::printf("%-50s %15s %17s%s\n", line.what.c_str(), line.bar.c_str(),
                line.measured.c_str(), line.missed ? "  MISSED" : "");
  }
}

void PrintWhere() {
  char date[16] = "";
  const std::time_t now = std::time(nullptr);
  std::strftime(date, sizeof(date), "%Y-%m-%d", std::gmtime(&now));
  std::printf("%s, %s, %u threads\n", date, ProcessorName().c_str(),
              std::thread::hardware_concurrency());
#ifdef NDEBUG
  std::printf("compiler %s\n", __VERSION__);
#else
  std::printf("compiler %s; ASSERTIONS ARE ON: not a release build\n",
              __VERSION__);
#endif
}

}  // namespace zeren::benchmarks
