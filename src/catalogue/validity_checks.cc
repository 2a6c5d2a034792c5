// Records that bind somebody or something on days when it was not there.

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <vector>

#include "src/catalogue/internal/checks.h"
#include "src/catalogue/internal/facts.h"
#include "src/catalogue/internal/wording.h"
#include "src/core/internal/absl_strings.h"
#include "src/core/internal/days.h"

namespace zeren::internal {
namespace {

// The days that one record writes.
class WrittenDays {
 public:
  void Add(DayNumber day) {
    // A start that is not written is the day of no record.
    if (day != kDawn) days_[size_++] = day;
  }
  bool empty() const { return size_ == 0; }
  const DayNumber* begin() const { return days_.data(); }
  const DayNumber* end() const { return days_.data() + size_; }

 private:
  std::array<DayNumber, 4> days_ = {};
  std::size_t size_ = 0;
};

template <typename View>
WrittenDays DaysOf(const Table<View>& table, std::uint32_t row) {
  WrittenDays days;
  if constexpr (requires { &View::valid_from; }) {
    const DayRange written = table.Written(row);
    days.Add(written.from);
    // The last day on which it holds; an unknown end is no day.
    if (written.to != kNever && written.to != kUnknownEnd) {
      days.Add(written.to - 1);
    }
  }
  if constexpr (std::is_same_v<View, TaskView>) {
    days.Add(table.template Get<&View::start>()[row]);
    days.Add(table.template Get<&View::due>()[row]);
  }
  if constexpr (requires { &View::day; }) {
    days.Add(table.template Get<&View::day>()[row]);
  }
  if constexpr (requires { &View::found; }) {
    days.Add(table.template Get<&View::found>()[row]);
  }
  return days;
}

struct Offence {
  Mention where;
  DayNumber day = 0;
  DayRange stated;  // The days on which the record stands there.

  friend bool operator<(const Offence& a, const Offence& b) {
    return std::tie(a.where, a.day, a.stated.from, a.stated.to) <
           std::tie(b.where, b.day, b.stated.from, b.stated.to);
  }
};

class ValiditySearch {
 public:
  // Looks for what is so on some of these days.
  ValiditySearch(const Organization& organization, const DayRange& days,
                 std::int64_t tolerance)
      : organization_(organization),
        rep_(organization.rep()),
        days_(days),
        // More days than there are make no difference, but could overflow.
        tolerance_(std::min(tolerance, std::int64_t{1} << 40)) {}

  // Of one day: of one focus, field and referent the earliest offence.
  void Run(std::vector<Detection>& out) {
    JudgeAll();
    std::sort(offences_.begin(), offences_.end());
    for (std::size_t i = 0; i < offences_.size(); ++i) {
      if (i == 0 || offences_[i].where != offences_[i - 1].where) {
        out.push_back(Describe(offences_[i]));
      }
    }
  }
  // Every offence, with the days on which it stands.
  void RunOver(std::vector<DatedDetection>& out) {
    JudgeAll();
    std::sort(offences_.begin(), offences_.end());
    for (const Offence& offence : offences_) {
      out.push_back({Describe(offence),
                     {FromDayNumber(offence.stated.from),
                      FromDayNumber(offence.stated.to)}});
    }
  }

 private:
  // What a record binds over the days that it writes. What stands in it without
  // a date, or only acted, is not bound.
  void JudgeAll() {
    Judge<UnitView, &UnitView::parent>();
    Judge<UnitLineView, &UnitLineView::child, &UnitLineView::parent>();
    Judge<PostView, &PostView::unit>();
    Judge<ReportingLineView, &ReportingLineView::post,
          &ReportingLineView::reports_to>();
    Judge<MembershipView, &MembershipView::person, &MembershipView::unit>();
    Judge<AppointmentView, &AppointmentView::person, &AppointmentView::post>();
    Judge<AbsenceView, &AbsenceView::person>();
    Judge<DelegationView, &DelegationView::from, &DelegationView::to>();
    Judge<DutyView, &DutyView::bearer>();
    Judge<TaskView, &TaskView::unit>();
    Judge<AssignmentView, &AssignmentView::work, &AssignmentView::to>();
    Judge<EventView, &EventView::subject>();
    Judge<FindingView, &FindingView::subject>();
    Judge<TrainingView, &TrainingView::person>();
    Judge<StageView, &StageView::person, &StageView::unit>();
    Judge<ScoreView, &ScoreView::subject>();
    Judge<ApprovalView, &ApprovalView::focus>();
  }

