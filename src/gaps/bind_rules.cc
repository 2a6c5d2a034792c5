// Rules as they are written, bound to checks and judged all at once.

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include "src/core/internal/absl_strings.h"
#include "src/core/internal/value_json.h"
#include "src/model/internal/condition_json.h"
#include "src/model/internal/json_node.h"
#include "src/model/internal/listed_words.h"
#include "zeren/core/problem.h"
#include "zeren/gaps/check.h"

namespace zeren {
namespace {

using internal::Concat;
using internal::Suggestion;

std::string Quote(std::string_view text) { return Concat("\"", text, "\""); }

// A step of a JSON pointer, as RFC 6901 escapes it.
std::string Escape(std::string_view key) {
  std::string escaped;
  for (const char c : key) {
    if (c == '~') {
      escaped += "~0";
    } else if (c == '/') {
      escaped += "~1";
    } else {
      escaped += c;
    }
  }
  return escaped;
}

// The whole number that a value is: 90, and 90.0 as well.
std::optional<std::int64_t> WholeNumber(const Value& value) {
  if (const std::int64_t* integer = value.AsInteger()) return *integer;
  const double* number = value.AsDouble();
  constexpr double kBound = 0x1p63;
  if (number == nullptr || !(*number >= -kBound && *number < kBound) ||
      std::trunc(*number) != *number) {
    return std::nullopt;
  }
  return static_cast<std::int64_t>(*number);
}

std::optional<double> AnyNumber(const Value& value) {
  if (const std::int64_t* integer = value.AsInteger()) {
    return static_cast<double>(*integer);
  }
  const double* number = value.AsDouble();
  return number != nullptr && std::isfinite(*number) ? std::optional(*number)
                                                     : std::nullopt;
}

// Judges the parameters of one rule.
class ParamReader {
 public:
  ParamReader(const Profile& profile, const Rule& rule, std::string pointer,
              ProblemList& problems)
      : profile_(profile),
        rule_(rule),
        pointer_(std::move(pointer)),
        problems_(problems) {}

  Params Read(const std::vector<ParamSpec>& specs) {
    std::vector<std::string_view> names;
    for (const ParamSpec& spec : specs) names.push_back(spec.name);
    for (const auto& [name, value] : rule_.params) {
      if (std::find(names.begin(), names.end(), name) != names.end()) continue;
      Refuse(name,
             Concat("check ", Quote(rule_.check), " has no parameter ",
                    Quote(name)),
             names.empty() ? "leave it out" : Suggestion(name, names));
    }
    std::vector<Value> values;
    std::vector<Condition> conditions;
    for (const ParamSpec& spec : specs) {
      values.push_back(ReadOne(spec));
      if (spec.type == ParamSpec::Type::kCondition) {
        conditions.resize(specs.size());
        conditions[values.size() - 1] = ReadCondition(spec, values.back());
      }
    }
    // What is missing may be what is refused already.
    if (!refused_) {
      for (std::size_t i = 0; i < specs.size(); ++i) {
        JudgeTogether(specs, values, i);
      }
      JudgeNeeded(specs, values);
    }
    return Params(std::move(values), std::move(conditions));
  }

 private:
  Value ReadOne(const ParamSpec& spec) {
    Value read = spec.default_value;
    bool seen = false;
    for (const auto& [name, value] : rule_.params) {
      if (name != spec.name) continue;
      if (seen) Refuse(name, "written twice", "keep one of them");
      seen = true;
      // Null is the same as not written, as everywhere.
      if (!value.is_null()) read = Judge(spec, value);
    }
    return read;
  }

