// records.h -- one struct for each array of the exchange document.
//
// Each struct comes twice: `UnitRecord` owns its strings, `UnitView` borrows
// them (for builders that read a stream, and for rows of an organisation).
// `Records` holds a vector of each, to make an organisation from plain structs:
//
//   Records records;
//   records.units.push_back({.id = "acme", .kind = "company"});
//   records.units.push_back({.id = "ops", .kind = "team", .parent = "acme"});
//   absl::StatusOr<Organization> org = BuildOrganization(records);
//
// docs/format.md explains every field. A field that is not written is an empty
// optional, and its default (see there) is what queries use. Each member has an
// initializer, so that naming only some of them draws no warning.
//
// `Fields()` of a struct lists its fields, in the order of the format: their
// names, what they refer to, and which must be written. Reading, writing,
// storing and checking all follow this one list.

#ifndef ZEREN_MODEL_RECORDS_H_
#define ZEREN_MODEL_RECORDS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

#include "absl/time/civil_time.h"
#include "zeren/core/node.h"
#include "zeren/core/period.h"
#include "zeren/core/text.h"

namespace zeren {

// Words with a fixed meaning. `NameOf` gives the spelling of the document.
enum class AppointmentMode : std::uint8_t { kRegular, kActing, kConcurrent };
enum class Role : std::uint8_t {
  kAccountable,
  kResponsible,
  kSupport,
  kConsulted,
  kInformed,
  kOversight,
};
inline constexpr std::size_t kRoles = 6;
enum class ProgressState : std::uint8_t { kReported, kVerified, kRejected };
enum class Attendance : std::uint8_t { kOnsite, kOnline };
enum class FindingState : std::uint8_t {
  kListed,
  kAssigned,
  kInProgress,
  kReported,
  kVerified,
  kClosed,
  kReopened,
};
enum class ScoreSource : std::uint8_t {
  kMeasured,
  kSelf,
  kSuperior,
  kPeer,
  kSubordinate,
  kMasses,
};

// The spellings of an enumeration's values, in their order.
template <typename Enum>
std::vector<std::string_view> NamesOf();
template <typename Enum>
std::string_view NameOf(Enum value) {
  return NamesOf<Enum>()[static_cast<std::size_t>(value)];
}
template <typename Enum>
std::optional<Enum> ParseEnum(std::string_view name) {
  const std::vector<std::string_view> names = NamesOf<Enum>();
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] == name) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

// A JSON value, as text: what the format leaves free and nests.
template <typename S>
struct BasicJson {
  S text;
  friend bool operator==(const BasicJson&, const BasicJson&) = default;
  friend auto operator<=>(const BasicJson&, const BasicJson&) = default;
};

// One named value of `attributes` or `gates`.
template <typename S>
struct BasicAttribute {
  S name;
  std::variant<bool, std::int64_t, double, S, BasicJson<S>> value;
  friend bool operator==(const BasicAttribute&,
                         const BasicAttribute&) = default;
  friend auto operator<=>(const BasicAttribute&,
                          const BasicAttribute&) = default;
};
template <typename S>
using BasicAttributes = std::vector<BasicAttribute<S>>;

// Whom a post reports to: not said (the rule decides), nobody (`null` in the
// document), or a post.
template <typename S>
class BasicReportsTo {
 public:
  BasicReportsTo() = default;
  BasicReportsTo(S post) : written_(true), post_(std::move(post)) {}
  BasicReportsTo(const char* post) : BasicReportsTo(S(post)) {}
  static BasicReportsTo Nobody() {
    BasicReportsTo nobody;
    nobody.written_ = true;
    return nobody;
  }
  bool written() const { return written_; }
  const std::optional<S>& post() const { return post_; }

  friend bool operator==(const BasicReportsTo&,
                         const BasicReportsTo&) = default;
  friend auto operator<=>(const BasicReportsTo&,
                          const BasicReportsTo&) = default;

 private:
  bool written_ = false;
  std::optional<S> post_;
};

// The name of a node of some kind: "kind:id". Text that names no node is kept,
// as `id` without a kind, for whoever judges it.
template <typename S>
struct BasicNodeRef {
  std::optional<NodeKind> kind;
  S id;

