// text_file.h -- small files, read and written whole.

#ifndef ZEREN_EXCHANGE_INTERNAL_TEXT_FILE_H_
#define ZEREN_EXCHANGE_INTERNAL_TEXT_FILE_H_

#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace zeren::internal {

// Errors: kInvalidArgument for a directory; the code of the system's error if
// the file cannot be read (kNotFound if there is none).
absl::StatusOr<std::string> ReadTextFile(const std::string& path);

// Writes over what was there. Errors: the code of the system's error; the file
// may then be incomplete.
absl::Status WriteTextFile(std::string_view text, const std::string& path);

}  // namespace zeren::internal

#endif  // ZEREN_EXCHANGE_INTERNAL_TEXT_FILE_H_
