#include "common/rpc/admission.h"

#include "absl/strings/str_cat.h"
#include "common/observability/log.h"
#include "common/status/errors.h"

namespace parallax::rpc {
namespace {

// Failures that an operator should look at, as opposed to those that the
// caller brought about.
bool OurFault(absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kUnknown:
    case absl::StatusCode::kInternal:
    case absl::StatusCode::kDataLoss:
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kResourceExhausted:
    case absl::StatusCode::kUnimplemented:
      return true;
    default:
      return false;
  }
}

}  // namespace

void AccessLog::Complete(const CallInfo& call, const CallOutcome& outcome) {
  const absl::Status& status = outcome.status;
  const auto level = OurFault(status.code()) ? observability::Level::kWarning
                                             : observability::Level::kInfo;
  if (!observability::LogEnabled(level)) return;
  const std::string code =
      status.ok() ? "OK" : absl::StatusCodeToString(status.code());
  if (status.ok()) {
    observability::Log(level, "call",
                       {{"method", call.method},
                        {"code", code},
                        {"latency_ms", outcome.latency},
                        {"request_id", call.context.request_id()},
                        {"peer", call.peer}});
    return;
  }
  observability::Log(level, "call",
                     {{"method", call.method},
                      {"code", code},
                      {"reason", status::ReasonName(status::ReasonOf(status))},
                      {"latency_ms", outcome.latency},
                      {"request_id", call.context.request_id()},
                      {"peer", call.peer}});
}

absl::Status DrainGate::Admit(const CallInfo& call) {
  return runtime_.draining() ? ShuttingDown() : absl::OkStatus();
}

absl::Status DeadlineGate::Admit(const CallInfo& call) {
  if (call.context.Remaining() >= minimum_) return absl::OkStatus();
  return status::Error(
      absl::StatusCode::kDeadlineExceeded,
      type::v1::ERROR_REASON_DEADLINE_TOO_SHORT,
      absl::StrCat("less than ", absl::FormatDuration(minimum_),
                   " is left before the deadline"));
}

}  // namespace parallax::rpc
