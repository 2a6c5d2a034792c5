#include "zeren/exchange/shacl.h"

#include <cctype>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "src/core/internal/absl_strings.h"
#include "src/exchange/internal/percent.h"
#include "src/exchange/internal/result_writing.h"
#include "zeren/core/period.h"

namespace zeren {
namespace {

using internal::Concat;
using ShaclJson = internal::ResultJson;

constexpr std::string_view kIriBase = "urn:zeren:";

std::string IriOf(std::string_view sort, std::string_view id) {
  std::string iri = Concat(kIriBase, sort, ":");
  internal::AppendPercentEncoded(id, "", iri);
  return iri;
}

// Whether RDF takes it as the language of a string: "en", "zh-Hans".
bool IsLanguageTag(std::string_view tag) {
  std::size_t letters = 0;
  bool first = true;
  for (const char c : tag) {
    if (c == '-') {
      if (letters == 0) return false;
      letters = 0;
      first = false;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    const bool fits = byte < 0x80 && (std::isalpha(byte) != 0 ||
                                      (!first && std::isdigit(byte) != 0));
    if (!fits || ++letters > 8) return false;
  }
  return letters > 0;
}

// Strings with their languages, where they have some.
ShaclJson StringsOf(const ShaclJson& text) {
  if (!text.is_object()) return text;
  ShaclJson strings = ShaclJson::array();
  for (const auto& [language, string] : text.items()) {
    ShaclJson value = {{"@value", string}};
    if (IsLanguageTag(language)) value["@language"] = language;
    strings.push_back(std::move(value));
  }
  return strings;
}

ShaclJson DayLiteral(absl::CivilDay day) {
  return {{"@value", FormatDay(day)}, {"@type", "xsd:date"}};
}

std::string_view SeverityIri(Severity severity) {
  switch (severity) {
    case Severity::kViolation:
      return "sh:Violation";
    case Severity::kWarning:
      return "sh:Warning";
    case Severity::kInfo:
      break;
  }
  return "sh:Info";
}

class ShaclWriter {
 public:
  ShaclWriter(const GapReport& report, const ShaclOptions& options)
      : report_(report), options_(options) {}

  std::string Write() {
    std::vector<const Gap*> results;
    std::vector<const Gap*> accepted;
    std::vector<const Gap*> waived;
    const std::vector<Gap>& gaps = report_.gaps();
    for (std::size_t at = 0; at < gaps.size(); ++at) {
      const bool is_accepted =
          options_.baseline != nullptr &&
          options_.baseline->states[at] == BaselineState::kAccepted;
      (gaps[at].waived() ? waived
       : is_accepted     ? accepted
                         : results)
          .push_back(&gaps[at]);
    }
    out_ = internal::Dump(Head(results.empty()));
    out_.pop_back();  // The closing brace.
    Put("zeren:waived", "zeren:WaivedGap", waived);
    Put("zeren:accepted", "zeren:AcceptedGap", accepted);
    Put("sh:result", "sh:ValidationResult", results);
    out_ += "}\n";
    return std::move(out_);
  }

 private:
  ShaclJson Head(bool conforms) const {
    const Snapshot& snapshot = report_.snapshot();
    const BaselineComparison* baseline = options_.baseline;
    ShaclJson head = {
        {"@context",
         {{"@version", 1.1},
          {"sh", "http://www.w3.org/ns/shacl#"},
          {"xsd", "http://www.w3.org/2001/XMLSchema#"},
          {"zeren", "urn:zeren:vocabulary:"}}},
        {"@type", "sh:ValidationReport"},
        {"sh:conforms", conforms},
        {"zeren:conforms", report_.conforms()},
        {"zeren:complete", report_.complete()},
        {"zeren:asOf", DayLiteral(snapshot.day())},
        {"zeren:organization",
         StringsOf(internal::TextToJson(snapshot.organization().name()))}};
    if (baseline != nullptr) {
      head["zeren:baselineConforms"] = baseline->conforms();
      head["zeren:baselineTaken"] = DayLiteral(baseline->taken);
      if (baseline->expires) {
        head["zeren:baselineExpires"] = DayLiteral(*baseline->expires);
      }
    }
    return head;
  }

  void Put(std::string_view list, std::string_view type,
           const std::vector<const Gap*>& gaps) {
    if (gaps.empty() && list != "sh:result") return;
    out_ += Concat(",\"", list, "\":[");
    std::string_view separator = "\n";
    for (const Gap* gap : gaps) {
      out_ += separator;
      out_ += internal::Dump(Result(*gap, type));
      separator = ",\n";
    }
    out_ += gaps.empty() ? "]" : "\n]";
  }

  ShaclJson Result(const Gap& gap, std::string_view type) const {
    const Rule& rule = report_.RuleOf(gap).rule;
    const Organization& org = report_.snapshot().organization();
    ShaclJson result = {
        {"@type", type},
        {"sh:focusNode", {{"@id", NodeIri(org.NameOf(gap.detection.focus))}}},
        {"sh:resultSeverity", {{"@id", SeverityIri(rule.severity)}}},
        {"sh:sourceConstraintComponent", {{"@id", IriOf("check", rule.check)}}},
        {"sh:sourceShape", {{"@id", IriOf("rule", rule.id)}}}};
    if (!gap.detection.value.is_null()) {
      result["sh:value"] = {{"@type", "@json"},
                            {"@value", internal::ToJson(gap.detection.value)}};
    }
    result["sh:resultMessage"] =
        StringsOf(internal::TextToJson(report_.MessageOf(gap)));
    result["zeren:fingerprint"] = report_.FingerprintOf(gap);
    if (!rule.citation.empty()) result["zeren:citation"] = rule.citation;
    if (const std::optional<Waiver> waiver = report_.WaiverOf(gap)) {
      if (waiver->by != Node()) {
        result["zeren:waivedBy"] = {{"@id", NodeIri(report_.WaivedBy(gap))}};
      }
      result["zeren:waiverReason"] = waiver->reason;
    }
    return result;
  }

  const GapReport& report_;
  const ShaclOptions& options_;
  std::string out_;
};

}  // namespace

std::string WriteShacl(const GapReport& report, const ShaclOptions& options) {
  return ShaclWriter(report, options).Write();
}

std::string NodeIri(std::string_view name) {
  const std::size_t colon = name.find(':');
  if (colon == name.npos) return Concat(kIriBase, name);
  return IriOf(name.substr(0, colon), name.substr(colon + 1));
}

}  // namespace zeren
