#include "zeren/exchange/rules_json.h"

#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "src/exchange/internal/result_writing.h"
#include "src/gaps/internal/spec_names.h"
#include "src/model/internal/condition_value.h"

namespace zeren {
namespace {

using internal::ResultJson;
using internal::ResultWriter;

ResultJson OrNull(const std::string& text) {
  return text.empty() ? ResultJson() : ResultJson(text);
}

ResultJson ParamsToJson(const Rule& rule, const Check* check) {
  ResultJson params = ResultJson::object();
  if (check != nullptr) {
    for (const ParamSpec& spec : check->params()) {
      params[spec.name] = internal::ToJson(spec.default_value);
    }
  }
  for (const auto& [name, value] : rule.params) {
    if (!value.is_null()) params[name] = internal::ToJson(value);
  }
  return params;
}

ResultJson OnlyWithToJson(const ParamSpec::OnlyWith& with) {
  if (with.param.empty()) return ResultJson();
  return {{"param", with.param}, {"words", with.words}};
}

ResultJson SpecToJson(const ParamSpec& spec) {
  ResultJson choices;
  if (!spec.choices.empty()) choices = spec.choices;
  const bool number = spec.type == ParamSpec::Type::kInteger ||
                      spec.type == ParamSpec::Type::kNumber;
  ResultJson json = {{"name", spec.name},
                     {"type", internal::NameOfType(spec.type)},
                     {"unit", OrNull(spec.unit)},
                     {"default", internal::ToJson(spec.default_value)},
                     {"required", spec.required},
                     {"min", ResultJson()},
                     {"max", ResultJson()},
                     {"max_only_with", OnlyWithToJson(spec.max_only_with)},
                     {"range_from", OrNull(spec.range_from)},
                     {"choices", std::move(choices)},
                     {"vocabulary", OrNull(spec.vocabulary)},
                     {"meaning", internal::TextToJson(spec.meaning)}};
  if (number && spec.type == ParamSpec::Type::kInteger) {
    json["min"] = static_cast<std::int64_t>(spec.min);
  } else if (number) {
    json["min"] = spec.min;
  }
  if (number && std::isfinite(spec.max)) json["max"] = spec.max;
  return json;
}

}  // namespace

std::string WriteRulesJson(const Profile& profile,
                           const CheckRegistry& registry) {
  ResultWriter writer(
      {{"profile", profile.id}, {"extends", OrNull(profile.extends)}}, "rules");
  for (const Rule& rule : profile.rules) {
    const Check* const check = registry.Find(rule.check);
    ResultJson meaning;
    if (check != nullptr) meaning = internal::TextToJson(check->meaning());
    ResultJson message;
    if (rule.message) message = internal::TextToJson(*rule.message);
    writer.Add({{"rule", rule.id},
                {"check", rule.check},
                {"severity", NameOf(rule.severity)},
                {"params", ParamsToJson(rule, check)},
                {"where", internal::ToJson(internal::ToValue(rule.where))},
                {"message", std::move(message)},
                {"meaning", std::move(meaning)},
                {"citation", OrNull(rule.citation)},
                {"waivable", rule.waivable},
                {"enabled", rule.enabled}});
  }
  return std::move(writer).Finish();
}

std::string WriteChecksJson(const CheckRegistry& registry) {
  ResultWriter writer({{"zeren_checks", 1}}, "checks");
  for (const auto& check : registry.checks()) {
    ResultJson focus = ResultJson::array();
    for (const NodeKind kind : check->focus_kinds()) {
      focus.push_back(NameOf(kind));
    }
    ResultJson params = ResultJson::array();
    for (const ParamSpec& spec : check->params()) {
      params.push_back(SpecToJson(spec));
    }
    const Scope scope = check->scope();
    ResultJson reads = ResultJson::array();
    for (const FactKind kind : scope.reads) {
      reads.push_back(internal::NameOfFacts(kind));
    }
    writer.Add({{"check", check->name()},
                {"meaning", internal::TextToJson(check->meaning())},
                {"focus", std::move(focus)},
                {"params", std::move(params)},
                {"scope",
                 {{"reads", std::move(reads)},
                  {"reach", internal::NameOfReach(scope.reach)}}}});
  }
  return std::move(writer).Finish();
}

}  // namespace zeren
