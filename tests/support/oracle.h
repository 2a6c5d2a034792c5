// oracle.h -- the slow, obvious answer to every query.
//
// An `Oracle` reads a document as plain JSON and answers by looping over its
// arrays, sentence by sentence as the semantics have it. It shares no code with
// the library, so that the two can only agree by both being right. Nothing here
// is fast, and nothing recurses: a chain may be as deep as memory allows.
//
// Example:
//
//   Oracle oracle(document, "2026-11-22");
//   EXPECT_EQ(oracle.Superior("post:clerk"), "post:secretary");
//   EXPECT_EQ(oracle.Who("task:t1", "accountable")["hops"], 0);
//
// Nodes are named by reference ("unit:school") in arguments and in results; the
// empty string stands for "none".
//
// What is left out: rules are those of the profile `generic`; of an inline
// profile only kinds of units and posts and standings are read.

#ifndef ZEREN_TESTS_SUPPORT_ORACLE_H_
#define ZEREN_TESTS_SUPPORT_ORACLE_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace zeren::testing {

// Oracle
//
// Everything it says holds on the one day that it was made for.
//
// Thread-safety: none.
//
// Errors: none. `document` must be one that the format accepts; a question
// about a node that the document does not have gets the empty answer.
class Oracle {
 public:
  using Json = nlohmann::json;

  // REQUIRES: `day` is written YYYY-MM-DD.
  Oracle(Json document, std::string day);
  Oracle(const Oracle&) = delete;  // It points into its own document.
  Oracle& operator=(const Oracle&) = delete;

  // The results of the commands `who`, `chain` and `rollup`, as the format
  // writes them, but that `who` has no steps and a hop of `chain` no text.
  Json Who(const std::string& work, const std::string& role) const;
  Json Chain(const std::string& node) const;
  // What each person and post answers for, in order: `work`, `role`,
  // `assigned`, `hops` on the shortest way there, and `complete`.
  std::map<std::string, Json> Responsibilities() const;
  // The results of the command `statement`, as the format writes them, of each
  // person and post in force.
  std::map<std::string, Json> Statements() const;
  // REQUIRES: each measure has carriers in the hierarchy.
  Json RollUp(const std::vector<std::string>& measures,
              const std::string& by) const;

  // Any roll-up: what it runs up, of what, and how. Names are those of options.
  struct FoldQuestion {
    std::string by = "units";
    std::vector<std::string> lines = {"primary"};
    std::string policy = "distinct";
    std::string missing = "exclude";
    std::string carriers = "posts";
    std::string combiner = "sum";
    std::vector<double> edges = {};  // Of histograms.
    std::size_t top = 5;
    // Of carriers by name: whether they take part, and what they are worth.
    std::function<bool(const std::string&)> takes = [](const std::string&) {
      return true;
    };
    std::function<std::optional<double>(const std::string&)> value =
        [](const std::string&) { return 1; };
    std::function<double(const std::string&)> weight = [](const std::string&) {
      return 1;
    };
    // Of nodes by name: whether what sits there counts.
    std::function<bool(const std::string&)> keeps = [](const std::string&) {
      return true;
    };
  };
  // The question that a built-in measure is.
  FoldQuestion QuestionOf(const std::string& measure) const;
  // Returns `complete`, whether the shares of each unit's lines sum to 1, how
  // many carriers are `unplaced`, and in `rows` for each node in force `value`,
  // `known`, `unknown`, `classes`, `top` and the `order` in which known
  // carriers are counted.
  Json Fold(const FoldQuestion& question) const;

  // What pulls down the value of a node.
  struct Pull {
    std::string node;
    Json value;  // Its own row, as those of `Fold`, without `order`.
    double pull = 0;
    double size = 0;  // The greatest number that `pull` is a difference of.
  };
  // All that pulls each node in force down, and under no name all roots
  // together: the strongest first, equal ones by
  // id. REQUIRES: the combiner has better and worse values; where lines are
  // split, their shares sum to 1.
  std::map<std::string, std::vector<Pull>> Worst(const FoldQuestion& question,
                                                 bool more_is_better) const;
  // The upper and the lower node of each line that is followed.
  std::set<std::pair<std::string, std::string>> Lines(
      const FoldQuestion& question) const;

  // Whether a node meets a condition, as JSON has it. REQUIRES: the condition
  // is one that the format accepts.
  bool Meets(const std::string& node, const Json& condition) const;

