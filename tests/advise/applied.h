// applied.h -- records with the changes of a cascade in them.

#ifndef ZEREN_TESTS_ADVISE_APPLIED_H_
#define ZEREN_TESTS_ADVISE_APPLIED_H_

#include <cstddef>
#include <variant>
#include <vector>

#include "gtest/gtest.h"
#include "zeren/advise/cascade.h"
#include "zeren/model/change.h"
#include "zeren/model/records.h"

namespace zeren {

template <typename Record>
void AddTo(std::vector<Record>& records, const Change& change) {
  if (const auto* typed = std::get_if<RecordChange<Record>>(&change.any())) {
    EXPECT_EQ(typed->op, ChangeOp::kAdd);
    records.push_back(typed->fields.record());
  }
}

// The records after the changes, which add tasks and assignments only.
inline Records Applied(Records records, const Cascade& cascade) {
  const std::size_t before = records.tasks.size() + records.assignments.size();
  for (const Change& change : cascade.changes) {
    AddTo(records.tasks, change);
    AddTo(records.assignments, change);
  }
  EXPECT_EQ(records.tasks.size() + records.assignments.size(),
            before + cascade.changes.size());
  return records;
}

}  // namespace zeren

#endif  // ZEREN_TESTS_ADVISE_APPLIED_H_
