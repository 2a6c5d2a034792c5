#include "src/gaps/internal/waivers.h"

#include "src/core/internal/days.h"
#include "src/model/internal/organization_rep.h"

namespace zeren::internal {

std::string GivenBy(const Organization& organization, std::uint32_t row) {
  // A node that is not written is the document.
  return organization.NameOf(
      organization.rep().table<ApprovalView>().Get<&ApprovalView::by>()[row]);
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

}  // namespace zeren::internal
