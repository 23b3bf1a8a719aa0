// ClaimsService.Watch.
#pragma once

#include "absl/status/statusor.h"
#include "services/claims/server/watch_hub.h"

namespace parallax::claims::server {

// What a request asks for; collects every violation.
absl::StatusOr<WatchPlan> PlanWatch(const domain::pb::WatchRequest& request);

}  // namespace parallax::claims::server