  std::string TaskState(const std::string& task) const;

  // Returns the gaps of the rules of `generic` by severity, rule, focus and
  // key, each with `rule`, `check`, `severity`, `focus`, `path`, `value` and
  // `waived_by`. Where even the key is the same, the field of the record and
  // then the kind of the absent node decide. `params` are those of checks, by
  // name: {"post_vacant": {"days": 30}}; what they leave out is as `generic`
  // has it.
  Json Gaps(const Json& params = Json::object()) const;

  // What one check of the structure finds, with parameters as a profile has
  // them: a list of `focus` and `value`, by focus.
  Json Found(const std::string& check, const Json& params) const;

  // The open tasks and the duties in force, in byte order; and whether anybody
  // answers for one of them in one of the roles, without a step up the chain.
  std::vector<std::string> ExpectedWork() const;
  bool AnsweredOnTheSpot(const std::string& work,
                         const std::vector<std::string>& roles) const;
  // What one check of posts and people finds, likewise, with the `key` that
  // tells gaps of one focus apart.
  Json FoundAmongStaff(const std::string& check, const Json& params) const;
  // The same of one check of work: of responsibility, tasks and findings. What
  // it finds at one focus has a `key` and is in order of it.
  Json FoundOfWork(const std::string& check, const Json& params) const;

  // Structure. The superior of a unit is its primary parent, of a person a
  // post. The depth of a root is 0; a node not in force has none. A unit is
  // within itself, and its own lowest common superior.
  std::string Superior(const std::string& node) const;
  std::string HeadPost(const std::string& unit) const;
  std::string PostState(const std::string& post) const;
  bool InForce(const std::string& node) const;
  std::optional<int> Depth(const std::string& node) const;
  bool IsWithin(const std::string& unit, const std::string& ancestor) const;
  std::string LowestCommonSuperior(const std::string& a,
                                   const std::string& b) const;
  std::vector<std::string> DirectReports(const std::string& post) const;

  // Returns the document's nodes of one kind, in force or not, in byte order.
  std::vector<std::string> Nodes(const std::string& kind) const;

 private:
  // What a node answers when it is asked for its superior.
  struct Up {
    std::string superior;  // Empty at a root.
    std::string rule;      // How it came by its superior; empty at a root.
    bool cut = false;      // The answer depends on a cycle having been cut.
  };

  enum class Verdict { kCandidate, kAbsent, kItself, kNotInForce };

  // One stated sentence "this node answers to that one".
  struct Line {
    std::string kind;
    std::string start;     // Empty when not written, which sorts first.
    std::string superior;  // kNobody when null is written.
    std::string rule;
    Verdict verdict;
  };

  struct PostKind {
    bool head = false;
    std::set<std::string> deputizes_for;
  };

  // Whom one assignment leads to.
  struct Answer {
    std::vector<std::string> persons;
    std::vector<std::string> posts;
    bool undisclosed = false;
    bool complete = true;
    int hops = 0;
  };

  // Whom a piece of work is put to in a role.
  struct Asked {
    std::vector<std::string> targets;
    bool assigned = false;
    bool complete = true;
  };

  // The different persons who sit on a post and are not acting.
  struct Sitting {
    int full_time = 0;
    int part_time = 0;
  };

  struct Item;
  struct Tally;
  struct Web;
  struct Gap {
    std::string check;
    std::string severity;
    std::string focus;
    std::string key;  // Tells gaps of one rule and focus apart.
    Json value;
    std::vector<std::string> path;
  };

  // Sorts before every node reference of a post, as null must.
  static constexpr const char* kNobody = "nobody";

  // Reading records (oracle.cc).
  static const Json* Field(const Json& record, const std::string& field);
  static std::string Text(const Json& record, const std::string& field,
                          const std::string& otherwise = "");
  static double Number(const Json& record, const std::string& field,
                       double otherwise);
  static std::string Ref(const std::string& kind, const Json& record,
                         const std::string& field);
  static std::string KindOf(const std::string& node);
  static bool IsActing(const Json& appointment);
  static bool IsUndisclosed(const Json& appointment);
  const Json& Rows(const std::string& array) const;
  const Json& Record(const std::string& node) const;
  bool Exists(const std::string& node) const;

  static std::int64_t DaysBetween(const std::string& from,
                                  const std::string& to);
  static std::string DayBefore(const std::string& day);

