#include "src/command/internal/check.h"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "src/command/internal/query.h"
#include "src/core/internal/absl_strings.h"
#include "src/exchange/internal/text_file.h"
#include "zeren/advise/repair.h"
#include "zeren/exchange/baseline_json.h"
#include "zeren/exchange/result_json.h"
#include "zeren/exchange/sarif.h"
#include "zeren/exchange/shacl.h"
#include "zeren/gaps/baseline.h"
#include "zeren/gaps/gaps.h"
#include "zeren/gaps/gaps_over.h"
#include "zeren/report/pages.h"

namespace zeren::internal {
namespace {

// Of this, the list of commands shows the first line only.
constexpr const char* kCheckHelp =
    "Finds the gaps: where the chain is broken or nobody answers.\n"
    "Posts that nobody holds, work that nobody answers for, superiors that do\n"
    "not exist, and whatever else the rules of the document's profile ask.\n"
    "Gaps that an approval waives, or a baseline accepts, are listed, and do\n"
    "not count.";

struct CheckArguments {
  QueryOptions query;
  std::string fail_on = "violation";
  std::vector<std::string> rules;  // Empty: all.
  std::string within;              // A unit; empty: everything.
  std::string baseline;            // A file; empty: none.
  std::string accept;              // A file; empty: nothing is accepted.
  std::string owner;
  std::string expires;  // A day; empty: never.
  std::string over;     // A period; empty: one day.
  int future = 0;       // How many days are looked ahead; 0: none.
  bool repair = false;  // Whether repairs are suggested.
};

// CheckRun
//
// One run of the command. Each step that cannot be taken has said why.
class CheckRun {
 public:
  CheckRun(const Console& console, const CheckArguments& arguments)
      : arguments_(arguments), query_(console, arguments.query) {}

  int Run() {
    if (!arguments_.over.empty() || arguments_.future > 0) return RunOver();
    const std::string& format = arguments_.query.format;
    if (arguments_.repair && (format == "sarif" || format == "shacl")) {
      query_.Explain(Concat("--format ", format,
                            " has no place for repairs; leave out --repair"));
      return kUnusable;
    }
    const std::optional<Found> found = Find();
    if (!found) return kUnusable;
    const GapReport* const report = &found->shown;
    std::optional<BaselineComparison> compared;
    if (!arguments_.baseline.empty()) {
      compared = CompareWithFile(*report);
      if (!compared) return kUnusable;
    }
    if (!arguments_.accept.empty()) {
      // What has just been accepted is shown as such.
      std::optional<BaselineComparison> accepted = Accept(*report);
      if (!accepted) return kUnusable;
      if (!compared) compared = std::move(accepted);
    }
    std::optional<ReportRepairs> repairs;
    if (arguments_.repair) {
      repairs = SuggestAllRepairs(found->whole, found->shown);
    }
    Show(*report, compared ? &*compared : nullptr,
         repairs ? &*repairs : nullptr);
    return Fails(*report, compared) ? kFound : kFine;
  }

 private:
  // The gaps of a period, or those that lie ahead.
  int RunOver() {
    const std::string& format = arguments_.query.format;
    if (format == "sarif" || format == "shacl") {
      query_.Explain(
          Concat("--format ", format,
                 " is about one day; leave out --over and --future"));
      return kUnusable;
    }
    const std::optional<Snapshot> snapshot = query_.Load();
    if (!snapshot) return kUnusable;
    GapSelection selection = {.rules = arguments_.rules};
    if (!arguments_.within.empty()) {
      selection.within = query_.Find<UnitId>(*snapshot, arguments_.within);
      if (!selection.within) return kUnusable;
    }
    const Organization& organization = snapshot->organization();
    absl::StatusOr<GapHistory> history = [&]() -> absl::StatusOr<GapHistory> {
      if (arguments_.future > 0) {
        return ComingGaps(organization, snapshot->day(), arguments_.future);
      }
      const std::optional<Period> period =
          query_.ReadPeriod("--over", arguments_.over);
      if (!period) return absl::CancelledError("it has been said why");
      return GapsOver(organization, *period);
    }();
    if (absl::IsCancelled(history.status())) return kUnusable;
    if (!history.ok()) {
      query_.Explain(history.status(),
                     Concat("the profile of ", query_.source()));
      return kUnusable;
    }
    ListIdleApprovals(organization, history->rules(), history->period().from);
    history = history->Select(selection);
    if (!history.ok()) {
      query_.Explain(history.status(), "--rule");
      return kUnusable;
    }
    if (format == "json") {
      query_.Show(WriteJson(*history));
    } else {
      query_.Show(MakePage(*history, {.language = arguments_.query.language}));
    }
    return Fails(*history) ? kFound : kFine;
  }

