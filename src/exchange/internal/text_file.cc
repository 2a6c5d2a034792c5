#include "src/exchange/internal/text_file.h"

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>

#include "src/core/internal/absl_strings.h"

namespace zeren::internal {

absl::StatusOr<std::string> ReadTextFile(const std::string& path) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) {
    return absl::InvalidArgumentError(
        ToAbsl(Concat(path, ": this is a directory; name a file in it")));
  }
  errno = 0;
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    return absl::ErrnoToStatus(errno,
                               ToAbsl(Concat(path, ": cannot open the file")));
  }
  std::ostringstream text;
  // What is empty puts nothing, which is no error of reading.
  if (in.peek() != std::istream::traits_type::eof()) {
    text << in.rdbuf();  // Unlike an iterator, it throws nothing.
  }
  if (in.bad() || text.bad()) {
    return absl::DataLossError(
        ToAbsl(Concat(path, ": the file cannot be read to its end")));
  }
  return text.str();
}

absl::Status WriteTextFile(std::string_view text, const std::string& path) {
  errno = 0;
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(text.data(), static_cast<std::streamsize>(text.size()));
  file.close();
  if (file) return absl::OkStatus();
  return absl::ErrnoToStatus(errno,
                             ToAbsl(Concat(path, ": cannot write the file")));
}

}  // namespace zeren::internal
