// document.h -- reading and writing the exchange document, zeren's own JSON.
//
//   absl::StatusOr<Organization> org = LoadDocumentFile("school.json");
//   if (!org.ok()) {
//     std::cerr << org.status().message() << '\n';
//     // school.json: 2 problems, first: 12:19: /posts/3/seats: seats is 0;
//     // write 1 or more
//     for (const Problem& problem : Problems(org.status())) {
//       std::cerr << ToText(problem) << '\n';
//     }
//   }
//   std::string json = WriteDocument(*org);
//
// docs/format.md explains every field of the document. Imperfect organisations
// load, and what is wrong with them is found as gaps; refused is only what is
// no document (syntax, types, unknown fields, doubled ids, impossible days).

#ifndef ZEREN_EXCHANGE_DOCUMENT_H_
#define ZEREN_EXCHANGE_DOCUMENT_H_

#include <iosfwd>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "zeren/model/organization.h"

namespace zeren {

struct LoadOptions {
  // Behaviour: leave out a bad record and remember why
  // (`Organization::left_out()`), instead of refusing the whole. Syntax errors
  // and problems outside records still refuse it. DEFAULT: false.
  bool lenient = false;

  // What messages call the document. DEFAULT: nothing; for files the path.
  std::string source;
};

// Loads a document from JSON text in UTF-8. The text is read as a stream: what
// is in memory beside it is the organisation alone. The order of records leaves
// no trace in the result. O(n log n) for n records.
//
// Fields may be in any order. Null stands for "not written" in each field that
// need not be written, but for `reports_to`, where it is nobody.
//
// Errors: kInvalidArgument with a `Problem` for everything that is wrong (see
// zeren/core/problem.h), in the order of the text, each with its line and
// column; kResourceExhausted if there is not enough memory.
absl::StatusOr<Organization> LoadDocument(std::string_view json,
                                          const LoadOptions& options = {});

// Loads a document from a stream, which is read to its end. Errors: also
// kDataLoss if reading fails.
absl::StatusOr<Organization> LoadDocument(std::istream& in,
                                          const LoadOptions& options = {});

// Loads a document from a file. Errors: also kNotFound if there is none,
// kInvalidArgument if it is a directory, and the code of the system's error if
// it cannot be read.
absl::StatusOr<Organization> LoadDocumentFile(const std::string& path,
                                              const LoadOptions& options = {});

// Returns the document of an organisation as JSON text, one record a line. The
// arrays come in the order of the format, without those that are empty;
// entities in byte order of their ids, facts in that of their text. So the text
// depends only on what the records say, and loading it gives an equal
// organisation. O(n log n).
std::string WriteDocument(const Organization& org);

// Writes that text to a file, over what was there. Errors: the code of the
// system's error (kNotFound if there is no such folder, kPermissionDenied,
// ...); the file may then be incomplete.
absl::Status WriteDocumentFile(const Organization& org,
                               const std::string& path);

}  // namespace zeren

#endif  // ZEREN_EXCHANGE_DOCUMENT_H_
