#include "benchmarks/support/province.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <random>
#include <string_view>
#include <utility>

namespace zeren::benchmarks {
namespace {

constexpr std::uint32_t kNone = 0xffff'ffff;

enum class Level : std::uint8_t {
  kProvince,
  kPrefecture,
  kCounty,
  kCommittee,
  kGeneralBranch,
  kBranch,
};

struct Unit {
  Level level = Level::kProvince;
  std::uint32_t parent = kNone;
  std::uint32_t depth = 0;
  std::vector<std::uint32_t> children;
  std::uint32_t first_post = 0;    // The secretary's.
  std::uint32_t first_member = 0;  // Of a branch.
  std::uint32_t members = 0;
};

struct Post {
  std::uint32_t unit = 0;
  std::string_view kind;
  std::uint32_t holder = kNone;
};

// A piece of work, and to whom it is assigned: nobody, a unit, a post or a
// person.
struct Task {
  std::uint32_t unit = 0;
  std::uint32_t parent = kNone;  // A task, or the superior duty.
  std::string_view assigned_kind;
  std::uint32_t assigned = kNone;
};

// Characters of names, three bytes each.
constexpr std::string_view kFamily =
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑罗梁谢宋唐许韩冯邓曹";
constexpr std::string_view kGiven =
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华文建国立志红";
constexpr std::size_t kCharacterBytes = 3;

std::uint32_t Scaled(double scale, double number) {
  return std::max(1u, static_cast<std::uint32_t>(std::lround(scale * number)));
}

// JsonLines
//
// One record a line, without other blanks: the least text that a parser can be
// given for these records.
class JsonLines {
 public:
  void Reserve(std::size_t bytes) { out_.reserve(bytes); }
  void Raw(std::string_view text) { out_ += text; }
  void BeginArray(std::string_view name) {
    out_.append(",\n\"").append(name).append("\":[");
    first_record_ = true;
  }
  void EndArray() { out_ += ']'; }
  void BeginRecord() {
    out_ += first_record_ ? "\n{" : ",\n{";
    first_record_ = false;
    first_field_ = true;
  }
  void EndRecord() { out_ += '}'; }
  void Field(std::string_view name, std::string_view value) {
    out_ += first_field_ ? "\"" : ",\"";
    first_field_ = false;
    out_.append(name).append("\":\"").append(value).append("\"");
  }
  void Id(std::string_view name, char kind, std::uint32_t number) {
    Field(name, IdOf(kind, number));
  }
  std::string Take() { return std::move(out_); }

 private:
  std::string out_;
  bool first_record_ = true;
  bool first_field_ = true;
};

class Generator {
 public:
  explicit Generator(const ProvinceOptions& options)
      : scale_(options.scale),
        work_everywhere_(options.work_everywhere),
        ended_(options.ended),
        moved_(options.moved),
        bits_(options.seed),
        turn_bits_(options.seed + 1) {}

  Province Run() {
    PlantUnits();
    PlantMembers();
    PlantPosts();
    PlantWork();
    Write();
    Report();
    return std::move(province_);
  }

 private:
  // The standard's distributions differ from library to library; this does not.
  std::uint32_t Below(std::uint32_t bound) {
    return static_cast<std::uint32_t>((bits_() >> 32) * bound >> 32);
  }
  double Share() { return static_cast<double>(bits_() >> 11) * 0x1p-53; }

  std::uint32_t AddUnit(Level level, std::uint32_t parent) {
    const auto number = static_cast<std::uint32_t>(units_.size());
    Unit& unit = units_.emplace_back();
    unit.level = level;
    unit.parent = parent;
    if (parent != kNone) {
      unit.depth = units_[parent].depth + 1;
      units_[parent].children.push_back(number);
    }
    return number;
  }

  // Adds `count` units, the first ones so that no parent stays without.
  template <typename ParentOf>
  std::uint32_t AddUnits(Level level, std::uint32_t count, ParentOf parent_of) {
    const auto first = static_cast<std::uint32_t>(units_.size());
    for (std::uint32_t i = 0; i < count; ++i) AddUnit(level, parent_of(i));
    return first;
  }

