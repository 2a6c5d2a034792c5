// Days looked up fact by fact against snapshots of these days.

#include "src/graph/internal/history_day.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "tests/support/build.h"
#include "tests/support/effort.h"
#include "tests/support/random_document.h"
#include "tests/support/random_organization.h"
#include "zeren/exchange/document.h"
#include "zeren/graph/chain.h"
#include "zeren/graph/snapshot.h"
#include "zeren/model/organization_builder.h"

namespace zeren {
namespace {

using internal::DayNumber;
using internal::HistoryDay;
using internal::ToDayNumber;

// An answer as numbers, so that any two can be compared.
using Answer = std::vector<std::uint32_t>;

template <typename Id>
Answer Of(const std::optional<Id>& id) {
  return {id ? Index(*id) : kNoIndex};
}
Answer Of(bool truth) { return {truth ? 1u : 0u}; }

template <typename Range>
Answer OfAll(const Range& ids) {
  Answer answer;
  for (const auto id : ids) answer.push_back(Index(id));
  return answer;
}

Answer OfHolders(std::span<const Holder> holders) {
  Answer answer;
  for (const Holder& holder : holders) {
    answer.insert(
        answer.end(),
        {holder.row, holder.person_index,
         static_cast<std::uint32_t>(holder.share * 1000),
         static_cast<std::uint32_t>(holder.mode), holder.present ? 1u : 0u});
  }
  return answer;
}

Answer OfAssigned(std::span<const Assigned> assignments, Role role) {
  Answer answer;
  for (const Assigned& assigned : assignments) {
    if (assigned.role != role) continue;
    answer.insert(answer.end(), {static_cast<std::uint32_t>(assigned.to.kind()),
                                 assigned.to.index()});
  }
  return answer;
}

Answer OfSuperior(const std::optional<ChainHop>& hop, bool cut) {
  return {hop ? hop->node.index() : kNoIndex,
          hop ? static_cast<std::uint32_t>(hop->rule) : 0u, cut ? 1u : 0u};
}

Answer OfDelegates(std::span<const Delegate> delegates) {
  Answer answer;
  for (const Delegate& delegate : delegates) {
    answer.insert(
        answer.end(),
        {static_cast<std::uint32_t>(delegate.to.kind()), delegate.to.index(),
         Index(delegate.delegation), delegate.may_redelegate ? 1u : 0u});
  }
  return answer;
}

// Which delegations of a post or person cover a piece of work.
template <typename Day>
Answer OfCovering(Day& day, std::span<const Delegate> delegates, Node work) {
  Answer answer;
  for (const Delegate& delegate : delegates) {
    answer.push_back(day.Covers(delegate, work) ? 1 : 0);
  }
  return answer;
}

// One question about one node, asked both ways.
struct Question {
  std::string what;
  std::function<Answer(HistoryDay&)> of_day;
  std::function<Answer(const Snapshot&)> of_snapshot;
};

void AddUnit(UnitId unit, std::vector<Question>& out) {
  using S = const Snapshot&;
  out.push_back({"in force",
                 [=](HistoryDay& d) { return Of(d.in_force(unit)); },
                 [=](S s) { return Of(s.units().in_force(unit)); }});
  out.push_back({"parent", [=](HistoryDay& d) { return Of(d.parent(unit)); },
                 [=](S s) { return Of(s.units().parent(unit)); }});
  out.push_back({"is cut", [=](HistoryDay& d) { return Of(d.is_cut(unit)); },
                 [=](S s) {
                   return Of(s.units().in_force(unit) &&
                             s.units().forest().is_cut(Index(unit)));
                 }});
  out.push_back({"head", [=](HistoryDay& d) { return Of(d.head(unit)); },
                 [=](S s) { return Of(s.units().head(unit)); }});
  out.push_back({"nearest headed",
                 [=](HistoryDay& d) { return Of(d.nearest_headed(unit)); },
                 [=](S s) { return Of(s.units().nearest_headed(unit)); }});
  out.push_back({"deputies",
                 [=](HistoryDay& d) { return OfAll(d.deputies(unit)); },
                 [=](S s) { return OfAll(s.units().deputies(unit)); }});
}

// Whoever delegates. Work is asked about where there is any, whatever its id.
template <typename Id>
void AddDelegations(Id from, std::vector<Question>& out) {
  out.push_back(
      {"delegations",
       [=](HistoryDay& d) { return OfDelegates(d.delegations(from)); },
       [=](const Snapshot& s) {
         return OfDelegates(s.work().delegations(from));
       }});
  for (std::uint32_t i = 0; i < 4; ++i) {
    const auto add = [&](auto work) {
      constexpr NodeKind kKind = kKindOf<decltype(work)>;
      out.push_back({"covers",
                     [=](HistoryDay& d) -> Answer {
                       if (!d.organization().Has(Node(kKind, i))) return {};
                       return OfCovering(d, d.delegations(from), work);
                     },
                     [=](const Snapshot& s) -> Answer {
                       if (!s.organization().Has(Node(kKind, i))) return {};
                       return OfCovering(s.work(), s.work().delegations(from),
                                         work);
                     }});
    };
    add(TaskId{i});
    add(DutyId{i});
  }
}

void AddPost(PostId post, std::vector<Question>& out) {
  using S = const Snapshot&;
  AddDelegations(post, out);
  out.push_back({"in force",
                 [=](HistoryDay& d) { return Of(d.in_force(post)); },
                 [=](S s) { return Of(s.posts().in_force(post)); }});
  out.push_back({"unit", [=](HistoryDay& d) { return Of(d.unit(post)); },
                 [=](S s) { return Of(s.posts().unit(post)); }});
  out.push_back({"state",
                 [=](HistoryDay& d) {
                   return Answer{static_cast<std::uint32_t>(d.state(post))};
                 },
                 [=](S s) {
                   return Answer{
                       static_cast<std::uint32_t>(s.posts().state(post))};
                 }});
  out.push_back({"holders",
                 [=](HistoryDay& d) { return OfHolders(d.holders(post)); },
                 [=](S s) { return OfHolders(s.posts().holders(post)); }});
  out.push_back(
      {"superior",
       [=](HistoryDay& d) {
         const internal::SuperiorAnswer above = d.answer_of(post);
         EXPECT_EQ(above.superior.has_value(), d.superior(post).has_value());
         return OfSuperior(above.superior, d.ends_at_cut(post));
       },
       [=](S s) {
         return OfSuperior(SuperiorOf(s, post), s.posts().ends_at_cut(post));
       }});
}

void AddPerson(PersonId person, std::vector<Question>& out) {
  using S = const Snapshot&;
  AddDelegations(person, out);
  out.push_back({"present",
                 [=](HistoryDay& d) { return Of(d.present(person)); },
                 [=](S s) { return Of(s.people().present(person)); }});
  out.push_back({"main unit",
                 [=](HistoryDay& d) { return Of(d.main_unit(person)); },
                 [=](S s) { return Of(MainUnitOf(s, person)); }});
  out.push_back({"superior",
                 [=](HistoryDay& d) {
                   const internal::SuperiorAnswer above = d.superior(person);
                   return OfSuperior(above.superior, above.cut);
                 },
                 [=](S s) {
                   return OfSuperior(SuperiorOf(s, person),
                                     SuperiorCut(s, person));
                 }});
}

void AddTask(TaskId task, std::vector<Question>& out) {
  using S = const Snapshot&;
  out.push_back({"parent", [=](HistoryDay& d) { return Of(d.parent(task)); },
                 [=](S s) { return Of(s.work().parent(task)); }});
  out.push_back(
      {"is cut", [=](HistoryDay& d) { return Of(d.is_cut(task)); },
       [=](S s) { return Of(s.work().tasks().is_cut(Index(task))); }});
  out.push_back({"unit", [=](HistoryDay& d) { return Of(d.unit(task)); },
                 [=](S s) { return Of(s.work().unit(task)); }});
  for (std::size_t i = 0; i < kRoles; ++i) {
    const Role role = static_cast<Role>(i);
    out.push_back({"nearest assigned",
                   [=](HistoryDay& d) {
                     const auto nearest = d.nearest_assigned(task, role);
                     Answer answer = OfAssigned(nearest.assignments, role);
                     answer.push_back(Of(nearest.task)[0]);
                     return answer;
                   },
                   [=](S s) {
                     const auto nearest = s.work().nearest_assigned(task, role);
                     if (!nearest) return Of(nearest);
                     Answer answer =
                         OfAssigned(s.work().assignments(*nearest), role);
                     answer.push_back(Index(*nearest));
                     return answer;
                   }});
  }
}

void AddDuty(DutyId duty, std::vector<Question>& out) {
  using S = const Snapshot&;
  const auto of_node = [](const std::optional<Node>& node) -> Answer {
    if (!node) return {};
    return {static_cast<std::uint32_t>(node->kind()), node->index()};
  };
  out.push_back({"in force",
                 [=](HistoryDay& d) { return Of(d.in_force(duty)); },
                 [=](S s) { return Of(s.work().in_force(duty)); }});
  out.push_back({"bearer",
                 [=](HistoryDay& d) { return of_node(d.bearer(duty)); },
                 [=](S s) { return of_node(s.work().bearer(duty)); }});
  for (std::size_t i = 0; i < kRoles; ++i) {
    const Role role = static_cast<Role>(i);
    out.push_back(
        {"assignments",
         [=](HistoryDay& d) {
           return OfAssigned(d.assignments(duty, role), role);
         },
         [=](S s) { return OfAssigned(s.work().assignments(duty), role); }});
  }
}

template <typename Id>
void AddEach(const Organization& org, void (*add)(Id, std::vector<Question>&),
             std::vector<Question>& questions) {
  for (std::uint32_t i = 0; i < org.count(kKindOf<Id>); ++i) {
    if (!org.Has(Id{i})) continue;
    const std::size_t first = questions.size();
    add(Id{i}, questions);
    for (std::size_t q = first; q < questions.size(); ++q) {
      questions[q].what = org.NameOf(Id{i}) + ": " + questions[q].what;
    }
  }
}

std::vector<Question> AllQuestions(const Organization& org) {
  std::vector<Question> questions;
  AddEach(org, AddUnit, questions);
  AddEach(org, AddPost, questions);
  AddEach(org, AddPerson, questions);
  AddEach(org, AddTask, questions);
  AddEach(org, AddDuty, questions);
  return questions;
}

// Every day that a document may name, the days beside it, and far away ones.
std::vector<absl::CivilDay> DaysOfInterest() {
  std::set<absl::CivilDay> days = {absl::CivilDay(1, 1, 1),
                                   absl::CivilDay(9999, 12, 31)};
  for (const std::string& text : testing::RandomDocumentOptions().days) {
    const absl::CivilDay day = *ParseDay(text);
    days.insert({day - 1, day, day + 1});
  }
  return {days.begin(), days.end()};
}

// The days on which some fact of a document starts or ends.
std::set<DayNumber> BoundariesOf(const nlohmann::json& document) {
  std::set<DayNumber> days;
  for (const auto& [name, records] : document.items()) {
    if (!records.is_array()) continue;
    for (const nlohmann::json& record : records) {
      for (const char* const field : {"valid_from", "valid_to"}) {
        const auto found = record.find(field);
        if (found == record.end() || !found->is_string()) continue;
        if (const auto day = ParseDay(found->get<std::string>())) {
          days.insert(ToDayNumber(*day));
        }
      }
    }
  }
  return days;
}

// What the comparison met, to know that it is not one of nothing.
struct Met {
  std::size_t answers = 0;
  std::size_t ends = 0;     // Answers that do not hold for ever.
  std::size_t changes = 0;  // Of these, those that are others from then on.
};

class HistoryComparison {
 public:
  HistoryComparison(const Organization& org, std::set<DayNumber> boundaries)
      : org_(org),
        boundaries_(std::move(boundaries)),
        days_(DaysOfInterest()),
        questions_(AllQuestions(org)) {
    for (const absl::CivilDay day : days_) {
      const Snapshot snapshot = org_.AsOf(day);
      std::vector<Answer>& answers = expected_.emplace_back();
      for (const Question& question : questions_) {
        answers.push_back(question.of_snapshot(snapshot));
      }
    }
  }

