// check.h -- the interface of everything that can find a gap.
//
// A check looks at one focus (a unit, a post, a task ...) and says what is
// wrong with it. Rules of a profile name checks and give them parameters;
// `BindRules` puts the two together. To bring your own check, derive from
// `Check` and add it to a copy of the built-in registry
// (examples/own_check.cc has one):
//
//   CheckRegistry registry = CheckRegistry::BuiltIn();
//   absl::Status added = registry.Add(std::make_shared<MyCheck>());
//   absl::StatusOr<RuleSet> rules = BindRules(org.profile(), registry);
//   absl::StatusOr<GapReport> report = FindGaps(today, *rules);

#ifndef ZEREN_GAPS_CHECK_H_
#define ZEREN_GAPS_CHECK_H_

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/base/attributes.h"
#include "absl/status/statusor.h"
#include "zeren/core/node.h"
#include "zeren/core/text.h"
#include "zeren/core/value.h"
#include "zeren/gaps/check_view.h"
#include "zeren/model/condition.h"
#include "zeren/model/profile.h"

namespace zeren {

// What kind of facts a check reads, for people who read the catalogue.
enum class FactKind : std::uint8_t {
  kUnits,
  kUnitLines,
  kPosts,
  kReportingLines,
  kPersons,
  kMemberships,
  kAppointments,
  kAbsences,
  kDelegations,
  kDuties,
  kTasks,
  kAssignments,
  kProgress,
  kEvents,
  kFindings,
  kRecords,  // The records as written, of every array.
};

// How far from its focus a check reads. One that reads further than it says is
// not evaluated again when something changes there; `kGlobal`, the default, is
// always right, and slower over time and after changes.
enum class Reach : std::uint8_t {
  kSelf,     // Only the focus.
  kRow,      // And the facts that name it or that it names, and whether what
             // these name is in force, present and, for posts, held.
  kChain,    // And what is above it.
  kSubtree,  // And what is below it.
  kGlobal,   // Anything.
};

struct Scope {
  std::vector<FactKind> reads;
  Reach reach = Reach::kGlobal;
};

// One parameter of a check.
struct ParamSpec {
  enum class Type : std::uint8_t {
    kInteger,  // A whole number of at least `min`.
    kNumber,
    kWord,       // A word; of `vocabulary`, if there is one.
    kWords,      // A list of such words, all different, or one by itself.
    kChoice,     // One of `choices`.
    kCondition,  // A condition, written as everywhere in profiles.
  };
  // Some words of a choice, which is a parameter before it.
  struct OnlyWith {
    std::string param;
    std::vector<std::string> words;
  };
  std::string name;
  Type type = Type::kInteger;
  std::string unit;     // "days"; empty where there is none.
  Value default_value;  // Null: not set.
  Text meaning;
  double min = 0;  // Of a list of words: how many there are at least.
  // Of a number: what it may not be above. Of a share that is 1.
  double max = std::numeric_limits<double>::infinity();
  // When `max` holds. Empty: always.
  OnlyWith max_only_with = {};
  std::vector<std::string> choices;
  // The list of the profile that a word has to be in unless the profile is
  // open: "unit_kinds". Empty: any string will do.
  std::string vocabulary;
  // Whether a rule has to write it.
  bool required = false;
  // The number that it may not be below: of "max" that is "min". A rule has to
  // write one of the two at least, as it would ask nothing otherwise.
  std::string range_from;
  // Of the parameters of a check of which this is true, a rule has to write one
  // at least, for the same reason.
  bool one_needed = false;
  // The list of words of which it counts some: it may not be above their
  // number.
  std::string words_counted;
};

// Params
//
// The parameters of one rule, in the order of the check's specs, defaults
// filled in. Only what the specs allow is in them.
class Params {
 public:
  Params() = default;
  // `conditions` has one for each value, or none if no parameter is one.
  explicit Params(std::vector<Value> values,
                  std::vector<Condition> conditions = {})
      : values_(std::move(values)), conditions_(std::move(conditions)) {}

