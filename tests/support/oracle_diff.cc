// Compares two days by asking the same plain question on both of them, node by
// node, and reading memberships and appointments off the documents.

#include "tests/support/oracle_diff.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace zeren::testing {
namespace {

using Json = nlohmann::json;

// A field, null where it is not written.
Json Field(const Json& record, const std::string& field) {
  return record.contains(field) ? record[field] : Json();
}

const Json& RowsOf(const OracleDay& day, const std::string& array) {
  static const Json* const kNone = new Json(Json::array());
  const auto rows = day.document.find(array);
  return rows == day.document.end() ? *kNone : *rows;
}

bool IsStated(const Json& record, const std::string& day) {
  const Json from = Field(record, "valid_from");
  const Json to = Field(record, "valid_to");
  if (!from.is_null() && from.get<std::string>() > day) return false;
  return to.is_null() || (to != "unknown" && day < to.get<std::string>());
}

// The record of a node ("unit:a").
Json RecordOf(const OracleDay& day, const std::string& array,
              const std::string& node) {
  const std::string id = node.substr(node.find(':') + 1);
  for (const Json& record : RowsOf(day, array)) {
    if (record["id"] == id) return record;
  }
  return {};
}

Json OrNull(const std::string& node) {
  return node.empty() ? Json() : Json(node);
}

// The memberships in force of a person.
std::vector<Json> MembershipsOf(const OracleDay& day,
                                const std::string& person) {
  std::vector<Json> memberships;
  for (const Json& record : RowsOf(day, "memberships")) {
    if ("person:" + record["person"].get<std::string>() == person &&
        IsStated(record, day.day) && day.oracle.InForce(person) &&
        day.oracle.InForce("unit:" + record["unit"].get<std::string>())) {
      memberships.push_back(record);
    }
  }
  return memberships;
}

std::set<std::string> UnitsOf(const OracleDay& day, const std::string& person) {
  std::set<std::string> units;
  for (const Json& record : MembershipsOf(day, person)) {
    units.insert("unit:" + record["unit"].get<std::string>());
  }
  return units;
}

// Of several homes the one with the latest written start, then the smaller id.
std::string HomeOf(const OracleDay& day, const std::string& person) {
  std::string best_start;
  std::string best;
  for (const Json& record : MembershipsOf(day, person)) {
    if (Field(record, "home") == false) continue;
    const Json from = Field(record, "valid_from");
    const std::string start = from.is_null() ? "" : from.get<std::string>();
    const std::string unit = "unit:" + record["unit"].get<std::string>();
    if (best.empty() || start > best_start ||
        (start == best_start && unit < best)) {
      best_start = start;
      best = unit;
    }
  }
  return best;
}

// The appointments in force to a post.
std::vector<Json> AppointmentsTo(const OracleDay& day,
                                 const std::string& post) {
  std::vector<Json> appointments;
  for (const Json& record : RowsOf(day, "appointments")) {
    if ("post:" + record["post"].get<std::string>() != post ||
        !IsStated(record, day.day) || !day.oracle.InForce(post)) {
      continue;
    }
    const Json person = Field(record, "person");
    if (Field(record, "undisclosed") == true ||
        (person.is_string() &&
         day.oracle.InForce("person:" + person.get<std::string>()))) {
      appointments.push_back(record);
    }
  }
  return appointments;
}

// Who holds a post, and whether merely acting.
std::map<std::string, std::string> HoldersOf(const OracleDay& day,
                                             const std::string& post) {
  std::map<std::string, std::string> holders;
  for (const Json& record : AppointmentsTo(day, post)) {
    if (Field(record, "undisclosed") == true) continue;
    std::string& hold =
        holders["person:" + record["person"].get<std::string>()];
    if (Field(record, "mode") != "acting") hold = "own-right";
    if (hold.empty()) hold = "acting";
  }
  return holders;
}

Json FillingOf(const OracleDay& day, const std::string& post) {
  int undisclosed = 0;
  for (const Json& record : AppointmentsTo(day, post)) {
    if (Field(record, "undisclosed") == true) ++undisclosed;
  }
  return {{"state", day.oracle.PostState(post)}, {"undisclosed", undisclosed}};
}

// A unit that the document lacks is none.
std::string UnitOf(const OracleDay& day, const std::string& post) {
  const Json record = RecordOf(day, "posts", post);
  const std::string unit = "unit:" + record["unit"].get<std::string>();
  return day.oracle.InForce(unit) ? unit : "";
}

// In force, and dated or placed.
bool IsThere(const OracleDay& day, const std::string& person) {
  if (!day.oracle.InForce(person)) return false;
  const Json record = RecordOf(day, "persons", person);
  if (!Field(record, "valid_from").is_null() ||
      !Field(record, "valid_to").is_null() || !UnitsOf(day, person).empty()) {
    return true;
  }
  for (const std::string& post : day.oracle.Nodes("post")) {
    if (HoldersOf(day, post).contains(person)) return true;
  }
  return false;
}

bool IsComplete(const OracleDay& day) {
  for (const char* kind : {"unit", "post"}) {
    for (const std::string& node : day.oracle.Nodes(kind)) {
      if (day.oracle.InForce(node) &&
          day.oracle.Chain(node)["complete"] == false) {
        return false;
      }
    }
  }
  return true;
}

// Differ
//
// Puts the differences of the nodes of one kind together.
class Differ {
 public:
  using Question = std::function<Json(const OracleDay&, const std::string&)>;

