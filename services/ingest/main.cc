#include "common/config/options.h"
#include "common/config/run_main.h"
#include "common/config/version.h"
#include "common/rpc/process_memory.h"
#include "common/rpc/server_runner.h"
#include "services/ingest/app.h"

int main(int argc, char** argv) {
  using namespace parallax;
  rpc::ShareHeaps();
  rpc::ServerRunner::BlockSignals();
  ingest::AppConfig config;
  config::Options options(
      {.program = "parallax-ingest",
       .about = "Takes news reports and extracts who claims what in them.",
       .version = config::Version(),
       .env_prefix = "PARALLAX_INGEST_"});
  ingest::AddAppOptions(options, &config);
  return config::RunMain(options, argc, argv, [&]() -> absl::Status {
    const absl::Status logging = observability::SetUpLogging(config.log);
    if (!logging.ok()) return logging;
    return ingest::RunApp(config);
  });
}
