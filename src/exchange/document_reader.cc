#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <ios>
#include <istream>
#include <new>
#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

#include "nlohmann/json.hpp"
#include "src/core/internal/absl_strings.h"
#include "src/exchange/internal/locate.h"
#include "src/exchange/internal/root_reader.h"
#include "zeren/exchange/document.h"
#include "zeren/model/organization_builder.h"

namespace zeren {
namespace {

using internal::Concat;
using internal::FieldsReader;
using internal::RootReader;
using internal::Scalar;
using internal::ToAbsl;

// EventReader
//
// Passes the parser's events to the reader whose turn it is.
class EventReader {
 public:
  EventReader(std::string_view text, RootReader& root,
              OrganizationBuilder& builder)
      : text_(text), root_(root), builder_(builder) {}

  bool null() { return Value(Scalar::Null()); }
  bool boolean(bool value) { return Value(Scalar::Truth(value)); }
  bool number_integer(std::int64_t value) {
    return Value(Scalar::Integer(value));
  }
  bool number_unsigned(std::uint64_t value) {
    return Value(Scalar::Unsigned(value));
  }
  bool number_float(double value, const std::string& /*text*/) {
    return Value(Scalar::Double(value));
  }
  bool string(std::string& value) { return Value(Scalar::String(value)); }
  bool binary(nlohmann::json::binary_t& /*value*/) { return false; }

  bool start_object(std::size_t /*size*/) {
    if (reader_ == nullptr) {
      reader_ = &root_;
      root_.Begin();
    } else {
      reader_ = reader_->Open(true);
    }
    return true;
  }
  bool start_array(std::size_t /*size*/) {
    if (reader_ == nullptr) return RefuseRoot("a list");
    reader_ = reader_->Open(false);
    return true;
  }
  bool key(std::string& name) {
    reader_->Key(name);
    return true;
  }
  bool end_object() {
    reader_ = reader_->Close(true);
    return true;
  }
  bool end_array() {
    reader_ = reader_->Close(false);
    return true;
  }

  [[gnu::noinline]] bool parse_error(std::size_t position,
                                     const std::string& /*token*/,
                                     const nlohmann::detail::exception& error) {
    for (; reader_ != nullptr; reader_ = reader_->parent()) reader_->Abandon();
    builder_.AddProblem(internal::SyntaxProblem(text_, position, error.what()));
    return false;
  }

 private:
  bool Value(const Scalar& scalar) {
    if (reader_ == nullptr) return RefuseRoot(Describe(scalar));
    reader_->Value(scalar);
    return true;
  }
  [[gnu::noinline]] bool RefuseRoot(std::string_view found) {
    builder_.AddProblem({.pointer = "",
                         .message = Concat("the document is ", found),
                         .remedy = "write an object: {\"zeren\": 1}"});
    return false;
  }

