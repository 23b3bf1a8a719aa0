// Puts the ingest service together and runs it.
#ifndef PARALLAX_SERVICES_INGEST_APP_H_
#define PARALLAX_SERVICES_INGEST_APP_H_

#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "common/config/options.h"
#include "common/observability/log.h"
#include "common/rpc/server_runner.h"

namespace parallax::ingest {

struct AppConfig {
  AppConfig();

  rpc::ServerOptions server;
  observability::LogOptions log;
  std::string store = "sqlite:parallax-ingest.db";
  // Folder with ingest/ and claims/ in it; "" means ../share/parallax beside
  // the program.
  std::string data_dir;
  std::string claims_target = "127.0.0.1:7302";
  std::string geo_target = "127.0.0.1:7303";
  // Longest wait for one answer of a neighbour, retries included.
  absl::Duration neighbour_limit = absl::Seconds(20);
  int stream_window = 64;
  absl::Duration resume_interval = absl::Seconds(15);
};

void AddAppOptions(config::Options& options, AppConfig* config);

// Runs until the process is told to stop and all calls have ended.
absl::Status RunApp(const AppConfig& config);

}  // namespace parallax::ingest

#endif  // PARALLAX_SERVICES_INGEST_APP_H_
