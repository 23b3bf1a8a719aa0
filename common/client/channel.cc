#include "common/client/channel.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/support/channel_arguments.h>
#include <grpcpp/support/validate_service_config.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/client/service_config.h"
#include "common/observability/request_id.h"

namespace parallax::client {

absl::StatusOr<std::shared_ptr<grpc::Channel>> CreateChannel(
    const ChannelOptions& options) {
  if (options.target.empty()) {
    return absl::InvalidArgumentError("a channel needs a target");
  }
  grpc::ChannelArguments arguments;
  if (!options.service_config_json.empty()) {
    const std::string problem = grpc::experimental::ValidateServiceConfigJSON(
        options.service_config_json);
    if (!problem.empty()) {
      return absl::InvalidArgumentError(
          absl::StrCat("the service config is wrong: ", problem));
    }
    arguments.SetServiceConfigJSON(options.service_config_json);
  }
  const auto millis = [](absl::Duration duration) {
    return static_cast<int>(absl::ToInt64Milliseconds(duration));
  };
  arguments.SetMaxReceiveMessageSize(options.max_receive_bytes);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, millis(options.keepalive_time));
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIMEOUT_MS,
                   millis(options.keepalive_timeout));
  // A neighbour that restarts is back within seconds, not after gRPC's two
  // minutes.
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 200);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 1000);
  return grpc::CreateCustomChannel(options.target,
                                   options.credentials != nullptr
                                       ? options.credentials
                                       : grpc::InsecureChannelCredentials(),
                                   arguments);
}

absl::string_view ServiceConfig(absl::string_view service) {
  if (service == "ingest") return service_config::ingest_json();
  if (service == "claims") return service_config::claims_json();
  if (service == "geo") return service_config::geo_json();
  return "";
}

void Propagate(const rpc::CallContext& call, grpc::ClientContext* context,
               absl::Duration limit) {
  const absl::Duration left = std::min(call.Remaining(), limit);
  if (left != absl::InfiniteDuration()) {
    context->set_deadline(absl::ToChronoTime(absl::Now() + left));
  }
  if (!call.request_id().empty()) {
    context->AddMetadata(observability::kRequestIdKey, call.request_id());
  }
}

}  // namespace parallax::client
