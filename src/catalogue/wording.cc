#include "src/catalogue/internal/wording.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>
#include <vector>

#include "src/core/internal/absl_strings.h"

namespace zeren::internal {
namespace {

// A message is read by people, who open the report for the rest.
constexpr std::size_t kMaxListed = 5;

struct Listing {
  std::vector<std::string_view> names;  // The first few.
  std::size_t more = 0;
};

// `count`: how many there are, where the list is not of all.
Listing ListingOf(const Value& value, std::string_view field,
                  std::optional<std::size_t> count = std::nullopt) {
  Listing listing;
  const Value* found = value.Find(field);
  const Value::List* list = found != nullptr ? found->AsList() : nullptr;
  if (list == nullptr) return listing;
  for (const Value& item : *list) {
    const std::string* name = item.AsString();
    if (name == nullptr) continue;
    if (listing.names.size() < kMaxListed) {
      listing.names.push_back(*name);
    } else {
      ++listing.more;
    }
  }
  if (count) listing.more = *count - listing.names.size();
  return listing;
}

template <typename Name>
std::string Join(const Listing& listing, std::string_view between, Name name) {
  std::string joined;
  for (const std::string_view item : listing.names) {
    if (!joined.empty()) joined += between;
    joined += name(item);
  }
  return joined;
}

std::string EnglishRest(const Listing& listing) {
  if (listing.more == 0) return "";
  return Concat(" and ", std::to_string(listing.more), " more");
}

std::string ChineseRest(const Listing& listing) {
  if (listing.more == 0) return "";
  return Concat("等", std::to_string(listing.names.size() + listing.more),
                "个");
}

// The title of an entry in that language, or in one that is not said; empty if
// there is none.
template <typename Entry>
std::string_view TitleIn(const std::vector<Entry>& entries,
                         std::string_view word, std::string_view language) {
  const auto entry =
      std::find_if(entries.begin(), entries.end(),
                   [&](const Entry& one) { return one.id == word; });
  if (entry == entries.end() || !entry->title) return {};
  if (!entry->title->multilingual()) return entry->title->plain();
  for (const auto& [in, title] : entry->title->translations()) {
    if (in == language) return title;
  }
  return {};
}

std::string_view TitledOrWord(const Profile& profile, Vocabulary vocabulary,
                              std::string_view word,
                              std::string_view language) {
  const std::string_view title = [&] {
    switch (vocabulary) {
      case Vocabulary::kLineKinds:
        return TitleIn(profile.line_kinds, word, language);
      case Vocabulary::kUnitKinds:
        return TitleIn(profile.unit_kinds, word, language);
      case Vocabulary::kPostKinds:
        return TitleIn(profile.post_kinds, word, language);
      case Vocabulary::kStandings:
        return TitleIn(profile.standings, word, language);
      case Vocabulary::kDutyKinds:
        return TitleIn(profile.duty_kinds, word, language);
      case Vocabulary::kEventKinds:
        return TitleIn(profile.event_kinds, word, language);
      case Vocabulary::kObligations:
        break;
    }
    return TitleIn(profile.obligations, word, language);
  }();
  return title.empty() ? word : title;
}

}  // namespace

Text Say(std::string english, std::string chinese) {
  return Text(std::vector<Text::Translation>{{"en", std::move(english)},
                                             {"zh", std::move(chinese)}});
}

std::string_view InChinese(NodeKind kind) {
  static constexpr std::array<std::string_view, kNodeKinds + 1> kNames = {
      "单位", "岗位", "人员", "任务", "职责", "事件", "问题", "授权", "文档"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::string_view InChinese(Role role) {
  static constexpr std::array<std::string_view, kRoles> kNames = {
      "负责", "执行", "支持", "咨询", "知会", "监督"};
  return kNames[static_cast<std::size_t>(role)];
}

std::string InEnglish(const Organization& organization, Node node) {
  if (node.kind() == NodeKind::kDocument) return "the document";
  const std::string_view label = organization.LabelOf(node, "en");
  std::string name = organization.NameOf(node);
  if (label == organization.id(node)) return name;
  return Concat(NameOf(node.kind()), " \"", label, "\" (", name, ")");
}

std::string InChinese(const Organization& organization, Node node) {
  if (node.kind() == NodeKind::kDocument) return "本文档";
  const std::string_view label = organization.LabelOf(node, "zh");
  std::string name = organization.NameOf(node);
  if (label == organization.id(node)) return name;
  return Concat(InChinese(node.kind()), "“", label, "”（", name, "）");
}

std::string InEnglish(const Organization& organization, const Value& value,
                      std::string_view field,
                      std::optional<std::size_t> count) {
  const Listing listing = ListingOf(value, field, count);
  std::string joined = Join(listing, ", ", [&](std::string_view name) {
    const std::optional<Node> node = organization.Find(name);
    return node ? InEnglish(organization, *node) : std::string(name);
  });
  return joined + EnglishRest(listing);
}

std::string InChinese(const Organization& organization, const Value& value,
                      std::string_view field,
                      std::optional<std::size_t> count) {
  const Listing listing = ListingOf(value, field, count);
  std::string joined = Join(listing, "、", [&](std::string_view name) {
    const std::optional<Node> node = organization.Find(name);
    if (node) return InChinese(organization, *node);
    return name == "nobody" ? std::string("无上级") : std::string(name);
  });
  return joined + ChineseRest(listing);
}

std::string InEnglish(const Organization& organization, Vocabulary vocabulary,
                      std::string_view word) {
  return Concat(
      "\"", TitledOrWord(organization.profile(), vocabulary, word, "en"), "\"");
}

std::string InChinese(const Organization& organization, Vocabulary vocabulary,
                      std::string_view word) {
  return Concat(
      "“", TitledOrWord(organization.profile(), vocabulary, word, "zh"), "”");
}

std::string InEnglish(const Organization& organization, Vocabulary vocabulary,
                      const Value& value, std::string_view field) {
  const Listing listing = ListingOf(value, field);
  return Join(listing, ", ",
              [&](std::string_view word) {
                return InEnglish(organization, vocabulary, word);
              }) +
         EnglishRest(listing);
}

std::string InChinese(const Organization& organization, Vocabulary vocabulary,
                      const Value& value, std::string_view field) {
  const Listing listing = ListingOf(value, field);
  return Join(listing, "、",
              [&](std::string_view word) {
                return InChinese(organization, vocabulary, word);
              }) +
         ChineseRest(listing);
}

std::string Days(std::int64_t days) {
  return Concat(std::to_string(days), days == 1 ? " day" : " days");
}

std::string Decimal(double number) {
  // Numbers of documents go up to 1e15.
  std::array<char, 64> text;
  std::snprintf(text.data(), text.size(), "%.2f", number);
  std::string decimal = text.data();
  decimal.erase(decimal.find_last_not_of('0') + 1);
  if (decimal.back() == '.') decimal.pop_back();
  return decimal;
}

std::string_view WordIn(const Value& value, std::string_view field) {
  const Value* found = value.Find(field);
  const std::string* word = found != nullptr ? found->AsString() : nullptr;
  return word != nullptr ? std::string_view(*word) : std::string_view();
}

std::optional<std::int64_t> IntegerIn(const Value& value,
                                      std::string_view field) {
  const Value* found = value.Find(field);
  const std::int64_t* integer = found != nullptr ? found->AsInteger() : nullptr;
  return integer != nullptr ? std::optional(*integer) : std::nullopt;
}

Node NodeIn(const Organization& organization, const Value& value,
            std::string_view field) {
  return organization.Find(WordIn(value, field)).value_or(Node());
}

}  // namespace zeren::internal
