#include "src/measure/internal/live_places.h"

#include <array>

#include "src/measure/internal/live_carriers.h"

namespace zeren::internal {
namespace {

// Nodes that are the carriers themselves.
class NodesThemselves : public LivePlaces {
 public:
  NodesThemselves(LiveDay& day, const LiveConditions& conditions,
                  Hierarchy hierarchy)
      : LivePlaces(day, conditions), hierarchy_(hierarchy) {}

  void Update(std::span<const Touch> touches, Indices& nodes,
              Indices&) override {
    for (const Touch& touch : touches) {
      switch (hierarchy_) {
        case Hierarchy::kUnits:
          if (touch.what == Touched::kUnit) nodes.push_back(touch.index);
          break;
        case Hierarchy::kPosts:
          UpdatePosts(touch, nodes);
          break;
        case Hierarchy::kTasks:
          ForEachTouchedTask(
              day_, touch, [&](std::uint32_t task) { nodes.push_back(task); });
          break;
      }
    }
  }
  void AppendNodesOf(Node who, Indices& nodes) const override {
    if (who.kind() == NodeKindOf(hierarchy_)) nodes.push_back(who.index());
  }

 private:
  void UpdatePosts(const Touch& touch, Indices& nodes) const {
    if (touch.what == Touched::kPost) nodes.push_back(touch.index);
    if (touch.what != Touched::kPerson && touch.what != Touched::kAbsentee) {
      return;
    }
    const OrganizationRep& org = day_.rep();
    const auto& posts =
        org.table<AppointmentView>().Get<&AppointmentView::post>();
    ForEachRow(org.appointments_of_person, touch.index,
               [&](std::uint32_t row) { nodes.push_back(posts[row]); });
  }
  void AppendCarriers(std::uint32_t node, Indices& carriers) const override {
    carriers.push_back(node);
  }

  const Hierarchy hierarchy_;
};

}  // namespace

std::unique_ptr<LivePlaces> LivePlaces::Make(LiveDay& day,
                                             const LiveConditions& conditions,
                                             Hierarchy hierarchy,
                                             const CarrierSet& carriers) {
  constexpr std::array<Carrier, 3> kOwnNodes = {Carrier::kUnit, Carrier::kPost,
                                                Carrier::kTask};
  if (carriers.kind != kOwnNodes[static_cast<std::size_t>(hierarchy)]) {
    return hierarchy == Hierarchy::kUnits
               ? PlacesOverUnits(day, conditions, carriers)
               : PlacesOverPosts(day, conditions, carriers);
  }
  return std::make_unique<NodesThemselves>(day, conditions, hierarchy);
}

void LivePlaces::AppendRuns(std::span<const std::uint32_t> nodes,
                            std::vector<CarrierRun>& runs) const {
  Indices carriers;
  for (const std::uint32_t node : nodes) {
    if (!conditions_.Keeps(node)) continue;
    carriers.clear();
    AppendCarriers(node, carriers);
    for (const std::uint32_t carrier : carriers) {
      runs.push_back({node, carrier, 1});
    }
  }
}

Indices LivePlaces::AllPlacesOf(std::uint32_t carrier) const {
  Indices nodes;
  AppendPlaces(carrier, nodes);
  SortAndUnique(nodes);
  return nodes;
}

Indices LivePlaces::PlacesOf(std::uint32_t carrier) const {
  Indices nodes = AllPlacesOf(carrier);
  std::erase_if(nodes,
                [&](std::uint32_t node) { return !conditions_.Keeps(node); });
  return nodes;
}

void LivePlaces::SortById(NodeKind kind, Indices& nodes) const {
  const IdTable& ids = day_.rep().names.of(kind);
  std::sort(nodes.begin(), nodes.end(),
            [&](std::uint32_t a, std::uint32_t b) { return ids[a] < ids[b]; });
}

}  // namespace zeren::internal
