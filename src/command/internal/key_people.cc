#include "src/command/internal/key_people.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "src/command/internal/query.h"
#include "zeren/advise/key_persons.h"
#include "zeren/exchange/result_json.h"
#include "zeren/model/records.h"
#include "zeren/report/pages.h"

namespace zeren::internal {
namespace {

constexpr const char* kKeyPeopleHelp =
    "Lists the people without whom work would be left unanswered.\n"
    "For that work nobody else is there: no other holder, delegate or deputy;\n"
    "only somebody further up the chain. With --share it shows the fewest\n"
    "people whose absence leaves more than that share of the work.";

struct KeyPeopleArguments {
  QueryOptions query;
  std::string role;  // Empty: accountable or responsible.
  std::string weight = "count";
  std::optional<std::uint32_t> top;
  std::optional<double> share;
};

int RunKeyPeople(const Console& console, const KeyPeopleArguments& arguments) {
  const Query query(console, arguments.query);
  const std::optional<Snapshot> snapshot = query.Load();
  if (!snapshot) return kUnusable;
  KeyPersonOptions options;
  if (!arguments.role.empty()) {
    options.roles = {*ParseEnum<Role>(arguments.role)};
  }
  options.weight = *ParseWorkWeight(arguments.weight);
  options.limit = arguments.top;
  const PageOptions page = {.language = query.options().language};
  if (arguments.share) {
    const absl::StatusOr<CriticalGroup> group =
        FindCriticalGroup(*snapshot, *arguments.share, options);
    if (!group.ok()) {
      query.Explain(group.status(), "--share");
      return kUnusable;
    }
    query.options().json() ? query.Show(WriteJson(*snapshot, *group))
                           : query.Show(MakePage(*snapshot, *group, page));
    return kFine;
  }
  const KeyPersons key = FindKeyPersons(*snapshot, options);
  query.options().json() ? query.Show(WriteJson(*snapshot, key))
                         : query.Show(MakePage(*snapshot, key, page));
  return kFine;
}

}  // namespace

void AddKeyPeople(CLI::App& app, Run& run) {
  CLI::App* command = app.add_subcommand("keypeople", kKeyPeopleHelp);
  const auto arguments = std::make_shared<KeyPeopleArguments>();
  AddQueryOptions(*command, arguments->query, Shape::kTable);
  std::vector<std::string> roles;
  for (const std::string_view role : NamesOf<Role>()) roles.emplace_back(role);
  command
      ->add_option("--role", arguments->role,
                   "Somebody has to answer in this role (default: accountable\n"
                   "or responsible)")
      ->check(OneOf(std::move(roles)))
      ->type_name("ROLE");
  command
      ->add_option("--weight", arguments->weight,
                   "What work weighs: count (default), each piece 1; or\n"
                   "effort, each open task without parts its effort")
      ->check(OneOf({"count", "effort"}))
      ->type_name("WEIGHT");
  CLI::Option* const top =
      command
          ->add_option("--top", arguments->top,
                       "Only the so many with most of it; the others are "
                       "counted")
          ->check(IsPositive())
          ->type_name("NUMBER");
  command
      ->add_option("--share", arguments->share,
                   "Instead the fewest people whose absence leaves more than\n"
                   "this share of the work: from 0 to less than 1")
      ->type_name("SHARE")
      ->excludes(top);
  command->callback([&run, arguments] {
    run = [arguments](const Console& console) {
      return RunKeyPeople(console, *arguments);
    };
  });
}

}  // namespace zeren::internal
