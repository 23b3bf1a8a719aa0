// "KYIV, March 3 (Reuters) - ": place, date and agency before the first words.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_READER_WIRE_DATELINE_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_READER_WIRE_DATELINE_H_

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"

namespace parallax::ingest::domain::reader {

struct WireDateline {
  std::size_t length = 0;  // bytes up to the dash, without space before it
  std::size_t body = 0;    // where the sentence begins; 0 when no dateline
  std::string agency;      // what stands in brackets, "" when nothing
};

// The dateline that `paragraph` begins with.
WireDateline FindWireDateline(absl::string_view paragraph);

}  // namespace parallax::ingest::domain::reader

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_READER_WIRE_DATELINE_H_
