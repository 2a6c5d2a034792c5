// organization.h -- an organisation with all its history.
//
// An `Organization` is immutable. It is made by a loader (LoadDocumentFile), by
// an `OrganizationBuilder`, or from `Records`; `AsOf(day)` gives the `Snapshot`
// that questions are asked of.
//
//   absl::StatusOr<Organization> org = LoadDocumentFile("school.json");
//   std::optional<Node> branch = org->Find("unit:branch-1");
//   Snapshot today = org->AsOf(absl::CivilDay(2026, 11, 22));

#ifndef ZEREN_MODEL_ORGANIZATION_H_
#define ZEREN_MODEL_ORGANIZATION_H_

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/base/attributes.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "zeren/core/node.h"
#include "zeren/core/problem.h"
#include "zeren/core/text.h"
#include "zeren/model/profile.h"
#include "zeren/model/records.h"

namespace zeren {

class Change;    // zeren/model/change.h
class Snapshot;  // zeren/graph/snapshot.h

namespace internal {
struct OrganizationRep;
}  // namespace internal

// Rows
//
// Some rows of one array of the document, as records: `rows[i]` puts record i
// together, which takes time linear in its size. The strings live as long as
// any copy of the organisation.
template <typename View>
class Rows {
 public:
  class Iterator {
   public:
    using value_type = View;
    using difference_type = std::ptrdiff_t;
    Iterator() = default;
    Iterator(const Rows* rows, std::size_t i) : rows_(rows), i_(i) {}
    View operator*() const { return (*rows_)[i_]; }
    Iterator& operator++() {
      ++i_;
      return *this;
    }
    Iterator operator++(int) { return Iterator(rows_, i_++); }
    friend bool operator==(const Iterator&, const Iterator&) = default;

   private:
    const Rows* rows_ = nullptr;
    std::size_t i_ = 0;
  };

  // The rows [begin, end), but those that `dead` lists, rising.
  Rows(const internal::OrganizationRep* rep, std::uint32_t begin,
       std::uint32_t end, std::span<const std::uint32_t> dead = {})
      : rep_(rep), begin_(begin), end_(end), dead_(dead) {}

  std::size_t size() const { return end_ - begin_ - dead_.size(); }
  bool empty() const { return size() == 0; }
  View operator[](std::size_t i) const;
  Iterator begin() const { return Iterator(this, 0); }
  Iterator end() const { return Iterator(this, size()); }

 private:
  const internal::OrganizationRep* rep_;
  std::uint32_t begin_;
  std::uint32_t end_;
  std::span<const std::uint32_t> dead_;
};

// Whether something is in force on a day, and how long that stays so.
struct Probe {
  bool in_force = false;
  // The first later day on which it is otherwise; nothing if it never is.
  std::optional<absl::CivilDay> until;
};

// Organization
//
// Copying is cheap (one reference count), as copies share their data. A moved-
// from organisation may only be assigned to or destroyed.
//
// Thread-safety: immutable, so any number of threads may use one object, or
// copies of it, without synchronization.
//
// Lifetime: string views and rows point into the shared data. They live as long
// as any copy of this organisation or any snapshot of it.
class Organization {
 public:
  // An organisation without anything in it, of profile `generic`.
  Organization();

  const Profile& profile() const ABSL_ATTRIBUTE_LIFETIME_BOUND;
  // The organisation's name; empty if none is written.
  TextView name() const ABSL_ATTRIBUTE_LIFETIME_BOUND;
  // The day that queries use when they are given none, if it is written.
  std::optional<absl::CivilDay> as_of() const;

  // The bound of the dense ids of a kind: they run from 0 to one less. After
  // `Build` it is the number of entities that the document has; `Apply` may
  // leave ids behind that nobody has.
  std::uint32_t count(NodeKind kind) const;
  // Whether the document has the entity, in force or not. O(1), after `Apply`
  // O(log n) for n records that changes have removed or moved.
  bool Has(Node node) const;

  // Returns the entity with that name ("unit:branch-1"), or nothing if the
  // document has none. Expected O(length).
  std::optional<Node> Find(std::string_view name) const;
  // The same for an id whose kind is known: `FindId<UnitId>("branch-1")`.
  template <typename Id>
  std::optional<Id> FindId(std::string_view id) const {
    const std::optional<Node> node = Find(kKindOf<Id>, id);
    return node ? node->As<Id>() : std::nullopt;
  }
  std::optional<Node> Find(NodeKind kind, std::string_view id) const;

