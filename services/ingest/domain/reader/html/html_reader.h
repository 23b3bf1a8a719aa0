// Reads HTML pages.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_READER_HTML_HTML_READER_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_READER_HTML_HTML_READER_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/ingest/domain/reader/reading.h"

namespace parallax::ingest::domain::reader {

// Finds the article in a page. Article::text is the headline, what stands
// under it, and the body with its captions, paragraphs parted by an empty
// line; entities are resolved, white space runs are one space. Furniture inside
// the article is kept and labelled, the rest of the page is not.
//
// INVALID_ARGUMENT: INVALID_ENCODING, NESTED_TOO_DEEP, NO_ARTICLE, or
// INVALID_FIELD when it is dated outside 1900..2199.
absl::StatusOr<Reading> ReadHtml(absl::string_view bytes,
                                 const Hints& hints = {});

}  // namespace parallax::ingest::domain::reader

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_READER_HTML_HTML_READER_H_
