// Words for acts that are claims whatever the weights say.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_KINDS_CERTAIN_ACTS_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_KINDS_CERTAIN_ACTS_H_

#include "services/ingest/domain/extract/document/doc_context.h"
#include "services/ingest/domain/extract/document/roles.h"

namespace parallax::ingest::domain::extract {

// Whether grammar leaves no doubt that this word for an act tells of one: what
// is denied, what somebody is accused of or blamed for, fighting that
// continues, occupied ground that is left, the answer that a force gave.
// `roles` are those of the act; `object` is the word for an act that is its
// patient, null where there is none.
bool IsCertainAct(const DocContext& doc, const TriggerMention& mention,
                  const Roles& roles, const Trigger* object);

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_KINDS_CERTAIN_ACTS_H_
