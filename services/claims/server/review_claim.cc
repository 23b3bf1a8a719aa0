#include "services/claims/server/review_claim.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/status/macros.h"
#include "google/protobuf/util/field_mask_util.h"
#include "services/claims/domain/reviews.h"
#include "services/claims/server/record_mentions.h"
#include "services/claims/server/request.h"

namespace parallax::claims::server {
namespace {

namespace pb = domain::pb;
using google::protobuf::util::FieldMaskUtil;

constexpr int kMostPaths = 32;
constexpr std::size_t kLongestReviewer = 200;
constexpr std::size_t kLongestReason = 2000;
constexpr std::size_t kLongestId = 63;

void CheckText(absl::string_view field, const std::string& text,
               std::size_t longest, status::Violations* bad) {
  if (text.empty()) {
    bad->Add(field, "is required");
  } else if (text.size() > longest) {
    bad->Add(field,
             absl::StrCat("must not be longer than ", longest, " bytes"));
  }
}

void CheckRequestId(const std::string& id, status::Violations* bad) {
  const bool fits =
      !id.empty() && id.size() <= kLongestId &&
      std::all_of(id.begin(), id.end(), [](char c) {
        return absl::ascii_islower(c) || absl::ascii_isdigit(c) || c == '-';
      });
  if (!fits) {
    bad->Add("request_id",
             "must be 1 to 63 lower-case letters, digits and hyphens");
  }
}

// What decides where a mention belongs, or says nothing of its content.
bool IsFixed(absl::string_view field) {
  return field == "kind" || field == "conflict_sides" ||
         field == "background" || field == "scores";
}

void CheckMask(const pb::CorrectClaim& correction, status::Violations* bad) {
  constexpr char kField[] = "review.correct.update_mask";
  const auto& paths = correction.update_mask().paths();
  if (paths.empty()) bad->Add(kField, "is required");
  if (paths.size() > kMostPaths) {
    bad->Add(kField, "must not have more than 32 paths");
    return;
  }
  for (const std::string& path : paths) {
    const absl::string_view field = *absl::StrSplit(path, '.').begin();
    if (!FieldMaskUtil::IsValidPath<pb::Assertion>(path)) {
      bad->Add(kField, absl::StrCat("\"", path, "\" is no field of a claim"));
    } else if (IsFixed(field)) {
      bad->Add(kField, absl::StrCat("\"", path, "\" cannot be corrected"));
    }
  }
}

void CheckReviewName(const std::string& name, status::Violations* bad) {
  const std::size_t at = name.rfind("/reviews/");
  if (at == std::string::npos) {
    bad->Add("review.undo.review", "must be claims/{claim}/reviews/{review}");
    return;
  }
  CheckName("claims", name.substr(0, at), "review.undo.review", bad);
}

// The name of the body that the assertion has: "casualties".
std::string BodyOf(const pb::Assertion& assertion) {
  const auto* body = pb::Assertion::descriptor()->FindOneofByName("body");
  const auto* field =
      assertion.GetReflection()->GetOneofFieldDescriptor(assertion, body);
  return field == nullptr ? "" : field->name();
}

}  // namespace

absl::Status CheckReviewClaim(const pb::ReviewClaimRequest& request) {
  status::Violations bad;
  CheckName("claims", request.claim(), "claim", &bad);
  CheckRequestId(request.request_id(), &bad);
  const pb::Review& review = request.review();
  CheckText("review.reviewer", review.reviewer(), kLongestReviewer, &bad);
  CheckText("review.reason", review.reason(), kLongestReason, &bad);
  switch (review.action_case()) {
    case pb::Review::kAccept:
    case pb::Review::kReject:
      break;
    case pb::Review::kCorrect:
      CheckMask(review.correct(), &bad);
      break;
    case pb::Review::kMerge:
      CheckName("claims", review.merge().into_claim(),
                "review.merge.into_claim", &bad);
      break;
    case pb::Review::kSplit:
      if (!IsMentionName(review.split().mention())) {
        bad.Add("review.split.mention",
                "must be documents/{document}/revisions/{revision}/mentions/"
                "{mention}");
      }
      break;
    case pb::Review::kUndo:
      CheckReviewName(review.undo().review(), &bad);
      break;
    case pb::Review::ACTION_NOT_SET:
      bad.Add("review.action", "is required");
  }
  return bad.ToStatus();
}

absl::Status ReviewClaim::CheckCorrected(
    const rpc::CallContext& call, const pb::ReviewClaimRequest& request) {
  const pb::CorrectClaim& correction = request.review().correct();
  domain::Viewpoint reviewed;
  reviewed.reviewed = true;
  PARALLAX_ASSIGN_OR_RETURN(const pb::Claim claim,
                            views_.GetClaim(call, request.claim(), reviewed));
  const std::string body = BodyOf(claim.assertion());
  const auto* bodies = pb::Assertion::descriptor()->FindOneofByName("body");
  status::Violations bad;
  for (const std::string& path : correction.update_mask().paths()) {
    const std::string field(*absl::StrSplit(path, '.').begin());
    const auto* known = pb::Assertion::descriptor()->FindFieldByName(field);
    if (known->containing_oneof() == bodies && field != body) {
      bad.Add("review.correct.update_mask",
              absl::StrCat("\"", path, "\" is not of the claim's kind"));
    }
  }
  PARALLAX_RETURN_IF_ERROR(bad.ToStatus());
  pb::Assertion corrected = claim.assertion();
  domain::ApplyCorrection(correction, &corrected);
  CheckAssertion(corrected, "review.correct.assertion", &bad);
  return bad.ToStatus();
}

absl::Status ReviewClaim::Handle(const rpc::CallContext& call,
                                 const pb::ReviewClaimRequest& request,
                                 pb::ReviewClaimResponse* response) {
  PARALLAX_RETURN_IF_ERROR(CheckReviewClaim(request));
  PARALLAX_RETURN_IF_ERROR(call.Check());
  if (request.review().has_correct()) {
    // One that is sent again may be of a claim that has gone since.
    PARALLAX_ASSIGN_OR_RETURN(const bool kept, reviewer_.IsKept(call, request));
    if (!kept) PARALLAX_RETURN_IF_ERROR(CheckCorrected(call, request));
  }
  PARALLAX_ASSIGN_OR_RETURN(*response, reviewer_.Review(call, request));
  return absl::OkStatus();
}

}  // namespace parallax::claims::server