  Value Judge(const ParamSpec& spec, const Value& value) {
    switch (spec.type) {
      case ParamSpec::Type::kInteger:
        if (const auto integer = WholeNumber(value);
            integer && InRange(spec, static_cast<double>(*integer))) {
          return *integer;
        }
        return RefuseValue(spec, value,
                           Concat("write a whole number", RangeOf(spec)));
      case ParamSpec::Type::kNumber:
        if (const auto number = AnyNumber(value);
            number && InRange(spec, *number)) {
          return *number;
        }
        return RefuseValue(spec, value,
                           Concat("write a number", RangeOf(spec)));
      case ParamSpec::Type::kWord:
        return JudgeWord(spec, value);
      case ParamSpec::Type::kWords:
        return JudgeWords(spec, value);
      case ParamSpec::Type::kCondition:
        return value;  // Judged where it is read.
      case ParamSpec::Type::kChoice:
        break;
    }
    const std::vector<std::string_view> choices(spec.choices.begin(),
                                                spec.choices.end());
    const std::string* word = value.AsString();
    if (word != nullptr &&
        std::find(choices.begin(), choices.end(), *word) != choices.end()) {
      return value;
    }
    return RefuseValue(spec, value,
                       Suggestion(word != nullptr ? *word : "", choices));
  }

  Value JudgeWord(const ParamSpec& spec, const Value& value) {
    const std::string* word = value.AsString();
    if (word == nullptr) return RefuseValue(spec, value, "write a string");
    const std::optional<std::string> remedy = HowToList(spec, *word);
    return remedy ? RefuseValue(spec, value, *remedy) : value;
  }

  // What to do about a word that the profile has to list and does not.
  std::optional<std::string> HowToList(const ParamSpec& spec,
                                       const std::string& word) const {
    // What an open profile leaves open is how things are called. An obligation
    // that it does not have asks for nothing.
    const bool open =
        profile_.open && spec.vocabulary != internal::kObligations;
    if (spec.vocabulary.empty() || open) return std::nullopt;
    const std::vector<std::string_view> names =
        internal::ListedNames(profile_, spec.vocabulary);
    if (std::find(names.begin(), names.end(), word) != names.end()) {
      return std::nullopt;
    }
    return internal::HowToList(word, spec.vocabulary, names);
  }

  // Problems of one word point to it.
  Value JudgeWords(const ParamSpec& spec, const Value& value) {
    const std::size_t least =
        std::max<std::size_t>(1, static_cast<std::size_t>(spec.min));
    const Value::List* const written = value.AsList();
    const Value::List words =
        written != nullptr ? *written : Value::List{value};
    const bool of_strings = std::all_of(
        words.begin(), words.end(),
        [](const Value& word) { return word.AsString() != nullptr; });
    if (!of_strings || words.size() < least) {
      return RefuseValue(spec, value,
                         least > 1
                             ? Concat("write a list of ", std::to_string(least),
                                      " strings or more")
                             : "write a string or a list of strings");
    }
    for (std::size_t i = 0; i < words.size(); ++i) {
      const std::string place =
          written != nullptr ? Concat(Escape(spec.name), "/", std::to_string(i))
                             : Escape(spec.name);
      const std::string& word = *words[i].AsString();
      const auto refuse = [&](std::string_view what, std::string remedy) {
        RefuseAt(place, Concat(spec.name, " has ", Quote(word), what),
                 std::move(remedy));
      };
      const auto end = words.begin() + static_cast<std::ptrdiff_t>(i);
      if (std::find(words.begin(), end, words[i]) != end) {
        refuse(" twice", "keep one of them");
      } else if (std::optional<std::string> remedy = HowToList(spec, word)) {
        refuse("", *std::move(remedy));
      }
    }
    return words;
  }

  // Problems within a condition point to their place in it.
  Condition ReadCondition(const ParamSpec& spec, const Value& value) {
    if (value.is_null()) return {};
    const internal::OrderedJson json = internal::ToJson(value);
    internal::Reading reading;
    std::optional<Condition> condition = internal::ReadCondition(
        {.layers = {&json},
         .pointer = Concat(pointer_, "/params/", Escape(spec.name)),
         .name = spec.name},
        reading);
    if (!profile_.open) internal::CheckListedWords(profile_, reading);
    for (Problem& problem : reading.problems.problems()) {
      problem.message = Concat("rule ", Quote(rule_.id), ": ", problem.message);
      Add(std::move(problem));
    }
    problems_.Count(reading.problems.total() -
                    reading.problems.problems().size());
    return condition ? *std::move(condition) : Condition();
  }

