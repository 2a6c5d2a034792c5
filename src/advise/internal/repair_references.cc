// What might mend records that name what the document does not have.

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "src/advise/internal/repair_ideas.h"
#include "src/advise/internal/row_order.h"
#include "src/catalogue/internal/facts.h"
#include "src/catalogue/internal/wording.h"
#include "src/core/internal/absl_strings.h"

namespace zeren::internal {
namespace {

// A slip, and what was meant.
struct Slip {
  NodeKind kind;
  std::string_view id;
  std::string_view nearest;
};

// Puts what was meant in place of a slip; whether it was there. `kinds` are
// those that the field may name.
template <typename Kinds>
bool Correct(std::string& id, const Kinds& kinds, const Slip& slip) {
  const bool may =
      std::find(kinds.begin(), kinds.end(), slip.kind) != kinds.end();
  if (!may || id != slip.id) return false;
  id = slip.nearest;
  return true;
}
template <typename Kinds>
bool Correct(BasicNodeRef<std::string>& ref, const Kinds&, const Slip& slip) {
  if (ref.kind != slip.kind || ref.id != slip.id) return false;
  ref.id = slip.nearest;
  return true;
}
template <typename Kinds>
bool Correct(BasicReportsTo<std::string>& to, const Kinds& kinds,
             const Slip& slip) {
  std::string post = to.post().value_or("");
  if (!Correct(post, kinds, slip)) return false;
  to = BasicReportsTo<std::string>(std::move(post));
  return true;
}
template <typename T, typename Kinds>
bool Correct(std::optional<T>& value, const Kinds& kinds, const Slip& slip) {
  return value && Correct(*value, kinds, slip);
}
template <typename T, typename Kinds>
bool Correct(std::vector<T>& values, const Kinds& kinds, const Slip& slip) {
  bool corrected = false;
  for (T& value : values) corrected |= Correct(value, kinds, slip);
  return corrected;
}

// Corrects a record, and the records within it. `visit(place)` is called for
// each field that became another.
template <typename Record, typename Visit>
void CorrectFields(Record& record, const Slip& slip, Visit visit) {
  ForEachPlace<Record>([&](const auto& field, std::size_t place) {
    using Role = typename std::remove_cvref_t<decltype(field)>::Role;
    auto& member = record.*field.member;
    bool corrected = false;
    if constexpr (!kKindsNamed<Role>.empty()) {
      corrected = Correct(member, kKindsNamed<Role>, slip);
    } else if constexpr (std::is_same_v<Role, role::Steps>) {
      for (auto& step : member) {
        CorrectFields(step, slip, [&](std::size_t) { corrected = true; });
      }
    }
    if (corrected) visit(place);
  });
}

// SlipSearch
//
// The records of one array that say a slip where the gap is.
class SlipSearch {
 public:
  SlipSearch(const RepairIdeas& ideas, const std::vector<Slip>& slips,
             RecordEdits& edits)
      : ideas_(ideas), rep_(ideas.rep()), slips_(slips), edits_(edits) {}

  template <typename View>
  void Run() {
    const Table<View>& table = rep_.table<View>();
    if constexpr (kEntityOf<View> != NodeKind::kDocument) {
      // The focus itself.
      if (ideas_.focus().kind() == kEntityOf<View>) {
        CorrectRow<View>(ideas_.focus().index());
      }
    } else {
      std::vector<std::uint32_t> rows;
      for (std::uint32_t row = 0; row < table.size(); ++row) {
        if (Names(table, row) && FocusOf<View>(rep_, row) == ideas_.focus()) {
          rows.push_back(row);
        }
      }
      SortByRecord<View>(rep_, rows);
      for (const std::uint32_t row : rows) CorrectRow<View>(row);
    }
  }

 private:
  // Whether a row says one of the slips, on the day.
  template <typename View>
  bool Names(const Table<View>& table, std::uint32_t row) const {
    if (!ideas_.Holds(table.Written(row))) return false;
    bool found = false;
    ForEachReferenceField(table, [&](const auto&, const auto& column,
                                     const auto&) {
      ForEachTarget(column, row, [&](Node target) {
        if (found || rep_.Exists(target)) return;
        found =
            std::any_of(slips_.begin(), slips_.end(), [&](const Slip& slip) {
              return slip.kind == target.kind() && slip.id == rep_.id(target);
            });
      });
    });
    return found;
  }

  template <typename View>
  void CorrectRow(std::uint32_t row) {
    using Record = RecordOf<View>;
    Record record = edits_.RecordAt<View>(row);
    std::uint32_t said = 0;
    for (const Slip& slip : slips_) {
      CorrectFields(record, slip, [&](std::size_t place) {
        said |= std::uint32_t{1} << place;
      });
    }
    if (said == 0) return;
    Record fields;
    ForEachPlace<Record>([&](const auto& field, std::size_t place) {
      if ((said >> place & 1) != 0) {
        fields.*field.member = record.*field.member;
      }
    });
    edits_.Set<View>(row, Partial<Record>(std::move(fields), said));
  }

  const RepairIdeas& ideas_;
  const OrganizationRep& rep_;
  const std::vector<Slip>& slips_;
  RecordEdits& edits_;
};

}  // namespace

// Gaps of one focus and absent id share a fingerprint, so their records are
// corrected together.
void MendDanglingReference(RepairIdeas& ideas) {
  const Gap& gap = ideas.gap();
  std::vector<Slip> slips;
  std::vector<std::string> arrays;
  for (const Gap& other : ideas.report().gaps()) {
    const Detection& detection = other.detection;
    if (other.rule != gap.rule || detection.focus != gap.detection.focus ||
        detection.key != gap.detection.key) {
      continue;
    }
    const auto kind = ParseNodeKind(WordIn(detection.value, "kind"));
    const std::string_view nearest = WordIn(detection.value, "nearest");
    if (!kind || nearest.empty()) continue;
    const std::string_view id = WordIn(detection.value, "id");
    const bool known =
        std::any_of(slips.begin(), slips.end(),
                    [&](const Slip& slip) { return slip.kind == *kind; });
    if (!known) slips.push_back({*kind, id, nearest});
    const std::string_view field = WordIn(detection.value, "field");
    arrays.emplace_back(field.substr(0, field.find('.')));
  }
  if (slips.empty()) {
    ideas.SayNothing(Say("no id that the document has is near to it",
                         "文档中没有与之相近的编号"));
    return;
  }
  RecordEdits edits = ideas.Edits();
  SlipSearch search(ideas, slips, edits);
  [&]<typename... Views>(std::tuple<Views...>*) {
    ((std::find(arrays.begin(), arrays.end(), Views::kArray) != arrays.end()
          ? search.Run<Views>()
          : void()),
     ...);
  }(static_cast<AllViews*>(nullptr));
  const Slip& first = slips.front();
  ideas.Add(edits,
            Say(Concat("write ", NameOf(first.kind), ":", first.nearest,
                       " in place of ", NameOf(first.kind), ":", first.id),
                Concat("将", NameOf(first.kind), ":", first.id, "改为",
                       NameOf(first.kind), ":", first.nearest)));
}

}  // namespace zeren::internal
