// The lists of a profile that name things: kinds, standings, classes.

#include <optional>

#include "src/model/internal/condition_json.h"
#include "src/model/internal/profile_json.h"

namespace zeren::internal {
namespace {

std::optional<PostRule> ReadPostRule(const JsonNode& node, Reading& reading) {
  ObjectReader in(node, reading);
  PostRule rule;
  in.Get("kind", rule.kind, ReadListedWord, "post_kinds");
  in.Get("min", rule.min, ReadInteger, kNotNegative);
  in.Get("max", rule.max, ReadInteger, kNotNegative);
  in.Get("when", rule.when, ReadCondition);
  in.RefuseEmptyRange("min", rule.min, "max", rule.max);
  in.Require({"kind"});
  in.RefuseOthers();
  return rule;
}

}  // namespace

std::optional<VocabularyEntry> ReadVocabularyEntry(const JsonNode& node,
                                                   Reading& reading) {
  ObjectReader in(node, reading);
  VocabularyEntry entry;
  in.Get("id", entry.id, ReadWord);
  in.Get("title", entry.title, ReadText);
  in.Require({"id"});
  in.RefuseOthers();
  return entry;
}

std::optional<UnitKind> ReadUnitKind(const JsonNode& node, Reading& reading) {
  ObjectReader in(node, reading);
  UnitKind kind;
  in.Get("id", kind.id, ReadWord);
  in.Get("title", kind.title, ReadText);
  in.Get("level", kind.level, ReadInteger, kNotNegative);
  in.Get("parents", kind.parents, ReadListedWords, "unit_kinds");
  in.GetEach("posts", "kind", kind.posts, ReadPostRule);
  in.Get("term_years", kind.term_years, ReadNumber, kPositive);
  in.Require({"id"});
  in.RefuseOthers();
  return kind;
}

std::optional<PostKind> ReadPostKind(const JsonNode& node, Reading& reading) {
  ObjectReader in(node, reading);
  PostKind kind;
  in.Get("id", kind.id, ReadWord);
  in.Get("title", kind.title, ReadText);
  in.Get("head", kind.head, ReadTruth);
  in.Get("deputizes_for", kind.deputizes_for, ReadListedWords, "post_kinds");
  in.Get("term_years", kind.term_years, ReadNumber, kPositive);
  in.Get("max_per_person", kind.max_per_person, ReadInteger, kOneOrMore);
  in.Require({"id"});
  in.RefuseOthers();
  return kind;
}

std::optional<Standing> ReadStanding(const JsonNode& node, Reading& reading) {
  ObjectReader in(node, reading);
  Standing standing;
  in.Get("id", standing.id, ReadWord);
  in.Get("title", standing.title, ReadText);
  in.Get("counts_as", standing.counts_as, ReadWords);
  in.Require({"id"});
  in.RefuseOthers();
  return standing;
}

}  // namespace zeren::internal
