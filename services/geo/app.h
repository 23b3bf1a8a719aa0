// Puts the geo service together: the only place that names concrete types.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "common/config/options.h"
#include "common/observability/log.h"
#include "common/rpc/server_runner.h"

namespace parallax::geo {

struct AppConfig {
  rpc::ServerOptions server;
  observability::LogOptions log;
  std::string store = "sqlite:geo.db";
  // Holds geo/world.gaz; empty for share/parallax beside the program's folder.
  std::string data_dir;
  // A gazetteer file to read instead of the one in data_dir.
  std::string gazetteer;
};

// Declares the options with their defaults. `config` must outlive `options`.
void RegisterOptions(config::Options& options, AppConfig* config);

// Opens the gazetteer and the store, serves until told to stop, closes them.
absl::Status RunApp(const AppConfig& config);

}  // namespace parallax::geo
