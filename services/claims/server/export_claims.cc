#include "services/claims/server/export_claims.h"

#include <utility>

#include "common/status/macros.h"
#include "services/claims/domain/claim_fields.h"

namespace parallax::claims::server {
namespace {

namespace pb = domain::pb;

bool IsEvents(pb::ExportFormat format) {
  return format == pb::EXPORT_FORMAT_ACLED_CSV ||
         format == pb::EXPORT_FORMAT_UCDP_CSV;
}

void CheckPolicy(const pb::ExportClaimsRequest& request,
                 status::Violations* bad) {
  const pb::ClaimantPolicy policy = request.claimant_policy();
  const bool stated = policy != pb::CLAIMANT_POLICY_UNSPECIFIED;
  if (!pb::ClaimantPolicy_IsValid(policy)) {
    bad->Add("claimant_policy", "is no policy");
  } else if (IsEvents(request.format()) && !stated) {
    bad->Add("claimant_policy",
             "is required: an event row has one number, so say whose");
  } else if (!IsEvents(request.format()) && stated) {
    bad->Add("claimant_policy", "must be unset for this format");
  }
  const bool by_side = policy == pb::CLAIMANT_POLICY_SIDE;
  if (by_side && request.claimant_side().empty()) {
    bad->Add("claimant_side", "is required by the policy");
  }
  if (!by_side && !request.claimant_side().empty()) {
    bad->Add("claimant_side", "must be empty for this policy");
  }
}

void CheckChanges(const pb::ExportClaimsRequest& request,
                  status::Violations* bad) {
  const bool changes = request.format() == pb::EXPORT_FORMAT_CHANGES_NDJSON;
  if (request.after_revision() < 0) {
    bad->Add("after_revision", "must not be negative");
  }
  if (!changes) {
    if (request.after_revision() > 0) {
      bad->Add("after_revision", "must be 0 for this format");
    }
    return;
  }
  if (!request.filter().empty()) {
    bad->Add("filter", "must be empty for changes");
  }
  if (!ViewpointOf(request).present()) {
    bad->Add("view", "changes are those of the machine's present view");
  }
}

}  // namespace

absl::StatusOr<domain::ExportPlan> PlanExport(
    const pb::ExportClaimsRequest& request) {
  status::Violations bad;
  domain::ExportPlan plan;
  plan.format = request.format();
  if (!pb::ExportFormat_IsValid(plan.format) ||
      plan.format == pb::EXPORT_FORMAT_UNSPECIFIED) {
    bad.Add("format", "is required");
  }
  CheckViewpoint(request, &bad);
  CheckPolicy(request, &bad);
  CheckChanges(request, &bad);
  absl::StatusOr<storage::Filter> filter = storage::ParseFilter(
      request.filter(), IsEvents(plan.format) ? domain::IncidentFilterSchema()
                                              : domain::ClaimFilterSchema());
  bad.AddStatus("", filter.status());
  PARALLAX_RETURN_IF_ERROR(bad.ToStatus());
  plan.filter = *std::move(filter);
  plan.policy = {request.claimant_policy(), request.claimant_side()};
  plan.from = ViewpointOf(request);
  plan.after_revision = request.after_revision();
  return plan;
}

absl::Status ExportClaims::Handle(const pb::ExportClaimsRequest& request,
                                  ExportStream* stream) {
  PARALLAX_ASSIGN_OR_RETURN(domain::ExportPlan plan, PlanExport(request));
  PARALLAX_RETURN_IF_ERROR(
      domain::BindAreas(stream->context(), &areas_, &plan.filter));
  PARALLAX_RETURN_IF_ERROR(
      gate_.Await(stream->context(), request.min_revision()));
  return exporter_.Export(stream->context(), plan,
                          [&](std::string data, std::int64_t revision) {
                            pb::ExportClaimsResponse piece;
                            piece.set_data(std::move(data));
                            piece.set_revision(revision);
                            return stream->Write(std::move(piece));
                          });
}

}  // namespace parallax::claims::server