  std::string_view text_;
  RootReader& root_;
  OrganizationBuilder& builder_;
  FieldsReader* reader_ = nullptr;  // Null before and after the document.
};

bool IsBlank(std::string_view text) {
  if (text.starts_with(internal::kByteOrderMark)) {
    text.remove_prefix(internal::kByteOrderMark.size());
  }
  return text.find_first_not_of(" \t\r\n") == text.npos;
}

// The parser calls small functions for every character, so all of them become
// one where speed counts; which takes a compiler too long where it does not.
#ifdef NDEBUG
[[gnu::flatten]]
#endif
bool Parse(std::string_view text, EventReader& events) {
  return nlohmann::json::sax_parse(text.data(), text.data() + text.size(),
                                   &events);
}

// Feeds the whole text to the builder, problems and all.
absl::Status ReadText(std::string_view text, OrganizationBuilder& builder) {
  if (IsBlank(text)) {
    builder.AddProblem({.pointer = "",
                        .message = "the text is empty",
                        .remedy = "write an object: {\"zeren\": 1}",
                        .line = 1,
                        .column = 1});
    return absl::OkStatus();
  }
  internal::ReadBuffers buffers(builder);
  RootReader root(buffers, builder);
  EventReader events(text, root, builder);
  // The parser takes a null byte for the end of its input.
  const std::size_t end = std::min(text.find('\0'), text.size());
  if (Parse(text.substr(0, end), events) && end < text.size()) {
    builder.AddProblem(internal::SyntaxProblem(
        text, end + 1, "a null byte; expected end of input"));
  }
  return root.status();
}

absl::StatusOr<Organization> Load(std::string_view text,
                                  const LoadOptions& options) {
  OrganizationBuilder builder({.lenient = options.lenient});
  if (absl::Status status = ReadText(text, builder); !status.ok()) {
    return status;
  }
  absl::StatusOr<Organization> org = builder.Build();
  std::vector<Problem> found = Problems(org.status());
  if (found.empty()) return org;
  const std::size_t total = ProblemCount(org.status());
  internal::LocateProblems(text, found);
  ProblemList problems;
  for (Problem& problem : found) problems.Add(std::move(problem));
  problems.Count(total - problems.total());
  return problems.ToStatus(options.source);
}

// What is about the document as a whole, with its name before it.
std::string About(const LoadOptions& options, std::string_view what) {
  return Concat(options.source, options.source.empty() ? "" : ": ", what);
}
absl::Status OutOfMemory(const LoadOptions& options) {
  return absl::ResourceExhaustedError(
      ToAbsl(About(options, "not enough memory to load the document")));
}
absl::Status Unreadable(const LoadOptions& options) {
  return absl::DataLossError(
      ToAbsl(About(options, "the stream cannot be read to its end")));
}

// Calls `load`, which may run out of memory.
template <typename LoadCall>
absl::StatusOr<Organization> Guarded(const LoadOptions& options,
                                     LoadCall load) {
  try {
    return load();
  } catch (const std::bad_alloc&) {
    return OutOfMemory(options);
  } catch (const std::length_error&) {  // More than a string can ever hold.
    return OutOfMemory(options);
  } catch (const std::ios_base::failure&) {  // Of a stream set to throw.
    return Unreadable(options);
  }
}

// Reads a stream to its end; nothing if it fails before.
std::optional<std::string> ReadAll(std::istream& in) {
  constexpr std::size_t kStep = std::size_t{1} << 20;
  std::string text;
  std::size_t size = 0;
  while (in.good()) {
    if (text.size() < size + kStep) text.resize((size + kStep) * 3 / 2);
    in.read(text.data() + size,
            static_cast<std::streamsize>(text.size() - size));
    size += static_cast<std::size_t>(in.gcount());
  }
  if (in.bad() || !in.eof()) return std::nullopt;
  text.resize(size);
  return text;
}

}  // namespace

absl::StatusOr<Organization> LoadDocument(std::string_view json,
                                          const LoadOptions& options) {
  return Guarded(options, [&] { return Load(json, options); });
}

absl::StatusOr<Organization> LoadDocument(std::istream& in,
                                          const LoadOptions& options) {
  return Guarded(options, [&]() -> absl::StatusOr<Organization> {
    const std::optional<std::string> text = ReadAll(in);
    if (text) return Load(*text, options);
    return Unreadable(options);
  });
}

absl::StatusOr<Organization> LoadDocumentFile(const std::string& path,
                                              const LoadOptions& options) {
  LoadOptions named = options;
  if (named.source.empty()) named.source = path;
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) {
    return absl::InvalidArgumentError(
        ToAbsl(About(named, "this is a directory; name a file in it")));
  }
  errno = 0;
  std::ifstream in(path, std::ios::binary);
  if (!in) {
    return absl::ErrnoToStatus(errno,
                               ToAbsl(About(named, "cannot open the file")));
  }
  return LoadDocument(in, named);
}

}  // namespace zeren
