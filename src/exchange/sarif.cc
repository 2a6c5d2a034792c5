#include "zeren/exchange/sarif.h"

#include <cstddef>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "src/core/internal/absl_strings.h"
#include "src/exchange/internal/locate.h"
#include "src/exchange/internal/percent.h"
#include "src/exchange/internal/record_lines.h"
#include "src/exchange/internal/result_writing.h"
#include "zeren/core/period.h"

namespace zeren {
namespace {

using internal::Concat;
using SarifJson = internal::ResultJson;

// The name under which fingerprints are known, with the version of how they are
// made.
constexpr std::string_view kFingerprintName = "zerenGap/v1";

std::string_view LevelOf(Severity severity) {
  switch (severity) {
    case Severity::kViolation:
      return "error";
    case Severity::kWarning:
      return "warning";
    case Severity::kInfo:
      break;
  }
  return "note";
}

// A text as SARIF writes messages (2.1.0, sections 3.11.5 and 3.11.6): braces,
// which would enclose placeholders, are doubled, and where something could be
// read as a link, all that can be escaped is. Brackets elsewhere stay, as many
// viewers show their escapes.
std::string MessageText(std::string_view text) {
  const std::size_t bracket = text.find('[');
  const bool like_link = bracket != std::string_view::npos &&
                         text.find("](", bracket) != std::string_view::npos;
  std::string out;
  for (const char c : text) {
    if (c == '{' || c == '}') out += c;
    if (like_link && (c == '[' || c == ']' || c == '\\')) out += '\\';
    out += c;
  }
  return out;
}

SarifJson MessageObject(std::string_view text) {
  return {{"text", MessageText(text)}};
}

class SarifWriter {
 public:
  SarifWriter(const GapReport& report, const SarifOptions& options)
      : report_(report),
        options_(options),
        org_(report.snapshot().organization()) {
    if (!options_.artifact_uri.empty()) FindLines();
  }

  std::string Write() {
    SarifJson run = {{"tool", {{"driver", Driver()}}},
                     {"language", options_.language == "zh" ? "zh" : "en"}};
    if (!options_.artifact_uri.empty()) {
      run["artifacts"] =
          SarifJson::array({{{"location", {{"uri", options_.artifact_uri}}}}});
    }
    run["properties"] = RunProperties();
    internal::ResultWriter writer(run, "results");
    const std::vector<Gap>& gaps = report_.gaps();
    for (std::size_t at = 0; at < gaps.size(); ++at) {
      writer.Add(Result(gaps[at], at));
    }
    if (options_.baseline != nullptr) {
      for (const AcceptedGap& gap : options_.baseline->gone) {
        writer.Add(Gone(gap));
      }
    }
    std::string out =
        "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\","
        "\"version\":\"2.1.0\",\"runs\":[";
    out += std::move(writer).Finish();
    out.back() = ']';  // Instead of the line feed.
    return out + "}\n";
  }

 private:
  bool chinese() const { return options_.language == "zh"; }
  std::string In(const Text& text) const {
    return std::string(text.In(options_.language));
  }
  std::string Say(std::string_view english, std::string_view chinese_text) {
    return std::string(chinese() ? chinese_text : english);
  }

  // Finds the lines of all foci in one pass, and those of records that were
  // left out in another, if there are any.
  void FindLines() {
    for (const Gap& gap : report_.gaps()) {
      lines_.try_emplace(org_.NameOf(gap.detection.focus), 0);
    }
    if (options_.baseline != nullptr) {
      for (const AcceptedGap& gap : options_.baseline->gone) {
        lines_.try_emplace(gap.focus, 0);
      }
    }
    internal::FindRecordLines(options_.document, lines_);
    std::vector<Problem> left_out = org_.left_out();
    if (left_out.empty() || options_.document.empty()) return;
    internal::LocateProblems(options_.document, left_out);
    for (const Problem& problem : left_out) {
      left_out_lines_.try_emplace(problem.pointer, problem.line);
    }
  }

  SarifJson Driver() {
    SarifJson driver = {{"name", "zeren"}};
    if (!options_.tool_version.empty()) {
      driver["version"] = options_.tool_version;
    }
    SarifJson rules = SarifJson::array();
    for (const BoundRule& bound : report_.rules()) rules.push_back(Rule(bound));
    driver["rules"] = std::move(rules);
    return driver;
  }

  SarifJson Rule(const BoundRule& bound) {
    const zeren::Rule& rule = bound.rule;
    const std::string meaning = In(bound.check->meaning());
    std::string help =
        Concat(Say("Check ", "检查项 "), rule.check, Say(": ", "："), meaning);
    if (!rule.citation.empty()) {
      help += Concat(Say(". Basis: ", "。依据："), rule.citation);
    }
    help +=
        Say(rule.waivable ? ". An approval of the document can waive it."
                          : ". It cannot be waived.",
            rule.waivable ? "。可由文档中的批准予以豁免。" : "。不得豁免。");
    SarifJson properties = {{"check", rule.check},
                            {"severity", NameOf(rule.severity)}};
    if (!rule.citation.empty()) properties["citation"] = rule.citation;
    return {{"id", rule.id},
            {"shortDescription", MessageObject(meaning)},
            {"help", MessageObject(help)},
            {"defaultConfiguration", {{"level", LevelOf(rule.severity)}}},
            {"properties", std::move(properties)}};
  }

