// Puts together what the request, the metadata and the text say of a document.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_READER_FINISH_READING_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_READER_FINISH_READING_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "services/ingest/domain/reader/block_labeler.h"
#include "services/ingest/domain/reader/publication_date.h"
#include "services/ingest/domain/reader/reading.h"

namespace parallax::ingest::domain::reader {

// What a document's markup says of it; empty where it says nothing.
struct Metadata {
  std::string title;
  std::string outlet;
  std::string language;
  std::string canonical_uri;
  std::vector<std::string> bylines;
  std::optional<StatedTime> published;
};

// Fills all of `reading` but the article's text. The request wins over the
// metadata, the metadata over the text. INVALID_ARGUMENT (INVALID_FIELD) when
// the request's time lies outside 1900..2199.
absl::Status FinishReading(Metadata metadata, const Hints& hints, Labels labels,
                           Reading* reading);

}  // namespace parallax::ingest::domain::reader

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_READER_FINISH_READING_H_
