#include "common/rpc/server_runner.h"

#include <grpcpp/ext/channelz_service_plugin.h>
#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/resource_quota.h>
#include <grpcpp/server_builder.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/observability/log.h"
#include "common/rpc/process_memory.h"
#include "common/status/macros.h"
#include "grpc/health/v1/health.pb.h"

namespace parallax::rpc {
namespace {

int Millis(absl::Duration duration) {
  return static_cast<int>(absl::ToInt64Milliseconds(duration));
}

// gRPC wants these before the first builder, once in a process.
void EnablePlugins() {
  static const bool done = [] {
    grpc::EnableDefaultHealthCheckService(true);
    grpc::reflection::InitProtoReflectionServerBuilderPlugin();
    grpc::channelz::experimental::InitChannelzService();
    return true;
  }();
  static_cast<void>(done);
}

void ApplyLimits(const ServerOptions& options, grpc::ServerBuilder* builder) {
  builder->SetMaxReceiveMessageSize(options.max_receive_bytes);
  builder->SetMaxSendMessageSize(options.max_send_bytes);
  builder->AddChannelArgument(GRPC_ARG_MAX_METADATA_SIZE,
                              options.max_metadata_bytes);
  builder->AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS,
                              options.max_streams_per_connection);
  builder->AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS,
                              Millis(options.keepalive_time));
  builder->AddChannelArgument(GRPC_ARG_KEEPALIVE_TIMEOUT_MS,
                              Millis(options.keepalive_timeout));
  builder->AddChannelArgument(
      GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS,
      Millis(options.minimum_ping_interval));
  builder->AddChannelArgument(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
  // Two servers on one port would share its calls between them unnoticed.
  builder->AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  grpc::ResourceQuota quota("server");
  quota.Resize(options.memory_quota_bytes);
  builder->SetResourceQuota(quota);
}

// Readers of the file must never see half a number.
absl::Status WritePortFile(const std::string& path, int port) {
  const std::string temporary = absl::StrCat(path, ".tmp");
  std::ofstream file(temporary);
  file << port << "\n";
  file.close();
  if (!file || std::rename(temporary.c_str(), path.c_str()) != 0) {
    return absl::InvalidArgumentError(
        absl::StrCat("the port file ", path, " cannot be written"));
  }
  return absl::OkStatus();
}

sigset_t StopSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  return signals;
}

// gRPC closes a connection with the last call on it; a caller that writes at
// that moment (an acknowledgement will do) loses the answer that is on its way.
// So calls that are about to end do so, and are heard, before the connections
// are told to close.
void LetCallsEnd(const CallRuntime& runtime, absl::Time until) {
  constexpr absl::Duration kLongest = absl::Milliseconds(250);
  constexpr absl::Duration kOnItsWay = absl::Milliseconds(50);
  const absl::Time last = std::min(until, absl::Now() + kLongest);
  while (runtime.in_flight() > 0 && absl::Now() < last) {
    absl::SleepFor(absl::Milliseconds(1));
  }
  absl::SleepFor(std::min(kOnItsWay, until - absl::Now()));
}

}  // namespace

ServerRunner::ServerRunner(ServerOptions options)
    : options_(std::move(options)),
      runtime_(options_.runtime),
      wake_fd_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {}

ServerRunner::~ServerRunner() {
  Drain();
  close(wake_fd_);
}

void ServerRunner::AddService(grpc::Service* service, std::string full_name) {
  services_.emplace_back(service, std::move(full_name));
}

absl::Status ServerRunner::Start() {
  EnablePlugins();
  // Links the health service's schema in: gRPC serves it without, and then
  // reflection lists what it cannot describe.
  grpc::health::v1::HealthCheckRequest::descriptor();
  grpc::ServerBuilder builder;
  ApplyLimits(options_, &builder);
  builder.AddListeningPort(options_.listen,
                           options_.credentials != nullptr
                               ? options_.credentials
                               : grpc::InsecureServerCredentials(),
                           &port_);
  for (const auto& [service, name] : services_) {
    builder.RegisterService(service);
  }
  server_ = builder.BuildAndStart();
  if (server_ == nullptr) {
    return absl::UnavailableError(
        absl::StrCat("cannot listen on ", options_.listen,
                     ": the address is wrong or in use"));
  }
  // gRPC's default is SERVING for "".
  SetServing(false);
  if (!options_.port_file.empty()) {
    PARALLAX_RETURN_IF_ERROR(WritePortFile(options_.port_file, port_));
  }
  observability::LogInfo("listening",
                         {{"address", options_.listen}, {"port", port_}});
  return absl::OkStatus();
}

void ServerRunner::SetServing(bool serving) {
  if (server_ == nullptr) return;
  auto* health = server_->GetHealthCheckService();
  if (health == nullptr) return;
  for (const auto& [service, name] : services_) {
    health->SetServingStatus(name, serving);
  }
  health->SetServingStatus("", serving);
  if (!serving) return;
  ReturnFreeMemory();
  observability::LogInfo("serving", {{"port", port_}});
}

void ServerRunner::OnStopped(std::function<void()> callback) {
  on_stopped_.push_back(std::move(callback));
}

std::shared_ptr<grpc::Channel> ServerRunner::InProcessChannel() {
  return server_->InProcessChannel(grpc::ChannelArguments());
}

void ServerRunner::BlockSignals() {
  const sigset_t signals = StopSignals();
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

absl::Status ServerRunner::WaitForShutdown() {
  if (server_ == nullptr) {
    return absl::FailedPreconditionError("the server was not started");
  }
  const sigset_t signals = StopSignals();
  const int signal_fd = signalfd(-1, &signals, SFD_CLOEXEC);
  pollfd sources[] = {{.fd = wake_fd_, .events = POLLIN, .revents = 0},
                      {.fd = signal_fd, .events = POLLIN, .revents = 0}};
  while (poll(sources, 2, /*timeout=*/-1) < 0 && errno == EINTR) {
  }
  signalfd_siginfo received{};
  if ((sources[1].revents & POLLIN) != 0 &&
      read(signal_fd, &received, sizeof(received)) == sizeof(received)) {
    observability::LogInfo("signal received", {{"signal", received.ssi_signo}});
  }
  close(signal_fd);
  Drain();
  return absl::OkStatus();
}

void ServerRunner::Stop() {
  const std::uint64_t one = 1;
  // A counter that overflows has been set before, which is all that matters.
  [[maybe_unused]] const auto written = write(wake_fd_, &one, sizeof(one));
}

void ServerRunner::Drain() {
  if (drained_) return;
  drained_ = true;
  if (server_ != nullptr) {
    const absl::Time began = absl::Now();
    observability::LogInfo("draining", {{"port", port_}});
    // Pins NOT_SERVING for every name.
    if (auto* health = server_->GetHealthCheckService()) health->Shutdown();
    absl::SleepFor(options_.drain_notice);
    runtime_.BeginDrain();
    const bool idle = runtime_.in_flight() == 0;
    runtime_.EndStreams();
    const absl::Time until = absl::Now() + options_.drain_grace;
    if (!idle) LetCallsEnd(runtime_, until);
    server_->Shutdown(absl::ToChronoTime(until));
    server_->Wait();
    observability::LogInfo("drained", {{"took_ms", absl::Now() - began}});
  }
  runtime_.executor().Shutdown();
  for (auto it = on_stopped_.rbegin(); it != on_stopped_.rend(); ++it) (*it)();
  on_stopped_.clear();
  server_ = nullptr;
}

}  // namespace parallax::rpc
