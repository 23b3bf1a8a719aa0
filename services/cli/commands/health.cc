#include <grpc/health/v1/health.grpc.pb.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/status/grpc_status.h"
#include "common/status/macros.h"
#include "services/cli/output/table.h"
#include "services/cli/session.h"

namespace parallax::cli {
namespace {

struct Options {
  double wait_s = 0;
};

struct Target {
  absl::string_view name;
  absl::string_view service;
};

constexpr Target kTargets[] = {
    {"ingest", "parallax.ingest.v1.IngestService"},
    {"claims", "parallax.claims.v1.ClaimsService"},
    {"geo", "parallax.geo.v1.GeoService"},
};

absl::StatusOr<std::string> Probe(Session& session, const Target& target) {
  PARALLAX_ASSIGN_OR_RETURN(auto channel,
                            session.connection->Channel(target.name));
  const auto stub = grpc::health::v1::Health::NewStub(channel);
  grpc::ClientContext context;
  context.set_deadline(std::chrono::system_clock::now() +
                       std::chrono::seconds(2));
  grpc::health::v1::HealthCheckRequest request;
  request.set_service(std::string(target.service));
  grpc::health::v1::HealthCheckResponse response;
  const absl::Status status =
      status::FromGrpc(stub->Check(&context, request, &response));
  if (absl::IsUnavailable(status) || absl::IsDeadlineExceeded(status)) {
    return std::string("UNREACHABLE");
  }
  if (!status.ok()) return status;
  return grpc::health::v1::HealthCheckResponse::ServingStatus_Name(
      response.status());
}

absl::Status Run(Session& session, const Options& options) {
  const absl::Time end = absl::Now() + absl::Seconds(options.wait_s);
  for (;;) {
    Table table({{"SERVICE"}, {"STATUS"}, {"ADDRESS"}});
    bool all = true;
    for (const Target& target : kTargets) {
      PARALLAX_ASSIGN_OR_RETURN(const std::string state,
                                Probe(session, target));
      all = all && state == "SERVING";
      const Addresses& at = session.connection->addresses();
      const std::string& address = target.name == "ingest"   ? at.ingest
                                   : target.name == "claims" ? at.claims
                                                             : at.geo;
      table.AddRow({std::string(target.name), state, address},
                   state == "SERVING" ? Style::kGreen : Style::kRed);
    }
    if (all || absl::Now() >= end) {
      session.out.Write(table.Render(session.out));
      return all ? absl::OkStatus()
                 : absl::FailedPreconditionError("not every service serves");
    }
    absl::SleepFor(absl::Milliseconds(100));
  }
}

}  // namespace

void AddHealth(CLI::App& app, Work* work) {
  auto options = std::make_shared<Options>();
  CLI::App* command =
      app.add_subcommand("health", "Tell whether the services serve");
  command
      ->add_option("--wait", options->wait_s, "Wait this many seconds for them")
      ->check(CLI::Range(0.0, 3600.0));
  command->callback([options, work] {
    *work = [options](Session& session) { return Run(session, *options); };
  });
}

}  // namespace parallax::cli