  Differ(const OracleDay& from, const OracleDay& to, const std::string& kind,
         const std::function<bool(const OracleDay&, const std::string&)>& there)
      : from_(from), to_(to) {
    std::set<std::string> nodes;
    for (const OracleDay* day : {&from, &to}) {
      for (const std::string& node : day->oracle.Nodes(kind)) {
        nodes.insert(node);
      }
    }
    for (const std::string& node : nodes) {
      const bool was = there(from, node);
      const bool is = there(to, node);
      if (was && is) kept_.push_back(node);
      if (is && !was) added_.push_back(node);
      if (was && !is) gone_.push_back(node);
    }
    counts_["kept"] = kept_.size();
  }

  void List(const std::string& added, const std::string& gone) {
    for (const std::string& node : added_)
      Add({{"node", node}, {"change", added}});
    for (const std::string& node : gone_)
      Add({{"node", node}, {"change", gone}});
    counts_[added] = added_.size();
    counts_[gone] = gone_.size();
  }
  // Asks about every node that is kept.
  void Ask(const std::string& change, const Question& question) {
    Ask(change, question, [](const std::string&) { return Json::object(); });
  }
  // The same, where more than the answer may differ.
  void Ask(const std::string& change, const Question& question,
           const std::function<Json(const std::string&)>& more) {
    std::size_t count = 0;
    for (const std::string& node : kept_) {
      Json entry = {{"node", node},
                    {"change", change},
                    {"from", question(from_, node)},
                    {"to", question(to_, node)}};
      bool differs = entry["from"] != entry["to"];
      const Json fields = more(node);
      for (const auto& [field, value] : fields.items()) {
        if (!value.empty()) differs = true;
        entry[field] = value;
      }
      if (!differs) continue;
      ++count;
      Add(std::move(entry));
    }
    counts_[change] = count;
  }

  const Json& counts() const { return counts_; }
  const Json& changes() const { return changes_; }

 private:
  void Add(Json entry) { changes_.push_back(std::move(entry)); }

  const OracleDay& from_;
  const OracleDay& to_;
  std::vector<std::string> kept_, added_, gone_;
  Json counts_;
  Json changes_ = Json::array();
};

Json Missing(const std::set<std::string>& from,
             const std::set<std::string>& in) {
  Json missing = Json::array();
  for (const std::string& item : from) {
    if (!in.contains(item)) missing.push_back(item);
  }
  return missing;
}

Json ChangedHolds(const OracleDay& from, const OracleDay& to,
                  const std::string& post) {
  const auto before = HoldersOf(from, post);
  const auto after = HoldersOf(to, post);
  std::set<std::string> persons;
  for (const auto& [person, hold] : before) persons.insert(person);
  for (const auto& [person, hold] : after) persons.insert(person);
  Json changed = Json::array();
  for (const std::string& person : persons) {
    const Json was = before.contains(person) ? Json(before.at(person)) : Json();
    const Json is = after.contains(person) ? Json(after.at(person)) : Json();
    if (was != is) {
      changed.push_back({{"person", person}, {"from", was}, {"to", is}});
    }
  }
  return changed;
}

}  // namespace

Json OracleDiff(const OracleDay& from, const OracleDay& to) {
  const auto in_force = [](const OracleDay& day, const std::string& node) {
    return day.oracle.InForce(node);
  };
  const auto field = [](const std::string& array, const std::string& name) {
    return [=](const OracleDay& day, const std::string& node) {
      return Field(RecordOf(day, array, node), name);
    };
  };
  const auto superior = [](const OracleDay& day, const std::string& node) {
    return OrNull(day.oracle.Superior(node));
  };

  Differ units(from, to, "unit", in_force);
  units.List("added", "gone");
  units.Ask("moved", superior);
  units.Ask("renamed", field("units", "name"));
  units.Ask("kind", field("units", "kind"));
  units.Ask("head", [](const OracleDay& day, const std::string& unit) {
    return OrNull(day.oracle.HeadPost(unit));
  });

  Differ posts(from, to, "post", in_force);
  posts.List("added", "gone");
  posts.Ask("moved", [](const OracleDay& day, const std::string& post) {
    return OrNull(UnitOf(day, post));
  });
  posts.Ask("renamed", field("posts", "title"));
  posts.Ask("kind", field("posts", "kind"));
  posts.Ask("superior", superior);
  posts.Ask("holders", FillingOf, [&](const std::string& post) {
    return Json({{"persons", ChangedHolds(from, to, post)}});
  });

  Differ people(from, to, "person", IsThere);
  people.List("joined", "left");
  people.Ask(
      "moved",
      [](const OracleDay& day, const std::string& person) {
        return OrNull(HomeOf(day, person));
      },
      [&](const std::string& person) {
        const std::set<std::string> before = UnitsOf(from, person);
        const std::set<std::string> after = UnitsOf(to, person);
        return Json({{"into", Missing(after, before)},
                     {"out_of", Missing(before, after)}});
      });
  people.Ask("renamed", field("persons", "name"));

  Json changes = Json::array();
  for (const Differ* part : {&units, &posts, &people}) {
    for (const Json& change : part->changes()) changes.push_back(change);
  }
  return {{"from", from.day},
          {"to", to.day},
          {"complete", IsComplete(from) && IsComplete(to)},
          {"counts",
           {{"units", units.counts()},
            {"posts", posts.counts()},
            {"persons", people.counts()}}},
          {"changes", changes}};
}

}  // namespace zeren::testing
