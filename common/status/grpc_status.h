// The one converter between absl::Status and grpc::Status.
#pragma once

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "google/rpc/status.pb.h"
#include "grpcpp/support/status.h"

namespace parallax::status {

// For a server: details travel as google.rpc.Status in the trailer
// "grpc-status-details-bin". Errors that reveal the server's inside (INTERNAL,
// UNKNOWN, DATA_LOSS, and any internal detail) are logged in full under
// `request_id` and sent with a plain message that names the request id.
grpc::Status ToGrpc(const absl::Status& status,
                    absl::string_view request_id = "");

// For a client: code, message and every detail that came with it.
absl::Status FromGrpc(const grpc::Status& status);

// The same for the result of one item of a batch.
google::rpc::Status ToProto(const absl::Status& status,
                            absl::string_view request_id = "");
absl::Status FromProto(const google::rpc::Status& status);

}  // namespace parallax::status
