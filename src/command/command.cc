#include "src/command/command.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <functional>
#include <istream>
#include <memory>
#include <new>
#include <optional>
#include <ostream>
#include <sstream>
#include <string_view>
#include <utility>

#include "src/command/internal/arguments.h"
#include "src/command/internal/check.h"
#include "src/command/internal/key_people.h"
#include "src/command/internal/queries.h"
#include "src/command/internal/roll_up.h"
#include "src/command/internal/rules.h"
#include "src/command/internal/what_if.h"
#include "zeren/core/problem.h"
#include "zeren/model/records.h"

namespace zeren {
namespace {

using internal::AddFile;
using internal::AddOutputOptions;
using internal::AddQueryOptions;
using internal::Console;
using internal::kExitCodes;
using internal::OneOf;
using internal::Run;
using internal::Shape;

constexpr const char* kAbout =
    "zeren says who answers for what in an organisation, on any day: who is\n"
    "responsible, how every level stands, and where the chain is broken.";

// Of each, the list of commands shows the first line only.
constexpr const char* kWhoHelp =
    "Says who answers for a task or duty, and why.\n"
    "That is whoever it is assigned to, else who stands behind it; where\n"
    "nobody is there, a deputy or the next one up the chain.";
constexpr const char* kDutiesHelp =
    "Lists what a person or post answers for.\n"
    "Directly, as whoever is assigned or stands behind the work, or because\n"
    "nobody nearer is there.";
constexpr const char* kStatementHelp =
    "Reports all that a person or post answers for, with everything below.\n"
    "Units, people, tasks and duties; what is overdue, at risk, vacant or\n"
    "without anybody who answers, each with the chain up to who is asked "
    "about.";
constexpr const char* kMatrixHelp =
    "Shows who does what in a unit: its work by posts, as a RASCI chart.\n"
    "A accountable, R responsible, S support, C consulted, I informed,\n"
    "O oversight; in brackets who stands in.";
constexpr const char* kAssignHelp =
    "Plans who does which tasks: all places that can be filled, at least "
    "cost.\n"
    "Skills, presence, capacity and conflicts of interest are kept. What "
    "cannot\n"
    "be filled is explained, with the change that would help.";
constexpr const char* kDiffHelp =
    "Shows what changed between two days: units, posts, holders and people.\n"
    "With --from after --to it shows the way back. A difference is no error.";
constexpr const char* kApplyHelp =
    "Writes the document as a file of changes leaves it, or none of them.\n"
    "The changes are those of docs/format.md; each that cannot be applied is\n"
    "listed.";
constexpr const char* kChainHelp =
    "Lists the superiors of a unit, post, person, task or duty.\n"
    "The nearest comes first, and each has the rule that makes it one.";
// CLI11's help with more room to breathe.
class HelpFormatter : public CLI::Formatter {
 public:
  HelpFormatter() {
    column_width(22);
    label("REQUIRED", "");
  }
  std::string make_description(const CLI::App* app) const override {
    return app->get_description() + "\n\n";
  }
  std::string make_subcommand(const CLI::App* command) const override {
    const std::string about = command->get_description();
    std::ostringstream out;
    CLI::detail::format_help(out, command->get_name(),
                             about.substr(0, about.find('\n')),
                             get_column_width());
    return out.str();
  }
};

// Each of these adds a command to `app`, which puts what is to be run into
// `run` when it is the one that is asked for.

std::vector<std::string> Roles() {
  std::vector<std::string> roles;
  for (const std::string_view role : NamesOf<Role>()) roles.emplace_back(role);
  return roles;
}

void AddWho(CLI::App& app, Run& run) {
  CLI::App* command = app.add_subcommand("who", kWhoHelp);
  const auto arguments = std::make_shared<internal::WhoArguments>();
  AddQueryOptions(*command, arguments->query);
  command
      ->add_option("WORK", arguments->work,
                   "A task or duty, such as task:annual-report")
      ->required()
      ->type_name("");
  command
      ->add_option("--role", arguments->role,
                   "accountable (default), responsible, support, consulted,\n"
                   "informed or oversight")
      ->check(OneOf(Roles()))
      ->type_name("ROLE");
  command->add_flag("--why", arguments->why,
                    "Show every step (JSON always has them)");
  CLI::Option* const why_not =
      command
          ->add_option("--why-not", arguments->why_not,
                       "Say instead why this person does not answer")
          ->type_name("PERSON");
  command
      ->add_option("--over", arguments->over,
                   "Who answers on each day from FROM until before TO")
      ->type_name("FROM..TO")
      ->excludes(why_not);
  command->callback([&run, arguments] {
    run = [arguments](const Console& console) {
      return internal::RunWho(console, *arguments);
    };
  });
}

void AddDuties(CLI::App& app, Run& run) {
  CLI::App* command = app.add_subcommand("duties", kDutiesHelp);
  const auto arguments = std::make_shared<internal::DutiesArguments>();
  AddQueryOptions(*command, arguments->query, Shape::kTable);
  command
      ->add_option("NODE", arguments->node,
                   "A person or post, such as person:p-017")
      ->required()
      ->type_name("");
  command
      ->add_option("--role", arguments->role,
                   "Only in this role (default: all): accountable,\n"
                   "responsible, support, consulted, informed or oversight")
      ->check(OneOf(Roles()))
      ->type_name("ROLE");
  command->callback([&run, arguments] {
    run = [arguments](const Console& console) {
      return internal::RunDuties(console, *arguments);
    };
  });
}

void AddStatement(CLI::App& app, Run& run) {
  CLI::App* command = app.add_subcommand("statement", kStatementHelp);
  const auto arguments = std::make_shared<internal::StatementArguments>();
  AddQueryOptions(*command, arguments->query, Shape::kTable);
  command
      ->add_option("NODE", arguments->node,
                   "A person or post, such as person:p-017")
      ->required()
      ->type_name("");
  command->callback([&run, arguments] {
    run = [arguments](const Console& console) {
      return internal::RunStatement(console, *arguments);
    };
  });
}

void AddMatrix(CLI::App& app, Run& run) {
  CLI::App* command = app.add_subcommand("matrix", kMatrixHelp);
  const auto arguments = std::make_shared<internal::MatrixArguments>();
  AddQueryOptions(*command, arguments->query, Shape::kTable);
  command->add_option("UNIT", arguments->unit, "A unit, such as unit:branch-1")
      ->required()
      ->type_name("");
  command->add_flag("--subtree", arguments->subtree,
                    "The work and posts of all units below, too");
  command->add_flag("--finished", arguments->finished,
                    "Also tasks that are done or cancelled");
  command->callback([&run, arguments] {
    run = [arguments](const Console& console) {
      return internal::RunMatrix(console, *arguments);
    };
  });
}

void AddAssign(CLI::App& app, Run& run) {
  CLI::App* command = app.add_subcommand("assign", kAssignHelp);
  const auto arguments = std::make_shared<internal::AssignArguments>();
  AddQueryOptions(*command, arguments->query, Shape::kTable);
  command
      ->add_option("TASK", arguments->tasks,
                   "Tasks, such as task:report (default: all to be done)")
      ->type_name("");
  command
      ->add_option("--scope", arguments->scope,
                   "Candidates are those in this unit or below it, or all\n"
                   "(default: in the unit of the task)")
      ->type_name("UNIT|all");
  command
      ->add_option("--max-tasks", arguments->max_tasks,
                   "Give nobody more of the tasks than this")
      ->type_name("N");
  CLI::Option* const candidates =
      command->add_flag("--candidates", arguments->candidates,
                        "Only list who could do the one task, and who not");
  command
      ->add_option("--why-not", arguments->why_not,
                   "Only say why this person could not do the one task")
      ->type_name("PERSON")
      ->excludes(candidates);
  command->callback([&run, arguments] {
    run = [arguments](const Console& console) {
      return internal::RunAssign(console, *arguments);
    };
  });
}

void AddDiff(CLI::App& app, Run& run) {
  CLI::App* command = app.add_subcommand("diff", kDiffHelp);
  const auto arguments = std::make_shared<internal::DiffArguments>();
  AddFile(*command, arguments->query);
  command
      ->add_option("--from", arguments->from,
                   "The day to compare with, as YYYY-MM-DD")
      ->required()
      ->type_name("DAY");
  command
      ->add_option("--to", arguments->to,
                   "The other day (default: the document's as_of, else today)")
      ->type_name("DAY");
  AddOutputOptions(*command, arguments->query, Shape::kTable);
  command->callback([&run, arguments] {
    run = [arguments](const Console& console) {
      return internal::RunDiff(console, *arguments);
    };
  });
}

void AddApply(CLI::App& app, Run& run) {
  CLI::App* command = app.add_subcommand("apply", kApplyHelp);
  const auto arguments = std::make_shared<internal::ApplyArguments>();
  AddFile(*command, arguments->query);
  command
      ->add_option("CHANGES", arguments->changes,
                   "The changes; - reads standard input")
      ->required()
      ->type_name("");
  command
      ->add_option("--output", arguments->output,
                   "Write the document to this file\n"
                   "(default: to standard output)")
      ->type_name("FILE");
  command->callback([&run, arguments] {
    run = [arguments](const Console& console) {
      return internal::RunApply(console, *arguments);
    };
  });
}

void AddChain(CLI::App& app, Run& run) {
  CLI::App* command = app.add_subcommand("chain", kChainHelp);
  const auto arguments = std::make_shared<internal::ChainArguments>();
  AddQueryOptions(*command, arguments->query);
  command->add_option("NODE", arguments->node, "A node, such as person:p-017")
      ->required()
      ->type_name("");
  command->callback([&run, arguments] {
    run = [arguments](const Console& console) {
      return internal::RunChain(console, *arguments);
    };
  });
}

// Says that there is no such command, if that is so. CLI11 would say that one
// is missing, and not which one is wrong.
bool IsWrongCommand(const CLI::App& app, const std::string& word,
                    std::ostream& err) {
  if (word.starts_with('-')) return false;  // An option.
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands({})) {
    names.push_back(command->get_name());
  }
  if (std::find(names.begin(), names.end(), word) != names.end()) return false;
  err << "zeren: there is no command " << word;
  const std::string_view nearest =
      NearestName(word, {names.begin(), names.end()});
  if (!nearest.empty()) err << "; did you mean " << nearest << "?";
  err << "\nRun with --help for more information.\n";
  return true;
}

// Reads the arguments. Returns an exit code where nothing is left to run.
std::optional<int> Parse(std::vector<std::string> args, const Console& console,
                         Run& run) {
  CLI::App app(kAbout, "zeren");
  app.set_version_flag("--version", std::string("zeren ") + ZEREN_VERSION);
  app.footer(kExitCodes);
  app.require_subcommand(1);
  app.formatter(std::make_shared<HelpFormatter>());
  internal::AddCheck(app, run);
  AddWho(app, run);
  AddDuties(app, run);
  AddStatement(app, run);
  AddMatrix(app, run);
  AddAssign(app, run);
  AddChain(app, run);
  internal::AddRollUp(app, run);
  internal::AddKeyPeople(app, run);
  AddDiff(app, run);
  AddApply(app, run);
  internal::AddRules(app, run);
  internal::AddWhatIf(app, run);
  if (args.empty()) {
    console.err << app.help();
    return internal::kUnusable;
  }
  if (IsWrongCommand(app, args.front(), console.err)) {
    return internal::kUnusable;
  }
  std::reverse(args.begin(), args.end());  // CLI11 takes them from the back.
  try {
    app.parse(std::move(args));
  } catch (const CLI::ParseError& error) {
    const bool failed = app.exit(error, console.out, console.err) != 0;
    return failed ? internal::kUnusable : internal::kFine;
  }
  return std::nullopt;
}

}  // namespace

int RunCommand(const std::vector<std::string>& args, std::istream& in,
               std::ostream& out, std::ostream& err,
               const CommandOptions& options) {
  const Console console{in, out, err, options};
  Run run;
  int code = internal::kUnusable;
  try {
    const std::optional<int> parsed = Parse(args, console, run);
    code = parsed ? *parsed : run(console);
  } catch (const std::bad_alloc&) {
    err << "zeren: there is not enough memory\n";
    return internal::kUnusable;
  }
  // A full disk, or a reader that has gone away: nothing that is said about it
  // would help, but no script may take half an answer for one.
  out.flush();
  return out ? code : internal::kUnusable;
}

}  // namespace zeren
