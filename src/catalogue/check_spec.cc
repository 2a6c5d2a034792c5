#include "src/catalogue/internal/check_spec.h"

#include <utility>

namespace zeren::internal {
namespace {

class SpecifiedCheck final : public Check {
 public:
  explicit SpecifiedCheck(CheckSpec spec) : spec_(std::move(spec)) {}

  std::string_view name() const override { return spec_.name; }
  Text meaning() const override { return spec_.meaning; }
  std::vector<NodeKind> focus_kinds() const override {
    return spec_.focus_kinds;
  }
  std::vector<ParamSpec> params() const override { return spec_.params; }
  Scope scope() const override { return spec_.scope; }
  void Evaluate(const CheckView& view, Node focus, const Params& params,
                std::vector<Detection>& out) const override {
    spec_.evaluate(view, focus, params, out);
  }
  bool EvaluateOver(const Organization& organization, const Period& period,
                    const Params& params,
                    std::vector<DatedDetection>& out) const override {
    if (spec_.evaluate_over == nullptr) return false;
    spec_.evaluate_over(organization, period, params, out);
    return true;
  }
  Text Message(const Organization& organization, const Detection& detection,
               const Params& params) const override {
    return spec_.message(organization, detection, params);
  }

 private:
  CheckSpec spec_;
};

}  // namespace

std::shared_ptr<const Check> MakeCheck(CheckSpec spec) {
  return std::make_shared<SpecifiedCheck>(std::move(spec));
}

ParamSpec DaysParam(std::string name, std::int64_t default_value,
                    Text meaning) {
  ParamSpec spec;
  spec.name = std::move(name);
  spec.type = ParamSpec::Type::kInteger;
  spec.unit = "days";
  spec.default_value = default_value;
  spec.meaning = std::move(meaning);
  return spec;
}

ParamSpec WordParam(std::string name, std::string vocabulary, Text meaning) {
  ParamSpec spec;
  spec.name = std::move(name);
  spec.type = ParamSpec::Type::kWord;
  spec.vocabulary = std::move(vocabulary);
  spec.meaning = std::move(meaning);
  return spec;
}

ParamSpec WordsParam(std::string name, std::string vocabulary,
                     std::int64_t least, Text meaning) {
  ParamSpec spec =
      WordParam(std::move(name), std::move(vocabulary), std::move(meaning));
  spec.type = ParamSpec::Type::kWords;
  spec.min = static_cast<double>(least);
  return spec;
}

ParamSpec WholeParam(std::string name, std::string unit, std::int64_t least,
                     Text meaning) {
  ParamSpec spec;
  spec.name = std::move(name);
  spec.unit = std::move(unit);
  spec.min = static_cast<double>(least);
  spec.meaning = std::move(meaning);
  return spec;
}

ParamSpec ChoiceParam(std::string name, std::vector<std::string> choices,
                      Text meaning) {
  ParamSpec spec;
  spec.name = std::move(name);
  spec.type = ParamSpec::Type::kChoice;
  spec.meaning = std::move(meaning);
  spec.choices = std::move(choices);
  return spec;
}

ParamSpec ConditionParam(std::string name, Text meaning) {
  ParamSpec spec;
  spec.name = std::move(name);
  spec.type = ParamSpec::Type::kCondition;
  spec.meaning = std::move(meaning);
  return spec;
}

std::pair<ParamSpec, ParamSpec> RangeParams(std::string unit, Text least,
                                            Text most) {
  ParamSpec min;
  min.name = "min";
  min.unit = std::move(unit);
  min.meaning = std::move(least);
  ParamSpec max = min;
  max.name = "max";
  max.meaning = std::move(most);
  max.range_from = min.name;
  return {std::move(min), std::move(max)};
}

ParamSpec RoleParam(Text meaning) {
  const std::vector<std::string_view> roles = NamesOf<Role>();
  return ChoiceParam("role",
                     std::vector<std::string>(roles.begin(), roles.end()),
                     std::move(meaning));
}

bool Admits(const Params& params, std::size_t i, std::string_view word) {
  return params.word(i).value_or(word) == word;
}

std::optional<Role> RoleIn(const Params& params, std::size_t i) {
  const std::optional<std::string_view> role = params.word(i);
  return role ? ParseEnum<Role>(*role) : std::nullopt;
}

std::optional<CrossedBound> CrossedBy(std::int64_t number, const Params& params,
                                      std::size_t i) {
  const std::int64_t* const min = params.at(i).AsInteger();
  const std::int64_t* const max = params.at(i + 1).AsInteger();
  if (min != nullptr && number < *min) return CrossedBound{*min, true};
  if (max != nullptr && number > *max) return CrossedBound{*max, false};
  return std::nullopt;
}

Value BesideRange(std::string name, std::int64_t number, const Params& params,
                  std::size_t i) {
  return Value::Record{{std::move(name), number},
                       {"min", params.at(i)},
                       {"max", params.at(i + 1)}};
}

}  // namespace zeren::internal
