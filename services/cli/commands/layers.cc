#include <parallax/geo/v1/geo_service.grpc.pb.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/status/macros.h"
#include "services/cli/geojson.h"
#include "services/cli/output/progress.h"
#include "services/cli/output/table.h"
#include "services/cli/output/text.h"
#include "services/cli/report_files.h"
#include "services/cli/session.h"

namespace parallax::cli {
namespace {

namespace v1 = geo::v1;

constexpr size_t kBatch = 500;

struct Options {
  std::vector<std::string> files;
  std::vector<std::string> layers;
  std::string near;
  std::string within;
  std::string box;
  std::string inside;
  std::string valid_at;
  double radius_km = 25;
  int limit = 50;
};

std::string BasisText(const v1::Attribution& attribution) {
  return EnumWord("FEATURE_BASIS_", v1::FeatureBasis_Name(attribution.basis()));
}

absl::Status List(Session& session, const Options& options) {
  PARALLAX_ASSIGN_OR_RETURN(auto* stub, session.connection->Geo());
  v1::ListLayersRequest request;
  request.set_page_size(options.limit);
  PARALLAX_ASSIGN_OR_RETURN(
      const v1::ListLayersResponse response,
      Call(session, *stub, &v1::GeoService::Stub::ListLayers, request));
  Table table({{"LAYER", Table::Align::kLeft, true},
               {"ACCORDING TO", Table::Align::kLeft, true},
               {"BASIS"},
               {"HOLDS"},
               {"FEATURES", Table::Align::kRight},
               {"NAME"}});
  for (const v1::Layer& layer : response.layers()) {
    if (session.json) {
      session.out.Write(JsonText(layer, false));
      continue;
    }
    table.AddRow({layer.display_name(), layer.attribution().according_to(),
                  BasisText(layer.attribution()),
                  IntervalText(layer.attribution().validity()),
                  absl::StrCat(layer.feature_count()), layer.name()});
  }
  if (session.json) return absl::OkStatus();
  session.out.Write(table.rows() == 0 ? "no layers\n"
                                      : table.Render(session.out));
  return absl::OkStatus();
}

absl::Status Import(Session& session, const Options& options) {
  PARALLAX_ASSIGN_OR_RETURN(auto* stub, session.connection->Geo());
  for (const std::string& path : options.files) {
    PARALLAX_ASSIGN_OR_RETURN(const std::string text, ReadReport(path));
    const absl::StatusOr<LayerFile> file = ParseLayerFile(text);
    if (!file.ok()) {
      return absl::InvalidArgumentError(
          absl::StrCat(path, ": ", file.status().message()));
    }
    v1::CreateLayerRequest create;
    *create.mutable_layer() = file->layer;
    PARALLAX_ASSIGN_OR_RETURN(
        v1::CreateLayerResponse created,
        Call(session, *stub, &v1::GeoService::Stub::CreateLayer, create));
    Progress progress(session.err, path, file->features.size());
    for (size_t at = 0; at < file->features.size(); at += kBatch) {
      v1::WriteFeaturesRequest write;
      write.set_parent(file->layer.name());
      const size_t end = std::min(at + kBatch, file->features.size());
      for (size_t i = at; i < end; ++i) {
        *write.add_features() = file->features[i];
      }
      absl::Status written =
          Call(session, *stub, &v1::GeoService::Stub::WriteFeatures, write)
              .status();
      if (!written.ok()) {
        // A layer that holds nothing would bear the file's attribution.
        if (at == 0 && created.layer().feature_count() == 0) {
          v1::DeleteLayerRequest drop;
          drop.set_name(file->layer.name());
          PARALLAX_RETURN_IF_ERROR(
              Call(session, *stub, &v1::GeoService::Stub::DeleteLayer, drop)
                  .status());
        }
        return written;
      }
      progress.Advance(end);
    }
    if (session.json) {
      session.out.Write(JsonText(created.layer(), false));
    } else {
      session.out.Write(absl::StrCat(
          file->layer.name(), "  ", file->features.size(),
          file->features.size() == 1 ? " feature  " : " features  ",
          file->layer.attribution().according_to(), "\n"));
    }
  }
  return absl::OkStatus();
}

std::vector<Table::Column> FeatureColumns() {
  return {{"FEATURE", Table::Align::kLeft, true},
          {"ACCORDING TO", Table::Align::kLeft, true},
          {"BASIS"},
          {"HOLDS"},
          {"NAME"}};
}

std::vector<std::string> FeatureRow(const v1::Feature& feature) {
  return {feature.display_name(), feature.attribution().according_to(),
          BasisText(feature.attribution()),
          IntervalText(feature.attribution().validity()), feature.name()};
}

absl::Status Nearest(Session& session, const Options& options) {
  PARALLAX_ASSIGN_OR_RETURN(auto* stub, session.connection->Geo());
  v1::NearestFeaturesRequest request;
  PARALLAX_ASSIGN_OR_RETURN(const std::vector<double> numbers,
                            Numbers("--near", options.near, 2));
  request.mutable_point()->set_latitude(numbers[0]);
  request.mutable_point()->set_longitude(numbers[1]);
  request.set_max_results(std::min(options.limit, 100));
  for (const std::string& layer : options.layers) {
    request.add_layers(FullName("layers", layer));
  }
  if (!options.valid_at.empty()) {
    PARALLAX_ASSIGN_OR_RETURN(*request.mutable_valid_at(),
                              ParseTime("--at", options.valid_at, false));
  }
  PARALLAX_ASSIGN_OR_RETURN(
      const v1::NearestFeaturesResponse response,
      Call(session, *stub, &v1::GeoService::Stub::NearestFeatures, request));
  std::vector<Table::Column> columns = FeatureColumns();
  columns.insert(columns.begin(), {"DISTANCE", Table::Align::kRight, false});
  Table table(columns);
  for (const v1::NearbyFeature& near : response.features()) {
    if (session.json) {
      session.out.Write(FeatureGeoJson(near.feature()));
      continue;
    }
    std::vector<std::string> row = FeatureRow(near.feature());
    row.insert(row.begin(),
               absl::StrFormat("%.1f km", near.distance_m() / 1000));
    table.AddRow(std::move(row));
  }
  if (session.json) return absl::OkStatus();
  session.out.Write(table.rows() == 0 ? "no features\n"
                                      : table.Render(session.out));
  return absl::OkStatus();
}

absl::Status SetArea(const Options& options,
                     v1::QueryFeaturesRequest* request) {
  std::vector<double> numbers;
  if (!options.within.empty()) {
    PARALLAX_ASSIGN_OR_RETURN(numbers, Numbers("--within", options.within, 2));
    v1::Circle* circle = request->mutable_circle();
    circle->mutable_center()->set_latitude(numbers[0]);
    circle->mutable_center()->set_longitude(numbers[1]);
    circle->set_radius_m(options.radius_km * 1000);
  } else if (!options.box.empty()) {
    PARALLAX_ASSIGN_OR_RETURN(numbers, Numbers("--box", options.box, 4));
    v1::Rectangle* box = request->mutable_rectangle();
    box->mutable_low()->set_latitude(numbers[0]);
    box->mutable_low()->set_longitude(numbers[1]);
    box->mutable_high()->set_latitude(numbers[2]);
    box->mutable_high()->set_longitude(numbers[3]);
  } else if (!options.inside.empty()) {
    request->set_feature(options.inside);
  }
  return absl::OkStatus();
}

absl::Status Query(Session& session, const Options& options) {
  if (!options.near.empty()) return Nearest(session, options);
  PARALLAX_ASSIGN_OR_RETURN(auto* stub, session.connection->Geo());
  v1::QueryFeaturesRequest request;
  PARALLAX_RETURN_IF_ERROR(SetArea(options, &request));
  for (const std::string& layer : options.layers) {
    request.add_layers(FullName("layers", layer));
  }
  if (!options.valid_at.empty()) {
    PARALLAX_ASSIGN_OR_RETURN(*request.mutable_valid_at(),
                              ParseTime("--at", options.valid_at, false));
  }
  request.set_page_size(options.limit);
  PARALLAX_ASSIGN_OR_RETURN(
      const v1::QueryFeaturesResponse response,
      Call(session, *stub, &v1::GeoService::Stub::QueryFeatures, request));
  Table table(FeatureColumns());
  for (const v1::Feature& feature : response.features()) {
    if (session.json) {
      session.out.Write(FeatureGeoJson(feature));
    } else {
      table.AddRow(FeatureRow(feature));
    }
  }
  if (session.json) return absl::OkStatus();
  session.out.Write(table.rows() == 0 ? "no features\n"
                                      : table.Render(session.out));
  if (!response.next_page_token().empty()) {
    session.err.Write(
        absl::StrCat("The first ", table.rows(), "; --limit shows more.\n"));
  }
  return absl::OkStatus();
}

}  // namespace

void AddLayers(CLI::App& app, Work* work) {
  auto options = std::make_shared<Options>();
  CLI::App* layers =
      app.add_subcommand("layers", "Keep and ask attributed map layers");
  layers->require_subcommand(1);

  CLI::App* list = layers->add_subcommand("list", "List the layers");
  list->callback([options, work] {
    *work = [options](Session& session) { return List(session, *options); };
  });

  CLI::App* import =
      layers->add_subcommand("import", "Create layers from GeoJSON files");
  import->add_option("FILE", options->files, "GeoJSON with a \"layer\" member")
      ->required();
  import->callback([options, work] {
    *work = [options](Session& session) { return Import(session, *options);
};
}  // namespace parallax::cli
);

CLI::App* query =
    layers->add_subcommand("query", "List features, all or in an area");
query->add_option("--layer", options->layers, "Only these layers");
CLI::Option* near = query->add_option("--near", options->near,
                                      "LATITUDE,LONGITUDE: nearest first");
CLI::Option* within = query->add_option(
    "--within", options->within, "LATITUDE,LONGITUDE of a circle's centre");
query->add_option("--radius", options->radius_km, "Its radius in km")
    ->check(CLI::Range(0.001, 5000.0))
    ->capture_default_str();
CLI::Option* box =
    query->add_option("--box", options->box, "SOUTH,WEST,NORTH,EAST");
CLI::Option* inside = query->add_option("--inside", options->inside,
                                        "layers/LAYER/features/FEATURE");
near->excludes(within)->excludes(box)->excludes(inside);
within->excludes(box)->excludes(inside);
box->excludes(inside);
query->add_option("--at", options->valid_at, "Only what is said to hold then");
query->add_option("--limit", options->limit, "At most this many")
    ->check(CLI::Range(1, 1000))
    ->capture_default_str();
query->callback([options, work] {
  *work = [options](Session& session) { return Query(session, *options); };
});
}

}  // namespace parallax::cli
