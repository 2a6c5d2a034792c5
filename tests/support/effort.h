// effort.h -- how much the tests try.
//
// Under the sanitizers everything takes several times as long, and what they
// find is found early or not at all: there the numbers are smaller.

#ifndef ZEREN_TESTS_SUPPORT_EFFORT_H_
#define ZEREN_TESTS_SUPPORT_EFFORT_H_

#include <cstddef>
#include <cstdint>

namespace zeren::testing {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
// How many random documents a test tries.
inline constexpr std::uint64_t kRandomDocuments = 500;
// Which of all small organisations a test visits: one of so many.
inline constexpr std::size_t kSmallOrganizationStride = 97;
// A depth that no recursion survives.
inline constexpr int kManyLevels = 100'000;
// How many random documents are followed over changes and days.
inline constexpr std::uint64_t kFollowedDocuments = 100;
// How many knots lie within each other.
inline constexpr std::uint32_t kManyKnots = 10'000;
#else
inline constexpr std::uint64_t kRandomDocuments = 10'000;
inline constexpr std::size_t kSmallOrganizationStride = 1;
inline constexpr int kManyLevels = 1'000'000;
inline constexpr std::uint64_t kFollowedDocuments = 10'000;
inline constexpr std::uint32_t kManyKnots = 1'000'000;
#endif

}  // namespace zeren::testing

#endif  // ZEREN_TESTS_SUPPORT_EFFORT_H_
