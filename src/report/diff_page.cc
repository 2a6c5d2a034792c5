// The page of what is different between two days; see pages.h.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "src/core/internal/absl_strings.h"
#include "src/report/internal/wording.h"
#include "zeren/advise/diff.h"
#include "zeren/core/period.h"
#include "zeren/report/pages.h"

namespace zeren {
namespace {

using internal::Concat;
using internal::Wording;

// What-if: the same day, before and after changes.
bool IsOfOneDay(const StructureDiff& diff) {
  return diff.from.day() == diff.to.day();
}

Wording WordingOf(const StructureDiff& diff, std::string_view language) {
  if (IsOfOneDay(diff)) return Wording(diff.to, language);
  return Wording(diff.to.organization(), {diff.from.day(), diff.to.day()},
                 language);
}

// DiffPage
//
// What was before, and what is gone, is called what it was called then.
class DiffPage {
 public:
  DiffPage(const StructureDiff& diff, std::string_view language)
      : diff_(diff),
        language_(language),
        old_(diff.from, language),
        new_(WordingOf(diff, language)) {}

  Page Make() {
    page_.title = new_.Title(
        IsOfOneDay(diff_) ? "what would change" : "what changed", "组织变动");
    AddUnits();
    AddPosts();
    AddPeople();
    if (diff_.empty()) {
      page_.sections.push_back(
          {"", {Page::Paragraph{{{Say("No difference.", "无变动。")}}}}});
    }
    page_.sections.push_back(
        {"",
         {Page::Paragraph{{{Summary(diff_.units)}}},
          Page::Paragraph{{{Summary(diff_.posts)}}},
          Page::Paragraph{{{Summary(diff_.people)}}},
          Page::Paragraph{new_.Completeness(diff_.complete)}}});
    return std::move(page_);
  }

 private:
  std::string Say(std::string_view english, std::string_view chinese) const {
    return new_.Say(english, chinese);
  }

  // ------------------------------------------------------------------- Tables

  void Begin(std::string column) {
    table_ = {.columns = {{Say("change", "变动")},
                          {std::move(column)},
                          {Say("before", "原")},
                          {Say("after", "现")},
                          {}},
              .rows = {}};
  }
  void End(std::string title) {
    if (table_.rows.empty()) return;
    page_.sections.push_back({std::move(title), {std::move(table_)}});
  }

  void AddRow(const std::string& change, Node node, std::string before,
              std::string after) {
    AddRow(change, new_, node, std::move(before), std::move(after));
  }
  void AddRow(const std::string& change, const Wording& words, Node node,
              std::string before, std::string after) {
    table_.rows.push_back({{{change}},
                           {{words.Label(node)}},
                           {{std::move(before), Page::Tone::kFaint}},
                           {{std::move(after)}},
                           {{words.Reference(node), Page::Tone::kFaint}}});
  }
  template <typename Id, typename Value>
  void AddRows(const std::string& change,
               const std::vector<Difference<Id, Value>>& list) {
    for (const Difference<Id, Value>& one : list) {
      AddRow(change, one.id, Shown(old_, one.before), Shown(new_, one.after));
    }
  }

  void AddUnits() {
    const UnitsDiff& units = diff_.units;
    Begin(Say("unit", "单位"));
    for (const UnitId unit : units.added) {
      AddRow(Say("new", "新设"), unit, "",
             Shown(new_, diff_.to.units().parent(unit)));
    }
    for (const UnitId unit : units.gone) {
      AddRow(Say("gone", "撤销"), old_, unit,
             Shown(old_, diff_.from.units().parent(unit)), "");
    }
    AddRows(Say("moved", "改隶"), units.moved);
    AddRows(Say("renamed", "更名"), units.renamed);
    AddRows(Say("other kind", "类别变更"), units.other_kind);
    AddRows(Say("other head post", "负责岗位变更"), units.other_head);
    End(Say("Units", "单位"));
  }

