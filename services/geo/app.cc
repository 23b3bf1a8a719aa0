#include "services/geo/app.h"

#include <filesystem>
#include <memory>
#include <system_error>
#include <utility>

#include "absl/cleanup/cleanup.h"
#include "absl/strings/str_cat.h"
#include "common/config/log_options.h"
#include "common/rpc/server_config.h"
#include "common/status/macros.h"
#include "common/storage/page_token.h"
#include "common/storage/store_url.h"
#include "services/geo/domain/gazetteer/gazetteer.h"
#include "services/geo/server/admin_service.h"
#include "services/geo/server/geo_service.h"
#include "services/geo/storage/mapped_file.h"
#include "services/geo/storage/postgres/open_layers.h"
#include "services/geo/storage/sqlite/open_layers.h"

namespace parallax::geo {
namespace {

constexpr char kServiceName[] = "parallax.geo.v1.GeoService";

std::string GazetteerPath(const AppConfig& config) {
  if (!config.gazetteer.empty()) return config.gazetteer;
  std::filesystem::path folder = config.data_dir;
  if (folder.empty()) {
    std::error_code error;
    const auto self = std::filesystem::read_symlink("/proc/self/exe", error);
    folder = self.parent_path().parent_path() / "share" / "parallax";
  }
  return (folder / "geo" / "world.gaz").string();
}

// What the server needs, in the order in which it must be destroyed last.
struct Parts {
  storage::MappedFile file;
  domain::Gazetteer gazetteer;
};

absl::StatusOr<Parts> OpenGazetteer(const std::string& path) {
  PARALLAX_ASSIGN_OR_RETURN(storage::MappedFile file,
                            storage::MappedFile::Open(path));
  absl::StatusOr<domain::Gazetteer> gazetteer =
      domain::Gazetteer::Parse(file.bytes());
  if (!gazetteer.ok()) {
    return absl::Status(gazetteer.status().code(),
                        absl::StrCat(path, ": ", gazetteer.status().message()));
  }
  return Parts{std::move(file), *std::move(gazetteer)};
}

absl::Status CheckStore(const std::string& store) {
  return parallax::storage::ParseStoreUrl(store).status();
}

absl::StatusOr<std::unique_ptr<storage::SqlLayerStore>> OpenStore(
    const std::string& store) {
  PARALLAX_ASSIGN_OR_RETURN(const parallax::storage::StoreUrl url,
                            parallax::storage::ParseStoreUrl(store));
  switch (url.engine) {
    case parallax::storage::SqlDialect::kPostgres:
      return storage::OpenPostgresLayers(url.location);
    case parallax::storage::SqlDialect::kSqlite:
      break;
  }
  return storage::OpenSqliteLayers(url.location);
}

}  // namespace

void RegisterOptions(config::Options& options, AppConfig* config) {
  config->server.listen = "127.0.0.1:7303";
  rpc::RegisterServerOptions(options, &config->server);
  config::AddLogOptions(options, &config->log);
  options.AddRedacted(
      "store", &config->store,
      "where layers are kept: sqlite:PATH or "
      "postgresql://USER@HOST:PORT/DATABASE",
      [](const std::string& store) {
        return parallax::storage::RedactStoreUrl(store);
      },
      CheckStore);
  options.Add("data-dir", &config->data_dir,
              "folder with geo/world.gaz (default: share/parallax beside the "
              "program's folder)");
  options.Add("gazetteer", &config->gazetteer,
              "gazetteer file to use instead of the one in data-dir");
}

absl::Status RunApp(const AppConfig& config) {
  PARALLAX_RETURN_IF_ERROR(observability::SetUpLogging(config.log));
  PARALLAX_ASSIGN_OR_RETURN(const Parts parts,
                            OpenGazetteer(GazetteerPath(config)));
  PARALLAX_ASSIGN_OR_RETURN(const std::unique_ptr<storage::SqlLayerStore> store,
                            OpenStore(config.store));
  PARALLAX_ASSIGN_OR_RETURN(std::string token_key, store->PageTokenKey());
  const parallax::storage::PageTokenCodec tokens(std::move(token_key));

  rpc::ServerRunner runner(config.server);
  server::GeoService service(runner.runtime(), parts.gazetteer, *store, tokens);
  server::AdminService admin(runner.runtime(), *store);
  runner.AddService(&service, kServiceName);
  runner.AddService(&admin, server::AdminService::kName);
  runner.OnStopped([&store] { store->Close(); });
  // The callbacks use what is declared above: they must have run before any of
  // it goes away, on every way out.
  const absl::Cleanup drain = [&runner] { runner.Drain(); };
  PARALLAX_RETURN_IF_ERROR(runner.Start());
  observability::LogInfo("gazetteer open",
                         {{"places", absl::StrCat(parts.gazetteer.size())}});
  runner.SetServing(true);
  return runner.WaitForShutdown();
}

}  // namespace parallax::geo
