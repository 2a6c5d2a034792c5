#include "zeren/assign/derivation.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "src/assign/internal/delegation_proof.h"
#include "src/core/internal/absl_strings.h"
#include "zeren/graph/chain.h"

namespace zeren {
namespace {

using internal::Concat;
using Rule = ResolutionRule;

// Checker
//
// Reads the steps from the first to the last. What each of them says is held
// against the snapshot; what they add up to is held against the answer.
class Checker {
 public:
  Checker(const Snapshot& snapshot, const Resolution& claimed)
      : snapshot_(snapshot),
        claimed_(claimed),
        delegations_(snapshot, claimed.work) {
    complete_ = snapshot.has_all_records();
  }

  absl::Status Run() {
    const bool right = CheckWork() && CheckEnd() && CheckAnswer();
    if (right) return absl::OkStatus();
    return absl::InvalidArgumentError(internal::ToAbsl(error_));
  }

 private:
  // ---- Reading

  bool Fail(std::string_view why) {
    error_ = std::string(why);
    return false;
  }
  bool FailStep(std::string_view why) {
    const bool told =
        next_ < claimed_.steps.size() && MakesSense(claimed_.steps[next_]);
    return Fail(Concat(
        "step ", std::to_string(next_ + 1),
        told ? Concat(" (", Say(claimed_.steps[next_]), ")") : std::string(),
        ": ", why));
  }
  std::string NameOf(Node node) const {
    return snapshot_.organization().NameOf(node);
  }
  std::string Say(const ResolutionStep& step) const {
    return Concat(NameOf(step.at), " ", zeren::NameOf(step.rule), " ",
                  NameOf(step.to));
  }
  bool Exists(Node node) const { return snapshot_.organization().Has(node); }

  bool MakesSense(const ResolutionStep& step) const {
    return Exists(step.at) && Exists(step.to) && step.rule <= Rule::kNobody;
  }

  // The next step, if it is one from `at`. Null: the error is set.
  const ResolutionStep* Peek(Node at) {
    if (next_ == claimed_.steps.size()) {
      FailStep(Concat("a step from ", NameOf(at), " is missing"));
      return nullptr;
    }
    const ResolutionStep& step = claimed_.steps[next_];
    if (!MakesSense(step) || step.at != at) {
      FailStep(Concat("a step from ", NameOf(at), " has to follow"));
      return nullptr;
    }
    return &step;
  }
  // Goes on if the next step is this one.
  bool Take(Node at, Rule rule, Node to) {
    const ResolutionStep* step = Peek(at);
    if (step == nullptr) return false;
    if (*step != ResolutionStep{at, rule, to}) {
      return FailStep(Concat("\"", Say({at, rule, to}), "\" has to follow"));
    }
    ++next_;
    return true;
  }

  // ---- From the work to whom it is put to

  bool CheckWork() {
    const bool has_kind = claimed_.work.kind() == NodeKind::kTask ||
                          claimed_.work.kind() == NodeKind::kDuty;
    if (!has_kind || !Exists(claimed_.work) ||
        static_cast<std::size_t>(claimed_.role) >= kRoles) {
      return Fail("there is no such work or role");
    }
    if (const auto task = claimed_.work.As<TaskId>()) return CheckTask(*task);
    return CheckDuty(*claimed_.work.As<DutyId>());
  }

  bool CheckTask(TaskId task) {
    const Work& work = snapshot_.work();
    TaskId at = task;
    while (Assignments(work.assignments(at)).empty()) {
      const auto parent = work.parent(at);
      if (!parent) {
        if (work.tasks().is_cut(Index(at))) complete_ = false;
        return CheckFallback(Rule::kUnitFallback, work.unit(task));
      }
      if (!Take(at, Rule::kParentTask, *parent)) return false;
      at = *parent;
    }
    return CheckAssignments(at, Assignments(work.assignments(at)));
  }

  bool CheckDuty(DutyId duty) {
    const Work& work = snapshot_.work();
    if (!work.in_force(duty)) return Take(duty, Rule::kNobody, duty);
    const std::vector<Node> targets = Assignments(work.assignments(duty));
    if (!targets.empty()) return CheckAssignments(duty, targets);
    return CheckFallback(Rule::kBearer, work.bearer(duty));
  }

  std::vector<Node> Assignments(std::span<const Assigned> all) const {
    std::vector<Node> targets;
    for (const Assigned& assigned : all) {
      if (assigned.role == claimed_.role) targets.push_back(assigned.to);
    }
    return targets;
  }

  bool CheckAssignments(Node work, const std::vector<Node>& targets) {
    assigned_ = true;
    return std::all_of(targets.begin(), targets.end(), [&](Node target) {
      return Take(work, Rule::kAssignment, target) && CheckWay(target);
    });
  }

