// One input format.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_READER_FORMAT_READER_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_READER_FORMAT_READER_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "parallax/ingest/v1/document.pb.h"
#include "services/ingest/domain/reader/reading.h"

namespace parallax::ingest::domain::reader {

// Stateless; thread safe. To add a format: a folder with its reader, one line
// in reader_registry.cc, one value of DocumentFormat.
struct FormatReader {
  v1::DocumentFormat format = v1::DOCUMENT_FORMAT_UNSPECIFIED;
  // Whether bytes that are no known binary format begin as this format does.
  bool (*detects)(absl::string_view bytes) = nullptr;
  // Reads at most kMaxDocumentBytes, in linear time, whatever they hold.
  absl::StatusOr<Reading> (*read)(absl::string_view bytes,
                                  const Hints& hints) = nullptr;
};

}  // namespace parallax::ingest::domain::reader

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_READER_FORMAT_READER_H_
