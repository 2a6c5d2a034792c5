#include "tests/support/random_rules.h"

#include <algorithm>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include "tests/support/random_condition.h"
#include "zeren/gaps/check.h"

namespace zeren::testing {
namespace {

using Json = nlohmann::json;

// Words that random documents use.
std::vector<std::string> WordsOf(const std::string& vocabulary) {
  static const std::map<std::string, std::vector<std::string>> kWords = {
      {"unit_kinds", {"branch", "office", "group", "team"}},
      {"post_kinds", {"head", "deputy", "chief", "clerk"}},
      {"line_kinds", {"primary", "guidance"}},
      {"standings", {"full", "probationary"}},
      {"head_counts", {"all"}},
      {"duty_kinds", {"principal", "line", "oversight"}},
      {"obligations", {"o0", "o1", "o2"}},
  };
  const auto found = kWords.find(vocabulary);
  return found == kWords.end() ? std::vector<std::string>{"head"}
                               : found->second;
}

template <typename T>
const T& OneOf(std::mt19937_64& bits, const std::vector<T>& list) {
  return list[bits() % list.size()];
}

Json ValueOf(std::mt19937_64& bits, const ParamSpec& spec) {
  switch (spec.type) {
    case ParamSpec::Type::kInteger: {
      static const std::vector<int> kDays = {0, 1, 30, 60, 90, 183, 400};
      const int value = spec.unit == "days" ? OneOf(bits, kDays)
                                            : static_cast<int>(bits() % 4);
      return std::max(value, static_cast<int>(spec.min));
    }
    case ParamSpec::Type::kNumber:
      return spec.min + static_cast<double>(bits() % 16) / 8;
    case ParamSpec::Type::kWord:
      if (spec.default_value.AsString() != nullptr) {
        return *spec.default_value.AsString();
      }
      return OneOf(bits, WordsOf(spec.vocabulary));
    case ParamSpec::Type::kWords: {
      Json words = Json::array();
      for (const std::string& word : WordsOf(spec.vocabulary)) {
        if (static_cast<double>(words.size()) < spec.min || bits() % 2 == 0)
          words.push_back(word);
      }
      return words;
    }
    case ParamSpec::Type::kChoice:
      return OneOf(bits, spec.choices);
    case ParamSpec::Type::kCondition:
      return RandomCondition(bits, "unit");
  }
  return nullptr;
}

// Whether what is written already leaves it below its `max`.
bool HasMax(const ParamSpec& spec, const Json& params) {
  const auto& [param, words] = spec.max_only_with;
  return spec.max < std::numeric_limits<double>::infinity() &&
         (param.empty() || std::find(words.begin(), words.end(),
                                     params.value(param, "")) != words.end());
}

Json ParamsOf(std::mt19937_64& bits, const Check& check) {
  const std::vector<ParamSpec> specs = check.params();
  Json params = Json::object();
  for (const ParamSpec& spec : specs) {
    const bool is_range_end = !spec.range_from.empty();
    const bool needed = spec.required || spec.one_needed || is_range_end;
    if (!needed && bits() % 2 == 0) continue;
    params[spec.name] = ValueOf(bits, spec);
    if (HasMax(spec, params) && params[spec.name] > spec.max) {
      params[spec.name] = spec.max;
    }
    if (!spec.words_counted.empty() && params.contains(spec.words_counted)) {
      const auto words = static_cast<int>(params[spec.words_counted].size());
      if (params[spec.name] > words) params[spec.name] = words;
    }
    if (!is_range_end || !params.contains(spec.range_from)) continue;
    const Json& from = params[spec.range_from];
    if (params[spec.name] < from) params[spec.name] = from;
  }
  return params;
}

}  // namespace

nlohmann::json RandomRules(std::mt19937_64& bits) {
  Json rules = Json::array();
  for (const auto& check : CheckRegistry::BuiltIn().checks()) {
    // As in `generic`, so that approvals of random documents meet some.
    std::string id(check->name());
    std::replace(id.begin(), id.end(), '_', '-');
    Json rule = {{"id", id},
                 {"check", check->name()},
                 {"params", ParamsOf(bits, *check)}};
    const NodeKind kind = check->focus_kinds().front();
    if (bits() % 4 == 0 && kind != NodeKind::kDocument) {
      rule["where"] = RandomCondition(bits, std::string(NameOf(kind)));
    }
    rules.push_back(std::move(rule));
  }
  return rules;
}

}  // namespace zeren::testing
