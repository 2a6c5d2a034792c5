// measure.h -- what can be rolled up the chain.
//
// A measure gives a number to carriers (persons, memberships, posts, tasks) and
// says how numbers combine. A `MeasureRegistry` is a list of measures by name;
// `BuiltIn()` has those that zeren brings, and a copy of it takes your own:
//
//   class Seats : public MeasureReader {
//    public:
//     explicit Seats(const Snapshot& snapshot) : posts_(snapshot.posts()) {}
//     void Read(std::span<const std::uint32_t> carriers,
//               const Readings& out) const override {
//       for (std::size_t i = 0; i < carriers.size(); ++i) {
//         out.values[i] = posts_.seats(PostId{carriers[i]});
//       }
//     }
//
//    private:
//     const Posts& posts_;
//   };
//   MeasureRegistry registry = MeasureRegistry::BuiltIn();
//   absl::Status added = registry.Add(
//       {.name = "seats",
//        .unit = "seats",
//        .carrier = Carrier::kPost,
//        .combiner = Combiner::kSum,
//        .hierarchies = {Hierarchy::kUnits, Hierarchy::kPosts},
//        .open = [](const Snapshot& snapshot) {
//          return std::make_unique<Seats>(snapshot);
//        }});

#ifndef ZEREN_MEASURE_MEASURE_H_
#define ZEREN_MEASURE_MEASURE_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/base/attributes.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "zeren/core/node.h"
#include "zeren/core/text.h"
#include "zeren/graph/snapshot.h"

namespace zeren {

// What a roll-up runs up.
enum class Hierarchy : std::uint8_t { kUnits, kPosts, kTasks };
std::string_view NameOf(Hierarchy hierarchy);  // "units", "posts", "tasks"
std::optional<Hierarchy> ParseHierarchy(std::string_view name);
// The kind of the nodes that a hierarchy consists of.
NodeKind NodeKindOf(Hierarchy hierarchy);

// What carries the values of a measure. Over units, a person sits in every unit
// with a membership in force, a membership, post or task in its unit; over
// posts and over tasks, a post or a task sits in itself.
enum class Carrier : std::uint8_t { kPerson, kMembership, kPost, kTask };
std::string_view NameOf(Carrier carrier);  // "persons", "memberships" ...
bool SitsIn(Carrier carrier, Hierarchy hierarchy);

// How values combine. Each has an identity, which is the value of nothing.
enum class Combiner : std::uint8_t {
  kCount,          // How many carriers have the value 1; whole numbers.
  kDistinctCount,  // The same, each carrier once however often it sits below.
  kSum,            // Of whole numbers or of fractions, see `Measure::whole`.
  kWeightedMean,   // Sum of weight times value over sum of weights; the plain
                   // mean if all weights are 0; nothing of nothing.
};

// Whether a carrier takes part in a measure, and whether its value is known.
enum class Taken : std::uint8_t { kNot, kUnknown, kKnown };

// Readings
//
// Where a reader puts what it read: element i of each span is about carrier i.
// They come filled in as a carrier that counts: known, value 1, weight 1. So a
// reader writes only what is different.
struct Readings {
  std::span<Taken> taken;
  std::span<double> values;
  std::span<double> weights;  // Empty but for weighted means.
};

// MeasureReader
//
// Reads carriers of one snapshot, a block of up to `kReadBlock` at a time. A
// carrier is the index of a person, post or task, or a row of
// `Snapshot::membership`; it is in force. Blocks come in any order.
//
// Pure: the same answer for the same carrier, from any thread. A reader may
// keep references to the tables of its snapshot.
class MeasureReader {
 public:
  virtual ~MeasureReader() = default;
  virtual void Read(std::span<const std::uint32_t> carriers,
                    const Readings& out) const = 0;
};
inline constexpr std::size_t kReadBlock = 1024;

struct Measure {
  std::string name = {};
  Text title = {};
  Text meaning = {};
  std::string unit = {};  // Of the values: "persons", "posts", "share" ...
  Carrier carrier = Carrier::kPost;
  Combiner combiner = Combiner::kCount;
  // Whether values of nodes are whole numbers.
  bool whole = true;
  std::vector<Hierarchy> hierarchies = {};  // That it rolls up.
  std::function<std::unique_ptr<MeasureReader>(const Snapshot&)> open = {};
};

// Says why something is no measure: kInvalidArgument for an empty name, no
// hierarchy, a hierarchy in which its carriers do not sit, or no reader.
absl::Status CheckMeasure(const Measure& measure);

// MeasureRegistry
//
// Measures by name. Thread-safety: like `std::vector`.
class MeasureRegistry {
 public:
  // The measures that zeren brings. Made once.
  static const MeasureRegistry& BuiltIn();

  // Adds a measure. Errors: kAlreadyExists for a name that is taken, and those
  // of `CheckMeasure`.
  absl::Status Add(Measure measure);

  // Returns the measure of that name, or kNotFound with the nearest name. The
  // pointer is good until the registry changes.
  absl::StatusOr<const Measure*> Find(std::string_view name) const
      ABSL_ATTRIBUTE_LIFETIME_BOUND;
  // In order of name.
  const std::vector<Measure>& measures() const ABSL_ATTRIBUTE_LIFETIME_BOUND {
    return measures_;
  }

 private:
  std::vector<Measure> measures_;
};

}  // namespace zeren

#endif  // ZEREN_MEASURE_MEASURE_H_
