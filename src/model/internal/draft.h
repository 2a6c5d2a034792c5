// draft.h -- an organisation while it is being collected: rows in the order in
// which they came, numbers in the order of first mention.

#ifndef ZEREN_MODEL_INTERNAL_DRAFT_H_
#define ZEREN_MODEL_INTERNAL_DRAFT_H_

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "src/core/internal/absl_strings.h"
#include "src/model/internal/organization_rep.h"

namespace zeren::internal {

// What is known of the rows of one array beyond their fields.
template <typename View>
struct ArrayDraft {
  std::uint32_t places = 0;  // How many records were added or rejected.
  // The place of each row, where it is not the row itself: some were rejected.
  std::vector<std::uint32_t> place_of_row;
  // Rows that lenient building leaves out; empty: none.
  std::vector<std::uint8_t> dropped;
  // Entities: the number of the id of each row.
  std::vector<std::uint32_t> number_of_row;
  // Of ids that several rows claim in a lenient draft, these rows: which one is
  // kept is decided when all words are judged.
  std::vector<std::uint32_t> doubled_rows;
  // Numbers of ids that records with other problems claim.
  absl::flat_hash_set<std::uint32_t> claimed;

  bool IsDropped(std::uint32_t row) const {
    return row < dropped.size() && dropped[row] != 0;
  }
  void Drop(std::uint32_t row) {
    if (dropped.size() <= row) dropped.resize(row + std::size_t{1}, 0);
    dropped[row] = 1;
  }
  std::uint32_t PlaceOf(std::uint32_t row) const {
    return place_of_row.empty() ? row : place_of_row[row];
  }
  // Notes that the newest row has the present place.
  void NotePlace(std::uint32_t row) {
    if (place_of_row.empty() && places == row) return;
    while (place_of_row.size() < row) {
      place_of_row.push_back(static_cast<std::uint32_t>(place_of_row.size()));
    }
    place_of_row.push_back(places);
  }
};

template <typename Views>
struct ArrayDraftsOf;
template <typename... Views>
struct ArrayDraftsOf<std::tuple<Views...>> {
  using type = std::tuple<ArrayDraft<Views>...>;
};

struct Draft {
  bool lenient = false;
  Profile profile;
  std::string name;
  std::optional<absl::CivilDay> as_of;
  Names names;
  Tables tables;
  ArrayDraftsOf<AllViews>::type arrays;
  // The row that describes each number of a kind; `kNoIndex` where none does.
  std::array<std::vector<std::uint32_t>, kNodeKinds> row_of_number;
  std::vector<Problem> problems;  // The first ones, in order of finding.
  std::size_t problem_count = 0;
  std::vector<Problem> left_out;

  template <typename View>
  Table<View>& table() {
    return std::get<Table<View>>(tables);
  }
  template <typename View>
  const Table<View>& table() const {
    return std::get<Table<View>>(tables);
  }
  template <typename View>
  ArrayDraft<View>& array() {
    return std::get<ArrayDraft<View>>(arrays);
  }
  template <typename View>
  const ArrayDraft<View>& array() const {
    return std::get<ArrayDraft<View>>(arrays);
  }

  template <typename View>
  std::string PointerOf(std::uint32_t place) const {
    return Concat("/", View::kArray, "/", std::to_string(place));
  }

  // Notes problems of a record: they fail the build or, if lenient, the record
  // is left out for them.
  void Note(std::vector<Problem> found);

  // The row that describes an entity, `kNoIndex` if the document has none.
  std::uint32_t RowOf(NodeKind kind, std::uint32_t number) const {
    const auto& rows = row_of_number[static_cast<std::size_t>(kind)];
    return number < rows.size() ? rows[number] : kNoIndex;
  }
  // Its written validity; no days if the document has none.
  template <typename View>
  DayRange WrittenOf(std::uint32_t number) const {
    const std::uint32_t row = RowOf(kEntityOf<View>, number);
    return row == kNoIndex ? kNoDays : table<View>().Written(row);
  }
};

// Judges the words of a draft by the vocabulary of its profile.
void JudgeWords(Draft& draft);

// Numbers everything canonically, sorts the facts and indexes them. Takes the
// draft apart as it goes, so that both are never in memory whole.
std::shared_ptr<const OrganizationRep> Assemble(Draft draft);

}  // namespace zeren::internal

#endif  // ZEREN_MODEL_INTERNAL_DRAFT_H_
