// sarif.h -- gaps as SARIF 2.1.0, for code hosts, editors and CI.
//
//   SarifOptions options;
//   options.artifact_uri = "school.json";
//   options.document = text;  // Of that file: gaps then have lines.
//   std::ofstream("gaps.sarif") << WriteSarif(*report, options);
//
// One run, with a rule for each of the report's rules and a result for each
// gap. `level` is `error` for violations, `warning`, and `note` for info. A
// focus is a logical location ("post:secretary"), and a place in the document
// where its record begins. Fingerprints are partial fingerprints, by which the
// same gap is known again; waived gaps are suppressed. docs/format.md, "SARIF",
// lists what is written.

#ifndef ZEREN_EXCHANGE_SARIF_H_
#define ZEREN_EXCHANGE_SARIF_H_

#include <string>
#include <string_view>

#include "zeren/gaps/baseline.h"
#include "zeren/gaps/gaps.h"

namespace zeren {

struct SarifOptions {
  // Behaviour: the URI of the document, which results point to. It must be a
  // valid URI reference; `FileUri` makes one. DEFAULT: none; results then have
  // logical locations only.
  std::string artifact_uri = {};
  // Behaviour: the text of the document, in which the lines of records are
  // found. Without `artifact_uri` it is not read. DEFAULT: none.
  std::string_view document = {};
  // Behaviour: a comparison of this report; each result that is not waived then
  // says whether it is `new` or `unchanged`, and accepted gaps that are gone
  // are results that are `absent`. DEFAULT: none.
  const BaselineComparison* baseline = nullptr;
  // Behaviour: the language of messages, "en" or "zh". DEFAULT: "en".
  std::string language = "en";
  // Behaviour: the version of the tool that is named. DEFAULT: none.
  std::string tool_version = {};
};

// Writes a report. A result has a line of its own, the text ends with a line
// feed, and the same report gives the same bytes. O(gaps + text).
std::string WriteSarif(const GapReport& report,
                       const SarifOptions& options = {});

// Returns a path as a URI reference: "a%20b/school.json", and with a slash in
// front "file:///tmp/school.json".
std::string FileUri(std::string_view path);

}  // namespace zeren

#endif  // ZEREN_EXCHANGE_SARIF_H_
