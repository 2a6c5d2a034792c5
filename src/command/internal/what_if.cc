#include "src/command/internal/what_if.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "src/command/internal/query.h"
#include "src/command/internal/read_changes.h"
#include "src/core/internal/absl_strings.h"
#include "zeren/advise/what_if.h"
#include "zeren/exchange/result_json.h"
#include "zeren/gaps/check.h"
#include "zeren/report/pages.h"

namespace zeren::internal {
namespace {

constexpr const char* kWhatIfHelp =
    "Shows what a file of changes would do, and changes nothing.\n"
    "Gaps added and removed, answers that change hands, posts with another\n"
    "number of direct reports, and units of which a measure moves; in each\n"
    "list the weightiest first. The changes are those of docs/format.md.";

struct WhatIfArguments {
  QueryOptions query;
  std::string changes;
  std::string fail_on = "violation";
  std::vector<std::string> measures;  // Empty: the usual ones.
  std::optional<std::uint32_t> top;   // Nothing: all rows.
};

// Whether the changes open gaps of a severity at or above --fail-on.
bool OpensGaps(const WhatIfGaps& gaps, const std::string& fail_on) {
  const std::optional<Severity> least = ParseSeverity(fail_on);
  if (!least) return false;  // "never"
  for (const Severity severity :
       {Severity::kViolation, Severity::kWarning, Severity::kInfo}) {
    if (severity <= *least && gaps.opened_of(severity) > 0) return true;
  }
  return false;
}

int RunWhatIf(const Console& console, const WhatIfArguments& arguments) {
  const Query query(console, arguments.query);
  if (BothAreStandardInput(query, arguments.changes)) return kUnusable;
  const std::optional<Snapshot> snapshot = query.Load();
  if (!snapshot) return kUnusable;
  const auto changes = ReadChangesFrom(query, console, arguments.changes);
  if (!changes) return kUnusable;
  // Apart from all else that may go wrong, so that problems get their lines.
  const absl::Status applicable =
      snapshot->organization().Apply(changes->changes).status();
  if (!applicable.ok()) {
    ExplainChanges(query, *changes, applicable);
    return kUnusable;
  }
  absl::StatusOr<RuleSet> rules =
      BindRules(snapshot->organization().profile(), CheckRegistry::BuiltIn());
  if (!rules.ok()) {
    query.Explain(rules.status(), Concat("the profile of ", query.source()));
    return kUnusable;
  }
  WhatIfOptions options = {.rules = *std::move(rules)};
  if (!arguments.measures.empty()) options.measures = arguments.measures;
  if (arguments.top) options.top = *arguments.top;
  const absl::StatusOr<WhatIfResult> result =
      WhatIf(*snapshot, changes->changes, options);
  if (!result.ok()) {
    query.Explain(result.status(), "--measure");
    return kUnusable;
  }
  if (query.options().json()) {
    query.Show(WriteJson(*result));
  } else {
    query.Show(MakePage(*result, {.language = query.options().language}));
  }
  return OpensGaps(result->gaps, arguments.fail_on) ? kFound : kFine;
}

}  // namespace

void AddWhatIf(CLI::App& app, Run& run) {
  CLI::App* command = app.add_subcommand("whatif", kWhatIfHelp);
  const auto arguments = std::make_shared<WhatIfArguments>();
  AddQueryOptions(*command, arguments->query);
  command
      ->add_option("CHANGES", arguments->changes,
                   "The changes; - reads standard input")
      ->required()
      ->type_name("");
  command
      ->add_option("--fail-on", arguments->fail_on,
                   "Exit with 1 if the changes open a gap at least as severe\n"
                   "as this: violation (default), warning or info; or never")
      ->check(OneOf({"violation", "warning", "info", "never"}))
      ->type_name("SEVERITY");
  command
      ->add_option("--measure", arguments->measures,
                   "Roll these measures up, with commas between, or each with\n"
                   "an option of its own (default: members, fte, vacancies,\n"
                   "open_seats, tasks.overdue and task_progress)")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("NAMES");
  command
      ->add_option("--top", arguments->top,
                   "Only the so many first rows of each list")
      ->check(IsPositive())
      ->type_name("NUMBER");
  command->callback([&run, arguments] {
    run = [arguments](const Console& console) {
      return RunWhatIf(console, *arguments);
    };
  });
}

}  // namespace zeren::internal
