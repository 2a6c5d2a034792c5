// editor.h -- the records of an organisation, changed one by one.
//
//   Editor editor(org.rep());
//   editor.Add(PersonView{.id = "p-9"});
//   editor.Remove<AbsenceView>(17);
//   Organization next(editor.Finish());
//
// It knows how the parts of an `OrganizationRep` hang together: which index
// lists a row, and whose days depend on whom. What a record may say is the
// business of whoever calls it.

#ifndef ZEREN_MODEL_INTERNAL_EDITOR_H_
#define ZEREN_MODEL_INTERNAL_EDITOR_H_

#include <cstdint>
#include <memory>
#include <vector>

#include "src/model/internal/organization_rep.h"
#include "src/model/internal/touch.h"

namespace zeren::internal {

// Editor
//
// Works on a copy that shares all blocks of the original, which stays as it is.
// Rows of facts may get other numbers with each call.
class Editor {
 public:
  // What rows that come, go or change are about is appended to `touches`,
  // unless that is null.
  explicit Editor(const OrganizationRep& base,
                  std::vector<Touch>* touches = nullptr);

  const OrganizationRep& rep() const { return *rep_; }

  // Adds a record, whose strings must not lie in the organisation.
  // REQUIRES: of an entity, that the document does not have it.
  template <typename View>
  void Add(const View& record);
  // Puts a record, whose strings must not lie in the organisation, in the place
  // of a live row. REQUIRES: of an entity, that its id stays.
  template <typename View>
  void Replace(std::uint32_t row, const View& record);
  // Takes a live row away.
  template <typename View>
  void Remove(std::uint32_t row);

  // Returns the organisation as it now is. The editor is spent.
  std::shared_ptr<const OrganizationRep> Finish();

 private:
  template <typename View>
  void AddEntity(const View& record);
  template <typename View>
  void AddFact(const View& record);
  template <typename View>
  void ReplaceFact(std::uint32_t row, const View& record);
  template <typename View>
  void RemoveFact(std::uint32_t row);

  // Facts that are kept by owner.
  template <typename View>
  Groups& RunsFor(const View& record, std::uint32_t& owner);
  template <typename View>
  void MoveRun(Groups& runs, std::uint32_t owner, std::uint32_t skipped,
               const View* added, std::uint32_t place);
  template <typename View>
  bool StaysInOrder(const Groups& runs, std::uint32_t owner, std::uint32_t row,
                    const View& record) const;

  // The rows themselves, with all that is derived from each.
  template <typename View>
  void PushRow(const View& record);
  template <typename View>
  void SetRow(std::uint32_t row, const View& record);
  template <typename View>
  void KillRow(std::uint32_t row);
  // Lists a row with its other owner, or no longer.
  template <typename View>
  void List(std::uint32_t row);
  template <typename View>
  void Unlist(std::uint32_t row);
  template <typename View>
  void SetPeriod(std::uint32_t row);
  template <typename View>
  void NoteTouch(std::uint32_t row);

  // Computes the days anew of all that needs an entity.
  void Refresh(NodeKind kind, std::uint32_t index);
  void RefreshPost(std::uint32_t post);

  RowIndex& Grown(RowIndex& index, NodeKind owner);
  Groups& Grown(Groups& groups, NodeKind owner);

  std::shared_ptr<OrganizationRep> rep_;
  std::vector<Touch>* touches_;
};

}  // namespace zeren::internal

#endif  // ZEREN_MODEL_INTERNAL_EDITOR_H_
