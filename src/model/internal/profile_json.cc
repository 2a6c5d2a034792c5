#include "src/model/internal/profile_json.h"

#include <algorithm>
#include <deque>
#include <string>

#include "src/core/internal/absl_strings.h"
#include "src/core/internal/value_json.h"
#include "src/model/internal/condition_json.h"
#include "src/model/internal/listed_words.h"

namespace zeren::internal {
namespace {

// Returns a string field of an object; empty if there is none.
std::string_view StringField(const OrderedJson& json, std::string_view name) {
  if (!json.is_object()) return {};
  for (const auto& [key, value] :
       json.get_ref<const OrderedJson::object_t&>()) {
    if (key == name && value.is_string()) {
      return value.get_ref<const std::string&>();
    }
  }
  return {};
}

// Adds the trees of all profiles that the first of `trees` extends, nearest
// first. If one of them cannot be had, that is a problem, and reading goes on
// without it.
void CollectBases(const ProfileTexts& known, std::deque<OrderedJson>& trees,
                  Reading& reading) {
  std::vector<std::string> line = {
      std::string(StringField(trees.front(), "id"))};
  const auto refuse = [&reading](std::string message, std::string remedy) {
    reading.partial = true;
    reading.problems.Add({"/extends", std::move(message), std::move(remedy)});
  };
  while (true) {
    const std::string extends(StringField(trees.back(), "extends"));
    if (extends.empty()) return;
    if (const auto again = std::find(line.begin(), line.end(), extends);
        again != line.end()) {
      std::string circle;
      for (auto id = again; id != line.end(); ++id) circle += *id + " -> ";
      refuse(
          Concat("profiles extend each other in a circle: ", circle, extends),
          "write another id, or another profile to extend");
      return;
    }
    const auto base =
        std::find_if(known.begin(), known.end(),
                     [&](const auto& text) { return text.first == extends; });
    if (base == known.end()) {
      std::vector<std::string_view> ids;
      for (const auto& [id, text] : known) ids.push_back(id);
      refuse(Concat("extends is \"", extends, "\""), Suggestion(extends, ids));
      return;
    }
    std::optional<OrderedJson> tree =
        ParseJsonText(base->second, reading.problems);
    if (!tree) {
      reading.partial = true;
      return;
    }
    trees.push_back(*std::move(tree));
    line.push_back(extends);
  }
}

Profile ReadProfile(const JsonNode& node, Reading& reading) {
  Profile profile;
  {
    // What a profile is, it does not inherit.
    ObjectReader own(Whole(node), reading);
    own.Get("id", profile.id, ReadWord);
    own.Get("title", profile.title, ReadText);
    own.Get("extends", profile.extends, ReadWord);
    own.Require({"id"});
    if (!own.valid()) return profile;
  }
  ObjectReader in(node, reading);
  for (const std::string_view name : {"id", "title", "extends"}) in.Find(name);
  in.Get("open", profile.open, ReadTruth);
  in.GetEach("line_kinds", "id", profile.line_kinds, ReadVocabularyEntry);
  in.GetEach("unit_kinds", "id", profile.unit_kinds, ReadUnitKind);
  in.GetEach("post_kinds", "id", profile.post_kinds, ReadPostKind);
  in.GetEach("standings", "id", profile.standings, ReadStanding);
  in.GetEach("duty_kinds", "id", profile.duty_kinds, ReadVocabularyEntry);
  in.GetEach("event_kinds", "id", profile.event_kinds, ReadVocabularyEntry);
  in.GetEach("course_classes", "id", profile.course_classes,
             ReadVocabularyEntry);
  in.GetEach("obligations", "id", profile.obligations, ReadObligation);
  in.Get("pipeline", profile.pipeline, ReadPipeline);
  in.GetEach("training", "id", profile.training, ReadTraining);
  in.Get("appraisal", profile.appraisal, ReadAppraisal);
  in.GetEach("rules", "id", profile.rules, ReadRule);
  in.RefuseOthers();
  return profile;
}

// Supplies what holds of every profile.
void Complete(Profile& profile) {
  const bool has_primary = std::any_of(
      profile.line_kinds.begin(), profile.line_kinds.end(),
      [](const VocabularyEntry& kind) { return kind.id == "primary"; });
  if (!has_primary) {
    profile.line_kinds.insert(profile.line_kinds.begin(), {.id = "primary"});
  }
  std::sort(profile.rules.begin(), profile.rules.end(),
            [](const Rule& a, const Rule& b) { return a.id < b.id; });
}

std::optional<Value::Record> ReadParams(const JsonNode& node,
                                        Reading& reading) {
  Value::Record params;
  for (const auto& [name, field] : FieldsOf(node, reading)) {
    params.emplace_back(name, FromJson(field.value()));
  }
  return params;
}

std::optional<Severity> ReadSeverity(const JsonNode& node, Reading& reading) {
  const std::optional<std::string> name =
      ReadChoice(node, {"violation", "warning", "info"}, reading);
  return name ? ParseSeverity(*name) : std::nullopt;
}

// A text that says something, in each language that it has.
std::optional<Text> ReadMessage(const JsonNode& node, Reading& reading) {
  std::optional<Text> message = ReadText(node, reading);
  if (!message) return message;
  const auto refuse = [&](const JsonNode& empty) {
    reading.Add(empty, Concat(empty.name, " is empty"),
                "write at least one character, or leave it out");
  };
  if (!message->multilingual()) {
    if (message->plain().empty()) refuse(node);
    return message;
  }
  for (const auto& [language, field] : FieldsOf(Whole(node), reading)) {
    if (field.value() == "") refuse(field);
  }
  return message;
}

}  // namespace

std::optional<Rule> ReadRule(const JsonNode& node, Reading& reading) {
  ObjectReader in(node, reading);
  Rule rule;
  in.Get("id", rule.id, ReadWord);
  in.Get("check", rule.check, ReadWord);
  in.Get("params", rule.params, ReadParams);
  in.Get("where", rule.where, ReadCondition);
  in.Get("severity", rule.severity, ReadSeverity);
  in.Get("message", rule.message, ReadMessage);
  in.Get("citation", rule.citation, ReadLine);
  in.Get("waivable", rule.waivable, ReadTruth);
  in.Get("enabled", rule.enabled, ReadTruth);
  in.Require({"id", "check"});
  in.RefuseOthers();
  if (node.written) rule.pointer = node.pointer;
  return rule;
}

absl::StatusOr<Profile> ReadProfileText(std::string_view json,
                                        const ProfileTexts& known) {
  Reading reading;
  std::optional<OrderedJson> own = ParseJsonText(json, reading.problems);
  if (!own) return reading.problems.ToStatus("profile");

  std::deque<OrderedJson> trees;  // Nodes point into them.
  trees.push_back(*std::move(own));
  CollectBases(known, trees, reading);
  JsonNode root = {.layers = {}, .pointer = {}, .name = "the profile"};
  for (const OrderedJson& tree : trees) root.layers.push_back(&tree);

  Profile profile = ReadProfile(root, reading);
  if (!profile.open && !reading.partial) CheckListedWords(profile, reading);
  if (!reading.problems.empty()) return reading.problems.ToStatus("profile");
  Complete(profile);
  // In order of names, so that the order of writing leaves no trace.
  profile.source = nlohmann::json::parse(Dump(trees.front())).dump();
  return profile;
}

}  // namespace zeren::internal
