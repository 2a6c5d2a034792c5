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
//
// Where numbers are at hand already, `ColumnMeasure` and `CallableMeasure` take
// them without a class.

#ifndef ZEREN_MEASURE_MEASURE_H_
#define ZEREN_MEASURE_MEASURE_H_

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "absl/base/attributes.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "zeren/core/node.h"
#include "zeren/core/text.h"
#include "zeren/graph/snapshot.h"
#include "zeren/measure/hierarchy.h"

namespace zeren {

namespace internal {
class LiveDay;
}  // namespace internal

// How values combine. Each has an identity, which is the value of nothing.
enum class Combiner : std::uint8_t {
  kCount,          // How many carriers have a value other than 0.
  kDistinctCount,  // The same: a carrier counts once, however often it sits
                   // below. Says so in the name.
  kSum,            // Of whole numbers or of fractions, see `Measure::whole`.
  kMin,            // The least value; nothing of nothing.
  kMax,            // The greatest value; nothing of nothing.
  kWeightedMean,   // Sum of weight times value over sum of weights; the plain
                   // mean if all weights are 0; nothing of nothing.
  kRatio,          // Sum of values over sum of weights; nothing over 0.
  kWorst,          // The worst place on `Measure::scale`; nothing of nothing.
  kAny,            // 1 if some value is other than 0, else 0.
  kAll,            // 1 if no value is 0, else 0; 1 of nothing.
  kHistogram,      // How many values lie in each class of `Measure::edges`.
  kTop,            // The `Measure::top` greatest values, with their carriers.
};
std::string_view NameOf(Combiner combiner);  // "count", "distinct_count" ...
std::optional<Combiner> ParseCombiner(std::string_view name);

// Whether a carrier takes part in a measure, and whether its value is known.
enum class Taken : std::uint8_t { kNot, kUnknown, kKnown };

// Readings
//
// Where a reader puts what it read: element i of each span is about carrier i.
// They come filled in as a carrier that counts: known, value 1, weight 1. So a
// reader writes only what is different. Values must be finite; weights finite
// and not negative.
struct Readings {
  std::span<Taken> taken;
  std::span<double> values;
  std::span<double> weights;  // Empty but for weighted means and ratios.
};

// MeasureReader
//
// Reads carriers of one snapshot, a block of up to `kReadBlock` at a time. A
// carrier is the index of a person, unit, post or task, a row of
// `Snapshot::membership`, or an index of `Measure::listed`; it is in force.
// Blocks come in any order.
//
// Pure: the same answer for the same carrier, from any thread unless the
// measure says otherwise. A reader may keep references to the tables of its
// snapshot.
class MeasureReader {
 public:
  virtual ~MeasureReader() = default;
  virtual void Read(std::span<const std::uint32_t> carriers,
                    const Readings& out) const = 0;

  // If not empty: the values of all carriers by index, each known, with weight
  // 1. It must say the same as `Read`, and saves calls of it.
  virtual std::span<const double> column() const { return {}; }
};
inline constexpr std::size_t kReadBlock = 1024;

// MeasureOpener
//
// Opens readers of a measure on a snapshot, or says why that cannot be. It is
// made of anything that does so when it is called.
class MeasureOpener {
 public:
  using Opened = absl::StatusOr<std::unique_ptr<MeasureReader>>;
  using Open = std::function<Opened(const Snapshot&)>;
  using Follow =
      std::function<std::unique_ptr<MeasureReader>(internal::LiveDay& day)>;

  MeasureOpener() = default;
  MeasureOpener(std::nullptr_t) {}  // NOLINT: nothing is an opener, too.
  template <typename Callable>
  requires(!std::same_as<std::remove_cvref_t<Callable>, MeasureOpener> &&
           std::is_invocable_r_v<Opened, Callable&, const Snapshot&>)
      MeasureOpener(Callable open)  // NOLINT: a lambda is an opener.
      : open_(std::move(open)) {}
  // Low-level: of a measure that zeren brings. What `follow` opens reads the
  // same values without a snapshot, and goes on doing so as the day turns.
  MeasureOpener(Open open, Follow follow)
      : open_(std::move(open)), follow_(std::move(follow)) {}

