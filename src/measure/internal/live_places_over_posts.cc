// What sits in posts.

#include <utility>

#include "absl/container/flat_hash_set.h"
#include "src/assign/internal/answers_over.h"
#include "src/measure/internal/live_carriers.h"

namespace zeren::internal {
namespace {

// Persons, each in all posts held.
class HoldersOfPosts : public LivePlaces {
 public:
  HoldersOfPosts(LiveDay& day, const LiveConditions& conditions,
                 const CarrierSet& carriers)
      : LivePlaces(day, conditions), counted_(day, carriers.head_count) {}

  void Update(std::span<const Touch> touches, Indices& nodes,
              Indices& moving) override {
    const auto look_at_person = [&](std::uint32_t person) {
      if (person == kNoIndex) return;
      AppendNodesOf(PersonId{person}, nodes);
      moving.push_back(person);
    };
    for (const Touch& touch : touches) {
      switch (touch.what) {
        case Touched::kPost:
          nodes.push_back(touch.index);
          if (touch.index < day_.rep().count(NodeKind::kPost)) {
            AppendEver(touch.index, moving);
          }
          break;
        case Touched::kPerson:
        case Touched::kMember:
        case Touched::kHolder:
          look_at_person(touch.index);
          break;
        case Touched::kUnit:
          // Memberships begin and end with their unit.
          if (!counted_.all()) {
            ForEachRow(
                day_.rep().memberships_of_unit, touch.index,
                [&](std::uint32_t row) {
                  look_at_person(day_.rep()
                                     .table<MembershipView>()
                                     .Get<&MembershipView::person>()[row]);
                });
          }
          break;
        default:
          break;
      }
    }
  }
  bool may_sit_in_several() const override { return true; }
  std::uint32_t carrier_count() const override {
    return day_.rep().count(NodeKind::kPerson);
  }
  void AppendNodesOf(Node who, Indices& nodes) const override {
    if (who.kind() != NodeKind::kPerson) return;
    ForEachRow(
        day_.rep().appointments_of_person, who.index(), [&](std::uint32_t row) {
          nodes.push_back(Appointments().Get<&AppointmentView::post>()[row]);
        });
  }
  void AppendEver(std::uint32_t post, Indices& carriers) const override {
    ForEachAppointment(
        post, [&](std::uint32_t row) { carriers.push_back(PersonOf(row)); });
  }

 private:
  void AppendCarriers(std::uint32_t post, Indices& carriers) const override {
    ForEachAppointment(post, [&](std::uint32_t row) {
      if (InForce(row) && TakesPart(PersonOf(row))) {
        carriers.push_back(PersonOf(row));
      }
    });
    SortById(NodeKind::kPerson, carriers);
    carriers.erase(std::unique(carriers.begin(), carriers.end()),
                   carriers.end());
  }
  void AppendPlaces(std::uint32_t person, Indices& nodes) const override {
    if (!TakesPart(person)) return;
    ForEachRow(
        day_.rep().appointments_of_person, person, [&](std::uint32_t row) {
          if (!InForce(row)) return;
          nodes.push_back(Appointments().Get<&AppointmentView::post>()[row]);
        });
  }

  // A person with a membership that counts.
  bool TakesPart(std::uint32_t person) const {
    if (counted_.all()) return true;
    const Groups& groups = day_.rep().memberships_of_person;
    for (std::uint32_t row = groups.begin(person); row < groups.end(person);
         ++row) {
      if (counted_.Counts(row)) return true;
    }
    return false;
  }
  bool InForce(std::uint32_t row) const {
    return day_.rep().appointment_periods[row].Contains(day_.day());
  }
  const Table<AppointmentView>& Appointments() const {
    return day_.rep().table<AppointmentView>();
  }
  std::uint32_t PersonOf(std::uint32_t row) const {
    return Appointments().Get<&AppointmentView::person>()[row];
  }
  // But those of nobody.
  template <typename Visit>
  void ForEachAppointment(std::uint32_t post, const Visit& visit) const {
    const Groups& groups = day_.rep().appointments_of_post;
    for (std::uint32_t row = groups.begin(post); row < groups.end(post);
         ++row) {
      if (PersonOf(row) != kNoIndex) visit(row);
    }
  }

