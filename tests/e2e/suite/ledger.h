// The whole ledger, read through the API.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "parallax/claims/v1/claims_service.grpc.pb.h"

namespace parallax::testing {

struct Ledger {
  std::vector<claims::v1::Claim> claims;
  std::vector<claims::v1::Question> questions;
  std::vector<claims::v1::Incident> incidents;
  std::vector<claims::v1::Relation> relations;
  // Of every question that numbers answer.
  std::vector<claims::v1::Tally> tallies;
  // Ledger revision of the first page.
  int64_t revision = 0;

  // The claim of that name, null when there is none.
  const claims::v1::Claim* Find(const std::string& name) const;
};

// Reads page by page what had been published by `as_of`; infinite future for
// everything.
absl::StatusOr<Ledger> ReadLedger(claims::v1::ClaimsService::Stub& stub,
                                  absl::Time as_of = absl::InfiniteFuture());

// The content as text, in a fixed order, without what the order of arrival
// decides: revisions, etags, record times and former names.
std::string ContentOf(const Ledger& ledger);

// A short line for each claim, for messages of failure.
std::string Summary(const Ledger& ledger);
std::string Summary(const claims::v1::Claim& claim);

}  // namespace parallax::testing