  // Asks everything on each day, each time in another order: what was found
  // out for one question must not tell on another.
  void Run(std::mt19937_64& bits, Met& met) {
    HistoryDay day(org_, 0);
    for (std::size_t i = 0; i < days_.size(); ++i) {
      day.MoveTo(ToDayNumber(days_[i]));
      for (std::size_t left = questions_.size(); left > 0; --left) {
        const std::size_t q = order_.size() < questions_.size()
                                  ? AppendOrder()
                                  : order_[left - 1];
        Ask(day, i, q, met);
        ASSERT_FALSE(::testing::Test::HasFailure());
      }
      Shuffle(bits);
    }
  }

 private:
  std::size_t AppendOrder() {
    order_.push_back(order_.size());
    return order_.back();
  }
  void Shuffle(std::mt19937_64& bits) {
    for (std::size_t i = order_.size(); i > 1; --i) {
      std::swap(order_[i - 1], order_[bits() % i]);
    }
  }

  void Ask(HistoryDay& day, std::size_t i, std::size_t q, Met& met) {
    day.Restart();
    const Answer answer = questions_[q].of_day(day);
    ++met.answers;
    ASSERT_EQ(answer, expected_[i][q])
        << questions_[q].what << " on " << FormatDay(days_[i]);
    const DayNumber until = day.until();
    ASSERT_GT(until, day.day());
    if (until != internal::kNever) {
      ++met.ends;
      ASSERT_TRUE(boundaries_.contains(until))
          << questions_[q].what << ": nothing starts or ends on "
          << FormatDay(internal::FromDayNumber(until));
    }
    for (std::size_t later = i + 1; later < days_.size(); ++later) {
      const DayNumber number = ToDayNumber(days_[later]);
      if (number == until && expected_[later][q] != answer) ++met.changes;
      if (number >= until) break;
      ASSERT_EQ(answer, expected_[later][q])
          << questions_[q].what << " on " << FormatDay(days_[i])
          << " is said to hold on " << FormatDay(days_[later]);
    }
  }

