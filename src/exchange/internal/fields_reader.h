// fields_reader.h -- the fields of one object, from the parser's events.
//
// The document is an object whose fields are lists of records; a record is an
// object whose fields are scalars, texts, lists, free attributes or, again, a
// list of objects. `FieldsReader` knows these shapes and nothing else: which
// field comes, how it is nested, where it is. What the fields mean is the
// business of those that derive from it.
//
// There is no recursion: the parser's events go to one reader at a time, and a
// reader answers who gets the next.

#ifndef ZEREN_EXCHANGE_INTERNAL_FIELDS_READER_H_
#define ZEREN_EXCHANGE_INTERNAL_FIELDS_READER_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "src/core/internal/short_strings.h"
#include "src/exchange/internal/json_writing.h"
#include "src/exchange/internal/scalar.h"
#include "zeren/core/problem.h"
#include "zeren/core/text.h"
#include "zeren/model/organization_builder.h"
#include "zeren/model/records.h"

namespace zeren::internal {

// What a field holds.
enum class Shape : std::uint8_t {
  kScalar,
  kText,        // A string, or an object of language to string.
  kList,        // A list of strings; some may also be a scalar.
  kAttributes,  // An object of free values.
  kObjects,     // A list of objects, which another reader reads.
  kJson,        // A scalar, or an object whose text is wanted.
};

struct FieldInfo {
  std::string_view name;
  Need need = Need::kOptional;
  Shape shape = Shape::kScalar;
};

// ReadBuffers
//
// What all readers of one document share: room that is used again and again.
struct ReadBuffers {
  static constexpr std::size_t kBytes = std::size_t{1} << 16;

  explicit ReadBuffers(OrganizationBuilder& to) : builder(to) {}

  OrganizationBuilder& builder;
  // The strings of the record that is being read.
  std::vector<std::byte> room = std::vector<std::byte>(kBytes);
  std::pmr::monotonic_buffer_resource arena{room.data(), room.size()};
  // What nests within an attribute.
  JsonCopier copier;
  // Names, to find those that are written twice.
  std::vector<std::string_view> names;

  std::string_view Keep(std::string_view text);
};

class FieldsReader {
 public:
  static constexpr std::size_t kMaxFields = 32;

  // `parent` reads the object of which this one reads a part; null for the
  // document itself.
  FieldsReader(std::span<const FieldInfo> fields, FieldsReader* parent,
               ReadBuffers& buffers)
      : fields_(fields), parent_(parent), buffers_(buffers) {
    for (std::size_t i = 0; i < kMaxFields; ++i) {
      followers_[i] = static_cast<std::uint8_t>(i);
    }
  }
  virtual ~FieldsReader() = default;
  FieldsReader(const FieldsReader&) = delete;
  FieldsReader& operator=(const FieldsReader&) = delete;

  // The object opens.
  void Begin();

  // The events within it. `Open` and `Close` return the reader of the next
  // event; null after the whole document. What most records are made of is
  // decided here, where the parser can see it: a field that comes after the
  // same one as the last time, and holds what it should.
  void Key(std::string_view key) {
    const std::size_t next = followers_[last_];
    if (at_ == At::kFields && next < fields_.size() &&
        (seen_ >> next & 1) == 0 && SameBytes(fields_[next].name, key)) {
      field_ = next;
      last_ = next + 1;
      seen_ |= std::uint32_t{1} << next;
    } else {
      OtherKey(key);
    }
  }
  void Value(const Scalar& scalar) {
    if (at_ != At::kFields || field_ == kNoField || scalar.is_null() ||
        !SetScalar(field_, scalar)) {
      OtherValue(scalar);
    }
  }
  FieldsReader* Open(bool is_object);
  FieldsReader* Close(bool is_object);

  // The text ends within the object.
  virtual void Abandon() {}
  FieldsReader* parent() { return parent_; }

  // The JSON pointer of the object.
  std::string Pointer() const;

 protected:
  // Hooks. `field` counts within `fields`.

