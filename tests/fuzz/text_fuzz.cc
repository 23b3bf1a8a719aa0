// Any bytes as a document of a format to be detected, and as plain text, whose
// bytes must come out as they went in.
#include <algorithm>
#include <cstdint>

#include "services/ingest/domain/reader/document_reader.h"
#include "services/ingest/domain/reader/text/text_reader.h"
#include "tests/fuzz/check_reading.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  namespace reader = parallax::ingest::domain::reader;
  const absl::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto detected = reader::ReadDocument(
      bytes, parallax::ingest::v1::DOCUMENT_FORMAT_UNSPECIFIED, {});
  if (detected.ok()) parallax::fuzz::CheckReading(detected->reading);
  const auto text = reader::ReadText(bytes);
  if (!text.ok()) return 0;
  parallax::fuzz::CheckReading(*text);
  const bool marked =
      size > 1 && (data[0] == 0xEF || data[0] >= 0xFE || data[0] == 0x00);
  const bool returns = std::find(data, data + size, '\r') != data + size;
  if (!marked && !returns && bytes != text->article.text) std::abort();
  return 0;
}
