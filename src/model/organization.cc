#include "zeren/model/organization.h"

#include <utility>

#include "src/core/internal/absl_strings.h"
#include "src/model/internal/organization_rep.h"
#include "zeren/model/organization_builder.h"

namespace zeren {

using internal::OrganizationRep;

template <typename View>
View Rows<View>::operator[](std::size_t i) const {
  std::uint32_t row = begin_ + static_cast<std::uint32_t>(i);
  if (!dead_.empty()) {
    // The dead rows before it: those that have at most `i` live ones before.
    std::size_t low = 0;
    std::size_t high = dead_.size();
    while (low < high) {
      const std::size_t middle = low + (high - low) / 2;
      if (dead_[middle] - middle <= row) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    row += static_cast<std::uint32_t>(low);
  }
  View record = rep_->table<View>().Row(row, rep_->names);
  if constexpr (internal::kEntityOf<View> != NodeKind::kDocument) {
    record.id = rep_->names.of(internal::kEntityOf<View>)[row];
  }
  return record;
}

Organization::Organization() {
  static const auto* const empty =
      new Organization(*OrganizationBuilder().Build());
  rep_ = empty->rep_;
}
Organization::Organization(std::shared_ptr<const OrganizationRep> rep)
    : rep_(std::move(rep)) {}

const Profile& Organization::profile() const { return rep_->profile; }
TextView Organization::name() const { return internal::DecodeText(rep_->name); }
std::optional<absl::CivilDay> Organization::as_of() const {
  return rep_->as_of;
}

std::uint32_t Organization::count(NodeKind kind) const {
  return rep_->count(kind);
}

bool Organization::Has(Node node) const { return rep_->Exists(node); }

std::optional<Node> Organization::Find(std::string_view name) const {
  const std::optional<NodeName> parts = SplitNodeName(name);
  return parts ? Find(parts->kind, parts->id) : std::nullopt;
}

std::optional<Node> Organization::Find(NodeKind kind,
                                       std::string_view id) const {
  if (kind == NodeKind::kDocument) return std::nullopt;
  const std::uint32_t index = rep_->names.of(kind).Find(id);
  if (index == kNoIndex || !rep_->Exists(kind, index)) return std::nullopt;
  return Node(kind, index);
}

std::string_view Organization::id(Node node) const { return rep_->id(node); }

std::string Organization::NameOf(Node node) const {
  if (node.kind() == NodeKind::kDocument) return "document";
  return internal::Concat(zeren::NameOf(node.kind()), ":", rep_->id(node));
}

std::string_view Organization::LabelOf(Node node,
                                       std::string_view language) const {
  const std::string_view encoded = [&]() -> std::string_view {
    if (!rep_->Exists(node)) return {};
    switch (node.kind()) {
      case NodeKind::kUnit:
        return rep_->table<UnitView>().Get<&UnitView::name>()[node.index()];
      case NodeKind::kPost:
        return rep_->table<PostView>().Get<&PostView::title>()[node.index()];
      case NodeKind::kPerson:
        return rep_->table<PersonView>().Get<&PersonView::name>()[node.index()];
      case NodeKind::kTask:
        return rep_->table<TaskView>().Get<&TaskView::title>()[node.index()];
      case NodeKind::kDuty:
        return rep_->table<DutyView>().Get<&DutyView::title>()[node.index()];
      case NodeKind::kFinding:
        return rep_->table<FindingView>()
            .Get<&FindingView::title>()[node.index()];
      case NodeKind::kEvent:
      case NodeKind::kDelegation:
      case NodeKind::kDocument:
        return {};
    }
    return {};
  }();
  const std::string_view label = internal::EncodedTextIn(encoded, language);
  return label.empty() ? rep_->id(node) : label;
}

bool Organization::Before(Node a, Node b) const {
  if (a.kind() != b.kind()) {
    return zeren::NameOf(a.kind()) < zeren::NameOf(b.kind());
  }
  return rep_->id(a) < rep_->id(b);
}

template <typename View>
Rows<View> Organization::rows() const {
  const internal::Table<View>& table = rep_->table<View>();
  return Rows<View>(rep_.get(), 0, table.size(), table.dead());
}

namespace {

template <typename View, typename Id>
View RowOf(const OrganizationRep* rep, Id id) {
  return Rows<View>(rep, Index(id), Index(id) + 1)[0];
}
template <typename View, typename Id>
Rows<View> RowsOf(const OrganizationRep* rep, const internal::Groups& groups,
                  Id id) {
  return Rows<View>(rep, groups.begin(Index(id)), groups.end(Index(id)));
}

}  // namespace

UnitView Organization::row(UnitId unit) const {
  return RowOf<UnitView>(rep_.get(), unit);
}
PostView Organization::row(PostId post) const {
  return RowOf<PostView>(rep_.get(), post);
}
PersonView Organization::row(PersonId person) const {
  return RowOf<PersonView>(rep_.get(), person);
}
TaskView Organization::row(TaskId task) const {
  return RowOf<TaskView>(rep_.get(), task);
}
DutyView Organization::row(DutyId duty) const {
  return RowOf<DutyView>(rep_.get(), duty);
}
EventView Organization::row(EventId event) const {
  return RowOf<EventView>(rep_.get(), event);
}
FindingView Organization::row(FindingId finding) const {
  return RowOf<FindingView>(rep_.get(), finding);
}
DelegationView Organization::row(DelegationId delegation) const {
  return RowOf<DelegationView>(rep_.get(), delegation);
}

Rows<UnitLineView> Organization::lines_above(UnitId unit) const {
  return RowsOf<UnitLineView>(rep_.get(), rep_->lines_of_unit, unit);
}
Rows<ReportingLineView> Organization::lines_above(PostId post) const {
  return RowsOf<ReportingLineView>(rep_.get(), rep_->lines_of_post, post);
}
Rows<MembershipView> Organization::memberships(PersonId person) const {
  return RowsOf<MembershipView>(rep_.get(), rep_->memberships_of_person,
                                person);
}
Rows<AppointmentView> Organization::appointments(PostId post) const {
  return RowsOf<AppointmentView>(rep_.get(), rep_->appointments_of_post, post);
}
Rows<AbsenceView> Organization::absences(PersonId person) const {
  return RowsOf<AbsenceView>(rep_.get(), rep_->absences_of_person, person);
}
Rows<AssignmentView> Organization::assignments(TaskId task) const {
  return RowsOf<AssignmentView>(rep_.get(), rep_->assignments_of_task, task);
}
Rows<AssignmentView> Organization::assignments(DutyId duty) const {
  return RowsOf<AssignmentView>(rep_.get(), rep_->assignments_of_duty, duty);
}
Rows<ProgressView> Organization::progress(TaskId task) const {
  return RowsOf<ProgressView>(rep_.get(), rep_->progress_of_task, task);
}

const std::vector<Problem>& Organization::left_out() const {
  return rep_->left_out;
}
Probe Organization::InForce(Node node, absl::CivilDay day) const {
  using internal::DayNumber;
  const bool is_there =
      node.kind() == NodeKind::kDocument || rep_->Exists(node);
  if (!is_there) return {};
  const internal::DayRange range = node.kind() == NodeKind::kPost
                                       ? rep_->post_periods[node.index()]
                                       : rep_->Written(node);
  const DayNumber number = internal::ToDayNumber(day);
  const DayNumber change = range.NextChange(number);
  Probe probe = {.in_force = range.Contains(number), .until = std::nullopt};
  if (change != internal::kNever) probe.until = internal::FromDayNumber(change);
  return probe;
}

std::size_t Organization::left_out_records() const {
  // "/units/3" of "/units/3/valid_to"; problems of one record are neighbours.
  const auto record = [](const Problem& problem) {
    const std::string_view pointer = problem.pointer;
    const std::size_t place = pointer.find('/', 1);
    return pointer.substr(0, pointer.find('/', place + 1));
  };
  std::size_t records = 0;
  std::string_view last;
  for (const Problem& problem : left_out()) {
    if (record(problem) == last) continue;
    last = record(problem);
    ++records;
  }
  return records;
}
std::size_t Organization::bytes() const { return rep_->bytes(); }

#define ZEREN_INSTANTIATE(View) \
  template class Rows<View>;    \
  template Rows<View> Organization::rows<View>() const;
ZEREN_FOR_EACH_VIEW(ZEREN_INSTANTIATE)
#undef ZEREN_INSTANTIATE

}  // namespace zeren