  const Organization& org_;
  std::set<DayNumber> boundaries_;
  std::vector<absl::CivilDay> days_;
  std::vector<Question> questions_;
  std::vector<std::vector<Answer>> expected_;  // By day and question.
  std::vector<std::size_t> order_;
};

TEST(HistoryDay, AnswersAsTheSnapshotOfTheDayAndSaysUntilWhen) {
  Met met;
  for (std::uint64_t seed = 0; seed < testing::kRandomDocuments / 5; ++seed) {
    std::mt19937_64 bits(seed);
    const Organization org = testing::RandomOrganization(seed);
    const std::string document = WriteDocument(org);
    HistoryComparison(org, BoundariesOf(nlohmann::json::parse(document)))
        .Run(bits, met);
    ASSERT_FALSE(HasFailure()) << "seed " << seed << ": " << document;
  }
  EXPECT_GT(met.answers, testing::kRandomDocuments * 100);
  EXPECT_GT(met.ends, met.answers / 20);
  EXPECT_GT(met.changes, met.ends / 10);
}

TEST(HistoryDay, ForgetsOneDayForAnother) {
  constexpr absl::CivilDay kChange(2024, 7, 1);
  Records records;
  records.units.push_back({.id = "a", .kind = "unit", .head = "h"});
  records.posts.push_back(
      {.id = "h", .unit = "a", .kind = "head", .valid_to = kChange});
  const Organization org = testing::BuildOrDie(records);
  const UnitId unit = *org.FindId<UnitId>("a");
  HistoryDay day(org, ToDayNumber(kChange) - 1);
  EXPECT_TRUE(day.head(unit));
  EXPECT_EQ(day.until(), ToDayNumber(kChange));
  day.MoveTo(day.until());
  EXPECT_FALSE(day.head(unit));
  EXPECT_EQ(day.until(), internal::kNever);
}

TEST(HistoryDay, GoesUpADeepChainOnce) {
  constexpr std::uint32_t kLevels = testing::kManyLevels;
  const Organization org =
      testing::DeepChainOrDie(testing::kManyLevels).organization();
  HistoryDay day(org, ToDayNumber(testing::kDay));
  std::optional<UnitId> at =
      org.FindId<UnitId>(testing::DeepId(testing::kManyLevels - 1));
  EXPECT_FALSE(day.nearest_headed(*at));
  std::uint32_t levels = 0;
  for (; at; at = day.parent(*at)) {
    ASSERT_FALSE(day.top_cut(*at));
    ++levels;
  }
  EXPECT_EQ(levels, kLevels);
}

}  // namespace
}  // namespace zeren
