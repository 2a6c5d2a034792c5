// why_not.h -- why does somebody not answer for a piece of work?
//
//   WhyNotAnswer why = WhyNot(today, work, Role::kAccountable, lin);
//   why.obstacle;                        // Obstacle::kAnsweredBefore
//   today.organization().NameOf(why.at)  // "post:president"
//   Describe(today, why).In("en");       // "“President” answers before ..."

#ifndef ZEREN_ASSIGN_WHY_NOT_H_
#define ZEREN_ASSIGN_WHY_NOT_H_

#include <cstdint>
#include <string_view>

#include "zeren/core/node.h"
#include "zeren/core/text.h"
#include "zeren/graph/snapshot.h"

namespace zeren {

// The conditions of answering, in order; each names who fails it. A person has
// a place on the way if the way up from somebody asked, followed to its top
// whoever answers, passes a post that the person holds; or a post or person for
// whom the person deputizes or is a delegate, of whatever scope.
//
// A person may have several places. A condition is failed if none of them meets
// it, among those that meet all before. So what is reported is the obstacle in
// the place that comes closest; of several places the first.
enum class Obstacle : std::uint8_t {
  kNone,              // "none": the person answers. At the person.
  kWorkNotInForce,    // "work-not-in-force": the duty. At the work.
  kNobodyAsked,       // "nobody-asked": no assignment of the role, and no
                      // fallback. At the work.
  kPersonNotInForce,  // "person-not-in-force". At the person.
  kAbsent,            // "absent". At the person.
  kNotOnWay,          // "not-on-way": no place on it. At the work.
  kOutOfScope,        // "out-of-scope": a delegate, but not for this work. At
                      // the delegation.
  kNotPassedOn,       // "not-passed-on": a delegate of a delegate, who may not
                      // pass it on. At the delegation that he or she has.
  kAnsweredBefore,    // "answered-before": somebody is there before the person
                      // is asked. At the post or person where the way ended.
  kActing,            // "acting": only acting, beside somebody who holds the
                      // post in their own right. At the post.
  kDelegateFirst,     // "delegate-first": another delegate comes first, or a
                      // delegate before a deputy. At the delegate.
  kDeputyFirst,       // "deputy-first": another deputy comes first. At the post
                      // of that one.
};
std::string_view NameOf(Obstacle obstacle);

struct WhyNotAnswer {
  Node work;
  Role role = Role::kAccountable;
  PersonId person{};
  Obstacle obstacle = Obstacle::kNone;
  Node at;  // Where the condition fails.
  // As `Resolution::complete` of the work and role.
  bool complete = true;
};

// Returns the first condition that a person fails in answering for a task or
// duty in a role. O(length of the ways to the top), and of the deputies and
// delegations along them.
//
// REQUIRES: `work` is a task or duty of the document, `person` one of its
// persons.
WhyNotAnswer WhyNot(const Snapshot& snapshot, Node work, Role role,
                    PersonId person);

// Says it in English ("en") and Chinese ("zh").
Text Describe(const Snapshot& snapshot, const WhyNotAnswer& answer);

}  // namespace zeren

#endif  // ZEREN_ASSIGN_WHY_NOT_H_
