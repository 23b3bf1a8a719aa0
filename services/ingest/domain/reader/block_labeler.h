// Tells headline, byline, captions, legends, body and page furniture apart.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_READER_BLOCK_LABELER_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_READER_BLOCK_LABELER_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/ingest/domain/article.h"
#include "services/ingest/domain/reader/publication_date.h"
#include "services/ingest/domain/reader/reading.h"

namespace parallax::ingest::domain::reader {

// A paragraph, heading or list item of a text, with what its markup says.
// Offsets are bytes of the text, without white space, list marks and bold
// marks.
struct Line {
  uint32_t begin = 0;
  uint32_t end = 0;
  bool list_item = false;
  bool bold = false;      // all of it
  bool linked = false;    // all of it is the text of one link
  bool link_row = false;  // nothing but several links
  int heading = 0;        // level, 0 when none
  // The role, where markup leaves no doubt.
  std::optional<BlockRole> role;
};

struct Labels {
  std::vector<Block> blocks;
  std::string headline;
  std::string outlet;
  std::vector<std::string> bylines;
  std::string origin;  // agency named by a dateline or byline
  std::optional<StatedTime> date;
};

// Labels `lines` of `text`, in time linear in the text. Every line gives at
// least one block. INVALID_ARGUMENT (INVALID_FIELD) when a date line states a
// year that cannot be; not when `hints` has the publication time.
absl::StatusOr<Labels> LabelBlocks(absl::string_view text,
                                   const std::vector<Line>& lines,
                                   const Hints& hints);

}  // namespace parallax::ingest::domain::reader

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_READER_BLOCK_LABELER_H_