  bool CheckFallback(Rule rule, std::optional<Node> to) {
    const bool asked = to && (claimed_.role == Role::kAccountable ||
                              claimed_.role == Role::kResponsible);
    if (!asked) return Take(claimed_.work, Rule::kNobody, claimed_.work);
    return Take(claimed_.work, rule, *to) && CheckWay(*to);
  }

  // ---- From there to who answers

  bool CheckWay(Node at) {
    std::uint32_t hops = 0;
    while (true) {
      const ResolutionStep* step = Peek(at);
      if (step == nullptr) return false;
      switch (step->rule) {
        case Rule::kUnitHead:
        case Rule::kParentUnit:
          if (!CheckUnit(*step)) return false;
          break;
        case Rule::kSuperiorPost:
        case Rule::kAbsentPerson:
          if (!CheckSuperior(*step)) return false;
          break;
        case Rule::kHolder:
        case Rule::kUndisclosed:
        case Rule::kActingHolder:
        case Rule::kPerson:
          return CheckStanding(at);
        case Rule::kDelegate:
        case Rule::kAbsentHolder:
          return CheckDelegates(at);
        case Rule::kDeputy:
          return CheckDeputy(*step);
        case Rule::kNobody:
          return CheckNobody(*step);
        case Rule::kAssignment:
        case Rule::kParentTask:
        case Rule::kUnitFallback:
        case Rule::kBearer:
          return FailStep("the way to who answers goes on");
      }
      if (step->rule != Rule::kUnitHead) hops_ = std::max(hops_, ++hops);
      at = step->to;
      ++next_;
    }
  }

  bool CheckUnit(const ResolutionStep& step) {
    const auto unit = step.at.As<UnitId>();
    if (!unit) return FailStep("this is no unit");
    const std::optional<PostId> head = snapshot_.units().head(*unit);
    if (step.rule == Rule::kUnitHead) {
      return (head && step.to == *head) || FailStep("the head is another one");
    }
    if (head) return FailStep("the unit has a head post");
    const std::optional<UnitId> parent = snapshot_.units().parent(*unit);
    return (parent && step.to == *parent) || FailStep("this is not above it");
  }

  bool CheckSuperior(const ResolutionStep& step) {
    const NodeKind asked =
        step.rule == Rule::kAbsentPerson ? NodeKind::kPerson : NodeKind::kPost;
    if (step.at.kind() != asked) return FailStep("the rule is not for this");
    if (!CheckNobodyAt(step.at)) return false;
    if (asked == NodeKind::kPerson && SuperiorCut(snapshot_, step.at)) {
      complete_ = false;
    }
    const std::optional<ChainHop> superior = SuperiorOf(snapshot_, step.at);
    return (superior && step.to == superior->node) ||
           FailStep("this is not the superior");
  }

  bool CheckNobody(const ResolutionStep& step) {
    if (step.to != step.at) return FailStep("nobody is nowhere else");
    if (const auto unit = step.at.As<UnitId>()) {
      if (snapshot_.units().head(*unit)) {
        return FailStep("the unit has a head post");
      }
    } else if (!CheckNobodyAt(step.at)) {
      return false;
    }
    if (SuperiorOf(snapshot_, step.at)) return FailStep("it has a superior");
    if (SuperiorCut(snapshot_, step.at)) complete_ = false;
    ++next_;
    return true;
  }

  // Checks that nobody is present at a post or person, no delegate stands in
  // and no deputy.
  bool CheckNobodyAt(Node at) {
    if (!CheckNobodyThere(at)) return false;
    const std::string wrong = delegations_.JudgeNobody(at);
    if (!wrong.empty()) return FailStep(wrong);
    const auto post = at.As<PostId>();
    const auto deputy = post ? FirstDeputy(*post) : std::nullopt;
    return !deputy || FailStep(Concat(NameOf(*deputy), " deputizes"));
  }

  bool CheckNobodyThere(Node at) {
    if (const auto person = at.As<PersonId>()) {
      return !snapshot_.people().present(*person) ||
             FailStep("the person is present");
    }
    const auto post = at.As<PostId>();
    if (!post) return FailStep("this is neither a post nor a person");
    const Standing standing = StandingOf(*post);
    return (!standing.withheld && standing.persons.empty()) ||
           FailStep("somebody is in the post");
  }

  // ---- Who answers

  // By whom a post is held, present ones only: those who are not acting, else
  // those who are.
  struct Standing {
    std::vector<PersonId> persons;
    bool acting = false;
    bool withheld = false;  // By somebody whose name is.
  };
  Standing StandingOf(PostId post) const {
    Standing standing;
    std::vector<PersonId> acting;
    for (const Holder& holder : snapshot_.posts().holders(post)) {
      const auto person = holder.person();
      if (!person) {
        standing.withheld = true;
      } else if (snapshot_.people().present(*person)) {
        auto& list = holder.acting() ? acting : standing.persons;
        if (list.empty() || list.back() != *person) list.push_back(*person);
      }
    }
    if (standing.persons.empty()) {
      standing.acting = true;
      standing.persons = acting;
    }
    return standing;
  }

