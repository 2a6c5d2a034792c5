#include "src/model/internal/condition_value.h"

#include <string>
#include <utility>
#include <vector>

namespace zeren::internal {
namespace {

// A part of a condition: only the fields that are set.
class PartWriter {
 public:
  template <typename T>
  PartWriter& Put(const char* name, const std::optional<T>& value) {
    if (value) fields_.emplace_back(name, Value(*value));
    return *this;
  }
  template <typename T>
  PartWriter& PutSeveral(const char* name, const std::vector<T>& values) {
    if (values.size() == 1) fields_.emplace_back(name, Value(values.front()));
    if (values.size() > 1) {
      fields_.emplace_back(name, Value::List(values.begin(), values.end()));
    }
    return *this;
  }
  PartWriter& Put(const char* name, Value value) {
    fields_.emplace_back(name, std::move(value));
    return *this;
  }
  Value Take() { return std::move(fields_); }

 private:
  Value::Record fields_;
};

// Nothing asked, but written.
Value WrittenOut(const Condition& condition) {
  Value value = ToValue(condition);
  return value.is_null() ? Value(Value::Record()) : value;
}

Value WrittenOut(const std::vector<Condition>& conditions) {
  Value::List list;
  for (const Condition& one : conditions) list.push_back(WrittenOut(one));
  return list;
}

Value HasToValue(const Condition::Has& has) {
  PartWriter out;
  out.Put("post_kind", has.post_kind).Put("unit_kind", has.unit_kind);
  if (!has.member.empty()) out.Put("member", WrittenOut(has.member.front()));
  return out.Take();
}

}  // namespace

Value ToValue(const Condition& condition) {
  if (condition.empty()) return {};
  PartWriter out;
  out.PutSeveral("kind", condition.kinds)
      .PutSeveral("standing", condition.standings)
      .PutSeveral("level", condition.levels);
  if (const auto& count = condition.count) {
    out.Put("count", PartWriter()
                         .Put("of", Value(count->of))
                         .Put("min", count->min)
                         .Put("max", count->max)
                         .Take());
  }
  if (condition.has) out.Put("has", HasToValue(*condition.has));
  if (const auto& attribute = condition.attribute) {
    out.Put("attribute", PartWriter()
                             .Put("name", Value(attribute->name))
                             .Put("equals", attribute->equals)
                             .Put("in", attribute->in)
                             .Put("min", attribute->min)
                             .Put("max", attribute->max)
                             .Put("present", attribute->present)
                             .Take());
  }
  if (const auto& age = condition.age) {
    out.Put("age",
            PartWriter().Put("min", age->min).Put("max", age->max).Take());
  }
  if (!condition.all.empty()) out.Put("all", WrittenOut(condition.all));
  if (condition.any) out.Put("any", WrittenOut(*condition.any));
  if (condition.none.size() == 1) {
    out.Put("not", WrittenOut(condition.none.front()));
  } else if (!condition.none.empty()) {
    out.Put("not", WrittenOut(condition.none));
  }
  return out.Take();
}

}  // namespace zeren::internal
