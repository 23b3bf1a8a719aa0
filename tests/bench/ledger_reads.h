// The reads of the growth benchmark: the same read of ledgers of several sizes.
#pragma once

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "parallax/claims/v1/claims_service.grpc.pb.h"
#include "tests/bench/figures.h"

namespace parallax::bench {

// One ledger with what to ask of it.
struct SizedLedger {
  std::string size;  // "10 thousand"
  claims::v1::ClaimsService::Stub* stub;
  // Names of claims from all over it, shuffled.
  std::vector<std::string> claims;
};

// GetClaim and GetTally, of resources that were not read before and of such
// that were; each ledger beside the first.
absl::Status CompareGets(const std::vector<SizedLedger>& ledgers, int rounds,
                         std::vector<Figure>* figures);

// A page of ListClaims under each documented filter.
absl::Status CompareLists(const std::vector<SizedLedger>& ledgers, int rounds,
                          std::vector<Figure>* figures);

}  // namespace parallax::bench
