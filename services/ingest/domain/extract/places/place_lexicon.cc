#include "services/ingest/domain/extract/places/place_lexicon.h"

#include <algorithm>

#include "services/ingest/domain/extract/lexicon/tsv.h"

namespace parallax::ingest::domain::extract {

absl::Status PlaceLexicon::Load(const std::string& path,
                                Vocabulary& vocabulary) {
  auto rows = ReadTsv(path, 2);
  if (!rows.ok()) return rows.status();
  for (const TsvRow& row : *rows) {
    auto it = std::find(codes_.begin(), codes_.end(), row.cells[1]);
    if (it == codes_.end()) it = codes_.insert(codes_.end(), row.cells[1]);
    table_.Add(vocabulary, row.cells[0],
               static_cast<int32_t>(it - codes_.begin()));
  }
  return absl::OkStatus();
}

}  // namespace parallax::ingest::domain::extract
