#include "tests/bench/claims_process.h"

#include <grpc/health/v1/health.grpc.pb.h>

#include <cstdio>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "grpcpp/create_channel.h"

namespace parallax::bench {
namespace {

constexpr absl::Duration kStartLimit = absl::Seconds(60);

}  // namespace

absl::Status ClaimsProcess::Start(absl::Duration* took) {
  const std::string port_file = folder_ + "/port";
  std::remove(port_file.c_str());
  const absl::Time begin = absl::Now();
  if (!process_.Start(
          PARALLAX_BINARY_DIR "/bin/parallax-claims",
          {"--listen", "127.0.0.1:0", "--port-file", port_file, "--store",
           database_.empty() ? absl::StrCat("sqlite:", StorePath())
                             : database_},
          folder_ + "/log")) {
    return absl::InternalError("parallax-claims cannot be started");
  }
  port_ = 0;
  while (!(std::ifstream(port_file) >> port_) || port_ == 0) {
    if (absl::Now() - begin > kStartLimit) {
      return absl::DeadlineExceededError("parallax-claims does not listen");
    }
    absl::SleepFor(absl::Milliseconds(1));
  }
  const auto channel = Connect();
  stub_ = claims::v1::ClaimsService::NewStub(channel);
  const auto health = grpc::health::v1::Health::NewStub(channel);
  grpc::health::v1::HealthCheckResponse response;
  while (response.status() != grpc::health::v1::HealthCheckResponse::SERVING) {
    grpc::ClientContext context;
    context.set_deadline(absl::ToChronoTime(absl::Now() + absl::Seconds(2)));
    context.set_wait_for_ready(true);
    (void)health->Check(&context, {}, &response);
    if (absl::Now() - begin > kStartLimit) {
      return absl::DeadlineExceededError("parallax-claims does not serve");
    }
    absl::SleepFor(absl::Milliseconds(1));
  }
  if (took != nullptr) *took = absl::Now() - begin;
  return absl::OkStatus();
}

std::shared_ptr<grpc::Channel> ClaimsProcess::Connect() const {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  arguments.SetMaxReceiveMessageSize(-1);
  return grpc::CreateCustomChannel(absl::StrCat("127.0.0.1:", port_),
                                   grpc::InsecureChannelCredentials(),
                                   arguments);
}

}  // namespace parallax::bench
