// nation.h -- a generated nation: units in seven levels, and columns of numbers
// of its persons, who need no names.
//
// At full size there are 5.25 million units: the centre, 31 provinces, 372
// prefectures, 2,976 counties, 119,040 committees, 714,240 general branches and
// the rest branches. From the prefectures on, each is put below a random one of
// the level above, and units are numbered in pre-order, as an organisation's
// are. Of the persons, branches have 3 to 41 shares each, others one.

#ifndef ZEREN_BENCHMARKS_ROLL_UP_NATION_H_
#define ZEREN_BENCHMARKS_ROLL_UP_NATION_H_

#include <cstdint>
#include <vector>

#include "zeren/core/forest.h"

namespace zeren::benchmarks {

inline constexpr std::uint32_t kNationUnits = 5'250'000;
inline constexpr std::uint32_t kNationPersons = 100'000'000;

struct Nation {
  Forest forest;
  // Persons begins[unit] to begins[unit + 1] - 1 sit in a unit.
  std::vector<std::uint32_t> begins;
};

// A nation of so many units and persons; the levels above the branches shrink
// with the units. The same numbers give the same nation everywhere.
Nation MakeNation(std::uint32_t units, std::uint32_t persons);

// One unit with so many below it, and one person in each of these.
Nation MakeFlat(std::uint32_t children);

// A value for each person, at least 0 and below 100, with a fraction.
std::vector<double> MakeColumn(std::uint32_t persons, std::uint64_t seed);

}  // namespace zeren::benchmarks

#endif  // ZEREN_BENCHMARKS_ROLL_UP_NATION_H_
