// text.h -- text for people, in one language or in several.
//
//   Text title("secretary");                            // one, language unsaid
//   Text title{{{"zh", "书记"}, {"en", "secretary"}}};  // several
//   title.In("zh");                                     // "书记"

#ifndef ZEREN_CORE_TEXT_H_
#define ZEREN_CORE_TEXT_H_

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace zeren {

// BasicText
//
// A string, or strings by language. `S` is `std::string` (`Text`, which owns)
// or `std::string_view` (`TextView`, which borrows).
template <typename S>
class BasicText {
 public:
  using Translation = std::pair<S, S>;  // language, string

  BasicText() = default;
  // Text whose language is not said.
  BasicText(S plain) : plain_(std::move(plain)) {}
  BasicText(const char* plain) : plain_(plain) {}
  explicit BasicText(std::vector<Translation> translations)
      : translations_(std::move(translations)) {}

  // Borrows from text that owns.
  template <typename T>
  requires(std::is_same_v<S, std::string_view>&& std::is_same_v<T, std::string>)
      BasicText(const BasicText<T>& other)
      : plain_(other.plain()) {
    for (const auto& [language, string] : other.translations()) {
      translations_.emplace_back(language, string);
    }
  }

  bool multilingual() const { return !translations_.empty(); }
  // The string whose language is not said; empty if multilingual.
  const S& plain() const { return plain_; }
  // In the order in which they were written.
  const std::vector<Translation>& translations() const { return translations_; }

  // Returns the string in that language; failing that the one in English,
  // failing that the one whose language comes first by its bytes; for text of
  // one language, that one.
  std::string_view In(std::string_view language) const {
    if (translations_.empty()) return plain_;
    const Translation* best = &translations_.front();
    for (const Translation& t : translations_) {
      if (t.first == language) return t.second;
      if (best->first != "en" && (t.first == "en" || t.first < best->first)) {
        best = &t;
      }
    }
    return best->second;
  }

  friend bool operator==(const BasicText&, const BasicText&) = default;
  friend auto operator<=>(const BasicText&, const BasicText&) = default;

 private:
  S plain_;
  std::vector<Translation> translations_;
};

using Text = BasicText<std::string>;
using TextView = BasicText<std::string_view>;

}  // namespace zeren

#endif  // ZEREN_CORE_TEXT_H_
