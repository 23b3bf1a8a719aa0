#include "services/cli/commands/admin_check.h"

#include <parallax/claims/v1/admin_service.grpc.pb.h>
#include <parallax/geo/v1/admin_service.grpc.pb.h>
#include <parallax/ingest/v1/admin_service.grpc.pb.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "services/cli/output/text.h"

namespace parallax::cli {
namespace {

std::string Summary(const claims::v1::CheckLedgerResponse& found) {
  return absl::StrCat("revision ", found.revision(), ", ",
                      found.incident_count(), " incidents, ", found.row_count(),
                      " rows");
}

std::string Summary(const ingest::v1::CheckStoreResponse& found) {
  return absl::StrCat(found.document_count(), " documents, ",
                      found.revision_count(), " revisions");
}

std::string Summary(const geo::v1::CheckStoreResponse& found) {
  return absl::StrCat("revision ", found.revision(), ", ", found.layer_count(),
                      " layers, ", found.feature_count(), " features");
}

// Asks `service` by the method of its AdminService, and shows the answer.
template <typename Service, typename Request, typename Response>
absl::Status Check(const Session& session, absl::string_view service,
                   grpc::Status (Service::Stub::*method)(grpc::ClientContext*,
                                                         const Request&,
                                                         Response*)) {
  PARALLAX_ASSIGN_OR_RETURN(auto channel, session.connection->Channel(service));
  const auto stub = Service::NewStub(channel);
  PARALLAX_ASSIGN_OR_RETURN(const Response found,
                            Call(session, *stub, method, Request()));
  if (session.json) {
    auto line = nlohmann::json::parse(JsonText(found, false));
    line["service"] = std::string(service);
    session.out.Write(absl::StrCat(line.dump(), "\n"));
  } else {
    session.out.Write(absl::StrCat(service, ": ", Summary(found), ", ",
                                   found.fault_count(), " faults\n"));
    for (const auto& fault : found.faults()) {
      session.out.Write(
          absl::StrCat("  ", fault.name().empty() ? "store" : fault.name(), " ",
                       fault.description(), "\n"));
    }
  }
  if (found.fault_count() == 0) return absl::OkStatus();
  return absl::DataLossError(
      absl::StrCat("the store of ", service, " is not as it was written"));
}

absl::Status CheckOne(const Session& session, absl::string_view service) {
  if (service == "ingest") {
    return Check<ingest::v1::AdminService>(
        session, service, &ingest::v1::AdminService::Stub::CheckStore);
  }
  if (service == "geo") {
    return Check<geo::v1::AdminService>(
        session, service, &geo::v1::AdminService::Stub::CheckStore);
  }
  return Check<claims::v1::AdminService>(
      session, service, &claims::v1::AdminService::Stub::CheckLedger);
}

// Every service, whatever is found at the others.
absl::Status CheckAll(const Session& session) {
  absl::Status first;
  for (const absl::string_view service : {"claims", "ingest", "geo"}) {
    const absl::Status status = CheckOne(session, service);
    if (status.ok()) continue;
    if (!absl::IsDataLoss(status)) {
      session.err.Write(absl::StrCat(service, ": ", status.message(), "\n"));
    }
    first.Update(status);
  }
  return first;
}

}  // namespace

void AddAdminCheck(CLI::App& admin, Work* work) {
  auto service = std::make_shared<std::string>("all");
  CLI::App* check = admin.add_subcommand(
      "check",
      "Have the services check their stores, and the ledger compared with what "
      "its mentions say");
  check->add_option("--service", *service, "Whose store")
      ->check(CLI::IsMember({"all", "claims", "ingest", "geo"}))
      ->capture_default_str();
  check->callback([service, work] {
    *work = [service](Session& session) {
      return *service == "all" ? CheckAll(session)
                               : CheckOne(session, *service);
    };
  });
}

}  // namespace parallax::cli