  bool CheckStanding(Node at) {
    if (const auto person = at.As<PersonId>()) {
      if (!snapshot_.people().present(*person)) {
        return FailStep("the person is absent");
      }
      persons_.Add(*person);
      return Take(at, Rule::kPerson, at);
    }
    const auto post = at.As<PostId>();
    if (!post) return FailStep("this is neither a post nor a person");
    const Standing standing = StandingOf(*post);
    if (standing.withheld && standing.acting) {
      posts_.Add(*post);
      undisclosed_ = true;
      return Take(at, Rule::kUndisclosed, at);
    }
    return CheckHolders(*post, standing);
  }

  bool CheckHolders(PostId post, const Standing& standing) {
    if (standing.persons.empty()) return FailStep("nobody is in the post");
    posts_.Add(post);
    const Rule rule = standing.acting ? Rule::kActingHolder : Rule::kHolder;
    for (const PersonId person : standing.persons) {
      persons_.Add(person);
      if (!Take(post, rule, person)) return false;
    }
    return true;
  }

  bool CheckDelegates(Node at) {
    if (!CheckNobodyThere(at)) return false;
    const std::size_t first = next_;
    std::vector<ResolutionStep> way;
    while (next_ < claimed_.steps.size()) {
      const Rule rule = claimed_.steps[next_].rule;
      if (rule != Rule::kDelegate && rule != Rule::kAbsentHolder) break;
      const ResolutionStep* step = Peek(at);
      if (step == nullptr) return false;
      if (step->to.kind() != NodeKind::kPost &&
          step->to.kind() != NodeKind::kPerson) {
        return FailStep("only posts and persons stand in");
      }
      way.push_back(*step);
      at = step->to;
      ++next_;
    }
    const std::string wrong = delegations_.JudgeWay(way);
    if (!wrong.empty()) {
      next_ = first;
      return FailStep(wrong);
    }
    return CheckStanding(at);
  }

  bool CheckDeputy(const ResolutionStep& step) {
    const auto post = step.at.As<PostId>();
    if (!post) return FailStep("only posts have deputies");
    if (!CheckNobodyThere(step.at)) return false;
    const std::string wrong = delegations_.JudgeNobody(step.at);
    if (!wrong.empty()) return FailStep(wrong);
    const std::optional<PostId> deputy = FirstDeputy(*post);
    if (!deputy || step.to != *deputy) {
      return FailStep("this is not the first deputy who is there");
    }
    ++next_;
    return CheckHolders(*deputy, StandingOf(*deputy));
  }

  // The first post of the unit whose kind deputizes for this one's and that
  // somebody present holds whose name is known.
  std::optional<PostId> FirstDeputy(PostId post) const {
    const std::optional<UnitId> unit = snapshot_.posts().unit(post);
    if (!unit) return std::nullopt;
    const Organization& org = snapshot_.organization();
    for (const PostId other : snapshot_.units().deputies(*unit)) {
      if (StandingOf(other).persons.empty()) continue;
      const std::vector<std::string>& kinds =
          org.profile().FindPostKind(org.row(other).kind)->deputizes_for;
      if (std::find(kinds.begin(), kinds.end(), org.row(post).kind) !=
          kinds.end()) {
        return other;
      }
    }
    return std::nullopt;
  }

  // ---- What the steps add up to

  bool CheckEnd() {
    return next_ == claimed_.steps.size() ||
           FailStep("the derivation has ended before");
  }

  bool CheckAnswer() {
    const bool complete = complete_ && delegations_.complete();
    return (claimed_.persons == persons_.ids || Differs("persons")) &&
           (claimed_.posts == posts_.ids || Differs("posts")) &&
           (claimed_.assigned == assigned_ || Differs("assigned")) &&
           (claimed_.undisclosed == undisclosed_ || Differs("undisclosed")) &&
           (claimed_.hops == hops_ || Differs("hops")) &&
           (claimed_.complete == complete || Differs("complete"));
  }
  bool Differs(std::string_view field) {
    return Fail(Concat("\"", field, "\" does not follow from the steps"));
  }

  // Keeps the first appearance of each.
  template <typename Id>
  struct Distinct {
    void Add(Id id) {
      if (seen.insert(Index(id)).second) ids.push_back(id);
    }
    std::vector<Id> ids;
    absl::flat_hash_set<std::uint32_t> seen;
  };

  const Snapshot& snapshot_;
  const Resolution& claimed_;
  internal::DelegationProof delegations_;
  std::size_t next_ = 0;  // The step to look at.
  std::string error_;
  Distinct<PersonId> persons_;
  Distinct<PostId> posts_;
  bool assigned_ = false;
  bool undisclosed_ = false;
  bool complete_ = true;
  std::uint32_t hops_ = 0;
};

}  // namespace

absl::Status VerifyDerivation(const Snapshot& snapshot,
                              const Resolution& resolution) {
  return Checker(snapshot, resolution).Run();
}

}  // namespace zeren
