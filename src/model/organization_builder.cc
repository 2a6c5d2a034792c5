#include "zeren/model/organization_builder.h"

#include <bit>
#include <cassert>
#include <new>
#include <string>
#include <utility>

#include "src/core/internal/quoted.h"
#include "src/model/internal/draft.h"
#include "src/model/internal/record_checks.h"
#include "src/model/internal/record_copy.h"

namespace zeren {
namespace internal {

void Draft::Note(std::vector<Problem> found) {
  std::vector<Problem>& list = lenient ? left_out : problems;
  problem_count += lenient ? 0 : found.size();
  for (Problem& problem : found) {
    // What lenient building leaves out is listed whole, whatever its number.
    if (lenient || list.size() < kMaxProblems) {
      list.push_back(std::move(problem));
    }
  }
}

namespace {

// Spells out a record, so that two can be put in an order that follows from
// what they say.
void Spell(S text, std::string& out) {
  out += Concat(std::to_string(text.size()), ":", text);
}
void Spell(bool value, std::string& out) { out += value ? "t" : "f"; }
void Spell(std::int64_t value, std::string& out) {
  out += Concat(std::to_string(value), ";");
}
void Spell(double value, std::string& out) {
  Spell(std::bit_cast<std::int64_t>(value), out);
}
void Spell(absl::CivilDay day, std::string& out) { out += FormatDay(day); }
void Spell(const Until& until, std::string& out) {
  out += until.unknown ? "?" : until.day ? FormatDay(*until.day) : "-";
}
void Spell(const TextView& text, std::string& out) {
  Spell(EncodeText(text), out);
}
void Spell(const BasicJson<S>& json, std::string& out) {
  Spell(json.text, out);
}
void Spell(const BasicNodeRef<S>& ref, std::string& out) {
  Spell(ref.Text(), out);
}
void Spell(const BasicReportsTo<S>& to, std::string& out) {
  out += to.written() ? "w" : "-";
  if (to.post()) Spell(*to.post(), out);
}
void Spell(const BasicAttribute<S>& attribute, std::string& out) {
  Spell(attribute.name, out);
  std::visit([&](const auto& value) { Spell(value, out); }, attribute.value);
}
template <typename Enum>
requires std::is_enum_v<Enum>
void Spell(Enum value, std::string& out) {
  Spell(static_cast<std::int64_t>(value), out);
}
template <typename View>
requires requires { View::Fields(); }
void Spell(const View& record, std::string& out);
template <typename Member>
void Spell(const std::vector<Member>& values, std::string& out);
template <typename Member>
void Spell(const std::optional<Member>& value, std::string& out) {
  out += value ? "+" : "-";
  if (value) Spell(*value, out);
}
template <typename Member>
void Spell(const std::vector<Member>& values, std::string& out) {
  out += Concat(std::to_string(values.size()), "[");
  for (const Member& value : values) Spell(value, out);
}
template <typename View>
requires requires { View::Fields(); }
void Spell(const View& record, std::string& out) {
  ForEachField<View>([&](const auto& field) {
    Spell(record.*std::remove_cvref_t<decltype(field)>::member, out);
  });
}
template <typename View>
std::string Spelled(const View& record) {
  std::string out;
  Spell(record, out);
  return out;
}

template <typename View>
Problem DoubledId(const Draft& draft, std::uint32_t place, S id) {
  return {.pointer = Concat(draft.PointerOf<View>(place), "/id"),
          .message = Concat("id ", Quoted(id), " is used more than once in `",
                            View::kArray, "`"),
          .remedy = "give each its own id, or write one record"};
}

// Appends a record.
template <typename View>
void Append(Draft& draft, const View& record) {
  ArrayDraft<View>& array = draft.array<View>();
  const std::uint32_t row = draft.table<View>().size();
  draft.table<View>().Push(record, draft.names);
  array.NotePlace(row);
  if constexpr (kEntityOf<View> != NodeKind::kDocument) {
    constexpr auto kKind = static_cast<std::size_t>(kEntityOf<View>);
    const std::uint32_t number = draft.names.ids[kKind].Intern(record.id);
    array.number_of_row.push_back(number);
    std::vector<std::uint32_t>& rows = draft.row_of_number[kKind];
    if (rows.size() <= number) rows.resize(number + std::size_t{1}, kNoIndex);
    const bool doubled = rows[number] != kNoIndex;
    if (!doubled) rows[number] = row;
    if (draft.lenient) {
      if (doubled) array.doubled_rows.push_back(row);
    } else if (doubled || array.claimed.contains(number)) {
      draft.Note({DoubledId<View>(draft, array.places, record.id)});
    }
  }
}

// Notes the id of a record that has other problems, so that one which claims
// the same id is found at once and not when these are mended. What lenient
// building leaves out claims nothing.
template <typename View>
void Claim(Draft& draft, S id) {
  if constexpr (kEntityOf<View> != NodeKind::kDocument) {
    if (draft.lenient || id.empty() || id.size() > kMaxIdBytes) return;
    ArrayDraft<View>& array = draft.array<View>();
    const std::uint32_t number = draft.names.of(kEntityOf<View>).Intern(id);
    if (array.claimed.contains(number) ||
        draft.RowOf(kEntityOf<View>, number) != kNoIndex) {
      draft.Note({DoubledId<View>(draft, array.places, id)});
    } else {
      array.claimed.insert(number);
    }
  }
}

// Of rows that claim one id, keeps the one whose fields come first when they
// are spelled out: which record came first in the document must not count. Rows
// that were dropped for other reasons claim nothing.
template <typename View>
void KeepOneOfEachId(Draft& draft) {
  if constexpr (kEntityOf<View> != NodeKind::kDocument) {
    constexpr auto kKind = static_cast<std::size_t>(kEntityOf<View>);
    ArrayDraft<View>& array = draft.array<View>();
    const auto spelled = [&](std::uint32_t row) {
      return Spelled(draft.table<View>().Row(row, draft.names));
    };
    for (const std::uint32_t row : array.doubled_rows) {
      if (array.IsDropped(row)) continue;
      const std::uint32_t number = array.number_of_row[row];
      std::uint32_t& kept = draft.row_of_number[kKind][number];
      if (kept == kNoIndex) {
        kept = row;
        continue;
      }
      std::uint32_t loser = row;
      if (spelled(row) < spelled(kept)) loser = std::exchange(kept, row);
      array.Drop(loser);
      draft.Note({DoubledId<View>(draft, array.PlaceOf(loser),
                                  draft.names.ids[kKind][number])});
    }
  }
}

template <typename... Views>
void KeepOneOfEachId(Draft& draft, std::tuple<Views...>*) {
  (KeepOneOfEachId<Views>(draft), ...);
}

}  // namespace
}  // namespace internal

struct OrganizationBuilder::State : internal::Draft {};

namespace {

// The id of an entity; empty for facts.
template <typename View>
std::string_view IdOf(const View& record) {
  if constexpr (internal::kEntityOf<View> != NodeKind::kDocument) {
    return record.id;
  } else {
    return {};
  }
}

// A profile that cannot fail to be there: it is part of the library.
Profile Generic() {
  absl::StatusOr<Profile> profile = BuiltInProfile("generic");
  assert(profile.ok());
  return *std::move(profile);
}

}  // namespace

OrganizationBuilder::OrganizationBuilder(const BuildOptions& options)
    : state_(std::make_unique<State>()) {
  state_->lenient = options.lenient;
  state_->profile = Generic();
}
OrganizationBuilder::~OrganizationBuilder() = default;
OrganizationBuilder::OrganizationBuilder(OrganizationBuilder&&) noexcept =
    default;
OrganizationBuilder& OrganizationBuilder::operator=(
    OrganizationBuilder&&) noexcept = default;

void OrganizationBuilder::SetProfile(Profile profile) {
  state_->profile = std::move(profile);
}
void OrganizationBuilder::SetName(const TextView& name) {
  state_->name = internal::EncodeText(name);
}
void OrganizationBuilder::SetAsOf(absl::CivilDay day) { state_->as_of = day; }

template <typename View>
void OrganizationBuilder::Add(const View& record) {
  std::vector<Problem> found;
  internal::RecordChecker("", found).Check(record);
  if (found.empty()) {
    internal::Append(*state_, record);
  } else {
    const std::string place = NextPointer<View>();
    for (Problem& problem : found) {
      problem.pointer = internal::Concat(place, problem.pointer);
    }
    Reject<View>(std::move(found), IdOf(record));
    return;
  }
  ++state_->array<View>().places;
}

template <typename View>
void OrganizationBuilder::Reject(std::vector<Problem> problems,
                                 std::string_view id) {
  state_->Note(std::move(problems));
  internal::Claim<View>(*state_, id);
  ++state_->array<View>().places;
}

template <typename View>
std::string OrganizationBuilder::NextPointer() const {
  return state_->PointerOf<View>(state_->array<View>().places);
}

void OrganizationBuilder::Expect(NodeKind kind, std::string_view id) const {
  state_->names.of(kind).Expect(id);
}

void OrganizationBuilder::AddProblem(Problem problem) {
  ++state_->problem_count;
  if (state_->problems.size() < kMaxProblems) {
    state_->problems.push_back(std::move(problem));
  }
}

absl::StatusOr<Organization> OrganizationBuilder::Build() {
  internal::Draft draft = std::move(*state_);
  *state_ = State();
  state_->lenient = draft.lenient;
  state_->profile = Generic();
  try {
    internal::JudgeWords(draft);
    internal::KeepOneOfEachId(draft, static_cast<AllViews*>(nullptr));
    if (draft.problem_count > 0) {
      ProblemList list;
      for (Problem& problem : draft.problems) list.Add(std::move(problem));
      list.Count(draft.problem_count - list.total());
      return list.ToStatus();
    }
    return Organization(internal::Assemble(std::move(draft)));
  } catch (const std::bad_alloc&) {
    return absl::ResourceExhaustedError(
        "not enough memory to build the organisation");
  }
}

absl::StatusOr<Organization> BuildOrganization(const Records& records,
                                               Profile profile,
                                               const BuildOptions& options) {
  OrganizationBuilder builder(options);
  builder.SetProfile(std::move(profile));
  const auto add_all = [&](auto array) {
    for (const auto& record : records.*array) {
      using Record = std::remove_cvref_t<decltype(record)>;
      builder.Add(internal::CopyRecord<internal::ViewOf<Record>>(record));
    }
  };
  std::apply([&](auto... array) { (add_all(array), ...); }, Records::Arrays());
  return builder.Build();
}

absl::StatusOr<Organization> BuildOrganization(const Records& records) {
  return BuildOrganization(records, Generic());
}

#define ZEREN_INSTANTIATE(View)                                         \
  template void OrganizationBuilder::Add<View>(const View&);            \
  template void OrganizationBuilder::Reject<View>(std::vector<Problem>, \
                                                  std::string_view);    \
  template std::string OrganizationBuilder::NextPointer<View>() const;
ZEREN_FOR_EACH_VIEW(ZEREN_INSTANTIATE)
#undef ZEREN_INSTANTIATE

}  // namespace zeren
