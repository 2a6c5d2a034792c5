// What might mend posts that nobody holds or too many do, and units without a
// head.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "src/advise/internal/repair_ideas.h"
#include "src/advise/internal/row_order.h"
#include "src/catalogue/internal/wording.h"
#include "src/core/internal/absl_strings.h"

namespace zeren::internal {
namespace {

bool HoldsPost(const Snapshot& snapshot, PersonId person, PostId post) {
  const IdRange<PostId> posts = snapshot.people().posts(person);
  return std::find(posts.begin(), posts.end(), post) != posts.end();
}

// Persons who may act in a post for the time being: who holds a post that
// deputizes for it, then who holds its superior.
std::vector<PersonId> ActingFor(const Snapshot& snapshot, PostId post) {
  const Organization& org = snapshot.organization();
  const Profile& profile = org.profile();
  const std::string_view kind = org.row(post).kind;
  std::vector<PostId> standing_in;
  if (const std::optional<UnitId> unit = snapshot.posts().unit(post)) {
    for (const PostId deputy : snapshot.units().deputies(*unit)) {
      const PostKind* deputy_kind = profile.FindPostKind(org.row(deputy).kind);
      if (deputy_kind == nullptr || deputy == post) continue;
      const std::vector<std::string>& kinds = deputy_kind->deputizes_for;
      if (std::find(kinds.begin(), kinds.end(), kind) != kinds.end()) {
        standing_in.push_back(deputy);
      }
    }
  }
  if (const std::optional<PostId> superior = snapshot.posts().superior(post)) {
    standing_in.push_back(*superior);
  }
  std::vector<PersonId> persons;
  for (const PostId from : standing_in) {
    for (const Holder& holder : snapshot.posts().holders(from)) {
      const std::optional<PersonId> person = holder.person();
      if (!person || !holder.present || holder.acting()) continue;
      if (std::find(persons.begin(), persons.end(), *person) == persons.end()) {
        persons.push_back(*person);
      }
    }
  }
  return persons;
}

// Who holds a post on the day, in order of what the appointments say: by
// person, and those whose name is withheld together.
std::vector<Holder> HoldersOf(const RepairIdeas& ideas, PostId post) {
  const auto found = ideas.snapshot().posts().holders(post);
  std::vector<Holder> holders(found.begin(), found.end());
  SortByRecord<AppointmentView>(ideas.rep(), holders, &Holder::row);
  return holders;
}

std::string FromDay(absl::CivilDay day) {
  return Concat(" from ", FormatDay(day));
}
std::string FromDayInChinese(absl::CivilDay day) {
  return Concat("自", FormatDay(day), "起");
}

}  // namespace

// A vacancy asks for one person, open seats for as many as they are.
void MendVacancy(RepairIdeas& ideas) {
  const Organization& org = ideas.organization();
  const Posts& posts = ideas.snapshot().posts();
  const PostId post = *ideas.focus().As<PostId>();
  const std::string from = FromDay(ideas.day());
  const std::string from_zh = FromDayInChinese(ideas.day());
  const bool vacant = posts.state(post) == PostState::kVacant;
  const std::uint32_t taken = posts.seats_taken(post);
  const std::size_t lacking =
      vacant || posts.seats(post) <= taken ? 1 : posts.seats(post) - taken;
  std::vector<PersonId> acting;
  if (vacant) acting = ActingFor(ideas.snapshot(), post);
  // Some tries are kept for those who may act.
  const std::size_t tries =
      ideas.most() - std::min(acting.size(), ideas.most() / 4);
  std::vector<PersonId> persons =
      BestPersonsFor(ideas.snapshot(), org.row(post).unit, tries + lacking - 1);
  std::erase_if(persons, [&](PersonId person) {
    return HoldsPost(ideas.snapshot(), person, post);
  });
  for (std::size_t i = 0; i + lacking <= persons.size(); ++i) {
    RecordEdits edits = ideas.Edits();
    std::string english;
    std::string chinese;
    for (std::size_t j = i; j < i + lacking; ++j) {
      Appoint(ideas, persons[j], org.id(post), edits);
      english += Concat(j == i ? "" : ", ", InEnglish(org, persons[j]));
      chinese += Concat(j == i ? "" : "、", InChinese(org, persons[j]));
    }
    ideas.Add(
        edits,
        Say(Concat("appoint ", english, " to ", InEnglish(org, post), from),
            Concat(from_zh, "任命", chinese, "担任", InChinese(org, post))));
  }
  for (const PersonId person : acting) {
    RecordEdits edits = ideas.Edits();
    AppointmentRecord appointment;
    appointment.person = org.id(person);
    appointment.post = org.id(post);
    appointment.mode = AppointmentMode::kActing;
    appointment.valid_from = ideas.day();
    edits.Add(std::move(appointment));
    ideas.Add(edits, Say(Concat("have ", InEnglish(org, person), " act in ",
                                InEnglish(org, post), from),
                         Concat(from_zh, "由", InChinese(org, person), "代理",
                                InChinese(org, post))));
  }
  ideas.SayNothing(
      Say("nobody is there who could be appointed", "没有可以任命的人员"));
}

// Who acts is appointed, else somebody else is.
void MendActing(RepairIdeas& ideas) {
  const Organization& org = ideas.organization();
  const PostId post = *ideas.focus().As<PostId>();
  for (const Holder& holder : HoldersOf(ideas, post)) {
    const std::optional<PersonId> person = holder.person();
    if (!person || !holder.acting() || !holder.present) continue;
    RecordEdits edits = ideas.Edits();
    edits.End<AppointmentView>(holder.row);
    AppointmentRecord appointment = edits.RecordAt<AppointmentView>(holder.row);
    appointment.mode.reset();
    appointment.valid_from = ideas.day();
    edits.Add(std::move(appointment));
    ideas.Add(edits,
              Say(Concat("appoint ", InEnglish(org, *person), ", who acts in ",
                         InEnglish(org, post), ", to it", FromDay(ideas.day())),
                  Concat(FromDayInChinese(ideas.day()), "将代理",
                         InChinese(org, post), "的", InChinese(org, *person),
                         "转为正式任职")));
  }
  MendVacancy(ideas);
}

namespace {

bool IsHeadKind(const Organization& org, PostId post) {
  const PostKind* kind = org.profile().FindPostKind(org.row(post).kind);
  return kind != nullptr && kind->head;
}

// The kind of head post that a unit is to have, else the first that there is.
std::string_view HeadKindFor(const Organization& org, UnitId unit) {
  const Profile& profile = org.profile();
  if (const UnitKind* kind = profile.FindUnitKind(org.row(unit).kind)) {
    for (const PostRule& rule : kind->posts) {
      const PostKind* post = profile.FindPostKind(rule.kind);
      if (post != nullptr && post->head) return post->id;
    }
  }
  for (const PostKind& kind : profile.post_kinds) {
    if (kind.head) return kind.id;
  }
  return {};
}

// Makes a post of the unit its head.
void ThinkOfHead(RepairIdeas& ideas, UnitId unit, PostId post) {
  const Organization& org = ideas.organization();
  RecordEdits edits = ideas.Edits();
  edits.Set<UnitView>(
      Index(unit),
      Partial<UnitRecord>().With(&UnitRecord::head, std::string(org.id(post))));
  ideas.Add(edits, Say(Concat("make ", InEnglish(org, post), " the head of ",
                              InEnglish(org, unit)),
                       Concat("将", InChinese(org, post), "设为",
                              InChinese(org, unit), "的负责人岗位")));
}

// Adds a head post, with somebody on it or without.
void ThinkOfNewHead(RepairIdeas& ideas, UnitId unit, std::string_view kind,
                    const std::vector<PersonId>& persons) {
  const Organization& org = ideas.organization();
  const std::string id =
      NewIdFor(ideas.rep(), NodeKind::kPost, Concat(org.id(unit), "-", kind));
  const auto think = [&](std::optional<PersonId> person) {
    RecordEdits edits = ideas.Edits();
    PostRecord post;
    post.id = id;
    post.unit = org.id(unit);
    post.kind = kind;
    post.valid_from = ideas.day();
    edits.Add(std::move(post));
    edits.Set<UnitView>(Index(unit),
                        Partial<UnitRecord>().With(&UnitRecord::head, id));
    if (person) Appoint(ideas, *person, id, edits);
    std::string english = Concat("add the head post post:", id, " to ",
                                 InEnglish(org, unit), FromDay(ideas.day()));
    std::string chinese =
        Concat(FromDayInChinese(ideas.day()), "为", InChinese(org, unit),
               "增设负责人岗位post:", id);
    if (person) {
      english += Concat(" and appoint ", InEnglish(org, *person));
      chinese += Concat("，并任命", InChinese(org, *person));
    }
    ideas.Add(edits, Say(std::move(english), std::move(chinese)));
  };
  for (const PersonId person : persons) think(person);
  think(std::nullopt);
}

}  // namespace

// A post that the unit has, those of a head's kind and those that somebody
// holds first; else a new one.
void MendMissingHead(RepairIdeas& ideas) {
  const Organization& org = ideas.organization();
  const UnitId unit = *ideas.focus().As<UnitId>();
  const IdRange<PostId> posts = ideas.snapshot().units().posts(unit);
  const std::string_view head = org.row(unit).head.value_or("");
  std::vector<std::tuple<bool, bool, std::string_view, PostId>> ranked;
  for (const PostId post : posts) {
    if (org.id(post) == head) continue;
    ranked.emplace_back(!IsHeadKind(org, post),
                        !HasHolderPresent(ideas.snapshot(), post), org.id(post),
                        post);
  }
  std::sort(ranked.begin(), ranked.end());
  // Some tries are kept for a new post.
  const std::size_t most = ideas.most() - ideas.most() / 4;
  for (std::size_t i = 0; i < ranked.size() && i < most; ++i) {
    ThinkOfHead(ideas, unit, std::get<PostId>(ranked[i]));
  }
  const std::string_view kind = HeadKindFor(org, unit);
  if (kind.empty()) {
    ideas.SayNothing(
        Say("the unit has no post, and the profile lists no kind "
            "of head post",
            "单位没有岗位，配置也没有列出负责人岗位的类别"));
    return;
  }
  ThinkOfNewHead(ideas, unit, kind,
                 BestPersonsFor(ideas.snapshot(), org.id(unit),
                                std::max<std::size_t>(ideas.most() / 4, 1)));
}

// The youngest appointments first. Where nobody wrote how many seats there are,
// there may be more.
void MendOverfilledPost(RepairIdeas& ideas) {
  const Organization& org = ideas.organization();
  const PostId post = *ideas.focus().As<PostId>();
  const Table<AppointmentView>& table = ideas.rep().table<AppointmentView>();
  const auto& shares = table.Get<&AppointmentView::share>();
  // Those undisclosed are each on their own.
  struct Sitter {
    std::vector<std::uint32_t> rows = {};
    std::uint32_t person = kNoIndex;
    DayNumber from = kDawn;
    bool full = false;
  };
  std::vector<Sitter> sitters;
  for (const Holder& holder : HoldersOf(ideas, post)) {
    if (holder.acting()) continue;
    if (sitters.empty() || holder.undisclosed() ||
        sitters.back().person != holder.person_index) {
      sitters.push_back({.person = holder.person_index});
    }
    Sitter& sitter = sitters.back();
    sitter.rows.push_back(holder.row);
    sitter.from = std::max(sitter.from, table.Written(holder.row).from);
    sitter.full = sitter.full || !(shares[holder.row] < 1);
  }
  // Part-timers share one seat, and so leave it together.
  const auto part_time =
      std::stable_partition(sitters.begin(), sitters.end(),
                            [](const Sitter& sitter) { return sitter.full; });
  std::vector<std::vector<Sitter>> leaving;
  for (auto sitter = sitters.begin(); sitter != part_time; ++sitter) {
    leaving.push_back({*sitter});
  }
  if (part_time != sitters.end()) {
    leaving.emplace_back(part_time, sitters.end());
  }
  const auto from_of = [](const std::vector<Sitter>& group) {
    DayNumber from = kDawn;
    for (const Sitter& sitter : group) from = std::max(from, sitter.from);
    return from;
  };
  std::stable_sort(
      leaving.begin(), leaving.end(),
      [&](const auto& a, const auto& b) { return from_of(a) > from_of(b); });
  const std::size_t taken = leaving.size();
  const std::size_t seats = ideas.snapshot().posts().seats(post);
  const std::size_t excess = taken - std::min(taken, seats);
  if (excess == 0) return;
  // Each run of so many, beginning with the youngest.
  for (std::size_t first = 0; first + excess <= taken; ++first) {
    RecordEdits edits = ideas.Edits();
    std::string english;
    std::string chinese;
    for (std::size_t i = first; i < first + excess; ++i) {
      for (const Sitter& sitter : leaving[i]) {
        for (const std::uint32_t row : sitter.rows) {
          edits.End<AppointmentView>(row);
        }
        const bool named = sitter.person != kNoIndex;
        const Node person(NodeKind::kPerson, sitter.person);
        if (!english.empty()) english += ", ";
        if (!chinese.empty()) chinese += "、";
        english += named ? InEnglish(org, person)
                         : std::string("an undisclosed person");
        chinese += named ? InChinese(org, person) : std::string("未公开的人员");
      }
    }
    const std::string day = FormatDay(ideas.day());
    ideas.Add(edits, Say(Concat("end the appointment of ", english, " to ",
                                InEnglish(org, post), " on ", day),
                         Concat("自", day, "起免去", chinese, "的",
                                InChinese(org, post), "职务")));
  }
  if (org.row(post).seats) return;
  RecordEdits edits = ideas.Edits();
  const auto needed = static_cast<std::int64_t>(taken);
  edits.Set<PostView>(Index(post),
                      Partial<PostRecord>().With(&PostRecord::seats, needed));
  ideas.Add(edits, Say(Concat("write that ", InEnglish(org, post), " has ",
                              std::to_string(needed), " seats"),
                       Concat("写明", InChinese(org, post), "的职数为",
                              std::to_string(needed))));
}

}  // namespace zeren::internal
