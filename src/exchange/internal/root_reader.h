// root_reader.h -- the document as a whole: its head and its arrays.

#ifndef ZEREN_EXCHANGE_INTERNAL_ROOT_READER_H_
#define ZEREN_EXCHANGE_INTERNAL_ROOT_READER_H_

#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "src/exchange/internal/fields_reader.h"
#include "zeren/model/organization_builder.h"
#include "zeren/model/profile.h"

namespace zeren::internal {

class RootReader : public FieldsReader {
 public:
  RootReader(ReadBuffers& buffers, OrganizationBuilder& builder);

  // What went wrong beyond what problems say, such as a lack of memory.
  const absl::Status& status() const { return status_; }

 private:
  // The fields before the arrays.
  enum Head : std::size_t { kVersion, kProfile, kName, kDay, kHeadFields };
  static constexpr std::size_t kArrays = std::tuple_size_v<AllViews>;
  static constexpr std::size_t kFields = kHeadFields + kArrays;
  static_assert(kFields <= kMaxFields);

  static std::span<const FieldInfo> Infos();

  void Clear() override {}
  bool SetScalar(std::size_t field, const Scalar& scalar) override;
  bool SetNull(std::size_t field) override { return field < kHeadFields; }
  void SetText(std::size_t field, const TextView& text) override;
  void SetJson(std::size_t field, const std::string& json) override;
  FieldsReader* ReaderOf(std::size_t field) override {
    return readers_[field - kHeadFields].get();
  }
  void Finish(bool /*whole*/) override {}
  std::string Expected(std::size_t field) const override;
  void AddProblem(Problem problem) override;

  bool SetVersion(const Scalar& scalar);
  void SetProfileNamed(std::string_view name);
  void SetProfile(absl::StatusOr<Profile> profile);
  // Adds problems whose pointers are within the profile, and counts all.
  void AddProfileProblems(std::vector<Problem> problems, std::size_t total);

  OrganizationBuilder& builder_;
  std::array<std::unique_ptr<FieldsReader>, kArrays> readers_;
  absl::Status status_;
};

}  // namespace zeren::internal

#endif  // ZEREN_EXCHANGE_INTERNAL_ROOT_READER_H_
