// The claims service, put together.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "common/config/options.h"
#include "common/observability/log.h"
#include "common/rpc/server_runner.h"
#include "services/claims/server/claims_service.h"

namespace parallax::claims {

struct AppConfig {
  AppConfig();

  rpc::ServerOptions server;
  observability::LogOptions log;
  // "sqlite:PATH" or "postgresql://...".
  std::string store = "sqlite:claims.db";
  // Holds claims/actors/*.textproto; empty means beside the program.
  std::string data_dir;
  int store_readers = 4;
  server::ClaimsServiceOptions service;
  std::string geo_target = "127.0.0.1:7303";
  // Longest wait for one answer of geo, retries included.
  absl::Duration neighbour_limit = absl::Seconds(5);
  // For which replaced mentions are kept; 0 for ever.
  int replaced_days = 0;
};

// Registers every option of the service.
void AddOptions(config::Options& options, AppConfig* config);

// Runs until SIGTERM or SIGINT.
absl::Status RunApp(const AppConfig& config);

}  // namespace parallax::claims
