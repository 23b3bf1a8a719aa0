#include "common/config/run_main.h"
#include "common/config/version.h"
#include "common/rpc/process_memory.h"
#include "common/rpc/server_runner.h"
#include "services/claims/app.h"

int main(int argc, char** argv) {
  parallax::rpc::ShareHeaps();
  parallax::rpc::ServerRunner::BlockSignals();
  parallax::claims::AppConfig config;
  parallax::config::Options options({.program = "parallax-claims",
                                     .about = "The ledger of who claims what.",
                                     .version = parallax::config::Version(),
                                     .env_prefix = "PARALLAX_CLAIMS_"});
  parallax::claims::AddOptions(options, &config);
  return parallax::config::RunMain(
      options, argc, argv, [&] { return parallax::claims::RunApp(config); });
}
