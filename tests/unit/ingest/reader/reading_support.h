// Helpers for tests of readers.
#pragma once

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/ingest/domain/reader/reading.h"

namespace parallax::ingest::domain::reader {

inline std::string TestPage(absl::string_view name) {
  std::ifstream file(
      absl::StrCat(PARALLAX_SOURCE_DIR, "/tests/data/pages/", name),
      std::ios::binary);
  EXPECT_TRUE(file.is_open()) << name;
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

inline std::string TextOf(const Reading& reading, const Block& block) {
  return reading.article.text.substr(block.begin, block.end - block.begin);
}

// The texts of all blocks with `role`, in order.
inline std::vector<std::string> Texts(const Reading& reading, BlockRole role) {
  std::vector<std::string> texts;
  for (const Block& block : reading.article.blocks) {
    if (block.role == role) texts.push_back(TextOf(reading, block));
  }
  return texts;
}

// Fails when blocks overlap, leave the text or split a character.
inline void ExpectSoundBlocks(const Reading& reading) {
  uint32_t last = 0;
  const std::string& text = reading.article.text;
  for (const Block& block : reading.article.blocks) {
    EXPECT_LE(last, block.begin);
    EXPECT_LE(block.begin, block.end);
    EXPECT_LE(block.end, text.size());
    for (const uint32_t edge : {block.begin, block.end}) {
      if (edge >= text.size()) continue;
      EXPECT_NE(text[edge] & 0xC0, 0x80);
    }
    last = block.end;
  }
}

}  // namespace parallax::ingest::domain::reader
