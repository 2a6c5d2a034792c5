#include "zeren/model/records.h"

namespace zeren {

template <>
std::vector<std::string_view> NamesOf<AppointmentMode>() {
  return {"regular", "acting", "concurrent"};
}
template <>
std::vector<std::string_view> NamesOf<Role>() {
  return {"accountable", "responsible", "support",
          "consulted",   "informed",    "oversight"};
}
template <>
std::vector<std::string_view> NamesOf<ProgressState>() {
  return {"reported", "verified", "rejected"};
}
template <>
std::vector<std::string_view> NamesOf<Attendance>() {
  return {"onsite", "online"};
}
template <>
std::vector<std::string_view> NamesOf<FindingState>() {
  return {"listed",   "assigned", "in_progress", "reported",
          "verified", "closed",   "reopened"};
}
template <>
std::vector<std::string_view> NamesOf<ScoreSource>() {
  return {"measured", "self", "superior", "peer", "subordinate", "masses"};
}

}  // namespace zeren
