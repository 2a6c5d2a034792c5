// sha256.h -- the SHA-256 digest of FIPS 180-4, for fingerprints.
//
// Not for secrets. None of the libraries that zeren builds on has it, and a
// cryptographic library is much to ask of a user for one digest.

#ifndef ZEREN_GAPS_INTERNAL_SHA256_H_
#define ZEREN_GAPS_INTERNAL_SHA256_H_

#include <string>
#include <string_view>

namespace zeren::internal {

// Returns the digest as 64 lower-case hexadecimal digits.
std::string Sha256Hex(std::string_view message);

}  // namespace zeren::internal

#endif  // ZEREN_GAPS_INTERNAL_SHA256_H_
