#include "src/measure/internal/knots.h"

#include <algorithm>
#include <boost/graph/compressed_sparse_row_graph.hpp>
#include <boost/graph/strong_components.hpp>
#include <utility>

#include "zeren/core/node.h"

namespace zeren::internal {
namespace {

// Once its links are cut, the first node of a knot is in none. So when the turn
// comes to a node, all before it are out of its way: a link to it from a later
// one is cut exactly if both are in one knot of the nodes from it onwards.
//
// Let nodes come in turn, the last first, each with its links to those that are
// there. For each link the first turn after which both its ends are in one knot
// is found by halving the turns: links that are within a knot after the middle
// turn become so in the first half; for all others, the knots of the middle are
// nodes of the second half.
class CutFinder {
 public:
  CutFinder(std::span<const Link> links, std::size_t nodes)
      : links_(links), cuts_(links.size(), 0), places_(nodes, kNoIndex) {}

  std::vector<std::uint8_t> Run() && {
    std::vector<End> ends;
    for (std::uint32_t i = 0; i < links_.size(); ++i) {
      if (links_[i].parent == links_[i].child) {
        cuts_[i] = 1;
        continue;
      }
      ends.push_back({i, links_[i].parent, links_[i].child});
    }
    if (!places_.empty()) Halve(0, places_.size(), std::move(ends));
    return std::move(cuts_);
  }

 private:
  // A link, and what its ends have become part of.
  struct End {
    std::uint32_t link;
    std::uint32_t parent;
    std::uint32_t child;
  };

  std::size_t TurnOf(std::uint32_t node) const {
    return places_.size() - 1 - node;
  }
  std::size_t TurnOf(const End& end) const {
    const Link& link = links_[end.link];
    return TurnOf(std::min(link.parent, link.child));
  }

  // The ends of each link come into one knot at one of the turns from `begin`
  // on and before `end`, or after these. Halves at most log(turns) deep.
  void Halve(std::size_t begin, std::size_t end, std::vector<End> ends) {
    if (ends.empty()) return;
    if (end - begin == 1) {
      KeepWithin(ends, begin);
      for (const End& within : ends) {
        if (TurnOf(links_[within.link].child) == begin) cuts_[within.link] = 1;
      }
      return;
    }
    const std::size_t middle = begin + (end - begin) / 2;
    std::vector<End> first = ends;
    std::vector<End> second = KeepWithin(first, middle - 1);
    ends = {};
    Halve(begin, middle, std::move(first));
    Halve(middle, end, std::move(second));
  }

  // Keeps the links whose ends are in one knot after a turn. Returns the
  // others, with knots in place of their ends.
  std::vector<End> KeepWithin(std::vector<End>& ends, std::size_t turn) {
    using Graph = boost::compressed_sparse_row_graph<
        boost::directedS, boost::no_property, boost::no_property,
        boost::no_property, std::uint32_t, std::uint32_t>;
    // Few nodes may be left: they are numbered anew.
    std::vector<std::uint32_t> nodes;
    const auto place = [&](std::uint32_t node) {
      if (places_[node] == kNoIndex) {
        places_[node] = static_cast<std::uint32_t>(nodes.size());
        nodes.push_back(node);
      }
      return places_[node];
    };
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
    for (const End& end : ends) {
      const std::pair<std::uint32_t, std::uint32_t> pair = {place(end.parent),
                                                            place(end.child)};
      if (TurnOf(end) <= turn) pairs.push_back(pair);
    }
    const Graph graph(boost::edges_are_unsorted_multi_pass, pairs.begin(),
                      pairs.end(), static_cast<std::uint32_t>(nodes.size()));
    std::vector<std::uint32_t> knots(nodes.size());
    const std::uint32_t count = boost::strong_components(
        graph, boost::make_iterator_property_map(
                   knots.begin(), boost::get(boost::vertex_index, graph)));
    // Each knot goes by the name of one of its nodes.
    std::vector<std::uint32_t> names(count);
    for (std::size_t i = 0; i < nodes.size(); ++i) names[knots[i]] = nodes[i];
    const auto name = [&](std::uint32_t node) {
      return names[knots[places_[node]]];
    };
    std::vector<End> others;
    std::erase_if(ends, [&](const End& end) {
      const End joined = {end.link, name(end.parent), name(end.child)};
      if (joined.parent == joined.child) return false;
      others.push_back(joined);
      return true;
    });
    for (const std::uint32_t node : nodes) places_[node] = kNoIndex;
    return others;
  }

  const std::span<const Link> links_;
  std::vector<std::uint8_t> cuts_;
  std::vector<std::uint32_t> places_;  // Of nodes, while knots are looked for.
};

}  // namespace

std::vector<std::uint8_t> FindCuts(std::span<const Link> links,
                                   std::size_t nodes) {
  return CutFinder(links, nodes).Run();
}

}  // namespace zeren::internal
