// problem.h -- what is wrong with a document, each with its place and remedy.
//
// Whatever reads outside data judges all of it before it gives up. The status
// that it returns carries the list:
//
//   absl::StatusOr<Organization> org = LoadDocumentFile("school.json");
//   for (const Problem& problem : Problems(org.status())) {
//     std::cerr << ToText(problem) << '\n';
//   }
//   // 12:19: /posts/3/seats: seats is 0; write 1 or more

#ifndef ZEREN_CORE_PROBLEM_H_
#define ZEREN_CORE_PROBLEM_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"

namespace zeren {

struct Problem {
  std::string pointer;  // JSON pointer (RFC 6901): "/posts/3/seats".
  std::string message;  // What is wrong, with the value.
  std::string remedy;   // What to write instead; may be empty.
  // Where the pointer leads in the text, both from 1, the column in bytes; 0
  // where there is no text.
  std::size_t line = 0;
  std::size_t column = 0;

  friend bool operator==(const Problem&, const Problem&) = default;
};

// Returns "line:column: pointer: message; remedy", without what is missing.
std::string ToText(const Problem& problem);

// How many problems a list holds in full; the rest are counted.
inline constexpr std::size_t kMaxProblems = 100;

// ProblemList
//
// Collects problems in the order in which they are found, the first
// `kMaxProblems` of them in full.
class ProblemList {
 public:
  void Add(Problem problem) {
    ++total_;
    if (problems_.size() < kMaxProblems) {
      problems_.push_back(std::move(problem));
    }
  }
  // Counts problems that are not kept in full.
  void Count(std::size_t more) { total_ += more; }
  bool empty() const { return total_ == 0; }
  std::size_t total() const { return total_; }
  const std::vector<Problem>& problems() const { return problems_; }
  std::vector<Problem>& problems() { return problems_; }

  // Returns kInvalidArgument with the list, or OK if there are no problems.
  // `source` names the document in the message; it may be empty.
  absl::Status ToStatus(std::string_view source = {}) const;

 private:
  std::vector<Problem> problems_;
  std::size_t total_ = 0;
};

// Returns the problems that a status carries; none for other statuses.
std::vector<Problem> Problems(const absl::Status& status);
// How many there were, those beyond `kMaxProblems` included.
std::size_t ProblemCount(const absl::Status& status);

// Returns the name in `names` that is nearest to `word`, if it is near enough
// to be a slip of the pen: a third of the letters at most, but always one, put
// in, left out, replaced or swapped with the next. Empty otherwise; among
// equals the smallest in byte order. O(names * length^2).
std::string_view NearestName(std::string_view word,
                             const std::vector<std::string_view>& names);

}  // namespace zeren

#endif  // ZEREN_CORE_PROBLEM_H_
