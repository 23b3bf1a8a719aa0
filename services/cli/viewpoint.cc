#include "services/cli/viewpoint.h"

#include <CLI/CLI.hpp>

namespace parallax::cli {

void AddViewOptions(CLI::App& command, ViewOptions* options) {
  command.add_option("--as-of", options->as_of,
                     "Only what had been published by then");
  command.add_option("--recorded-as-of", options->recorded_as_of,
                     "Only what the ledger held then");
  command.add_flag(
      "--reviewed", options->reviewed,
      "With the analysts' reviews laid over the machine's reading");
}

}  // namespace parallax::cli
