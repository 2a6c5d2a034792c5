// record_reader.h -- the records of one array, each as it is listed by
// `Fields()` of its type.

#ifndef ZEREN_EXCHANGE_INTERNAL_RECORD_READER_H_
#define ZEREN_EXCHANGE_INTERNAL_RECORD_READER_H_

#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "src/exchange/internal/field_reading.h"
#include "src/exchange/internal/fields_reader.h"
#include "src/model/internal/organization_rep.h"
#include "src/model/internal/record_checks.h"
#include "src/model/internal/table.h"
#include "zeren/model/organization_builder.h"

namespace zeren::internal {

// RecordFields
//
// Reads the fields of a record or of a step within one.
template <typename View>
class RecordFields : public FieldsReader {
 public:
  static constexpr std::size_t kFields =
      std::tuple_size_v<decltype(View::Fields())>;
  static_assert(kFields <= kMaxFields);

  // `infos` may ask for less than a whole record.
  RecordFields(FieldsReader* parent, ReadBuffers& buffers,
               std::span<const FieldInfo> infos = kInfos)
      : FieldsReader(infos, parent, buffers) {}

 protected:
  template <std::size_t kField>
  using FieldAt = std::tuple_element_t<kField, decltype(View::Fields())>;
  template <std::size_t kField>
  using RoleAt = typename FieldAt<kField>::Role;
  template <std::size_t kField>
  using MemberAt = std::remove_cvref_t<decltype(std::declval<View>().*
                                                FieldAt<kField>::member)>;

  void Clear() override {
    ForEachField<View>([&](const auto& field) {
      auto& member = record_.*std::remove_cvref_t<decltype(field)>::member;
      if constexpr (requires { member.clear(); }) {
        member.clear();  // Keeps its room.
      } else {
        member = {};
      }
    });
  }

  bool SetScalar(std::size_t field, const Scalar& scalar) override {
    return (this->*kSetters[field])(scalar);
  }
  bool SetNull(std::size_t field) override {
    AtField(field, []<typename Member>(Member& member) {
      if constexpr (std::is_same_v<Member, BasicReportsTo<S>>) {
        member = Member::Nobody();
      }
    });
    return true;
  }
  void SetText(std::size_t field, const TextView& text) override {
    AtField(field, [&]<typename Member>(Member& member) {
      if constexpr (std::is_same_v<Member, std::optional<TextView>>) {
        member = text;
      }
    });
  }
  void BeginList(std::size_t field) override {
    AtField(field, []<typename Member>(Member& member) {
      if constexpr (kIsList<Member> && requires { member.emplace(); }) {
        member.emplace();
      }
    });
  }
  void AddToList(std::size_t field, std::string_view text) override {
    AtField(field, [&]<typename Member>(Member& member) {
      if constexpr (std::is_same_v<Member, std::vector<S>>) {
        member.push_back(text);
      } else if constexpr (kIsList<Member> && requires { member->clear(); }) {
        member->emplace_back(text);
      }
    });
  }
  BasicAttributes<S>* Attributes(std::size_t field) override {
    BasicAttributes<S>* attributes = nullptr;
    AtField(field, [&]<typename Member>(Member& member) {
      if constexpr (std::is_same_v<Member, BasicAttributes<S>>) {
        attributes = &member;
      }
    });
    return attributes;
  }
  std::string Expected(std::size_t field) const override {
    std::string expected;
    [&]<std::size_t... kI>(std::index_sequence<kI...>) {
      ((field == kI ? void(expected = ExpectedFor<RoleAt<kI>, MemberAt<kI>>())
                    : void()),
       ...);
    }
    (std::make_index_sequence<kFields>());
    return expected;
  }

  static constexpr auto MakeInfos() {
    std::array<FieldInfo, kFields> infos;
    const auto fields = View::Fields();
    [&]<std::size_t... kI>(std::index_sequence<kI...>) {
      ((infos[kI] = {std::get<kI>(fields).name, std::get<kI>(fields).need,
                     ShapeFor<RoleAt<kI>, MemberAt<kI>>()}),
       ...);
    }
    (std::make_index_sequence<kFields>());
    return infos;
  }

  View record_ = {};

