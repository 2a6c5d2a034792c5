// bars.h -- what was promised, beside what was measured.

#ifndef ZEREN_BENCHMARKS_SUPPORT_BARS_H_
#define ZEREN_BENCHMARKS_SUPPORT_BARS_H_

#include <string>
#include <vector>

namespace zeren::benchmarks {

// Bars
//
// Prints a table of promises. A promise that is not kept is marked MISSED.
class Bars {
 public:
  void AtMost(std::string what, double bar, double measured, std::string unit);
  void AtLeast(std::string what, double bar, double measured, std::string unit);
  // A number that nobody promised anything about.
  void Note(std::string what, double measured, std::string unit);

  void Print() const;
  int missed() const { return missed_; }

 private:
  struct Line {
    std::string what;
    std::string bar;
    std::string measured;
    bool missed = false;
  };
  void Add(std::string what, std::string bar, double measured,
           const std::string& unit, bool missed);

  std::vector<Line> lines_;
  int missed_ = 0;
};

// The machine, the compiler and the date, on a few lines.
void PrintWhere();

}  // namespace zeren::benchmarks

#endif  // ZEREN_BENCHMARKS_SUPPORT_BARS_H_
