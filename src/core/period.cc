#include "zeren/core/period.h"

#include <cstdio>

namespace zeren {

std::optional<absl::CivilDay> ParseDay(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') {
    return std::nullopt;
  }
  const auto number = [&](std::size_t begin, std::size_t size) {
    int value = 0;
    for (const char c : text.substr(begin, size)) {
      if (c < '0' || c > '9') return -1;
      value = value * 10 + (c - '0');
    }
    return value;
  };
  const int year = number(0, 4);
  const int month = number(5, 2);
  const int dom = number(8, 2);
  if (year < 1 || month < 1 || dom < 1) return std::nullopt;
  const absl::CivilDay day(year, month, dom);
  // CivilDay normalises 30 February to 1 March; we refuse it.
  if (day.month() != month || day.day() != dom) return std::nullopt;
  return day;
}

std::string FormatDay(absl::CivilDay day) {
  char text[32];
  const int size =
      std::snprintf(text, sizeof(text), "%04lld-%02d-%02d",
                    static_cast<long long>(day.year()), day.month(), day.day());
  return std::string(text, static_cast<std::size_t>(size));
}

}  // namespace zeren