  // Judges whether a parameter has to be written, what a choice bounds it by,
  // the words that it counts and the range that it ends.
  void JudgeTogether(const std::vector<ParamSpec>& specs,
                     const std::vector<Value>& values, std::size_t i) {
    const ParamSpec& spec = specs[i];
    if (spec.required && values[i].is_null()) {
      Add({.pointer = WrittenPlace(),
           .message =
               Concat("rule ", Quote(rule_.id), ": ", spec.name, " is missing"),
           .remedy = Concat("check ", Quote(rule_.check), " needs it")});
    }
    if (!spec.max_only_with.param.empty()) JudgeMax(specs, values, i);
    if (!spec.words_counted.empty()) JudgeCount(specs, values, i);
    if (spec.range_from.empty()) return;
    const std::size_t low = PlaceOf(specs, spec.range_from);
    const std::optional<double> min = AnyNumber(values[low]);
    const std::optional<double> max = AnyNumber(values[i]);
    if (!min && !max) {
      Add({.pointer = WrittenPlace(),
           .message = Concat("rule ", Quote(rule_.id), ": check ",
                             Quote(rule_.check), " is asked nothing"),
           .remedy =
               Concat("write ", spec.range_from, ", ", spec.name, " or both")});
    } else if (min && max && *max < *min) {
      const std::string bound = ToText(values[low]);
      Refuse(spec.name,
             Concat(spec.range_from, " is ", bound, " and ", spec.name, " is ",
                    ToText(values[i])),
             Concat("write a ", spec.name, " of ", bound, " or more"));
    }
  }

  // Judges a bound that holds with some words of a choice only.
  void JudgeMax(const std::vector<ParamSpec>& specs,
                const std::vector<Value>& values, std::size_t i) {
    const ParamSpec& spec = specs[i];
    const auto& [param, words] = spec.max_only_with;
    const std::string* const word = values[PlaceOf(specs, param)].AsString();
    const std::optional<double> number = AnyNumber(values[i]);
    if (word == nullptr || !number || *number <= spec.max ||
        std::find(words.begin(), words.end(), *word) == words.end()) {
      return;
    }
    Refuse(spec.name,
           Concat(spec.name, " is ", ToText(values[i]), ", and ", param, " is ",
                  Quote(*word)),
           Concat("write ", NumberText(spec.max), " or less"));
  }

  void JudgeCount(const std::vector<ParamSpec>& specs,
                  const std::vector<Value>& values, std::size_t i) {
    const Value::List* const words =
        values[PlaceOf(specs, specs[i].words_counted)].AsList();
    const std::optional<double> count = AnyNumber(values[i]);
    if (words == nullptr || !count ||
        *count <= static_cast<double>(words->size())) {
      return;
    }
    const std::string most = std::to_string(words->size());
    Refuse(specs[i].name,
           Concat(specs[i].name, " is ", ToText(values[i]), ", and ",
                  specs[i].words_counted, " has ", most),
           Concat("write ", most, " or less"));
  }

  // Judges whether one of the parameters is written of which one is needed.
  void JudgeNeeded(const std::vector<ParamSpec>& specs,
                   const std::vector<Value>& values) {
    std::string names;
    for (std::size_t i = 0; i < specs.size(); ++i) {
      if (!specs[i].one_needed) continue;
      if (!values[i].is_null()) return;
      names += Concat(names.empty() ? "" : ", ", specs[i].name);
    }
    if (names.empty()) return;
    Add({.pointer = WrittenPlace(),
         .message = Concat("rule ", Quote(rule_.id), ": check ",
                           Quote(rule_.check), " is asked nothing"),
         .remedy = Concat("write at least one of ", names)});
  }

  // The place of a parameter that is there.
  static std::size_t PlaceOf(const std::vector<ParamSpec>& specs,
                             std::string_view name) {
    std::size_t place = 0;
    while (specs[place].name != name) ++place;
    return place;
  }

  // Where what is missing would have to be written.
  std::string WrittenPlace() const {
    return rule_.params.empty() ? pointer_ : Concat(pointer_, "/params");
  }

