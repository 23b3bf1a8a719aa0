// Tells what kind of file some bytes are.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_READER_FORMAT_DETECTION_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_READER_FORMAT_DETECTION_H_

#include "absl/strings/string_view.h"

namespace parallax::ingest::domain::reader {

// The name of the file format whose signature `bytes` begins with ("PDF",
// "ZIP archive or Office document", "PNG image"), or "" when they look like
// text. Bytes with control characters that no text has are "binary data".
absl::string_view BinaryFormat(absl::string_view bytes);

// Whether the bytes begin as HTML does, white space, comments and a byte order
// mark aside.
bool LooksLikeHtml(absl::string_view bytes);

}  // namespace parallax::ingest::domain::reader

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_READER_FORMAT_DETECTION_H_
