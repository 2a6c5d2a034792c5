#include "src/report/internal/holders.h"

#include <string>
#include <utility>
#include <vector>

#include "src/core/internal/absl_strings.h"
#include "src/report/internal/lines.h"

namespace zeren::internal {
namespace {

std::string Joined(const std::vector<std::string>& parts) {
  std::string out;
  for (const std::string& part : parts) {
    if (!out.empty()) out += ", ";
    out += part;
  }
  return out;
}

}  // namespace

Page::Line HoldersOf(const Snapshot& snapshot, PostId post,
                     const Wording& words) {
  const PostState state = snapshot.posts().state(post);
  std::vector<std::string> names;
  for (const Holder& holder : snapshot.posts().holders(post)) {
    // Who is not there is named only where nobody is.
    const bool counts =
        state == PostState::kAbsent ||
        (holder.present && holder.acting() == (state == PostState::kActing));
    if (!counts || holder.undisclosed()) continue;
    std::string name = words.Label(*holder.person());
    // Who holds two seats is one person.
    if (names.empty() || names.back() != name) names.push_back(std::move(name));
  }
  switch (state) {
    case PostState::kOccupied:
      return PlainLine(Joined(names));
    case PostState::kUndisclosed:
      return {{words.Say("name withheld", "姓名不公开"), Page::Tone::kFaint}};
    case PostState::kActing:
      return PlainLine(
          Concat(Joined(names), words.Say(" (acting)", "（代理）")));
    case PostState::kAbsent:
      return {{Concat(Joined(names), words.Say(" (absent)", "（不在岗）")),
               Page::Tone::kWarning}};
    case PostState::kVacant:
      return {{words.Say("vacant", "空缺"), Page::Tone::kBad}};
    case PostState::kAbolished:
      break;
  }
  return {};
}

}  // namespace zeren::internal