  void PlantUnits() {
    const std::uint32_t prefectures = Scaled(scale_, 10);
    const std::uint32_t counties = Scaled(scale_, 90);
    const std::uint32_t committees =
        Scaled(scale_, 3060) - 1 - prefectures - counties;
    const std::uint32_t general = Scaled(scale_, 3300);
    const std::uint32_t branches = Scaled(scale_, 46140);
    AddUnit(Level::kProvince, kNone);
    const std::uint32_t prefecture = AddUnits(Level::kPrefecture, prefectures,
                                              [](std::uint32_t) { return 0u; });
    const std::uint32_t county =
        AddUnits(Level::kCounty, counties,
                 [&](std::uint32_t i) { return prefecture + i % prefectures; });
    // One committee in 20 answers to the province, three to a prefecture.
    const std::uint32_t committee =
        AddUnits(Level::kCommittee, committees, [&](std::uint32_t i) {
          if (i < counties) return county + i;
          const std::uint32_t dice = Below(20);
          return dice == 0  ? 0
                 : dice < 4 ? prefecture + Below(prefectures)
                            : county + Below(counties);
        });
    const std::uint32_t general_branch =
        AddUnits(Level::kGeneralBranch, general,
                 [&](std::uint32_t) { return committee + Below(committees); });
    first_branch_ = AddUnits(Level::kBranch, branches, [&](std::uint32_t i) {
      if (i < 2 * general) return general_branch + i / 2;
      i -= 2 * general;
      if (i < committees) return committee + i;
      return Below(2) == 0 ? general_branch + Below(general)
                           : committee + Below(committees);
    });
  }

  void PlantMembers() {
    // Triangular over 3 to 50 with its top at 12.
    const std::uint32_t persons = Scaled(scale_, 1'000'000);
    const double rise = (12.0 - 3.0) / (50.0 - 3.0);
    std::uint32_t total = 0;
    for (std::uint32_t i = first_branch_; i < units_.size(); ++i) {
      const double u = Share();
      const double x =
          u < rise ? std::sqrt(u * rise) : 1 - std::sqrt((1 - u) * (1 - rise));
      units_[i].members = 3 + static_cast<std::uint32_t>(x * 47 + 0.5);
      total += units_[i].members;
    }
    const auto branches =
        static_cast<std::uint32_t>(units_.size()) - first_branch_;
    while (total != persons) {
      std::uint32_t& members = units_[first_branch_ + Below(branches)].members;
      if (total < persons && members < 50) {
        ++members;
        ++total;
      } else if (total > persons && members > 3) {
        --members;
        --total;
      }
    }
    std::uint32_t next = 0;
    for (std::uint32_t i = first_branch_; i < units_.size(); ++i) {
      units_[i].first_member = next;
      next += units_[i].members;
      province_.chain_lengths.insert(
          province_.chain_lengths.end(), units_[i].members,
          static_cast<std::uint8_t>(units_[i].depth + 1));
    }
    province_.persons = persons;
    holds_post_.assign(persons, 0);
  }

  // A member of the unit or below it, if possible one without a post yet: where
  // few members are below a committee, some hold two posts.
  std::uint32_t PickHolder(std::uint32_t unit) {
    std::uint32_t person = 0;
    for (int tries = 0; tries < 20; ++tries) {
      std::uint32_t at = unit;
      while (!units_[at].children.empty()) {
        at = units_[at].children[Below(
            static_cast<std::uint32_t>(units_[at].children.size()))];
      }
      person = units_[at].first_member + Below(units_[at].members);
      if (!holds_post_[person]) break;
    }
    holds_post_[person] = 1;
    return person;
  }

  void AddPost(std::uint32_t unit, std::string_view kind) {
    const bool vacant = posts_.size() % 1000 == 500;
    province_.vacant_posts += vacant ? 1 : 0;
    posts_.push_back({unit, kind, vacant ? kNone : PickHolder(unit)});
  }

