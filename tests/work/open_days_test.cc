#include "src/work/internal/open_days.h"

#include <cstdint>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "tests/support/random_document.h"
#include "tests/support/random_organization.h"
#include "zeren/exchange/document.h"
#include "zeren/work/tasks.h"

namespace zeren {
namespace {

using internal::DayRange;
using internal::ToDayNumber;

bool Contains(const std::vector<DayRange>& runs, absl::CivilDay day) {
  for (const DayRange& run : runs) {
    if (run.Contains(ToDayNumber(day))) return true;
  }
  return false;
}

TEST(OpenDays, AreThoseOnWhichTheStateOfTheDayIsOpen) {
  // Few other records, so that there is more about tasks.
  testing::RandomDocumentOptions options;
  options.max_units = 1;
  options.max_posts = 0;
  options.max_persons = 0;
  options.max_tasks = 10;
  options.days = {"2024-02-26", "2024-02-28", "2024-02-29", "2024-03-04"};
  const absl::CivilDay from(2024, 2, 27);
  const absl::CivilDay to(2024, 3, 7);
  std::uint64_t runs = 0;
  std::uint64_t again = 0;  // Tasks that are open a second time.
  for (std::uint64_t seed = 0; seed < testing::kRandomDocuments / 10; ++seed) {
    const Organization org = testing::RandomOrganization(seed, options);
    const auto open = internal::OpenDays(org.AsOf(from), ToDayNumber(to));
    for (absl::CivilDay day = from; day < to; ++day) {
      const TaskStates states(org.AsOf(day));
      for (std::uint32_t i = 0; i < org.count(NodeKind::kTask); ++i) {
        const bool is_open = org.Has(TaskId{i}) && states.open(TaskId{i});
        ASSERT_EQ(Contains(open[i], day), is_open)
            << "seed " << seed << ", " << org.NameOf(TaskId{i}) << " on "
            << FormatDay(day) << ": " << WriteDocument(org);
      }
    }
    for (const std::vector<DayRange>& task : open) {
      runs += task.size();
      again += task.size() > 1 ? 1 : 0;
      for (std::size_t i = 0; i < task.size(); ++i) {
        ASSERT_GE(task[i].from, ToDayNumber(from));
        ASSERT_LE(task[i].to, ToDayNumber(to));
        if (i == 0) continue;
        ASSERT_GT(task[i].from, task[i - 1].to);
      }
    }
  }
  EXPECT_GT(runs, testing::kRandomDocuments / 10);
  EXPECT_GT(again, testing::kRandomDocuments / 1'000);
}

}  // namespace
}  // namespace zeren
