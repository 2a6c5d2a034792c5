// record_checks.h -- what a record must be to be one, field by field.

#ifndef ZEREN_MODEL_INTERNAL_RECORD_CHECKS_H_
#define ZEREN_MODEL_INTERNAL_RECORD_CHECKS_H_

#include <cmath>
#include <concepts>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "src/core/internal/absl_strings.h"
#include "src/model/internal/table.h"
#include "zeren/core/problem.h"
#include "zeren/model/records.h"

namespace zeren::internal {

// Ids have a bound so that nothing else needs one.
inline constexpr std::size_t kMaxIdBytes = 255;

bool IsUtf8(std::string_view text);

// RecordChecker
//
// Collects what is wrong with one record. `place` is the record's JSON pointer.
class RecordChecker {
 public:
  RecordChecker(std::string place, std::vector<Problem>& problems)
      : place_(std::move(place)), problems_(problems) {}

  void Bad(std::string_view field, std::string message, std::string remedy) {
    problems_.push_back({Concat(place_, "/", field), std::move(message),
                         std::move(remedy), 0, 0});
  }

  template <typename View>
  void Check(const View& record) {
    ForEachField<View>([&](const auto& field) {
      using FieldType = std::remove_cvref_t<decltype(field)>;
      CheckField(typename FieldType::Role(), field.name, field.need,
                 record.*FieldType::member);
    });
    CheckTogether(record);
  }

 private:
  // Strings, by what they are for.
  void CheckId(std::string_view field, std::string_view id);
  template <typename Role>
  requires(
      std::same_as<Role, role::Id> ||
      std::same_as<Role, role::Word>) void CheckField(Role,
                                                      std::string_view field,
                                                      Need,
                                                      std::string_view value) {
    CheckString(std::same_as<Role, role::Id>, field, value);
  }
  template <NodeKind kKind>
  void CheckField(role::Reference<kKind>, std::string_view field, Need,
                  std::string_view id) {
    CheckId(field, id);
  }
  template <NodeKind kKind>
  void CheckField(role::Reference<kKind>, std::string_view field, Need need,
                  const BasicReportsTo<S>& reports_to) {
    if (reports_to.post()) CheckId(field, *reports_to.post());
    if (need == Need::kNullable && !reports_to.written()) Missing(field);
  }
  template <NodeKind... kKinds>
  void CheckField(role::NodeReference<kKinds...>, std::string_view field, Need,
                  const BasicNodeRef<S>& ref) {
    CheckNode(field, ref, {kKinds...});
  }
  void CheckField(role::Line, std::string_view field, Need need, S text) {
    if (need == Need::kRequired && text.empty()) Missing(field);
    if (!IsUtf8(text)) BadUtf8(field);
  }
  void CheckField(role::Title, std::string_view field, Need,
                  const TextView& text) {
    bool good = IsUtf8(text.plain());
    for (const auto& [language, string] : text.translations()) {
      good = good && IsUtf8(language) && IsUtf8(string);
    }
    if (!good) BadUtf8(field);
  }
  void CheckField(role::Day, std::string_view field, Need need,
                  const std::optional<absl::CivilDay>& day) {
    if (day) {
      CheckDay(field, *day);
    } else if (need == Need::kRequired) {
      Missing(field);
    }
  }
  void CheckField(role::End, std::string_view field, Need, const Until& until) {
    if (until.day) CheckDay(field, *until.day);
  }
  void CheckField(role::Number, std::string_view field, Need need,
                  const std::optional<double>& value) {
    if (value) {
      CheckNumber(field, *value);
    } else if (need == Need::kRequired) {
      Missing(field);
    }
  }
  void CheckField(role::Count, std::string_view field, Need,
                  const std::optional<std::int64_t>& value) {
    if (value) CheckCount(field, *value);
  }
  void CheckField(role::Attributes, std::string_view field, Need,
                  const BasicAttributes<S>& attributes);
  template <typename View>
  void CheckField(role::Steps, std::string_view field, Need,
                  const std::vector<View>& steps) {
    for (std::size_t i = 0; i < steps.size(); ++i) {
      RecordChecker(Concat(place_, "/", field, "/", std::to_string(i)),
                    problems_)
          .Check(steps[i]);
    }
  }
  void CheckField(role::Truth, std::string_view, Need, std::optional<bool>) {}
  template <typename Member>
  void CheckField(role::Choice, std::string_view, Need, const Member&) {}

  // Optional members and lists of all these.
  template <typename Role, typename Member>
  requires(
      !std::same_as<Role, role::Day> && !std::same_as<Role, role::Number> &&
      !std::same_as<Role, role::Count> && !std::same_as<Role, role::Truth> &&
      !std::same_as<Role, role::Choice>) void CheckField(Role role,
                                                         std::string_view field,
                                                         Need need,
                                                         const std::optional<
                                                             Member>& value) {
    if (value) CheckField(role, field, need, *value);
  }
  template <typename Role, typename Member>
  requires(
      !std::same_as<Role, role::Steps> &&
      !std::same_as<
          Role, role::Attributes>) void CheckField(Role role,
                                                   std::string_view field,
                                                   Need need,
                                                   const std::vector<Member>&
                                                       values) {
    for (std::size_t i = 0; i < values.size(); ++i) {
      CheckField(role, Concat(field, "/", std::to_string(i)), need, values[i]);
    }
  }

  // What fields must be together.
  template <typename View>
  void CheckTogether(const View& record) {
    if constexpr (requires { record.valid_from; }) {
      CheckValidity(record.valid_from, record.valid_to);
    }
    if constexpr (std::is_same_v<View, TaskView>) CheckTask(record);
    if constexpr (std::is_same_v<View, AppointmentView>) {
      CheckAppointment(record);
    }
  }
  void CheckValidity(const std::optional<absl::CivilDay>& from,
                     const Until& to);
  void CheckTask(const TaskView& task);
  void CheckAppointment(const AppointmentView& appointment);

  void CheckString(bool is_id, std::string_view field, std::string_view value);
  void CheckNode(std::string_view field, const BasicNodeRef<S>& ref,
                 const std::vector<NodeKind>& kinds);
  void CheckDay(std::string_view field, absl::CivilDay day);
  void CheckNumber(std::string_view field, double value);
  void CheckCount(std::string_view field, std::int64_t value);
  void BadUtf8(std::string_view field);
  void Missing(std::string_view field);

  std::string place_;
  std::vector<Problem>& problems_;
};

}  // namespace zeren::internal

#endif  // ZEREN_MODEL_INTERNAL_RECORD_CHECKS_H_