  template <typename View, auto... kMembers>
  void Judge() {
    const Table<View>& table = rep_.table<View>();
    const auto first_field = static_cast<std::uint32_t>(fields_.size());
    (fields_.push_back(
         Concat(View::kArray, ".",
                std::get<kFieldIndex<View, kMembers>>(View::Fields()).name)),
     ...);
    for (std::uint32_t row = 0; row < table.size(); ++row) {
      const WrittenDays days = DaysOf(table, row);
      if (days.empty()) continue;
      const DayRange stated = table.Written(row).Within(days_);
      if (stated.from >= stated.to) continue;
      std::uint32_t field = first_field;
      (JudgeTarget<View>(row, field++, table.template Get<kMembers>(), days,
                         stated),
       ...);
    }
  }

  template <typename View>
  void JudgeTarget(std::uint32_t row, std::uint32_t field, const auto& column,
                   const WrittenDays& days, const DayRange& stated) {
    ForEachTarget(column, row, [&](Node target) {
      if (!rep_.Exists(target)) return;
      const std::optional<DayNumber> day =
          FirstOutside(days, rep_.Written(target));
      if (!day) return;
      const Node focus = FocusOf<View>(rep_, row);
      const DayRange there = stated.Within(DaysInForce(rep_, focus));
      if (there.from >= there.to) return;
      offences_.push_back({{focus, field, target}, *day, there});
    });
  }

  // The earliest of the days that lies outside, if one does. Of a referent that
  // ended on an unknown day only the start can be judged.
  std::optional<DayNumber> FirstOutside(const WrittenDays& days,
                                        const DayRange& referent) const {
    std::optional<DayNumber> first;
    for (const DayNumber day : days) {
      const bool early = referent.from != kDawn &&
                         std::int64_t{day} < referent.from - tolerance_;
      const bool late = referent.to != kNever && referent.to != kUnknownEnd &&
                        std::int64_t{day} >= referent.to + tolerance_;
      if ((early || late) && (!first || day < *first)) first = day;
    }
    return first;
  }

  Detection Describe(const Offence& offence) const {
    std::string referent = organization_.NameOf(offence.where.target);
    return {
        .focus = offence.where.focus,
        .key = referent,
        .value = Value::Record{{"field", fields_[offence.where.field]},
                               {"referent", referent},
                               {"day", FormatDay(FromDayNumber(offence.day))}}};
  }

  const Organization& organization_;
  const OrganizationRep& rep_;
  const DayRange days_;
  std::int64_t tolerance_;
  std::vector<std::string> fields_;  // "memberships.unit"
  std::vector<Offence> offences_;
};

void FindOutsideValidity(const CheckView& view, Node, const Params& params,
                         std::vector<Detection>& out) {
  const DayNumber day = ToDayNumber(view.day());
  ValiditySearch(view.organization(), {day, day + 1}, params.integer(0))
      .Run(out);
}

void FindOutsideValidityOver(const Organization& organization,
                             const Period& period, const Params& params,
                             std::vector<DatedDetection>& out) {
  ValiditySearch(organization,
                 {ToDayNumber(period.from), ToDayNumber(period.to)},
                 params.integer(0))
      .RunOver(out);
}

Text SayOutsideValidity(const Organization& organization,
                        const Detection& detection, const Params&) {
  const Value& value = detection.value;
  const Node referent =
      organization.Find(WordIn(value, "referent")).value_or(Node());
  const std::string_view field = WordIn(value, "field");
  const std::string_view day = WordIn(value, "day");
  return Say(
      Concat(InEnglish(organization, detection.focus), ": ", field, " binds ",
             InEnglish(organization, referent), " on ", day,
             ", when it does not exist"),
      Concat(InChinese(organization, detection.focus), "：", field, "涉及",
             InChinese(organization, referent), "的", day, "，当日它不存在"));
}

}  // namespace

CheckSpec OutsideValidity() {
  return {
      .name = "outside_validity",
      .meaning = Say("a record names a day on which what it binds does not "
                     "exist; an end that is not written is inherited, and "
                     "never exceeds",
                     "记录所写的日期超出了所涉对象的存续期；未写的止期随对象"),
      .focus_kinds = {NodeKind::kDocument},
      .params = {DaysParam(
          "tolerance_days", 0,
          Say("how far outside a day may lie", "允许超出的天数"))},
      .scope = {.reads = {FactKind::kRecords}, .reach = Reach::kGlobal},
      .evaluate = FindOutsideValidity,
      .evaluate_over = FindOutsideValidityOver,
      .message = SayOutsideValidity};
}

}  // namespace zeren::internal
