#include "services/claims/storage/sql/review_rows.h"

#include "common/status/macros.h"
#include "common/storage/sealed.h"
#include "services/claims/domain/review_fields.h"
#include "services/claims/storage/sql/decode.h"

namespace parallax::claims::storage {

using domain::Anchor;
using domain::KeptReview;
using domain::pb::Review;
using ::parallax::storage::Sealed;
using ::parallax::storage::SqlStatement;

namespace {

// Columns parties, mode, first day, last day, group from `column` on.
Anchor AnchorAt(const SqlStatement& row, int column) {
  Anchor anchor;
  anchor.parties = std::string(row.ColumnText(column));
  anchor.mode = static_cast<domain::AnchorMode>(row.ColumnInt(column + 1));
  anchor.first = static_cast<domain::Day>(row.ColumnInt(column + 2));
  anchor.last = static_cast<domain::Day>(row.ColumnInt(column + 3));
  anchor.group = std::string(row.ColumnText(column + 4));
  return anchor;
}

}  // namespace

absl::StatusOr<std::vector<Review>> ReviewRows::Of(const std::string& parties,
                                                   std::int64_t revision) {
  PARALLAX_ASSIGN_OR_RETURN(
      SqlStatement select,
      connection_.Prepare("SELECT r.body FROM review r JOIN party p ON p.id = "
                          "r.party WHERE p.key = ? AND r.revision <= ? ORDER "
                          "BY r.revision, r.seq"));
  select.BindText(1, parties).BindInt(2, revision);
  std::vector<Review> reviews;
  while (true) {
    PARALLAX_ASSIGN_OR_RETURN(const bool row, select.Step());
    if (!row) return reviews;
    PARALLAX_RETURN_IF_ERROR(
        Decode(select.ColumnBlob(0), &reviews.emplace_back()));
  }
}

absl::StatusOr<std::vector<Anchor>> ReviewRows::Places(std::int64_t revision) {
  PARALLAX_ASSIGN_OR_RETURN(
      SqlStatement select,
      connection_.Prepare(
          "SELECT DISTINCT p.key, r.mode, r.first_day, r.last_day, r.grp FROM "
          "review r JOIN party p ON p.id = r.party WHERE r.revision <= ?"));
  select.BindInt(1, revision);
  std::vector<Anchor> places;
  while (true) {
    PARALLAX_ASSIGN_OR_RETURN(const bool row, select.Step());
    if (!row) return places;
    places.push_back(AnchorAt(select, 0));
  }
}

absl::StatusOr<std::optional<KeptReview>> ReviewRows::Find(
    const std::string& id) {
  PARALLAX_ASSIGN_OR_RETURN(
      SqlStatement select,
      connection_.Prepare("SELECT r.body, p.key, r.mode, r.first_day, "
                          "r.last_day, r.grp FROM review r JOIN party p ON "
                          "p.id = r.party WHERE r.id = ?"));
  select.BindText(1, id);
  PARALLAX_ASSIGN_OR_RETURN(const bool row, select.Step());
  if (!row) return std::nullopt;
  KeptReview kept;
  PARALLAX_RETURN_IF_ERROR(Decode(select.ColumnBlob(0), &kept.review));
  kept.anchor = AnchorAt(select, 1);
  return kept;
}

absl::Status ReviewRows::Put(const KeptReview& kept, std::int64_t party) {
  const Review& review = kept.review;
  PARALLAX_RETURN_IF_ERROR(connection_.Run(
      "INSERT INTO review (id, name, party, mode, first_day, last_day, grp, "
      "action, reviewer, reason, review_us, revision, body) VALUES (?, ?, ?, "
      "?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      domain::ReviewId(review.name()), review.name(), party,
      static_cast<int>(kept.anchor.mode), kept.anchor.first, kept.anchor.last,
      kept.anchor.group, domain::ActionWord(review), review.reviewer(),
      review.reason(), domain::ToMicros(review.review_time()),
      review.revision(), Sealed(review)));
  for (const std::string& name : review.claim_names()) {
    PARALLAX_RETURN_IF_ERROR(connection_.Run(
        "INSERT INTO review_claim (claim, review) VALUES (?, ?) ON CONFLICT DO "
        "NOTHING",
        name, review.name()));
  }
  return absl::OkStatus();
}

}  // namespace parallax::claims::storage
