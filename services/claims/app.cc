#include "services/claims/app.h"

#include <filesystem>
#include <memory>
#include <system_error>
#include <utility>

#include "absl/cleanup/cleanup.h"
#include "common/client/channel.h"
#include "common/config/log_options.h"
#include "common/rpc/server_config.h"
#include "common/status/macros.h"
#include "common/storage/store_url.h"
#include "services/claims/domain/actor_files.h"
#include "services/claims/neighbours/grpc_area_source.h"
#include "services/claims/server/admin_service.h"
#include "services/claims/server/export_service.h"
#include "services/claims/server/replaced_compaction.h"
#include "services/claims/storage/postgres/open_ledger.h"
#include "services/claims/storage/sqlite/open_ledger.h"

namespace parallax::claims {
namespace {

using ::parallax::storage::ParseStoreUrl;
using ::parallax::storage::RedactStoreUrl;
using ::parallax::storage::SqlDialect;
using ::parallax::storage::StoreUrl;

absl::Status CheckStore(const std::string& store) {
  return ParseStoreUrl(store).status();
}

absl::StatusOr<std::unique_ptr<storage::SqlLedgerStore>> OpenStore(
    const AppConfig& config) {
  PARALLAX_ASSIGN_OR_RETURN(const StoreUrl url, ParseStoreUrl(config.store));
  switch (url.engine) {
    case SqlDialect::kPostgres:
      return storage::OpenPostgresLedger(url.location, config.store_readers);
    case SqlDialect::kSqlite:
      break;
  }
  return storage::OpenSqliteLedger(url.location, config.store_readers);
}

// share/parallax beside the program's folder.
std::string DefaultDataDir() {
  std::error_code error;
  const std::filesystem::path program =
      std::filesystem::read_symlink("/proc/self/exe", error);
  if (error) return "share/parallax";
  return (program.parent_path().parent_path() / "share" / "parallax").string();
}

}  // namespace

AppConfig::AppConfig() {
  server.listen = "127.0.0.1:7302";
  log.service = "claims";
}

void AddOptions(config::Options& options, AppConfig* config) {
  rpc::RegisterServerOptions(options, &config->server);
  config::AddLogOptions(options, &config->log);
  options.AddRedacted(
      "store", &config->store,
      "where the ledger is kept: sqlite:PATH or "
      "postgresql://USER@HOST:PORT/DATABASE",
      [](const std::string& store) { return RedactStoreUrl(store); },
      CheckStore);
  options.Add("data-dir", &config->data_dir,
              "folder that holds claims/actors; empty means share/parallax "
              "beside the program's folder");
  options.Add("store-readers", &config->store_readers,
              "concurrent readers of the store", config::InRange(1, 64));
  options.Add("claim-cache-bytes", &config->service.cache_bytes,
              "memory for claims and tallies that are read often",
              config::InRange(0, std::int64_t{1} << 32));
  options.Add("watch-history", &config->service.changes_kept,
              "changes kept for watchers to resume from",
              config::InRange(1000, 1'000'000'000));
  options.Add("geo", &config->geo_target,
              "host:port of the geo service, which knows the areas of filters",
              config::NotEmpty());
  options.Add("neighbour-limit", &config->neighbour_limit,
              "longest wait for one answer of geo",
              config::AtLeast(absl::Milliseconds(10)));
  options.Add("replaced-days", &config->replaced_days,
              "days for which replaced mentions are kept for reads with "
              "recorded_as_of; 0 for ever",
              config::InRange(0, 36'500));
}

absl::Status RunApp(const AppConfig& config) {
  PARALLAX_RETURN_IF_ERROR(observability::SetUpLogging(config.log));
  rpc::ServerRunner runner(config.server);
  PARALLAX_ASSIGN_OR_RETURN(
      const std::unique_ptr<storage::SqlLedgerStore> store, OpenStore(config));
  PARALLAX_ASSIGN_OR_RETURN(std::string key, store->PageTokenKey());

  client::ChannelOptions to_geo;
  to_geo.target = config.geo_target;
  to_geo.service_config_json = std::string(client::ServiceConfig("geo"));
  PARALLAX_ASSIGN_OR_RETURN(const auto geo_channel,
                            client::CreateChannel(to_geo));
  neighbours::GrpcAreaSource areas(geo_channel, config.neighbour_limit);

  server::ClaimsServiceImpl service(&runner.runtime(),
                                    {store.get(), store.get(), store.get(),
                                     store.get(), &areas, std::move(key)},
                                    config.service);
  server::ReplacedCompaction compaction(&runner.runtime(), store.get(),
                                        config.replaced_days);
  store->SetListeners({.changed =
                           [&service](const std::vector<std::string>& names) {
                             service.Changed(names);
                           },
                       .all_changed = [&service] { service.AllChanged(); },
                       .committed =
                           [&](std::int64_t revision) {
                             service.Committed(revision);
                             compaction.Committed(revision);
                           }});
  server::ExportServiceImpl exports(&runner.runtime(), store.get(), store.get(),
                                    store.get(), &areas);
  server::AdminServiceImpl admin(&runner.runtime(), store.get(), store.get());
  runner.AddService(&service, server::ClaimsServiceImpl::kName);
  runner.AddService(&exports, server::ExportServiceImpl::kName);
  runner.AddService(&admin, server::AdminServiceImpl::kName);
  runner.OnStopped([&] {
    service.Stop();
    store->Close();
  });
  // The callbacks use what is declared above: they must have run before any of
  // it goes away, on every way out.
  const absl::Cleanup drain = [&runner] { runner.Drain(); };
  PARALLAX_RETURN_IF_ERROR(runner.Start());

  const std::string data =
      config.data_dir.empty() ? DefaultDataDir() : config.data_dir;
  PARALLAX_ASSIGN_OR_RETURN(const domain::pb::ActorList actors,
                            domain::LoadActorFiles(data + "/claims/actors"));
  PARALLAX_RETURN_IF_ERROR(
      store->SeedActors(rpc::CallContext::Background(), actors));
  observability::LogInfo("ledger is open",
                         {{"actors", actors.actors_size()},
                          {"revision", store->CommittedRevision()}});
  runner.SetServing(true);
  return runner.WaitForShutdown();
}

}  // namespace parallax::claims
