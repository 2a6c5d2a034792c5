#include "src/command/internal/roll_up.h"

#include <algorithm>
#include <cstdint>
#include <iomanip>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "src/command/internal/query.h"
#include "src/core/internal/absl_strings.h"
#include "src/core/internal/quoted.h"
#include "src/model/internal/json_node.h"
#include "zeren/exchange/result_json.h"
#include "zeren/gaps/gap_measure.h"
#include "zeren/gaps/gaps.h"
#include "zeren/measure/measure.h"
#include "zeren/measure/roll_up.h"
#include "zeren/measure/roll_up_over.h"
#include "zeren/report/pages.h"
#include "zeren/report/tables.h"

namespace zeren::internal {
namespace {

constexpr const char* kRollUpHelp =
    "Shows how every level stands: measures, combined up the hierarchy.\n"
    "Each measure has a column of its own. With --explain it shows what makes\n"
    "up one node, with --top the places that pull values down most, with "
    "--over\n"
    "how nodes stand over a period.";

struct RollUpArguments {
  QueryOptions query;
  std::vector<std::string> measures;
  std::string by = "units";
  std::string within;   // A node; empty: the whole hierarchy.
  std::string explain;  // A node; empty: all of them side by side.
  std::optional<std::uint32_t> top;
  std::string over;   // "FROM..TO"; empty: the day.
  std::string where;  // Conditions in JSON; empty: all.
  std::string in;
  std::vector<std::string> lines = {"primary"};
  std::string policy = "distinct";
  std::string missing = "exclude";
};

// Reads a condition; false after saying what is wrong with it.
bool ReadCondition(const Query& query, const Profile& profile,
                   const std::string& text, const char* option,
                   Condition& condition) {
  if (text.empty()) return true;
  absl::StatusOr<Condition> read = ParseCondition(text, profile);
  if (!read.ok()) {
    query.Explain(read.status(), option);
    return false;
  }
  condition = *std::move(read);
  return true;
}

std::optional<RollUpOptions> OptionsOf(const Query& query,
                                       const Profile& profile,
                                       const RollUpArguments& arguments) {
  RollUpOptions options;
  options.by = *ParseHierarchy(arguments.by);
  options.lines = arguments.lines;
  options.policy = *ParseLinePolicy(arguments.policy);
  options.missing = *ParseMissing(arguments.missing);
  if (!ReadCondition(query, profile, arguments.where, "--where",
                     options.where) ||
      !ReadCondition(query, profile, arguments.in, "--in", options.within)) {
    return std::nullopt;
  }
  return options;
}

// Finds a measure by name; gaps are found first where they are counted.
absl::StatusOr<Measure> FindMeasure(const Snapshot& snapshot,
                                    const std::string& name) {
  constexpr std::string_view kGaps = "gaps.";
  if (name.starts_with(kGaps)) {
    if (const auto severity = ParseSeverity(name.substr(kGaps.size()))) {
      const absl::StatusOr<GapReport> report = FindGaps(snapshot);
      if (!report.ok()) return report.status();
      return GapMeasure(*report, *severity);
    }
    return absl::NotFoundError(ToAbsl(Concat(
        "there is no measure ", Quoted(name), "; ",
        Suggestion(name, {"gaps.violation", "gaps.warning", "gaps.info"}))));
  }
  return MeasureRegistry::BuiltIn().Find(snapshot, name);
}

std::optional<std::vector<Measure>> MeasuresOf(
    const Query& query, const Snapshot& snapshot,
    const std::vector<std::string>& names) {
  std::vector<Measure> measures;
  for (auto it = names.begin(); it != names.end(); ++it) {
    if (std::find(names.begin(), it, *it) != it) {
      query.Explain(Concat("the measure ", *it, " is asked for twice"));
      return std::nullopt;
    }
    absl::StatusOr<Measure> measure = FindMeasure(snapshot, *it);
    if (!measure.ok()) {
      query.Explain(measure.status(), query.source());
      return std::nullopt;
    }
    measures.push_back(*std::move(measure));
  }
  return measures;
}

// Shows how the node of --within, or each root, stands over a period.
int ShowOver(const Query& query, const Snapshot& snapshot,
             const std::vector<Measure>& measures, const RollUpOptions& options,
             const std::optional<Node>& within, const std::string& over) {
  const std::optional<Period> period = query.ReadPeriod("--over", over);
  if (!period) return kUnusable;
  const Organization& org = snapshot.organization();
  std::vector<Node> nodes;
  if (within) {
    nodes.push_back(*within);
  } else {
    absl::StatusOr<std::vector<Node>> roots = RootsOver(org, *period, options);
    if (!roots.ok()) {
      query.Explain(roots.status(), query.source());
      return kUnusable;
    }
    nodes = *std::move(roots);
  }
  const absl::StatusOr<std::vector<RollUpTimeline>> timelines =
      RollUpOver(org, measures, nodes, *period, options);
  if (!timelines.ok()) {
    query.Explain(timelines.status(), "--over");
    return kUnusable;
  }
  if (timelines->empty()) {
    query.Explain(Concat("there are no ", NameOf(options.by), " to follow"));
    return kUnusable;
  }
  if (query.options().json()) {
    query.Show(WriteTimelinesJson(org, measures, *timelines));
  } else if (query.options().csv()) {
    query.Show(MakeTimelinesTable(org, measures, *timelines));
  } else {
    query.Show(MakeTimelinesPage(org, measures, *timelines,
                                 {.language = query.options().language}));
  }
  return kFine;
}

// Finds the node that an option names; false after saying why it is none of the
// hierarchy. It need only be in force on the day if the answer is about the
// day.
bool FindIn(const Query& query, const Snapshot& snapshot, Hierarchy by,
            bool on_the_day, const char* option, const std::string& name,
            std::optional<Node>& node) {
  if (name.empty()) return true;
  node = on_the_day ? query.FindInForce(snapshot, name)
                    : query.Find(snapshot, name);
  if (!node) return false;
  const NodeKind kind = NodeKindOf(by);
  if (node->kind() == kind) return true;
  query.Explain(Concat(option, " ", name, " is no ", NameOf(kind),
                       ", but the roll-up is by ", NameOf(by)));
  return false;
}

int RunRollUp(const Console& console, const RollUpArguments& arguments) {
  const Query query(console, arguments.query);
  if (int{arguments.top.has_value()} + int{!arguments.explain.empty()} +
          int{!arguments.over.empty()} >
      1) {
    query.Explain(
        "--explain, --top and --over ask for different answers; use one");
    return kUnusable;
  }
  const std::optional<Snapshot> snapshot = query.Load();
  if (!snapshot) return kUnusable;
  const std::optional<RollUpOptions> options =
      OptionsOf(query, snapshot->organization().profile(), arguments);
  if (!options) return kUnusable;
  std::optional<Node> within;
  std::optional<Node> explain;
  const bool over = !arguments.over.empty();
  if (!FindIn(query, *snapshot, options->by, !over, "--within",
              arguments.within, within) ||
      !FindIn(query, *snapshot, options->by, true, "--explain",
              arguments.explain, explain)) {
    return kUnusable;
  }
  const std::optional<std::vector<Measure>> measures =
      MeasuresOf(query, *snapshot, arguments.measures);
  if (!measures) return kUnusable;
  if (over) {
    return ShowOver(query, *snapshot, *measures, *options, within,
                    arguments.over);
  }
  const absl::StatusOr<std::vector<RollUp>> roll_ups =
      ComputeRollUps(*snapshot, *measures, *options);
  if (!roll_ups.ok()) {
    query.Explain(roll_ups.status(), query.source());
    return kUnusable;
  }

  const PageOptions page = {.language = query.options().language,
                            .within = within,
                            .bars = query.on_terminal()};
  const bool json = query.options().json();
  const bool csv = query.options().csv();
  if (explain) {
    json  ? query.Show(WriteExplanationJson(*roll_ups, *explain))
    : csv ? query.Show(MakeExplanationTable(*roll_ups, *explain))
          : query.Show(MakeExplanationPage(*roll_ups, *explain, page));
  } else if (arguments.top) {
    json  ? query.Show(WriteWorstJson(*roll_ups, *arguments.top, within))
    : csv ? query.Show(MakeWorstTable(*roll_ups, *arguments.top, within))
          : query.Show(MakeWorstPage(*roll_ups, *arguments.top, page));
  } else {
    json  ? query.Show(WriteJson(*roll_ups, within))
    : csv ? query.Show(MakeTable(*roll_ups, within))
          : query.Show(MakePage(*roll_ups, page));
  }
  return kFine;
}

// The measures and what they mean, for the end of the help.
std::string MeasureList() {
  std::ostringstream out;
  const auto add = [&](std::string_view name, const Text& meaning) {
    out << "  " << std::left << std::setw(18) << name << "  "
        << meaning.In("en") << '\n';
  };
  const MeasureRegistry& registry = MeasureRegistry::BuiltIn();
  out << "Measures:\n";
  for (const Measure& measure : registry.measures()) {
    add(measure.name, measure.meaning);
  }
  for (const MeasureFamily& family : registry.families()) {
    out << "  " << family.pattern << "\n";
    add("", family.meaning);
  }
  out << "  gaps.<severity>\n";
  add("", Text("Gaps that are not waived: violation, warning or info"));
  return out.str();
}

}  // namespace

void AddRollUp(CLI::App& app, Run& run) {
  CLI::App* command = app.add_subcommand("rollup", kRollUpHelp);
  const auto arguments = std::make_shared<RollUpArguments>();
  AddQueryOptions(*command, arguments->query, Shape::kTable);
  command
      ->add_option("MEASURE", arguments->measures,
                   "Measures, such as members or task_progress")
      ->required()
      ->type_name("");
  command
      ->add_option("--by", arguments->by,
                   "The hierarchy to run up: units (default), posts or tasks")
      ->check(OneOf({"units", "posts", "tasks"}))
      ->type_name("HIERARCHY");
  command
      ->add_option("--within", arguments->within,
                   "Only this node and what is below it")
      ->type_name("NODE");
  command
      ->add_option("--explain", arguments->explain,
                   "What makes up the value of this node")
      ->type_name("NODE");
  command
      ->add_option("--top", arguments->top,
                   "The so many places that pull values down most")
      ->check(IsPositive())
      ->type_name("NUMBER");
  command
      ->add_option(
          "--over", arguments->over,
          "How the node of --within, or each root, stands on the days\n"
          "from the first one to before the second")
      ->type_name("FROM..TO");
  command
      ->add_option("--where", arguments->where,
                   "Only what meets this condition, such as\n"
                   "'{\"kind\": \"secretary\"}'")
      ->type_name("JSON");
  command
      ->add_option("--in", arguments->in,
                   "Only what sits in a node that meets this condition")
      ->type_name("JSON");
  command
      ->add_option("--lines", arguments->lines,
                   "The kinds of unit lines to run up, with commas between\n"
                   "(default: primary)")
      ->delimiter(',')
      ->type_name("KINDS");
  command
      ->add_option("--policy", arguments->policy,
                   "Where lines meet: distinct (default), primary_only or\n"
                   "split")
      ->check(OneOf({"distinct", "primary_only", "split"}))
      ->type_name("POLICY");
  command
      ->add_option("--missing", arguments->missing,
                   "What is not known: exclude (default), zero or propagate")
      ->check(OneOf({"exclude", "zero", "propagate"}))
      ->type_name("HOW");
  command->footer(MeasureList() + "\n" + kExitCodes);
  command->callback([&run, arguments] {
    run = [arguments](const Console& console) {
      return RunRollUp(console, *arguments);
    };
  });
}

}  // namespace zeren::internal
