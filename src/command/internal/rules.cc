#include "src/command/internal/rules.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "src/command/internal/query.h"
#include "zeren/exchange/rules_json.h"
#include "zeren/gaps/check.h"
#include "zeren/model/profile.h"
#include "zeren/report/catalogue.h"

namespace zeren::internal {
namespace {

constexpr const char* kRulesHelp =
    "Lists the rules by which gaps are found, or the checks that there are.\n"
    "The rules are those of the document's profile, or of a built-in one\n"
    "(default: generic). With --checks it lists all that rules can check.";

struct RulesArguments {
  QueryOptions query;   // Without a file: no document.
  std::string profile;  // Empty: that of the document, else `generic`.
  bool checks = false;
};

// Returns the profile that the arguments name; nothing after it has said why
// there is none.
std::optional<Profile> ProfileOf(const Query& query,
                                 const RulesArguments& arguments) {
  if (!arguments.query.file.empty()) {
    const std::optional<Organization> org = query.LoadOrganization();
    if (!org) return std::nullopt;
    return org->profile();
  }
  const std::string name =
      arguments.profile.empty() ? "generic" : arguments.profile;
  absl::StatusOr<Profile> profile = BuiltInProfile(name);
  if (!profile.ok()) {
    query.Explain(profile.status(), "--profile");
    return std::nullopt;
  }
  return *std::move(profile);
}

int RunRules(const Console& console, const RulesArguments& arguments) {
  const Query query(console, arguments.query);
  const CheckRegistry& checks = CheckRegistry::BuiltIn();
  const CatalogueOptions options = {.language = query.options().language};
  if (arguments.checks) {
    query.options().json() ? query.Show(WriteChecksJson(checks))
                           : query.Show(MakeChecksPage(checks, options));
    return kFine;
  }
  const std::optional<Profile> profile = ProfileOf(query, arguments);
  if (!profile) return kUnusable;
  query.options().json() ? query.Show(WriteRulesJson(*profile, checks))
                         : query.Show(MakeRulesPage(*profile, checks, options));
  return kFine;
}

}  // namespace

void AddRules(CLI::App& app, Run& run) {
  CLI::App* command = app.add_subcommand("rules", kRulesHelp);
  const auto arguments = std::make_shared<RulesArguments>();
  CLI::Option* const file =
      command
          ->add_option("FILE", arguments->query.file,
                       "The document; - reads standard input")
          ->type_name("");
  CLI::Option* const profile =
      command
          ->add_option("--profile", arguments->profile,
                       "A built-in profile: generic, company or party-school")
          ->type_name("NAME")
          ->excludes(file);
  command
      ->add_flag("--checks", arguments->checks,
                 "All checks, with their parameters")
      ->excludes(file)
      ->excludes(profile);
  AddOutputOptions(*command, arguments->query, Shape::kTable);
  command->footer(kExitCodes);
  command->callback([&run, arguments] {
    run = [arguments](const Console& console) {
      return RunRules(console, *arguments);
    };
  });
}

}  // namespace zeren::internal