  void PlantPosts() {
    static constexpr std::string_view kFurther[] = {
        "discipline_member", "deputy_secretary", "organisation_member",
        "publicity_member"};
    for (std::uint32_t i = 0; i < units_.size(); ++i) {
      units_[i].first_post = static_cast<std::uint32_t>(posts_.size());
      AddPost(i, "secretary");
      // A branch's secretary answers as that post does.
      const std::uint32_t secretary = posts_.back().holder;
      if (i >= first_branch_ && secretary != kNone) {
        --province_.chain_lengths[secretary];
      }
      if (units_[i].level <= Level::kCommittee) {
        const std::uint32_t further = 2 + Below(3);
        for (std::uint32_t k = 0; k < further; ++k) AddPost(i, kFurther[k]);
      }
    }
  }

  // Who answers for a post: its holder, else the deputy, else the post above.
  std::uint32_t AnswererOf(std::uint32_t post) const {
    while (posts_[post].holder == kNone) {
      const Unit& unit = units_[posts_[post].unit];
      if (post != unit.first_post) {
        post = unit.first_post;
        continue;
      }
      const std::uint32_t deputy = post + 2;
      if (unit.level <= Level::kCommittee && posts_[deputy].holder != kNone) {
        return posts_[deputy].holder;
      }
      post = units_[unit.parent].first_post;
    }
    return posts_[post].holder;
  }
  std::uint32_t AnswererOf(const Task& task,
                           std::uint32_t if_unassigned) const {
    if (task.assigned == kNone) return if_unassigned;
    return task.assigned_kind == "person" ? task.assigned
           : task.assigned_kind == "unit"
               ? AnswererOf(units_[task.assigned].first_post)
               : AnswererOf(task.assigned);
  }

  // One task and one duty for each committee, or for each unit, under that of
  // the unit above. Committees are the first units, and tasks have the numbers
  // of their units.
  void PlantWork() {
    std::vector<std::uint32_t> answerers;
    for (std::uint32_t i = 0; i < units_.size(); ++i) {
      if (!work_everywhere_ && units_[i].level > Level::kCommittee) break;
      Task task{i, units_[i].parent, {}, kNone};
      switch (i % 4) {
        case 0:
          task.assigned_kind = "post";
          task.assigned = units_[i].first_post;
          break;
        case 1:
          task.assigned_kind = "unit";
          task.assigned = i;
          break;
        case 2:
          task.assigned_kind = "person";
          task.assigned = PickHolder(i);
          break;
        default:
          break;  // The task above says who.
      }
      answerers.push_back(
          AnswererOf(task, i == 0 ? kNone : answerers[task.parent]));
      tasks_.push_back(task);
      Task duty{i, units_[i].parent, {}, kNone};
      if (i % 2 == 0) {
        duty.assigned_kind = "post";
        duty.assigned = units_[i].first_post;
      }
      duties_.push_back(duty);
    }
    // And one for each vacant post.
    for (std::uint32_t post = 0; post < posts_.size(); ++post) {
      if (posts_[post].holder != kNone) continue;
      tasks_.push_back({posts_[post].unit, kNone, "post", post});
      answerers.push_back(AnswererOf(post));
    }
    for (std::uint32_t i = 0; i < tasks_.size(); ++i) {
      province_.works.push_back({"task:" + IdOf('t', i), answerers[i]});
    }
    for (std::uint32_t i = 0; i < duties_.size(); ++i) {
      const std::uint32_t bearer = AnswererOf(units_[i].first_post);
      province_.works.push_back(
          {"duty:" + IdOf('d', i), AnswererOf(duties_[i], bearer)});
    }
  }

