// The options that every server has.
#pragma once

#include "common/config/options.h"
#include "common/rpc/server_runner.h"

namespace parallax::rpc {

// --listen, --port-file, --worker-threads, --worker-queue, --default-deadline,
// --max-request-bytes, --drain-notice, --drain-grace, --access-log. `options`
// must not outlive `server`, whose values are the defaults.
void RegisterServerOptions(config::Options& options, ServerOptions* server);

}  // namespace parallax::rpc
