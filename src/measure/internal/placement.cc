#include "src/measure/internal/placement.h"

#include <algorithm>
#include <optional>
#include <string>
#include <type_traits>

#include "zeren/assign/resolution.h"

namespace zeren::internal {
namespace {

// Adds a carrier to the run that it continues, or begins one.
void Append(std::vector<CarrierRun>& runs, std::uint32_t node,
            std::uint32_t carrier) {
  if (!runs.empty() && runs.back().slot == node &&
      runs.back().first + runs.back().count == carrier) {
    ++runs.back().count;
  } else {
    runs.push_back({node, carrier, 1});
  }
}

const Table<MembershipView>& Memberships(const Snapshot& snapshot) {
  return snapshot.organization().rep().table<MembershipView>();
}

template <auto kMember>
using MembershipColumn = std::remove_cvref_t<
    decltype(std::declval<const Table<MembershipView>&>().Get<kMember>())>;

// Nodes that are the carriers themselves.
class ByThemselves : public Placement {
  void AppendRunsOf(std::uint32_t node,
                    std::vector<CarrierRun>& runs) const override {
    runs.push_back({node, node, 1});
  }
};

// Which memberships a head count includes.
class HeadCounted {
 public:
  HeadCounted(const Snapshot& snapshot, const std::string& head_count)
      : standings_(Memberships(snapshot).Get<&MembershipView::standing>()),
        all_(head_count.empty()) {
    if (all_) return;
    const OrganizationRep& org = snapshot.organization().rep();
    none_counts_ = org.profile.CountsAs({}, head_count);
    counts_.resize(org.names.words.size());
    for (std::uint32_t word = 0; word < counts_.size(); ++word) {
      counts_[word] = org.profile.CountsAs(org.names.words[word], head_count);
    }
  }
  bool includes(std::uint32_t row) const {
    if (all_) return true;
    const std::uint32_t standing = standings_[row];
    return standing == kNoIndex ? none_counts_ : counts_[standing];
  }

 private:
  const MembershipColumn<&MembershipView::standing>& standings_;
  const bool all_;
  bool none_counts_ = false;
  std::vector<bool> counts_;  // By word.
};

// Persons, each in all units with a membership in force.
class PersonsInUnits : public Placement {
 public:
  PersonsInUnits(const Snapshot& snapshot, const std::string& head_count)
      : units_(snapshot.units()),
        persons_(Memberships(snapshot).Get<&MembershipView::person>()),
        counted_(snapshot, head_count) {
    const People& people = snapshot.people();
    const auto& unit_of = Memberships(snapshot).Get<&MembershipView::unit>();
    in_several_.resize(people.count());
    std::vector<std::uint32_t> nodes;
    for (std::uint32_t person = 0; person < people.count(); ++person) {
      const auto rows = people.membership_rows(PersonId{person});
      if (rows.size() == 1 || !people.in_force(PersonId{person})) continue;
      nodes.clear();
      for (const std::uint32_t row : rows) {
        if (counted_.includes(row)) nodes.push_back(unit_of[row]);
      }
      if (!nodes.empty() || (rows.empty() && head_count.empty())) {
        Note(person, nodes);
      }
    }
  }

 private:
  // Rows are in order of person, so that memberships of one follow one another.
  void AppendRunsOf(std::uint32_t node,
                    std::vector<CarrierRun>& runs) const override {
    std::uint32_t previous = kNoIndex;
    for (const std::uint32_t row : units_.member_rows(UnitId{node})) {
      const std::uint32_t person = persons_[row];
      if (person == previous || !counted_.includes(row)) continue;
      Append(runs, node, person);
      previous = person;
    }
  }

  const Units& units_;
  const MembershipColumn<&MembershipView::person>& persons_;
  const HeadCounted counted_;
};

// Memberships, each in its unit.
class MembershipsInUnits : public Placement {
 public:
  MembershipsInUnits(const Snapshot& snapshot, const std::string& head_count)
      : units_(snapshot.units()), counted_(snapshot, head_count) {}

 private:
  void AppendRunsOf(std::uint32_t node,
                    std::vector<CarrierRun>& runs) const override {
    for (const std::uint32_t row : units_.member_rows(UnitId{node})) {
      if (counted_.includes(row)) Append(runs, node, row);
    }
  }

