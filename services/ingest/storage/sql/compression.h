// zstd for blobs.
#ifndef PARALLAX_SERVICES_INGEST_STORAGE_SQL_COMPRESSION_H_
#define PARALLAX_SERVICES_INGEST_STORAGE_SQL_COMPRESSION_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace parallax::ingest::storage {

// INTERNAL (STORE_FAILED) when memory runs out.
absl::StatusOr<std::string> Compress(absl::string_view bytes);

// DATA_LOSS when `blob` is damaged.
absl::StatusOr<std::string> Decompress(absl::string_view blob);

}  // namespace parallax::ingest::storage

#endif  // PARALLAX_SERVICES_INGEST_STORAGE_SQL_COMPRESSION_H_