 private:
  template <typename Visit>
  void AtField(std::size_t field, Visit visit) {
    [&]<std::size_t... kI>(std::index_sequence<kI...>) {
      ((field == kI ? visit(record_.*FieldAt<kI>::member) : void()), ...);
    }
    (std::make_index_sequence<kFields>());
  }

  template <std::size_t kField>
  bool Set(const Scalar& scalar) {
    using Role = RoleAt<kField>;
    using Member = MemberAt<kField>;
    constexpr NodeKind kNamed =
        std::is_same_v<Role, role::Id> ? kEntityOf<View> : kReferenced<Role>;
    if constexpr (kNamed != NodeKind::kDocument) {
      buffers().builder.Expect(kNamed, scalar.text);
    }
    if (ReadScalar(Role(), record_.*FieldAt<kField>::member, scalar,
                   buffers())) {
      return true;
    }
    if constexpr (std::is_same_v<Role, role::Day> ||
                  std::is_same_v<Role, role::End>) {
      return RefuseDay(kField, scalar);
    } else if constexpr (std::is_same_v<Role, role::Choice>) {
      Refuse(kField, Concat(NameOf(kField), " is ", Describe(scalar)),
             Suggestion(scalar.text, NamesOf<typename EnumOf<Member>::type>()));
      return true;
    } else {
      return false;
    }
  }

  static constexpr auto MakeSetters() {
    return []<std::size_t... kI>(std::index_sequence<kI...>) {
      return std::array<bool (RecordFields::*)(const Scalar&), kFields>{
          &RecordFields::Set<kI>...};
    }
    (std::make_index_sequence<kFields>());
  }

  static constexpr std::array<FieldInfo, kFields> kInfos = MakeInfos();
  static const std::array<bool (RecordFields::*)(const Scalar&), kFields>
      kSetters;
};

template <typename View>
const std::array<bool (RecordFields<View>::*)(const Scalar&),
                 RecordFields<View>::kFields>
    RecordFields<View>::kSetters = RecordFields<View>::MakeSetters();

// StepReader
//
// A record within a record: what is wrong with it is wrong with that.
template <typename View, typename Owner>
class StepReader : public RecordFields<View> {
 public:
  StepReader(Owner* owner, ReadBuffers& buffers)
      : RecordFields<View>(owner, buffers), owner_(owner) {}

 private:
  void Finish(bool whole) override {
    if (whole) owner_->AddStep(this->record_);
  }
  void AddProblem(Problem problem) override {
    owner_->AddProblem(std::move(problem));
  }

  Owner* owner_;
};

// RecordReader
//
// Hands each record over to the builder.
template <typename View>
class RecordReader : public RecordFields<View> {
 public:
  RecordReader(FieldsReader* parent, ReadBuffers& buffers,
               OrganizationBuilder& builder)
      : RecordFields<View>(parent, buffers),
        builder_(builder),
        steps_(this, buffers) {}

  void Abandon() override {
    if (!problems_.empty()) Reject();
  }
  void AddProblem(Problem problem) override {
    problems_.push_back(std::move(problem));
  }
  void AddStep(const BasicFindingStep<S>& step) {
    if constexpr (requires { this->record_.steps; }) {
      this->record_.steps.push_back(step);
    }
  }

 private:
  void Clear() override {
    this->buffers().arena.release();
    RecordFields<View>::Clear();
  }
  void AddPlaceProblem(Problem problem) override {
    problems_.push_back(std::move(problem));
    Reject();
  }
  void Finish(bool whole) override {
    if (problems_.empty()) {
      builder_.Add(this->record_);
      return;
    }
    // What could be read is judged too, so that all is said at once.
    if (whole) {
      RecordChecker(this->Pointer(), problems_).Check(this->record_);
    }
    if constexpr (kEntityOf<View> != NodeKind::kDocument) {
      Reject(this->record_.id);
    } else {
      Reject();
    }
  }
  void Reject(std::string_view id = {}) {
    builder_.template Reject<View>(std::exchange(problems_, {}), id);
  }
  FieldsReader* ReaderOf(std::size_t /*field*/) override { return &steps_; }

  OrganizationBuilder& builder_;
  std::vector<Problem> problems_;
  StepReader<BasicFindingStep<S>, RecordReader> steps_;
};

}  // namespace zeren::internal

#endif  // ZEREN_EXCHANGE_INTERNAL_RECORD_READER_H_
