// Any bytes as an HTML page: no crash, bounded memory and time, sound blocks.
#include <cstdint>

#include "services/ingest/domain/reader/html/html_reader.h"
#include "tests/fuzz/check_reading.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const auto reading = parallax::ingest::domain::reader::ReadHtml(
      absl::string_view(reinterpret_cast<const char*>(data), size));
  if (reading.ok()) parallax::fuzz::CheckReading(*reading);
  return 0;
}
