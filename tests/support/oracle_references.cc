// What records name: absent nodes, and days on which a node was not there.

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "tests/support/oracle.h"

namespace zeren::testing {
namespace {

using Json = nlohmann::json;

// A field that names a node. `kind` is empty where the value itself says it.
struct ReferenceField {
  std::string array;
  std::string field;
  std::string kind;
  // Whether the record binds this node over the days that it writes, so that
  // they have to lie within the node's validity.
  bool bound = false;
};

// Every reference field, in the order of the format.
const std::vector<ReferenceField>& ReferenceFields() {
  static const auto* const kFields = new std::vector<ReferenceField>{
      {"units", "parent", "unit", true},
      {"units", "head", "post"},
      {"unit_lines", "child", "unit", true},
      {"unit_lines", "parent", "unit", true},
      {"posts", "unit", "unit", true},
      {"posts", "reports_to", "post"},
      {"reporting_lines", "post", "post", true},
      {"reporting_lines", "reports_to", "post", true},
      {"memberships", "person", "person", true},
      {"memberships", "unit", "unit", true},
      {"appointments", "person", "person", true},
      {"appointments", "post", "post", true},
      {"appointments", "approved_by", "unit"},
      {"absences", "person", "person", true},
      {"delegations", "from", "", true},
      {"delegations", "to", "", true},
      {"delegations", "scope", ""},
      {"delegations", "set_by", "person"},
      {"duties", "bearer", "", true},
      {"duties", "superior", "duty"},
      {"tasks", "unit", "unit", true},
      {"tasks", "parent", "task"},
      {"assignments", "work", "", true},
      {"assignments", "to", "", true},
      {"progress", "task", "task"},
      {"progress", "by", "person"},
      {"events", "subject", "", true},
      {"events", "participants", "person"},
      {"findings", "subject", "", true},
      {"findings", "owner", ""},
      {"findings", "steps.by", "person"},
      {"training", "person", "person", true},
      {"stages", "person", "person", true},
      {"stages", "unit", "unit", true},
      {"scores", "subject", "", true},
      {"grades", "subject", ""},
      {"grades", "follow_up", "event"},
      {"approvals", "focus", "", true},
      {"approvals", "by", ""}};
  return *kFields;
}

// The nodes that one record names in one field.
std::vector<std::string> References(const Json& record,
                                    const ReferenceField& field) {
  std::vector<std::string> nodes;
  const auto add = [&](const Json& value) {
    if (!value.is_string()) return;
    // A scope of all, and the focus of a gap about nothing else, are no nodes.
    if (field.kind.empty() && (value == "all" || value == "document")) return;
    const std::string id = value.get<std::string>();
    nodes.push_back(field.kind.empty() ? id : field.kind + ":" + id);
  };
  if (field.field == "steps.by") {
    for (const Json& step : record.value("steps", Json::array())) {
      add(step.value("by", Json()));
    }
    return nodes;
  }
  const Json value = record.value(field.field, Json());
  if (value.is_array()) {
    for (const Json& item : value) add(item);
  } else {
    add(value);
  }
  return nodes;
}

// Lowers ASCII letters and drops ASCII characters that are neither letters nor
// digits. Bytes of other characters stay.
std::string Squeeze(const std::string& id) {
  std::string squeezed;
  for (const char c : id) {
    if (c >= 'A' && c <= 'Z') {
      squeezed += static_cast<char>(c - 'A' + 'a');
    } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
               static_cast<unsigned char>(c) >= 0x80) {
      squeezed += c;
    }
  }
  return squeezed;
}

}  // namespace

// The days that a record of this array writes.
std::vector<std::string> Oracle::WrittenDays(const std::string& array,
                                             const Json& record) {
  std::vector<std::string> days;
  const auto add = [&](const char* field) {
    const Json value = record.value(field, Json());
    if (value.is_string()) days.push_back(value.get<std::string>());
  };
  add("valid_from");
  const Json end = record.value("valid_to", Json());
  if (end.is_string() && end != "unknown") {
    days.push_back(DayBefore(end.get<std::string>()));
  }
  if (array == "tasks") {
    add("start");
    add("due");  // Elsewhere a count, or a day that binds nobody.
  }
  add("day");
  add("found");
  return days;
}

