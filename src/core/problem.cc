#include "zeren/core/problem.h"

#include <algorithm>
#include <charconv>
#include <numeric>
#include <optional>
#include <utility>

#include "absl/strings/cord.h"
#include "src/core/internal/absl_strings.h"

namespace zeren {
namespace {

using internal::Concat;
using internal::FromAbsl;
using internal::ToAbsl;

constexpr std::string_view kPayloadUrl = "zeren.dev/problems";

// The payload is a sequence of strings, each with its length before it.
void PutString(std::string_view text, std::string& out) {
  out += Concat(std::to_string(text.size()), ":", text);
}

std::string_view TakeString(std::string_view& in) {
  std::size_t size = 0;
  const auto [end, error] =
      std::from_chars(in.data(), in.data() + in.size(), size);
  const std::size_t header = static_cast<std::size_t>(end - in.data()) + 1;
  if (error != std::errc() || header + size > in.size()) {
    in = {};
    return {};
  }
  const std::string_view text = in.substr(header, size);
  in.remove_prefix(header + size);
  return text;
}

std::size_t TakeNumber(std::string_view& in) {
  const std::string_view text = TakeString(in);
  std::size_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

std::optional<std::string> Payload(const absl::Status& status) {
  const absl::optional<absl::Cord> cord =
      status.GetPayload(ToAbsl(kPayloadUrl));
  if (!cord) return std::nullopt;
  return std::string(*cord);
}

// Levenshtein's distance, row by row.
std::size_t EditDistance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row[b.size()];
}

}  // namespace

std::string ToText(const Problem& problem) {
  std::string out;
  if (problem.line > 0) {
    out = Concat(std::to_string(problem.line), ":",
                 std::to_string(problem.column), ": ");
  }
  if (!problem.pointer.empty()) out += Concat(problem.pointer, ": ");
  out += problem.message;
  if (!problem.remedy.empty()) out += Concat("; ", problem.remedy);
  return out;
}

absl::Status ProblemList::ToStatus(std::string_view source) const {
  if (empty()) return absl::OkStatus();
  std::string message;
  if (!source.empty()) message = Concat(source, ": ");
  message += Concat(std::to_string(total_),
                    total_ == 1 ? " problem: " : " problems, first: ",
                    zeren::ToText(problems_.front()));
  absl::Status status = absl::InvalidArgumentError(ToAbsl(message));

  std::string payload;
  PutString(std::to_string(total_), payload);
  for (const Problem& problem : problems_) {
    PutString(problem.pointer, payload);
    PutString(problem.message, payload);
    PutString(problem.remedy, payload);
    PutString(std::to_string(problem.line), payload);
    PutString(std::to_string(problem.column), payload);
  }
  status.SetPayload(ToAbsl(kPayloadUrl), absl::Cord(payload));
  return status;
}

std::vector<Problem> Problems(const absl::Status& status) {
  std::vector<Problem> problems;
  const std::optional<std::string> payload = Payload(status);
  if (!payload) return problems;
  std::string_view in = *payload;
  TakeNumber(in);
  while (!in.empty()) {
    Problem& problem = problems.emplace_back();
    problem.pointer = TakeString(in);
    problem.message = TakeString(in);
    problem.remedy = TakeString(in);
    problem.line = TakeNumber(in);
    problem.column = TakeNumber(in);
  }
  return problems;
}

std::size_t ProblemCount(const absl::Status& status) {
  const std::optional<std::string> payload = Payload(status);
  if (!payload) return 0;
  std::string_view in = *payload;
  return TakeNumber(in);
}

std::string_view NearestName(std::string_view word,
                             const std::vector<std::string_view>& names) {
  // A slip changes a third of a word at most.
  std::size_t best_distance = word.size() / 3 + 1;
  std::string_view best;
  for (const std::string_view name : names) {
    const std::size_t distance = EditDistance(word, name);
    if (distance < best_distance || (distance == best_distance && name < best &&
                                     !best.empty())) {
      best_distance = distance;
      best = name;
    }
  }
  return best;
}

}  // namespace zeren
