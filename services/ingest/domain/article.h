// What a reader makes of a document's bytes, and what the extractor reads.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_ARTICLE_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_ARTICLE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"

namespace parallax::ingest::domain {

// What a stretch of text is to the article. Only kHeadline, kStandfirst, kBody,
// kCaption, kLegend and kRelatedSameStory are read for claims.
enum class BlockRole : uint8_t {
  kHeadline,
  kStandfirst,  // the summary under the headline
  kBody,
  kCaption,           // of a picture or video
  kLegend,            // of a map: a list of layers, often attributed
  kRelatedSameStory,  // a link text that itself states something on this story
  kByline,
  kDateline,   // a line that only dates or places the report
  kFurniture,  // share bars, section names, links to other stories
};

// A run of the article's text: one paragraph, list item or heading. Offsets are
// bytes of Article::text, half-open; blocks are in order and do not overlap.
struct Block {
  uint32_t begin = 0;
  uint32_t end = 0;
  BlockRole role = BlockRole::kBody;
};

// The article found in one document revision. `text` is valid UTF-8 and is what
// every offset of the API refers to.
struct Article {
  std::string text;
  std::vector<Block> blocks;
  std::string title;
  std::string outlet;
  std::vector<std::string> bylines;
  std::string language;  // BCP-47, "" when unknown
  std::optional<absl::CivilSecond> published;
  // How much of `published` was stated: false when only the day is known.
  bool published_has_time = false;
};

}  // namespace parallax::ingest::domain

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_ARTICLE_H_