  explicit operator bool() const { return open_ != nullptr; }
  Opened operator()(const Snapshot& snapshot) const { return open_(snapshot); }

  bool can_follow() const { return follow_ != nullptr; }
  // REQUIRES: `can_follow()`.
  std::unique_ptr<MeasureReader> OpenToFollow(internal::LiveDay& day) const {
    return follow_(day);
  }

 private:
  Open open_;
  Follow follow_;
};

struct Measure {
  std::string name = {};
  Text title = {};
  Text meaning = {};
  std::string unit = {};  // Of the values: "persons", "posts", "share" ...
  Carrier carrier = Carrier::kPost;
  // See `CarrierSet`.
  std::string head_count = {};
  std::shared_ptr<const std::vector<Node>> listed = {};
  Combiner combiner = Combiner::kCount;
  // Of sums: whether all values are whole numbers, and so those of nodes, which
  // must stay below 2^53 either side of 0. Of all: whether values are written
  // without a fraction where they have none.
  bool whole = true;
  // Whether more is better, as of progress, and less is not, as of vacancies.
  bool more_is_better = true;
  // Of kHistogram: where classes end, in rising order. The first class is of
  // values below the first edge, the last of those at or above the last one.
  std::vector<double> edges = {};
  // Of kWorst: names of the values 0, 1, 2 ..., best first.
  std::vector<std::string> scale = {};
  // Of kTop.
  std::uint32_t top = 5;
  std::vector<Hierarchy> hierarchies = {};  // That it rolls up.
  // Whether its readers may be called from several threads at once.
  bool thread_safe = true;
  MeasureOpener open = {};

  CarrierSet carriers() const { return {carrier, head_count, listed}; }
};

// Says why something is no measure: kInvalidArgument for an empty name, the
// name "node" (which rows of results have for something else), no hierarchy, a
// hierarchy in which its carriers do not sit, no reader, listed carriers
// without a list, edges that do not rise, an empty scale, a top of none.
absl::Status CheckMeasure(const Measure& measure);

// Measures whose values are at hand
//
// Both complete a measure that says all but how it is read.

// A column of values: element i is about carrier i (for persons: about the
// person whose dense id is i). `known` and `weights` may be empty: all known,
// all 1. The spans must outlive every roll-up of the measure.
//
// Errors when it is rolled up: kInvalidArgument for a column of another length
// than there are carriers, and for a value or weight that is no finite number.
Measure ColumnMeasure(Measure measure, std::span<const double> values,
                      std::span<const std::uint8_t> known = {},
                      std::span<const double> weights = {});

// What a callable says of each carrier: nothing for a value that is not known.
// It is called from one thread at a time.
Measure CallableMeasure(
    Measure measure,
    std::function<std::optional<double>(const Snapshot&, Node)> value);

// MeasureFamily
//
// Measures that there are as many of as a snapshot has words: `members.full`
// for each head count of its profile.
struct MeasureFamily {
  std::string pattern = {};  // For people: "members.<head count>".
  Text meaning = {};
  // The measure of a name; nothing if the name is not of this family.
  std::function<std::optional<Measure>(const Snapshot&, std::string_view name)>
      find = {};
  // All names that a snapshot has.
  std::function<std::vector<std::string>(const Snapshot&)> names = {};
};

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
  void AddFamily(MeasureFamily family);

  // Returns the measure of that name, also of a family, or kNotFound with the
  // nearest name.
  absl::StatusOr<Measure> Find(const Snapshot& snapshot,
                               std::string_view name) const;
  // In order of name.
  const std::vector<Measure>& measures() const ABSL_ATTRIBUTE_LIFETIME_BOUND {
    return measures_;
  }
  const std::vector<MeasureFamily>& families() const
      ABSL_ATTRIBUTE_LIFETIME_BOUND {
    return families_;
  }

 private:
  std::vector<Measure> measures_;
  std::vector<MeasureFamily> families_;
};

}  // namespace zeren

#endif  // ZEREN_MEASURE_MEASURE_H_
