// build_gazetteer: GeoNames dumps and the project's own tables -> world.gaz.
#include <CLI/CLI.hpp>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <string>

#include "absl/status/status.h"
#include "common/status/macros.h"
#include "services/geo/tools/geonames_reader.h"
#include "services/geo/tools/shape_reader.h"
#include "services/geo/tools/source_reader.h"
#include "services/geo/tools/world_draft.h"

namespace parallax::geo::tools {
namespace {

struct Options {
  std::string places, admin1, admin2, alternate_names, country_info, shapes;
  std::string source;
  std::string output;
  uint32_t min_population = 0;
};

absl::Status Run(const Options& options) {
  World world;
  const std::string source = options.source + "/";
  PARALLAX_RETURN_IF_ERROR(ReadCountries(source + "countries.tsv", world));
  PARALLAX_RETURN_IF_ERROR(ReadAdmin1Codes(options.admin1, world));
  if (!options.shapes.empty()) {
    PARALLAX_RETURN_IF_ERROR(ReadShapes(options.shapes, world));
  }
  if (!options.admin2.empty()) {
    PARALLAX_RETURN_IF_ERROR(ReadAdmin2Codes(options.admin2, world));
  }
  PARALLAX_RETURN_IF_ERROR(
      ReadPlaces(options.places, options.min_population, world));
  if (!options.alternate_names.empty()) {
    PARALLAX_RETURN_IF_ERROR(
        ReadAlternateNames(options.alternate_names, world));
  }
  if (!options.country_info.empty()) {
    PARALLAX_RETURN_IF_ERROR(ReadCountryInfo(options.country_info, world));
  }
  PARALLAX_RETURN_IF_ERROR(ReadRegions(source + "regions.tsv", world));
  PARALLAX_RETURN_IF_ERROR(ReadDisputed(source + "disputed.tsv", world));
  PARALLAX_RETURN_IF_ERROR(ReadSupplement(source + "supplement.tsv", world));
  PARALLAX_RETURN_IF_ERROR(ReadVariants(source + "variants.tsv", world));
  PARALLAX_RETURN_IF_ERROR(ReadViews(source + "views.tsv", world));
  Complete(world);
  const std::string bytes = Encode(world);
  std::ofstream file(options.output, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (!file) return absl::DataLossError("cannot write " + options.output);
  std::printf("%s: %zu places, %zu shapes, %zu bytes\n", options.output.c_str(),
              world.places.size(), world.shapes.size(), bytes.size());
  return absl::OkStatus();
}

}  // namespace
}  // namespace parallax::geo::tools

int main(int argc, char** argv) {
  parallax::geo::tools::Options options;
  CLI::App app("Builds a gazetteer file from GeoNames dump files");
  app.add_option("--places", options.places,
                 "cities500.txt or allCountries.txt")
      ->required();
  app.add_option("--admin1", options.admin1, "admin1CodesASCII.txt")
      ->required();
  app.add_option("--admin2", options.admin2, "admin2Codes.txt");
  app.add_option("--alternate-names", options.alternate_names,
                 "alternateNamesV2.txt");
  app.add_option("--country-info", options.country_info, "countryInfo.txt");
  app.add_option("--shapes", options.shapes,
                 "outlines of first-level areas, GeoJSON");
  app.add_option("--source", options.source,
                 "folder of the project's own tables")
      ->required();
  app.add_option("--min-population", options.min_population,
                 "leave out smaller settlements");
  app.add_option("--output", options.output, "file to write")->required();
  CLI11_PARSE(app, argc, argv);
  const absl::Status status = parallax::geo::tools::Run(options);
  if (!status.ok()) {
    std::fprintf(stderr, "build_gazetteer: %s\n", status.ToString().c_str());
    return 1;
  }
  return 0;
}