  void AddPosts() {
    const PostsDiff& posts = diff_.posts;
    Begin(Say("post", "岗位"));
    for (const PostId post : posts.added) {
      AddRow(Say("new", "新设"), post, "",
             Shown(new_, diff_.to.posts().unit(post)));
    }
    for (const PostId post : posts.gone) {
      AddRow(Say("gone", "撤销"), old_, post,
             Shown(old_, diff_.from.posts().unit(post)), "");
    }
    AddRows(Say("moved", "改隶"), posts.moved);
    AddRows(Say("renamed", "更名"), posts.renamed);
    AddRows(Say("other kind", "类别变更"), posts.other_kind);
    AddRows(Say("other superior", "上级变更"), posts.other_superior);
    for (const HoldersDifference& holders : posts.holders) {
      AddRow(Say("holders", "任职变更"), holders.id,
             OneSide(diff_.from, old_, holders, &HoldersDifference::before,
                     &Difference<PersonId, Hold>::before),
             OneSide(diff_.to, new_, holders, &HoldersDifference::after,
                     &Difference<PersonId, Hold>::after));
    }
    End(Say("Posts", "岗位"));
  }

  void AddPeople() {
    const PeopleDiff& people = diff_.people;
    Begin(Say("person", "人员"));
    for (const PersonId person : people.joined) {
      AddRow(Say("joined", "加入"), person, "", Place(diff_.to, new_, person));
    }
    for (const PersonId person : people.left) {
      AddRow(Say("left", "离开"), old_, person, Place(diff_.from, old_, person),
             "");
    }
    for (const PersonMove& move : people.moved) {
      AddRow(Say("moved", "调动"), move.id, Units(diff_.from, old_, move.id),
             Units(diff_.to, new_, move.id));
    }
    AddRows(Say("renamed", "更名"), people.renamed);
    End(Say("People", "人员"));
  }

  // -------------------------------------------------------------------- Cells

  template <typename Id>
  static std::string Shown(const Wording& words, const std::optional<Id>& id) {
    return id ? words.Label(*id) : words.Say("none", "无");
  }
  std::string Shown(const Wording&, const TextView& name) const {
    return std::string(name.In(language_));
  }
  static std::string Shown(const Wording&, std::string_view kind) {
    return std::string(kind);
  }

  // Those who hold the post on one of the days: by name who does not do so on
  // the other, the rest as a number. In the words of the state where that alone
  // differs, or nobody holds it.
  static std::string OneSide(const Snapshot& snapshot, const Wording& words,
                             const HoldersDifference& holders,
                             Filling HoldersDifference::*side,
                             Hold Difference<PersonId, Hold>::*hold) {
    const Filling& filling = holders.*side;
    std::size_t others = CountPersons(snapshot.posts().holders(holders.id));
    std::string text;
    for (const Difference<PersonId, Hold>& person : holders.persons) {
      if (person.*hold == Hold::kNone) continue;
      Append(text, words.Label(person.id));
      if (person.*hold == Hold::kActing) {
        text += words.Say(" (acting)", "（代理）");
      }
      --others;
    }
    const bool same_names = holders.persons.empty();
    if (holders.before.undisclosed == holders.after.undisclosed) {
      if (same_names) return StateOf(words, filling.state);
      others += filling.undisclosed;
    } else if (filling.undisclosed > 0) {
      Append(text, words.Count(filling.undisclosed, "name withheld",
                               "names withheld", "人姓名不公开"));
    }
    if (text.empty() && others == 0) return StateOf(words, filling.state);
    if (text.empty()) {
      text = words.Count(others, "person", "persons", "人");
    } else if (others > 0) {
      Append(text, words.Count(others, "other", "others", "名他人"));
    }
    if (filling.state == PostState::kAbsent) {
      text += words.Say(" (absent)", "（不在岗）");
    }
    return text;
  }

  static std::size_t CountPersons(std::span<const Holder> holders) {
    std::size_t count = 0;
    std::uint32_t last = kNoIndex;  // One person's appointments are neighbours.
    for (const Holder& holder : holders) {
      if (!holder.undisclosed() && holder.person_index != last) ++count;
      last = holder.person_index;
    }
    return count;
  }

  static std::string StateOf(const Wording& words, PostState state) {
    switch (state) {
      case PostState::kAbolished:
        break;
      case PostState::kOccupied:
        return words.Say("occupied", "在任");
      case PostState::kUndisclosed:
        return words.Say("name withheld", "姓名不公开");
      case PostState::kActing:
        return words.Say("acting only", "仅有代理");
      case PostState::kAbsent:
        return words.Say("absent", "不在岗");
      case PostState::kVacant:
        return words.Say("vacant", "空缺");
    }
    return "";
  }

