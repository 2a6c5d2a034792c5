// The built-in measures of persons and posts, and the registry of all.

#include "src/catalogue/internal/measures.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "src/measure/internal/live_day.h"
#include "zeren/graph/posts.h"
#include "zeren/graph/snapshot.h"
#include "zeren/measure/measure.h"

namespace zeren {
namespace {

using internal::LiveDay;
using internal::LivePosts;

// Counts each carrier.
class Each : public MeasureReader {
 public:
  void Read(std::span<const std::uint32_t>, const Readings&) const override {}
};

struct Fte {
  double operator()(const auto& posts, PostId post) const {
    return posts.fte(post);
  }
};

struct IsVacant {
  double operator()(const auto& posts, PostId post) const {
    return posts.state(post) == PostState::kVacant ? 1 : 0;
  }
};

struct OpenSeats {
  double operator()(const auto& posts, PostId post) const {
    const std::uint32_t seats = posts.seats(post);
    const std::uint32_t taken = posts.seats_taken(post);
    return taken < seats ? seats - taken : 0;
  }
};

// Gives one number of each post. `Source`: where what is known of posts is.
template <typename Number, typename Source>
class OfPosts : public MeasureReader {
 public:
  explicit OfPosts(Source posts) : posts_(posts) {}
  void Read(std::span<const std::uint32_t> carriers,
            const Readings& out) const override {
    for (std::size_t i = 0; i < carriers.size(); ++i) {
      out.values[i] = Number()(posts_, PostId{carriers[i]});
    }
  }

 private:
  const Source posts_;
};

MeasureOpener OpenEach() {
  return MeasureOpener([](const Snapshot&) { return std::make_unique<Each>(); },
                       [](LiveDay&) { return std::make_unique<Each>(); });
}

template <typename Number>
MeasureOpener Open() {
  return MeasureOpener(
      [](const Snapshot& snapshot) {
        return std::make_unique<OfPosts<Number, const Posts&>>(
            snapshot.posts());
      },
      [](LiveDay& day) {
        return std::make_unique<OfPosts<Number, LivePosts>>(LivePosts(day));
      });
}

using internal::Both;

std::vector<Measure> Table() {
  const std::vector<Hierarchy> units = {Hierarchy::kUnits};
  const std::vector<Hierarchy> units_and_posts = {Hierarchy::kUnits,
                                                  Hierarchy::kPosts};
  return {
      {.name = "members",
       .title = Both("members", "成员数"),
       .meaning = Both("Persons with a membership in force, each once",
                       "有现行成员关系的人，每人计一次"),
       .unit = "persons",
       .carrier = Carrier::kPerson,
       .combiner = Combiner::kDistinctCount,
       .hierarchies = units_and_posts,
       .open = OpenEach()},
      {.name = "memberships",
       .title = Both("memberships", "成员关系数"),
       .meaning = Both("Memberships in force", "现行成员关系"),
       .unit = "memberships",
       .carrier = Carrier::kMembership,
       .combiner = Combiner::kCount,
       .hierarchies = units,
       .open = OpenEach()},
      {.name = "posts",
       .title = Both("posts", "岗位数"),
       .meaning = Both("Posts in force", "现行岗位"),
       .unit = "posts",
       .carrier = Carrier::kPost,
       .combiner = Combiner::kCount,
       .hierarchies = units_and_posts,
       .open = OpenEach()},
      {.name = "fte",
       .title = Both("full-time equivalents", "全时当量"),
       .meaning = Both("Full-time equivalents that posts in force stand for",
                       "现行岗位所代表的全时当量"),
       .unit = "full-time equivalents",
       .carrier = Carrier::kPost,
       .combiner = Combiner::kSum,
       .whole = false,
       .hierarchies = units_and_posts,
       .open = Open<Fte>()},
      {.name = "vacancies",
       .title = Both("vacancies", "空缺岗位数"),
       .meaning = Both("Posts in force that are vacant", "处于空缺状态的岗位"),
       .unit = "posts",
       .carrier = Carrier::kPost,
       .combiner = Combiner::kCount,
       .more_is_better = false,
       .hierarchies = units_and_posts,
       .open = Open<IsVacant>()},
      {.name = "open_seats",
       .title = Both("open seats", "空缺名额数"),
       .meaning = Both("Seats of posts in force that nobody holds otherwise "
                       "than acting",
                       "现行岗位中未被任用（代理除外）的名额"),
       .unit = "seats",
       .carrier = Carrier::kPost,
       .combiner = Combiner::kSum,
       .more_is_better = false,
       .hierarchies = units_and_posts,
       .open = Open<OpenSeats>()},
  };
}

}  // namespace

const MeasureRegistry& MeasureRegistry::BuiltIn() {
  // Never destroyed, so that exit-time code may still use it.
  static const MeasureRegistry* const registry = [] {
    auto* made = new MeasureRegistry;
    for (std::vector<Measure> table : {Table(), internal::TaskMeasures()}) {
      for (Measure& measure : table) {
        made->Add(std::move(measure)).IgnoreError();
      }
    }
    made->AddFamily(internal::MembersByHeadCount());
    made->AddFamily(internal::AttributeMeasures());
    return made;
  }();
  return *registry;
}

}  // namespace zeren