  BasicNodeRef() = default;
  BasicNodeRef(NodeKind node_kind, S node_id)
      : kind(node_kind), id(std::move(node_id)) {}
  BasicNodeRef(S text) {
    if (const std::optional<NodeName> name = SplitNodeName(text)) {
      kind = name->kind;
      id = S(name->id);
    } else {
      id = std::move(text);
    }
  }
  BasicNodeRef(const char* text) : BasicNodeRef(S(text)) {}

  std::string Text() const {
    std::string text;
    if (kind) text.append(NameOf(*kind)).append(":");
    return text.append(id);
  }

  friend bool operator==(const BasicNodeRef&, const BasicNodeRef&) = default;
  friend auto operator<=>(const BasicNodeRef&, const BasicNodeRef&) = default;
};

// How a field is meant. A role decides how a field is stored and checked.
namespace role {
struct Id {};  // The record's own id.
template <NodeKind kKind>
struct Reference {};  // The id of a node of that kind.
template <NodeKind... kKinds>
struct NodeReference {};  // "kind:id", of one of these kinds.
struct Word {};           // A word of the profile or of the document.
struct Line {};           // Text that no query reads.
struct Title {};          // Text for people, maybe in several languages.
struct Day {};
struct End {};
struct Number {};
struct Count {};  // A whole number, 0 or more.
struct Truth {};
struct Choice {};      // One of the enumerations above.
struct Attributes {};  // Free named values.
struct Steps {};       // Records within a record.
}  // namespace role

enum class Need : std::uint8_t {
  kOptional,
  kRequired,
  kNullable,  // Must be written, and may be null.
};

// One field of a record: `Field<&UnitView::id, role::Id>`.
template <auto kMember, typename R>
struct Field {
  static constexpr auto member = kMember;
  using Role = R;
  std::string_view name;
  Need need = Need::kOptional;
};

