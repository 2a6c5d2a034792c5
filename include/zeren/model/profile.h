// profile.h -- what differs from one sort of organisation to the next, as data.
//
// A profile lists the vocabulary (kinds of units, posts, duties, events, the
// standings of members), the obligations and schemes that apply, and the rules
// by which gaps are found. Three are built in: `generic`, `company` and
// `party-school`. A profile may extend another: lists merge by `id`, and an
// entry field by field.

#ifndef ZEREN_MODEL_PROFILE_H_
#define ZEREN_MODEL_PROFILE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "zeren/core/text.h"
#include "zeren/core/value.h"
#include "zeren/model/condition.h"

namespace zeren {

enum class Severity : std::uint8_t { kViolation, kWarning, kInfo };

// A word of a vocabulary that needs no more than a title.
struct VocabularyEntry {
  std::string id;
  std::optional<Text> title;
};

// How many posts of a kind a unit of some kind has, where `when` holds.
struct PostRule {
  std::string kind;
  std::optional<std::int64_t> min;
  std::optional<std::int64_t> max;
  Condition when;
};

struct UnitKind {
  std::string id;
  std::optional<Text> title;
  std::optional<std::int64_t> level;  // 0 is the top.
  std::vector<std::string> parents;   // Allowed kinds of the unit above.
  std::vector<PostRule> posts;
  std::optional<double> term_years;
};

struct PostKind {
  std::string id;
  std::optional<Text> title;
  bool head = false;                       // Posts of this kind head a unit.
  std::vector<std::string> deputizes_for;  // Kinds that it stands in for.
  std::optional<double> term_years;
  std::optional<std::int64_t> max_per_person;
};

struct Standing {
  std::string id;
  std::optional<Text> title;
  std::vector<std::string> counts_as;  // Named head counts.
};

// A share of the people that an event counts: at least (if `strict`, more than)
// `numerator / denominator` of them, from 0 to 1. A fraction, because a vote
// that is one short of two thirds must not pass by rounding.
struct Share {
  static constexpr std::int64_t kMaxDenominator = 1'000'000;

  std::string of;  // `due`, `voting_due`, `present`, `voting_present`.
  std::int64_t numerator = 0;
  std::int64_t denominator = 1;  // 1 to `kMaxDenominator`.
  bool strict = false;

  friend bool operator==(const Share&, const Share&) = default;
};

// How many must be there, and how many in favour, for a meeting to decide.
struct Quorum {
  std::optional<Share> present;
  std::optional<Share> in_favour;
};

struct Obligation {
  std::string id;
  std::optional<Text> title;
  std::string event;  // Kind of the events that meet it.
  Condition subject;
  std::int64_t count = 1;
  std::string per;                   // `week` ... `year`, `term`.
  std::vector<std::int64_t> months;  // 1 to 12; empty: any.
  std::int64_t grace_days = 0;
  std::string partial = "prorate";  // `skip`, `prorate`, `full`.
  std::optional<Quorum> quorum;
  std::string citation;
};

struct Gate {
  std::string id;
  bool required = true;
  std::optional<double> min;
  std::optional<double> max;
  std::optional<std::int64_t> within_days;
};

struct PipelineStage {
  std::string id;
  std::optional<Text> title;
  std::optional<std::int64_t> min_days;
  std::optional<std::int64_t> max_days;
  std::vector<Gate> gates;
};

struct TrainingRequirement {
  struct ClassShare {
    std::string course_class;
    double min_share = 0;
  };
  std::string id;
  std::optional<Text> title;
  Condition subject;
  double hours = 0;
  std::string per = "year";
  std::vector<ClassShare> classes;
  std::string citation;
};

struct Indicator {
  std::string id;
  std::optional<Text> title;
  double weight = 1;
  std::optional<double> max;
  std::string measure;  // Empty: rated, not measured.
  std::optional<double> deduct_each;
  std::optional<double> bonus_cap;
  bool veto = false;
};

struct AppraisalDimension {
  std::string id;
  std::optional<Text> title;
  double weight = 1;
  std::vector<Indicator> indicators;
};

struct AppraisalScheme {
  struct Band {
    std::string grade;
    double min = 0;
  };
  struct Quota {
    std::string grade;
    double max_share = 1;
    std::string base = "all";
  };
  struct Consequence {
    std::string grade;
    std::optional<Text> reward;
    std::optional<Text> penalty;
    std::string event;
  };
  std::vector<AppraisalDimension> dimensions;
  std::vector<Band> bands;
  std::vector<Quota> quotas;
  std::vector<Consequence> consequences;
  std::int64_t min_raters = 3;
};

// A rule as it is written, not yet bound to a check.
struct Rule {
  std::string id;
  std::string check;
  Value::Record params;
  Condition where;
  Severity severity = Severity::kViolation;
  // Instead of the check's own. One that is empty in English or Chinese is as
  // none.
  std::optional<Text> message;
  std::string citation;
  bool waivable = false;
  bool enabled = true;
  std::string pointer;  // Its place: "/rules/3", within the profile's text.
};

// Profile
//
// Plain data; copy and change it at will. All fields of the format are kept,
// whether a query uses them yet or not.
struct Profile {
  std::string id = "generic";
  std::optional<Text> title;
  std::string extends;
  // Whether kinds and standings that are not listed are accepted.
  bool open = false;
  std::vector<VocabularyEntry> line_kinds;
  std::vector<UnitKind> unit_kinds;
  std::vector<PostKind> post_kinds;
  std::vector<Standing> standings;
  std::vector<VocabularyEntry> duty_kinds;
  std::vector<VocabularyEntry> event_kinds;
  std::vector<VocabularyEntry> course_classes;
  std::vector<Obligation> obligations;
  std::vector<PipelineStage> pipeline;
  std::vector<TrainingRequirement> training;
  AppraisalScheme appraisal;
  std::vector<Rule> rules;  // In order of id.

  // How the document names it: the name of a built-in profile as JSON text
  // ("\"generic\""), or the object that was written.
  std::string source = "\"generic\"";

  // Each returns the entry with that id, or null. O(entries).
  const UnitKind* FindUnitKind(std::string_view id) const;
  const PostKind* FindPostKind(std::string_view id) const;
  const Standing* FindStanding(std::string_view id) const;

  // Whether a membership with this standing (empty: none) is counted by the
  // head count of that name: by `counts_as` or its own id where the profile
  // lists it; by `all` where it does not.
  bool CountsAs(std::string_view standing, std::string_view head_count) const;
};

// Returns a built-in profile, or kNotFound with the nearest name.
absl::StatusOr<Profile> BuiltInProfile(std::string_view id);
std::vector<std::string_view> BuiltInProfileNames();

// Parses a profile object from JSON text and merges it with the built-in
// profile that it extends. Errors: kInvalidArgument with a `Problem` for each
// unknown field, wrong type, value out of range, missing field, duplicate id,
// unknown or circular `extends`; pointers are within the object. Rules are not
// bound to checks here: see `BindRules` of zeren/gaps/check.h.
absl::StatusOr<Profile> ParseProfile(std::string_view json);

// Parses a condition, for queries of organizations with this profile: unless it
// is open, every kind and standing has to be listed there. Errors are those of
// the other `ParseCondition`, and a `Problem` with the nearest name for each
// word that is not listed.
absl::StatusOr<Condition> ParseCondition(std::string_view json,
                                         const Profile& profile);

std::string_view NameOf(Severity severity);  // "violation", "warning", "info"
std::optional<Severity> ParseSeverity(std::string_view name);

}  // namespace zeren

#endif  // ZEREN_MODEL_PROFILE_H_
