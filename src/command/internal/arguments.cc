#include "src/command/internal/arguments.h"

#include <charconv>
#include <cstdint>
#include <string>
#include <system_error>
#include <utility>

namespace zeren::internal {

CLI::Validator OneOf(std::vector<std::string> words) {
  return CLI::IsMember(std::move(words)).description("");
}

CLI::Validator IsPositive() {
  return CLI::Validator(
      [](const std::string& text) -> std::string {
        std::uint32_t number = 0;
        const char* const end = text.data() + text.size();
        const auto [stop, error] = std::from_chars(text.data(), end, number);
        if (error == std::errc() && stop == end && number > 0) return "";
        return text + " is no whole number from 1 to 4294967295";
      },
      "");
}

void AddFile(CLI::App& command, QueryOptions& options) {
  command
      .add_option("FILE", options.file, "The document; - reads standard input")
      ->required()
      ->type_name("");
  command.footer(kExitCodes);
}

void AddOutputOptions(CLI::App& command, QueryOptions& options, Shape shape) {
  std::vector<std::string> formats = {"text", "json", "markdown"};
  std::string help = "text (default), json or markdown";
  if (shape == Shape::kTable) {
    formats.emplace_back("csv");
    help = "text (default), json, markdown or csv";
  } else if (shape == Shape::kGaps) {
    formats.insert(formats.end(), {"sarif", "shacl"});
    help = "text (default), json, markdown, sarif or shacl (JSON-LD)";
  }
  command.add_option("--format", options.format, help)
      ->check(OneOf(std::move(formats)))
      ->type_name("FORMAT");
  command.add_option("--lang", options.language, "en (default) or zh")
      ->check(OneOf({"en", "zh"}))
      ->type_name("LANGUAGE");
  command.add_flag("--lenient", options.lenient,
                   "Leave bad records out and go on; they become gaps");
}

void AddQueryOptions(CLI::App& command, QueryOptions& options, Shape shape) {
  AddFile(command, options);
  command
      .add_option("--on", options.day,
                  "The day, as YYYY-MM-DD\n"
                  "(default: the document's as_of, else today)")
      ->type_name("DAY");
  AddOutputOptions(command, options, shape);
}

}  // namespace zeren::internal
