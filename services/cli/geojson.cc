#include "services/cli/geojson.h"

#include <google/protobuf/util/json_util.h>

#include <nlohmann/json.hpp>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "services/cli/output/text.h"

namespace parallax::cli {
namespace {

using Json = nlohmann::json;
namespace v1 = geo::v1;

absl::Status Fault(absl::string_view where, absl::string_view what) {
  return absl::InvalidArgumentError(absl::StrCat(where, ": ", what));
}

absl::Status ParseMessage(const Json& json, absl::string_view where,
                          google::protobuf::Message* message) {
  const auto status =
      google::protobuf::util::JsonStringToMessage(json.dump(), message);
  if (status.ok()) return absl::OkStatus();
  return Fault(where, absl::string_view(status.message().data(),
                                        status.message().size()));
}

absl::Status ParsePosition(const Json& json, absl::string_view where,
                           google::type::LatLng* point) {
  if (!json.is_array() || json.size() < 2 || !json[0].is_number() ||
      !json[1].is_number()) {
    return Fault(where, "is no position [longitude, latitude]");
  }
  point->set_longitude(json[0].get<double>());
  point->set_latitude(json[1].get<double>());
  return absl::OkStatus();
}

template <typename Points>
absl::Status ParsePositions(const Json& json, absl::string_view where,
                            Points* points) {
  if (!json.is_array()) return Fault(where, "is no list of positions");
  for (size_t i = 0; i < json.size(); ++i) {
    PARALLAX_RETURN_IF_ERROR(ParsePosition(
        json[i], absl::StrCat(where, "[", i, "]"), points->add_points()));
  }
  return absl::OkStatus();
}

absl::Status ParsePolygon(const Json& json, absl::string_view where,
                          v1::Polygon* polygon) {
  if (!json.is_array()) return Fault(where, "is no list of rings");
  for (size_t i = 0; i < json.size(); ++i) {
    PARALLAX_RETURN_IF_ERROR(ParsePositions(
        json[i], absl::StrCat(where, "[", i, "]"), polygon->add_rings()));
  }
  return absl::OkStatus();
}

absl::Status ParseGeometry(const Json& json, const std::string& where,
                           v1::Geometry* geometry) {
  if (!json.is_object() || !json.contains("type") ||
      !json["type"].is_string() || !json.contains("coordinates")) {
    return Fault(where, "needs a type and coordinates");
  }
  const std::string type = json["type"].get<std::string>();
  const Json& coordinates = json["coordinates"];
  const std::string inside = where + ".coordinates";
  if (type == "Point") {
    return ParsePosition(coordinates, inside, geometry->mutable_point());
  }
  if (type == "LineString") {
    return ParsePositions(coordinates, inside, geometry->mutable_line());
  }
  if (type == "MultiPoint") {
    return ParsePositions(coordinates, inside, geometry->mutable_multi_point());
  }
  if (type == "Polygon") {
    return ParsePolygon(coordinates, inside, geometry->mutable_polygon());
  }
  if (type != "MultiPolygon") {
    return Fault(where, absl::StrCat("type \"", type, "\" is not supported"));
  }
  if (!coordinates.is_array()) return Fault(inside, "is no list of polygons");
  for (size_t i = 0; i < coordinates.size(); ++i) {
    PARALLAX_RETURN_IF_ERROR(
        ParsePolygon(coordinates[i], absl::StrCat(inside, "[", i, "]"),
                     geometry->mutable_multi_polygon()->add_polygons()));
  }
  return absl::OkStatus();
}

absl::Status ParseFeature(const Json& json, const std::string& where,
                          absl::string_view layer, v1::Feature* feature) {
  if (!json.is_object()) return Fault(where, "is no object");
  const auto id = json.find("id");
  if (id == json.end() || !(id->is_string() || id->is_number_integer())) {
    return Fault(where, "needs an id");
  }
  feature->set_name(
      absl::StrCat(layer, "/features/",
                   id->is_string() ? id->get<std::string>() : id->dump()));
  const auto properties = json.find("properties");
  if (properties != json.end() && properties->is_object()) {
    for (const auto& [key, value] : properties->items()) {
      const std::string text =
          value.is_string() ? value.get<std::string>() : value.dump();
      if (key == "display_name") {
        feature->set_display_name(text);
      } else {
        (*feature->mutable_properties())[key] = text;
      }
    }
  }
  if (json.contains("attribution")) {
    PARALLAX_RETURN_IF_ERROR(ParseMessage(json["attribution"],
                                          where + ".attribution",
                                          feature->mutable_attribution()));
  }
  const auto geometry = json.find("geometry");
  if (geometry == json.end()) return Fault(where, "needs a geometry");
  return ParseGeometry(*geometry, where + ".geometry",
                       feature->mutable_geometry());
}

Json Position(const google::type::LatLng& point) {
  return Json::array({point.longitude(), point.latitude()});
}

template <typename Points>
Json Positions(const Points& points) {
  Json list = Json::array();
  for (const auto& point : points.points()) list.push_back(Position(point));
  return list;
}

Json Rings(const v1::Polygon& polygon) {
  Json list = Json::array();
  for (const auto& ring : polygon.rings()) list.push_back(Positions(ring));
  return list;
}

Json GeometryJson(const v1::Geometry& geometry) {
  switch (geometry.shape_case()) {
    case v1::Geometry::kPoint:
      return {{"type", "Point"}, {"coordinates", Position(geometry.point())}};
    case v1::Geometry::kLine:
      return {{"type", "LineString"},
              {"coordinates", Positions(geometry.line())}};
    case v1::Geometry::kMultiPoint:
      return {{"type", "MultiPoint"},
              {"coordinates", Positions(geometry.multi_point())}};
    case v1::Geometry::kPolygon:
      return {{"type", "Polygon"}, {"coordinates", Rings(geometry.polygon())}};
    case v1::Geometry::kMultiPolygon: {
      Json list = Json::array();
      for (const auto& polygon : geometry.multi_polygon().polygons()) {
        list.push_back(Rings(polygon));
      }
      return {{"type", "MultiPolygon"}, {"coordinates", list}};
    }
    case v1::Geometry::SHAPE_NOT_SET:
      break;
  }
  return nullptr;
}

}  // namespace

absl::StatusOr<LayerFile> ParseLayerFile(absl::string_view text) {
  const Json json = Json::parse(text.begin(), text.end(), nullptr,
                                /*allow_exceptions=*/false);
  if (!json.is_object() || json.value("type", Json()) != "FeatureCollection") {
    return absl::InvalidArgumentError("the file holds no FeatureCollection");
  }
  if (!json.contains("layer")) {
    return absl::InvalidArgumentError(
        "the file has no \"layer\" to say according to whom it is");
  }
  LayerFile file;
  PARALLAX_RETURN_IF_ERROR(ParseMessage(json["layer"], "layer", &file.layer));
  const auto features = json.find("features");
  if (features == json.end() || !features->is_array()) {
    return Fault("features", "is no list");
  }
  for (size_t i = 0; i < features->size(); ++i) {
    v1::Feature feature;
    PARALLAX_RETURN_IF_ERROR(ParseFeature((*features)[i],
                                          absl::StrCat("features[", i, "]"),
                                          file.layer.name(), &feature));
    file.features.push_back(std::move(feature));
  }
  return file;
}

std::string FeatureGeoJson(const v1::Feature& feature) {
  Json properties = Json::object();
  properties["display_name"] = feature.display_name();
  for (const auto& [key, value] : feature.properties()) {
    properties[key] = value;
  }
  const Json json = {
      {"type", "Feature"},
      {"id", feature.name()},
      {"properties", properties},
      {"attribution",
       Json::parse(JsonText(feature.attribution(), false), nullptr, false)},
      {"geometry", GeometryJson(feature.geometry())}};
  return absl::StrCat(json.dump(-1, ' ', false, Json::error_handler_t::replace),
                      "\n");
}

}  // namespace parallax::cli
