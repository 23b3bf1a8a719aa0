// What must hold of every reading, whatever the bytes were.
#pragma once

#include <cstdint>
#include <cstdlib>
#include <string>

#include "services/ingest/domain/reader/characters.h"
#include "services/ingest/domain/reader/reading.h"

namespace parallax::fuzz {

inline void CheckReading(const ingest::domain::reader::Reading& reading) {
  const std::string& text = reading.article.text;
  if (ingest::domain::reader::FindInvalidUtf8(text) !=
      absl::string_view::npos) {
    std::abort();
  }
  std::uint32_t last = 0;
  for (const ingest::domain::Block& block : reading.article.blocks) {
    if (block.begin < last || block.end < block.begin ||
        block.end > text.size()) {
      std::abort();
    }
    for (const std::uint32_t edge : {block.begin, block.end}) {
      if (edge < text.size() && (text[edge] & 0xC0) == 0x80) std::abort();
    }
    last = block.end;
  }
  if (reading.article.blocks.empty()) std::abort();
}

}  // namespace parallax::fuzz
