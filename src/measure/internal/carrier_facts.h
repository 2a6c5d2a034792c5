// carrier_facts.h -- who the carriers of a measure are, on one day.

#ifndef ZEREN_MEASURE_INTERNAL_CARRIER_FACTS_H_
#define ZEREN_MEASURE_INTERNAL_CARRIER_FACTS_H_

#include <cstdint>
#include <memory>
#include <utility>

#include "zeren/core/node.h"
#include "zeren/graph/matching.h"
#include "zeren/graph/snapshot.h"
#include "zeren/measure/fold.h"
#include "zeren/measure/hierarchy.h"
#include "zeren/model/condition.h"

namespace zeren::internal {

class CarrierFacts {
 public:
  virtual ~CarrierFacts() = default;

  virtual const Organization& organization() const = 0;
  virtual Node NodeOf(std::uint32_t carrier) const = 0;
  // Whether only some carriers take part, and which.
  virtual bool asks() const = 0;
  virtual bool Takes(std::uint32_t carrier) const = 0;
};

// As a snapshot has them; those take part that meet a condition.
class SnapshotCarriers final : public CarrierFacts {
 public:
  SnapshotCarriers(std::shared_ptr<const Snapshot> snapshot,
                   CarrierSet carriers, Condition where)
      : snapshot_(std::move(snapshot)),
        carriers_(std::move(carriers)),
        where_(std::move(where)),
        asks_(!where_.empty()) {}

  const Organization& organization() const override {
    return snapshot_->organization();
  }
  Node NodeOf(std::uint32_t carrier) const override {
    return CarrierNode(*snapshot_, carriers_, carrier);
  }
  bool asks() const override { return asks_; }
  bool Takes(std::uint32_t carrier) const override {
    return Matches(*snapshot_, NodeOf(carrier), where_);
  }

 private:
  const std::shared_ptr<const Snapshot> snapshot_;
  const CarrierSet carriers_;
  const Condition where_;
  const bool asks_;
};

}  // namespace zeren::internal

#endif  // ZEREN_MEASURE_INTERNAL_CARRIER_FACTS_H_
