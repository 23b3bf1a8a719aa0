#include "services/ingest/domain/extract/model/quick_hash.h"

namespace parallax::ingest::domain::extract {

uint64_t QuickHashLong(absl::string_view bytes, uint64_t seed) {
  while (bytes.size() > 16) {
    seed = QuickHashShort(bytes.substr(0, 16), seed);
    bytes.remove_prefix(16);
  }
  return QuickHashShort(bytes, seed ^ quick_hash::kHigh);
}

}  // namespace parallax::ingest::domain::extract
