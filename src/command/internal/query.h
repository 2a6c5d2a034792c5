// query.h -- what all commands that ask a document something share: its
// options, loading it, finding nodes in it, and saying what is wrong.

#ifndef ZEREN_COMMAND_INTERNAL_QUERY_H_
#define ZEREN_COMMAND_INTERNAL_QUERY_H_

#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/civil_time.h"
#include "src/command/command.h"
#include "zeren/core/node.h"
#include "zeren/core/period.h"
#include "zeren/core/problem.h"
#include "zeren/graph/snapshot.h"
#include "zeren/report/page.h"

namespace zeren::internal {

// The exit codes of the command; command.h says what they mean.
enum ExitCode : int { kFine = 0, kFound = 1, kUnusable = 2 };

// What the arguments of every query say.
struct QueryOptions {
  std::string file;
  std::string day;  // Empty: the document's, else today.
  std::string format = "text";
  std::string language = "en";
  bool lenient = false;

  bool json() const { return format == "json"; }
  bool text() const { return format == "text"; }
  bool csv() const { return format == "csv"; }
};

// Where a command reads and writes.
struct Console {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  CommandOptions options;
};

// Query
//
// One run of a command on a document. Every member that can fail has then said
// why on `err`, and the command ends with `kUnusable`.
class Query {
 public:
  Query(const Console& console, const QueryOptions& options)
      : console_(console), options_(options) {}

  // Loads the document.
  std::optional<Organization> LoadOrganization() const;
  // Loads the document and takes its snapshot of the day.
  std::optional<Snapshot> Load() const;

  // Returns the day that an option says: `--on 2026-11-22`.
  std::optional<absl::CivilDay> ReadDay(std::string_view option,
                                        std::string_view text) const;
  // The same; the document's day, else today, if the option says nothing.
  std::optional<absl::CivilDay> ReadDayOr(const Organization& org,
                                          std::string_view option,
                                          std::string_view text) const;

  // Returns the period that an option says, "FROM..TO": two days, of which the
  // second is the first one after.
  std::optional<Period> ReadPeriod(std::string_view option,
                                   std::string_view text) const;

  // Returns the node of that name if the document has it.
  std::optional<Node> Find(const Snapshot& snapshot,
                           std::string_view name) const;
  // The same, if it is of a kind: the person for `--why-not`.
  template <typename Id>
  std::optional<Id> Find(const Snapshot& snapshot,
                         std::string_view name) const {
    const std::optional<Node> node = Find(snapshot, name);
    if (!node || !IsOf(*node, kKindOf<Id>, name)) return std::nullopt;
    return node->As<Id>();
  }
  // Returns the node of that name if the document has it and it is in force.
  std::optional<Node> FindInForce(const Snapshot& snapshot,
                                  std::string_view name) const;

  // Says what is wrong, every problem on a line of its own. `context` is where
  // problems are, if not in the text of the file.
  void Explain(const absl::Status& status, std::string_view context) const;
  void Explain(std::string_view message) const;
  // One problem on each line. What documents say cannot act on a terminal.
  void List(const std::vector<Problem>& problems,
            std::string_view context) const;

  // Writes the page in the format that was asked for, if that is not JSON.
  void Show(const Page& page) const;
  void Show(const std::string& json) const;

  const QueryOptions& options() const { return options_; }
  // Whether somebody reads the answer on a terminal.
  bool on_terminal() const {
    return options_.text() && console_.options.width > 0;
  }
  // What messages call the file.
  std::string source() const;

 private:
  bool IsOf(Node node, NodeKind kind, std::string_view name) const;

  const Console& console_;
  const QueryOptions& options_;
};

}  // namespace zeren::internal

#endif  // ZEREN_COMMAND_INTERNAL_QUERY_H_
