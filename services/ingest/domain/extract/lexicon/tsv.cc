#include "services/ingest/domain/extract/lexicon/tsv.h"

#include <fstream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace parallax::ingest::domain::extract {

absl::StatusOr<std::vector<TsvRow>> ReadTsv(const std::string& path,
                                            size_t columns) {
  std::ifstream in(path);
  if (!in) return absl::NotFoundError(absl::StrCat("cannot read ", path));
  std::vector<TsvRow> rows;
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (line.empty() || line[0] == '#') continue;
    TsvRow row{number, absl::StrSplit(line, '\t')};
    if (row.cells.size() != columns) {
      return absl::InvalidArgumentError(
          absl::StrCat(path, ":", number, ": ", row.cells.size(),
                       " cells where ", columns, " are expected"));
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

}  // namespace parallax::ingest::domain::extract
