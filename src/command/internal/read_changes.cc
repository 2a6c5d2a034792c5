#include "src/command/internal/read_changes.h"

#include <filesystem>
#include <fstream>
#include <istream>
#include <sstream>
#include <system_error>
#include <utility>

#include "absl/status/statusor.h"
#include "src/core/internal/absl_strings.h"
#include "src/exchange/internal/locate.h"
#include "zeren/core/problem.h"
#include "zeren/exchange/changes.h"

namespace zeren::internal {
namespace {

// Reads the text of the changes; nothing after it has said what is wrong.
std::optional<std::string> ReadText(const Query& query, const Console& console,
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

bool BothAreStandardInput(const Query& query, const std::string& changes) {
  if (query.options().file != "-" || changes != "-") return false;
  query.Explain("only one of the two files can be standard input");
  return true;
}

std::optional<ReadChanges> ReadChangesFrom(const Query& query,
                                           const Console& console,
                                           const std::string& path) {
  std::optional<std::string> text = ReadText(query, console, path);
  if (!text) return std::nullopt;
  std::string source = path == "-" ? "standard input" : path;
  absl::StatusOr<std::vector<Change>> changes = LoadChanges(*text, source);
  if (!changes.ok()) {
    query.Explain(changes.status(), source);
    return std::nullopt;
  }
  return ReadChanges{*std::move(text), std::move(source), *std::move(changes)};
}

void ExplainChanges(const Query& query, const ReadChanges& changes,
                    const absl::Status& status) {
  std::vector<Problem> problems = Problems(status);
  if (problems.empty()) {
    query.Explain(status, changes.source);
    return;
  }
  LocateProblems(changes.text, problems);
  ProblemList located;
  for (Problem& problem : problems) located.Add(std::move(problem));
  located.Count(ProblemCount(status) - located.total());
  query.Explain(located.ToStatus(), changes.source);
}

}  // namespace zeren::internal
