#include "src/exchange/internal/fields_reader.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "src/core/internal/absl_strings.h"
#include "src/core/internal/quoted.h"
#include "src/exchange/internal/locate.h"
#include "src/model/internal/json_node.h"
#include "src/model/internal/json_text.h"

namespace zeren::internal {
namespace {

std::string_view TypeOf(bool is_object) {
  return is_object ? "an object" : "a list";
}

// Returns the names that come more than once, each once, and leaves `names` in
// order.
std::vector<std::string_view> Doubles(std::vector<std::string_view>& names) {
  std::sort(names.begin(), names.end());
  std::vector<std::string_view> doubles;
  for (std::size_t i = 1; i < names.size(); ++i) {
    if (names[i] == names[i - 1] &&
        (doubles.empty() || doubles.back() != names[i])) {
      doubles.push_back(names[i]);
    }
  }
  return doubles;
}

bool LooksLikeDay(std::string_view text) {
  constexpr std::string_view kShape = "0000-00-00";
  return std::equal(text.begin(), text.end(), kShape.begin(), kShape.end(),
                    [](char c, char shape) {
                      return shape == '0' ? c >= '0' && c <= '9' : c == shape;
                    });
}

}  // namespace

std::string_view ReadBuffers::Keep(std::string_view text) {
  if (text.empty()) return {};
  auto* const kept = static_cast<char*>(arena.allocate(text.size(), 1));
  std::memcpy(kept, text.data(), text.size());
  return std::string_view(kept, text.size());
}

void FieldsReader::Begin() {
  at_ = At::kFields;
  field_ = kNoField;
  last_ = 0;
  seen_ = 0;
  whole_ = true;
  Clear();
}

void FieldsReader::OtherKey(std::string_view key) {
  switch (at_) {
    case At::kFields:
      field_ = Find(key);
      if (field_ == kNoField) {
        RefuseUnknown(key);
      } else if ((seen_ >> field_ & 1) != 0) {
        RefuseDouble(PointerOf(field_), key);
        field_ = kNoField;
      } else {
        seen_ |= std::uint32_t{1} << field_;
      }
      return;
    case At::kText:
    case At::kAttributes:
      name_ = Keep(key);
      return;
    case At::kCopied:
      buffers_.copier.Key(key);
      return;
    case At::kList:
    case At::kObjects:
    case At::kSkipped:
      return;
  }
}

void FieldsReader::OtherValue(const Scalar& scalar) {
  switch (at_) {
    case At::kFields:
      if (field_ == kNoField) return;
      if (!scalar.is_null() || fields_[field_].need == Need::kRequired ||
          !SetNull(field_)) {
        RefuseValue(Describe(scalar));
      }
      return;
    case At::kText:
      if (scalar.is_string()) {
        translations_.emplace_back(name_, Keep(scalar.text));
      } else {
        RefuseTranslation(Describe(scalar));
      }
      return;
    case At::kList:
      if (scalar.is_string()) {
        AddToList(field_, Keep(scalar.text));
      } else {
        RefuseEntry(Describe(scalar));
      }
      ++index_;
      return;
    case At::kAttributes:
      AddAttribute(scalar);
      return;
    case At::kObjects:
      RefuseEntry(Describe(scalar));
      ++index_;
      return;
    case At::kCopied:
      buffers_.copier.Value(scalar);
      return;
    case At::kSkipped:
      return;
  }
}

FieldsReader* FieldsReader::Open(bool is_object) {
  switch (at_) {
    case At::kFields:
      return OpenField(is_object);
    case At::kText:
      RefuseTranslation(TypeOf(is_object));
      return Skip();
    case At::kObjects:
      if (is_object) {
        FieldsReader* const reader = ReaderOf(field_);
        reader->Begin();
        return reader;
      }
      [[fallthrough]];
    case At::kList:
      RefuseEntry(TypeOf(is_object));
      ++index_;
      return Skip();
    case At::kAttributes:
      buffers_.copier.Clear();
      at_ = At::kCopied;
      [[fallthrough]];
    case At::kCopied:
      buffers_.copier.Open(is_object);
      ++depth_;
      return this;
    case At::kSkipped:
      ++depth_;
      return this;
  }
  return this;
}

FieldsReader* FieldsReader::Close(bool is_object) {
  switch (at_) {
    case At::kFields:
      return FinishObject();
    case At::kText:
      FinishText();
      break;
    case At::kAttributes:
      FinishAttributes();
      break;
    case At::kList:
    case At::kObjects:
      at_ = At::kFields;
      break;
    case At::kCopied:
      buffers_.copier.Close(is_object);
      if (--depth_ == 0) FinishCopy();
      break;
    case At::kSkipped:
      if (--depth_ == 0) at_ = resume_;
      break;
  }
  return this;
}

std::size_t FieldsReader::Find(std::string_view key) {
  for (std::size_t field = 0; field < fields_.size(); ++field) {
    if (SameBytes(fields_[field].name, key)) {
      followers_[last_] = static_cast<std::uint8_t>(field);
      last_ = field + 1;
      return field;
    }
  }
  return kNoField;
}

FieldsReader* FieldsReader::OpenField(bool is_object) {
  if (field_ == kNoField) return Skip();
  const Shape shape = fields_[field_].shape;
  if (shape == Shape::kText && is_object) {
    translations_.clear();
    index_ = 0;
    at_ = At::kText;
  } else if (shape == Shape::kList && !is_object) {
    BeginList(field_);
    index_ = 0;
    at_ = At::kList;
  } else if (shape == Shape::kAttributes && is_object) {
    attributes_ = Attributes(field_);
    at_ = At::kAttributes;
  } else if (shape == Shape::kObjects && !is_object) {
    index_ = 0;
    at_ = At::kObjects;
  } else if (shape == Shape::kJson && is_object) {
    buffers_.copier.Clear();
    buffers_.copier.Open(is_object);
    depth_ = 1;
    at_ = At::kCopied;
  } else {
    RefuseValue(TypeOf(is_object));
    return Skip();
  }
  return this;
}

FieldsReader* FieldsReader::Skip() {
  resume_ = at_;
  at_ = At::kSkipped;
  depth_ = 1;
  return this;
}

void FieldsReader::AddAttribute(const Scalar& scalar) {
  BasicAttribute<std::string_view>& attribute =
      attributes_->emplace_back(BasicAttribute<std::string_view>{name_, {}});
  switch (scalar.type) {
    case Scalar::Type::kTruth:
      attribute.value = scalar.truth;
      break;
    case Scalar::Type::kInteger:
      attribute.value = scalar.integer;
      break;
    case Scalar::Type::kDouble:
      attribute.value = scalar.number;
      break;
    case Scalar::Type::kString:
      attribute.value = Keep(scalar.text);
      break;
    case Scalar::Type::kNull:
    case Scalar::Type::kBeyond: {
      std::string json;
      AppendScalar(scalar, json);
      attribute.value = BasicJson<std::string_view>{Keep(json)};
      break;
    }
  }
}

void FieldsReader::FinishText() {
  at_ = At::kFields;
  std::vector<std::string_view>& languages = buffers_.names;
  languages.clear();
  for (const auto& [language, string] : translations_) {
    languages.push_back(language);
  }
  for (const std::string_view language : Doubles(languages)) {
    RefuseDouble(PointerTo(PointerOf(field_), language), language);
  }
  if (translations_.empty()) {
    if (index_ == 0) {
      Refuse(field_, Concat(NameOf(field_), " is an object without languages"),
             Expected(field_));
    }
  } else {
    SetText(field_, TextView(translations_));
  }
}

// Of attributes with one name the last is kept.
void FieldsReader::FinishAttributes() {
  at_ = At::kFields;
  std::vector<std::string_view>& names = buffers_.names;
  names.clear();
  for (const auto& attribute : *attributes_) names.push_back(attribute.name);
  if (Doubles(names).empty()) return;
  const auto same_name = [](const auto& a, const auto& b) {
    return a.name == b.name;
  };
  std::reverse(attributes_->begin(), attributes_->end());
  std::stable_sort(
      attributes_->begin(), attributes_->end(),
      [](const auto& a, const auto& b) { return a.name < b.name; });
  attributes_->erase(
      std::unique(attributes_->begin(), attributes_->end(), same_name),
      attributes_->end());
}

void FieldsReader::FinishCopy() {
  const std::string& json = buffers_.copier.text();
  if (fields_[field_].shape == Shape::kJson) {
    at_ = At::kFields;
    SetJson(field_, json);
  } else {
    at_ = At::kAttributes;
    attributes_->push_back({name_, BasicJson<std::string_view>{Keep(json)}});
  }
}

FieldsReader* FieldsReader::FinishObject() {
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    if (fields_[i].need != Need::kOptional && (seen_ >> i & 1) == 0) {
      whole_ = false;
      AddProblem({.pointer = Pointer(),
                  .message = Concat("required field `", fields_[i].name,
                                    "` is missing"),
                  .remedy = "add it"});
    }
  }
  Finish(whole_);
  if (parent_ != nullptr) {
    parent_->whole_ = parent_->whole_ && whole_;
    ++parent_->index_;
  }
  return parent_;
}

