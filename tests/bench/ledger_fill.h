// Filling a ledger from the archive, through RecordMentions.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "parallax/claims/v1/claims_service.grpc.pb.h"

namespace parallax::bench {

struct Fill {
  // Reports recorded so far; the next fill goes on after them.
  std::int64_t reports = 0;
  // What the last fill took.
  absl::Duration took;
  // Names of claims, spread evenly over all that were made.
  std::vector<std::string> claims;
};

// Records reports [fill->reports, upto), many at a time; each is durable when
// it returns.
absl::Status FillLedger(claims::v1::ClaimsService::Stub& stub,
                        std::int64_t upto, Fill* fill);

}  // namespace parallax::bench
