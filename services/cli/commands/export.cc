#include <parallax/claims/v1/export_service.grpc.pb.h>

#include <CLI/CLI.hpp>
#include <fstream>
#include <map>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/status/grpc_status.h"
#include "common/status/macros.h"
#include "services/cli/session.h"
#include "services/cli/viewpoint.h"

namespace parallax::cli {
namespace {

namespace v1 = claims::v1;

const std::map<std::string, v1::ExportFormat>& Formats() {
  static const auto& formats = *new std::map<std::string, v1::ExportFormat>{
      {"csv", v1::EXPORT_FORMAT_NATIVE_CSV},
      {"acled", v1::EXPORT_FORMAT_ACLED_CSV},
      {"ucdp", v1::EXPORT_FORMAT_UCDP_CSV},
      {"geojson", v1::EXPORT_FORMAT_GEOJSON},
      {"jsonld", v1::EXPORT_FORMAT_CLAIM_JSONLD},
      {"changes", v1::EXPORT_FORMAT_CHANGES_NDJSON}};
  return formats;
}

const std::map<std::string, v1::ClaimantPolicy>& Policies() {
  static const auto& policies = *new std::map<std::string, v1::ClaimantPolicy>{
      {"own-loss", v1::CLAIMANT_POLICY_OWN_LOSS},
      {"third-party", v1::CLAIMANT_POLICY_THIRD_PARTY},
      {"lowest", v1::CLAIMANT_POLICY_LOWEST},
      {"highest", v1::CLAIMANT_POLICY_HIGHEST},
      {"side", v1::CLAIMANT_POLICY_SIDE}};
  return policies;
}

struct Options {
  std::string format = "csv";
  std::string policy;
  std::string side;
  std::string filter;
  std::string output;
  int64_t after = 0;
  ViewOptions view;
};

// Formats that have one number where several are claimed.
bool NeedsPolicy(v1::ExportFormat format) {
  return format == v1::EXPORT_FORMAT_ACLED_CSV ||
         format == v1::EXPORT_FORMAT_UCDP_CSV;
}

absl::Status Run(Session& session, const Options& options) {
  if (options.policy.empty() && NeedsPolicy(Formats().at(options.format))) {
    return absl::InvalidArgumentError(
        absl::StrCat("--format ", options.format,
                     " has one number where several are claimed: say whose "
                     "with --policy"));
  }
  v1::ExportClaimsRequest request;
  request.set_format(Formats().at(options.format));
  if (!options.policy.empty()) {
    request.set_claimant_policy(Policies().at(options.policy));
  }
  request.set_claimant_side(options.side);
  request.set_filter(options.filter);
  request.set_after_revision(options.after);
  PARALLAX_RETURN_IF_ERROR(SetViewpoint(options.view, &request));
  std::ofstream file;
  if (!options.output.empty()) {
    file.open(options.output, std::ios::binary | std::ios::trunc);
    if (!file) {
      return absl::InvalidArgumentError(
          absl::StrCat("cannot write ", options.output));
    }
  }
  PARALLAX_ASSIGN_OR_RETURN(auto channel,
                            session.connection->Channel("claims"));
  const auto stub = v1::ExportService::NewStub(channel);
  grpc::ClientContext context;
  session.connection->Limit(&context);
  auto reader = stub->ExportClaims(&context, request);
  v1::ExportClaimsResponse piece;
  while (reader->Read(&piece)) {
    if (options.output.empty()) {
      session.out.Write(piece.data());
    } else {
      file.write(piece.data().data(),
                 static_cast<std::streamsize>(piece.data().size()));
    }
  }
  PARALLAX_RETURN_IF_ERROR(status::FromGrpc(reader->Finish()));
  if (file.is_open() && !file.flush()) {
    return absl::InternalError(absl::StrCat("cannot write ", options.output));
  }
  return absl::OkStatus();
}

}  // namespace

void AddExport(CLI::App& app, Work* work) {
  auto options = std::make_shared<Options>();
  CLI::App* command = app.add_subcommand("export", "Write claims as a file");
  command
      ->add_option("--format", options->format,
                   "csv (a row for each version of a claim), acled, ucdp, "
                   "geojson, jsonld or changes")
      ->check(CLI::IsMember(Formats()))
      ->capture_default_str();
  command
      ->add_option("--policy", options->policy,
                   "Whose numbers an acled or ucdp row has: own-loss, "
                   "third-party, lowest, highest or side")
      ->check(CLI::IsMember(Policies()));
  command->add_option("--side", options->side, "The side of --policy side");
  command->add_option("--filter", options->filter,
                      "AIP-160 filter over claims; over incidents for acled "
                      "and ucdp");
  command
      ->add_option("--after", options->after,
                   "changes: only those after this revision")
      ->check(CLI::NonNegativeNumber);
  command->add_option("-o,--output", options->output,
                      "File to write; else standard output");
  AddViewOptions(*command, &options->view);
  command->callback([options, work] {
    *work = [options](Session& session) { return Run(session, *options); };
  });
}

}  // namespace parallax::cli
