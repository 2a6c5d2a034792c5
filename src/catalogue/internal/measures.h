// measures.h -- the built-in measures, by what they are about.

#ifndef ZEREN_CATALOGUE_INTERNAL_MEASURES_H_
#define ZEREN_CATALOGUE_INTERNAL_MEASURES_H_

#include <vector>

#include "zeren/core/text.h"
#include "zeren/measure/measure.h"

namespace zeren::internal {

inline Text Both(const char* en, const char* zh) {
  return Text(std::vector<Text::Translation>{{"en", en}, {"zh", zh}});
}

// task_measures.cc
std::vector<Measure> TaskMeasures();

// measure_families.cc
MeasureFamily MembersByHeadCount();  // "members.full"
MeasureFamily AttributeMeasures();   // "sum(persons.hours)"

}  // namespace zeren::internal

#endif  // ZEREN_CATALOGUE_INTERNAL_MEASURES_H_
