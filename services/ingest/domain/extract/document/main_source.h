// The source that a report leans on most.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_DOCUMENT_MAIN_SOURCE_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_DOCUMENT_MAIN_SOURCE_H_

#include <cstdint>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "services/ingest/domain/extract/attribution/attribution.h"

namespace parallax::ingest::domain::extract {

// Whether the source says something: a belief, a wish, a caveat of the outlet
// or a source without a name does not count.
bool Speaks(const attribution::Attribution& attribution);

struct MainSource {
  // The first of its attributions; -1 for none that speaks twice.
  int32_t attribution = -1;
  int turns = 0;
  int of = 0;  // all attributions that speak

  // How much of what is attributed is its: "most", "half", "some", "few", or
  // "none" where there is no such source.
  absl::string_view Share() const;
};

// Among the first attributions of a report: what stands far down a long one is
// not what it leans on.
MainSource FindMainSource(
    absl::Span<const attribution::Attribution> attributions);

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_DOCUMENT_MAIN_SOURCE_H_
