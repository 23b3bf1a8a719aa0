#include "services/ingest/domain/text_prints.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "common/storage/ids.h"
#include "services/ingest/domain/reader/characters.h"

namespace parallax::ingest::domain {
namespace {

constexpr std::size_t kRunWords = 5;
// Two short notes on one event may share most of their few runs.
constexpr std::size_t kLeastRuns = 20;

bool IsRead(BlockRole role) {
  return role != BlockRole::kFurniture && role != BlockRole::kByline &&
         role != BlockRole::kDateline;
}

std::vector<std::string> WordsRead(const Article& article) {
  std::vector<std::string> words;
  for (const Block& block : article.blocks) {
    if (!IsRead(block.role)) continue;
    const absl::string_view text =
        absl::string_view(article.text)
            .substr(block.begin, block.end - block.begin);
    for (const reader::Word& word : reader::WordsOf(text)) {
      words.push_back(reader::Lower(word.text));
    }
  }
  return words;
}

// FNV-1a.
std::uint64_t HashOf(absl::string_view bytes) {
  std::uint64_t hash = 14695981039346656037u;
  for (const char byte : bytes) {
    hash = (hash ^ static_cast<unsigned char>(byte)) * 1099511628211u;
  }
  return hash;
}

// The finaliser of SplitMix64: every bit of the input moves every other.
std::uint64_t Mixed(std::uint64_t value) {
  value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9u;
  value = (value ^ (value >> 27)) * 0x94d049bb133111ebu;
  return value ^ (value >> 31);
}

}  // namespace

std::string TextHash(const Article& article) {
  std::string words;
  for (const std::string& word : WordsRead(article)) {
    absl::StrAppend(&words, word, " ");
  }
  return storage::ContentId("text", {words});
}

std::vector<std::uint32_t> TextSketch(const Article& article) {
  const std::vector<std::string> words = WordsRead(article);
  if (words.size() < kRunWords + kLeastRuns - 1) return {};
  std::vector<std::uint64_t> hashes;
  hashes.reserve(words.size());
  for (const std::string& word : words) hashes.push_back(HashOf(word));
  std::vector<std::uint32_t> sketch(kSketchValues, UINT32_MAX);
  for (std::size_t at = 0; at + kRunWords <= hashes.size(); ++at) {
    std::uint64_t run = 0;
    for (std::size_t i = 0; i < kRunWords; ++i) {
      run = Mixed(run + hashes[at + i]);
    }
    for (int i = 0; i < kSketchValues; ++i) {
      // Each function adds its own odd constant before mixing.
      const std::uint64_t own = 0x9e3779b97f4a7c15u * (2 * i + 1);
      sketch[i] = std::min(sketch[i],
                           static_cast<std::uint32_t>(Mixed(run + own) >> 32));
    }
  }
  return sketch;
}

}  // namespace parallax::ingest::domain
