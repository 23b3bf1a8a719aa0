// The formats that can be read.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_READER_READER_REGISTRY_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_READER_READER_REGISTRY_H_

#include "absl/strings/string_view.h"
#include "services/ingest/domain/reader/format_reader.h"

namespace parallax::ingest::domain::reader {

// Null when there is no reader for `format`.
const FormatReader* FindReader(v1::DocumentFormat format);

// The reader for what `bytes` look like; text when nothing else fits.
const FormatReader& DetectReader(absl::string_view bytes);

}  // namespace parallax::ingest::domain::reader

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_READER_READER_REGISTRY_H_
