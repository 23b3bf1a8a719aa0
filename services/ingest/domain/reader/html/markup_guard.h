// Refuses markup that would cost a parser more than linear time.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_READER_HTML_MARKUP_GUARD_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_READER_HTML_MARKUP_GUARD_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace parallax::ingest::domain::reader {

// INVALID_ARGUMENT (NESTED_TOO_DEEP) when more than kMaxMarkupDepth elements
// are open at once or a tag has more than kMaxAttributes attributes. Follows
// the tags as the parser would, in one pass, and errs on the strict side.
absl::Status CheckMarkup(absl::string_view html);

}  // namespace parallax::ingest::domain::reader

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_READER_HTML_MARKUP_GUARD_H_
