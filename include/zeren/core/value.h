// value.h -- a neutral value: what a gap was found to be, what a rule is told.

#ifndef ZEREN_CORE_VALUE_H_
#define ZEREN_CORE_VALUE_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace zeren {

// Value
//
// Nothing, a truth value, a number, a string, a list, or a record of named
// values in a fixed order. It has the shape of JSON and none of its library.
class Value {
 public:
  using List = std::vector<Value>;
  using Record = std::vector<std::pair<std::string, Value>>;

  Value() = default;
  Value(bool value) : data_(value) {}
  Value(int value) : data_(std::int64_t{value}) {}
  Value(std::int64_t value) : data_(value) {}
  Value(double value) : data_(value) {}
  Value(const char* value) : data_(std::string(value)) {}
  Value(std::string value) : data_(std::move(value)) {}
  Value(std::string_view value) : data_(std::string(value)) {}
  Value(List value) : data_(std::move(value)) {}
  Value(Record value) : data_(std::move(value)) {}

  bool is_null() const { return std::holds_alternative<std::monostate>(data_); }

  // Each returns nothing (a null pointer) if the value is of another type.
  const bool* AsBool() const { return std::get_if<bool>(&data_); }
  const std::int64_t* AsInteger() const {
    return std::get_if<std::int64_t>(&data_);
  }
  const double* AsDouble() const { return std::get_if<double>(&data_); }
  const std::string* AsString() const {
    return std::get_if<std::string>(&data_);
  }
  const List* AsList() const { return std::get_if<List>(&data_); }
  const Record* AsRecord() const { return std::get_if<Record>(&data_); }

  // Returns the field of a record, or null if there is none. O(fields).
  const Value* Find(std::string_view name) const {
    if (const Record* record = AsRecord()) {
      for (const auto& [key, value] : *record) {
        if (key == name) return &value;
      }
    }
    return nullptr;
  }

  friend bool operator==(const Value&, const Value&) = default;

 private:
  std::variant<std::monostate, bool, std::int64_t, double, std::string, List,
               Record>
      data_;
};

// Returns "null", "a boolean", "a number", "a string", "a list" or "an object".
std::string_view TypeNameOf(const Value& value);

// Returns the value as compact JSON text.
std::string ToText(const Value& value);

}  // namespace zeren

#endif  // ZEREN_CORE_VALUE_H_