  // Whether some gap of a severity at or above --fail-on is not waived on all
  // of its days.
  bool Fails(const GapHistory& history) const {
    const std::optional<Severity> least = ParseSeverity(arguments_.fail_on);
    return least &&
           std::any_of(history.gaps().begin(), history.gaps().end(),
                       [&](const DatedGap& gap) {
                         return history.RuleOf(gap).rule.severity <= *least &&
                                !gap.WaivedThroughout();
                       });
  }

  // A slip in an approval would otherwise only show as a gap that fails.
  void ListIdleApprovals(const Organization& organization, const RuleSet& rules,
                         absl::CivilDay day) const {
    query_.List(IdleApprovals(organization, rules, day), query_.source());
  }

  // All gaps, and those that are asked about.
  struct Found {
    GapReport whole;
    GapReport shown;
  };
  std::optional<Found> Find() const {
    const std::optional<Snapshot> snapshot = query_.Load();
    if (!snapshot) return std::nullopt;
    GapSelection selection = {.rules = arguments_.rules};
    if (!arguments_.within.empty()) {
      const auto node = query_.FindInForce(*snapshot, arguments_.within);
      if (!node) return std::nullopt;
      selection.within = query_.Find<UnitId>(*snapshot, arguments_.within);
      if (!selection.within) return std::nullopt;
    }
    absl::StatusOr<GapReport> report = FindGaps(*snapshot);
    if (!report.ok()) {
      query_.Explain(report.status(),
                     Concat("the profile of ", query_.source()));
      return std::nullopt;
    }
    ListIdleApprovals(snapshot->organization(), report->rules(),
                      snapshot->day());
    absl::StatusOr<GapReport> selected = report->Select(selection);
    if (!selected.ok()) {
      query_.Explain(selected.status(), "--rule");
      return std::nullopt;
    }
    return Found{*std::move(report), *std::move(selected)};
  }

  std::optional<BaselineComparison> CompareWithFile(
      const GapReport& report) const {
    const absl::StatusOr<Baseline> baseline =
        LoadBaselineFile(arguments_.baseline);
    if (!baseline.ok()) {
      query_.Explain(baseline.status(), arguments_.baseline);
      return std::nullopt;
    }
    absl::StatusOr<BaselineComparison> compared =
        CompareWithBaseline(report, *baseline);
    if (!compared.ok()) {
      query_.Explain(Concat(arguments_.baseline, ": ",
                            FromAbsl(compared.status().message())));
      return std::nullopt;
    }
    // A day that was meant otherwise, and then what was mended since counts as
    // new.
    if (compared->taken > report.snapshot().day()) {
      query_.Explain(Concat("the baseline ", arguments_.baseline,
                            " was taken on ", FormatDay(compared->taken),
                            ", after the day that is looked at, ",
                            FormatDay(report.snapshot().day())));
    }
    // Pages say so themselves.
    const std::string& format = arguments_.query.format;
    if (compared->expired && format != "text" && format != "markdown") {
      query_.Explain(Concat("the baseline ", arguments_.baseline,
                            " has expired, and accepts nothing any more"));
    }
    return *std::move(compared);
  }

  // Only a baseline may give way to another: what else is in a file is not
  // ours to lose. Devices and pipes lose nothing.
  bool MayWriteOver(const std::string& path) const {
    std::error_code error;
    const std::string& file = arguments_.query.file;
    if (file != "-" && std::filesystem::equivalent(path, file, error)) {
      query_.Explain(Concat("--accept ", path,
                            " is the document itself; name another file"));
      return false;
    }
    if (!std::filesystem::is_regular_file(path, error) ||
        std::filesystem::is_empty(path, error) || LoadBaselineFile(path).ok()) {
      return true;
    }
    query_.Explain(Concat("--accept ", path,
                          " is there, and is no baseline; name another file"));
    return false;
  }

  std::optional<BaselineComparison> Accept(const GapReport& report) const {
    if (arguments_.accept == "-") {
      query_.Explain("--accept - would mix with the report; name a file");
      return std::nullopt;
    }
    if (!MayWriteOver(arguments_.accept)) return std::nullopt;
    AcceptOptions options = {.owner = arguments_.owner};
    if (!arguments_.expires.empty()) {
      options.expires = query_.ReadDay("--expires", arguments_.expires);
      if (!options.expires) return std::nullopt;
    }
    const absl::StatusOr<Baseline> baseline = AcceptGaps(report, options);
    if (!baseline.ok()) {
      query_.Explain(baseline.status(), "--expires");
      return std::nullopt;
    }
    const absl::Status written =
        WriteBaselineFile(*baseline, arguments_.accept);
    if (!written.ok()) {
      query_.Explain(written, arguments_.accept);
      return std::nullopt;
    }
    return CompareWithBaseline(report, *baseline).value();
  }

