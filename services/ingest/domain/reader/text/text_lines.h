// Splits plain text into paragraphs, headings and list items.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_READER_TEXT_TEXT_LINES_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_READER_TEXT_TEXT_LINES_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "services/ingest/domain/reader/block_labeler.h"

namespace parallax::ingest::domain::reader {

// The lines of `text`, whose line ends are LF, in order. Lines of one paragraph
// that were broken at a fixed width count as one. Markdown's list marks, bold
// marks and links are read as pasted pages carry them.
std::vector<Line> SplitLines(absl::string_view text);

}  // namespace parallax::ingest::domain::reader

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_READER_TEXT_TEXT_LINES_H_
