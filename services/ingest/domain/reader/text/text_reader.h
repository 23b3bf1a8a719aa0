// Reads plain text: raw pasted news pages, wire copy, annotated corpora.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_READER_TEXT_TEXT_READER_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_READER_TEXT_TEXT_READER_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/ingest/domain/reader/reading.h"

namespace parallax::ingest::domain::reader {

// Labels the paragraphs of a text. Article::text is `bytes` unchanged, but for
// a byte order mark, which is taken off, and CRLF or CR line ends, which become
// LF: offsets into a text without either stay what they were.
//
// A wire dateline ("KYIV, March 3 (Reuters) -") is a kDateline block of its
// own before the kBody block of its paragraph.
//
// INVALID_ARGUMENT: INVALID_ENCODING when the bytes are not UTF-8, NO_ARTICLE
// when there is no text, INVALID_FIELD when it is dated outside 1900..2199.
absl::StatusOr<Reading> ReadText(absl::string_view bytes,
                                 const Hints& hints = {});

}  // namespace parallax::ingest::domain::reader

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_READER_TEXT_TEXT_READER_H_