  const LiveHeadCount counted_;
};

// Tasks, each in the posts that answer for it. Who answers may rest on almost
// any fact: after a change all tasks are asked again, and on a later day those
// for which something on the way to the answer turns.
class TasksOfPosts : public LivePlaces {
 public:
  TasksOfPosts(LiveDay& day, const LiveConditions& conditions)
      : LivePlaces(day, conditions) {
    Indices nodes;
    Indices moving;
    AskAgain(nodes, moving);
  }

  void Update(std::span<const Touch> touches, Indices& nodes,
              Indices& moving) override {
    AskAgain(nodes, moving);
    for (const Touch& touch : touches) {
      ForEachTouchedTask(day_, touch, [&](std::uint32_t task) {
        AppendNodesOf(TaskId{task}, nodes);
      });
    }
  }
  bool may_sit_in_several() const override { return true; }
  std::uint32_t carrier_count() const override {
    return day_.rep().count(NodeKind::kTask);
  }
  void AppendNodesOf(Node who, Indices& nodes) const override {
    if (who.kind() == NodeKind::kTask) AppendPlaces(who.index(), nodes);
  }
  void AppendEver(std::uint32_t post, Indices& carriers) const override {
    AppendCarriers(post, carriers);
  }

 private:
  struct Answer {
    Indices posts;
    DayNumber until = kDawn;  // The first day on which it may be another one.
  };

  void AskAgain(Indices& nodes, Indices& moving) {
    const OrganizationRep& org = day_.rep();
    const bool later =
        asked_after_ == day_.changes() && day_.day() >= asked_on_;
    answers_.resize(org.count(NodeKind::kTask));
    tasks_.resize(org.count(NodeKind::kPost));
    absl::flat_hash_set<std::uint32_t> moved;
    absl::flat_hash_set<std::uint32_t> left;
    for (std::uint32_t task = 0; task < answers_.size(); ++task) {
      if (later && answers_[task].until > day_.day()) continue;
      Answer answer;
      if (org.Exists(NodeKind::kTask, task)) answer = Ask(task);
      std::swap(answer, answers_[task]);
      if (answer.posts == answers_[task].posts) continue;
      moved.insert(task);
      left.insert(answer.posts.begin(), answer.posts.end());
    }
    // Each post is gone through once, however many tasks it had.
    for (const std::uint32_t post : left) {
      nodes.push_back(post);
      std::erase_if(tasks_[post],
                    [&](std::uint32_t task) { return moved.contains(task); });
    }
    for (const std::uint32_t task : moved) {
      moving.push_back(task);
      for (const std::uint32_t post : answers_[task].posts) {
        nodes.push_back(post);
        tasks_[post].push_back(task);
      }
    }
    asked_after_ = day_.changes();
    asked_on_ = day_.day();
  }
  Answer Ask(std::uint32_t task) {
    day_.facts().Restart();
    Answer answer;
    for (const PostId post :
         ResolveOn(day_.facts(), TaskId{task}, Role::kAccountable).posts) {
      answer.posts.push_back(Index(post));
    }
    SortAndUnique(answer.posts);
    answer.until = day_.facts().until();
    return answer;
  }

  void AppendCarriers(std::uint32_t post, Indices& carriers) const override {
    if (post >= tasks_.size()) return;
    carriers.insert(carriers.end(), tasks_[post].begin(), tasks_[post].end());
    SortById(NodeKind::kTask, carriers);
  }
  void AppendPlaces(std::uint32_t task, Indices& nodes) const override {
    if (task >= answers_.size()) return;
    const Indices& posts = answers_[task].posts;
    nodes.insert(nodes.end(), posts.begin(), posts.end());
  }

  std::vector<Answer> answers_;    // By task.
  std::vector<Indices> tasks_;     // By post.
  std::uint64_t asked_after_ = 0;  // How many changes.
  DayNumber asked_on_ = kDawn;
};

}  // namespace

std::unique_ptr<LivePlaces> PlacesOverPosts(LiveDay& day,
                                            const LiveConditions& conditions,
                                            const CarrierSet& carriers) {
  if (carriers.kind == Carrier::kTask) {
    return std::make_unique<TasksOfPosts>(day, conditions);
  }
  return std::make_unique<HoldersOfPosts>(day, conditions, carriers);
}

}  // namespace zeren::internal
