#include "zeren/report/catalogue.h"

#include <string_view>
#include <utility>
#include <vector>

#include "src/core/internal/absl_strings.h"
#include "src/gaps/internal/spec_names.h"
#include "src/model/internal/condition_value.h"
#include "src/report/internal/lines.h"

namespace zeren {
namespace {

using internal::Concat;
using internal::FaintLine;
using internal::PlainLine;

// CatalogueWords
class CatalogueWords {
 public:
  explicit CatalogueWords(const CatalogueOptions& options)
      : options_(options) {}

  std::string Say(std::string_view english, std::string_view chinese) const {
    return std::string(options_.language == "zh" ? chinese : english);
  }
  // A text in the language, or in both, one below the other.
  std::string Said(const Text& text) const {
    std::string said(text.In(options_.language));
    if (options_.both_languages) said += Concat("\n", text.In("zh"));
    return said;
  }
  std::string YesOrNo(bool yes) const {
    return yes ? Say("yes", "是") : Say("no", "否");
  }

 private:
  const CatalogueOptions& options_;
};

std::string Joined(const std::vector<std::string>& parts,
                   std::string_view between = ", ") {
  std::string joined;
  for (const std::string& part : parts) {
    if (!joined.empty()) joined += between;
    joined += part;
  }
  return joined;
}

// "whole number", "one of: task, duty", "word of unit_kinds".
std::string TypeOf(const ParamSpec& spec, const CatalogueWords& words) {
  switch (spec.type) {
    case ParamSpec::Type::kInteger:
      return words.Say("whole number", "整数");
    case ParamSpec::Type::kNumber:
      return words.Say("number", "数");
    case ParamSpec::Type::kWord:
      if (spec.vocabulary.empty()) return words.Say("word", "词");
      return Concat(words.Say("word of ", "取自 "), spec.vocabulary);
    case ParamSpec::Type::kWords:
      if (spec.vocabulary.empty()) return words.Say("words", "词的列表");
      return Concat(words.Say("words of ", "多个，取自 "), spec.vocabulary);
    case ParamSpec::Type::kChoice:
      return Concat(words.Say("one of: ", "其一："), Joined(spec.choices));
    case ParamSpec::Type::kCondition:
      return words.Say("condition", "条件");
  }
  return "";
}

std::string LeastOf(const ParamSpec& spec) {
  const auto whole = static_cast<std::int64_t>(spec.min);
  return static_cast<double>(whole) == spec.min ? ToText(Value(whole))
                                                : ToText(Value(spec.min));
}

// The default, or that it has to be written.
std::string DefaultOf(const ParamSpec& spec, const CatalogueWords& words) {
  if (spec.required) return words.Say("has to be written", "必填");
  if (!spec.range_from.empty()) {
    return words.Say(Concat("none; this or ", spec.range_from),
                     Concat("无；须写此项或 ", spec.range_from));
  }
  if (spec.one_needed) {
    return words.Say("none; one such is needed", "无；此类参数须写其一");
  }
  if (spec.default_value.is_null()) return words.Say("none", "无");
  if (const std::string* word = spec.default_value.AsString()) return *word;
  return ToText(spec.default_value);
}

Page::Table ParamsTable(const std::vector<ParamSpec>& specs,
                        const CatalogueWords& words) {
  Page::Table table{.columns = {{words.Say("parameter", "参数")},
                                {words.Say("type", "类型")},
                                {words.Say("unit", "单位")},
                                {words.Say("least", "最小值")},
                                {words.Say("default", "默认值")},
                                {words.Say("meaning", "含义")}},
                    .rows = {}};
  for (const ParamSpec& spec : specs) {
    const bool number = spec.type == ParamSpec::Type::kInteger ||
                        spec.type == ParamSpec::Type::kNumber;
    table.rows.push_back({{{spec.name, Page::Tone::kStrong}},
                          PlainLine(TypeOf(spec, words)),
                          PlainLine(spec.unit),
                          PlainLine(number ? LeastOf(spec) : ""),
                          PlainLine(DefaultOf(spec, words)),
                          PlainLine(words.Said(spec.meaning))});
  }
  return table;
}

std::string ReachOf(Reach reach, const CatalogueWords& words) {
  switch (reach) {
    case Reach::kSelf:
      return words.Say("of the node alone", "仅节点本身");
    case Reach::kRow:
      return words.Say("of the node and what names it",
                       "节点本身及提及它的记录");
    case Reach::kChain:
      return words.Say("of the node and what is above it", "节点及其上级");
    case Reach::kSubtree:
      return words.Say("of the node and what is below it", "节点及其下级");
    case Reach::kGlobal:
      return words.Say("of the whole document", "整个文档");
  }
  return "";
}

// What a change can affect it by.
std::string ScopeOf(const Scope& scope, const CatalogueWords& words) {
  std::vector<std::string> reads;
  for (const FactKind kind : scope.reads) {
    reads.emplace_back(internal::NameOfFacts(kind));
  }
  return words.Say(
      Concat("Reads ", Joined(reads), ", ", ReachOf(scope.reach, words), "."),
      Concat("读取 ", Joined(reads), "（", ReachOf(scope.reach, words),
             "）。"));
}

// The parameters of a rule: those that are written, then defaults that count.
std::string ParamsOf(const Rule& rule, const Check* check) {
  std::vector<std::string> params;
  const auto add = [&](std::string_view name, const Value& value) {
    const std::string* word = value.AsString();
    params.push_back(
        Concat(name, " ", word != nullptr ? *word : ToText(value)));
  };
  for (const auto& [name, value] : rule.params) {
    if (!value.is_null()) add(name, value);
  }
  if (check == nullptr) return Joined(params);
  for (const ParamSpec& spec : check->params()) {
    bool written = false;
    for (const auto& [name, value] : rule.params) {
      written = written || (name == spec.name && !value.is_null());
    }
    if (!written && !spec.default_value.is_null()) {
      add(spec.name, spec.default_value);
    }
  }
  return Joined(params);
}

Page::Tone ToneOfRule(const Rule& rule) {
  if (!rule.enabled) return Page::Tone::kFaint;
  switch (rule.severity) {
    case Severity::kViolation:
      return Page::Tone::kBad;
    case Severity::kWarning:
      return Page::Tone::kWarning;
    case Severity::kInfo:
      break;
  }
  return Page::Tone::kPlain;
}

std::string SeverityIn(Severity severity, const CatalogueWords& words) {
  switch (severity) {
    case Severity::kViolation:
      return words.Say("violation", "违规");
    case Severity::kWarning:
      return words.Say("warning", "警告");
    case Severity::kInfo:
      break;
  }
  return words.Say("info", "提示");
}

}  // namespace

Page MakeChecksPage(const CheckRegistry& checks,
                    const CatalogueOptions& options) {
  const CatalogueWords words(options);
  Page page;
  page.title = words.Say("Checks", "检查项");
  for (const auto& check : checks.checks()) {
    Page::Section section;
    section.title = check->name();
    section.blocks.emplace_back(Page::Paragraph{
        PlainLine(std::string(check->meaning().In(options.language)))});
    if (options.both_languages) {
      section.blocks.emplace_back(
          Page::Paragraph{PlainLine(std::string(check->meaning().In("zh")))});
    }
    std::vector<std::string> kinds;
    for (const NodeKind kind : check->focus_kinds()) {
      kinds.emplace_back(NameOf(kind));
    }
    section.blocks.emplace_back(Page::Paragraph{FaintLine(
        Concat(words.Say("Looks at: ", "检查对象："), Joined(kinds),
               words.Say(". ", "。"), ScopeOf(check->scope(), words)))});
    const std::vector<ParamSpec> params = check->params();
    if (!params.empty()) {
      section.blocks.emplace_back(ParamsTable(params, words));
    }
    page.sections.push_back(std::move(section));
  }
  return page;
}

Page MakeMeasuresPage(const MeasureRegistry& measures,
                      const CatalogueOptions& options) {
  const CatalogueWords words(options);
  Page page;
  page.title = words.Say("Measures", "指标");
  Page::Table table{.columns = {{words.Say("measure", "指标")},
                                {words.Say("of", "对象")},
                                {words.Say("combined as", "汇总方式")},
                                {words.Say("unit", "单位")},
                                {words.Say("over", "层级")},
                                {words.Say("meaning", "含义")}},
                    .rows = {}};
  for (const Measure& measure : measures.measures()) {
    std::vector<std::string> hierarchies;
    for (const Hierarchy hierarchy : measure.hierarchies) {
      hierarchies.emplace_back(NameOf(hierarchy));
    }
    table.rows.push_back({{{measure.name, Page::Tone::kStrong}},
                          PlainLine(std::string(NameOf(measure.carrier))),
                          PlainLine(std::string(NameOf(measure.combiner))),
                          PlainLine(measure.unit),
                          PlainLine(Joined(hierarchies)),
                          PlainLine(words.Said(measure.meaning))});
  }
  for (const MeasureFamily& family : measures.families()) {
    table.rows.push_back({{{family.pattern, Page::Tone::kStrong}},
                          {},
                          {},
                          {},
                          {},
                          PlainLine(words.Said(family.meaning))});
  }
  page.sections.push_back({"", {std::move(table)}});
  return page;
}

Page MakeRulesPage(const Profile& profile, const CheckRegistry& checks,
                   const CatalogueOptions& options) {
  const CatalogueWords words(options);
  Page page;
  page.title = words.Say(Concat("Rules of the profile ", profile.id),
                         Concat("规则集 ", profile.id, " 的规则"));
  Page::Table table{.columns = {{words.Say("rule", "规则")},
                                {words.Say("severity", "级别")},
                                {words.Say("check", "检查项")},
                                {words.Say("parameters", "参数")},
                                {words.Say("waivable", "可豁免")},
                                {words.Say("citation", "依据")},
                                {words.Say("what it finds", "含义")}},
                    .rows = {}};
  std::size_t enabled = 0;
  for (const Rule& rule : profile.rules) {
    const Check* const check = checks.Find(rule.check);
    const Value where = internal::ToValue(rule.where);
    std::string meaning = words.Say("there is no such check", "没有此检查项");
    if (rule.message) {
      meaning = words.Said(*rule.message);
    } else if (check != nullptr) {
      meaning = words.Said(check->meaning());
    }
    Page::Line finds = PlainLine(std::move(meaning));
    if (!where.is_null()) {
      finds.push_back(
          {Concat(words.Say("; only where ", "；仅限 "), ToText(where)),
           Page::Tone::kFaint});
    }
    Page::Line severity = {
        {SeverityIn(rule.severity, words), ToneOfRule(rule)}};
    if (rule.enabled) {
      ++enabled;
    } else {
      severity.push_back({words.Say(", off", "，停用"), Page::Tone::kFaint});
    }
    table.rows.push_back({PlainLine(rule.id), std::move(severity),
                          PlainLine(rule.check),
                          PlainLine(ParamsOf(rule, check)),
                          PlainLine(words.YesOrNo(rule.waivable)),
                          PlainLine(rule.citation), std::move(finds)});
  }
  Page::Section list;
  if (table.rows.empty()) {
    list.blocks.emplace_back(
        Page::Paragraph{PlainLine(words.Say("None.", "无。"))});
  } else {
    list.blocks.emplace_back(std::move(table));
  }
  page.sections.push_back(std::move(list));
  const std::string count = std::to_string(profile.rules.size());
  const std::string off = std::to_string(profile.rules.size() - enabled);
  page.sections.push_back(
      {"",
       {Page::Paragraph{FaintLine(words.Say(
           Concat(count, profile.rules.size() == 1 ? " rule, " : " rules, ",
                  off, " of them off."),
           Concat("共 ", count, " 条规则，其中停用 ", off, " 条。")))}}});
  return page;
}

}  // namespace zeren
