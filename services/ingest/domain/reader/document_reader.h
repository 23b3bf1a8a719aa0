// Bytes of any known format -> article.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_READER_DOCUMENT_READER_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_READER_DOCUMENT_READER_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "parallax/ingest/v1/document.pb.h"
#include "services/ingest/domain/reader/reading.h"

namespace parallax::ingest::domain::reader {

struct DocumentReading {
  Reading reading;
  v1::DocumentFormat format = v1::DOCUMENT_FORMAT_UNSPECIFIED;
};

// Reads `bytes` as `format`, or as what they look like when it is unspecified.
// Thread safe; linear time.
//
// INVALID_ARGUMENT with the field "document.content" and DOCUMENT_TOO_LARGE,
// INVALID_FIELD (empty), UNSUPPORTED_FORMAT (naming what the file is),
// INVALID_ENCODING, NESTED_TOO_DEEP or NO_ARTICLE; with
// "document.publish_time" and INVALID_FIELD for impossible dates.
absl::StatusOr<DocumentReading> ReadDocument(absl::string_view bytes,
                                             v1::DocumentFormat format,
                                             const Hints& hints);

}  // namespace parallax::ingest::domain::reader

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_READER_DOCUMENT_READER_H_
