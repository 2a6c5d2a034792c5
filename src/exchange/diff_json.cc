#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "src/exchange/internal/result_writing.h"
#include "zeren/advise/diff.h"
#include "zeren/core/period.h"
#include "zeren/exchange/result_json.h"

namespace zeren {
namespace {

using internal::NamesToJson;
using internal::ResultJson;
using internal::ResultWriter;

ResultJson CountsToJson(const UnitsDiff& units) {
  return {{"kept", units.kept},
          {"added", units.added.size()},
          {"gone", units.gone.size()},
          {"moved", units.moved.size()},
          {"renamed", units.renamed.size()},
          {"kind", units.other_kind.size()},
          {"head", units.other_head.size()}};
}
ResultJson CountsToJson(const PostsDiff& posts) {
  return {{"kept", posts.kept},
          {"added", posts.added.size()},
          {"gone", posts.gone.size()},
          {"moved", posts.moved.size()},
          {"renamed", posts.renamed.size()},
          {"kind", posts.other_kind.size()},
          {"superior", posts.other_superior.size()},
          {"holders", posts.holders.size()}};
}
ResultJson CountsToJson(const PeopleDiff& people) {
  return {{"kept", people.kept},
          {"joined", people.joined.size()},
          {"left", people.left.size()},
          {"moved", people.moved.size()},
          {"renamed", people.renamed.size()}};
}

// DiffWriter
//
// Writes the differences one by one. Names of nodes are those of the side that
// has them: of what is gone, and of all that was before, the first one.
class DiffWriter {
 public:
  explicit DiffWriter(const StructureDiff& diff)
      : old_(diff.from.organization()),
        new_(diff.to.organization()),
        writer_({{"from", FormatDay(diff.from.day())},
                 {"to", FormatDay(diff.to.day())},
                 {"complete", diff.complete},
                 {"counts",
                  {{"units", CountsToJson(diff.units)},
                   {"posts", CountsToJson(diff.posts)},
                   {"persons", CountsToJson(diff.people)}}}},
                "changes") {}

  void Add(const UnitsDiff& units) {
    AddEach(new_, units.added, "added");
    AddEach(old_, units.gone, "gone");
    AddEach(units.moved, "moved");
    AddEach(units.renamed, "renamed");
    AddEach(units.other_kind, "kind");
    AddEach(units.other_head, "head");
  }
  void Add(const PostsDiff& posts) {
    AddEach(new_, posts.added, "added");
    AddEach(old_, posts.gone, "gone");
    AddEach(posts.moved, "moved");
    AddEach(posts.renamed, "renamed");
    AddEach(posts.other_kind, "kind");
    AddEach(posts.other_superior, "superior");
    for (const HoldersDifference& holders : posts.holders) Add(holders);
  }
  void Add(const PeopleDiff& people) {
    AddEach(new_, people.joined, "joined");
    AddEach(old_, people.left, "left");
    for (const PersonMove& move : people.moved) Add(move);
    AddEach(people.renamed, "renamed");
  }

  std::string Finish() && { return std::move(writer_).Finish(); }

 private:
  template <typename Id>
  void AddEach(const Organization& org, const std::vector<Id>& ids,
               std::string_view change) {
    for (const Id id : ids) {
      writer_.Add({{"node", org.NameOf(id)}, {"change", change}});
    }
  }
  template <typename Id, typename Value>
  void AddEach(const std::vector<Difference<Id, Value>>& list,
               std::string_view change) {
    for (const Difference<Id, Value>& one : list) {
      writer_.Add({{"node", new_.NameOf(one.id)},
                   {"change", change},
                   {"from", ToJson(old_, one.before)},
                   {"to", ToJson(new_, one.after)}});
    }
  }

  void Add(const HoldersDifference& holders) {
    ResultJson persons = ResultJson::array();
    for (const Difference<PersonId, Hold>& person : holders.persons) {
      const Organization& org = person.after == Hold::kNone ? old_ : new_;
      persons.push_back({{"person", org.NameOf(person.id)},
                         {"from", ToJson(person.before)},
                         {"to", ToJson(person.after)}});
    }
    writer_.Add({{"node", new_.NameOf(holders.id)},
                 {"change", "holders"},
                 {"from", ToJson(holders.before)},
                 {"to", ToJson(holders.after)},
                 {"persons", std::move(persons)}});
  }
  void Add(const PersonMove& move) {
    writer_.Add({{"node", new_.NameOf(move.id)},
                 {"change", "moved"},
                 {"from", ToJson(old_, move.before)},
                 {"to", ToJson(new_, move.after)},
                 {"into", NamesToJson(new_, move.into)},
                 {"out_of", NamesToJson(old_, move.out_of)}});
  }

  template <typename Id>
  static ResultJson ToJson(const Organization& org,
                           const std::optional<Id>& id) {
    return id ? ResultJson(org.NameOf(*id)) : ResultJson();
  }
  static ResultJson ToJson(const Organization&, std::string_view kind) {
    return kind;
  }
  // Null where no name is written.
  static ResultJson ToJson(const Organization&, const TextView& name) {
    if (name == TextView()) return {};
    return internal::TextToJson(name);
  }
  static ResultJson ToJson(Hold hold) {
    return hold == Hold::kNone ? ResultJson() : ResultJson(NameOf(hold));
  }
  static ResultJson ToJson(const Filling& filling) {
    return {{"state", NameOf(filling.state)},
            {"undisclosed", filling.undisclosed}};
  }

  const Organization& old_;
  const Organization& new_;
  ResultWriter writer_;
};

}  // namespace

std::string WriteJson(const StructureDiff& diff) {
  DiffWriter writer(diff);
  writer.Add(diff.units);
  writer.Add(diff.posts);
  writer.Add(diff.people);
  return std::move(writer).Finish();
}

}  // namespace zeren
