// province.h -- a generated organisation of the size of a province, as JSON,
// and what was planted in it.
//
//   Province province = GenerateProvince({.scale = 0.01});
//   LoadDocument(province.json);  // 525 units, 10,000 persons
//
// The numbers follow the Organisation Department's bulletin for 2024: of 5.25
// million primary organisations 306,000 are committees, 330,000 general
// branches and 4,614,000 branches, with 21.7 members each. What the bulletin
// does not say is chosen here: branches have 3 to 50 members, spread over a
// triangle with its top at 12; committees lie in three levels below the
// provincial one, and half of the branches lie directly below a committee.
//
// At scale 1 there are 52,500 units, 1,000,000 persons with one membership
// each, a secretary's post in each unit and two to four further posts in each
// committee, one post in 1,000 vacant; one task and one duty for each
// committee, and one task for each vacant post. Ids and names of persons have
// 12 bytes.

#ifndef ZEREN_BENCHMARKS_SUPPORT_PROVINCE_H_
#define ZEREN_BENCHMARKS_SUPPORT_PROVINCE_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace zeren::benchmarks {

struct ProvinceOptions {
  double scale = 1;  // Of the numbers above; from 0.002 up.
  std::uint64_t seed = 20241231;
  // Whether every unit has a task and a duty, and not only committees.
  bool work_everywhere = false;
  // The share of memberships and appointments that ended in the last year.
  double ended = 0;
  // The share of members that moved to the next branch in the last year: one
  // membership ended, and another one began.
  double moved = 0;
};

// Province
//
// Records come in the order of the organisation, from the top down; the same
// options give the same bytes everywhere.
struct Province {
  std::string json;

  // What a correct loader finds.
  std::uint32_t units = 0;
  std::uint32_t posts = 0;
  std::uint32_t vacant_posts = 0;
  std::uint32_t persons = 0;  // And as many memberships.
  std::uint32_t appointments = 0;
  std::uint32_t duties = 0;
  std::uint32_t tasks = 0;
  std::uint32_t assignments = 0;

  // The length of each person's chain. Person i has the id `IdOf('p', i)`.
  std::vector<std::uint8_t> chain_lengths;

  // Who answers for a piece of work in the role `accountable`.
  struct Work {
    std::string name;  // "task:t00000000017"
    std::uint32_t answerer = 0;
  };
  std::vector<Work> works;

  std::size_t records() const {
    return std::size_t{units} + posts + 2 * std::size_t{persons} +
           appointments + duties + tasks + assignments;
  }
};

Province GenerateProvince(const ProvinceOptions& options = {});

// The id of entity `number`: a letter and 11 digits.
std::string IdOf(char kind, std::uint32_t number);

// The day of the document, on which all of it is in force.
inline constexpr int kProvinceYear = 2024;
inline constexpr int kProvinceMonth = 12;
inline constexpr int kProvinceDay = 31;

}  // namespace zeren::benchmarks

#endif  // ZEREN_BENCHMARKS_SUPPORT_PROVINCE_H_
