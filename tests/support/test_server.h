// A real server on a free port of loopback, as a service's main() runs it.
//
//   TestServer server;
//   GeoService service(server.runtime(), ...);
//   server.Start({{&service, "parallax.geo.v1.GeoService"}});
//   auto stub = geo::v1::GeoService::NewStub(server.channel());
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "common/rpc/server_runner.h"
#include "grpcpp/channel.h"
#include "grpcpp/create_channel.h"

namespace parallax::testing {

// Drains when destroyed; services must outlive it, so declare them before it
// and give them the runtime afterwards, or reset() it first.
class TestServer {
 public:
  // Quick to stop, quiet, otherwise as in production.
  static rpc::ServerOptions QuickOptions() {
    rpc::ServerOptions options;
    options.drain_notice = absl::ZeroDuration();
    options.drain_grace = absl::Seconds(5);
    options.runtime.access_log = false;
    options.runtime.executor.threads = 4;
    return options;
  }

  explicit TestServer(rpc::ServerOptions options = QuickOptions())
      : runner_(std::move(options)) {}

  rpc::CallRuntime& runtime() { return runner_.runtime(); }
  rpc::ServerRunner& runner() { return runner_; }

  // Listens and answers SERVING. Returns false when it cannot.
  bool Start(
      const std::vector<std::pair<grpc::Service*, std::string>>& services) {
    for (const auto& [service, name] : services) {
      runner_.AddService(service, name);
    }
    if (!runner_.Start().ok()) return false;
    runner_.SetServing(true);
    channel_ =
        grpc::CreateChannel(address(), grpc::InsecureChannelCredentials());
    return true;
  }

  std::string address() const {
    return "127.0.0.1:" + std::to_string(runner_.port());
  }
  std::shared_ptr<grpc::Channel> channel() const { return channel_; }

 private:
  rpc::ServerRunner runner_;
  std::shared_ptr<grpc::Channel> channel_;
};

}  // namespace parallax::testing
