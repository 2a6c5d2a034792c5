// sax_baseline.h -- the JSON library alone: the least that any loader built on
// it can take.

#ifndef ZEREN_BENCHMARKS_PROVINCE_SAX_BASELINE_H_
#define ZEREN_BENCHMARKS_PROVINCE_SAX_BASELINE_H_

#include <cstddef>
#include <string_view>

namespace zeren::benchmarks {

// Parses the text with a handler that does nothing; whether it is JSON.
bool ParseAndForget(std::string_view json);

// The number of objects directly within lists, for comparison: the records.
std::size_t CountRecords(std::string_view json);

}  // namespace zeren::benchmarks

#endif  // ZEREN_BENCHMARKS_PROVINCE_SAX_BASELINE_H_