  // Who is in force (oracle.cc).
  static bool IsStatedOn(const Json& record, const std::string& day);
  bool IsStated(const Json& record) const;
  bool InForceOn(const std::string& node, const std::string& day) const;
  bool AppointmentInForceOn(const Json& record, const std::string& day) const;
  bool IsPresent(const std::string& person) const;
  void ReadPostKinds();

  // Structure (oracle_structure.cc).
  std::vector<Line> StatedLines(const std::string& node) const;
  static std::string Choose(const std::vector<Line>& lines);
  std::string FindHeadPost(const std::string& unit) const;
  void FindSuperiors();
  Up SuperiorOfPost(const std::string& post) const;
  Up SuperiorByUnits(const std::string& post) const;
  Up SuperiorOfPerson(const std::string& person) const;
  Up Ask(const std::string& node) const;
  void CutCycles(const std::string& kind);
  bool HasCutCycle(const std::string& kind) const;
  std::vector<std::string> Children(const std::string& node) const;
  std::vector<std::string> ParentsFirst(const std::string& kind) const;
  std::string HomeUnit(const std::string& person) const;
  bool Holds(const std::string& person, const std::string& post) const;
  std::set<std::string> PresentHolders(const std::string& post,
                                       bool acting) const;
  bool HasUndisclosedHolder(const std::string& post) const;
  Sitting CountSitting(const std::string& post) const;

  // Resolution (oracle_resolution.cc).
  std::vector<const Json*> AssignmentsInForce(const std::string& work,
                                              const std::string& role) const;
  bool StandsItself(const std::string& node, Answer& answer) const;
  std::vector<const Json*> DelegationsInForce(const std::string& from) const;
  bool Covers(const Json& delegation, const std::string& work,
              bool& complete) const;
  bool DelegateAnswers(const std::string& from, const std::string& work,
                       Answer& answer) const;
  bool DeputyAnswers(const std::string& post, Answer& answer) const;
  Answer Resolve(const std::string& target, const std::string& work) const;
  Asked AskedFor(const std::string& work, const std::string& role) const;

  // Tasks (oracle_tasks.cc).
  void FindProgress();
  bool IsCancelled(const std::string& task) const;
  bool IsLeaf(const std::string& task) const;
  bool IsStarted(const std::string& task) const;
  bool IsOpen(const std::string& task) const;
  std::optional<double> ReportedProgress(const std::string& task) const;

  // Roll-ups (oracle_fold.cc).
  Web FollowLines(const FoldQuestion& question) const;
  Json Fold(const FoldQuestion& question, const Web& web) const;
  std::vector<std::string> PlacesOf(const std::string& node,
                                    const FoldQuestion& question) const;
  std::map<std::string, std::vector<Item>> OwnItems(
      const FoldQuestion& question) const;
  std::uint64_t CountUnplaced(const FoldQuestion& question,
                              const Web& web) const;
  Tally Walk(const std::string& node, const Web& web,
             const std::map<std::string, std::vector<Item>>& own, bool zero,
             std::set<std::string>& seen_nodes,
             std::set<std::string>& seen_carriers) const;
  Tally Split(const std::string& node, const Web& web,
              const std::map<std::string, std::vector<Item>>& own,
              bool zero) const;
  static Json Result(const FoldQuestion& question, const Tally& tally);

  // What pulls values down (oracle_worst.cc).
  static std::map<std::string, double> Arriving(const std::string& top,
                                                const Web& web, bool split);

  // Conditions (oracle_conditions.cc).
  const Json* ProfileEntry(const std::string& array,
                           const std::string& id) const;
  bool MeetsPart(const std::string& node, const std::string& part,
                 const Json& asked) const;
  bool HasAsked(const std::string& node, const Json& asked) const;
  bool CountsAs(const Json& membership, const std::string& head_count) const;
  std::optional<int> Age(const std::string& person) const;

  // Statements (oracle_statement.cc).
  class StatementOf;

  // References (oracle_references.cc).
  static std::vector<std::string> WrittenDays(const std::string& array,
                                              const Json& record);
  std::string FocusOf(const std::string& array, const Json& record) const;
  std::string Nearest(const std::string& node) const;
  void CheckReferences(std::vector<Gap>& gaps) const;
  void CheckValidity(std::vector<Gap>& gaps, const Json& params) const;

