// The gaps of a period as JSON.

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/gaps/year_of_gaps.h"
#include "zeren/exchange/result_json.h"

namespace zeren {
namespace {

using ::zeren::testing::kGapYear;
using ::zeren::testing::SchoolOfGaps;

TEST(GapsOverJson, EachGapHasItsDaysAndWaivers) {
  EXPECT_EQ(WriteJson(GapsOver(SchoolOfGaps(), kGapYear).value()),
            R"({"zeren_gap_history":1,"coming":false,"from":"2026-01-01",)"
            R"("to":"2027-01-01","organization":"","complete":true,)"
            R"("count":3,"counts":{"violation":1,"warning":1,"info":0},)"
            R"("gaps":[)"
            "\n"
            R"({"rule":"vacant","check":"post_vacant",)"
            R"("severity":"violation","focus":"post:clerk",)"
            R"("value":{"days":null},"periods":[{"from":"2026-01-01",)"
            R"("to":"2027-01-01"}],"waived":[{"from":"2026-01-01",)"
            R"("to":"2027-01-01"}],"waivers":[{"by":null,)"
            R"("reason":"known","from":null,"to":null}],)"
            R"("message":{"en":"post:clerk is vacant, and nobody is on record )"
            R"(for it before",)"
            R"("zh":"post:clerk空缺，此前也没有任职记录"},"citation":null,)"
            R"("fingerprint":"7254dd3118d7ed5a33981fa22937620d"},)"
            "\n"
            R"({"rule":"vacant","check":"post_vacant",)"
            R"("severity":"violation","focus":"post:secretary",)"
            R"("value":{"days":0},"periods":[{"from":"2026-03-01",)"
            R"("to":"2026-07-01"},{"from":"2026-11-01",)"
            R"("to":"2027-01-01"}],"waived":[{"from":"2026-04-01",)"
            R"("to":"2026-07-01"}],"waivers":[{"by":"unit:school",)"
            R"("reason":"election","from":"2026-04-01",)"
            R"("to":"2026-07-01"}],)"
            R"("message":{"en":"post:secretary is vacant from today",)"
            R"("zh":"post:secretary自今日起空缺"},"citation":null,)"
            R"("fingerprint":"f35d6ee2ee89477e46b44b5c7661f637"},)"
            "\n"
            R"({"rule":"headless","check":"head_missing",)"
            R"("severity":"warning","focus":"unit:office","value":null,)"
            R"("periods":[{"from":"2026-01-01","to":"2026-05-01"}],)"
            R"("waived":[],"waivers":[],)"
            R"("message":{"en":"unit:office has no head post",)"
            R"("zh":"unit:office没有负责人岗位"},"citation":null,)"
            R"("fingerprint":"e657782192877f6e47bdbed0f1360dcc"})"
            "\n"
            R"(]})"
            "\n");
}

TEST(GapsOverJson, SaysThatGapsAreToCome) {
  const absl::CivilDay day(2026, 10, 1);
  EXPECT_EQ(WriteJson(ComingGaps(SchoolOfGaps(), day, 30).value()),
            R"({"zeren_gap_history":1,"coming":true,"from":"2026-10-01",)"
            R"("to":"2026-11-01","organization":"","complete":true,)"
            R"("count":0,"counts":{"violation":0,"warning":0,"info":0},)"
            R"("gaps":[]})"
            "\n");
}

}  // namespace
}  // namespace zeren
