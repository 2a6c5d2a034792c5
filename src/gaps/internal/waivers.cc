#include "src/gaps/internal/waivers.h"

#include <algorithm>
#include <cstddef>

#include "src/model/internal/organization_rep.h"

namespace zeren::internal {

std::string GivenBy(const Organization& organization, std::uint32_t row) {
  // A node that is not written is the document.
  return organization.NameOf(
      organization.rep().table<ApprovalView>().Get<&ApprovalView::by>()[row]);
}

std::string ReasonOf(const Organization& organization, std::uint32_t row) {
  const internal::OrganizationRep& rep = organization.rep();
  return std::string(rep.table<ApprovalView>().Row(row, rep.names).reason);
}

Waiver WaiverAt(const Organization& organization, std::uint32_t row) {
  const auto& approvals = organization.rep().table<ApprovalView>();
  const DayRange days = approvals.Written(row);
  return {approvals.Get<&ApprovalView::by>()[row],
          ReasonOf(organization, row),
          {FromDayNumber(days.from), FromDayNumber(days.to)}};
}

Waivers::Waivers(const Snapshot& snapshot)
    : organization_(snapshot.organization()) {
  const auto& approvals = organization_.rep().table<ApprovalView>();
  const DayNumber day = ToDayNumber(snapshot.day());
  for (std::uint32_t row = 0; row < approvals.size(); ++row) {
    if (!approvals.Written(row).Contains(day)) continue;
    const auto [at, is_new] =
        rows_.try_emplace({approvals.Get<&ApprovalView::rule>()[row],
                           approvals.Get<&ApprovalView::focus>()[row]},
                          row);
    // Rows are ordered by dense ids too, which must not decide.
    if (!is_new &&
        GivenBy(organization_, row) < GivenBy(organization_, at->second)) {
      at->second = row;
    }
  }
}

std::uint32_t Waivers::Find(std::string_view rule, Node focus) const {
  if (rows_.empty()) return kNoIndex;
  const std::uint32_t word = organization_.rep().names.words.Find(rule);
  const auto found = rows_.find({word, focus});
  return found == rows_.end() ? kNoIndex : found->second;
}

WaivedDays::WaivedDays(const Organization& organization)
    : organization_(organization) {
  const auto& approvals = organization.rep().table<ApprovalView>();
  for (std::uint32_t row = 0; row < approvals.size(); ++row) {
    const DayRange written = approvals.Written(row);
    if (written.from >= written.to) continue;
    Approved& approved =
        approved_[{approvals.Get<&ApprovalView::rule>()[row],
                   approvals.Get<&ApprovalView::focus>()[row]}];
    approved.days.push_back(written);
    approved.rows.push_back(row);
  }
  // Days of several approvals become one run.
  for (auto& [what, approved] : approved_) {
    std::vector<DayRange>& days = approved.days;
    std::sort(
        days.begin(), days.end(),
        [](const DayRange& a, const DayRange& b) { return a.from < b.from; });
    std::size_t kept = 0;
    for (const DayRange& one : days) {
      if (kept > 0 && one.from <= days[kept - 1].to) {
        days[kept - 1].to = std::max(days[kept - 1].to, one.to);
      } else {
        days[kept++] = one;
      }
    }
    days.resize(kept);
  }
}

std::vector<Period> WaivedDays::Of(std::string_view rule, Node focus,
                                   const std::vector<Period>& periods) const {
  const Approved* const found = Find(rule, focus);
  std::vector<Period> waived;
  if (found == nullptr) return waived;
  for (const Period& period : periods) {
    for (const DayRange& days : found->days) {
      const Period both = period.Intersection(
          {FromDayNumber(days.from), FromDayNumber(days.to)});
      if (!both.empty()) waived.push_back(both);
    }
  }
  return waived;
}

std::vector<std::uint32_t> WaivedDays::RowsOf(
    std::string_view rule, Node focus,
    const std::vector<Period>& periods) const {
  const Approved* const found = Find(rule, focus);
  std::vector<std::uint32_t> rows;
  if (found == nullptr) return rows;
  const auto& approvals = organization_.rep().table<ApprovalView>();
  for (const std::uint32_t row : found->rows) {
    const DayRange written = approvals.Written(row);
    const Period days = {FromDayNumber(written.from),
                         FromDayNumber(written.to)};
    const bool waives =
        std::any_of(periods.begin(), periods.end(), [&](const Period& period) {
          return !period.Intersection(days).empty();
        });
    if (waives) rows.push_back(row);
  }
  return rows;
}

const WaivedDays::Approved* WaivedDays::Find(std::string_view rule,
                                             Node focus) const {
  const auto found =
      approved_.find({organization_.rep().names.words.Find(rule), focus});
  return found == approved_.end() ? nullptr : &found->second;
}

}  // namespace zeren::internal
