// record_lines.h -- on which lines of a document its entities are written.

#ifndef ZEREN_EXCHANGE_INTERNAL_RECORD_LINES_H_
#define ZEREN_EXCHANGE_INTERNAL_RECORD_LINES_H_

#include <cstddef>
#include <string>
#include <string_view>

#include "absl/container/flat_hash_map.h"

namespace zeren::internal {

// The line, from 1, on which the record of each node begins.
using RecordLines = absl::flat_hash_map<std::string, std::size_t>;

// Fills in the lines of the nodes that are the keys of `lines` ("unit:a"), by
// the text of their document; 0 for those that it does not have. Of records
// with one id the first counts. One pass, O(text).
void FindRecordLines(std::string_view text, RecordLines& lines);

}  // namespace zeren::internal

#endif  // ZEREN_EXCHANGE_INTERNAL_RECORD_LINES_H_
