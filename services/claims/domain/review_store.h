// What reviews ask of the store.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/claims/domain/anchor.h"
#include "services/claims/domain/values.h"

namespace parallax::claims::domain {

// A review with where the reviewed claim belongs.
struct KeptReview {
  pb::Review review;
  Anchor anchor;
};

// One consistent view of the reviews. Used by one thread.
class ReviewReader {
 public:
  virtual ~ReviewReader() = default;

  // Reviews of the parties' claims that the ledger held at `revision`, in the
  // order in which they were made.
  virtual absl::StatusOr<std::vector<pb::Review>> ReviewsOf(
      const std::string& parties, std::int64_t revision) = 0;

  // Where the claims belong that the ledger held reviews of at `revision`, each
  // place once.
  virtual absl::StatusOr<std::vector<Anchor>> ReviewedPlaces(
      std::int64_t revision) = 0;

  // `id` is the last part of the review's name.
  virtual absl::StatusOr<std::optional<KeptReview>> FindReview(
      const std::string& id) = 0;
};

// Appending reviews. Used by one thread, within a write.
class ReviewWriter {
 public:
  virtual ~ReviewWriter() = default;

  virtual absl::StatusOr<std::optional<KeptReview>> FindReview(
      const std::string& id) = 0;
  virtual absl::Status PutReview(const KeptReview& kept) = 0;
};

}  // namespace parallax::claims::domain
