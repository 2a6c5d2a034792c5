// checks.h -- every check of the catalogue, by the file that has it.

#ifndef ZEREN_CATALOGUE_INTERNAL_CHECKS_H_
#define ZEREN_CATALOGUE_INTERNAL_CHECKS_H_

#include "src/catalogue/internal/check_spec.h"

namespace zeren::internal {

// answer_checks.cc
CheckSpec AnswererEscalated();
CheckSpec FutureAnswererMissing();

// cascade_checks.cc
CheckSpec NotCascaded();

// chain_checks.cc
CheckSpec ReportingCycle();
CheckSpec SelfParent();
CheckSpec SeveralSuperiors();
CheckSpec SuperiorNotInForce();

// delegation_checks.cc
CheckSpec DelegationGap();

// duty_checks.cc
CheckSpec DualDuty();
CheckSpec DutyBearer();
CheckSpec DutyChainBroken();

// finding_checks.cc
CheckSpec FindingOverdue();
CheckSpec FindingUnowned();
CheckSpec FindingUnverified();

// holder_checks.cc
CheckSpec HolderOutsideUnit();
CheckSpec IneligibleHolder();

// key_person_checks.cc
CheckSpec KeyPerson();

// obligation_checks.cc
CheckSpec ObligationMissed();
CheckSpec ObligationOffWindow();
CheckSpec QuorumGap();

// oversight_checks.cc
CheckSpec OutsideChain();
CheckSpec SelfOversight();

// person_checks.cc
CheckSpec MembershipOverlap();
CheckSpec NoHomeUnit();
CheckSpec TwoHomeUnits();
CheckSpec UnplacedPerson();

// post_chain_checks.cc
CheckSpec ChainDivergence();
CheckSpec SpanOfControl();

// post_checks.cc
CheckSpec PostOverfilled();
CheckSpec PostVacant();

// record_checks.cc
CheckSpec BadRecord();

// reference_checks.cc
CheckSpec DanglingReference();

// task_checks.cc
CheckSpec TaskAtRisk();
CheckSpec TaskStalled();

// team_checks.cc
CheckSpec TeamBalance();

// tenure_checks.cc
CheckSpec ActingTooLong();
CheckSpec SeatsOpen();
CheckSpec Succession();

// term_checks.cc
CheckSpec TermExpired();

// unit_checks.cc
CheckSpec Coverage();
CheckSpec HeadMissing();
CheckSpec UnitEmpty();
CheckSpec UnitSize();

// unit_kind_checks.cc
CheckSpec LevelSkipped();
CheckSpec MandatoryPost();
CheckSpec WrongParentKind();

// validity_checks.cc
CheckSpec OutsideValidity();

// work_checks.cc
CheckSpec AnswererMissing();
CheckSpec ManyAccountable();
CheckSpec TaskOverdue();
CheckSpec WorkUnassigned();

// workload_checks.cc
CheckSpec IncompatiblePosts();
CheckSpec PersonOverloaded();

}  // namespace zeren::internal

#endif  // ZEREN_CATALOGUE_INTERNAL_CHECKS_H_
