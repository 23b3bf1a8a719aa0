// Resource names and ids of documents. Content decides them, so that repeating
// a call repeats nothing.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_DOCUMENT_NAMES_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_DOCUMENT_NAMES_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "parallax/claims/v1/mention.pb.h"

namespace parallax::ingest::domain {

// A revision within its document.
struct RevisionKey {
  std::string document;
  std::string revision;
};

std::string DocumentName(absl::string_view document);
std::string RevisionName(const RevisionKey& key);

// The id in `documents/{document}`; INVALID_ARGUMENT for `field` when `name` is
// not such a name.
absl::StatusOr<std::string> ParseDocumentName(absl::string_view name,
                                              absl::string_view field);

// `uri` as it identifies a document: scheme and host in lower case, without
// fragment, default port and parameters that only track readers.
std::string NormalizeUri(absl::string_view uri);

// From the address, or from outlet and text where there is none.
std::string DocumentId(absl::string_view normalized_uri,
                       absl::string_view outlet, absl::string_view text_hash);

// From the raw bytes' SHA-256.
std::string RevisionId(absl::string_view sha256);

// From span and content; places as written, before they are resolved.
std::string MentionId(const claims::v1::Mention& mention);

}  // namespace parallax::ingest::domain

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_DOCUMENT_NAMES_H_
