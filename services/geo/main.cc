// parallax-geo: place names, areas and attributed map layers.
#include "common/config/options.h"
#include "common/config/run_main.h"
#include "common/config/version.h"
#include "common/rpc/process_memory.h"
#include "common/rpc/server_runner.h"
#include "services/geo/app.h"

int main(int argc, char** argv) {
  parallax::rpc::ShareHeaps();
  parallax::rpc::ServerRunner::BlockSignals();
  parallax::geo::AppConfig config;
  parallax::config::Options options(
      {.program = "parallax-geo",
       .about = "Resolves place names and keeps attributed map layers.",
       .version = parallax::config::Version(),
       .env_prefix = "PARALLAX_GEO_"});
  parallax::geo::RegisterOptions(options, &config);
  return parallax::config::RunMain(
      options, argc, argv, [&config] { return parallax::geo::RunApp(config); });
}
