// Builds, runs and drains one gRPC server process.
//
//   rpc::ServerRunner runner(options);
//   GeoService service(runner.runtime(), ...);
//   runner.AddService(&service, "parallax.geo.v1.GeoService");
//   PARALLAX_RETURN_IF_ERROR(runner.Start());   // listens, NOT_SERVING
//   ... load what the service needs ...
//   runner.SetServing(true);
//   runner.OnStopped([&] { store.Close(); });
//   return runner.WaitForShutdown();            // SIGTERM, SIGINT or Stop()
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "common/rpc/call_runtime.h"
#include "grpcpp/impl/service_type.h"
#include "grpcpp/security/server_credentials.h"
#include "grpcpp/server.h"

namespace parallax::rpc {

struct ServerOptions {
  // host:port; port 0 takes a free one, see port().
  std::string listen = "127.0.0.1:0";
  // When set, the chosen port is written there once the server listens.
  std::string port_file;
  // Insecure when null.
  std::shared_ptr<grpc::ServerCredentials> credentials;

  CallRuntime::Options runtime;

  int max_receive_bytes = 24 * 1024 * 1024;
  int max_send_bytes = 64 * 1024 * 1024;
  int max_metadata_bytes = 16 * 1024;
  int max_streams_per_connection = 1024;
  // All buffers of the server together.
  std::size_t memory_quota_bytes = 512 * 1024 * 1024;
  absl::Duration keepalive_time = absl::Seconds(60);
  absl::Duration keepalive_timeout = absl::Seconds(20);
  // Clients may ping this often without being cut off.
  absl::Duration minimum_ping_interval = absl::Seconds(10);

  // Between health going NOT_SERVING and new calls being refused, so that
  // balancers have seen it.
  absl::Duration drain_notice = absl::Milliseconds(250);
  // For calls in flight, after that they are cancelled.
  absl::Duration drain_grace = absl::Seconds(20);
};

// Not thread safe, except Stop(), SetServing() and port() after Start().
class ServerRunner {
 public:
  explicit ServerRunner(ServerOptions options);
  // Stops the server if it still runs.
  ~ServerRunner();

  ServerRunner(const ServerRunner&) = delete;
  ServerRunner& operator=(const ServerRunner&) = delete;

  // Shared by the services' calls; valid as long as the runner.
  CallRuntime& runtime() { return runtime_; }

  // `service` must outlive the runner. Before Start().
  void AddService(grpc::Service* service, std::string full_name);

  // Listens with reflection, health and channelz. Health answers NOT_SERVING
  // for the server ("") and each service until SetServing(true).
  absl::Status Start();

  // The port listened on; 0 before Start().
  int port() const { return port_; }

  // Sets the health of the server and all its services. Ignored once the
  // drain has begun.
  void SetServing(bool serving);

  // Called after the executor has been joined, in the opposite order of
  // registration: close stores here.
  void OnStopped(std::function<void()> callback);

  // A channel into the server without a socket, for tests.
  std::shared_ptr<grpc::Channel> InProcessChannel();

  // Blocks SIGTERM and SIGINT in this and all later threads; call it first in
  // main, before any thread exists. WaitForShutdown() then receives them.
  static void BlockSignals();

  // Waits for SIGTERM, SIGINT or Stop(), then drains: health NOT_SERVING, the
  // notice, new calls refused, watches ended, calls in flight within the
  // grace period, executor joined, OnStopped callbacks.
  absl::Status WaitForShutdown();

  // Asks WaitForShutdown() to begin the drain. Any thread.
  void Stop();

  // Drains now, once; later calls do nothing. Call it before what the services
  // and the OnStopped callbacks use goes away, also where Start() failed.
  void Drain();

 private:
  ServerOptions options_;
  CallRuntime runtime_;
  std::vector<std::pair<grpc::Service*, std::string>> services_;
  std::vector<std::function<void()>> on_stopped_;
  std::unique_ptr<grpc::Server> server_;
  int port_ = 0;
  bool drained_ = false;
  // Wakes WaitForShutdown(); an eventfd.
  const int wake_fd_;
};

}  // namespace parallax::rpc
