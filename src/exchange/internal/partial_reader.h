// partial_reader.h -- some fields of a record, from a tree of JSON.

#ifndef ZEREN_EXCHANGE_INTERNAL_PARTIAL_READER_H_
#define ZEREN_EXCHANGE_INTERNAL_PARTIAL_READER_H_

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "src/exchange/internal/record_reader.h"
#include "src/exchange/internal/scalar.h"
#include "src/model/internal/json_text.h"
#include "src/model/internal/record_copy.h"
#include "zeren/model/change.h"

namespace zeren::internal {

// Passes a value to a reader, and returns who reads what comes next. The tree
// is no deeper than `kMaxJsonDepth`.
FieldsReader* Feed(FieldsReader* reader, const OrderedJson& value);

// PartialReader
//
// Reads one object. `whole` asks for all that a record must have.
template <typename View>
class PartialReader : public RecordFields<View> {
 public:
  using Record = RecordOf<View>;

  PartialReader(ReadBuffers& buffers, bool whole, std::string pointer,
                std::vector<Problem>& problems)
      : RecordFields<View>(nullptr, buffers, whole ? kWhole : kPart),
        pointer_(std::move(pointer)),
        problems_(problems),
        steps_(this, buffers) {}

  // Returns the fields, or nothing if one of them failed to be read.
  std::optional<Partial<Record>> Read(const OrderedJson& object) {
    this->Begin();
    FieldsReader* reader = this;
    std::vector<std::string_view> keys;  // A second one is told already.
    for (const auto& [key, value] : object.items()) {
      if (std::find(keys.begin(), keys.end(), key) != keys.end()) continue;
      keys.push_back(key);
      reader->Key(key);
      reader = Feed(reader, value);
    }
    reader->Close(true);
    return std::move(read_);
  }

  void AddProblem(Problem problem) override {
    problem.pointer = Concat(pointer_, problem.pointer);
    problems_.push_back(std::move(problem));
  }
  void AddStep(const BasicFindingStep<S>& step) {
    if constexpr (requires { this->record_.steps; }) {
      this->record_.steps.push_back(step);
    }
  }

 private:
  using Fields = RecordFields<View>;
  static constexpr auto kWhole = Fields::MakeInfos();
  static constexpr auto kPart = [] {
    auto infos = Fields::MakeInfos();
    for (FieldInfo& info : infos) info.need = Need::kOptional;
    return infos;
  }();

  bool SetNull(std::size_t field) override {
    return kWhole[field].need != Need::kRequired && Fields::SetNull(field);
  }
  FieldsReader* ReaderOf(std::size_t /*field*/) override { return &steps_; }
  void Finish(bool whole) override {
    if (!whole) return;
    read_.emplace(CopyRecord<Record>(this->record_), this->seen());
  }

  std::string pointer_;
  std::vector<Problem>& problems_;
  std::optional<Partial<Record>> read_;
  StepReader<BasicFindingStep<S>, PartialReader> steps_;
};

}  // namespace zeren::internal

#endif  // ZEREN_EXCHANGE_INTERNAL_PARTIAL_READER_H_