  // Where a person is: in which units, else by which posts.
  static std::string Place(const Snapshot& snapshot, const Wording& words,
                           PersonId person) {
    const People& people = snapshot.people();
    return people.membership_rows(person).empty()
               ? Labels(snapshot, words, PostsOf(people, person))
               : Units(snapshot, words, person);
  }

  // The units of which a person is a member: the home first, then as a guest.
  static std::string Units(const Snapshot& snapshot, const Wording& words,
                           PersonId person) {
    const People& people = snapshot.people();
    const std::optional<UnitId> home = people.home(person);
    std::vector<UnitId> others;
    for (const std::uint32_t row : people.membership_rows(person)) {
      const UnitId unit = snapshot.membership(row).unit;
      if (unit != home) others.push_back(unit);
    }
    if (!home && others.empty()) return words.Say("none", "无");
    std::string place = home ? words.Label(*home) : "";
    if (others.empty()) return place;
    if (home) place += words.Say(", ", "，");
    return place + words.Say("also ", "另在") + Labels(snapshot, words, others);
  }

  static std::vector<PostId> PostsOf(const People& people, PersonId person) {
    const IdRange<PostId> posts = people.posts(person);
    return {posts.begin(), posts.end()};
  }

  // Labels in order of id, each once.
  template <typename Id>
  static std::string Labels(const Snapshot& snapshot, const Wording& words,
                            std::vector<Id> ids) {
    const Organization& org = snapshot.organization();
    std::sort(ids.begin(), ids.end(),
              [&](Id a, Id b) { return org.Before(a, b); });
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    std::string labels;
    for (const Id id : ids) Append(labels, words.Label(id));
    return labels;
  }

  static void Append(std::string& list, std::string_view item) {
    if (!list.empty()) list += ", ";
    list += item;
  }

  // ------------------------------------------------------------------ Numbers

  // "Units: 30 kept, 2 new", without what there is none of.
  class Numbers {
   public:
    Numbers(const Wording& words, std::string_view subject) : words_(words) {
      text_ = Concat(subject, words.Say(": ", "："));
    }
    Numbers& Add(std::size_t number, std::string_view english,
                 std::string_view chinese, bool always = false) {
      if (number == 0 && !always) return *this;
      if (!first_) text_ += words_.Say(", ", "，");
      first_ = false;
      text_ += words_.Say(Concat(std::to_string(number), " ", english),
                          Concat(chinese, " ", std::to_string(number)));
      return *this;
    }
    std::string End() { return text_ + words_.Say(".", "。"); }

   private:
    const Wording& words_;
    std::string text_;
    bool first_ = true;
  };

  std::string Summary(const UnitsDiff& units) const {
    return Numbers(new_, Say("Units", "单位"))
        .Add(units.kept, "kept", "保留", true)
        .Add(units.added.size(), "new", "新设")
        .Add(units.gone.size(), "gone", "撤销")
        .Add(units.moved.size(), "moved", "改隶")
        .Add(units.renamed.size(), "renamed", "更名")
        .Add(units.other_kind.size(), "of another kind", "类别变更")
        .Add(units.other_head.size(), "with another head post", "负责岗位变更")
        .End();
  }
  std::string Summary(const PostsDiff& posts) const {
    return Numbers(new_, Say("Posts", "岗位"))
        .Add(posts.kept, "kept", "保留", true)
        .Add(posts.added.size(), "new", "新设")
        .Add(posts.gone.size(), "gone", "撤销")
        .Add(posts.moved.size(), "moved", "改隶")
        .Add(posts.renamed.size(), "renamed", "更名")
        .Add(posts.other_kind.size(), "of another kind", "类别变更")
        .Add(posts.other_superior.size(), "with another superior", "上级变更")
        .Add(posts.holders.size(), "held otherwise", "任职变更")
        .End();
  }
  std::string Summary(const PeopleDiff& people) const {
    return Numbers(new_, Say("People", "人员"))
        .Add(people.kept, "stayed", "在册", true)
        .Add(people.joined.size(), "joined", "加入")
        .Add(people.left.size(), "left", "离开")
        .Add(people.moved.size(), "moved", "调动")
        .Add(people.renamed.size(), "renamed", "更名")
        .End();
  }

  const StructureDiff& diff_;
  const std::string_view language_;
  const Wording old_;
  const Wording new_;
  Page page_;
  Page::Table table_;
};

}  // namespace

Page MakePage(const StructureDiff& diff, const PageOptions& options) {
  return DiffPage(diff, options.language).Make();
}

}  // namespace zeren
