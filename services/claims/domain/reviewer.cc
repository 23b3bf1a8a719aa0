#include "services/claims/domain/reviewer.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/storage/ids.h"
#include "services/claims/domain/naming.h"
#include "services/claims/domain/review_fields.h"
#include "services/claims/domain/reviews.h"

namespace parallax::claims::domain {
namespace {

Viewpoint Reviewed() {
  Viewpoint from;
  from.reviewed = true;
  return from;
}

absl::Status NotApplicable(absl::string_view why) {
  return status::Error(absl::StatusCode::kFailedPrecondition,
                       type::ERROR_REASON_NOT_APPLICABLE, why);
}

std::string IdOf(const pb::ReviewClaimRequest& request) {
  return storage::ContentId("review", {request.request_id()});
}

// What the caller says, without what the ledger adds.
std::string Said(pb::Review review) {
  review.clear_name();
  review.clear_review_time();
  review.clear_revision();
  review.clear_claim_names();
  review.clear_undone_by();
  return review.SerializeAsString();
}

// The review kept under the request's id, when it is the same.
absl::Status CheckSame(const pb::Review& kept,
                       const pb::ReviewClaimRequest& request) {
  const auto& names = kept.claim_names();
  const bool same_claim =
      std::find(names.begin(), names.end(), request.claim()) != names.end();
  if (same_claim && Said(kept) == Said(request.review())) {
    return absl::OkStatus();
  }
  return status::AlreadyExists("review", kept.name());
}

bool Shares(const pb::Review& review, const std::vector<std::string>& names) {
  return std::any_of(names.begin(), names.end(), [&](const auto& name) {
    const auto& known = review.claim_names();
    return std::find(known.begin(), known.end(), name) != known.end();
  });
}

// Sets the names that the claim answers to, and where it belongs.
absl::Status Describe(LedgerSnapshot* snapshot, const pb::Claim& claim,
                      const std::string& asked_for, KeptReview* kept) {
  std::vector<std::string> names = {claim.name()};
  bool first = true;
  for (const std::string& name : claim.mentions()) {
    PARALLAX_ASSIGN_OR_RETURN(const std::optional<SourcedMention> mention,
                              snapshot->FindMention(name));
    // Withdrawn between two looks; the others say enough.
    if (!mention) continue;
    if (std::exchange(first, false)) kept->anchor = mention->anchor;
    names.push_back(absl::StrCat("claims/", ProposedClaimId(*mention)));
  }
  if (first) return status::NotFound("claim", claim.name());
  names.push_back(asked_for);
  for (std::string& name : names) {
    const auto& known = kept->review.claim_names();
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      kept->review.add_claim_names(std::move(name));
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::optional<KeptReview>> Reviewer::Find(
    const rpc::CallContext& call, const std::string& id) {
  std::optional<KeptReview> found;
  PARALLAX_RETURN_IF_ERROR(
      reader_.Read(call, [&](LedgerSnapshot& snapshot) -> absl::Status {
        PARALLAX_ASSIGN_OR_RETURN(found, snapshot.FindReview(id));
        return absl::OkStatus();
      }));
  return found;
}

absl::StatusOr<bool> Reviewer::IsKept(const rpc::CallContext& call,
                                      const pb::ReviewClaimRequest& request) {
  PARALLAX_ASSIGN_OR_RETURN(const std::optional<KeptReview> known,
                            Find(call, IdOf(request)));
  return known.has_value();
}

absl::Status Reviewer::CheckFits(const rpc::CallContext& call,
                                 const pb::Claim& claim,
                                 const pb::Review& review) {
  if (review.has_merge()) {
    PARALLAX_ASSIGN_OR_RETURN(
        const pb::Claim into,
        views_.GetClaim(call, review.merge().into_claim(), Reviewed()));
    if (into.name() == claim.name()) {
      return NotApplicable("the two claims are one already");
    }
    if (into.incident() != claim.incident()) {
      return NotApplicable("the two claims are of different incidents");
    }
    if (into.assertion().kind() != claim.assertion().kind()) {
      return NotApplicable("the two claims are of different kinds");
    }
    if (into.review_state() == pb::REVIEW_STATE_REJECTED) {
      return NotApplicable("the claim to merge into is rejected");
    }
  }
  if (review.has_split()) {
    const std::string& name = review.split().mention();
    PARALLAX_RETURN_IF_ERROR(views_.GetMention(call, name).status());
    const auto& carried = claim.mentions();
    const bool all = claim.echo().mention_count() == claim.mentions_size();
    if (all &&
        std::find(carried.begin(), carried.end(), name) == carried.end()) {
      return NotApplicable("the claim is not carried by that mention");
    }
    if (claim.echo().mention_count() < 2) {
      return NotApplicable("the claim has no other mention");
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<Reviewer::Prepared> Reviewer::PrepareUndo(
    const rpc::CallContext& call, const pb::ReviewClaimRequest& request) {
  const std::string& name = request.review().undo().review();
  PARALLAX_ASSIGN_OR_RETURN(std::optional<KeptReview> undone,
                            Find(call, ReviewId(name)));
  if (!undone || undone->review.name() != name) {
    return status::NotFound("review", name);
  }
  if (!Shares(undone->review, {request.claim()})) {
    return status::InvalidField("review.undo.review",
                                "must be a review of the claim");
  }
  std::vector<pb::Review> reviews;
  PARALLAX_RETURN_IF_ERROR(
      reader_.Read(call, [&](LedgerSnapshot& snapshot) -> absl::Status {
        PARALLAX_ASSIGN_OR_RETURN(
            reviews, snapshot.ReviewsOf(undone->anchor.parties, kLatest));
        return absl::OkStatus();
      }));
  MarkUndone(&reviews);
  for (const pb::Review& review : reviews) {
    if (review.name() == name && !review.undone_by().empty()) {
      return NotApplicable("the review is taken back already");
    }
  }
  // It finds what the undone one found, also when the claim is there no more.
  Prepared prepared;
  prepared.kept.review = request.review();
  prepared.kept.anchor = undone->anchor;
  *prepared.kept.review.mutable_claim_names() = undone->review.claim_names();
  const absl::StatusOr<pb::Claim> claim =
      views_.GetClaim(call, request.claim(), Reviewed());
  if (claim.ok()) prepared.incident = claim->incident();
  return prepared;
}

absl::StatusOr<Reviewer::Prepared> Reviewer::Prepare(
    const rpc::CallContext& call, const pb::ReviewClaimRequest& request) {
  if (!request.etag().empty()) {
    PARALLAX_ASSIGN_OR_RETURN(
        const pb::Claim machine,
        views_.GetClaim(call, request.claim(), Viewpoint()));
    if (machine.etag() != request.etag()) {
      return status::Error(absl::StatusCode::kAborted,
                           type::ERROR_REASON_CONFLICT,
                           "the claim has changed since it was read");
    }
  }
  if (request.review().has_undo()) return PrepareUndo(call, request);
  PARALLAX_ASSIGN_OR_RETURN(const pb::Claim claim,
                            views_.GetClaim(call, request.claim(), Reviewed()));
  PARALLAX_RETURN_IF_ERROR(CheckFits(call, claim, request.review()));
  Prepared prepared;
  prepared.incident = claim.incident();
  prepared.kept.review = request.review();
  PARALLAX_RETURN_IF_ERROR(reader_.Read(call, [&](LedgerSnapshot& snapshot) {
    prepared.kept.review.clear_claim_names();
    return Describe(&snapshot, claim, request.claim(), &prepared.kept);
  }));
  return prepared;
}

absl::StatusOr<pb::ReviewClaimResponse> Reviewer::Review(
    const rpc::CallContext& call, const pb::ReviewClaimRequest& request) {
  const std::string id = IdOf(request);
  pb::ReviewClaimResponse response;
  pb::Review& review = *response.mutable_review();
  PARALLAX_ASSIGN_OR_RETURN(const std::optional<KeptReview> known,
                            Find(call, id));
  if (known) {
    PARALLAX_RETURN_IF_ERROR(CheckSame(known->review, request));
    review = known->review;
  } else {
    PARALLAX_ASSIGN_OR_RETURN(Prepared prepared, Prepare(call, request));
    KeptReview& kept = prepared.kept;
    kept.review.set_name(
        absl::StrCat(kept.review.claim_names(0), "/reviews/", id));
    PARALLAX_RETURN_IF_ERROR(
        store_.Write(call, [&](LedgerTransaction& transaction) -> absl::Status {
          // The same request may have come twice at once.
          PARALLAX_ASSIGN_OR_RETURN(const std::optional<KeptReview> other,
                                    transaction.FindReview(id));
          if (other) {
            review = other->review;
            return CheckSame(other->review, request);
          }
          PARALLAX_ASSIGN_OR_RETURN(const std::int64_t revision,
                                    transaction.Revision());
          kept.review.set_revision(revision);
          // Not before the revision's own time: reads as of it see the review.
          *kept.review.mutable_review_time() =
              ToTimestamp(absl::ToUnixMicros(call.Now()));
          PARALLAX_RETURN_IF_ERROR(transaction.PutReview(kept));
          pb::Change change;
          change.set_subject(pb::CHANGE_SUBJECT_REVIEW);
          change.set_name(kept.review.name());
          *change.mutable_review() = kept.review;
          review = kept.review;
          return transaction.LogChange(change, prepared.incident);
        }));
  }
  response.set_revision(review.revision());
  absl::StatusOr<pb::Claim> claim =
      views_.GetClaim(call, review.claim_names(0), Reviewed());
  // An undone review may be of a claim that is there no more.
  if (claim.ok()) {
    *response.mutable_claim() = *std::move(claim);
  } else if (!absl::IsNotFound(claim.status())) {
    return claim.status();
  }
  return response;
}

}  // namespace parallax::claims::domain
