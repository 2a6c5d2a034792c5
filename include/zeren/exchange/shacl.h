// shacl.h -- gaps as a SHACL validation report in JSON-LD, for programs that
// speak RDF.
//
//   std::ofstream("gaps.jsonld") << WriteShacl(*report);
//
// A gap is an sh:ValidationResult: its focus is `urn:zeren:post:secretary`, its
// shape the rule `urn:zeren:rule:post-vacant`, its constraint component the
// check `urn:zeren:check:post_vacant`. As SHACL has it, sh:conforms is true if
// and only if there is no result, of whatever severity; `zeren:conforms` says
// what `GapReport::conforms` does. Waived gaps, and those that a baseline
// accepts, are no results: they are listed as `zeren:waived` and
// `zeren:accepted`. docs/format.md, "SHACL", lists what is written.

#ifndef ZEREN_EXCHANGE_SHACL_H_
#define ZEREN_EXCHANGE_SHACL_H_

#include <string>
#include <string_view>

#include "zeren/gaps/baseline.h"
#include "zeren/gaps/gaps.h"

namespace zeren {

struct ShaclOptions {
  // Behaviour: a comparison of this report. DEFAULT: none.
  const BaselineComparison* baseline = nullptr;
};

// Writes a report. A gap has a line of its own, the text ends with a line feed,
// and the same report gives the same bytes. O(gaps).
std::string WriteShacl(const GapReport& report,
                       const ShaclOptions& options = {});

// Returns the IRI of a node by its name: "urn:zeren:unit:branch-1", bytes that
// are not allowed there escaped; "urn:zeren:document" for the document.
std::string NodeIri(std::string_view name);

}  // namespace zeren

#endif  // ZEREN_EXCHANGE_SHACL_H_
