#include <parallax/claims/v1/admin_service.grpc.pb.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <memory>
#include <string>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "common/status/grpc_status.h"
#include "common/status/macros.h"
#include "services/cli/commands/admin_check.h"
#include "services/cli/commands/admin_copy.h"
#include "services/cli/output/text.h"
#include "services/cli/session.h"

namespace parallax::cli {
namespace {

namespace v1 = claims::v1;
using Stub = v1::AdminService::Stub;

absl::Status ShowInfo(Session& session) {
  PARALLAX_ASSIGN_OR_RETURN(auto channel,
                            session.connection->Channel("claims"));
  const auto stub = v1::AdminService::NewStub(channel);
  PARALLAX_ASSIGN_OR_RETURN(
      const v1::GetServerInfoResponse info,
      Call(session, *stub, &Stub::GetServerInfo, v1::GetServerInfoRequest()));
  if (session.json) {
    session.out.Write(JsonText(info, false));
    return absl::OkStatus();
  }
  session.out.Write(absl::StrCat(
      "claims ", info.version(), ", since ", TimeText(info.start_time()),
      "\nstore           ", info.engine(), ", schema ", info.schema_version(),
      "\nrevision        ", info.revision(), "\noldest readable ",
      info.oldest_revision(), "\nchanges kept    after ",
      info.compact_revision(), "\n"));
  return absl::OkStatus();
}

absl::Status BackUp(Session& session, const std::string& target) {
  // Under its own name only once it is whole.
  const std::string part = absl::StrCat(target, ".part");
  std::ofstream file(part, std::ios::binary | std::ios::trunc);
  if (!file) {
    return absl::InvalidArgumentError(absl::StrCat("cannot write ", part));
  }
  absl::Cleanup remove = [&part] { std::remove(part.c_str()); };
  PARALLAX_ASSIGN_OR_RETURN(auto channel,
                            session.connection->Channel("claims"));
  const auto stub = v1::AdminService::NewStub(channel);
  grpc::ClientContext context;
  session.connection->Limit(&context);
  auto reader = stub->BackUpLedger(&context, v1::BackUpLedgerRequest());
  v1::BackUpLedgerResponse piece;
  int64_t bytes = 0;
  while (reader->Read(&piece)) {
    file.write(piece.data().data(),
               static_cast<std::streamsize>(piece.data().size()));
    bytes += static_cast<int64_t>(piece.data().size());
  }
  PARALLAX_RETURN_IF_ERROR(status::FromGrpc(reader->Finish()));
  file.close();
  if (!file || std::rename(part.c_str(), target.c_str()) != 0) {
    return absl::InternalError(absl::StrCat("cannot write ", target));
  }
  std::move(remove).Cancel();
  session.err.Write(absl::StrCat(bytes, " bytes in ", target, "\n"));
  return absl::OkStatus();
}

}  // namespace

void AddAdmin(CLI::App& app, Work* work) {
  CLI::App* admin = app.add_subcommand(
      "admin", "Look after the ledger of the claims service, and after stores");
  admin->require_subcommand(1);
  admin->add_subcommand("info", "Version, schema and revisions")
      ->callback([work] { *work = ShowInfo; });
  AddAdminCheck(*admin, work);
  auto target = std::make_shared<std::string>();
  CLI::App* backup = admin->add_subcommand(
      "backup", "Copy the store while it is in use; the copy is a store");
  backup->add_option("FILE", *target, "The file to write")->required();
  backup->callback([target, work] {
    *work = [target](Session& session) { return BackUp(session, *target); };
  });
  AddAdminCopy(*admin, work);
}

}  // namespace parallax::cli
