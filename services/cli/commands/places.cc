#include <parallax/geo/v1/geo_service.grpc.pb.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/status/macros.h"
#include "services/cli/output/table.h"
#include "services/cli/output/text.h"
#include "services/cli/session.h"

namespace parallax::cli {
namespace {

namespace v1 = geo::v1;

struct Options {
  std::vector<std::string> names;
  std::vector<std::string> countries;
  std::string query;
  std::string point;
  std::string worldview;
  int limit = 20;
};

std::string KindText(v1::PlaceKind kind) {
  return EnumWord("PLACE_KIND_", v1::PlaceKind_Name(kind));
}

absl::Status Resolve(Session& session, const Options& options) {
  PARALLAX_ASSIGN_OR_RETURN(auto* stub, session.connection->Geo());
  v1::ResolvePlacesRequest request;
  for (const std::string& name : options.names) {
    request.add_toponyms()->set_phrase(name);
  }
  for (const std::string& country : options.countries) {
    request.add_country_codes(absl::AsciiStrToUpper(country));
  }
  request.set_worldview(options.worldview);
  PARALLAX_ASSIGN_OR_RETURN(
      const v1::ResolvePlacesResponse response,
      Call(session, *stub, &v1::GeoService::Stub::ResolvePlaces, request));
  Table table({{"NAME"},
               {"PLACE"},
               {"COUNTRY"},
               {"POINT"},
               {"WITHIN", Table::Align::kRight},
               {"SCORE", Table::Align::kRight},
               {"BECAUSE", Table::Align::kLeft, true},
               {"ID"}});
  for (const auto& place : response.references()) {
    if (session.json) {
      session.out.Write(JsonText(place, false));
      continue;
    }
    if (place.place().empty()) {
      table.AddRow({place.phrase(), "(unresolved)"}, Style::kDim);
      continue;
    }
    table.AddRow({place.phrase(), place.display_name(), place.country_code(),
                  PointText(place.point()),
                  absl::StrFormat("%.1f km", place.uncertainty_m() / 1000),
                  absl::StrFormat("%.2f", place.score()), place.basis(),
                  place.place()});
  }
  if (!session.json) session.out.Write(table.Render(session.out));
  return absl::OkStatus();
}

absl::Status Search(Session& session, const Options& options) {
  PARALLAX_ASSIGN_OR_RETURN(auto* stub, session.connection->Geo());
  v1::SearchPlacesRequest request;
  request.set_query(options.query);
  for (const std::string& country : options.countries) {
    request.add_country_codes(absl::AsciiStrToUpper(country));
  }
  request.set_page_size(options.limit);
  PARALLAX_ASSIGN_OR_RETURN(
      const v1::SearchPlacesResponse response,
      Call(session, *stub, &v1::GeoService::Stub::SearchPlaces, request));
  Table table({{"PLACE", Table::Align::kLeft, true},
               {"KIND"},
               {"COUNTRY"},
               {"POINT"},
               {"INHABITANTS", Table::Align::kRight},
               {"ALSO", Table::Align::kLeft, true},
               {"ID"}});
  for (const v1::Place& place : response.places()) {
    if (session.json) {
      session.out.Write(JsonText(place, false));
      continue;
    }
    std::vector<std::string> names;
    for (const v1::PlaceName& name : place.names()) {
      if (names.size() == 4) break;
      names.push_back(name.text());
    }
    table.AddRow(
        {place.display_name(), KindText(place.kind()), place.country_code(),
         PointText(place.point()),
         place.population() == 0 ? "" : absl::StrCat(place.population()),
         absl::StrJoin(names, ", "), place.name()});
  }
  if (session.json) return absl::OkStatus();
  session.out.Write(table.rows() == 0 ? "no places\n"
                                      : table.Render(session.out));
  return absl::OkStatus();
}

absl::Status Locate(Session& session, const Options& options) {
  const std::vector<std::string> parts = absl::StrSplit(options.point, ',');
  double latitude = 0;
  double longitude = 0;
  if (parts.size() != 2 || !absl::SimpleAtod(parts[0], &latitude) ||
      !absl::SimpleAtod(parts[1], &longitude)) {
    return absl::InvalidArgumentError(
        absl::StrCat("\"", options.point, "\" is no point; write 40.20,45.86"));
  }
  PARALLAX_ASSIGN_OR_RETURN(auto* stub, session.connection->Geo());
  v1::LocatePointRequest request;
  request.mutable_point()->set_latitude(latitude);
  request.mutable_point()->set_longitude(longitude);
  request.set_worldview(options.worldview);
  PARALLAX_ASSIGN_OR_RETURN(
      const v1::LocatePointResponse response,
      Call(session, *stub, &v1::GeoService::Stub::LocatePoint, request));
  if (session.json) {
    session.out.Write(JsonText(response, false));
    return absl::OkStatus();
  }
  Table areas({{"WHERE"}, {"KIND"}, {"COUNTRY"}, {"ID"}});
  for (const v1::Place& area : response.areas()) {
    areas.AddRow({area.display_name(), KindText(area.kind()),
                  area.country_code(), area.name()});
  }
  if (response.has_nearest_settlement()) {
    const v1::Place& near = response.nearest_settlement();
    areas.AddRow(
        {absl::StrFormat("%.1f km from %s",
                         response.nearest_settlement_distance_m() / 1000,
                         near.display_name()),
         KindText(near.kind()), near.country_code(), near.name()});
  }
  session.out.Write(areas.Render(session.out));
  if (response.features().empty()) return absl::OkStatus();
  Table features({{"ON THE MAP", Table::Align::kLeft, true},
                  {"ACCORDING TO", Table::Align::kLeft, true},
                  {"BASIS"},
                  {"HOLDS"},
                  {"ID"}});
  for (const v1::Feature& feature : response.features()) {
    const v1::Attribution& by = feature.attribution();
    features.AddRow(
        {feature.display_name(), by.according_to(),
         EnumWord("FEATURE_BASIS_", v1::FeatureBasis_Name(by.basis())),
         IntervalText(by.validity()), feature.name()});
  }
  session.out.Write(absl::StrCat("\n", features.Render(session.out)));
  return absl::OkStatus();
}

}  // namespace

void AddPlaces(CLI::App& app, Work* work) {
  auto options = std::make_shared<Options>();
  CLI::App* places = app.add_subcommand("places", "Ask the gazetteer");
  places->require_subcommand(1);

  CLI::App* resolve = places->add_subcommand(
      "resolve", "Resolve the place names of one text together");
  resolve->add_option("NAME", options->names, "Names as written")->required();
  resolve->add_option("--country", options->countries,
                      "Countries the text is about, as AM or AZ");
  resolve->add_option("--worldview", options->worldview,
                      "Whose view of the borders, as AM");
  resolve->callback([options, work] {
    *work = [options](Session& session) { return Resolve(session, *options); };
  });

  CLI::App* search = places->add_subcommand("search", "Find places by name");
  search->add_option("QUERY", options->query, "A name or its beginning")
      ->required();
  search->add_option("--country", options->countries, "Only there, as AM");
  search->add_option("--limit", options->limit, "At most this many")
      ->check(CLI::Range(1, 100))
      ->capture_default_str();
  search->callback([options, work] {
    *work = [options](Session& session) { return Search(session, *options); };
  });

  CLI::App* locate =
      places->add_subcommand("locate", "Tell what lies at a point");
  locate->add_option("POINT", options->point, "LATITUDE,LONGITUDE")->required();
  locate->add_option("--worldview", options->worldview,
                     "Whose view of the borders, as AM");
  locate->callback([options, work] {
    *work = [options](Session& session) { return Locate(session, *options); };
  });
}

}  // namespace parallax::cli
