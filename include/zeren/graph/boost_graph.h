// boost_graph.h -- lets Boost.Graph algorithms run on a `Snapshot`.
//
// Include this header, and a `Snapshot` is a model of Boost's VertexListGraph,
// BidirectionalGraph (so IncidenceGraph too) and AdjacencyGraph. Nothing is
// copied: the graph is read from the snapshot's own tables.
//
//   * Vertices are the nodes of all units, posts and persons that the document
//     has, in force or not; those that are not in force have no edges.
//   * Edges are reporting lines, each from the node that reports to its
//     superior: from a unit to the unit above, from a post to a post, from a
//     person to a post. They are the answers of `SuperiorOf`, so that there is
//     one out-edge at most and no cycle.
//   * Vertices come by kind and dense id, in-edges by id, posts before persons.
//
// Example:
//
//   std::vector<Node> order;  // Each node after its superior.
//   boost::topological_sort(today, std::back_inserter(order));
//
// Maps over vertices come from plain arrays:
//
//   std::vector<int> distances(num_vertices(today));
//   boost::breadth_first_search(
//       today, *today.Find("person:p-017"),
//       boost::visitor(boost::make_bfs_visitor(boost::record_distances(
//           NodeMap(today, distances), boost::on_tree_edge()))));
//
// Algorithms that go down from a root, such as dominator trees, take
// `boost::make_reverse_graph(today)` and a root of it. There is no vertex above
// all roots: run them once for each root of `units().forest()` or
// `posts().forest()`, whose trees are disjoint.
//
// All functions take O(1), but for the first question for in-edges of a post,
// which takes O(persons) once for a snapshot (see `PersonsUnder`).
//
// No other header of zeren includes Boost.

#ifndef ZEREN_GRAPH_BOOST_GRAPH_H_
#define ZEREN_GRAPH_BOOST_GRAPH_H_

#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>
#include <boost/iterator/counting_iterator.hpp>
#include <boost/iterator/transform_iterator.hpp>
#include <boost/property_map/property_map.hpp>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "zeren/core/node.h"
#include "zeren/graph/chain.h"
#include "zeren/graph/snapshot.h"

namespace zeren {

// The edge descriptor: one line up.
struct ReportingEdge {
  Node from;      // Who reports,
  Node superior;  // and to whom.

  friend bool operator==(const ReportingEdge&, const ReportingEdge&) = default;
};

// VertexIndexMap
//
// The property map from a vertex to its place, 0 to `num_vertices() - 1`: units
// first, then posts, then persons. REQUIRES: a unit, post or person.
class VertexIndexMap {
 public:
  using key_type = Node;
  using value_type = std::size_t;
  using reference = std::size_t;
  using category = boost::readable_property_map_tag;

  VertexIndexMap() = default;
  explicit VertexIndexMap(const Snapshot& snapshot)
      : posts_begin_(snapshot.units().count()),
        persons_begin_(posts_begin_ + snapshot.posts().count()) {}

  std::size_t operator[](Node node) const {
    switch (node.kind()) {
      case NodeKind::kPost:
        return posts_begin_ + node.index();
      case NodeKind::kPerson:
        return persons_begin_ + node.index();
      default:
        return node.index();
    }
  }
  friend std::size_t get(const VertexIndexMap& map, Node node) {
    return map[node];
  }

  // The vertex at a place.
  Node VertexAt(std::size_t place) const {
    if (place < posts_begin_) return UnitId{Number(place)};
    if (place < persons_begin_) return PostId{Number(place - posts_begin_)};
    return PersonId{Number(place - persons_begin_)};
  }

 private:
  static std::uint32_t Number(std::size_t n) {
    return static_cast<std::uint32_t>(n);
  }

  std::size_t posts_begin_ = 0;
  std::size_t persons_begin_ = 0;
};

// Returns a Boost property map that reads and writes the element of a node in
// `values`, which has one for each vertex and must outlive the map.
template <typename T>
auto NodeMap(const Snapshot& snapshot, std::vector<T>& values) {
  return boost::make_iterator_property_map(values.begin(),
                                           VertexIndexMap(snapshot));
}

namespace boost_graph_internal {

struct VertexAt {
  VertexIndexMap map;
  Node operator()(std::size_t place) const { return map.VertexAt(place); }
};
struct SuperiorAt {
  Node superior;
  Node operator()(std::size_t) const { return superior; }
};
struct OutEdgeAt {
  ReportingEdge edge;
  ReportingEdge operator()(std::size_t) const { return edge; }
};
// Nodes of the superior's own kind come first, then persons.
struct InEdgeAt {
  Node superior;
  std::span<const std::uint32_t> nodes;
  std::span<const std::uint32_t> persons;
  ReportingEdge operator()(std::size_t i) const {
    if (i < nodes.size()) return {Node(superior.kind(), nodes[i]), superior};
    return {PersonId{persons[i - nodes.size()]}, superior};
  }
};

// An iterator over what a function says of 0, 1 and so on.
template <typename At, typename Value>
using IteratorOver =
    boost::transform_iterator<At, boost::counting_iterator<std::size_t>, Value,
                              Value>;
template <typename Iterator, typename At>
std::pair<Iterator, Iterator> RangeOf(std::size_t size, const At& at) {
  using Count = boost::counting_iterator<std::size_t>;
  return {Iterator(Count(0), at), Iterator(Count(size), at)};
}

struct Traversal : virtual boost::vertex_list_graph_tag,
                   virtual boost::bidirectional_graph_tag,
                   virtual boost::adjacency_graph_tag {};

}  // namespace boost_graph_internal
}  // namespace zeren