  std::string DayFrom(std::uint32_t first_year, std::uint32_t years) {
    char text[32];
    const std::uint32_t year = first_year + Below(years);
    const std::uint32_t month = 1 + Below(12);
    std::snprintf(text, sizeof(text), "%04u-%02u-%02u", year, month,
                  1 + Below(28));
    return text;
  }
  std::string PersonName() {
    const auto pick = [&](std::string_view characters) {
      return characters.substr(
          kCharacterBytes * Below(static_cast<std::uint32_t>(characters.size() /
                                                             kCharacterBytes)),
          kCharacterBytes);
    };
    std::string name(pick(kFamily));
    for (int i = 0; i < 3; ++i) name += pick(kGiven);
    return name;
  }

  void Write() {
    json_.Reserve(std::size_t{180} * province_.persons);
    char head[128];
    std::snprintf(head, sizeof(head),
                  "{\"zeren\":1,\"profile\":\"party-school\","
                  "\"as_of\":\"%04d-%02d-%02d\"",
                  kProvinceYear, kProvinceMonth, kProvinceDay);
    json_.Raw(head);
    WriteUnits();
    WritePosts();
    WriteMembers();
    WriteAppointments();
    WriteWork();
    json_.Raw("\n}\n");
  }

  void WriteUnits() {
    static constexpr std::string_view kKinds[] = {
        "local_committee",   "local_committee", "local_committee",
        "primary_committee", "general_branch",  "branch"};
    json_.BeginArray("units");
    for (std::uint32_t i = 0; i < units_.size(); ++i) {
      json_.BeginRecord();
      json_.Id("id", 'u', i);
      json_.Field("kind", kKinds[static_cast<std::size_t>(units_[i].level)]);
      json_.Id("name", 'N', i);
      if (units_[i].parent != kNone) json_.Id("parent", 'u', units_[i].parent);
      json_.Field("valid_from", DayFrom(1980, 20));
      json_.EndRecord();
    }
    json_.EndArray();
  }

  void WritePosts() {
    json_.BeginArray("posts");
    for (std::uint32_t i = 0; i < posts_.size(); ++i) {
      json_.BeginRecord();
      json_.Id("id", 's', i);
      json_.Id("unit", 'u', posts_[i].unit);
      json_.Field("kind", posts_[i].kind);
      json_.EndRecord();
    }
    json_.EndArray();
  }

  void WriteMembers() {
    json_.BeginArray("persons");
    for (std::uint32_t i = 0; i < province_.persons; ++i) {
      json_.BeginRecord();
      json_.Id("id", 'p', i);
      json_.Field("name", PersonName());
      json_.EndRecord();
    }
    json_.EndArray();
    json_.BeginArray("memberships");
    for (std::uint32_t i = first_branch_; i < units_.size(); ++i) {
      for (std::uint32_t k = 0; k < units_[i].members; ++k) {
        json_.BeginRecord();
        json_.Id("person", 'p', units_[i].first_member + k);
        json_.Id("unit", 'u', i);
        // Of 100 members two are on probation.
        json_.Field("standing", Below(50) == 0 ? "probationary" : "full");
        json_.Field("valid_from", DayFrom(2000, 24));
        EndMembership(i, k);
        json_.EndRecord();
      }
    }
    for (const Move& move : moves_) {
      json_.BeginRecord();
      json_.Id("person", 'p', move.person);
      json_.Id("unit", 'u', move.unit);
      json_.Field("valid_from", move.day);
      json_.EndRecord();
    }
    json_.EndArray();
  }

  // Ends some memberships, of some persons to begin elsewhere. What is drawn
  // here does not change what else there is.
  void EndMembership(std::uint32_t unit, std::uint32_t k) {
    const double share = TurnShare();
    if (share >= ended_ + moved_) return;
    const std::string day = TurnDay();
    json_.Field("valid_to", day);
    if (share < ended_) return;
    const auto next = unit + 1 < units_.size() ? unit + 1 : first_branch_;
    moves_.push_back({units_[unit].first_member + k, next, day});
  }
  double TurnShare() {
    return static_cast<double>(turn_bits_() >> 11) * 0x1p-53;
  }
  std::string TurnDay() {
    char text[16];
    std::snprintf(text, sizeof(text), "%04d-%02u-%02u", kProvinceYear,
                  static_cast<unsigned>(1 + (turn_bits_() >> 32) % 12),
                  static_cast<unsigned>(1 + (turn_bits_() >> 32) % 28));
    return text;
  }

