#include "zeren/exchange/baseline_json.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <new>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "src/core/internal/absl_strings.h"
#include "src/exchange/internal/locate.h"
#include "src/exchange/internal/result_writing.h"
#include "src/exchange/internal/text_file.h"
#include "src/model/internal/json_node.h"
#include "zeren/core/period.h"

namespace zeren {
namespace internal {
namespace {

constexpr std::int64_t kBaselineFormat = 1;
constexpr std::size_t kFingerprintSize = 32;
constexpr Bounds kBaselineCounts = {
    .least = 1, .most = std::numeric_limits<std::int32_t>::max()};

// Stores a field that need not be written: null is the same as none.
template <typename Out, typename Read, typename... Args>
void GetUnlessNull(ObjectReader& in, std::string_view name, Out& out,
                   const Read& read, const Args&... args) {
  const std::optional<JsonNode> field = in.Find(name);
  if (field && !field->value().is_null()) in.Get(name, out, read, args...);
}

std::optional<absl::CivilDay> ReadBaselineDay(const JsonNode& node,
                                              Reading& reading) {
  std::optional<absl::CivilDay> day;
  if (node.value().is_string()) {
    day = ParseDay(node.value().get_ref<const std::string&>());
  }
  if (!day) reading.Refuse(node, "a day, YYYY-MM-DD");
  return day;
}

std::optional<std::string> ReadFingerprint(const JsonNode& node,
                                           Reading& reading) {
  if (const auto* text = node.value().get_ptr<const std::string*>();
      text != nullptr && text->size() == kFingerprintSize &&
      text->find_first_not_of("0123456789abcdef") == text->npos) {
    return *text;
  }
  reading.Refuse(node, "32 hexadecimal digits, as reports have them");
  return std::nullopt;
}

std::optional<std::string> ReadFocus(const JsonNode& node, Reading& reading) {
  if (const auto* text = node.value().get_ptr<const std::string*>();
      text != nullptr && (*text == "document" || SplitNodeName(*text))) {
    return *text;
  }
  reading.Refuse(node, "a node, such as unit:school, or document");
  return std::nullopt;
}

std::optional<AcceptedGap> ReadAcceptedGap(const JsonNode& node,
                                           Reading& reading) {
  ObjectReader in(node, reading);
  AcceptedGap gap;
  std::string severity;
  std::int64_t count = 1;
  in.Get("fingerprint", gap.fingerprint, ReadFingerprint);
  in.Get("rule", gap.rule, ReadWord);
  in.Get("focus", gap.focus, ReadFocus);
  GetUnlessNull(in, "key", gap.key, ReadLine);
  in.Get("severity", severity, ReadChoice,
         std::vector<std::string_view>{"violation", "warning", "info"});
  GetUnlessNull(in, "count", count, ReadInteger, kBaselineCounts);
  in.Require({"fingerprint", "rule", "focus", "severity"});
  in.RefuseOthers();
  gap.severity = ParseSeverity(severity).value_or(Severity::kViolation);
  gap.count = static_cast<std::size_t>(count);
  return gap;
}

Baseline ReadBaseline(const OrderedJson& root, Reading& reading) {
  ObjectReader in({{&root}, "", "the text"}, reading);
  Baseline baseline;
  std::optional<std::int64_t> version;
  std::optional<absl::CivilDay> taken;
  in.Get("zeren_baseline", version, ReadInteger,
         Bounds{.least = kBaselineFormat, .most = kBaselineFormat});
  in.Get("organization", baseline.organization, ReadText);
  in.Get("taken", taken, ReadBaselineDay);
  GetUnlessNull(in, "owner", baseline.owner, ReadLine);
  GetUnlessNull(in, "expires", baseline.expires, ReadBaselineDay);
  in.GetEach("accepted", "fingerprint", baseline.accepted, ReadAcceptedGap);
  in.Require({"zeren_baseline", "organization", "taken", "accepted"});
  in.RefuseOthers();
  if (taken) {
    baseline.taken = *taken;
    if (baseline.ExpiredOn(*taken)) {
      reading.Add(*in.Find("expires"),
                  Concat("expires is ", FormatDay(*baseline.expires),
                         ", and the baseline was taken on ", FormatDay(*taken)),
                  "write a later day");
    }
  }
  std::sort(baseline.accepted.begin(), baseline.accepted.end(),
            [](const AcceptedGap& a, const AcceptedGap& b) {
              return std::tie(a.rule, a.focus, a.key, a.fingerprint) <
                     std::tie(b.rule, b.focus, b.key, b.fingerprint);
            });
  return baseline;
}

ResultJson AcceptedGapToJson(const AcceptedGap& gap) {
  ResultJson json = {{"fingerprint", gap.fingerprint},
                     {"rule", gap.rule},
                     {"focus", gap.focus}};
  if (!gap.key.empty()) json["key"] = gap.key;
  json["severity"] = NameOf(gap.severity);
  if (gap.count != 1) json["count"] = gap.count;
  return json;
}

}  // namespace
}  // namespace internal

absl::StatusOr<Baseline> LoadBaseline(std::string_view json,
                                      std::string_view source) {
  try {
    internal::Reading reading;
    Baseline baseline;
    if (const auto root = internal::ParseJsonText(json, reading.problems)) {
      baseline = internal::ReadBaseline(*root, reading);
    }
    if (reading.problems.empty()) return baseline;
    internal::LocateProblems(json, reading.problems.problems());
    return reading.problems.ToStatus(source);
  } catch (const std::bad_alloc&) {
    return absl::ResourceExhaustedError("not enough memory for the baseline");
  }
}

absl::StatusOr<Baseline> LoadBaselineFile(const std::string& path) {
  const absl::StatusOr<std::string> text = internal::ReadTextFile(path);
  if (!text.ok()) return text.status();
  return LoadBaseline(*text, path);
}

std::string WriteBaseline(const Baseline& baseline) {
  using Json = internal::ResultJson;
  internal::ResultWriter writer(
      {{"zeren_baseline", internal::kBaselineFormat},
       {"organization", internal::TextToJson(baseline.organization)},
       {"taken", FormatDay(baseline.taken)},
       {"owner", baseline.owner.empty() ? Json() : Json(baseline.owner)},
       {"expires", internal::DayToJson(baseline.expires)}},
      "accepted");
  for (const AcceptedGap& gap : baseline.accepted) {
    writer.Add(internal::AcceptedGapToJson(gap));
  }
  return std::move(writer).Finish();
}

absl::Status WriteBaselineFile(const Baseline& baseline,
                               const std::string& path) {
  return internal::WriteTextFile(WriteBaseline(baseline), path);
}

}  // namespace zeren
