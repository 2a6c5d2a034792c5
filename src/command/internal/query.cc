#include "src/command/internal/query.h"

#include <algorithm>
#include <array>
#include <istream>
#include <ostream>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "src/core/internal/absl_strings.h"
#include "src/report/internal/display_width.h"
#include "zeren/core/period.h"
#include "zeren/core/problem.h"
#include "zeren/exchange/document.h"
#include "zeren/report/csv.h"
#include "zeren/report/markdown.h"
#include "zeren/report/text.h"

namespace zeren::internal {
namespace {

constexpr std::array kNodeKindsInOrder = {
    NodeKind::kUnit,    NodeKind::kPost,      NodeKind::kPerson,
    NodeKind::kTask,    NodeKind::kDuty,      NodeKind::kEvent,
    NodeKind::kFinding, NodeKind::kDelegation};

absl::CivilDay Today() {
  return absl::ToCivilDay(absl::Now(), absl::LocalTimeZone());
}

// Returns what to try instead of a name that the document does not have.
std::string HintFor(const Organization& org, std::string_view name) {
  const std::optional<NodeName> parts = SplitNodeName(name);
  if (!parts) {
    // Perhaps only the kind is missing.
    for (const NodeKind kind : kNodeKindsInOrder) {
      const std::optional<Node> node = org.Find(kind, name);
      if (node) return Concat("; write ", org.NameOf(*node));
    }
    return "; write a kind and an id, such as unit:school or person:p-017";
  }
  std::vector<std::string_view> ids;
  ids.reserve(org.count(parts->kind));
  for (std::uint32_t i = 0; i < org.count(parts->kind); ++i) {
    const Node node(parts->kind, i);
    if (org.Has(node)) ids.push_back(org.id(node));
  }
  const std::string_view nearest = NearestName(parts->id, ids);
  if (nearest.empty()) return "";
  return Concat("; the nearest is ", NameOf(parts->kind), ":", nearest);
}

// The validity that a record writes; all time for kinds that have none.
struct Validity {
  std::optional<absl::CivilDay> from;
  Until to;
};

template <typename Id>
void ReadValidity(const Organization& org, Node node, Validity& validity) {
  if (const std::optional<Id> id = node.As<Id>()) {
    const auto row = org.row(*id);
    validity = {row.valid_from, row.valid_to};
  }
}

Validity ValidityOf(const Organization& org, Node node) {
  Validity validity;
  ReadValidity<UnitId>(org, node, validity);
  ReadValidity<PostId>(org, node, validity);
  ReadValidity<PersonId>(org, node, validity);
  ReadValidity<DutyId>(org, node, validity);
  ReadValidity<DelegationId>(org, node, validity);
  return validity;
}

// "it is valid from 2024-01-10 until before 2025-07-01".
std::string Describe(const Validity& validity) {
  std::string text = "it is valid";
  if (validity.from) text += Concat(" from ", FormatDay(*validity.from));
  if (validity.to.unknown) return text + " to a day that nobody knows";
  if (validity.to.day) {
    text += Concat(validity.from ? " to " : " up to ",
                   FormatDay(*validity.to.day - 1));
  }
  return text;
}

std::string WhyNotInForce(const Organization& org, Node node,
                          absl::CivilDay day) {
  const Validity validity = ValidityOf(org, node);
  const bool begun = !validity.from || *validity.from <= day;
  const bool ended =
      validity.to.unknown || (validity.to.day && *validity.to.day <= day);
  if (!begun || ended) return Describe(validity);
  return "it is valid on that day, but something that it needs is not in force";
}

}  // namespace

std::string Query::source() const {
  return options_.file == "-" ? "standard input" : options_.file;
}

std::optional<Organization> Query::LoadOrganization() const {
  LoadOptions load;
  load.lenient = options_.lenient;
  load.source = source();
  absl::StatusOr<Organization> org =
      options_.file == "-" ? LoadDocument(console_.in, load)
                           : LoadDocumentFile(options_.file, load);
  if (!org.ok()) {
    Explain(org.status(), source());
    return std::nullopt;
  }
  if (const std::size_t left_out = org->left_out_records(); left_out > 0) {
    List(org->left_out(), source());
    console_.err << source() << ": " << left_out
                 << (left_out == 1 ? " record was" : " records were")
                 << " left out; no answer is complete\n";
  }
  return *std::move(org);
}

std::optional<Snapshot> Query::Load() const {
  const std::optional<Organization> org = LoadOrganization();
  if (!org) return std::nullopt;
  const auto day = ReadDayOr(*org, "--on", options_.day);
  if (!day) return std::nullopt;
  return org->AsOf(*day);
}

std::optional<absl::CivilDay> Query::ReadDay(std::string_view option,
                                             std::string_view text) const {
  const std::optional<absl::CivilDay> day = ParseDay(text);
  if (!day) {
    Explain(Concat(option, " ", text, " is no day; write one as YYYY-MM-DD"));
  }
  return day;
}

std::optional<absl::CivilDay> Query::ReadDayOr(const Organization& org,
                                               std::string_view option,
                                               std::string_view text) const {
  if (text.empty()) return org.as_of().value_or(Today());
  return ReadDay(option, text);
}

std::optional<Period> Query::ReadPeriod(std::string_view option,
                                        std::string_view text) const {
  constexpr std::string_view kDots = "..";
  const std::size_t dots = text.find(kDots);
  if (dots != text.npos) {
    const auto from = ParseDay(text.substr(0, dots));
    const auto to = ParseDay(text.substr(dots + kDots.size()));
    if (from && to && *from < *to) return Period{*from, *to};
  }
  Explain(Concat(option, " ", text,
                 " is no period; write FROM..TO with two days, such as "
                 "2026-01-01..2027-01-01, the second one not included"));
  return std::nullopt;
}

std::optional<Node> Query::Find(const Snapshot& snapshot,
                                std::string_view name) const {
  const Organization& org = snapshot.organization();
  const std::optional<Node> node = org.Find(name);
  if (!node || node->kind() == NodeKind::kDocument) {
    Explain(Concat(source(), " has no ", name, HintFor(org, name)));
    return std::nullopt;
  }
  return node;
}

bool Query::IsOf(Node node, NodeKind kind, std::string_view name) const {
  if (node.kind() == kind) return true;
  Explain(Concat(name, " is no ", NameOf(kind)));
  return false;
}

std::optional<Node> Query::FindInForce(const Snapshot& snapshot,
                                       std::string_view name) const {
  const Organization& org = snapshot.organization();
  const std::optional<Node> node = Find(snapshot, name);
  if (node && !snapshot.InForce(*node)) {
    Explain(Concat(name, " is not in force on ", FormatDay(snapshot.day()),
                   ": ", WhyNotInForce(org, *node, snapshot.day())));
    return std::nullopt;
  }
  return node;
}

void Query::Explain(const absl::Status& status,
                    std::string_view context) const {
  const std::vector<Problem> problems = Problems(status);
  if (problems.empty()) {
    Explain(FromAbsl(status.message()));
    return;
  }
  List(problems, context);
  const std::size_t count = ProblemCount(status);
  console_.err << count << (count == 1 ? " problem" : " problems") << " in "
               << context;
  if (count > problems.size()) {
    console_.err << ", the first " << problems.size() << " of them above";
  }
  console_.err << '\n';
}

void Query::Explain(std::string_view message) const {
  console_.err << "zeren: " << Printable(message) << '\n';
}

void Query::List(const std::vector<Problem>& problems,
                 std::string_view context) const {
  for (const Problem& problem : problems) {
    // With a line, editors and terminals can jump there.
    console_.err << context << (problem.line > 0 ? ":" : ": ")
                 << Printable(ToText(problem)) << '\n';
  }
}

void Query::Show(const Page& page) const {
  if (options_.format == "markdown") {
    console_.out << WriteMarkdown(page);
    return;
  }
  if (options_.format == "csv") {
    console_.out << WriteCsv(page);
    return;
  }
  console_.out << WriteText(page, {.colour = console_.options.colour,
                                   .width = console_.options.width});
}

void Query::Show(const std::string& json) const { console_.out << json; }

}  // namespace zeren::internal