  void WriteAppointments() {
    json_.BeginArray("appointments");
    for (std::uint32_t i = 0; i < posts_.size(); ++i) {
      if (posts_[i].holder == kNone) continue;
      ++province_.appointments;
      json_.BeginRecord();
      json_.Id("person", 'p', posts_[i].holder);
      json_.Id("post", 's', i);
      json_.Field("valid_from", DayFrom(2021, 3));
      if (TurnShare() < ended_) json_.Field("valid_to", TurnDay());
      json_.EndRecord();
    }
    json_.EndArray();
  }

  void WriteWork() {
    json_.BeginArray("duties");
    for (std::uint32_t i = 0; i < duties_.size(); ++i) {
      json_.BeginRecord();
      json_.Id("id", 'd', i);
      json_.Field("kind", "principal");
      json_.Field("bearer", "unit:" + IdOf('u', duties_[i].unit));
      if (duties_[i].parent != kNone) {
        json_.Id("superior", 'd', duties_[i].parent);
      }
      json_.EndRecord();
    }
    json_.EndArray();
    json_.BeginArray("tasks");
    for (std::uint32_t i = 0; i < tasks_.size(); ++i) {
      json_.BeginRecord();
      json_.Id("id", 't', i);
      json_.Id("unit", 'u', tasks_[i].unit);
      if (tasks_[i].parent != kNone) json_.Id("parent", 't', tasks_[i].parent);
      json_.Field("start", "2024-01-01");
      json_.Field("due", "2025-06-30");
      json_.EndRecord();
    }
    json_.EndArray();
    json_.BeginArray("assignments");
    WriteAssignments("task:", 't', tasks_);
    WriteAssignments("duty:", 'd', duties_);
    json_.EndArray();
  }

  void WriteAssignments(std::string_view prefix, char letter,
                        const std::vector<Task>& works) {
    for (std::uint32_t i = 0; i < works.size(); ++i) {
      const Task& work = works[i];
      if (work.assigned == kNone) continue;
      ++province_.assignments;
      const char kind = work.assigned_kind == "post"   ? 's'
                        : work.assigned_kind == "unit" ? 'u'
                                                       : 'p';
      json_.BeginRecord();
      json_.Field("work", std::string(prefix) + IdOf(letter, i));
      json_.Field("role", "accountable");
      json_.Field("to", std::string(work.assigned_kind) + ":" +
                            IdOf(kind, work.assigned));
      json_.EndRecord();
    }
  }

  void Report() {
    province_.json = json_.Take();
    province_.units = static_cast<std::uint32_t>(units_.size());
    province_.posts = static_cast<std::uint32_t>(posts_.size());
    province_.duties = static_cast<std::uint32_t>(duties_.size());
    province_.tasks = static_cast<std::uint32_t>(tasks_.size());
  }

  const double scale_;
  const bool work_everywhere_;
  const double ended_;
  const double moved_;
  std::mt19937_64 bits_;
  std::mt19937_64 turn_bits_;
  std::vector<Unit> units_;
  std::uint32_t first_branch_ = 0;
  std::vector<Post> posts_;
  std::vector<Task> tasks_;
  std::vector<Task> duties_;
  std::vector<std::uint8_t> holds_post_;
  struct Move {
    std::uint32_t person = 0;
    std::uint32_t unit = 0;
    std::string day;
  };
  std::vector<Move> moves_;
  JsonLines json_;
  Province province_;
};

}  // namespace

std::string IdOf(char kind, std::uint32_t number) {
  std::string id(12, '0');
  id[0] = kind;
  for (std::size_t i = id.size(); number > 0; number /= 10) {
    id[--i] = static_cast<char>('0' + number % 10);
  }
  return id;
}

Province GenerateProvince(const ProvinceOptions& options) {
  return Generator(options).Run();
}

}  // namespace zeren::benchmarks
