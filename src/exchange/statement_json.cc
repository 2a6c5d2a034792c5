// The JSON of statements; see result_json.h.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "src/exchange/internal/result_writing.h"
#include "zeren/advise/statement.h"
#include "zeren/core/period.h"
#include "zeren/exchange/result_json.h"

namespace zeren {
namespace {

using internal::DayToJson;
using internal::NamesToJson;
using internal::ResultWriter;
using Json = internal::ResultJson;

constexpr std::array kPostStates = {PostState::kOccupied,
                                    PostState::kUndisclosed, PostState::kActing,
                                    PostState::kAbsent, PostState::kVacant};
constexpr std::array kTaskStates = {
    TaskState::kCancelled, TaskState::kDone,       TaskState::kOverdue,
    TaskState::kAtRisk,    TaskState::kInProgress, TaskState::kNotStarted};

Json PostsToJson(const Organization& org,
                 const std::vector<StatementPost>& posts) {
  Json json = Json::array();
  for (const StatementPost& post : posts) {
    json.push_back({{"post", org.NameOf(post.post)},
                    {"state", NameOf(post.state)},
                    {"acting", post.acting}});
  }
  return json;
}

Json PostsBelowToJson(const Statement& statement) {
  Json json = {{"count", statement.posts_below_count()}};
  for (const PostState state : kPostStates) {
    json[std::string(NameOf(state))] = statement.count(state);
  }
  return json;
}

Json TallyToJson(const TaskTally& tally) {
  Json json = {{"count", tally.total()}};
  for (const TaskState state : kTaskStates) {
    json[std::string(NameOf(state))] = tally.count(state);
  }
  json["planned"] = tally.planned;
  json["progress"] = {
      {"value", tally.progress ? Json(*tally.progress) : Json()},
      {"known", tally.known},
      {"unknown", tally.unknown}};
  return json;
}

// How many steps there are from each place on to the last.
std::vector<std::size_t> LengthsOf(const Statement& statement) {
  std::vector<std::size_t> lengths(statement.places.size(), 0);
  for (std::size_t i = 1; i < lengths.size(); ++i) {
    lengths[i] = lengths[statement.places[i].next] + 1;
  }
  return lengths;
}

bool ChainsFit(const Statement& statement) {
  const std::vector<std::size_t> lengths = LengthsOf(statement);
  std::size_t entries = 0;
  bool fit = true;
  const auto add = [&](const auto& problems) {
    for (const auto& problem : problems) {
      if (fit) entries += lengths[problem.way];
      fit = fit && entries <= kMaxPathEntries;
    }
  };
  add(statement.overdue);
  add(statement.at_risk);
  add(statement.vacancies);
  add(statement.unanswered);
  return fit;
}

// ProblemWriter
//
// Writes problems of all kinds with the same fields, null where one has none.
class ProblemWriter {
 public:
  ProblemWriter(const Organization& org, const Statement& statement,
                bool with_chains, ResultWriter& out)
      : org_(org),
        statement_(statement),
        with_chains_(with_chains),
        out_(out) {}

  void Add(const char* kind, const StatementTask& task) {
    Json json = Begin(kind, task.task, task.unit);
    json["since"] = nullptr;
    json["due"] = FormatDay(task.due);
    json["days_late"] = task.days_late;
    json["progress"] = task.known ? Json(task.progress) : Json();
    json["leaf"] = task.leaf;
    json["own"] = task.own;
    json["persons"] = NamesToJson(org_, task.persons);
    json["posts"] = NamesToJson(org_, task.posts);
    json["undisclosed"] = task.undisclosed;
    End(std::move(json), task.way);
  }
  void Add(const StatementVacancy& vacancy) {
    Json json = Begin("vacancy", vacancy.post, vacancy.unit);
    json["since"] = DayToJson(vacancy.since);
    AddNulls(json);
    End(std::move(json), vacancy.way);
  }
  void Add(const StatementUnanswered& unanswered) {
    Json json = Begin("unanswered", unanswered.work, unanswered.unit);
    json["since"] = nullptr;
    AddNulls(json);
    End(std::move(json), unanswered.way);
  }

 private:
  Json Begin(const char* kind, Node node, std::optional<UnitId> unit) const {
    return {{"problem", kind},
            {"node", org_.NameOf(node)},
            {"unit", unit ? Json(org_.NameOf(*unit)) : Json()}};
  }
  // What only tasks that are late have.
  static void AddNulls(Json& json) {
    for (const char* const field : {"due", "days_late", "progress", "leaf",
                                    "own", "persons", "posts", "undisclosed"}) {
      json[field] = nullptr;
    }
  }
  void End(Json json, std::uint32_t way) {
    json["chain"] = ChainToJson(way);
    out_.Add(json);
  }

  Json ChainToJson(std::uint32_t way) const {
    if (!with_chains_) return Json();
    Json chain = Json::array();
    for (const StatementHop& hop : statement_.WayUp(way)) {
      chain.push_back(
          {{"node", org_.NameOf(hop.node)}, {"rule", NameOf(hop.rule)}});
    }
    return chain;
  }

  const Organization& org_;
  const Statement& statement_;
  const bool with_chains_;
  ResultWriter& out_;
};

}  // namespace

std::string WriteJson(const Snapshot& snapshot, const Statement& statement) {
  const Organization& org = snapshot.organization();
  const bool chains_fit = ChainsFit(statement);
  ResultWriter writer(
      {{"node", org.NameOf(statement.node)},
       {"as_of", FormatDay(snapshot.day())},
       {"complete", statement.complete},
       {"chains_complete", chains_fit},
       {"absent", statement.absent},
       {"posts", PostsToJson(org, statement.posts)},
       {"direct_reports", PostsToJson(org, statement.direct_reports)},
       {"units",
        {{"count", statement.units},
         {"top", NamesToJson(org, statement.top_units)}}},
       {"posts_below", PostsBelowToJson(statement)},
       {"people", statement.people},
       {"tasks",
        {{"own", TallyToJson(statement.own)},
         {"below", TallyToJson(statement.below)},
         {"all", TallyToJson(statement.all)}}},
       {"duties", NamesToJson(org, statement.duties)},
       {"duties_below", statement.duties_below}},
      "problems");
  ProblemWriter problems(org, statement, chains_fit, writer);
  for (const StatementTask& task : statement.overdue) {
    problems.Add("overdue", task);
  }
  for (const StatementTask& task : statement.at_risk) {
    problems.Add("at_risk", task);
  }
  for (const StatementVacancy& vacancy : statement.vacancies) {
    problems.Add(vacancy);
  }
  for (const StatementUnanswered& work : statement.unanswered) {
    problems.Add(work);
  }
  return std::move(writer).Finish();
}

}  // namespace zeren
