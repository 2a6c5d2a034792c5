#include "zeren/exchange/changes.h"

#include <new>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>

#include "src/core/internal/absl_strings.h"
#include "src/core/internal/quoted.h"
#include "src/exchange/internal/locate.h"
#include "src/exchange/internal/partial_reader.h"
#include "src/exchange/internal/record_writing.h"
#include "src/exchange/internal/text_file.h"
#include "src/model/internal/json_node.h"
#include "zeren/core/period.h"

namespace zeren {
namespace internal {
namespace {

Scalar ScalarOf(const OrderedJson& value) {
  switch (value.type()) {
    case OrderedJson::value_t::boolean:
      return Scalar::Truth(value.get<bool>());
    case OrderedJson::value_t::number_integer:
      return Scalar::Integer(value.get<std::int64_t>());
    case OrderedJson::value_t::number_unsigned:
      return Scalar::Unsigned(value.get<std::uint64_t>());
    case OrderedJson::value_t::number_float:
      return Scalar::Double(value.get<double>());
    case OrderedJson::value_t::string:
      return Scalar::String(value.get_ref<const std::string&>());
    default:
      return Scalar::Null();
  }
}

}  // namespace

FieldsReader* Feed(FieldsReader* reader, const OrderedJson& value) {
  if (value.is_primitive()) {
    reader->Value(ScalarOf(value));
    return reader;
  }
  reader = reader->Open(value.is_object());
  for (const auto& [key, element] : value.items()) {
    if (value.is_object()) reader->Key(key);
    reader = Feed(reader, element);
  }
  return reader->Close(value.is_object());
}

namespace {

constexpr std::int64_t kChangesFormat = 1;

// ChangeReader
//
// Reads one change: which operation on which array, and then the fields of that
// array's records.
class ChangeReader {
 public:
  ChangeReader(ReadBuffers& buffers, Reading& reading)
      : buffers_(buffers), reading_(reading) {}

  std::optional<Change> Read(const JsonNode& node) {
    ObjectReader in(node, reading_);
    const std::size_t before = reading_.problems.total();
    std::optional<std::string> op;
    std::optional<std::string> array;
    in.Get("op", op, ReadChoice,
           std::vector<std::string_view>{"add", "end", "set", "remove"});
    in.Get("array", array, ReadChoice, ArrayNames());
    in.Require({"op", "array"});
    if (!op || !array) {
      // What else there is cannot be judged.
      for (const char* field : {"record", "match", "fields", "on"}) {
        in.Find(field);
      }
      in.RefuseOthers();
      return std::nullopt;
    }
    std::optional<Change> change;
    [&]<typename... Views>(std::tuple<Views...>*) {
      ((Views::kArray == *array ? void(change = ReadOf<Views>(in, *op))
                                : void()),
       ...);
    }(static_cast<AllViews*>(nullptr));
    in.RefuseOthers();
    if (reading_.problems.total() > before) return std::nullopt;
    return change;
  }

 private:
  static std::vector<std::string_view> ArrayNames() {
    return []<typename... Views>(std::tuple<Views...>*) {
      return std::vector<std::string_view>{Views::kArray...};
    }(static_cast<AllViews*>(nullptr));
  }

  template <typename View>
  std::optional<Change> ReadOf(ObjectReader& in, std::string_view op) {
    using Record = RecordOf<View>;
    RecordChange<Record> change;
    if (op == "add") {
      in.Require({"record"});
      const auto record = ReadFields<View>(in, "record", true);
      if (!record) return std::nullopt;
      return Change::Add(record->record());
    }
    in.Require({"match"});
    auto match = ReadFields<View>(in, "match", false);
    if (op == "end") {
      std::optional<absl::CivilDay> on;
      in.Get("on", on, ReadDay);
      in.Require({"on"});
      if (!match || !on) return std::nullopt;
      return Change::End(*std::move(match), *on);
    }
    if (op == "set") {
      in.Require({"fields"});
      auto fields = ReadFields<View>(in, "fields", false);
      if (!match || !fields) return std::nullopt;
      return Change::Set(*std::move(match), *std::move(fields));
    }
    if (!match) return std::nullopt;
    return Change::Remove(*std::move(match));
  }

  template <typename View>
  std::optional<Partial<RecordOf<View>>> ReadFields(ObjectReader& in,
                                                    std::string_view name,
                                                    bool whole) {
    const std::optional<JsonNode> node = in.Find(name);
    if (!node) return std::nullopt;
    if (!node->value().is_object()) {
      reading_.Refuse(*node, "an object");
      return std::nullopt;
    }
    std::vector<Problem> problems;
    auto read = PartialReader<View>(buffers_, whole, node->pointer, problems)
                    .Read(node->value());
    for (Problem& problem : problems) {
      reading_.problems.Add(std::move(problem));
    }
    return read;
  }