  // Checks of the structure, what each finds at one node: null if nothing
  // (oracle_structure_checks.cc).
  Json WrongParentKind(const std::string& unit) const;
  Json LevelSkipped(const std::string& unit) const;
  Json UnitSize(const std::string& unit, const Json& params) const;
  Json TermExpired(const std::string& node, const Json& params) const;
  std::string TermStart(const std::string& node) const;
  Json SpanOfControl(const std::string& post, const Json& params) const;
  Json Coverage(const std::string& unit, const Json& params) const;
  Json ChainDivergence(const std::string& post) const;

  // Checks of posts and people (oracle_staff_checks.cc).
  class Staff;
  // Checks of work, what each finds at one node: null if nothing
  // (oracle_work_checks.cc, oracle_delegation_checks.cc).
  Json AnswererEscalated(const std::string& work, const Json& params) const;
  bool IsMissing(const std::string& work, const Json& params) const;
  Json FutureAnswererMissing(const std::string& work, const Json& params) const;
  std::string UnitOfBearer(const std::string& bearer) const;
  Json DutyChainBroken(const std::string& duty, const Json& params) const;
  bool BearsDuty(const std::string& bearer, const std::string& kind) const;
  Json DutyBearer(const std::string& unit, const Json& params) const;
  Json DualDuty(const std::string& post, const Json& params) const;
  Json NotCascaded(const std::string& task) const;
  std::set<std::string> UnitsOfAssignee(const std::string& assignee) const;
  Json OutsideChain(const std::string& task) const;
  Json SelfOversight(const std::string& task) const;
  Json TaskAtRisk(const std::string& task, const Json& params) const;
  Json TaskStalled(const std::string& task, const Json& params) const;
  std::vector<Json> StepsOf(const std::string& finding) const;
  bool IsOpenFinding(const std::string& finding) const;
  Json FindingUnowned(const std::string& finding) const;
  Json FindingOverdue(const std::string& finding, const Json& params) const;
  Json FindingUnverified(const std::string& finding) const;
  bool DelegationInForce(const Json& delegation) const;
  bool IsNamed(const std::string& who, const std::string& work,
               const std::string& role) const;
  std::set<std::string> ExcludedWork(const Json& delegation) const;
  Json Delegation(const std::string& delegation, const Json& params) const;

  // The other checks (oracle_gaps.cc).
  std::vector<std::string> PathOf(std::string focus) const;
  Json VacantDays(const std::string& post) const;
  bool NeverPlaced(const std::string& person) const;
  static Json Param(const Json& params, const std::string& check,
                    const std::string& param, Json otherwise);
  static bool Asks(const Json& params, const std::string& check,
                   const std::string& param, const std::string& word);
  Json WaivedBy(const std::string& rule, const std::string& focus) const;
  void Add(std::vector<Gap>& gaps, const std::string& check,
           const std::string& severity, const std::string& focus, Json value,
           const std::string& key = "") const;
  void CheckLines(std::vector<Gap>& gaps, const Json& params) const;
  void CheckUnits(std::vector<Gap>& gaps, const Json& params) const;
  void CheckPosts(std::vector<Gap>& gaps, const Json& params) const;
  void CheckPersons(std::vector<Gap>& gaps) const;
  void CheckTasks(std::vector<Gap>& gaps, const Json& params) const;
  void CheckDuties(std::vector<Gap>& gaps, const Json& params) const;
  void CheckOthers(std::vector<Gap>& gaps) const;

  Json document_;
  std::string day_;
  std::map<std::string, const Json*> nodes_;
  std::map<std::string, PostKind> post_kinds_;
  // In force on the day.
  std::vector<const Json*> memberships_;
  std::vector<const Json*> appointments_;
  std::map<std::string, std::string> heads_;  // Of units.
  std::map<std::string, Up> ups_;             // Of units, posts, tasks, duties.
  std::vector<std::vector<std::string>> cycles_;
  std::map<std::string, double> progress_;  // Of tasks; 0 where none is known.
  // Days to come, once they have been asked for.
  mutable std::map<std::string, std::unique_ptr<Oracle>> ahead_;
  // The posts that answer for tasks, once they have been asked for.
  mutable std::map<std::string, std::vector<std::string>> answerers_;
};

}  // namespace zeren::testing

#endif  // ZEREN_TESTS_SUPPORT_ORACLE_H_
