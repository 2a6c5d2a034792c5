// Built-in measures that depend on what an organisation has.

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "src/catalogue/internal/measures.h"
#include "src/measure/internal/live_day.h"
#include "src/model/internal/organization_rep.h"
#include "zeren/graph/snapshot.h"

namespace zeren::internal {
namespace {

// --- members.<head count> ---

constexpr std::string_view kMembers = "members.";

std::set<std::string> HeadCounts(const Snapshot& snapshot) {
  std::set<std::string> head_counts = {"all"};
  for (const Standing& standing : snapshot.organization().profile().standings) {
    head_counts.insert(standing.id);
    head_counts.insert(standing.counts_as.begin(), standing.counts_as.end());
  }
  return head_counts;
}

class EachPerson : public MeasureReader {
 public:
  void Read(std::span<const std::uint32_t>, const Readings&) const override {}
};

std::optional<Measure> MembersOf(const Snapshot& snapshot,
                                 std::string_view name) {
  if (!name.starts_with(kMembers)) return std::nullopt;
  const std::string head_count(name.substr(kMembers.size()));
  if (!HeadCounts(snapshot).contains(head_count)) return std::nullopt;
  return Measure{
      .name = std::string(name),
      .title = Text(std::vector<Text::Translation>{
          {"en", "members (" + head_count + ")"},
          {"zh", "成员数（" + head_count + "）"}}),
      .meaning = Both("Persons with a membership in force that the head count "
                      "includes, each once",
                      "有计入该统计口径的现行成员关系的人，每人计一次"),
      .unit = "persons",
      .carrier = Carrier::kPerson,
      .head_count = head_count,
      .combiner = Combiner::kDistinctCount,
      .hierarchies = {Hierarchy::kUnits, Hierarchy::kPosts},
      .open = MeasureOpener(
          [](const Snapshot&) { return std::make_unique<EachPerson>(); },
          [](LiveDay&) { return std::make_unique<EachPerson>(); })};
}

// --- <combiner>(<carriers>.<attribute>) ---

struct CombinerName {
  std::string_view name;
  Combiner combiner;
};
constexpr std::array<CombinerName, 8> kCombiners = {
    {{"sum", Combiner::kSum},
     {"mean", Combiner::kWeightedMean},
     {"min", Combiner::kMin},
     {"max", Combiner::kMax},
     {"count", Combiner::kCount},
     {"any", Combiner::kAny},
     {"all", Combiner::kAll},
     {"top", Combiner::kTop}}};
constexpr std::array<Carrier, 4> kCarriers = {Carrier::kPerson, Carrier::kUnit,
                                              Carrier::kPost, Carrier::kTask};

// Calls `visit(column)` with the attributes of a sort of carriers.
template <typename Visit>
auto WithAttributes(const OrganizationRep& org, Carrier carrier, Visit visit) {
  switch (carrier) {
    case Carrier::kUnit:
      return visit(org.table<UnitView>().Get<&UnitView::attributes>());
    case Carrier::kPost:
      return visit(org.table<PostView>().Get<&PostView::attributes>());
    case Carrier::kTask:
      return visit(org.table<TaskView>().Get<&TaskView::attributes>());
    default:
      return visit(org.table<PersonView>().Get<&PersonView::attributes>());
  }
}

// The numbers of one attribute; not known where there is none.
class AttributeReader : public MeasureReader {
 public:
  AttributeReader(const OrganizationRep& org, Carrier carrier,
                  std::string_view attribute)
      : org_(org), carrier_(carrier), name_(org_.names.words.Find(attribute)) {}

  void Read(std::span<const std::uint32_t> carriers,
            const Readings& out) const override {
    WithAttributes(org_, carrier_, [&](const auto& column) {
      for (std::size_t i = 0; i < carriers.size(); ++i) {
        const std::optional<double> number = column.Number(carriers[i], name_);
        out.taken[i] = number ? Taken::kKnown : Taken::kUnknown;
        out.values[i] = number.value_or(0);
      }
    });
  }

