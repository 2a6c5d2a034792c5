#include "zeren/core/node.h"

#include <iterator>
#include <type_traits>
#include <vector>

#include "absl/hash/hash_testing.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace zeren {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(NodeTest, TheDefaultIsTheDocument) {
  EXPECT_EQ(Node().kind(), NodeKind::kDocument);
}

TEST(NodeTest, ADenseIdIsANodeOfItsKind) {
  const Node node = PostId{7};
  EXPECT_EQ(node.kind(), NodeKind::kPost);
  EXPECT_EQ(node.index(), 7u);
  EXPECT_EQ(node.As<PostId>(), PostId{7});
  EXPECT_EQ(node.As<UnitId>(), std::nullopt);
}

TEST(NodeTest, IdsOfDifferentKindsDoNotConvert) {
  static_assert(!std::is_convertible_v<UnitId, PostId>);
  static_assert(!std::is_convertible_v<UnitId, std::uint32_t>);
  static_assert(!std::is_convertible_v<std::uint32_t, Node>);
}

TEST(NodeTest, NodesOfDifferentKindsDiffer) {
  EXPECT_NE(Node(UnitId{1}), Node(PostId{1}));
  EXPECT_EQ(Node(UnitId{1}), Node(NodeKind::kUnit, 1));
}

TEST(NodeTest, EqualNodesHashAlike) {
  EXPECT_TRUE(absl::VerifyTypeImplementsAbslHashCorrectly(
      std::vector<Node>{Node(), UnitId{0}, UnitId{1}, PostId{0}, PersonId{1}}));
}

TEST(NodeTest, NoIndexIsNoId) {
  EXPECT_EQ(OptionalId<UnitId>(kNoIndex), std::nullopt);
  EXPECT_EQ(OptionalId<UnitId>(3), UnitId{3});
}

TEST(NodeTest, KindsAreNamedAsInDocuments) {
  for (std::size_t i = 0; i < kNodeKinds; ++i) {
    const auto kind = static_cast<NodeKind>(i);
    EXPECT_EQ(ParseNodeKind(NameOf(kind)), kind);
  }
  EXPECT_EQ(NameOf(NodeKind::kDelegation), "delegation");
  EXPECT_EQ(NameOf(NodeKind::kDocument), "document");
  // The document is the focus of gaps, and nothing that one can refer to.
  EXPECT_EQ(ParseNodeKind("document"), std::nullopt);
  EXPECT_EQ(ParseNodeKind("Unit"), std::nullopt);
  EXPECT_EQ(ParseNodeKind(""), std::nullopt);
}

TEST(NodeTest, NamesAreSplitAtTheFirstColon) {
  const std::optional<NodeName> name = SplitNodeName("unit:a:b");
  ASSERT_TRUE(name);
  EXPECT_EQ(name->kind, NodeKind::kUnit);
  EXPECT_EQ(name->id, "a:b");
}

TEST(NodeTest, WhatHasNoKindOrNoIdIsNoName) {
  for (const char* text : {"", ":", "unit", "unit:", ":x", "units:x", "Unit:x",
                           " unit:x", "document:x"}) {
    EXPECT_FALSE(SplitNodeName(text)) << text;
  }
}

TEST(NodeTest, IdRangesAreRanges) {
  const std::vector<std::uint32_t> numbers = {4, 2, 2};
  const IdRange<UnitId> range(numbers);
  EXPECT_THAT(std::vector(range.begin(), range.end()),
              ElementsAre(UnitId{4}, UnitId{2}, UnitId{2}));
  EXPECT_EQ(range.size(), 3u);
  EXPECT_EQ(range[0], UnitId{4});
  EXPECT_THAT(range.indices(), ElementsAre(4, 2, 2));
  EXPECT_THAT(IdRange<UnitId>(), IsEmpty());
  static_assert(std::forward_iterator<IdRange<UnitId>::Iterator>);
}

}  // namespace
}  // namespace zeren