  // What is null is not shown.
  void Show(const GapReport& report, const BaselineComparison* compared,
            const ReportRepairs* repairs) const {
    const std::string& format = arguments_.query.format;
    const std::string& language = arguments_.query.language;
    if (format == "json") {
      query_.Show(WriteJson(report, GapJsonOptions{compared, repairs}));
    } else if (format == "sarif") {
      query_.Show(Sarif(report, compared));
    } else if (format == "shacl") {
      query_.Show(WriteShacl(report, {.baseline = compared}));
    } else {
      const PageOptions options = {.language = language, .repairs = repairs};
      query_.Show(compared != nullptr ? MakePage(report, *compared, options)
                                      : MakePage(report, options));
    }
  }

  std::string Sarif(const GapReport& report,
                    const BaselineComparison* compared) const {
    SarifOptions options;
    options.baseline = compared;
    options.language = arguments_.query.language;
    options.tool_version = ZEREN_VERSION;
    // What comes from standard input has no place to point to.
    std::string text;
    if (const std::string& file = arguments_.query.file; file != "-") {
      options.artifact_uri = FileUri(file);
      // A document that is gone by now only has no lines.
      if (auto read = ReadTextFile(file); read.ok()) text = *std::move(read);
    }
    options.document = text;
    return WriteSarif(report, options);
  }

  // Whether there are gaps that count, of a severity at or above --fail-on.
  bool Fails(const GapReport& report,
             const std::optional<BaselineComparison>& compared) const {
    const std::optional<Severity> least = ParseSeverity(arguments_.fail_on);
    if (!least) return false;  // "never"
    for (const Severity severity :
         {Severity::kViolation, Severity::kWarning, Severity::kInfo}) {
      const std::size_t count =
          compared ? compared->count(severity) : report.count(severity);
      if (count > 0) return true;
      if (severity == *least) break;
    }
    return false;
  }

  const CheckArguments& arguments_;
  const Query query_;
};

void AddBaselineOptions(CLI::App& command, CheckArguments& arguments) {
  command
      .add_option("--baseline", arguments.baseline,
                  "Only gaps that this file does not accept count")
      ->type_name("FILE");
  CLI::Option* const accept =
      command
          .add_option("--accept", arguments.accept,
                      "Accept the gaps: write them to this file, for\n"
                      "--baseline; of files only a baseline is written over")
          ->type_name("FILE");
  command
      .add_option("--owner", arguments.owner,
                  "With --accept: who answers for that")
      ->type_name("NAME")
      ->needs(accept);
  command
      .add_option("--expires", arguments.expires,
                  "With --accept: the first day on which they are accepted\n"
                  "no more (default: never)")
      ->type_name("DAY")
      ->needs(accept);
}

void AddPeriodOptions(CLI::App& command, CheckArguments& arguments) {
  CLI::Option* const over =
      command
          .add_option("--over", arguments.over,
                      "The gaps of the days from the first one to before the\n"
                      "second, each with its days")
          ->type_name("FROM..TO");
  CLI::Option* const future =
      command
          .add_option("--future", arguments.future,
                      "The gaps that are not there yet, but will be within so\n"
                      "many days")
          ->check(CLI::Range(1, 100'000))
          ->type_name("DAYS");
  over->excludes(future);
  for (const char* const other : {"--baseline", "--accept", "--repair"}) {
    over->excludes(command.get_option(other));
    future->excludes(command.get_option(other));
  }
}

}  // namespace

void AddCheck(CLI::App& app, Run& run) {
  CLI::App* command = app.add_subcommand("check", kCheckHelp);
  const auto arguments = std::make_shared<CheckArguments>();
  AddQueryOptions(*command, arguments->query, Shape::kGaps);
  command
      ->add_option("--fail-on", arguments->fail_on,
                   "Exit with 1 if there is a gap at least as severe as this:\n"
                   "violation (default), warning or info; or never")
      ->check(OneOf({"violation", "warning", "info", "never"}))
      ->type_name("SEVERITY");
  command
      ->add_option("--rule", arguments->rules,
                   "Only gaps of these rules, with commas between, or each\n"
                   "with an option of its own")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->type_name("IDS");
  command
      ->add_option("--within", arguments->within,
                   "Only gaps in this unit or below it, such as unit:branch-1")
      ->type_name("UNIT");
  command->add_flag("--repair", arguments->repair,
                    "Below each gap, changes that would mend it and bring no\n"
                    "other as severe, or why none is known; of 100 gaps");
  AddBaselineOptions(*command, *arguments);
  AddPeriodOptions(*command, *arguments);
  command->callback([&run, arguments] {
    run = [arguments](const Console& console) {
      return CheckRun(console, *arguments).Run();
    };
  });
}

}  // namespace zeren::internal
