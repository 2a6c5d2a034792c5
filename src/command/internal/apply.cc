// The command that changes a document.

#include <filesystem>
#include <fstream>
#include <istream>
#include <optional>
#include <sstream>
#include <string>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "src/command/internal/queries.h"
#include "src/core/internal/absl_strings.h"
#include "src/exchange/internal/locate.h"
#include "zeren/exchange/changes.h"
#include "zeren/exchange/document.h"
#include "zeren/model/change.h"

namespace zeren::internal {
namespace {

// Reads the text of the changes, from a file or standard input; nothing after
// it has said what is wrong.
std::optional<std::string> ReadChanges(const Query& query,
                                       const Console& console,
                                       const std::string& path) {
  std::error_code error;
  if (path != "-" && std::filesystem::is_directory(path, error)) {
    query.Explain(Concat(path, ": this is a directory; name a file in it"));
    return std::nullopt;
  }
  std::ifstream file;
  if (path != "-") file.open(path, std::ios::binary);
  std::istream& in = path == "-" ? console.in : file;
  std::ostringstream text;
  // What is empty puts nothing, which is no error of reading.
  if (in && in.peek() != std::istream::traits_type::eof()) text << in.rdbuf();
  const bool opened = path == "-" || file.is_open();
  if (opened && !in.bad() && !text.bad()) return text.str();
  query.Explain(Concat(path, ": cannot read the file"));
  return std::nullopt;
}

}  // namespace

int RunApply(const Console& console, const ApplyArguments& arguments) {
  const Query query(console, arguments.query);
  if (arguments.query.file == "-" && arguments.changes == "-") {
    query.Explain("only one of the two files can be standard input");
    return kUnusable;
  }
  const std::optional<Organization> org = query.LoadOrganization();
  if (!org) return kUnusable;
  const auto text = ReadChanges(query, console, arguments.changes);
  if (!text) return kUnusable;
  const std::string source =
      arguments.changes == "-" ? "standard input" : arguments.changes;
  const absl::StatusOr<std::vector<Change>> changes =
      LoadChanges(*text, source);
  if (!changes.ok()) {
    query.Explain(changes.status(), source);
    return kUnusable;
  }
  const absl::StatusOr<Organization> changed = org->Apply(*changes);
  if (!changed.ok()) {
    std::vector<Problem> problems = Problems(changed.status());
    if (problems.empty()) {
      query.Explain(changed.status(), source);
      return kUnusable;
    }
    LocateProblems(*text, problems);
    ProblemList located;
    for (Problem& problem : problems) located.Add(std::move(problem));
    located.Count(ProblemCount(changed.status()) - located.total());
    query.Explain(located.ToStatus(), source);
    return kUnusable;
  }
  if (arguments.output.empty()) {
    query.Show(WriteDocument(*changed));
    return kFine;
  }
  const absl::Status written = WriteDocumentFile(*changed, arguments.output);
  if (!written.ok()) {
    query.Explain(written, arguments.output);
    return kUnusable;
  }
  return kFine;
}

}  // namespace zeren::internal
