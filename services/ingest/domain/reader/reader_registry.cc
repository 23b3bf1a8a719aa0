#include "services/ingest/domain/reader/reader_registry.h"

#include "services/ingest/domain/reader/format_detection.h"
#include "services/ingest/domain/reader/html/html_reader.h"
#include "services/ingest/domain/reader/text/text_reader.h"

namespace parallax::ingest::domain::reader {
namespace {

// In the order of detection: text, which anything could be, comes last.
constexpr FormatReader kReaders[] = {
    {v1::DOCUMENT_FORMAT_HTML, &LooksLikeHtml, &ReadHtml},
    {v1::DOCUMENT_FORMAT_TEXT, [](absl::string_view) { return true; },
     &ReadText},
};

}  // namespace

const FormatReader* FindReader(v1::DocumentFormat format) {
  for (const FormatReader& reader : kReaders) {
    if (reader.format == format) return &reader;
  }
  return nullptr;
}

const FormatReader& DetectReader(absl::string_view bytes) {
  for (const FormatReader& reader : kReaders) {
    if (reader.detects(bytes)) return reader;
  }
  return *FindReader(v1::DOCUMENT_FORMAT_TEXT);
}

}  // namespace parallax::ingest::domain::reader
