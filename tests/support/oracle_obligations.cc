#include "tests/support/oracle_obligations.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <iterator>

#include "tests/support/random_document.h"

namespace zeren::testing {
namespace {

using Json = nlohmann::json;
using Strings = std::vector<std::string>;
using Days = std::chrono::sys_days;

Days Parse(const std::string& day) {
  return Days(std::chrono::year(std::stoi(day.substr(0, 4))) /
              std::stoi(day.substr(5, 2)) / std::stoi(day.substr(8, 2)));
}
std::string Write(Days day) {
  const std::chrono::year_month_day date(day);
  char text[32];
  std::snprintf(text, sizeof(text), "%04d-%02u-%02u", int{date.year()},
                unsigned{date.month()}, unsigned{date.day()});
  return text;
}

// Tells the periods of the calendar apart.
int PeriodNumber(const std::string& per, Days day) {
  const std::chrono::year_month_day date(day);
  const int year{date.year()};
  const int month = static_cast<int>(unsigned{date.month()}) - 1;
  if (per == "week") {
    return static_cast<int>((day - Parse("2001-01-01")).count() / 7);
  }
  if (per == "month") return year * 12 + month;
  if (per == "quarter") return year * 4 + month / 3;
  if (per == "half_year") return year * 2 + month / 6;
  return year;
}

// The same day of the month so many months later, or the first of the next.
Days MonthsLater(Days day, int months) {
  const std::chrono::year_month_day date(day);
  const auto later = date + std::chrono::months(months);
  if (later.ok()) return Days(later);
  return Days((later.year() / later.month() + std::chrono::months(1)) /
              std::chrono::day(1));
}

bool IsMonth(const Json& obligation, Days day) {
  if (!obligation.contains("months")) return true;
  const std::chrono::year_month_day date(day);
  for (const unsigned month : obligation["months"]) {
    if (unsigned{date.month()} == month) return true;
  }
  return false;
}

}  // namespace

DueOracle::DueOracle(const Json& document, std::string today)
    : document_(document), today_(std::move(today)) {
  turns_ = {"2000-01-01"};
  for (const std::string& day : RandomDocumentOptions().days) {
    turns_.insert(day);
  }
  // Birthdays; that of 29 February is 1 March in other years.
  for (const Json& person : document.value("persons", Json::array())) {
    if (!person.contains("birth_date")) continue;
    const std::string birth = person["birth_date"];
    for (int year = 2018; year < 2028; ++year) {
      const std::chrono::year_month_day day(std::chrono::year(year) /
                                            std::stoi(birth.substr(5, 2)) /
                                            std::stoi(birth.substr(8, 2)));
      turns_.insert(day.ok() ? Write(Days(day))
                             : std::to_string(year) + "-03-01");
    }
    turns_.insert(birth);
  }
}

Json DueOracle::Of(const Json& obligation, const std::string& subject) {
  const std::string per = obligation["every"]["per"];
  struct Slot {
    Days from, to;
    std::int64_t all = 0, bound = 0, owed = 0;
    bool month = false;
    Strings events;
    int late = 0;
  };
  std::vector<Slot> slots;
  const auto add = [&](Days from, Days to) {
    Slot slot{.from = from, .to = to};
    for (Days day = from; day < to; day += std::chrono::days(1)) {
      ++slot.all;
      slot.bound += IsBound(obligation, subject, Write(day));
      slot.month = slot.month || IsMonth(obligation, day);
    }
    slots.push_back(slot);
  };
  if (per == "term") {
    for (const auto& [from, to] : Terms(subject)) add(from, to);
  } else {
    const Days first = Parse("2018-01-01");
    const Days last = Parse("2028-01-03");
    Days from = first;
    for (Days day = first; day <= last; day += std::chrono::days(1)) {
      if (PeriodNumber(per, day) == PeriodNumber(per, from)) continue;
      add(from, day);
      from = day;
    }
  }
  const std::int64_t count = obligation["every"]["count"];
  for (Slot& slot : slots) {
    if (!slot.month || slot.bound == 0) continue;
    if (slot.bound == slot.all || obligation["partial"] == "full") {
      slot.owed = count;
    } else if (obligation["partial"] == "prorate") {
      // Rounded by counting: the largest number at most half above.
      while (2 * (slot.owed + 1) * slot.all <=
             2 * count * slot.bound + slot.all) {
        ++slot.owed;
      }
    }
  }
  const std::chrono::days grace(obligation["grace_days"].get<int>());
  for (const auto& [day, event] : EventsOf(obligation["event"], subject)) {
    for (Slot& slot : slots) {
      if (day < slot.from || slot.to + grace <= day ||
          static_cast<std::int64_t>(slot.events.size()) == slot.owed) {
        continue;
      }
      slot.events.push_back(event);
      slot.late += slot.to <= day;
      break;
    }
  }
  Json due = Json::array();
  for (const Slot& slot : slots) {
    if (slot.owed == 0) continue;
    const bool enough =
        static_cast<std::int64_t>(slot.events.size()) == slot.owed;
    due.push_back({{"from", Write(slot.from)},
                   {"to", Write(slot.to)},
                   {"owed", slot.owed},
                   {"events", slot.events},
                   {"late", slot.late},
                   {"state", enough ? slot.late > 0 ? "late" : "met"
                             : slot.to + grace <= Parse(today_) ? "missed"
                                                                : "open"}});
  }
  return due;
}

bool DueOracle::IsBound(const Json& obligation, const std::string& subject,
                        const std::string& day) {
  // Nothing changes between the days that are written somewhere.
  const std::string& turn = *--turns_.upper_bound(day);
  std::unique_ptr<Oracle>& oracle = oracles_[turn];
  if (oracle == nullptr) oracle = std::make_unique<Oracle>(document_, turn);
  const auto key = std::pair(turn, subject + obligation["id"].dump());
  const auto known = bound_.find(key);
  if (known != bound_.end()) return known->second;
  return bound_[key] = oracle->InForce(subject) &&
                       oracle->Meets(subject, obligation.value("subject",
                                                               Json::object()));
}

const Json* DueOracle::RecordOf(const std::string& subject) const {
  const std::string kind = subject.substr(0, subject.find(':'));
  for (const Json& record : document_.at(kind + "s")) {
    if (kind + ":" + record["id"].get<std::string>() == subject) {
      return &record;
    }
  }
  return nullptr;
}

std::vector<std::pair<Days, std::string>> DueOracle::EventsOf(
    const std::string& kind, const std::string& subject) const {
  std::vector<std::pair<Days, std::string>> events;
  for (const Json& event : document_.value("events", Json::array())) {
    if (event["kind"] == kind && event["subject"] == subject &&
        event["day"] <= today_) {
      events.emplace_back(Parse(event["day"]), event["id"]);
    }
  }
  std::sort(events.begin(), events.end());
  return events;
}

std::vector<std::pair<Days, Days>> DueOracle::Terms(
    const std::string& subject) const {
  const Json* const record = RecordOf(subject);
  double years = 0;
  for (const Json& kind :
       document_["profile"].value("unit_kinds", Json::array())) {
    if (subject.starts_with("unit:") && (*record)["kind"] == kind["id"]) {
      years = kind.value("term_years", 0.0);
    }
  }
  if (years == 0) return {};
  std::set<Days> starts;
  const Json from = record->value("valid_from", Json());
  if (from.is_string()) starts.insert(Parse(from));
  for (const Json& event : document_.value("events", Json::array())) {
    if (event["kind"] == "election" && event["subject"] == subject) {
      starts.insert(Parse(event["day"]));
    }
  }
  std::vector<std::pair<Days, Days>> terms;
  for (auto start = starts.begin(); start != starts.end(); ++start) {
    Days to = MonthsLater(*start, static_cast<int>(years * 12));
    if (std::next(start) != starts.end()) to = std::min(to, *std::next(start));
    terms.emplace_back(*start, to);
  }
  return terms;
}

// ---- Checks

// In the newest period that is over, its grace too.
Json DueOracle::Missed(const Json& obligation, const std::string& subject) {
  const Json due = Of(obligation, subject);
  // Periods for which nothing is owed are not in the list, but may be newer;
  // those without a day in the months asked for do not count as one.
  const std::chrono::days grace(obligation["grace_days"].get<int>());
  const std::chrono::days one_day(1);
  const auto asked_in = [&](Days from, Days to) {
    for (Days day = from; day < to; day += one_day) {
      if (IsMonth(obligation, day)) return true;
    }
    return false;
  };
  Days newest{};
  if (obligation["every"]["per"] == "term") {
    for (const auto& [from, to] : Terms(subject)) {
      if (to + grace <= Parse(today_) && asked_in(from, to)) newest = to;
    }
  } else {
    const std::string per = obligation["every"]["per"];
    const auto first_of = [&](Days day) {
      const auto number = PeriodNumber(per, day);
      while (PeriodNumber(per, day - one_day) == number) day -= one_day;
      return day;
    };
    newest = first_of(Parse(today_) - grace);
    while (!asked_in(first_of(newest - one_day), newest)) {
      newest = first_of(newest - one_day);
    }
  }
  for (const Json& one : due) {
    if (one["to"] != Write(newest) || one["state"] != "missed") continue;
    return {{"obligation", obligation["id"]},
            {"from", one["from"]},
            {"to", one["to"]},
            {"owed", one["owed"]},
            {"done", one["events"].size()}};
  }
  return nullptr;
}

Json DueOracle::OffWindow(const Json& obligation, const Json& event) const {
  const std::string day = event["day"];
  if (IsMonth(obligation, Parse(day))) return nullptr;
  return {{"obligation", obligation["id"]},
          {"day", day},
          {"months", obligation["months"]}};
}

// By what is asked for.
std::map<std::string, Json> DueOracle::TooFew(const Json& obligation,
                                              const Json& event) {
  std::map<std::string, Json> found;
  const Json quorum = obligation.value("quorum", Json::object());
  for (const auto& [asked, share] : quorum.items()) {
    const std::string of = share["of"];
    const bool voting = of == "voting_due" || of == "voting_present";
    const std::string counted = asked == "in_favour" ? "in_favour"
                                : voting             ? "voting_present"
                                                     : "present";
    if (!event.contains(of) || !event.contains(counted)) continue;
    const bool strict = share.contains("more_than");
    const Json fraction = share[strict ? "more_than" : "at_least"];
    const int got = event[counted].get<int>() * fraction[1].get<int>();
    const int wanted = event[of].get<int>() * fraction[0].get<int>();
    if (got > wanted || (got == wanted && !strict)) continue;
    found[asked] = {{"obligation", obligation["id"]},
                    {"asked", asked},
                    {"count", event[counted]},
                    {"of", of},
                    {"base", event[of]},
                    {"share", fraction[0].dump() + "/" + fraction[1].dump()},
                    {"strict", strict}};
  }
  return found;
}

Json DueOracle::Found(const std::string& check, const Json& params) {
  Json found = Json::array();
  const auto add = [&](const std::string& focus, const std::string& key,
                       const Json& value) {
    if (value.is_null()) return;
    found.push_back({{"focus", focus}, {"key", key}, {"value", value}});
  };
  const Oracle now(document_, today_);
  for (const Json& obligation : document_["profile"]["obligations"]) {
    const std::string id = obligation["id"];
    if (params.value("obligation", id) != id) continue;
    if (check == "obligation_missed") {
      for (const char* const kind : {"unit", "post", "person"}) {
        for (const std::string& subject : now.Nodes(kind)) {
          if (now.InForce(subject))
            add(subject, id, Missed(obligation, subject));
        }
      }
      continue;
    }
    for (const Json& event : document_.value("events", Json::array())) {
      const std::string day = event["day"];
      const std::string focus = "event:" + event["id"].get<std::string>();
      const std::string subject = event["subject"];
      if (event["kind"] != obligation["event"] || day > today_) continue;
      if (params.contains("within_days") &&
          (Parse(today_) - Parse(day)).count() > params["within_days"]) {
        continue;
      }
      if (!IsBound(obligation, subject, day)) continue;
      if (check == "obligation_off_window") {
        add(focus, id, OffWindow(obligation, event));
      } else {
        for (const auto& [asked, value] : TooFew(obligation, event)) {
          add(focus, id + "." + asked, value);
        }
      }
    }
  }
  std::sort(found.begin(), found.end(), [](const Json& a, const Json& b) {
    return std::pair(a["focus"], a["key"]) < std::pair(b["focus"], b["key"]);
  });
  return found;
}

}  // namespace zeren::testing