  // Whether `max` holds whatever else is written.
  static bool HasMax(const ParamSpec& spec) {
    return std::isfinite(spec.max) && spec.max_only_with.param.empty();
  }
  static bool InRange(const ParamSpec& spec, double number) {
    return number >= spec.min && (!HasMax(spec) || number <= spec.max);
  }

  static std::string NumberText(double number) {
    return ToText(number == std::trunc(number)
                      ? Value(static_cast<std::int64_t>(number))
                      : Value(number));
  }

  // " of days, 1 or more", " from 0 to 1": with the unit if there is one.
  static std::string RangeOf(const ParamSpec& spec) {
    std::string text;
    if (!spec.unit.empty()) text = Concat(" of ", spec.unit);
    const bool has_min = std::isfinite(spec.min);
    if (has_min && HasMax(spec)) {
      return Concat(text, " from ", NumberText(spec.min), " to ",
                    NumberText(spec.max));
    }
    if (HasMax(spec))
      return Concat(text, ", ", NumberText(spec.max), " or less");
    return has_min ? Concat(text, ", ", NumberText(spec.min), " or more")
                   : text;
  }

  Value RefuseValue(const ParamSpec& spec, const Value& value,
                    std::string remedy) {
    Refuse(spec.name, Concat(spec.name, " is ", ToText(value)),
           std::move(remedy));
    return spec.default_value;
  }
  void Refuse(std::string_view param, std::string_view message,
              std::string remedy) {
    RefuseAt(Escape(param), message, std::move(remedy));
  }
  // `place`: a pointer within the parameters.
  void RefuseAt(std::string_view place, std::string_view message,
                std::string remedy) {
    Add({.pointer = Concat(pointer_, "/params/", place),
         .message = Concat("rule ", Quote(rule_.id), ": ", message),
         .remedy = std::move(remedy)});
  }
  void Add(Problem problem) {
    refused_ = true;
    problems_.Add(std::move(problem));
  }

  const Profile& profile_;
  const Rule& rule_;
  std::string pointer_;
  ProblemList& problems_;
  bool refused_ = false;
};

}  // namespace

absl::StatusOr<RuleSet> BindRules(const Profile& profile,
                                  const CheckRegistry& registry) {
  const auto& checks = registry.checks();
  std::vector<std::string_view> names;
  for (const auto& check : checks) names.push_back(check->name());

  ProblemList problems;
  RuleSet rules;
  std::map<std::string_view, std::string> places;  // Of the ids.
  for (std::size_t i = 0; i < profile.rules.size(); ++i) {
    const Rule& rule = profile.rules[i];
    if (!rule.enabled) continue;
    const std::string pointer = rule.pointer.empty()
                                    ? Concat("/rules/", std::to_string(i))
                                    : rule.pointer;
    // Reports know rules by their ids.
    const auto [first, is_new] = places.try_emplace(rule.id, pointer);
    if (!is_new) {
      problems.Add({.pointer = Concat(pointer, "/id"),
                    .message = Concat("rule ", Quote(rule.id),
                                      " is there already, at ", first->second),
                    .remedy = "write another id"});
    }
    const auto found = std::find(names.begin(), names.end(), rule.check);
    if (found == names.end()) {
      problems.Add(
          {.pointer = Concat(pointer, "/check"),
           .message = Concat("rule ", Quote(rule.id), ": there is no check ",
                             Quote(rule.check)),
           .remedy = Suggestion(rule.check, names)});
      continue;
    }
    const auto& check = checks[static_cast<std::size_t>(found - names.begin())];
    Params params =
        ParamReader(profile, rule, pointer, problems).Read(check->params());
    rules.push_back({rule, check, std::move(params)});
  }
  if (!problems.empty()) return problems.ToStatus("profile");
  std::stable_sort(rules.begin(), rules.end(),
                   [](const BoundRule& a, const BoundRule& b) {
                     return a.rule.id < b.rule.id;
                   });
  return rules;
}

}  // namespace zeren
