// Records that name what the document does not have.

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "src/catalogue/internal/checks.h"
#include "src/catalogue/internal/facts.h"
#include "src/catalogue/internal/wording.h"
#include "src/core/internal/absl_strings.h"
#include "src/core/internal/days.h"

namespace zeren::internal {
namespace {

// An id without what a slip changes: ASCII letters lowered, ASCII characters
// that are neither letter nor digit dropped.
void Squeeze(std::string_view id, std::string& squeezed) {
  squeezed.clear();
  for (const char c : id) {
    if (c >= 'A' && c <= 'Z') {
      squeezed += static_cast<char>(c - 'A' + 'a');
    } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
               static_cast<unsigned char>(c) >= 0x80) {
      squeezed += c;
    }
  }
}

// DanglingSearch
//
// Kinds of nodes of which every id that is named exists, as is usual, cost
// nothing: their columns are not read.
class DanglingSearch {
 public:
  // Looks for what is so on some of these days.
  DanglingSearch(const Organization& organization, const DayRange& days)
      : rep_(organization.rep()), days_(days) {
    for (std::size_t kind = 0; kind < kNodeKinds; ++kind) {
      absent_[kind] = rep_.has_dead[kind] != 0 ||
                      rep_.names.ids[kind].size() > rep_.declared[kind];
    }
  }

  // Calls `visit(detection, days)` for each mention of what is absent, and the
  // days on which it stands: in order of focus, field and what is absent, and
  // of these in order of days.
  template <typename Visit>
  void Run(const Visit& visit) {
    [&]<typename... Views>(std::tuple<Views...>*) {
      (Walk<Views>(), ...);
    }(static_cast<AllViews*>(nullptr));
    std::sort(mentions_.begin(), mentions_.end(),
              [](const DatedMention& a, const DatedMention& b) {
                if (a.mention != b.mention) return a.mention < b.mention;
                if (a.days.from != b.days.from)
                  return a.days.from < b.days.from;
                return a.days.to < b.days.to;
              });
    mentions_.erase(std::unique(mentions_.begin(), mentions_.end()),
                    mentions_.end());
    FindNearest();
    for (const DatedMention& dated : mentions_) {
      visit(Describe(dated.mention), dated.days);
    }
  }

 private:
  struct DatedMention {
    Mention mention;
    DayRange days;

    friend bool operator==(const DatedMention&, const DatedMention&) = default;
  };

  template <typename View>
  void Walk() {
    const Table<View>& table = rep_.table<View>();
    ForEachReferenceField(
        table, [&](const auto& field, const auto& column, const auto& kinds) {
          const bool may_dangle =
              std::any_of(kinds.begin(), kinds.end(), [&](NodeKind kind) {
                return absent_[static_cast<std::size_t>(kind)];
              });
          if (!may_dangle) return;
          fields_.push_back(Concat(View::kArray, ".", field()));
          for (std::uint32_t row = 0; row < table.size(); ++row) {
            ForEachTarget(column, row, [&](Node target) {
              if (!rep_.Exists(target)) Note<View>(row, target);
            });
          }
        });
  }

  template <typename View>
  void Note(std::uint32_t row, Node target) {
    const DayRange stated = rep_.table<View>().Written(row).Within(days_);
    if (stated.from >= stated.to) return;
    const Node focus = FocusOf<View>(rep_, row);
    const DayRange days = stated.Within(DaysInForce(rep_, focus));
    if (days.from >= days.to) return;
    const auto field = static_cast<std::uint32_t>(fields_.size() - 1);
    mentions_.push_back({{focus, field, target}, days});
  }

