// live_conditions.h -- the conditions of a roll-up, on a day that may become
// another.

#ifndef ZEREN_MEASURE_INTERNAL_LIVE_CONDITIONS_H_
#define ZEREN_MEASURE_INTERNAL_LIVE_CONDITIONS_H_

#include <cstdint>
#include <span>
#include <vector>

#include "src/measure/internal/carrier_facts.h"
#include "src/measure/internal/live_day.h"
#include "src/measure/internal/live_forest.h"
#include "src/model/internal/touch.h"
#include "zeren/core/node.h"
#include "zeren/measure/hierarchy.h"

namespace zeren::internal {

// LiveConditions
//
// Which carriers take part, and what is kept of the nodes that they sit in.
class LiveConditions {
 public:
  // Has asked no node yet. REQUIRES: all but `options` outlive this.
  LiveConditions(LiveDay& day, const LiveForest& units,
                 const RollUpOptions& options);

  // Whether there is a condition on carriers, and on nodes.
  bool asks_carriers() const { return !where_.empty(); }
  bool asks_nodes() const { return !within_.empty(); }

  // Whether a person, unit, post or task meets the condition. As `Matches`, in
  // time linear in its facts, and those of its members where it asks for them.
  bool Takes(Node carrier) const { return Meets(carrier, where_); }
  // Whether what sits in a node of the hierarchy is kept, as of the last
  // `Update`. O(1).
  bool Keeps(std::uint32_t node) const {
    return !asks_nodes() || (node < kept_.size() && kept_[node] != 0);
  }
  // Asks nodes of the hierarchy again. O(nodes, and their facts).
  void Update(std::span<const std::uint32_t> nodes);

  // Returns the persons, units, posts and tasks that may meet conditions now if
  // they did not, or the other way round, each once.
  std::vector<Node> Reached(std::span<const Touch> touches,
                            const LiveForest::Moves& moves) const;

 private:
  bool Meets(Node node, const Condition& condition) const;

  LiveDay& day_;
  const LiveForest& units_;
  const Condition where_;
  const Condition within_;
  const bool asks_members_;
  const NodeKind kind_;
  std::vector<std::uint8_t> kept_;  // By node, if nodes are asked.
};

// LiveCarriers
//
// The carriers of a measure as the day now has them.
class LiveCarriers final : public CarrierFacts {
 public:
  LiveCarriers(const LiveDay& day, const LiveConditions& conditions,
               Carrier kind)
      : day_(day), conditions_(conditions), kind_(kind) {}

  const Organization& organization() const override {
    return day_.organization();
  }
  Node NodeOf(std::uint32_t carrier) const override {
    switch (kind_) {
      case Carrier::kMembership:
        return PersonId{day_.rep()
                            .table<MembershipView>()
                            .Get<&MembershipView::person>()[carrier]};
      case Carrier::kUnit:
        return UnitId{carrier};
      case Carrier::kPost:
        return PostId{carrier};
      case Carrier::kTask:
        return TaskId{carrier};
      case Carrier::kPerson:
      case Carrier::kListed:
        break;
    }
    return PersonId{carrier};
  }
  bool asks() const override { return conditions_.asks_carriers(); }
  bool Takes(std::uint32_t carrier) const override {
    return conditions_.Takes(NodeOf(carrier));
  }

 private:
  const LiveDay& day_;
  const LiveConditions& conditions_;
  const Carrier kind_;
};

}  // namespace zeren::internal

#endif  // ZEREN_MEASURE_INTERNAL_LIVE_CONDITIONS_H_
