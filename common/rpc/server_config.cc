#include "common/rpc/server_config.h"

namespace parallax::rpc {

void RegisterServerOptions(config::Options& options, ServerOptions* server) {
  options.Add("listen", &server->listen, "host:port to listen on",
              config::Address());
  options.Add("port-file", &server->port_file,
              "file to write the port to once listening");
  options.Add("worker-threads", &server->runtime.executor.threads,
              "threads that work on calls", config::InRange(1, 1024));
  options.Add("worker-queue", &server->runtime.executor.queue_capacity,
              "calls that may wait for a thread; more are refused",
              config::InRange(1, 1'000'000));
  options.Add("default-deadline", &server->runtime.default_deadline,
              "time for calls that come without a deadline",
              config::AtLeast(absl::Milliseconds(100)));
  options.Add("max-request-bytes", &server->max_receive_bytes,
              "largest request message",
              config::InRange(64 * 1024, 1024 * 1024 * 1024));
  options.Add("drain-notice", &server->drain_notice,
              "time between health going NOT_SERVING and refusing calls",
              config::AtLeast(absl::ZeroDuration()));
  options.Add("drain-grace", &server->drain_grace,
              "time for calls in flight when stopping",
              config::AtLeast(absl::ZeroDuration()));
  options.Add("access-log", &server->runtime.access_log,
              "write a log line for each call");
}

}  // namespace parallax::rpc