#define ZEREN_FIELD(member, role_type, ...) \
  ::zeren::Field<&R::member, role_type> { #member __VA_OPT__(, ) __VA_ARGS__ }

template <typename S>
struct BasicUnit {
  S id = {};
  S kind = {};
  std::optional<BasicText<S>> name = {};
  std::optional<S> parent = {};
  std::optional<S> head = {};
  BasicAttributes<S> attributes = {};
  std::optional<absl::CivilDay> valid_from = {};
  Until valid_to = {};

  static constexpr std::string_view kArray = "units";
  static constexpr auto Fields() {
    using R = BasicUnit;
    return std::tuple(ZEREN_FIELD(id, role::Id, Need::kRequired),
                      ZEREN_FIELD(kind, role::Word, Need::kRequired),
                      ZEREN_FIELD(name, role::Title),
                      ZEREN_FIELD(parent, role::Reference<NodeKind::kUnit>),
                      ZEREN_FIELD(head, role::Reference<NodeKind::kPost>),
                      ZEREN_FIELD(attributes, role::Attributes),
                      ZEREN_FIELD(valid_from, role::Day),
                      ZEREN_FIELD(valid_to, role::End));
  }
  friend bool operator==(const BasicUnit&, const BasicUnit&) = default;
};

template <typename S>
struct BasicUnitLine {
  S child = {};
  S parent = {};
  std::optional<S> kind = {};
  std::optional<double> weight = {};
  std::optional<absl::CivilDay> valid_from = {};
  Until valid_to = {};

  static constexpr std::string_view kArray = "unit_lines";
  static constexpr auto Fields() {
    using R = BasicUnitLine;
    return std::tuple(
        ZEREN_FIELD(child, role::Reference<NodeKind::kUnit>, Need::kRequired),
        ZEREN_FIELD(parent, role::Reference<NodeKind::kUnit>, Need::kRequired),
        ZEREN_FIELD(kind, role::Word), ZEREN_FIELD(weight, role::Number),
        ZEREN_FIELD(valid_from, role::Day), ZEREN_FIELD(valid_to, role::End));
  }
  friend bool operator==(const BasicUnitLine&, const BasicUnitLine&) = default;
};

template <typename S>
struct BasicPost {
  S id = {};
  S unit = {};
  S kind = {};
  std::optional<BasicText<S>> title = {};
  std::optional<std::int64_t> seats = {};
  std::optional<double> fte = {};
  BasicReportsTo<S> reports_to = {};
  BasicAttributes<S> attributes = {};
  std::optional<absl::CivilDay> valid_from = {};
  Until valid_to = {};

  static constexpr std::string_view kArray = "posts";
  static constexpr auto Fields() {
    using R = BasicPost;
    return std::tuple(
        ZEREN_FIELD(id, role::Id, Need::kRequired),
        ZEREN_FIELD(unit, role::Reference<NodeKind::kUnit>, Need::kRequired),
        ZEREN_FIELD(kind, role::Word, Need::kRequired),
        ZEREN_FIELD(title, role::Title), ZEREN_FIELD(seats, role::Count),
        ZEREN_FIELD(fte, role::Number),
        ZEREN_FIELD(reports_to, role::Reference<NodeKind::kPost>),
        ZEREN_FIELD(attributes, role::Attributes),
        ZEREN_FIELD(valid_from, role::Day), ZEREN_FIELD(valid_to, role::End));
  }
  friend bool operator==(const BasicPost&, const BasicPost&) = default;
};

template <typename S>
struct BasicReportingLine {
  S post = {};
  BasicReportsTo<S> reports_to = {};
  std::optional<S> kind = {};
  std::optional<absl::CivilDay> valid_from = {};
  Until valid_to = {};

  static constexpr std::string_view kArray = "reporting_lines";
  static constexpr auto Fields() {
    using R = BasicReportingLine;
    return std::tuple(
        ZEREN_FIELD(post, role::Reference<NodeKind::kPost>, Need::kRequired),
        ZEREN_FIELD(reports_to, role::Reference<NodeKind::kPost>,
                    Need::kNullable),
        ZEREN_FIELD(kind, role::Word), ZEREN_FIELD(valid_from, role::Day),
        ZEREN_FIELD(valid_to, role::End));
  }
  friend bool operator==(const BasicReportingLine&,
                         const BasicReportingLine&) = default;
};

template <typename S>
struct BasicPerson {
  S id = {};
  std::optional<BasicText<S>> name = {};
  std::optional<absl::CivilDay> birth_date = {};
  std::vector<S> skills = {};
  std::optional<double> capacity = {};
  BasicAttributes<S> attributes = {};
  std::optional<absl::CivilDay> valid_from = {};
  Until valid_to = {};

  static constexpr std::string_view kArray = "persons";
  static constexpr auto Fields() {
    using R = BasicPerson;
    return std::tuple(
        ZEREN_FIELD(id, role::Id, Need::kRequired),
        ZEREN_FIELD(name, role::Title), ZEREN_FIELD(birth_date, role::Day),
        ZEREN_FIELD(skills, role::Word), ZEREN_FIELD(capacity, role::Number),
        ZEREN_FIELD(attributes, role::Attributes),
        ZEREN_FIELD(valid_from, role::Day), ZEREN_FIELD(valid_to, role::End));
  }
  friend bool operator==(const BasicPerson&, const BasicPerson&) = default;
};

template <typename S>
struct BasicMembership {
  S person = {};
  S unit = {};
  std::optional<S> standing = {};
  std::optional<bool> home = {};
  std::optional<absl::CivilDay> valid_from = {};
  Until valid_to = {};

  static constexpr std::string_view kArray = "memberships";
  static constexpr auto Fields() {
    using R = BasicMembership;
    return std::tuple(
        ZEREN_FIELD(person, role::Reference<NodeKind::kPerson>,
                    Need::kRequired),
        ZEREN_FIELD(unit, role::Reference<NodeKind::kUnit>, Need::kRequired),
        ZEREN_FIELD(standing, role::Word), ZEREN_FIELD(home, role::Truth),
        ZEREN_FIELD(valid_from, role::Day), ZEREN_FIELD(valid_to, role::End));
  }
  friend bool operator==(const BasicMembership&,
                         const BasicMembership&) = default;
};

template <typename S>
struct BasicAppointment {
  std::optional<S> person = {};
  S post = {};
  std::optional<AppointmentMode> mode = {};
  std::optional<double> share = {};
  std::optional<S> approved_by = {};
  std::optional<bool> undisclosed = {};
  std::optional<absl::CivilDay> valid_from = {};
  Until valid_to = {};

  static constexpr std::string_view kArray = "appointments";
  static constexpr auto Fields() {
    using R = BasicAppointment;
    return std::tuple(
        ZEREN_FIELD(person, role::Reference<NodeKind::kPerson>,
                    Need::kNullable),
        ZEREN_FIELD(post, role::Reference<NodeKind::kPost>, Need::kRequired),
        ZEREN_FIELD(mode, role::Choice), ZEREN_FIELD(share, role::Number),
        ZEREN_FIELD(approved_by, role::Reference<NodeKind::kUnit>),
        ZEREN_FIELD(undisclosed, role::Truth),
        ZEREN_FIELD(valid_from, role::Day), ZEREN_FIELD(valid_to, role::End));
  }
  friend bool operator==(const BasicAppointment&,
                         const BasicAppointment&) = default;
};

template <typename S>
struct BasicAbsence {
  S person = {};
  std::optional<S> reason = {};
  std::optional<absl::CivilDay> valid_from = {};
  Until valid_to = {};

  static constexpr std::string_view kArray = "absences";
  static constexpr auto Fields() {
    using R = BasicAbsence;
    return std::tuple(ZEREN_FIELD(person, role::Reference<NodeKind::kPerson>,
                                  Need::kRequired),
                      ZEREN_FIELD(reason, role::Line),
                      ZEREN_FIELD(valid_from, role::Day),
                      ZEREN_FIELD(valid_to, role::End));
  }
  friend bool operator==(const BasicAbsence&, const BasicAbsence&) = default;
};

template <typename S>
struct BasicDelegation {
  S id = {};
  BasicNodeRef<S> from = {};
  BasicNodeRef<S> to = {};
  std::optional<std::vector<BasicNodeRef<S>>> scope = {};  // Not written: all.
  std::optional<bool> may_redelegate = {};
  std::optional<S> set_by = {};
  std::optional<absl::CivilDay> valid_from = {};
  Until valid_to = {};

  static constexpr std::string_view kArray = "delegations";
  static constexpr auto Fields() {
    using R = BasicDelegation;
    using Party = role::NodeReference<NodeKind::kPost, NodeKind::kPerson>;
    using Works = role::NodeReference<NodeKind::kTask, NodeKind::kDuty>;
    return std::tuple(
        ZEREN_FIELD(id, role::Id, Need::kRequired),
        ZEREN_FIELD(from, Party, Need::kRequired),
        ZEREN_FIELD(to, Party, Need::kRequired), ZEREN_FIELD(scope, Works),
        ZEREN_FIELD(may_redelegate, role::Truth),
        ZEREN_FIELD(set_by, role::Reference<NodeKind::kPerson>),
        ZEREN_FIELD(valid_from, role::Day), ZEREN_FIELD(valid_to, role::End));
  }
  friend bool operator==(const BasicDelegation&,
                         const BasicDelegation&) = default;
};

template <typename S>
struct BasicDuty {
  S id = {};
  std::optional<BasicText<S>> title = {};
  std::optional<S> kind = {};
  std::optional<BasicNodeRef<S>> bearer = {};
  std::optional<S> superior = {};
  std::optional<absl::CivilDay> valid_from = {};
  Until valid_to = {};

  static constexpr std::string_view kArray = "duties";
  static constexpr auto Fields() {
    using R = BasicDuty;
    using Bearer = role::NodeReference<NodeKind::kUnit, NodeKind::kPost>;
    return std::tuple(
        ZEREN_FIELD(id, role::Id, Need::kRequired),
        ZEREN_FIELD(title, role::Title), ZEREN_FIELD(kind, role::Word),
        ZEREN_FIELD(bearer, Bearer),
        ZEREN_FIELD(superior, role::Reference<NodeKind::kDuty>),
        ZEREN_FIELD(valid_from, role::Day), ZEREN_FIELD(valid_to, role::End));
  }
  friend bool operator==(const BasicDuty&, const BasicDuty&) = default;
};

template <typename S>
struct BasicTask {
  S id = {};
  std::optional<BasicText<S>> title = {};
  S unit = {};
  std::optional<S> parent = {};
  std::optional<absl::CivilDay> start = {};
  std::optional<absl::CivilDay> due = {};
  std::optional<double> weight = {};
  std::optional<double> effort = {};
  std::vector<S> requires_ = {};
  std::optional<std::int64_t> persons = {};
  std::optional<S> cascade = {};
  std::optional<absl::CivilDay> cancelled = {};
  BasicAttributes<S> attributes = {};

  static constexpr std::string_view kArray = "tasks";
  static constexpr auto Fields() {
    using R = BasicTask;
    return std::tuple(
        ZEREN_FIELD(id, role::Id, Need::kRequired),
        ZEREN_FIELD(title, role::Title),
        ZEREN_FIELD(unit, role::Reference<NodeKind::kUnit>, Need::kRequired),
        ZEREN_FIELD(parent, role::Reference<NodeKind::kTask>),
        ZEREN_FIELD(start, role::Day), ZEREN_FIELD(due, role::Day),
        ZEREN_FIELD(weight, role::Number), ZEREN_FIELD(effort, role::Number),
        // `requires` is a word of C++.
        Field<&R::requires_, role::Word>{"requires"},
        ZEREN_FIELD(persons, role::Count), ZEREN_FIELD(cascade, role::Word),
        ZEREN_FIELD(cancelled, role::Day),
        ZEREN_FIELD(attributes, role::Attributes));
  }
  friend bool operator==(const BasicTask&, const BasicTask&) = default;
};

template <typename S>
struct BasicAssignment {
  BasicNodeRef<S> work = {};
  Role role = Role::kAccountable;
  BasicNodeRef<S> to = {};
  std::optional<absl::CivilDay> valid_from = {};
  Until valid_to = {};

  static constexpr std::string_view kArray = "assignments";
  static constexpr auto Fields() {
    using R = BasicAssignment;
    using Work = role::NodeReference<NodeKind::kTask, NodeKind::kDuty>;
    using Target = role::NodeReference<NodeKind::kUnit, NodeKind::kPost,
                                       NodeKind::kPerson>;
    return std::tuple(ZEREN_FIELD(work, Work, Need::kRequired),
                      ZEREN_FIELD(role, role::Choice, Need::kRequired),
                      ZEREN_FIELD(to, Target, Need::kRequired),
                      ZEREN_FIELD(valid_from, role::Day),
                      ZEREN_FIELD(valid_to, role::End));
  }
  friend bool operator==(const BasicAssignment&,
                         const BasicAssignment&) = default;
};

template <typename S>
struct BasicProgress {
  S task = {};
  std::optional<absl::CivilDay> day = {};
  std::optional<double> done = {};
  std::optional<ProgressState> state = {};
  std::optional<S> by = {};
  std::optional<S> evidence = {};

  static constexpr std::string_view kArray = "progress";
  static constexpr auto Fields() {
    using R = BasicProgress;
    return std::tuple(
        ZEREN_FIELD(task, role::Reference<NodeKind::kTask>, Need::kRequired),
        ZEREN_FIELD(day, role::Day, Need::kRequired),
        ZEREN_FIELD(done, role::Number, Need::kRequired),
        ZEREN_FIELD(state, role::Choice),
        ZEREN_FIELD(by, role::Reference<NodeKind::kPerson>),
        ZEREN_FIELD(evidence, role::Line));
  }
  friend bool operator==(const BasicProgress&, const BasicProgress&) = default;
};

template <typename S>
struct BasicEvent {
  S id = {};
  S kind = {};
  BasicNodeRef<S> subject = {};
  std::optional<absl::CivilDay> day = {};
  std::optional<Attendance> mode = {};
  std::optional<std::int64_t> due = {};
  std::optional<std::int64_t> present = {};
  std::optional<std::int64_t> voting_due = {};
  std::optional<std::int64_t> voting_present = {};
  std::optional<std::int64_t> in_favour = {};
  std::vector<S> participants = {};
  std::optional<double> hours = {};
  std::vector<S> topics = {};
  std::optional<S> evidence = {};

  static constexpr std::string_view kArray = "events";
  static constexpr auto Fields() {
    using R = BasicEvent;
    using Subject = role::NodeReference<NodeKind::kUnit, NodeKind::kPost,
                                        NodeKind::kPerson>;
    return std::tuple(
        ZEREN_FIELD(id, role::Id, Need::kRequired),
        ZEREN_FIELD(kind, role::Word, Need::kRequired),
        ZEREN_FIELD(subject, Subject, Need::kRequired),
        ZEREN_FIELD(day, role::Day, Need::kRequired),
        ZEREN_FIELD(mode, role::Choice), ZEREN_FIELD(due, role::Count),
        ZEREN_FIELD(present, role::Count), ZEREN_FIELD(voting_due, role::Count),
        ZEREN_FIELD(voting_present, role::Count),
        ZEREN_FIELD(in_favour, role::Count),
        ZEREN_FIELD(participants, role::Reference<NodeKind::kPerson>),
        ZEREN_FIELD(hours, role::Number), ZEREN_FIELD(topics, role::Word),
        ZEREN_FIELD(evidence, role::Line));
  }
  friend bool operator==(const BasicEvent&, const BasicEvent&) = default;
};

// A step in the life of a finding.
template <typename S>
struct BasicFindingStep {
  FindingState state = FindingState::kListed;
  std::optional<absl::CivilDay> day = {};
  std::optional<S> by = {};
  std::optional<S> note = {};

  static constexpr auto Fields() {
    using R = BasicFindingStep;
    return std::tuple(ZEREN_FIELD(state, role::Choice, Need::kRequired),
                      ZEREN_FIELD(day, role::Day, Need::kRequired),
                      ZEREN_FIELD(by, role::Reference<NodeKind::kPerson>),
                      ZEREN_FIELD(note, role::Line));
  }
  friend bool operator==(const BasicFindingStep&,
                         const BasicFindingStep&) = default;
  friend auto operator<=>(const BasicFindingStep&,
                          const BasicFindingStep&) = default;
};

template <typename S>
struct BasicFinding {
  S id = {};
  BasicNodeRef<S> subject = {};
  S source = {};
  std::optional<absl::CivilDay> found = {};
  std::optional<BasicText<S>> title = {};
  std::optional<BasicNodeRef<S>> owner = {};
  std::optional<absl::CivilDay> due = {};
  std::vector<BasicFindingStep<S>> steps = {};

  static constexpr std::string_view kArray = "findings";
  static constexpr auto Fields() {
    using R = BasicFinding;
    using Any =
        role::NodeReference<NodeKind::kUnit, NodeKind::kPost, NodeKind::kPerson,
                            NodeKind::kTask, NodeKind::kDuty, NodeKind::kEvent,
                            NodeKind::kFinding, NodeKind::kDelegation>;
    using Owner = role::NodeReference<NodeKind::kPost, NodeKind::kPerson>;
    return std::tuple(ZEREN_FIELD(id, role::Id, Need::kRequired),
                      ZEREN_FIELD(subject, Any, Need::kRequired),
                      ZEREN_FIELD(source, role::Word, Need::kRequired),
                      ZEREN_FIELD(found, role::Day, Need::kRequired),
                      ZEREN_FIELD(title, role::Title),
                      ZEREN_FIELD(owner, Owner), ZEREN_FIELD(due, role::Day),
                      ZEREN_FIELD(steps, role::Steps));
  }
  friend bool operator==(const BasicFinding&, const BasicFinding&) = default;
};

template <typename S>
struct BasicTraining {
  S person = {};
  std::optional<S> course = {};
  std::optional<S> class_ = {};
  std::optional<S> method = {};
  std::optional<Attendance> mode = {};
  std::optional<absl::CivilDay> day = {};
  std::optional<double> hours = {};

  static constexpr std::string_view kArray = "training";
  static constexpr auto Fields() {
    using R = BasicTraining;
    return std::tuple(ZEREN_FIELD(person, role::Reference<NodeKind::kPerson>,
                                  Need::kRequired),
                      ZEREN_FIELD(course, role::Line),
                      // `class` is a word of C++.
                      Field<&R::class_, role::Word>{"class"},
                      ZEREN_FIELD(method, role::Word),
                      ZEREN_FIELD(mode, role::Choice),
                      ZEREN_FIELD(day, role::Day, Need::kRequired),
                      ZEREN_FIELD(hours, role::Number, Need::kRequired));
  }
  friend bool operator==(const BasicTraining&, const BasicTraining&) = default;
};

template <typename S>
struct BasicStage {
  S person = {};
  S stage = {};
  std::optional<absl::CivilDay> day = {};
  std::optional<S> unit = {};
  BasicAttributes<S> gates = {};

  static constexpr std::string_view kArray = "stages";
  static constexpr auto Fields() {
    using R = BasicStage;
    return std::tuple(ZEREN_FIELD(person, role::Reference<NodeKind::kPerson>,
                                  Need::kRequired),
                      ZEREN_FIELD(stage, role::Word, Need::kRequired),
                      ZEREN_FIELD(day, role::Day, Need::kRequired),
                      ZEREN_FIELD(unit, role::Reference<NodeKind::kUnit>),
                      ZEREN_FIELD(gates, role::Attributes));
  }
  friend bool operator==(const BasicStage&, const BasicStage&) = default;
};

template <typename S>
struct BasicScore {
  S cycle = {};
  S indicator = {};
  BasicNodeRef<S> subject = {};
  std::optional<double> score = {};
  std::optional<absl::CivilDay> day = {};
  std::optional<ScoreSource> source = {};
  std::optional<std::int64_t> raters = {};

  static constexpr std::string_view kArray = "scores";
  static constexpr auto Fields() {
    using R = BasicScore;
    using Subject = role::NodeReference<NodeKind::kUnit, NodeKind::kPost,
                                        NodeKind::kPerson>;
    return std::tuple(ZEREN_FIELD(cycle, role::Word, Need::kRequired),
                      ZEREN_FIELD(indicator, role::Word, Need::kRequired),
                      ZEREN_FIELD(subject, Subject, Need::kRequired),
                      ZEREN_FIELD(score, role::Number, Need::kRequired),
                      ZEREN_FIELD(day, role::Day),
                      ZEREN_FIELD(source, role::Choice),
                      ZEREN_FIELD(raters, role::Count));
  }
  friend bool operator==(const BasicScore&, const BasicScore&) = default;
};

template <typename S>
struct BasicGrade {
  S cycle = {};
  BasicNodeRef<S> subject = {};
  S grade = {};
  std::optional<S> follow_up = {};

  static constexpr std::string_view kArray = "grades";
  static constexpr auto Fields() {
    using R = BasicGrade;
    using Subject = role::NodeReference<NodeKind::kUnit, NodeKind::kPost,
                                        NodeKind::kPerson>;
    return std::tuple(
        ZEREN_FIELD(cycle, role::Word, Need::kRequired),
        ZEREN_FIELD(subject, Subject, Need::kRequired),
        ZEREN_FIELD(grade, role::Word, Need::kRequired),
        ZEREN_FIELD(follow_up, role::Reference<NodeKind::kEvent>));
  }
  friend bool operator==(const BasicGrade&, const BasicGrade&) = default;
};

template <typename S>
struct BasicApproval {
  S rule = {};
  BasicNodeRef<S> focus = {};
  std::optional<BasicNodeRef<S>> by = {};
  S reason = {};
  std::optional<absl::CivilDay> valid_from = {};
  Until valid_to = {};

  static constexpr std::string_view kArray = "approvals";
  static constexpr auto Fields() {
    using R = BasicApproval;
    using Any =
        role::NodeReference<NodeKind::kUnit, NodeKind::kPost, NodeKind::kPerson,
                            NodeKind::kTask, NodeKind::kDuty, NodeKind::kEvent,
                            NodeKind::kFinding, NodeKind::kDelegation>;
    using By = role::NodeReference<NodeKind::kUnit, NodeKind::kPost,
                                   NodeKind::kPerson>;
    return std::tuple(
        ZEREN_FIELD(rule, role::Word, Need::kRequired),
        ZEREN_FIELD(focus, Any, Need::kRequired), ZEREN_FIELD(by, By),
        ZEREN_FIELD(reason, role::Line, Need::kRequired),
        ZEREN_FIELD(valid_from, role::Day), ZEREN_FIELD(valid_to, role::End));
  }
  friend bool operator==(const BasicApproval&, const BasicApproval&) = default;
};

#undef ZEREN_FIELD

using UnitRecord = BasicUnit<std::string>;
using UnitView = BasicUnit<std::string_view>;
using UnitLineRecord = BasicUnitLine<std::string>;
using UnitLineView = BasicUnitLine<std::string_view>;
using PostRecord = BasicPost<std::string>;
using PostView = BasicPost<std::string_view>;
using ReportingLineRecord = BasicReportingLine<std::string>;
using ReportingLineView = BasicReportingLine<std::string_view>;
using PersonRecord = BasicPerson<std::string>;
using PersonView = BasicPerson<std::string_view>;
using MembershipRecord = BasicMembership<std::string>;
using MembershipView = BasicMembership<std::string_view>;
using AppointmentRecord = BasicAppointment<std::string>;
using AppointmentView = BasicAppointment<std::string_view>;
using AbsenceRecord = BasicAbsence<std::string>;
using AbsenceView = BasicAbsence<std::string_view>;
using DelegationRecord = BasicDelegation<std::string>;
using DelegationView = BasicDelegation<std::string_view>;
using DutyRecord = BasicDuty<std::string>;
using DutyView = BasicDuty<std::string_view>;
using TaskRecord = BasicTask<std::string>;
using TaskView = BasicTask<std::string_view>;
using AssignmentRecord = BasicAssignment<std::string>;
using AssignmentView = BasicAssignment<std::string_view>;
using ProgressRecord = BasicProgress<std::string>;
using ProgressView = BasicProgress<std::string_view>;
using EventRecord = BasicEvent<std::string>;
using EventView = BasicEvent<std::string_view>;
using FindingRecord = BasicFinding<std::string>;
using FindingView = BasicFinding<std::string_view>;
using TrainingRecord = BasicTraining<std::string>;
using TrainingView = BasicTraining<std::string_view>;
using StageRecord = BasicStage<std::string>;
using StageView = BasicStage<std::string_view>;
using ScoreRecord = BasicScore<std::string>;
using ScoreView = BasicScore<std::string_view>;
using GradeRecord = BasicGrade<std::string>;
using GradeView = BasicGrade<std::string_view>;
using ApprovalRecord = BasicApproval<std::string>;
using ApprovalView = BasicApproval<std::string_view>;

// All arrays of the document, as plain structs that own their strings.
struct Records {
  std::vector<UnitRecord> units;
  std::vector<UnitLineRecord> unit_lines;
  std::vector<PostRecord> posts;
  std::vector<ReportingLineRecord> reporting_lines;
  std::vector<PersonRecord> persons;
  std::vector<MembershipRecord> memberships;
  std::vector<AppointmentRecord> appointments;
  std::vector<AbsenceRecord> absences;
  std::vector<DelegationRecord> delegations;
  std::vector<DutyRecord> duties;
  std::vector<TaskRecord> tasks;
  std::vector<AssignmentRecord> assignments;
  std::vector<ProgressRecord> progress;
  std::vector<EventRecord> events;
  std::vector<FindingRecord> findings;
  std::vector<TrainingRecord> training;
  std::vector<StageRecord> stages;
  std::vector<ScoreRecord> scores;
  std::vector<GradeRecord> grades;
  std::vector<ApprovalRecord> approvals;

  // Every array, in the order of the format.
  static constexpr auto Arrays() {
    return std::tuple(&Records::units, &Records::unit_lines, &Records::posts,
                      &Records::reporting_lines, &Records::persons,
                      &Records::memberships, &Records::appointments,
                      &Records::absences, &Records::delegations,
                      &Records::duties, &Records::tasks, &Records::assignments,
                      &Records::progress, &Records::events, &Records::findings,
                      &Records::training, &Records::stages, &Records::scores,
                      &Records::grades, &Records::approvals);
  }
};

// The views of all arrays, in the order of the format: for code that treats
// every array alike.
using AllViews =
    std::tuple<UnitView, UnitLineView, PostView, ReportingLineView, PersonView,
               MembershipView, AppointmentView, AbsenceView, DelegationView,
               DutyView, TaskView, AssignmentView, ProgressView, EventView,
               FindingView, TrainingView, StageView, ScoreView, GradeView,
               ApprovalView>;

}  // namespace zeren

#endif  // ZEREN_MODEL_RECORDS_H_