  // Begins a new object: nothing is written yet.
  virtual void Clear() = 0;
  // Takes a scalar, never null; false if the field cannot hold it.
  virtual bool SetScalar(std::size_t field, const Scalar& scalar) = 0;
  // Takes null where the field allows it; false if it is refused after all.
  virtual bool SetNull(std::size_t /*field*/) { return true; }
  virtual void SetText(std::size_t field, const TextView& text) = 0;
  virtual void BeginList(std::size_t /*field*/) {}
  virtual void AddToList(std::size_t /*field*/, std::string_view /*text*/) {}
  virtual BasicAttributes<std::string_view>* Attributes(std::size_t /*field*/) {
    return nullptr;
  }
  virtual FieldsReader* ReaderOf(std::size_t /*field*/) { return nullptr; }
  virtual void SetJson(std::size_t /*field*/, const std::string& /*json*/) {}
  // The object is read; `whole` says that no field failed to be.
  virtual void Finish(bool whole) = 0;

  // What to write in a field, for messages: "write a whole number".
  virtual std::string Expected(std::size_t field) const = 0;
  virtual void AddProblem(Problem problem) = 0;
  // The same for what stands in this object's place and is none.
  virtual void AddPlaceProblem(Problem problem) {
    AddProblem(std::move(problem));
  }

  // The fields that the object has had so far, a bit for each.
  std::uint32_t seen() const { return seen_; }
  std::string PointerOf(std::size_t field) const;
  std::string_view NameOf(std::size_t field) const {
    return fields_[field].name;
  }
  std::string_view Keep(std::string_view text) { return buffers_.Keep(text); }
  ReadBuffers& buffers() { return buffers_; }
  // Tells that a field holds something that it cannot, and what.
  void Refuse(std::size_t field, std::string message, std::string remedy);
  // Tells of a day that no calendar has; false if it is not even like a day.
  bool RefuseDay(std::size_t field, const Scalar& scalar);

 private:
  // Where in the object the next event is.
  enum class At : std::uint8_t {
    kFields,
    kText,
    kList,
    kAttributes,
    kObjects,
    kCopied,   // Within JSON that is kept as text.
    kSkipped,  // Within something that is refused.
  };
  static constexpr std::size_t kNoField = kMaxFields;

  void OtherKey(std::string_view key);
  void OtherValue(const Scalar& scalar);
  std::size_t Find(std::string_view key);
  std::string PointerOfEntry() const;
  void RefuseUnknown(std::string_view key);
  void RefuseDouble(std::string pointer, std::string_view key);
  // Refuse what was found: the value of the field, an entry of its list, what
  // it says in a language.
  void RefuseValue(std::string_view found);
  void RefuseEntry(std::string_view found);
  void RefuseTranslation(std::string_view found);
  FieldsReader* OpenField(bool is_object);
  FieldsReader* Skip();
  void AddAttribute(const Scalar& scalar);
  void FinishText();
  void FinishAttributes();
  void FinishCopy();
  FieldsReader* FinishObject();

  std::span<const FieldInfo> fields_;
  FieldsReader* parent_;
  ReadBuffers& buffers_;

  At at_ = At::kFields;
  At resume_ = At::kFields;  // After what is skipped.
  std::size_t depth_ = 0;    // Of what is copied or skipped.
  std::size_t field_ = kNoField;
  // In a list; in a text, how many of its languages were refused.
  std::size_t index_ = 0;
  std::uint32_t seen_ = 0;
  bool whole_ = true;
  // The language or attribute whose value comes next.
  std::string_view name_;
  std::vector<TextView::Translation> translations_;
  BasicAttributes<std::string_view>* attributes_ = nullptr;

  // The field that came after each field the last time, and at the very start
  // (0): records mostly repeat the order of their keys.
  std::array<std::uint8_t, kMaxFields + 1> followers_ = {};
  std::size_t last_ = 0;
};

}  // namespace zeren::internal

#endif  // ZEREN_EXCHANGE_INTERNAL_FIELDS_READER_H_
