#include "zeren/graph/boost_graph.h"

#include <algorithm>
#include <boost/concept/assert.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/depth_first_search.hpp>
#include <boost/graph/dominator_tree.hpp>
#include <boost/graph/graph_concepts.hpp>
#include <boost/graph/reverse_graph.hpp>
#include <boost/graph/strong_components.hpp>
#include <boost/graph/topological_sort.hpp>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/build.h"
#include "zeren/model/organization_builder.h"

namespace zeren {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::kDay;
using testing::SnapshotOrDie;

BOOST_CONCEPT_ASSERT((boost::concepts::VertexListGraph<Snapshot>));
BOOST_CONCEPT_ASSERT((boost::concepts::IncidenceGraph<Snapshot>));
BOOST_CONCEPT_ASSERT((boost::concepts::BidirectionalGraph<Snapshot>));
BOOST_CONCEPT_ASSERT((boost::concepts::AdjacencyGraph<Snapshot>));
BOOST_CONCEPT_ASSERT((boost::concepts::ReadablePropertyGraph<
                      Snapshot, Node, boost::vertex_index_t>));

// A school with two branches. The clerk answers to the secretary of a branch,
// who answers to the school's; the other branch has no post.
Snapshot School() {
  Records records;
  records.units = {{.id = "school", .kind = "school"},
                   {.id = "b1", .kind = "branch", .parent = "school"},
                   {.id = "b2", .kind = "branch", .parent = "school"},
                   {.id = "closed",
                    .kind = "branch",
                    .parent = "school",
                    .valid_to = absl::CivilDay(2020, 1, 1)}};
  records.posts = {{.id = "rector", .unit = "school", .kind = "head"},
                   {.id = "secretary", .unit = "b1", .kind = "head"},
                   {.id = "clerk", .unit = "b1", .kind = "clerk"}};
  for (const char* person : {"ann", "bea", "cyd"}) {
    records.persons.push_back({.id = person});
  }
  records.memberships = {{.person = "ann", .unit = "b1"},
                         {.person = "bea", .unit = "b1"},
                         {.person = "cyd", .unit = "b2"}};
  records.appointments = {{.person = "bea", .post = "secretary"}};
  return SnapshotOrDie(records);
}

// The nodes of edges or vertices, by name.
template <typename Range, typename NodeOf>
std::vector<std::string> NamesIn(const Snapshot& snapshot, const Range& range,
                                 NodeOf node_of) {
  std::vector<std::string> names;
  for (auto it = range.first; it != range.second; ++it) {
    names.push_back(snapshot.organization().NameOf(node_of(*it)));
  }
  return names;
}
std::vector<std::string> SourcesInto(const Snapshot& snapshot,
                                     std::string_view name) {
  return NamesIn(snapshot, in_edges(*snapshot.Find(name), snapshot),
                 [&](const auto& edge) { return source(edge, snapshot); });
}
std::vector<std::string> TargetsFrom(const Snapshot& snapshot,
                                     std::string_view name) {
  return NamesIn(snapshot, out_edges(*snapshot.Find(name), snapshot),
                 [&](const auto& edge) { return target(edge, snapshot); });
}

TEST(BoostGraphTest, VerticesAreAllUnitsPostsAndPersonsEachWithAPlace) {
  const Snapshot school = School();
  ASSERT_EQ(num_vertices(school), 10u);
  std::set<std::string> names;
  std::size_t place = 0;
  const auto [first, last] = vertices(school);
  for (auto it = first; it != last; ++it) {
    EXPECT_EQ(get(boost::vertex_index, school, *it), place++);
    names.insert(school.organization().NameOf(*it));
  }
  EXPECT_THAT(
      names, ElementsAre("person:ann", "person:bea", "person:cyd", "post:clerk",
                         "post:rector", "post:secretary", "unit:b1", "unit:b2",
                         "unit:closed", "unit:school"));
}

TEST(BoostGraphTest, EdgesLeadFromWhoReportsToTheSuperior) {
  const Snapshot school = School();
  EXPECT_THAT(TargetsFrom(school, "unit:b1"), ElementsAre("unit:school"));
  EXPECT_THAT(TargetsFrom(school, "post:clerk"), ElementsAre("post:secretary"));
  EXPECT_THAT(TargetsFrom(school, "person:ann"), ElementsAre("post:secretary"));
  EXPECT_THAT(TargetsFrom(school, "person:bea"), ElementsAre("post:rector"));
  EXPECT_THAT(TargetsFrom(school, "post:rector"), IsEmpty());
  EXPECT_THAT(TargetsFrom(school, "unit:closed"), IsEmpty());
}

TEST(BoostGraphTest, InEdgesComeById) {
  const Snapshot school = School();
  EXPECT_THAT(SourcesInto(school, "unit:school"),
              ElementsAre("unit:b1", "unit:b2"));
  EXPECT_THAT(SourcesInto(school, "post:rector"),
              ElementsAre("post:secretary", "person:bea", "person:cyd"));
  EXPECT_THAT(SourcesInto(school, "post:secretary"),
              ElementsAre("post:clerk", "person:ann"));
  EXPECT_THAT(SourcesInto(school, "person:ann"), IsEmpty());
  EXPECT_THAT(SourcesInto(school, "unit:closed"), IsEmpty());
}

TEST(BoostGraphTest, DegreesCountTheEdges) {
  const Snapshot school = School();
  const Node secretary = *school.Find("post:secretary");
  EXPECT_EQ(in_degree(secretary, school), 2u);
  EXPECT_EQ(out_degree(secretary, school), 1u);
  EXPECT_EQ(degree(secretary, school), 3u);
  const auto [first, last] = adjacent_vertices(secretary, school);
  EXPECT_EQ(std::vector(first, last), std::vector{*school.Find("post:rector")});
}

// Each edge is there once in each direction.
TEST(BoostGraphTest, InEdgesAreTheOutEdgesTurnedRound) {
  const Snapshot school = School();
  std::multiset<std::pair<Node, Node>> up, down;
  const auto [first, last] = vertices(school);
  for (auto it = first; it != last; ++it) {
    const auto out = out_edges(*it, school);
    for (auto edge = out.first; edge != out.second; ++edge) {
      EXPECT_EQ(source(*edge, school), *it);
      up.insert({source(*edge, school), target(*edge, school)});
    }
    const auto in = in_edges(*it, school);
    for (auto edge = in.first; edge != in.second; ++edge) {
      EXPECT_EQ(target(*edge, school), *it);
      down.insert({source(*edge, school), target(*edge, school)});
    }
  }
  EXPECT_EQ(up.size(), 7u);
  EXPECT_EQ(up, down);
}

// The example at the top of boost_graph.h.
TEST(BoostGraphTest, BreadthFirstSearchCountsTheLevelsUp) {
  const Snapshot today = School();
  std::vector<int> distances(num_vertices(today), -1);
  const Node ann = *today.Find("person:ann");
  boost::put(NodeMap(today, distances), ann, 0);
  boost::breadth_first_search(
      today, ann,
      boost::visitor(boost::make_bfs_visitor(boost::record_distances(
          NodeMap(today, distances), boost::on_tree_edge()))));
  const auto distance = [&](std::string_view name) {
    return boost::get(NodeMap(today, distances), *today.Find(name));
  };
  EXPECT_EQ(distance("person:ann"), 0);
  EXPECT_EQ(distance("post:secretary"), 1);
  EXPECT_EQ(distance("post:rector"), 2);
  EXPECT_EQ(distance("post:clerk"), -1);
  EXPECT_EQ(distance("unit:school"), -1);
}

TEST(BoostGraphTest, TopologicalSortPutsEachNodeAfterItsSuperior) {
  const Snapshot today = School();
  std::vector<Node> order;
  boost::topological_sort(today, std::back_inserter(order));
  ASSERT_EQ(order.size(), num_vertices(today));
  const auto place = [&](Node node) {
    return std::find(order.begin(), order.end(), node) - order.begin();
  };
  for (const Node node : order) {
    if (const auto hop = SuperiorOf(today, node)) {
      EXPECT_LT(place(hop->node), place(node));
    }
  }
}

TEST(BoostGraphTest, StrongComponentsAreSingleNodesBecauseCyclesAreCut) {
  Records records;
  records.units = {{.id = "a", .kind = "unit", .parent = "c"},
                   {.id = "b", .kind = "unit", .parent = "a"},
                   {.id = "c", .kind = "unit", .parent = "b"}};
  const Snapshot snapshot = SnapshotOrDie(records);
  std::vector<int> components(num_vertices(snapshot));
  EXPECT_EQ(boost::strong_components(snapshot, NodeMap(snapshot, components)),
            3);
  EXPECT_THAT(TargetsFrom(snapshot, "unit:a"), IsEmpty());
  EXPECT_THAT(SourcesInto(snapshot, "unit:c"), IsEmpty());
}

// In a forest whoever dominates a node directly is its superior: everything
// that flows down to the node passes there last.
TEST(BoostGraphTest, DominatorsFromARootAreTheSuperiors) {
  const Snapshot today = School();
  const auto downwards = boost::make_reverse_graph(today);
  for (const char* root : {"unit:school", "post:rector"}) {
    std::vector<Node> dominators(num_vertices(today));
    boost::lengauer_tarjan_dominator_tree(downwards, *today.Find(root),
                                          NodeMap(today, dominators));
    const auto [first, last] = vertices(today);
    for (auto it = first; it != last; ++it) {
      const bool reached = (it->kind() == NodeKind::kUnit) ==
                           (std::string_view(root) == "unit:school");
      const auto hop = SuperiorOf(today, *it);
      EXPECT_EQ(boost::get(NodeMap(today, dominators), *it),
                reached && hop ? hop->node : SnapshotTraits::null_vertex())
          << today.organization().NameOf(*it);
    }
  }
}

TEST(BoostGraphTest, AnEmptyOrganisationIsAnEmptyGraph) {
  const Snapshot nothing = Organization().AsOf(kDay);
  EXPECT_EQ(num_vertices(nothing), 0u);
  EXPECT_EQ(vertices(nothing).first, vertices(nothing).second);
}

TEST(BoostGraphTest, AlgorithmsCopeWithAMillionLevels) {
  const Snapshot snapshot = testing::DeepChainOrDie(1'000'000);
  std::vector<Node> order;
  boost::topological_sort(snapshot, std::back_inserter(order));
  ASSERT_EQ(order.size(), 1'000'000u);
  EXPECT_EQ(snapshot.organization().NameOf(order.front()), "unit:u0000000");
  EXPECT_EQ(snapshot.organization().NameOf(order.back()), "unit:u0999999");
}

}  // namespace
}  // namespace zeren