template <>
struct boost::graph_traits<zeren::Snapshot> {
  using vertex_descriptor = zeren::Node;
  using edge_descriptor = zeren::ReportingEdge;
  using directed_category = boost::bidirectional_tag;
  using edge_parallel_category = boost::disallow_parallel_edge_tag;
  using traversal_category = zeren::boost_graph_internal::Traversal;

  using vertices_size_type = std::size_t;
  using edges_size_type = std::size_t;
  using degree_size_type = std::size_t;

  using vertex_iterator = zeren::boost_graph_internal::IteratorOver<
      zeren::boost_graph_internal::VertexAt, zeren::Node>;
  using adjacency_iterator = zeren::boost_graph_internal::IteratorOver<
      zeren::boost_graph_internal::SuperiorAt, zeren::Node>;
  using out_edge_iterator = zeren::boost_graph_internal::IteratorOver<
      zeren::boost_graph_internal::OutEdgeAt, zeren::ReportingEdge>;
  using in_edge_iterator = zeren::boost_graph_internal::IteratorOver<
      zeren::boost_graph_internal::InEdgeAt, zeren::ReportingEdge>;
  using edge_iterator = void;  // Not an EdgeListGraph.

  // The document, which is no vertex.
  static zeren::Node null_vertex() { return {}; }
};

template <>
struct boost::property_map<zeren::Snapshot, boost::vertex_index_t> {
  using type = zeren::VertexIndexMap;
  using const_type = zeren::VertexIndexMap;
};

namespace zeren {

using SnapshotTraits = boost::graph_traits<Snapshot>;

// VertexListGraph
inline std::size_t num_vertices(const Snapshot& snapshot) {
  return std::size_t{snapshot.units().count()} + snapshot.posts().count() +
         snapshot.people().count();
}
inline auto vertices(const Snapshot& snapshot) {
  return boost_graph_internal::RangeOf<SnapshotTraits::vertex_iterator>(
      num_vertices(snapshot),
      boost_graph_internal::VertexAt{VertexIndexMap(snapshot)});
}

// IncidenceGraph
inline Node source(const ReportingEdge& edge, const Snapshot&) {
  return edge.from;
}
inline Node target(const ReportingEdge& edge, const Snapshot&) {
  return edge.superior;
}
inline auto out_edges(Node node, const Snapshot& snapshot) {
  const std::optional<ChainHop> hop = SuperiorOf(snapshot, node);
  return boost_graph_internal::RangeOf<SnapshotTraits::out_edge_iterator>(
      hop ? 1 : 0,
      boost_graph_internal::OutEdgeAt{
          {node, hop ? hop->node : SnapshotTraits::null_vertex()}});
}
inline std::size_t out_degree(Node node, const Snapshot& snapshot) {
  return SuperiorOf(snapshot, node) ? 1 : 0;
}

// BidirectionalGraph
inline auto in_edges(Node node, const Snapshot& snapshot) {
  boost_graph_internal::InEdgeAt at{node, {}, {}};
  if (const std::optional<UnitId> unit = node.As<UnitId>()) {
    at.nodes = snapshot.units().children(*unit).indices();
  } else if (const std::optional<PostId> post = node.As<PostId>()) {
    at.nodes = snapshot.posts().direct_reports(*post).indices();
    at.persons = PersonsUnder(snapshot, *post).indices();
  }
  return boost_graph_internal::RangeOf<SnapshotTraits::in_edge_iterator>(
      at.nodes.size() + at.persons.size(), at);
}
inline std::size_t in_degree(Node node, const Snapshot& snapshot) {
  const auto [first, last] = in_edges(node, snapshot);
  return static_cast<std::size_t>(last - first);
}
inline std::size_t degree(Node node, const Snapshot& snapshot) {
  return in_degree(node, snapshot) + out_degree(node, snapshot);
}

// AdjacencyGraph
inline auto adjacent_vertices(Node node, const Snapshot& snapshot) {
  const std::optional<ChainHop> hop = SuperiorOf(snapshot, node);
  return boost_graph_internal::RangeOf<SnapshotTraits::adjacency_iterator>(
      hop ? 1 : 0, boost_graph_internal::SuperiorAt{
                       hop ? hop->node : SnapshotTraits::null_vertex()});
}

// PropertyGraph
inline VertexIndexMap get(boost::vertex_index_t, const Snapshot& snapshot) {
  return VertexIndexMap(snapshot);
}
inline std::size_t get(boost::vertex_index_t, const Snapshot& snapshot,
                       Node node) {
  return VertexIndexMap(snapshot)[node];
}

}  // namespace zeren

#endif  // ZEREN_GRAPH_BOOST_GRAPH_H_
