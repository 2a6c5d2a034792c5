#include "src/model/internal/record_checks.h"

#include <algorithm>
#include <charconv>

#include "src/core/internal/quoted.h"
#include "src/core/internal/short_strings.h"

namespace zeren::internal {
namespace {

// Where numbers lie. Bounds are part of the range unless it is said otherwise.
struct NumberRange {
  std::string_view field;
  double min;
  double max;
  bool above_min;  // The lower bound itself is out.
  std::string_view remedy;
};
// So many of them that no organisation has more can be added up.
constexpr double kMost = 1e15;
constexpr NumberRange kNumberRanges[] = {
    {"share", 0, 1, true, "write a share above 0 and up to 1"},
    {"done", 0, 1, false, "write a number from 0 to 1"},
    {"score", -kMost, kMost, false, "write a number from -1e15 to 1e15"},
};
constexpr NumberRange kOtherNumbers = {"", 0, kMost, false,
                                       "write a number from 0 to 1e15"};

std::string ToString(double value) {
  char text[32];
  const auto end = std::to_chars(text, text + sizeof(text), value).ptr;
  return std::string(text, end);
}

}  // namespace

bool IsUtf8(std::string_view text) {
  if (IsAscii(text)) return true;
  const auto* p = reinterpret_cast<const unsigned char*>(text.data());
  const auto* const end = p + text.size();
  while (p < end) {
    const unsigned char lead = *p++;
    if (lead < 0x80) continue;
    // The well-formed sequences of Unicode, table 3-7.
    int more = 0;
    unsigned char low = 0x80;
    unsigned char high = 0xBF;
    if (lead >= 0xC2 && lead <= 0xDF) {
      more = 1;
    } else if (lead >= 0xE0 && lead <= 0xEF) {
      more = 2;
      if (lead == 0xE0) low = 0xA0;
      if (lead == 0xED) high = 0x9F;
    } else if (lead >= 0xF0 && lead <= 0xF4) {
      more = 3;
      if (lead == 0xF0) low = 0x90;
      if (lead == 0xF4) high = 0x8F;
    } else {
      return false;
    }
    for (; more > 0; --more) {
      if (p == end || *p < low || *p > high) return false;
      ++p;
      low = 0x80;
      high = 0xBF;
    }
  }
  return true;
}

void RecordChecker::BadUtf8(std::string_view field) {
  Bad(field, "text is not UTF-8", "convert the source to UTF-8");
}

void RecordChecker::Missing(std::string_view field) {
  problems_.push_back({place_,
                       Concat("required field `", field, "` is missing"),
                       "add it", 0, 0});
}

void RecordChecker::CheckId(std::string_view field, std::string_view id) {
  CheckString(true, field, id);
}

void RecordChecker::CheckString(bool is_id, std::string_view field,
                                std::string_view value) {
  if (value.empty()) {
    Bad(field, Concat(field, " is empty"), "write at least one character");
  } else if (is_id && value.size() > kMaxIdBytes) {
    Bad(field,
        Concat("id of ", std::to_string(value.size()), " bytes, beginning ",
               Quoted(value.substr(0, 20))),
        "write at most 255 bytes");
  } else if (!IsUtf8(value)) {
    BadUtf8(field);
  }
}

void RecordChecker::CheckNode(std::string_view field,
                              const BasicNodeRef<S>& ref,
                              const std::vector<NodeKind>& kinds) {
  if (ref.kind &&
      std::find(kinds.begin(), kinds.end(), *ref.kind) != kinds.end()) {
    CheckId(field, ref.id);
    return;
  }
  std::string allowed;
  for (const NodeKind kind : kinds) {
    if (!allowed.empty()) allowed += ", ";
    allowed += Concat("\"", NameOf(kind), ":ID\"");
  }
  Bad(field, Concat(field, " is ", Quoted(ref.Text())),
      Concat("write ", kinds.size() > 1 ? "one of " : "", allowed));
}

void RecordChecker::CheckDay(std::string_view field, absl::CivilDay day) {
  if (day.year() >= 1 && day.year() <= 9999) return;
  Bad(field, Concat("the year of ", field, " is ", std::to_string(day.year())),
      "write a year from 1 to 9999");
}

void RecordChecker::CheckNumber(std::string_view field, double value) {
  const auto* const found =
      std::find_if(std::begin(kNumberRanges), std::end(kNumberRanges),
                   [&](const NumberRange& r) { return r.field == field; });
  const NumberRange& range =
      found == std::end(kNumberRanges) ? kOtherNumbers : *found;
  const bool low = range.above_min ? value <= range.min : value < range.min;
  if (std::isfinite(value) && !low && value <= range.max) return;
  Bad(field, Concat(field, " is ", ToString(value)), std::string(range.remedy));
}

void RecordChecker::CheckCount(std::string_view field, std::int64_t value) {
  const bool from_one = field == "seats" || field == "persons";
  if (value < (from_one ? 1 : 0)) {
    Bad(field, Concat(field, " is ", std::to_string(value)),
        from_one ? "write 1 or more" : "write 0 or more");
  } else if (value > CountCodec::kMax) {
    Bad(field, Concat(field, " is ", std::to_string(value)),
        Concat("write at most ", std::to_string(CountCodec::kMax)));
  }
}

void RecordChecker::CheckField(role::Attributes, std::string_view field, Need,
                               const BasicAttributes<S>& attributes) {
  for (const BasicAttribute<S>& attribute : attributes) {
    bool good = IsUtf8(attribute.name);
    if (const S* text = std::get_if<S>(&attribute.value)) {
      good = good && IsUtf8(*text);
    }
    if (const double* number = std::get_if<double>(&attribute.value)) {
      good = good && std::isfinite(*number);
    }
    if (!good) {
      Bad(field, "an attribute is not UTF-8 or not finite",
          "write UTF-8 text and finite numbers");
    }
  }
}

void RecordChecker::CheckValidity(const std::optional<absl::CivilDay>& from,
                                  const Until& to) {
  if (!from || !to.day || *from < *to.day) return;
  Bad("valid_to",
      Concat("valid_to ", FormatDay(*to.day), " is not after valid_from ",
             FormatDay(*from)),
      "write the first day on which it no longer holds");
}

void RecordChecker::CheckTask(const TaskView& task) {
  if (!task.start || !task.due || *task.start <= *task.due) return;
  Bad("due",
      Concat("due ", FormatDay(*task.due), " is before start ",
             FormatDay(*task.start)),
      "write the last day on which it is in time");
}

void RecordChecker::CheckAppointment(const AppointmentView& appointment) {
  const bool undisclosed = appointment.undisclosed.value_or(false);
  if (appointment.person && undisclosed) {
    Bad("undisclosed",
        Concat("undisclosed, though person is ", Quoted(*appointment.person)),
        "write a null person, or leave `undisclosed` out");
  } else if (!appointment.person && appointment.undisclosed && !undisclosed) {
    Bad("undisclosed", "person is null and undisclosed is false",
        "name the person, or write true");
  } else if (!appointment.person && !undisclosed) {
    problems_.push_back({place_,
                         "person is null, and nothing says that the post is "
                         "filled",
                         "name the person, or add \"undisclosed\": true", 0,
                         0});
  }
}

}  // namespace zeren::internal
