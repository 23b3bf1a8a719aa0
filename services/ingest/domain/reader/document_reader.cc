#include "services/ingest/domain/reader/document_reader.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "services/ingest/domain/reader/format_detection.h"
#include "services/ingest/domain/reader/limits.h"
#include "services/ingest/domain/reader/publication_date.h"
#include "services/ingest/domain/reader/reader_registry.h"

namespace parallax::ingest::domain::reader {
namespace {

constexpr char kContent[] = "document.content";

absl::Status CheckBytes(absl::string_view bytes) {
  if (bytes.empty()) return status::InvalidField(kContent, "is empty");
  if (bytes.size() > kMaxDocumentBytes) {
    return status::InvalidField(
        kContent,
        absl::StrCat("has ", bytes.size(), " bytes; at most ",
                     kMaxDocumentBytes, " are taken"),
        type::v1::ERROR_REASON_DOCUMENT_TOO_LARGE);
  }
  const absl::string_view binary = BinaryFormat(bytes);
  if (!binary.empty()) {
    return status::InvalidField(
        kContent,
        absl::StrCat("is ", binary, "; only plain text and HTML are taken"),
        type::v1::ERROR_REASON_UNSUPPORTED_FORMAT);
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<DocumentReading> ReadDocument(absl::string_view bytes,
                                             v1::DocumentFormat format,
                                             const Hints& hints) {
  PARALLAX_RETURN_IF_ERROR(CheckBytes(bytes));
  if (hints.publish_time.has_value()) {
    PARALLAX_RETURN_IF_ERROR(
        CheckPublishTime(*hints.publish_time, "document.publish_time"));
  }
  const FormatReader* reader = format == v1::DOCUMENT_FORMAT_UNSPECIFIED
                                   ? &DetectReader(bytes)
                                   : FindReader(format);
  if (reader == nullptr) {
    return status::InvalidField("document.format", "names no known format",
                                type::v1::ERROR_REASON_UNSUPPORTED_FORMAT);
  }
  PARALLAX_ASSIGN_OR_RETURN(Reading reading, reader->read(bytes, hints));
  return DocumentReading{std::move(reading), reader->format};
}

}  // namespace parallax::ingest::domain::reader
