// Reads the lexicons' tab-separated files.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_LEXICON_TSV_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_LEXICON_TSV_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace parallax::ingest::domain::extract {

struct TsvRow {
  int line = 0;  // from 1
  std::vector<std::string> cells;
};

// Rows of `path`; lines that are empty or start with '#' are left out.
// NotFound when the file cannot be read, InvalidArgument with file and line
// when a row has not exactly `columns` cells.
absl::StatusOr<std::vector<TsvRow>> ReadTsv(const std::string& path,
                                            size_t columns);

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_LEXICON_TSV_H_