  // Returns the external id of an entity ("branch-1"). Empty for the document.
  std::string_view id(Node node) const ABSL_ATTRIBUTE_LIFETIME_BOUND;
  // Returns its name ("unit:branch-1"; "document" for the document).
  std::string NameOf(Node node) const;
  // Returns its name or title in a language; its id if it has none.
  std::string_view LabelOf(Node node, std::string_view language = "en") const
      ABSL_ATTRIBUTE_LIFETIME_BOUND;

  // Whether `a` comes before `b` in what people see: by kind's name, then by
  // the bytes of the id.
  bool Before(Node a, Node b) const;

  // All rows of one array: `org.rows<MembershipView>()`. Entities come in the
  // order of their dense ids, facts by owner and start.
  template <typename View>
  Rows<View> rows() const ABSL_ATTRIBUTE_LIFETIME_BOUND;

  UnitView row(UnitId unit) const ABSL_ATTRIBUTE_LIFETIME_BOUND;
  PostView row(PostId post) const ABSL_ATTRIBUTE_LIFETIME_BOUND;
  PersonView row(PersonId person) const ABSL_ATTRIBUTE_LIFETIME_BOUND;
  TaskView row(TaskId task) const ABSL_ATTRIBUTE_LIFETIME_BOUND;
  DutyView row(DutyId duty) const ABSL_ATTRIBUTE_LIFETIME_BOUND;
  EventView row(EventId event) const ABSL_ATTRIBUTE_LIFETIME_BOUND;
  FindingView row(FindingId finding) const ABSL_ATTRIBUTE_LIFETIME_BOUND;
  DelegationView row(DelegationId delegation) const
      ABSL_ATTRIBUTE_LIFETIME_BOUND;

  // The facts about one entity, by start.
  Rows<UnitLineView> lines_above(UnitId unit) const;
  Rows<ReportingLineView> lines_above(PostId post) const;
  Rows<MembershipView> memberships(PersonId person) const;
  Rows<AppointmentView> appointments(PostId post) const;
  Rows<AbsenceView> absences(PersonId person) const;
  Rows<AssignmentView> assignments(TaskId task) const;
  Rows<AssignmentView> assignments(DutyId duty) const;
  Rows<ProgressView> progress(TaskId task) const;

  // Asks about one entity without a snapshot: is it in force on a day, with all
  // that it needs, and until when does the answer stay the same? Kinds that
  // have no validity (tasks, events, findings) are always in force. O(1).
  Probe InForce(Node node, absl::CivilDay day) const;

  // The organisation as it stood on a day. O(entities and facts); no query on
  // the snapshot repeats that work. Defined in the room `graph`.
  Snapshot AsOf(absl::CivilDay day) const;

  // Returns the organisation as the changes leave it, applied in their order,
  // or none of them. It equals one that is built from the changed records, and
  // shares all that they do not touch; entities keep their dense ids, and new
  // ones get the next. Left-out records stay left out.
  //
  // O(blocks of the organisation + rows of the touched blocks + facts of the
  // touched entities): less than a millisecond for a change among a million
  // persons. A match that names neither the record's id nor what the fact is
  // about goes through the whole array. What changes remove leaves a trace in
  // memory; rebuild (WriteDocument, LoadDocument) after very many.
  //
  // Returns kInvalidArgument with a `Problem` for every change that cannot be
  // applied; the pointer says which: "/changes/3/match". Returns
  // kResourceExhausted if there is not enough memory.
  absl::StatusOr<Organization> Apply(std::span<const Change> changes) const;

  // Why lenient loading left records out: every problem of each of them, in
  // order of their pointers. And how many records these are.
  const std::vector<Problem>& left_out() const ABSL_ATTRIBUTE_LIFETIME_BOUND;
  std::size_t left_out_records() const;

  // The memory that the organisation takes, in bytes.
  std::size_t bytes() const;

  // ---------------------------------------------------------------- Low-level

  explicit Organization(std::shared_ptr<const internal::OrganizationRep> rep);
  const internal::OrganizationRep& rep() const { return *rep_; }

 private:
  std::shared_ptr<const internal::OrganizationRep> rep_;  // Never null.
};

}  // namespace zeren

#endif  // ZEREN_MODEL_ORGANIZATION_H_