  static std::optional<absl::CivilDay> ReadDay(const JsonNode& node,
                                               Reading& reading) {
    std::optional<absl::CivilDay> day;
    if (node.value().is_string()) {
      day = ParseDay(node.value().get_ref<const std::string&>());
    }
    if (!day) reading.Refuse(node, "a day, YYYY-MM-DD");
    return day;
  }

  ReadBuffers& buffers_;
  Reading& reading_;
};

std::vector<Change> ReadChanges(const OrderedJson& root, Reading& reading) {
  ObjectReader in({{&root}, "", "the text"}, reading);
  std::vector<Change> changes;
  std::optional<std::int64_t> version;
  in.Get("zeren_changes", version, ReadInteger,
         Bounds{.least = kChangesFormat, .most = kChangesFormat});
  OrganizationBuilder nobody;  // Asks what the reader of documents expects.
  ReadBuffers buffers(nobody);
  ChangeReader reader(buffers, reading);
  in.GetEach("changes", "", changes,
             [&](const JsonNode& node, Reading&) { return reader.Read(node); });
  in.Require({"zeren_changes", "changes"});
  in.RefuseOthers();
  return changes;
}

}  // namespace
}  // namespace internal

namespace {

using internal::Concat;
using internal::WriteValue;

// WriteFields: appends the fields that are said, as an object; false if JSON
// cannot say one of them.
template <typename Record>
bool WriteFields(const Partial<Record>& partial, std::string& out) {
  using View = internal::ViewOf<Record>;
  const View view = internal::CopyRecord<View>(partial.record());
  bool can_be_said = true;
  std::string_view separator = "{";
  std::size_t index = 0;
  internal::ForEachField<View>([&](const auto& field) {
    if (!partial.Says(index++)) return;
    const auto& member = view.*std::remove_cvref_t<decltype(field)>::member;
    if constexpr (requires { member.post(); }) {
      can_be_said = can_be_said && member.written();
    }
    out += separator;
    internal::AppendString(field.name, out);
    out += ": ";
    WriteValue(member, out);
    separator = ", ";
  });
  if (partial.empty()) out += separator;
  out += "}";
  return can_be_said;
}

template <typename Record>
bool WriteChange(const RecordChange<Record>& change, std::string& out) {
  out += Concat("{\"op\": \"", NameOf(change.op), "\", \"array\": \"",
                Record::kArray, "\"");
  bool can_be_said = true;
  if (change.op == ChangeOp::kAdd) {
    out += ", \"record\": ";
    WriteValue(
        internal::CopyRecord<internal::ViewOf<Record>>(change.fields.record()),
        out);
  } else {
    out += ", \"match\": ";
    can_be_said = WriteFields(change.match, out);
  }
  if (change.op == ChangeOp::kEnd) {
    out += ", \"on\": ";
    WriteValue(change.on, out);
  }
  if (change.op == ChangeOp::kSet) {
    out += ", \"fields\": ";
    can_be_said = WriteFields(change.fields, out) && can_be_said;
  }
  out += "}";
  return can_be_said;
}

}  // namespace

absl::StatusOr<std::vector<Change>> LoadChanges(std::string_view json,
                                                std::string_view source) {
  try {
    internal::Reading reading;
    std::vector<Change> changes;
    if (const auto root = internal::ParseJsonText(json, reading.problems)) {
      changes = internal::ReadChanges(*root, reading);
    }
    if (reading.problems.empty()) return changes;
    internal::LocateProblems(json, reading.problems.problems());
    return reading.problems.ToStatus(source);
  } catch (const std::bad_alloc&) {
    return absl::ResourceExhaustedError("not enough memory for the changes");
  }
}

absl::StatusOr<std::vector<Change>> LoadChangesFile(const std::string& path) {
  const absl::StatusOr<std::string> text = internal::ReadTextFile(path);
  if (!text.ok()) return text.status();
  return LoadChanges(*text, path);
}

absl::StatusOr<std::string> WriteChanges(std::span<const Change> changes) {
  std::string out = "{\"zeren_changes\": 1, \"changes\": [";
  std::string_view separator = "\n  ";
  for (const Change& change : changes) {
    out += separator;
    const bool written = std::visit(
        [&](const auto& any) { return WriteChange(any, out); }, change.any());
    if (!written) {
      return absl::InvalidArgumentError(
          "a `reports_to` that is not written cannot be said in JSON, where "
          "null is nobody");
    }
    separator = ",\n  ";
  }
  out += changes.empty() ? "]}\n" : "\n]}\n";
  return out;
}

}  // namespace zeren
