// The table of all checks that zeren brings.

#include <cassert>

#include "src/catalogue/internal/checks.h"
#include "zeren/gaps/check.h"

namespace zeren {
namespace {

// A check that is not here does not exist.
constexpr internal::CheckSpec (*kChecks[])() = {
    internal::ActingTooLong,          //
    internal::AnswererEscalated,      //
    internal::AnswererMissing,        //
    internal::BadRecord,              //
    internal::ChainDivergence,        //
    internal::Coverage,               //
    internal::DanglingReference,      //
    internal::DelegationGap,          //
    internal::DualDuty,               //
    internal::DutyBearer,             //
    internal::DutyChainBroken,        //
    internal::FindingOverdue,         //
    internal::FindingUnowned,         //
    internal::FindingUnverified,      //
    internal::FutureAnswererMissing,  //
    internal::HeadMissing,            //
    internal::HolderOutsideUnit,      //
    internal::IncompatiblePosts,      //
    internal::IneligibleHolder,       //
    internal::KeyPerson,              //
    internal::LevelSkipped,           //
    internal::MandatoryPost,          //
    internal::ManyAccountable,        //
    internal::MembershipOverlap,      //
    internal::NoHomeUnit,             //
    internal::NotCascaded,            //
    internal::ObligationMissed,       //
    internal::ObligationOffWindow,    //
    internal::OutsideChain,           //
    internal::OutsideValidity,        //
    internal::PersonOverloaded,       //
    internal::PostOverfilled,         //
    internal::PostVacant,             //
    internal::QuorumGap,              //
    internal::ReportingCycle,         //
    internal::SeatsOpen,              //
    internal::SelfOversight,          //
    internal::SelfParent,             //
    internal::SeveralSuperiors,       //
    internal::SpanOfControl,          //
    internal::Succession,             //
    internal::SuperiorNotInForce,     //
    internal::TaskAtRisk,             //
    internal::TaskOverdue,            //
    internal::TaskStalled,            //
    internal::TeamBalance,            //
    internal::TermExpired,            //
    internal::TwoHomeUnits,           //
    internal::UnitEmpty,              //
    internal::UnitSize,               //
    internal::UnplacedPerson,         //
    internal::WorkUnassigned,         //
    internal::WrongParentKind,        //
};

}  // namespace

const CheckRegistry& CheckRegistry::BuiltIn() {
  // Never destroyed: others may use it while the program ends.
  static const CheckRegistry* const kRegistry = [] {
    auto* registry = new CheckRegistry;
    for (const auto spec : kChecks) {
      const absl::Status added = registry->Add(internal::MakeCheck(spec()));
      assert(added.ok());
      static_cast<void>(added);
    }
    return registry;
  }();
  return *kRegistry;
}

}  // namespace zeren