// Pointers are put together when they are needed, which is when something is
// wrong.
std::string FieldsReader::Pointer() const {
  return parent_ == nullptr ? std::string() : parent_->PointerOfEntry();
}

std::string FieldsReader::PointerOf(std::size_t field) const {
  return Concat(Pointer(), "/", NameOf(field));
}

std::string FieldsReader::PointerOfEntry() const {
  return Concat(PointerOf(field_), "/", std::to_string(index_));
}

void FieldsReader::RefuseUnknown(std::string_view key) {
  std::vector<std::string_view> names;
  for (const FieldInfo& field : fields_) names.push_back(field.name);
  Problem problem;
  problem.pointer = PointerTo(Pointer(), key);
  problem.message = Concat(kUnknownField, Quoted(key));
  problem.remedy = Suggestion(key, names);
  AddProblem(std::move(problem));
}

void FieldsReader::RefuseDouble(std::string pointer, std::string_view key) {
  AddProblem({.pointer = std::move(pointer),
              .message = Concat(Quoted(key), kWrittenTwice),
              .remedy = "keep one of them"});
}

void FieldsReader::RefuseValue(std::string_view found) {
  Refuse(field_, Concat(NameOf(field_), " is ", found), Expected(field_));
}

void FieldsReader::RefuseEntry(std::string_view found) {
  whole_ = false;
  const bool objects = fields_[field_].shape == Shape::kObjects;
  Problem problem;
  problem.pointer = PointerOfEntry();
  problem.message = Concat("an entry of ", NameOf(field_), " is ", found);
  problem.remedy = objects ? "write an object" : "write a string";
  if (objects) {
    ReaderOf(field_)->AddPlaceProblem(std::move(problem));
  } else {
    AddProblem(std::move(problem));
  }
}

void FieldsReader::RefuseTranslation(std::string_view found) {
  whole_ = false;
  ++index_;
  AddProblem(
      {.pointer = PointerTo(PointerOf(field_), name_),
       .message = Concat(NameOf(field_), " in ", Quoted(name_), " is ", found),
       .remedy = "write a string"});
}

void FieldsReader::Refuse(std::size_t field, std::string message,
                          std::string remedy) {
  whole_ = false;
  AddProblem({.pointer = PointerOf(field),
              .message = std::move(message),
              .remedy = std::move(remedy)});
}

bool FieldsReader::RefuseDay(std::size_t field, const Scalar& scalar) {
  if (!scalar.is_string() || !LooksLikeDay(scalar.text)) return false;
  Refuse(
      field,
      Concat(NameOf(field), " is ", scalar.text, ", which is in no calendar"),
      "write a day that exists");
  return true;
}

}  // namespace zeren::internal
