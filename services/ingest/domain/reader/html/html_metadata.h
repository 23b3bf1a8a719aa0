// What a page's head says of its article.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_READER_HTML_HTML_METADATA_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_READER_HTML_HTML_METADATA_H_

#include "absl/status/statusor.h"
#include "services/ingest/domain/reader/finish_reading.h"
#include "services/ingest/domain/reader/html/html_tree.h"

namespace parallax::ingest::domain::reader {

// From JSON-LD (schema.org NewsArticle and its kin), OpenGraph and other meta
// elements, link and title, in this order. `date_wanted` false leaves dates
// unread. INVALID_ARGUMENT (INVALID_FIELD) for a publication date outside
// 1900..2199.
absl::StatusOr<Metadata> ReadHtmlMetadata(const HtmlTree& tree,
                                          bool date_wanted);

}  // namespace parallax::ingest::domain::reader

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_READER_HTML_HTML_METADATA_H_
