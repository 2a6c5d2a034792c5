#include "zeren/assign/derivation.h"

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "tests/assign/resolution_fixture.h"
#include "tests/support/random_document.h"
#include "zeren/exchange/document.h"

namespace zeren {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

class DerivationTest : public ResolutionTest {
 protected:
  std::string Wrong(const Resolution& who) {
    const absl::Status status = VerifyDerivation(Today(), who);
    EXPECT_FALSE(status.ok());
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    return std::string(status.message());
  }
  // What is wrong with going from one node by a rule to another, at that place.
  std::string WrongStep(Resolution who, std::size_t i, std::string_view at,
                        ResolutionRule rule, std::string_view to) {
    who.steps.resize(i);
    who.steps.push_back({*Today().Find(at), rule, *Today().Find(to)});
    return Wrong(who);
  }
};

TEST_F(DerivationTest, TheStepThatDoesNotHoldIsNamed) {
  AddReport("boss");
  AddReport("clerk", "boss");
  AddHolder("b", "boss");
  AddHolder("c", "clerk");
  AddTask("t");
  Assign("task:t", "post:clerk");
  const Resolution who = Who("task:t");
  EXPECT_EQ(WrongStep(who, 1, "post:clerk", ResolutionRule::kSuperiorPost,
                      "post:boss"),
            "step 2 (post:clerk superior post:boss): somebody is in the post");
  EXPECT_EQ(
      WrongStep(who, 1, "post:clerk", ResolutionRule::kHolder, "person:b"),
      "step 2 (post:clerk holder person:b): \"post:clerk holder person:c\" "
      "has to follow");
  EXPECT_EQ(WrongStep(who, 1, "post:boss", ResolutionRule::kHolder, "person:b"),
            "step 2 (post:boss holder person:b): a step from post:clerk has to "
            "follow");
}

TEST_F(DerivationTest, WhatRestsOnNobodyBeingThereIsChecked) {
  AddUnit("u");
  AddPost("head", "u");
  AddPost("vice", "u", "deputy");
  AddHolder("v", "vice");
  AddPerson("d");
  AddTask("t", "u");
  AddTask("mine", "u");
  Assign("task:t", "post:head");
  Assign("task:mine", "post:head");
  Delegate("1", "post:head", "person:d", {.scope = {{"task:mine"}}});
  using Rule = ResolutionRule;
  EXPECT_THAT(
      WrongStep(Who("task:t"), 1, "post:head", Rule::kNobody, "post:head"),
      HasSubstr("post:vice deputizes"));
  EXPECT_THAT(
      WrongStep(Who("task:mine"), 1, "post:head", Rule::kDeputy, "post:vice"),
      HasSubstr("a delegation of post:head leads to somebody"));
  EXPECT_THAT(
      WrongStep(Who("task:t"), 1, "post:head", Rule::kDelegate, "person:d"),
      HasSubstr("no delegation that counts leads from post:head"));
}

TEST_F(DerivationTest, OnlyTheFirstWayByDelegationCounts) {
  AddReport("desk");
  AddPerson("x");
  AddPerson("y");
  AddTask("t");
  Assign("task:t", "post:desk");
  Delegate("1", "post:desk", "person:x");
  Delegate("2", "post:desk", "person:y");
  EXPECT_THAT(WrongStep(Who("task:t"), 1, "post:desk",
                        ResolutionRule::kDelegate, "person:y"),
              HasSubstr("person:x comes before person:y"));
}

TEST_F(DerivationTest, WhatDoesNotExistIsRefused) {
  AddPerson("p");
  AddTask("t");
  Assign("task:t", "person:p");
  const Resolution who = Who("task:t");
  for (const Node nothing : {Node(PersonId{7}), Node(PostId{0}), Node()}) {
    Resolution wrong = who;
    wrong.steps[0].to = nothing;
    EXPECT_THAT(Wrong(wrong), StartsWith("step 1: "));
    wrong = who;
    wrong.work = nothing;
    EXPECT_EQ(Wrong(wrong), "there is no such work or role");
    wrong = who;
    wrong.steps.push_back({nothing, ResolutionRule::kNobody, nothing});
    EXPECT_EQ(Wrong(wrong), "step 3: the derivation has ended before");
  }
  Resolution wrong = who;
  wrong.role = static_cast<Role>(99);
  EXPECT_EQ(Wrong(wrong), "there is no such work or role");
  wrong = who;
  wrong.steps[1].rule = static_cast<ResolutionRule>(99);
  EXPECT_THAT(Wrong(wrong), StartsWith("step 2: "));
  wrong = who;
  wrong.work = TaskId{5};
  EXPECT_EQ(Wrong(wrong), "there is no such work or role");
  wrong = who;
  wrong.steps.clear();
  EXPECT_EQ(Wrong(wrong), "step 1: a step from task:t is missing");
}

TEST_F(DerivationTest, TheAnswerMustFollowFromTheSteps) {
  AddPerson("p");
  AddTask("t");
  Assign("task:t", "person:p");
  Resolution who = Who("task:t");
  who.hops = 1;
  EXPECT_EQ(Wrong(who), "\"hops\" does not follow from the steps");
}

// Calls `visit` with every resolution that differs from this one by one slip.
template <typename Visit>
void ForEachSlip(const Resolution& right, const Snapshot& snapshot,
                 const Visit& visit) {
  const auto with = [&](auto change) {
    Resolution wrong = right;
    change(wrong);
    visit(wrong);
  };
  const auto in_list = [&](auto list, auto another) {
    const std::size_t size = (right.*list).size();
    const auto place = [](std::size_t i) {
      return static_cast<std::ptrdiff_t>(i);
    };
    for (std::size_t i = 0; i < size; ++i) {
      with([&](Resolution& r) {
        (r.*list).erase((r.*list).begin() + place(i));
      });
      with([&](Resolution& r) {
        const auto twice = (r.*list)[i];
        (r.*list).insert((r.*list).begin() + place(i), twice);
      });
      for (std::size_t j = i + 1; j < size; ++j) {
        with([&](Resolution& r) { std::swap((r.*list)[i], (r.*list)[j]); });
      }
    }
    with([&](Resolution& r) { (r.*list).push_back(another); });
  };
  in_list(&Resolution::steps, right.steps.front());
  in_list(&Resolution::persons, PersonId{0});
  in_list(&Resolution::posts, PostId{0});
  with([](Resolution& r) { r.assigned = !r.assigned; });
  with([](Resolution& r) { r.undisclosed = !r.undisclosed; });
  with([](Resolution& r) { r.complete = !r.complete; });
  with([](Resolution& r) { ++r.hops; });
  with([](Resolution& r) { --r.hops; });
  for (std::size_t role = 0; role < kRoles; ++role) {
    with([&](Resolution& r) { r.role = static_cast<Role>(role); });
  }
  for (std::uint32_t i = 0; i < snapshot.work().tasks().capacity(); ++i) {
    with([&](Resolution& r) { r.work = TaskId{i}; });
  }
  for (std::size_t i = 0; i < right.steps.size(); ++i) {
    for (int rule = 0; rule <= static_cast<int>(ResolutionRule::kNobody);
         ++rule) {
      with([&](Resolution& r) {
        r.steps[i].rule = static_cast<ResolutionRule>(rule);
      });
    }
    for (std::size_t kind = 0; kind < kNodeKinds; ++kind) {
      const auto node_kind = static_cast<NodeKind>(kind);
      const std::uint32_t count = snapshot.organization().count(node_kind);
      for (std::uint32_t index = 0; index < count && index < 12; ++index) {
        const Node other(node_kind, index);
        with([&](Resolution& r) { r.steps[i].at = other; });
        with([&](Resolution& r) { r.steps[i].to = other; });
      }
    }
  }
}

bool Same(const Resolution& a, const Resolution& b) {
  return a.work == b.work && a.role == b.role && a.persons == b.persons &&
         a.posts == b.posts && a.assigned == b.assigned &&
         a.undisclosed == b.undisclosed && a.hops == b.hops &&
         a.complete == b.complete && a.steps == b.steps;
}

// There is one derivation of each answer: every slip is refused that does not
// happen to make another right one, of other work or in another role.
TEST(DerivationSlips, AnySlipInADerivationIsRefused) {
  testing::RandomDocumentOptions options;
  options.deep_chain = 0.02;
  options.deep_length = 8;
  std::size_t slips = 0;
  for (std::uint64_t seed = 0; seed < testing::kRandomDocuments / 20; ++seed) {
    std::mt19937_64 bits(seed);
    const auto org =
        LoadDocument(testing::RandomDocument(bits, options).dump());
    ASSERT_TRUE(org.ok()) << org.status();
    const Snapshot snapshot =
        org->AsOf(*ParseDay(options.days[seed % options.days.size()]));
    for (std::uint32_t i = 0; i < org->count(NodeKind::kTask); ++i) {
      const Resolution right =
          ResolveResponsible(snapshot, TaskId{i}, Role::kAccountable);
      ASSERT_TRUE(VerifyDerivation(snapshot, right).ok());
      ForEachSlip(right, snapshot, [&](const Resolution& wrong) {
        if (Same(wrong, right)) return;
        ++slips;
        if (!VerifyDerivation(snapshot, wrong).ok()) return;
        EXPECT_TRUE(
            Same(wrong, ResolveResponsible(snapshot, wrong.work, wrong.role)))
            << "seed " << seed << ", " << org->NameOf(right.work);
      });
      ASSERT_FALSE(::testing::Test::HasFailure());
    }
  }
  EXPECT_GT(slips, testing::kRandomDocuments * 10);
}

}  // namespace
}  // namespace zeren