  // Squeezes the absent ids, and looks each id that exists up among them once.
  void FindNearest() {
    std::array<absl::flat_hash_map<std::string, std::string_view>, kNodeKinds>
        wanted;
    std::string squeezed;
    for (const DatedMention& dated : mentions_) {
      const Node target = dated.mention.target;
      Squeeze(rep_.id(target), squeezed);
      wanted[static_cast<std::size_t>(target.kind())].try_emplace(squeezed);
    }
    for (std::size_t kind = 0; kind < kNodeKinds; ++kind) {
      if (wanted[kind].empty()) continue;
      for (std::uint32_t i = 0; i < rep_.declared[kind]; ++i) {
        if (!rep_.Exists(static_cast<NodeKind>(kind), i)) continue;
        const std::string_view id = rep_.names.ids[kind][i];
        Squeeze(id, squeezed);
        const auto found = wanted[kind].find(squeezed);
        if (found == wanted[kind].end()) continue;
        std::string_view& nearest = found->second;
        if (nearest.empty() || id < nearest) nearest = id;
      }
    }
    nearest_ = std::move(wanted);
  }

  Detection Describe(const Mention& mention) const {
    const std::string_view id = rep_.id(mention.target);
    const NodeKind kind = mention.target.kind();
    std::string squeezed;
    Squeeze(id, squeezed);
    const std::string_view nearest =
        nearest_[static_cast<std::size_t>(kind)].at(squeezed);
    return {.focus = mention.focus,
            .key = std::string(id),
            .value = Value::Record{
                {"field", fields_[mention.field]},
                {"kind", NameOf(kind)},
                {"id", id},
                {"nearest", nearest.empty() ? Value() : Value(nearest)}}};
  }

  const OrganizationRep& rep_;
  const DayRange days_;
  std::array<bool, kNodeKinds> absent_ = {};
  std::vector<std::string> fields_;  // "memberships.unit"
  std::vector<DatedMention> mentions_;
  // The smallest id that squeezes to the same, empty if none does.
  std::array<absl::flat_hash_map<std::string, std::string_view>, kNodeKinds>
      nearest_;
};

void FindDanglingReference(const CheckView& view, Node, const Params&,
                           std::vector<Detection>& out) {
  const DayNumber day = ToDayNumber(view.day());
  DanglingSearch search(view.organization(), {day, day + 1});
  // On one day each mention comes once.
  search.Run([&](Detection detection, const DayRange&) {
    out.push_back(std::move(detection));
  });
}

void FindDanglingReferenceOver(const Organization& organization,
                               const Period& period, const Params&,
                               std::vector<DatedDetection>& out) {
  DanglingSearch search(organization,
                        {ToDayNumber(period.from), ToDayNumber(period.to)});
  search.Run([&](Detection detection, const DayRange& days) {
    out.push_back({std::move(detection),
                   {FromDayNumber(days.from), FromDayNumber(days.to)}});
  });
}

Text SayDanglingReference(const Organization& organization,
                          const Detection& detection, const Params&) {
  const Value& value = detection.value;
  const std::string_view kind = WordIn(value, "kind");
  const std::string_view field = WordIn(value, "field");
  const std::string name = Concat(kind, ":", WordIn(value, "id"));
  std::string english =
      Concat(InEnglish(organization, detection.focus), ": ", field, " names ",
             name, ", which the document does not have");
  std::string chinese = Concat(InChinese(organization, detection.focus), "：",
                               field, "所指的", name, "在文档中不存在");
  const std::string_view nearest = WordIn(value, "nearest");
  if (!nearest.empty()) {
    english += Concat("; did you mean ", kind, ":", nearest, "?");
    chinese += Concat("；是否应为", kind, ":", nearest, "？");
  }
  return Say(std::move(english), std::move(chinese));
}

}  // namespace

CheckSpec DanglingReference() {
  return {.name = "dangling_reference",
          .meaning = Say("a record names something that the document does not "
                         "have",
                         "记录所指的对象在文档中不存在"),
          .focus_kinds = {NodeKind::kDocument},
          .scope = {.reads = {FactKind::kRecords}, .reach = Reach::kGlobal},
          .evaluate = FindDanglingReference,
          .evaluate_over = FindDanglingReferenceOver,
          .message = SayDanglingReference};
}

}  // namespace zeren::internal
