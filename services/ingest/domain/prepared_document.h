// A document as handed in, checked, read and named.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_PREPARED_DOCUMENT_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_PREPARED_DOCUMENT_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "parallax/claims/v1/mention.pb.h"
#include "parallax/ingest/v1/ingest_service.pb.h"
#include "services/ingest/domain/article.h"
#include "services/ingest/domain/document_store.h"

namespace parallax::ingest::domain {

struct PreparedDocument {
  Article article;
  NewRevision revision;
  // What the ledger is told of it.
  claims::v1::DocumentSource source;
};

// Checks every field of `input`, reads its content and names it. `now` stands
// in for a fetch time that is not given. Deterministic otherwise; thread safe.
//
// INVALID_ARGUMENT with fields below "document", as ReadDocument().
absl::StatusOr<PreparedDocument> PrepareDocument(v1::DocumentInput input,
                                                 absl::Time now);

}  // namespace parallax::ingest::domain

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_PREPARED_DOCUMENT_H_