  // The value of the parameter with that position in the specs.
  const Value& at(std::size_t i) const { return values_[i]; }
  // An integer parameter that is set or has a default.
  std::int64_t integer(std::size_t i) const { return *values_[i].AsInteger(); }
  // A word or choice; nothing if not set.
  std::optional<std::string_view> word(std::size_t i) const {
    const std::string* word = values_[i].AsString();
    return word ? std::optional<std::string_view>(*word) : std::nullopt;
  }
  // A list of words, also where one was written by itself; empty if not set.
  std::vector<std::string_view> words(std::size_t i) const {
    std::vector<std::string_view> words;
    if (const Value::List* list = values_[i].AsList()) {
      for (const Value& word : *list) words.push_back(*word.AsString());
    }
    return words;
  }
  // A condition; one that is not set holds of everything.
  const Condition& condition(std::size_t i) const { return conditions_[i]; }

 private:
  std::vector<Value> values_;
  std::vector<Condition> conditions_;
};

// What a check detected at one focus.
struct Detection {
  Node focus;
  // What tells detections of one rule and focus apart: the id that is absent,
  // the unit of an overlap; empty where there is at most one.
  std::string key;
  Value value;
  // The nodes of a cycle, from the focus; empty: the usual path of the focus.
  std::vector<Node> cycle;

  friend bool operator==(const Detection&, const Detection&) = default;
};

// What a check detected on some days.
struct DatedDetection {
  Detection detection;
  Period days;
};

// Check
//
// Thread-safety: immutable.
class Check {
 public:
  virtual ~Check() = default;

  virtual std::string_view name() const = 0;
  // One sentence on what it finds, for the catalogue.
  virtual Text meaning() const = 0;
  // The kinds of nodes that it looks at. The document, for checks that look at
  // the records as a whole: these are evaluated once, and give each detection
  // its own focus.
  virtual std::vector<NodeKind> focus_kinds() const = 0;
  virtual std::vector<ParamSpec> params() const { return {}; }
  virtual Scope scope() const = 0;

  // Appends what is wrong with `focus`, which is in force, to `out`. A pure
  // function of its arguments.
  //
  // Nothing that a check does wrong here gets into a report: each detection is
  // put on `focus`, or, if that is the document and its own focus is nothing
  // that the document has, on the document. Nodes of a cycle that the document
  // does not have are dropped.
  virtual void Evaluate(const CheckView& view, Node focus, const Params& params,
                        std::vector<Detection>& out) const = 0;

  // Of a check that looks at the records as a whole: appends all that it finds
  // on the days of a period, each detection with days on which it holds, and
  // returns true. On each day that must be what `Evaluate` finds; detections of
  // one focus and key may share days. DEFAULT: false; the check is then
  // evaluated on a snapshot of each day on which anything turns.
  virtual bool EvaluateOver(const Organization& organization,
                            const Period& period, const Params& params,
                            std::vector<DatedDetection>& out) const;

  // Says a detection in English and Chinese. Pure.
  virtual Text Message(const Organization& organization,
                       const Detection& detection,
                       const Params& params) const = 0;
};

// CheckRegistry
//
// Checks by name. Thread-safety: like `std::vector`.
class CheckRegistry {
 public:
  // The checks that zeren brings. Made once.
  static const CheckRegistry& BuiltIn();

  // Errors: kAlreadyExists for a name that is taken; kInvalidArgument for no
  // check, an empty name, no focus kind or one twice, two parameters of one
  // name, a range from what is no parameter before it, a count of what is no
  // list of words before it, or a `max` that is below `min` or depends on what
  // is no choice before it. The registry is then as it was.
  absl::Status Add(std::shared_ptr<const Check> check);

  // Returns the check of that name, or null.
  const Check* Find(std::string_view name) const;
  // In order of name.
  const std::vector<std::shared_ptr<const Check>>& checks() const {
    return checks_;
  }

 private:
  std::vector<std::shared_ptr<const Check>> checks_;
};

// A rule with its check and its parameters, ready to be evaluated.
struct BoundRule {
  Rule rule;
  std::shared_ptr<const Check> check;
  Params params;
};

// Rules that are enabled, in order of id.
using RuleSet = std::vector<BoundRule>;

// Binds the enabled rules of a profile. Errors: kInvalidArgument with a
// `Problem` for every id that two of them have, unknown check, unknown or
// missing parameter, wrong type, value out of range and empty range, with the
// nearest name for a slip; also within conditions and lists. Pointers begin at
// the profile ("/rules/3/params/days"); a rule that does not know its own place
// is pointed to by its place in `Profile::rules`. Null is the same as not
// written, and 90.0 is a whole number.
absl::StatusOr<RuleSet> BindRules(const Profile& profile,
                                  const CheckRegistry& registry);

}  // namespace zeren

#endif  // ZEREN_GAPS_CHECK_H_
