// Any text as a page token: refused, unless it is one that was issued.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "common/storage/page_token.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using parallax::storage::PageCursor;
  using parallax::storage::SqlValue;
  static const auto* const codec =
      new parallax::storage::PageTokenCodec("the key of the fuzz target");
  const absl::string_view text(reinterpret_cast<const char*>(data), size);
  const auto forged = codec->Decode("query", text);
  if (forged.ok() && !text.empty()) std::abort();

  const PageCursor cursor = {SqlValue(static_cast<std::int64_t>(size)),
                             SqlValue(text), SqlValue(0.5), SqlValue()};
  const std::string token = codec->Encode(text, cursor);
  const auto back = codec->Decode(text, token);
  if (!back.ok() || *back != cursor) std::abort();
  if (codec->Decode(std::string(text) + "x", token).ok()) std::abort();
  return 0;
}