 private:
  const OrganizationRep& org_;
  const Carrier carrier_;
  const std::uint32_t name_;
};

std::optional<Measure> MeasureOfAttribute(const Snapshot& snapshot,
                                          std::string_view name) {
  const std::size_t open = name.find('(');
  const std::size_t point = name.find('.', open == name.npos ? 0 : open);
  if (open == name.npos || point == name.npos || !name.ends_with(')')) {
    return std::nullopt;
  }
  const std::string_view combiner = name.substr(0, open);
  const std::string_view carriers = name.substr(open + 1, point - open - 1);
  const std::string attribute(name.substr(point + 1, name.size() - point - 2));
  const OrganizationRep& org = snapshot.organization().rep();
  for (const CombinerName& known : kCombiners) {
    if (known.name != combiner) continue;
    for (const Carrier carrier : kCarriers) {
      if (NameOf(carrier) != carriers) continue;
      const std::uint32_t word = org.names.words.Find(attribute);
      if (word == kNoIndex ||
          !WithAttributes(org, carrier, [](const auto& column) {
             return column.NumberNames();
           }).contains(word)) {
        return std::nullopt;
      }
      std::vector<Hierarchy> hierarchies;
      for (const Hierarchy hierarchy :
           {Hierarchy::kUnits, Hierarchy::kPosts, Hierarchy::kTasks}) {
        if (SitsIn(carrier, hierarchy)) hierarchies.push_back(hierarchy);
      }
      return Measure{
          .name = std::string(name),
          .title = Text(std::string(name)),
          .meaning = Both("The numbers that an attribute has, combined",
                          "属性数值的汇总"),
          .carrier = carrier,
          .combiner = known.combiner,
          .whole = known.combiner == Combiner::kCount ||
                   known.combiner == Combiner::kAny ||
                   known.combiner == Combiner::kAll,
          .hierarchies = std::move(hierarchies),
          .open = MeasureOpener(
              [carrier, attribute](const Snapshot& of) {
                return std::make_unique<AttributeReader>(
                    of.organization().rep(), carrier, attribute);
              },
              [carrier, attribute](LiveDay& day) {
                return std::make_unique<AttributeReader>(day.rep(), carrier,
                                                         attribute);
              })};
    }
  }
  return std::nullopt;
}

}  // namespace

MeasureFamily MembersByHeadCount() {
  return {.pattern = "members.<head count>",
          .meaning = Both("Members of one head count of the profile",
                          "按统计口径计的成员数"),
          .find = MembersOf,
          .names = [](const Snapshot& snapshot) {
            std::vector<std::string> names;
            for (const std::string& head_count : HeadCounts(snapshot)) {
              names.push_back(std::string(kMembers) + head_count);
            }
            return names;
          }};
}

MeasureFamily AttributeMeasures() {
  return {.pattern = "<combiner>(<carriers>.<attribute>)",
          .meaning = Both("Numbers from the attributes of persons, units, "
                          "posts or tasks, combined: sum, mean, min, max, "
                          "count, any, all or top",
                          "人员、单位、岗位或任务属性数值的汇总"),
          .find = MeasureOfAttribute,
          .names = [](const Snapshot& snapshot) {
            const OrganizationRep& org = snapshot.organization().rep();
            std::vector<std::string> names;
            for (const Carrier carrier : kCarriers) {
              const std::set<std::uint32_t> words = WithAttributes(
                  org, carrier,
                  [](const auto& column) { return column.NumberNames(); });
              for (const std::uint32_t word : words) {
                for (const CombinerName& combiner : kCombiners) {
                  names.push_back(std::string(combiner.name) + "(" +
                                  std::string(NameOf(carrier)) + "." +
                                  std::string(org.names.words[word]) + ")");
                }
              }
            }
            return names;
          }};
}

}  // namespace zeren::internal
