// test_check.h -- a check that does what it is told, and rules of it.

#ifndef ZEREN_TESTS_GAPS_TEST_CHECK_H_
#define ZEREN_TESTS_GAPS_TEST_CHECK_H_

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "zeren/gaps/check.h"

namespace zeren::testing {

class TestCheck : public Check {
 public:
  using Evaluator =
      std::function<void(const CheckView&, Node, std::vector<Detection>&)>;

  TestCheck(
      std::string name, std::vector<NodeKind> kinds,
      std::vector<ParamSpec> params = {},
      Evaluator evaluator = [](const CheckView&, Node,
                               std::vector<Detection>&) {})
      : name_(std::move(name)),
        kinds_(std::move(kinds)),
        params_(std::move(params)),
        evaluator_(std::move(evaluator)) {}

  std::string_view name() const override { return name_; }
  Text meaning() const override { return "a test"; }
  std::vector<NodeKind> focus_kinds() const override { return kinds_; }
  std::vector<ParamSpec> params() const override { return params_; }
  Scope scope() const override { return {}; }
  void Evaluate(const CheckView& view, Node focus, const Params&,
                std::vector<Detection>& out) const override {
    evaluator_(view, focus, out);
  }
  Text Message(const Organization&, const Detection& detection,
               const Params&) const override {
    return "found " + detection.key;
  }

 private:
  std::string name_;
  std::vector<NodeKind> kinds_;
  std::vector<ParamSpec> params_;
  Evaluator evaluator_;
};

inline ParamSpec Spec(std::string name, ParamSpec::Type type,
                      Value default_value = {}) {
  ParamSpec spec;
  spec.name = std::move(name);
  spec.type = type;
  spec.default_value = std::move(default_value);
  return spec;
}

// An open profile of one rule, "mine".
inline Profile WithRule(std::string check, Value::Record params = {}) {
  Rule rule;
  rule.id = "mine";
  rule.check = std::move(check);
  rule.params = std::move(params);
  Profile profile;
  profile.open = true;  // Any kind will do.
  profile.rules = {rule};
  return profile;
}

// What is wrong with the rules of a profile.
inline std::vector<std::string> ProblemsOf(const Profile& profile,
                                           const CheckRegistry& registry) {
  const absl::Status status = BindRules(profile, registry).status();
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  std::vector<std::string> texts;
  for (const Problem& problem : Problems(status)) {
    texts.push_back(ToText(problem));
  }
  return texts;
}

}  // namespace zeren::testing

#endif  // ZEREN_TESTS_GAPS_TEST_CHECK_H_