// The record itself if it is a node, else the first of its reference fields
// whose target exists.
std::string Oracle::FocusOf(const std::string& array,
                            const Json& record) const {
  for (const auto& [node, nodes_record] : nodes_) {
    if (nodes_record == &record) return node;
  }
  for (const ReferenceField& field : ReferenceFields()) {
    if (field.array != array) continue;
    for (const std::string& node : References(record, field)) {
      if (Exists(node)) return node;
    }
  }
  return "document";
}

// The smallest id of the same kind that differs only in case or punctuation.
std::string Oracle::Nearest(const std::string& node) const {
  const std::string kind = KindOf(node);
  const std::string id = node.substr(kind.size() + 1);
  for (const std::string& other : Nodes(kind)) {
    const std::string other_id = other.substr(kind.size() + 1);
    if (Squeeze(other_id) == Squeeze(id)) return other_id;
  }
  return "";
}

// `dangling_reference`: a stated fact names something absent, and its focus is
// in force. One gap for each focus, field and target.
void Oracle::CheckReferences(std::vector<Gap>& gaps) const {
  std::set<std::tuple<std::string, std::string, std::string>> seen;
  for (const ReferenceField& field : ReferenceFields()) {
    for (const Json& record : Rows(field.array)) {
      if (!IsStated(record)) continue;
      for (const std::string& node : References(record, field)) {
        if (Exists(node)) continue;
        const std::string focus = FocusOf(field.array, record);
        const std::string name = field.array + "." + field.field;
        if ((focus != "document" && !InForce(focus)) ||
            !seen.insert({focus, name, node}).second) {
          continue;
        }
        const std::string kind = KindOf(node);
        const std::string id = node.substr(kind.size() + 1);
        const std::string nearest = Nearest(node);
        Add(gaps, "dangling_reference", "violation", focus,
            {{"field", name},
             {"kind", kind},
             {"id", id},
             {"nearest", nearest.empty() ? Json() : Json(nearest)}},
            id);
      }
    }
  }
}

// `outside_validity`: a day that a fact itself names lies outside its
// referent's validity. An unwritten end inherits, and never exceeds; of a
// referent that ended on an unknown day only the start can be judged.
void Oracle::CheckValidity(std::vector<Gap>& gaps, const Json& params) const {
  const int tolerance = Param(params, "outside_validity", "tolerance_days", 0);
  // The earliest offending day, by focus, field and referent.
  std::map<std::tuple<std::string, std::string, std::string>, std::string>
      offences;
  for (const ReferenceField& field : ReferenceFields()) {
    if (!field.bound) continue;
    for (const Json& record : Rows(field.array)) {
      if (!IsStated(record)) continue;
      for (const std::string& referent : References(record, field)) {
        if (!Exists(referent)) continue;
        const std::string from = Text(Record(referent), "valid_from");
        const std::string to = Text(Record(referent), "valid_to", "unknown");
        for (const std::string& day : WrittenDays(field.array, record)) {
          // How far outside, in days.
          std::int64_t outside = 0;
          if (day < from) outside = DaysBetween(day, from);
          if (to != "unknown" && day >= to) outside = DaysBetween(to, day) + 1;
          if (outside <= tolerance) continue;
          const std::string focus = FocusOf(field.array, record);
          if (focus != "document" && !InForce(focus)) continue;
          std::string& earliest =
              offences[{focus, field.array + "." + field.field, referent}];
          if (earliest.empty() || day < earliest) earliest = day;
        }
      }
    }
  }
  for (const auto& [where, day] : offences) {
    const auto& [focus, name, referent] = where;
    Add(gaps, "outside_validity", "violation", focus,
        {{"field", name}, {"referent", referent}, {"day", day}}, referent);
  }
}

}  // namespace zeren::testing
