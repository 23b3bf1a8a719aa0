#include "common/config/run_main.h"

#include <iostream>

#include "common/observability/log.h"
#include "common/status/errors.h"

namespace parallax::config {

int RunMain(Options& options, int argc, const char* const* argv,
            const std::function<absl::Status()>& body) {
  const absl::StatusOr<Action> action = options.Parse(argc, argv);
  if (!action.ok()) {
    std::cerr << action.status().message() << "\n";
    return 2;
  }
  if (action->text.has_value()) {
    std::cout << *action->text;
    return 0;
  }
  const absl::Status status = body();
  if (status.ok()) return 0;
  observability::LogError("the program failed",
                          {{"error", status.message()},
                           {"code", absl::StatusCodeToString(status.code())},
                           {"detail", status::InternalDetail(status)}});
  return 1;
}

}  // namespace parallax::config
