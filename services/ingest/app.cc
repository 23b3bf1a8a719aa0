#include "services/ingest/app.h"

#include <filesystem>
#include <memory>
#include <system_error>
#include <utility>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "common/client/channel.h"
#include "common/config/log_options.h"
#include "common/rpc/server_config.h"
#include "common/status/macros.h"
#include "common/storage/page_token.h"
#include "common/storage/store_url.h"
#include "services/ingest/domain/actor_countries.h"
#include "services/ingest/domain/extract/extractor.h"
#include "services/ingest/domain/ingestor.h"
#include "services/ingest/domain/outlet_families.h"
#include "services/ingest/domain/pending_resumer.h"
#include "services/ingest/neighbours/actor_files.h"
#include "services/ingest/neighbours/actor_follower.h"
#include "services/ingest/neighbours/grpc_neighbours.h"
#include "services/ingest/server/admin_service.h"
#include "services/ingest/server/ingest_service.h"
#include "services/ingest/storage/postgres/open_documents.h"
#include "services/ingest/storage/sqlite/open_documents.h"

namespace parallax::ingest {
namespace {

absl::Status CheckStore(const std::string& store) {
  return parallax::storage::ParseStoreUrl(store).status();
}

absl::StatusOr<std::unique_ptr<storage::SqlDocumentStore>> OpenStore(
    const std::string& store) {
  PARALLAX_ASSIGN_OR_RETURN(const parallax::storage::StoreUrl url,
                            parallax::storage::ParseStoreUrl(store));
  switch (url.engine) {
    case parallax::storage::SqlDialect::kPostgres:
      return storage::OpenPostgresDocuments(url.location);
    case parallax::storage::SqlDialect::kSqlite:
      break;
  }
  return storage::OpenSqliteDocuments(url.location);
}

std::string DataFolder(const AppConfig& config) {
  if (!config.data_dir.empty()) return config.data_dir;
  std::error_code error;
  const std::filesystem::path program =
      std::filesystem::read_symlink("/proc/self/exe", error);
  return (program.parent_path().parent_path() / "share" / "parallax").string();
}

absl::StatusOr<std::shared_ptr<grpc::Channel>> Neighbour(
    const std::string& target, absl::string_view service) {
  client::ChannelOptions options;
  options.target = target;
  options.service_config_json = std::string(client::ServiceConfig(service));
  return client::CreateChannel(options);
}

}  // namespace

AppConfig::AppConfig() {
  server.listen = "127.0.0.1:7301";
  // Threads mostly wait for disk and neighbours; claims takes up to 64 reports
  // into one transaction.
  server.runtime.executor.threads = 64;
  log.service = "ingest";
}

void AddAppOptions(config::Options& options, AppConfig* config) {
  rpc::RegisterServerOptions(options, &config->server);
  config::AddLogOptions(options, &config->log);
  options.AddRedacted(
      "store", &config->store,
      "where documents are kept: sqlite:PATH or "
      "postgresql://USER@HOST:PORT/DATABASE",
      [](const std::string& store) {
        return parallax::storage::RedactStoreUrl(store);
      },
      CheckStore);
  options.Add("data-dir", &config->data_dir,
              "folder of the data files; empty: ../share/parallax beside the "
              "program");
  options.Add("claims", &config->claims_target,
              "host:port of the claims service", config::NotEmpty());
  options.Add("geo", &config->geo_target, "host:port of the geo service",
              config::NotEmpty());
  options.Add("neighbour-limit", &config->neighbour_limit,
              "longest wait for one answer of claims or geo",
              config::AtLeast(absl::Milliseconds(10)));
  options.Add("stream-window", &config->stream_window,
              "reports of one stream that are worked on at once",
              config::InRange(1, 1024));
  options.Add("resume-interval", &config->resume_interval,
              "pause between attempts to complete pending documents",
              config::AtLeast(absl::Milliseconds(100)));
}

absl::Status RunApp(const AppConfig& config) {
  rpc::ServerRunner runner(config.server);
  PARALLAX_ASSIGN_OR_RETURN(
      const std::unique_ptr<storage::SqlDocumentStore> store,
      OpenStore(config.store));
  PARALLAX_ASSIGN_OR_RETURN(const std::string key, store->Secret("page_token"));
  const parallax::storage::PageTokenCodec tokens(key);

  PARALLAX_ASSIGN_OR_RETURN(const auto claims_channel,
                            Neighbour(config.claims_target, "claims"));
  PARALLAX_ASSIGN_OR_RETURN(const auto geo_channel,
                            Neighbour(config.geo_target, "geo"));
  neighbours::GrpcClaimsLedger ledger(claims_channel, config.neighbour_limit);
  neighbours::GrpcPlaceResolver places(geo_channel, config.neighbour_limit);

  const std::string data = DataFolder(config);
  domain::ActorCountries countries;
  domain::OutletFamilies families;
  std::unique_ptr<domain::extract::Extractor> extractor;
  {
    // The list is larger than what is made of it, and not kept.
    PARALLAX_ASSIGN_OR_RETURN(
        const claims::v1::ActorList actors,
        neighbours::LoadActorFiles(absl::StrCat(data, "/claims/actors")));
    countries.Set(actors);
    families.Set(actors);
    PARALLAX_ASSIGN_OR_RETURN(extractor,
                              domain::extract::Extractor::Load(
                                  absl::StrCat(data, "/ingest"), actors));
  }

  domain::Ingestor ingestor({.extractor = extractor.get(),
                             .countries = &countries,
                             .families = &families,
                             .keeper = store.get(),
                             .pending = store.get(),
                             .ledger = &ledger,
                             .places = &places});
  server::IngestService service(
      runner.runtime(),
      {.ingestor = &ingestor,
       .documents = store.get(),
       .tokens = &tokens,
       .stream_window = static_cast<std::size_t>(config.stream_window)});
  server::AdminService admin(runner.runtime(), store.get());
  domain::PendingResumer::Options resume;
  resume.interval = config.resume_interval;
  domain::PendingResumer resumer(resume, &ingestor, store.get(),
                                 &runner.runtime().clock());
  neighbours::ActorFollower follower(
      claims_channel, [&](const claims::v1::ActorList& registry) {
        const absl::Status status = extractor->SetActors(registry);
        if (!status.ok()) {
          observability::LogError("the actor registry cannot be used",
                                  {{"error", status.ToString()}});
          return;
        }
        countries.Set(registry);
        families.Set(registry);
        observability::LogInfo("took over the actor registry",
                               {{"actors", registry.actors_size()}});
      });

  runner.AddService(&service, server::kServiceName);
  runner.AddService(&admin, server::AdminService::kName);
  runner.OnStopped([&] { store->Close(); });
  runner.OnStopped([&] {
    follower.Stop();
    resumer.Stop();
  });
  // The callbacks use what is declared above: they must have run before any of
  // it goes away, on every way out.
  const absl::Cleanup drain = [&runner] { runner.Drain(); };
  PARALLAX_RETURN_IF_ERROR(runner.Start());
  follower.Start();
  resumer.Start();
  runner.SetServing(true);
  return runner.WaitForShutdown();
}

}  // namespace parallax::ingest
