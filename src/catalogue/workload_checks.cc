// Persons who hold posts that do not go together, or too many.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "src/catalogue/internal/checks.h"
#include "src/catalogue/internal/wording.h"
#include "src/core/internal/absl_strings.h"
#include "src/model/internal/organization_rep.h"

namespace zeren::internal {
namespace {

Scope ScopeOfPostsHeld() {
  return {.reads = {FactKind::kUnits, FactKind::kPosts, FactKind::kPersons,
                    FactKind::kAppointments},
          .reach = Reach::kRow};
}

// --------------------------------------------------------
// incompatible_posts

enum IncompatibleParam : std::size_t { kIncompatible, kHowMany, kWithin };
constexpr std::string_view kAnywhere = "anywhere";
constexpr std::string_view kInOneUnit = "unit";

// A post of one of the kinds in question that a person holds.
struct HeldPost {
  std::uint32_t unit = kNoIndex;  // Not set where units do not matter.
  std::uint32_t kind = kNoIndex;
  std::string name;
};

// Sorted by unit, then name.
std::vector<HeldPost> HeldOf(const CheckView& view, PersonId person,
                             const Params& params) {
  const Organization& organization = view.organization();
  const OrganizationRep& rep = organization.rep();
  const auto& kinds = rep.table<PostView>().Get<&PostView::kind>();
  const bool in_one_unit = params.word(kWithin) == kInOneUnit;
  const std::vector<std::string_view> asked = params.words(kIncompatible);
  std::vector<HeldPost> held;
  for (const PostId post : view.posts(person)) {
    const std::uint32_t kind = kinds[Index(post)];
    if (std::find(asked.begin(), asked.end(), rep.names.words[kind]) ==
        asked.end()) {
      continue;
    }
    HeldPost one;
    one.kind = kind;
    if (in_one_unit) {
      const std::optional<UnitId> unit = view.unit(post);
      if (!unit) continue;  // Posts in no unit are not in one together.
      one.unit = Index(*unit);
    }
    one.name = organization.NameOf(Node(post));
    held.push_back(std::move(one));
  }
  std::sort(held.begin(), held.end(), [](const HeldPost& a, const HeldPost& b) {
    return a.unit != b.unit ? a.unit < b.unit : a.name < b.name;
  });
  return held;
}

void FindIncompatiblePosts(const CheckView& view, Node focus,
                           const Params& params, std::vector<Detection>& out) {
  const PersonId person = *focus.As<PersonId>();
  if (view.posts(person).size() < 2) return;
  const Organization& organization = view.organization();
  const std::vector<HeldPost> held = HeldOf(view, person, params);
  for (std::size_t i = 0; i < held.size();) {
    const std::uint32_t unit = held[i].unit;
    std::vector<std::uint32_t> kinds;
    std::vector<std::string> names;
    for (; i < held.size() && held[i].unit == unit; ++i) {
      kinds.push_back(held[i].kind);
      // A post of which the person has two seats is there twice.
      if (names.empty() || names.back() != held[i].name) {
        names.push_back(held[i].name);
      }
    }
    std::sort(kinds.begin(), kinds.end());
    const auto different = std::unique(kinds.begin(), kinds.end());
    if (different - kinds.begin() < params.integer(kHowMany)) continue;
    Detection found = {.focus = focus};
    Value::Record value;
    if (unit != kNoIndex) {
      found.key = organization.id(Node(UnitId{unit}));
      value.emplace_back("unit", organization.NameOf(Node(UnitId{unit})));
    }
    value.emplace_back("posts", Value::List(names.begin(), names.end()));
    found.value = std::move(value);
    out.push_back(std::move(found));
  }
}

Text SayIncompatiblePosts(const Organization& organization,
                          const Detection& detection, const Params&) {
  const Node unit = NodeIn(organization, detection.value, "unit");
  const bool in_unit = unit.kind() != NodeKind::kDocument;
  return Say(
      Concat(InEnglish(organization, detection.focus),
             " holds posts that nobody may hold together",
             in_unit ? Concat(" in ", InEnglish(organization, unit)) : "", ": ",
             InEnglish(organization, detection.value, "posts")),
      Concat(InChinese(organization, detection.focus),
             in_unit ? Concat("在", InChinese(organization, unit)) : "",
             "兼任了不得由同一人担任的岗位：",
             InChinese(organization, detection.value, "posts")));
}

// --------------------------------------------------------
// person_overloaded

enum OverloadParam : std::size_t { kMaxPosts, kMaxShare };

// Shares are added as whole numbers, so that their sum does not depend on their
// order, and compared to the millionth, so that six sixths are one.
constexpr double kBillionths = 1e9;
constexpr std::int64_t kThousand = 1000;
constexpr double kMillionths = 1e6;

bool IsOverShare(double sum, const Value& max_share) {
  const double* const max = max_share.AsDouble();
  return max != nullptr &&
         std::round(sum * kMillionths) > std::round(*max * kMillionths);
}

void FindPersonOverloaded(const CheckView& view, Node focus,
                          const Params& params, std::vector<Detection>& out) {
  const OrganizationRep& rep = view.organization().rep();
  const RowIndex& index = rep.appointments_of_person;
  const std::uint32_t person = focus.index();
  const auto& posts =
      rep.table<AppointmentView>().Get<&AppointmentView::post>();
  const auto& shares =
      rep.table<AppointmentView>().Get<&AppointmentView::share>();
  std::vector<std::uint32_t> held;
  std::int64_t billionths = 0;
  for (std::uint32_t i = index.groups.begin(person);
       i < index.groups.end(person); ++i) {
    const std::uint32_t row = index.rows[i];
    if (!view.Holds(rep.appointment_periods[row])) continue;
    held.push_back(posts[row]);
    billionths +=
        std::llround(shares.Read(row, rep.names).value_or(1) * kBillionths);
  }
  if (held.empty()) return;
  std::sort(held.begin(), held.end());
  const std::int64_t count =
      std::unique(held.begin(), held.end()) - held.begin();
  const std::int64_t millionths = (billionths + kThousand / 2) / kThousand;
  const double share = static_cast<double>(millionths) / kMillionths;
  const std::int64_t* const max_posts = params.at(kMaxPosts).AsInteger();
  if ((max_posts == nullptr || count <= *max_posts) &&
      !IsOverShare(share, params.at(kMaxShare))) {
    return;
  }
  out.push_back({.focus = focus,
                 .value = Value::Record{{"posts", count},
                                        {"share", share},
                                        {"max_posts", params.at(kMaxPosts)},
                                        {"max_share", params.at(kMaxShare)}}});
}

Text SayPersonOverloaded(const Organization& organization,
                         const Detection& detection, const Params& params) {
  const std::int64_t posts = IntegerIn(detection.value, "posts").value_or(0);
  const std::int64_t* const max_posts = params.at(kMaxPosts).AsInteger();
  const Value* const share = detection.value.Find("share");
  std::string en = InEnglish(organization, detection.focus);
  std::string zh = InChinese(organization, detection.focus);
  const bool too_many = max_posts != nullptr && posts > *max_posts;
  if (too_many) {
    en += Concat(" holds ", std::to_string(posts), " posts, more than ",
                 std::to_string(*max_posts));
    zh += Concat("担任", std::to_string(posts), "个岗位，多于",
                 std::to_string(*max_posts), "个");
  }
  const double sum = share != nullptr ? *share->AsDouble() : 0;
  if (IsOverShare(sum, params.at(kMaxShare))) {
    const std::string most = Decimal(*params.at(kMaxShare).AsDouble());
    en +=
        Concat(too_many ? "; the" : ": the", " shares of full time add up to ",
               Decimal(sum), ", more than ", most);
    zh += Concat(too_many ? "；" : "的", "任职份额合计", Decimal(sum), "，超过",
                 most);
  }
  return Say(std::move(en), std::move(zh));
}

}  // namespace

CheckSpec IncompatiblePosts() {
  constexpr int kTwo = 2;
  ParamSpec posts = WordsParam(
      "posts", "post_kinds", kTwo,
      Say("the kinds of posts that exclude each other", "互不相容的岗位类别"));
  posts.required = true;
  ParamSpec n =
      WholeParam("n", "kinds", kTwo,
                 Say("of how many of these kinds one person may not hold posts",
                     "同一人不得担任其中几类岗位"));
  n.default_value = kTwo;
  n.words_counted = posts.name;
  ParamSpec within = ChoiceParam(
      "within", {std::string(kAnywhere), std::string(kInOneUnit)},
      Say("whether the posts have to be in one unit to exclude each other",
          "是否只在同一单位内互不相容"));
  within.default_value = kAnywhere;
  return {.name = "incompatible_posts",
          .meaning = Say("a person holds posts of `n` or more of some kinds "
                         "that exclude each other, acting ones included",
                         "一人兼任了多个互不相容类别的岗位，代理也算"),
          .focus_kinds = {NodeKind::kPerson},
          .params = {std::move(posts), std::move(n), std::move(within)},
          .scope = ScopeOfPostsHeld(),
          .evaluate = FindIncompatiblePosts,
          .message = SayIncompatiblePosts};
}

CheckSpec PersonOverloaded() {
  ParamSpec max_posts = WholeParam(
      "max_posts", "posts", 0,
      Say("how many posts a person may hold", "一人至多担任的岗位数"));
  ParamSpec max_share = max_posts;
  max_share.name = "max_share";
  max_share.type = ParamSpec::Type::kNumber;
  max_share.unit = "full-time equivalents";
  max_share.meaning =
      Say("what the shares of a person's appointments may add up to",
          "一人各项任职份额之和的上限");
  max_posts.one_needed = true;
  max_share.one_needed = true;
  return {.name = "person_overloaded",
          .meaning = Say("a person holds more posts, or for a greater share of "
                         "full time, than allowed; acting counts as well",
                         "一人担任的岗位数或任职份额之和超过上限，代理也算"),
          .focus_kinds = {NodeKind::kPerson},
          .params = {std::move(max_posts), std::move(max_share)},
          .scope = ScopeOfPostsHeld(),
          .evaluate = FindPersonOverloaded,
          .message = SayPersonOverloaded};
}

}  // namespace zeren::internal