  const Units& units_;
  const HeadCounted counted_;
};

// Posts, each in its unit.
class PostsInUnits : public Placement {
 public:
  explicit PostsInUnits(const Snapshot& snapshot) : units_(snapshot.units()) {
    const Posts& posts = snapshot.posts();
    for (std::uint32_t post = 0; post < posts.count(); ++post) {
      if (posts.in_force(PostId{post}) && !posts.unit(PostId{post})) {
        nowhere_.push_back(post);
      }
    }
  }
  void AppendRunsOf(std::uint32_t node,
                    std::vector<CarrierRun>& runs) const override {
    for (const PostId post : units_.posts(UnitId{node})) {
      Append(runs, node, Index(post));
    }
  }

 private:
  const Units& units_;
};

// Carriers whose places were listed one by one.
class ListedPlaces : public Placement {
 public:
  // `before(a, b)`: the order of carriers.
  template <typename PlacesOf, typename Before>
  ListedPlaces(std::size_t carriers, std::size_t nodes, PlacesOf places_of,
               Before before) {
    in_several_.resize(carriers);
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
    std::vector<std::uint32_t> places;
    for (std::uint32_t carrier = 0; carrier < carriers; ++carrier) {
      places.clear();
      if (!places_of(carrier, places)) continue;
      Note(carrier, places);
      for (const std::uint32_t node : places) pairs.emplace_back(node, carrier);
    }
    std::sort(pairs.begin(), pairs.end(), [&](const auto& a, const auto& b) {
      if (a.first != b.first) return a.first < b.first;
      if (before(a.second, b.second)) return true;
      return !before(b.second, a.second) && a.second < b.second;
    });
    lists_.begins.assign(nodes + 1, 0);
    for (const auto& [node, carrier] : pairs) {
      ++lists_.begins[node + 1];
      lists_.values.push_back(carrier);
    }
    for (std::size_t i = 1; i <= nodes; ++i) {
      lists_.begins[i] += lists_.begins[i - 1];
    }
  }
  void AppendRunsOf(std::uint32_t node,
                    std::vector<CarrierRun>& runs) const override {
    for (const std::uint32_t carrier : lists_[node]) {
      Append(runs, node, carrier);
    }
  }

 private:
  Lists lists_;
};

// Where a node sits. Units in force, posts in force, or tasks.
class PlaceFinder {
 public:
  PlaceFinder(const Snapshot& snapshot, Hierarchy hierarchy)
      : snapshot_(snapshot), hierarchy_(hierarchy) {}

  void Find(Node node, std::vector<std::uint32_t>& places) const {
    if (!snapshot_.organization().Has(node)) return;
    switch (hierarchy_) {
      case Hierarchy::kUnits:
        if (const std::optional<UnitId> unit = snapshot_.UnitOf(node)) {
          places.push_back(Index(*unit));
        }
        break;
      case Hierarchy::kPosts:
        FindPosts(node, places);
        break;
      case Hierarchy::kTasks:
        if (node.kind() == NodeKind::kTask) places.push_back(node.index());
        break;
    }
  }

 private:
  void FindPosts(Node node, std::vector<std::uint32_t>& places) const {
    if (const std::optional<DutyId> duty = node.As<DutyId>()) {
      node = snapshot_.work().bearer(*duty).value_or(Node());
    }
    if (const std::optional<PostId> post = node.As<PostId>()) {
      if (snapshot_.posts().in_force(*post)) places.push_back(Index(*post));
    } else if (const std::optional<PersonId> person = node.As<PersonId>()) {
      for (const PostId held : snapshot_.people().posts(*person)) {
        places.push_back(Index(held));
      }
    } else if (const std::optional<UnitId> unit = node.As<UnitId>()) {
      const std::optional<PostId> head = snapshot_.units().head(*unit);
      if (head) places.push_back(Index(*head));
    } else if (node.kind() == NodeKind::kTask) {
      for (const PostId answers :
           ResolveResponsible(snapshot_, node, Role::kAccountable).posts) {
        places.push_back(Index(answers));
      }
    }
  }

