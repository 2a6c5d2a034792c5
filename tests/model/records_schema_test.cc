// The records and the JSON schemas say the same: arrays, fields, which of them
// must be written, their types, words and ranges.

#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "nlohmann/json.hpp"
#include "zeren/model/records.h"

namespace zeren {
namespace {

using ::testing::ElementsAreArray;
using ::testing::UnorderedElementsAreArray;
using Json = nlohmann::ordered_json;
using Names = std::vector<std::string>;

const Json& Schema(const std::string& name) {
  static auto* const schemas = new std::map<std::string, Json>();
  const auto [schema, is_new] = schemas->try_emplace(name);
  if (is_new) {
    std::ifstream file(ZEREN_SOURCE_DIR "/schema/" + name + ".schema.json");
    schema->second = Json::parse(file, nullptr, false);
    EXPECT_TRUE(schema->second.is_object()) << name;
  }
  return schema->second;
}

// Follows a reference within the schema of documents.
const Json& Deref(const Json& schema) {
  const auto ref = schema.find("$ref");
  if (ref == schema.end()) return schema;
  return Schema("document")
      .at(Json::json_pointer(ref->get<std::string>().substr(1)));
}

Names KeysOf(const Json& object) {
  Names keys;
  for (const auto& [key, value] : object.items()) keys.push_back(key);
  return keys;
}

// What the schema says of the records of an array (or of the steps of one).
struct RecordSchema {
  Json fields;
  Names required;
};

RecordSchema SchemaOf(const Json& record) {
  const Json& own = Deref(record);
  const Json& fields = own.contains("properties") ? own : Deref(own);
  return {fields.at("properties"), own.value("required", Names())};
}

RecordSchema SchemaOfArray(std::string_view array) {
  return SchemaOf(
      Schema("document").at("properties").at(std::string(array)).at("items"));
}

template <typename View, typename Visit>
void ForEachField(const Visit& visit) {
  std::apply([&](const auto&... field) { (visit(field), ...); },
             View::Fields());
}

// Each view, with the schema of its records.
template <typename Visit>
void ForEachRecord(const Visit& visit) {
  const auto one = [&]<typename View>(const View&) {
    SCOPED_TRACE(View::kArray);
    visit.template operator()<View>(SchemaOfArray(View::kArray));
  };
  std::apply([&](const auto&... view) { (one(view), ...); }, AllViews());
  const Json steps = SchemaOfArray("findings").fields.at("steps").at("items");
  SCOPED_TRACE("findings.steps");
  visit.template operator()<BasicFindingStep<std::string_view>>(
      SchemaOf(steps));
}

TEST(RecordsSchemaTest, TheArraysAreTheSameAndInOneOrder) {
  Names arrays;
  std::apply(
      [&](const auto&... view) {
        (arrays.emplace_back(std::remove_cvref_t<decltype(view)>::kArray), ...);
      },
      AllViews());
  Names in_schema;
  for (const auto& [name, field] :
       Schema("document").at("properties").items()) {
    if (field.value("type", Json()) == "array") in_schema.push_back(name);
  }
  EXPECT_THAT(in_schema, ElementsAreArray(arrays));
  EXPECT_THAT(Schema("changes").at("$defs").at("array").at("enum").get<Names>(),
              UnorderedElementsAreArray(arrays));
}

TEST(RecordsSchemaTest, TheFieldsAreTheSame) {
  ForEachRecord([]<typename View>(const RecordSchema& schema) {
    Names fields;
    ForEachField<View>(
        [&](const auto& field) { fields.emplace_back(field.name); });
    EXPECT_THAT(KeysOf(schema.fields), UnorderedElementsAreArray(fields));
  });
}

TEST(RecordsSchemaTest, TheRequiredFieldsAreTheSame) {
  ForEachRecord([]<typename View>(const RecordSchema& schema) {
    Names required;
    ForEachField<View>([&](const auto& field) {
      if (field.need != Need::kOptional) required.emplace_back(field.name);
    });
    EXPECT_THAT(schema.required, UnorderedElementsAreArray(required));
  });
}

TEST(RecordsSchemaTest, OnlyDatedRecordsEnd) {
  Names dated;
  ForEachRecord([&]<typename View>(const RecordSchema& schema) {
    if constexpr (requires { View::kArray; }) {
      if (schema.fields.contains("valid_to")) dated.emplace_back(View::kArray);
    }
  });
  EXPECT_THAT(
      Schema("changes").at("$defs").at("dated_array").at("enum").get<Names>(),
      UnorderedElementsAreArray(dated));
}

// ---- Types ------------------------------------------------------------------

template <typename T>
struct ValueOf {
  using Type = T;
};
template <typename T>
struct ValueOf<std::optional<T>> : ValueOf<T> {};
template <typename T>
struct ValueOf<std::vector<T>> : ValueOf<T> {};

template <typename T>
constexpr bool kIsList = false;
template <typename T>
constexpr bool kIsList<std::vector<T>> = true;
template <typename T>
constexpr bool kIsList<std::optional<std::vector<T>>> = true;

// The types that JSON values of a role have.
std::set<std::string> TypesOf(role::Id) { return {"string"}; }
template <NodeKind kKind>
std::set<std::string> TypesOf(role::Reference<kKind>) {
  return {"string"};
}
template <NodeKind... kKinds>
std::set<std::string> TypesOf(role::NodeReference<kKinds...>) {
  return {"string"};
}
std::set<std::string> TypesOf(role::Word) { return {"string"}; }
std::set<std::string> TypesOf(role::Line) { return {"string"}; }
std::set<std::string> TypesOf(role::Title) { return {"string", "object"}; }
std::set<std::string> TypesOf(role::Day) { return {"string"}; }
std::set<std::string> TypesOf(role::End) { return {"string"}; }
std::set<std::string> TypesOf(role::Number) { return {"number"}; }
std::set<std::string> TypesOf(role::Count) { return {"integer"}; }
std::set<std::string> TypesOf(role::Truth) { return {"boolean"}; }
std::set<std::string> TypesOf(role::Choice) { return {}; }
std::set<std::string> TypesOf(role::Attributes) { return {"object"}; }
std::set<std::string> TypesOf(role::Steps) { return {"object"}; }

// The types that a schema allows, null aside.
std::set<std::string> TypesOf(const Json& schema) {
  std::set<std::string> types;
  const auto type = schema.find("type");
  if (type == schema.end()) return types;
  if (type->is_string()) return {type->get<std::string>()};
  for (const Json& one : *type) types.insert(one.get<std::string>());
  types.erase("null");
  return types;
}

TEST(RecordsSchemaTest, TheTypesAreTheSame) {
  ForEachRecord([]<typename View>(const RecordSchema& schema) {
    ForEachField<View>([&](const auto& field) {
      SCOPED_TRACE(field.name);
      using FieldType = std::remove_cvref_t<decltype(field)>;
      using Member = std::remove_cvref_t<decltype(std::declval<View>().*
                                                  FieldType::member)>;
      using Role = typename FieldType::Role;
      Json one = Deref(schema.fields.at(std::string(field.name)));
      if constexpr (kIsList<Member> &&
                    !std::is_same_v<Role, role::Attributes>) {
        EXPECT_TRUE(TypesOf(one).contains("array"));
        one = Deref(one.at("items"));
      }
      EXPECT_EQ(TypesOf(one), TypesOf(Role()));
    });
  });
}

Json WordsOf(std::string_view field, const RecordSchema& schema) {
  return Deref(schema.fields.at(std::string(field)))
      .value("enum", Json::array());
}

bool AllowsNull(std::string_view field, const RecordSchema& schema) {
  const Json words = WordsOf(field, schema);
  if (!words.empty()) return words.back().is_null();
  const Json type = Deref(schema.fields.at(std::string(field)))["type"];
  return type.is_array() && type.back() == "null";
}

TEST(RecordsSchemaTest, NullIsAllowedWhereNothingNeedsToBeWritten) {
  ForEachRecord([]<typename View>(const RecordSchema& schema) {
    ForEachField<View>([&](const auto& field) {
      EXPECT_EQ(AllowsNull(field.name, schema), field.need != Need::kRequired)
          << field.name;
    });
  });
}

TEST(RecordsSchemaTest, TheWordsOfChoicesAreTheSame) {
  ForEachRecord([]<typename View>(const RecordSchema& schema) {
    ForEachField<View>([&](const auto& field) {
      SCOPED_TRACE(field.name);
      using FieldType = std::remove_cvref_t<decltype(field)>;
      if constexpr (std::is_same_v<typename FieldType::Role, role::Choice>) {
        using Member = std::remove_cvref_t<decltype(std::declval<View>().*
                                                    FieldType::member)>;
        Names words;
        for (const std::string_view word :
             NamesOf<typename ValueOf<Member>::Type>()) {
          words.emplace_back(word);
        }
        Names in_schema;
        for (const Json& word : WordsOf(field.name, schema)) {
          if (word.is_string()) in_schema.push_back(word.get<std::string>());
        }
        EXPECT_THAT(in_schema, ElementsAreArray(words));
      }
    });
  });
}

// Node references: the pattern begins with the kinds.
template <NodeKind... kKinds>
std::string KindsOf(role::NodeReference<kKinds...>) {
  std::string kinds;
  for (const NodeKind kind : {kKinds...}) {
    kinds += (kinds.empty() ? "" : "|") + std::string(NameOf(kind));
  }
  return kinds;
}
template <typename Role>
std::string KindsOf(Role) {
  return {};
}

TEST(RecordsSchemaTest, NodeReferencesAllowTheSameKinds) {
  ForEachRecord([]<typename View>(const RecordSchema& schema) {
    ForEachField<View>([&](const auto& field) {
      SCOPED_TRACE(field.name);
      const std::string kinds =
          KindsOf(typename std::remove_cvref_t<decltype(field)>::Role());
      if (kinds.empty()) return;
      Json one = Deref(schema.fields.at(std::string(field.name)));
      if (one.contains("items")) one = Deref(one.at("items"));
      EXPECT_EQ(one.value("pattern", ""), "^(" + kinds + "):[\\s\\S]+$");
    });
  });
}

}  // namespace
}  // namespace zeren
