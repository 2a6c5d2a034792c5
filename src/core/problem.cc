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

// The letters of a word: the bytes of a Chinese one are not what is mistyped.
std::vector<std::string_view> Letters(std::string_view word) {
  std::vector<std::string_view> letters;
  for (std::size_t begin = 0; begin < word.size();) {
    std::size_t end = begin + 1;
    while (end < word.size() && (word[end] & 0xC0) == 0x80) ++end;
    letters.push_back(word.substr(begin, end - begin));
    begin = end;
  }
  return letters;
}

// Damerau's distance: letters put in, left out, replaced, or swapped with their
// neighbour. Row by row; a swap looks two rows back.
std::size_t EditDistance(const std::vector<std::string_view>& a,
                         const std::vector<std::string_view>& b) {
  std::vector<std::size_t> before_last(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({replaced, last[j] + 1, row[j - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before_last[j - 2] + 1);
      }
    }
    before_last.swap(last);
    last.swap(row);
  }
  return last[b.size()];
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
  // A slip changes a third of a word at most, a short one in one place, and
  // leaves something of it.
  const std::vector<std::string_view> written = Letters(word);
  std::size_t allowed = std::max<std::size_t>(written.size() / 3, 1);
  std::string_view best;
  for (const std::string_view name : names) {
    const std::vector<std::string_view> meant = Letters(name);
    const std::size_t distance = EditDistance(written, meant);
    if (distance > allowed ||
        distance >= std::max(written.size(), meant.size()) ||
        (distance == allowed && !best.empty() && best < name)) {
      continue;
    }
    allowed = distance;
    best = name;
  }
  return best;
}

}  // namespace zeren
