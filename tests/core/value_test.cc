#include "zeren/core/value.h"

#include <cstdint>
#include <limits>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "src/core/internal/value_json.h"

namespace zeren {
namespace {

using ::testing::IsNull;
using ::testing::Pointee;

Value Parsed(const std::string& text) {
  return internal::FromJson(nlohmann::ordered_json::parse(text));
}

TEST(ValueTest, EachTypeHasAName) {
  EXPECT_EQ(TypeNameOf(Value()), "null");
  EXPECT_EQ(TypeNameOf(false), "a boolean");
  EXPECT_EQ(TypeNameOf(1), "a number");
  EXPECT_EQ(TypeNameOf(1.5), "a number");
  EXPECT_EQ(TypeNameOf("x"), "a string");
  EXPECT_EQ(TypeNameOf(Value::List()), "a list");
  EXPECT_EQ(TypeNameOf(Value::Record()), "an object");
}

TEST(ValueTest, TextIsCompactJson) {
  const Value value = Value::Record{
      {"days", 120},           {"shares", Value::List{0.25, 1.0, Value()}},
      {"open", true},          {"id", "b1-书记"},
      {"none", Value::List()}, {"empty", Value::Record()},
  };
  EXPECT_EQ(ToText(value),
            R"({"days":120,"shares":[0.25,1.0,null],"open":true,)"
            R"("id":"b1-书记","none":[],"empty":{}})");
}

TEST(ValueTest, TextKeepsTheOrderOfARecord) {
  EXPECT_EQ(ToText(Value::Record{{"z", 1}, {"a", 2}}), R"({"z":1,"a":2})");
}

TEST(ValueTest, TextEscapesWhatJsonReserves) {
  EXPECT_EQ(ToText("a\"b\\c\n\x01"), R"("a\"b\\c\n\u0001")");
}

TEST(ValueTest, TextOfBytesThatAreNotUtf8HasReplacementCharacters) {
  EXPECT_EQ(ToText("a\xFFz"), "\"a\xEF\xBF\xBDz\"");
  EXPECT_EQ(ToText(Value::Record{{"\xC3", 1}}), "{\"\xEF\xBF\xBD\":1}");
}

TEST(ValueTest, IntegersStayIntegersThroughText) {
  for (const std::int64_t number : {std::int64_t{0}, std::int64_t{-7},
                                    std::numeric_limits<std::int64_t>::min(),
                                    std::numeric_limits<std::int64_t>::max()}) {
    EXPECT_THAT(Parsed(ToText(number)).AsInteger(), Pointee(number));
  }
}

TEST(ValueTest, DoublesComeBackFromTextAsTheyWere) {
  for (const double number : {0.1, 1.0 / 3.0, -2.5e-300, 1e22, 3.0}) {
    EXPECT_THAT(Parsed(ToText(number)).AsDouble(), Pointee(number));
  }
  EXPECT_EQ(ToText(0.1), "0.1");
  EXPECT_EQ(ToText(1.0 / 3.0), "0.3333333333333333");
}

TEST(ValueTest, NumbersThatJsonDoesNotHaveAreNullInText) {
  EXPECT_EQ(ToText(std::numeric_limits<double>::infinity()), "null");
  EXPECT_EQ(ToText(std::numeric_limits<double>::quiet_NaN()), "null");
}

TEST(ValueTest, IntegersBeyond64BitsBecomeDoubles) {
  const Value value = Parsed("18446744073709551615");
  EXPECT_THAT(value.AsInteger(), IsNull());
  EXPECT_THAT(value.AsDouble(), Pointee(18446744073709551616.0));
}

TEST(ValueTest, JsonComesBackAsItWas) {
  const std::string text =
      R"({"b":[1,-2,0.5,"x",null,true,{"c":{}}],"a":false})";
  EXPECT_EQ(ToText(Parsed(text)), text);
}

TEST(ValueTest, FieldsOfSortedJsonComeInByteOrder) {
  EXPECT_EQ(
      ToText(internal::FromJson(nlohmann::json::parse(R"({"b":1,"a":2})"))),
      R"({"a":2,"b":1})");
}

TEST(ValueTest, FindsFieldsOfRecordsOnly) {
  const Value record = Value::Record{{"days", 90}};
  ASSERT_NE(record.Find("days"), nullptr);
  EXPECT_THAT(record.Find("days")->AsInteger(), Pointee(90));
  EXPECT_THAT(record.Find("hours"), IsNull());
  EXPECT_THAT(Value("days").Find("days"), IsNull());
}

}  // namespace
}  // namespace zeren
