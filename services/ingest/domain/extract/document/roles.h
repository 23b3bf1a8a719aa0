// Who does what to whom, read off the dependency tree around one word.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_DOCUMENT_ROLES_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_DOCUMENT_ROLES_H_

#include <cstdint>

#include "absl/strings/string_view.h"
#include "services/ingest/domain/extract/document/doc_context.h"

namespace parallax::ingest::domain::extract {

// Token indices of heads, -1 where there is none.
struct Roles {
  int32_t agent = -1;
  int32_t patient = -1;
  int32_t owner = -1;  // whose people or things are lost
  // Heads of "in/at/near ..." phrases under the word.
  int32_t oblique = -1;
  // An armed act beside it that brings it about: "killed in a strike", "hit
  // when troops fired"; its own agent did it.
  int32_t cause = -1;
  int32_t cause_agent = -1;
  int32_t cause_patient = -1;  // what that act was directed at
  // Against whom it is fought: "clashes with", "a battle against".
  int32_t adversary = -1;
  bool agent_inherited = false;  // from a governing or coordinated clause
  // How the agent stands: "subject", "by", "owner", "before" ("Israeli
  // shelling"), "after" ("blamed on"), "blamed" ("is blamed for"), "self"; "-"
  // without agent.
  absl::string_view agent_form = "-";
  bool passive = false;
  bool negated = false;
  bool modal = false;  // will, would, may, could, if: not said to be so
  bool infinitive = false;
  bool relative = false;  // inside a relative clause
  bool question = false;  // under "whether", "how many"
};

// Roles by grammar alone.
Roles FindRoles(const DocContext& doc, uint32_t head);

// Roles as the word means them: the subject of "died" suffers, the owner of
// "losses" too.
Roles RolesOf(const DocContext& doc, const TriggerMention& trigger);

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_DOCUMENT_ROLES_H_