  const Snapshot& snapshot_;
  const Hierarchy hierarchy_;
};

}  // namespace

void Placement::Note(std::uint32_t carrier, std::vector<std::uint32_t>& nodes) {
  std::sort(nodes.begin(), nodes.end());
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
  if (nodes.empty()) {
    nowhere_.push_back(carrier);
  } else if (nodes.size() > 1) {
    Lists& lists = several_.nodes;
    if (lists.begins.empty()) lists.begins.push_back(0);
    several_.carriers.push_back(carrier);
    lists.values.insert(lists.values.end(), nodes.begin(), nodes.end());
    lists.begins.push_back(static_cast<std::uint32_t>(lists.values.size()));
    in_several_[carrier] = true;
  }
}

void Placement::Keep(const std::vector<std::uint8_t>& keep) {
  keep_ = keep;
  Several all = std::move(several_);
  several_ = Several();
  std::fill(in_several_.begin(), in_several_.end(), false);
  std::vector<std::uint32_t> kept;
  for (std::uint32_t i = 0; i < all.carriers.size(); ++i) {
    kept.clear();
    for (const std::uint32_t node : all.nodes[i]) {
      if (keep[node] != 0) kept.push_back(node);
    }
    // A carrier that sits nowhere any more is left out, not unplaced.
    if (!kept.empty()) Note(all.carriers[i], kept);
  }
}

std::size_t CountCarriers(const Snapshot& snapshot,
                          const CarrierSet& carriers) {
  const Organization& org = snapshot.organization();
  switch (carriers.kind) {
    case Carrier::kPerson:
      return org.count(NodeKind::kPerson);
    case Carrier::kMembership:
      return Memberships(snapshot).size();
    case Carrier::kUnit:
      return org.count(NodeKind::kUnit);
    case Carrier::kPost:
      return org.count(NodeKind::kPost);
    case Carrier::kTask:
      return org.count(NodeKind::kTask);
    case Carrier::kListed:
      return carriers.listed->size();
  }
  return 0;
}

std::unique_ptr<Placement> PlaceCarriers(const Snapshot& snapshot,
                                         const CarrierSet& carriers,
                                         Hierarchy hierarchy) {
  const Carrier kind = carriers.kind;
  if (hierarchy == Hierarchy::kUnits) {
    if (kind == Carrier::kPerson) {
      return std::make_unique<PersonsInUnits>(snapshot, carriers.head_count);
    }
    if (kind == Carrier::kMembership) {
      return std::make_unique<MembershipsInUnits>(snapshot,
                                                  carriers.head_count);
    }
    if (kind == Carrier::kPost) return std::make_unique<PostsInUnits>(snapshot);
  }
  if ((hierarchy == Hierarchy::kUnits && kind == Carrier::kUnit) ||
      (hierarchy == Hierarchy::kPosts && kind == Carrier::kPost) ||
      (hierarchy == Hierarchy::kTasks && kind == Carrier::kTask)) {
    return std::make_unique<ByThemselves>();
  }
  const Organization& org = snapshot.organization();
  const HeadCounted counted(snapshot, carriers.head_count);
  const auto takes_part = [&](Node node) {
    if (kind == Carrier::kTask) return org.Has(node);
    if (kind != Carrier::kPerson) return true;
    if (!snapshot.InForce(node)) return false;
    const auto rows = snapshot.people().membership_rows(PersonId{node.index()});
    return carriers.head_count.empty() ||
           std::any_of(rows.begin(), rows.end(), [&](std::uint32_t row) {
             return counted.includes(row);
           });
  };
  const PlaceFinder finder(snapshot, hierarchy);
  return std::make_unique<ListedPlaces>(
      CountCarriers(snapshot, carriers), org.count(NodeKindOf(hierarchy)),
      [&](std::uint32_t index, std::vector<std::uint32_t>& places) {
        const Node node = CarrierNode(snapshot, carriers, index);
        if (!takes_part(node)) return false;
        finder.Find(node, places);
        return true;
      },
      [&](std::uint32_t a, std::uint32_t b) {
        return org.Before(CarrierNode(snapshot, carriers, a),
                          CarrierNode(snapshot, carriers, b));
      });
}

}  // namespace zeren::internal
