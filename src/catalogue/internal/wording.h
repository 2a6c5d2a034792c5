// wording.h -- how messages of gaps name things, in English and Chinese.

#ifndef ZEREN_CATALOGUE_INTERNAL_WORDING_H_
#define ZEREN_CATALOGUE_INTERNAL_WORDING_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "zeren/core/node.h"
#include "zeren/core/text.h"
#include "zeren/core/value.h"
#include "zeren/model/organization.h"
#include "zeren/model/records.h"

namespace zeren::internal {

// A text in both languages of the messages.
Text Say(std::string english, std::string chinese);

// A node as people know it, with the id that finds it again:
//   post "Secretary" (post:b1-secretary), 岗位“书记”（post:b1-secretary）
// and just its name, "post:b1-secretary", where it has no title.
std::string InEnglish(const Organization& organization, Node node);
std::string InChinese(const Organization& organization, Node node);

// The nodes whose names are in the list `field` of a value, the first few of
// them, and how many more; there are `count`, or as many as the list has.
std::string InEnglish(const Organization& organization, const Value& value,
                      std::string_view field,
                      std::optional<std::size_t> count = std::nullopt);
std::string InChinese(const Organization& organization, const Value& value,
                      std::string_view field,
                      std::optional<std::size_t> count = std::nullopt);

// The lists of a profile whose words messages say.
enum class Vocabulary {
  kLineKinds,
  kUnitKinds,
  kPostKinds,
  kStandings,
  kDutyKinds,
  kEventKinds,
  kObligations
};

// A word as the profile titles it in that language, in quotes: "group leader",
// “党小组组长”; the word itself where it has no such title.
std::string InEnglish(const Organization& organization, Vocabulary vocabulary,
                      std::string_view word);
std::string InChinese(const Organization& organization, Vocabulary vocabulary,
                      std::string_view word);

// The words of the list `field` of a value, the first few of them.
std::string InEnglish(const Organization& organization, Vocabulary vocabulary,
                      const Value& value, std::string_view field);
std::string InChinese(const Organization& organization, Vocabulary vocabulary,
                      const Value& value, std::string_view field);

// "unit", 单位.
std::string_view InChinese(NodeKind kind);
// "accountable", 负责.
std::string_view InChinese(Role role);

// "1 day", "120 days".
std::string Days(std::int64_t days);
// A number with up to two decimals: "1", "0.25".
std::string Decimal(double number);

// Fields of a value; empty, and nothing, if it is not of that type.
std::string_view WordIn(const Value& value, std::string_view field);
std::optional<std::int64_t> IntegerIn(const Value& value,
                                      std::string_view field);
// The node that a field names; the document if it names none.
Node NodeIn(const Organization& organization, const Value& value,
            std::string_view field);

}  // namespace zeren::internal

#endif  // ZEREN_CATALOGUE_INTERNAL_WORDING_H_