  SarifJson RunProperties() {
    SarifJson properties = {{"asOf", FormatDay(report_.snapshot().day())},
                            {"organization", internal::TextToJson(org_.name())},
                            {"conforms", report_.conforms()},
                            {"complete", report_.complete()}};
    if (const BaselineComparison* baseline = options_.baseline) {
      properties["baseline"] = {
          {"taken", FormatDay(baseline->taken)},
          {"expires", internal::DayToJson(baseline->expires)},
          {"expired", baseline->expired},
          {"conforms", baseline->conforms()}};
    }
    return properties;
  }

  // `line` is 0 where it is not known.
  SarifJson Location(std::string_view focus, std::string_view label,
                     std::size_t line) const {
    SarifJson location = SarifJson::object();
    if (!options_.artifact_uri.empty()) {
      SarifJson place = {
          {"artifactLocation", {{"uri", options_.artifact_uri}, {"index", 0}}}};
      if (line > 0) place["region"] = {{"startLine", line}};
      location["physicalLocation"] = std::move(place);
    }
    SarifJson logical = {{"fullyQualifiedName", focus}};
    if (!label.empty()) logical["name"] = label;
    logical["kind"] = focus.substr(0, focus.find(':'));
    location["logicalLocations"] = SarifJson::array({std::move(logical)});
    return location;
  }

  std::size_t LineOf(const std::string& focus, const Gap* gap) const {
    if (gap != nullptr && gap->detection.focus == Node()) {
      const auto found = left_out_lines_.find(gap->detection.key);
      return found == left_out_lines_.end() ? 0 : found->second;
    }
    const auto found = lines_.find(focus);
    return found == lines_.end() ? 0 : found->second;
  }

  SarifJson Result(const Gap& gap, std::size_t at) {
    const zeren::Rule& rule = report_.RuleOf(gap).rule;
    const Node focus = gap.detection.focus;
    const std::string name = org_.NameOf(focus);
    SarifJson result = {
        {"ruleId", rule.id},
        {"ruleIndex", gap.rule},
        {"level", LevelOf(rule.severity)},
        {"message", MessageObject(In(report_.MessageOf(gap)))},
        {"locations", SarifJson::array({Location(
                          name, org_.LabelOf(focus, options_.language),
                          LineOf(name, &gap))})},
        {"partialFingerprints",
         {{std::string(kFingerprintName), report_.FingerprintOf(gap)}}}};
    if (options_.baseline != nullptr && !gap.waived()) {
      // SARIF asks whether it was there, not whether it still is let be.
      const bool known =
          options_.baseline->states[at] == BaselineState::kAccepted ||
          options_.baseline->lapsed[at];
      result["baselineState"] = known ? "unchanged" : "new";
    }
    // Results without suppressions have an empty list: where one of them says
    // what it is, all should.
    SarifJson suppressions = SarifJson::array();
    if (const std::optional<Waiver> waiver = report_.WaiverOf(gap)) {
      suppressions.push_back({{"kind", "external"},
                              {"status", "accepted"},
                              {"justification", waiver->reason}});
      if (waiver->by != Node()) {
        suppressions.back()["properties"] = {{"by", report_.WaivedBy(gap)}};
      }
    }
    result["suppressions"] = std::move(suppressions);
    result["properties"] = {{"check", rule.check}};
    if (!gap.detection.value.is_null()) {
      result["properties"]["value"] = internal::ToJson(gap.detection.value);
    }
    return result;
  }

  SarifJson Gone(const AcceptedGap& gap) {
    SarifJson result = {{"ruleId", gap.rule}};
    for (std::size_t i = 0; i < report_.rules().size(); ++i) {
      if (report_.rules()[i].rule.id == gap.rule) result["ruleIndex"] = i;
    }
    result["level"] = LevelOf(gap.severity);
    result["message"] = MessageObject(
        Concat(Say("accepted, and there no more: ", "已接受，现已消除："),
               gap.rule, Say(" at ", "，"), gap.focus));
    result["locations"] =
        SarifJson::array({Location(gap.focus, "", LineOf(gap.focus, nullptr))});
    result["partialFingerprints"] = {
        {std::string(kFingerprintName), gap.fingerprint}};
    if (gap.count > 1) result["occurrenceCount"] = gap.count;
    result["baselineState"] = "absent";
    result["suppressions"] = SarifJson::array();
    return result;
  }

  const GapReport& report_;
  const SarifOptions& options_;
  const Organization& org_;
  internal::RecordLines lines_;
  std::map<std::string, std::size_t, std::less<>> left_out_lines_;
};

}  // namespace

std::string WriteSarif(const GapReport& report, const SarifOptions& options) {
  return SarifWriter(report, options).Write();
}

std::string FileUri(std::string_view path) {
  std::string uri = path.starts_with('/') ? "file://" : "";
  internal::AppendPercentEncoded(path, "/", uri);
  return uri;
}

}  // namespace zeren
