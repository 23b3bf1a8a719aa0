// Channels to the services, with retries, balancing and keepalive set.
#pragma once

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/rpc/call_context.h"
#include "grpcpp/channel.h"
#include "grpcpp/client_context.h"
#include "grpcpp/security/credentials.h"

namespace parallax::client {

struct ChannelOptions {
  // "127.0.0.1:7303", "dns:///geo:7303", "unix:/run/geo.sock".
  std::string target;
  // Insecure when null.
  std::shared_ptr<grpc::ChannelCredentials> credentials;
  // From ServiceConfig() or one's own.
  std::string service_config_json;
  absl::Duration keepalive_time = absl::Seconds(60);
  absl::Duration keepalive_timeout = absl::Seconds(20);
  int max_receive_bytes = 64 * 1024 * 1024;
};

// INVALID_ARGUMENT when the target is empty or gRPC refuses the service
// config. Connects lazily.
absl::StatusOr<std::shared_ptr<grpc::Channel>> CreateChannel(
    const ChannelOptions& options);

// The service config of "ingest", "claims" or "geo": which methods are retried
// and how (client/service_config/*.json), round robin, health checking. Empty
// for another name.
absl::string_view ServiceConfig(absl::string_view service);

// Puts the caller's deadline (at most `limit` from now) and request id on an
// outgoing call. A client that may start before its server also calls
// context->set_wait_for_ready(true), so that the call waits for a connection
// within its deadline instead of failing at once.
void Propagate(const rpc::CallContext& call, grpc::ClientContext* context,
               absl::Duration limit = absl::InfiniteDuration());

}  // namespace parallax::client
