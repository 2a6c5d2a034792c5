// The built-in measures, rolled up.

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "tests/support/oracle.h"
#include "tests/support/oracle_fold.h"

namespace zeren::testing {

Oracle::FoldQuestion Oracle::QuestionOf(const std::string& measure) const {
  FoldQuestion question;
  question.combiner = "count";
  const auto started_leaf = [this](const std::string& task) {
    return IsStarted(task) && IsLeaf(task);
  };
  const auto state_of = [this](const std::string& task) {
    return TaskState(task);
  };
  if (measure == "members") {
    question.carriers = "persons";
  } else if (measure == "memberships") {
    question.carriers = "memberships";
  } else if (measure == "fte") {
    question.combiner = "sum";
    question.value = [this](const std::string& post) {
      return Number(Record(post), "fte", 1);
    };
  } else if (measure == "vacancies") {
    question.value = [this](const std::string& post) {
      return PostState(post) == "vacant" ? 1 : 0;
    };
  } else if (measure == "open_seats") {
    question.combiner = "sum";
    question.value = [this](const std::string& post) {
      const Sitting sitting = CountSitting(post);
      const int seats = static_cast<int>(Number(Record(post), "seats", 1));
      return std::max(0, seats - sitting.full_time - sitting.part_time);
    };
  } else if (measure == "task_progress") {
    question.carriers = "tasks";
    question.combiner = "weighted_mean";
    question.takes = [=, this](const std::string& task) {
      return started_leaf(task) && !IsCancelled(task);
    };
    question.value = [this](const std::string& task) {
      return ReportedProgress(task);
    };
    question.weight = [this](const std::string& task) {
      return Number(Record(task), "weight", 1);
    };
  } else if (measure == "effort") {
    question.carriers = "tasks";
    question.combiner = "sum";
    question.takes = [this](const std::string& task) {
      return IsLeaf(task) && IsOpen(task);
    };
    question.value = [this](const std::string& task) {
      return Number(Record(task), "effort", 1);
    };
  } else if (measure.starts_with("tasks.")) {
    question.carriers = "tasks";
    question.takes = started_leaf;
    question.value = [=](const std::string& task) {
      return state_of(task) == measure.substr(6) ? 1 : 0;
    };
  }
  return question;
}

Oracle::Json Oracle::RollUp(const std::vector<std::string>& measures,
                            const std::string& by) const {
  std::map<std::string, Json> rows;  // By node, which is the order asked for.
  bool complete = true;
  FoldQuestion about_by;
  about_by.by = by;
  const Web web = FollowLines(about_by);
  for (const std::string& measure : measures) {
    FoldQuestion question = QuestionOf(measure);
    question.by = by;
    const Json folded = Fold(question, web);
    complete = complete && folded["complete"].get<bool>();
    for (const auto& [node, value] : folded["rows"].items()) {
      rows[node]["node"] = node;
      for (const char* field : {"value", "known", "unknown"}) {
        rows[node][measure][field] = value[field];
      }
    }
  }
  Json list = Json::array();
  for (const auto& [node, row] : rows) list.push_back(row);
  return {{"as_of", day_},
          {"by", by},
          {"complete", complete},
          {"measures", measures},
          {"rows", list}};
}

}  // namespace zeren::testing
