// Calls from one service to another.
#pragma once

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "common/rpc/call_context.h"
#include "grpcpp/support/status.h"

namespace parallax::client {

// What the caller of ours that `context` is of learns of the end of a call to
// `service`. That it is away or slow is not the caller's doing: UNAVAILABLE
// (NEIGHBOUR_UNAVAILABLE, with RetryInfo), or RESOURCE_EXHAUSTED where it is at
// its limit. What it refuses is a fault of ours: INTERNAL.
absl::Status FromNeighbour(const grpc::Status& status,
                           absl::string_view service,
                           const rpc::CallContext& context);

}  // namespace parallax::client
