// value_words.h -- how pages show measures and values of roll-ups.

#ifndef ZEREN_REPORT_INTERNAL_VALUE_WORDS_H_
#define ZEREN_REPORT_INTERNAL_VALUE_WORDS_H_

#include <string>

#include "src/report/internal/wording.h"
#include "zeren/measure/measure.h"
#include "zeren/measure/roll_up.h"

namespace zeren::internal {

// The title of a measure; its name if it has none.
std::string TitleOf(const Measure& measure, const Wording& words);

// A number rounded to four decimals; where these are all 0 and it is not, to
// two digits.
std::string Digits(double number, bool whole);

// A value in a cell: top values with their carriers, classes of a histogram one
// after the other, places on a scale by name.
std::string Shown(const Measure& measure, const RollUpValue& value,
                  const Wording& words);

}  // namespace zeren::internal

#endif  // ZEREN_REPORT_INTERNAL_VALUE_WORDS_H_
