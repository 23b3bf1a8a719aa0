#include "services/ingest/domain/extract/analysis/huge_pages.h"

#include <sys/mman.h>

namespace parallax::ingest::domain::extract {

void AdviseHugePages(void* memory, std::size_t bytes) {
#ifdef MADV_HUGEPAGE
  (void)madvise(memory, bytes, MADV_HUGEPAGE);
#endif
}

}  // namespace parallax::ingest::domain::extract
