#include "services/claims/domain/area_filter.h"

#include <algorithm>
#include <memory>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "common/storage/filter_lexer.h"
#include "services/claims/domain/area.h"

namespace parallax::claims::domain {
namespace {

using storage::FilterError;
using storage::FilterNode;
using storage::FilterType;

constexpr double kLargestRadius_km = 5'000;

absl::StatusOr<std::shared_ptr<const Area>> Circle(const FilterNode& within) {
  const double latitude = std::get<double>(within.arguments[0]);
  const double longitude = std::get<double>(within.arguments[1]);
  const double radius_km = std::get<double>(within.arguments[2]);
  const auto wrong = [&](absl::string_view what) {
    return FilterError(within.position, absl::StrCat("within(): ", what));
  };
  // Written so that NaN fails.
  if (!(latitude >= -90 && latitude <= 90)) {
    return wrong("the latitude must be between -90 and 90");
  }
  if (!(longitude >= -180 && longitude <= 180)) {
    return wrong("the longitude must be between -180 and 180");
  }
  if (!(radius_km > 0 && radius_km <= kLargestRadius_km)) {
    return wrong(absl::StrCat("the radius must be above 0 and at most ",
                              kLargestRadius_km, " km"));
  }
  return Area::Around(latitude, longitude, radius_km);
}

absl::StatusOr<std::shared_ptr<const Area>> Inside(const rpc::CallContext& call,
                                                   AreaSource* source,
                                                   const FilterNode& inside) {
  const std::string& name = std::get<std::string>(inside.arguments[0]);
  const auto wrong = [&](absl::string_view what) {
    return FilterError(inside.position,
                       absl::StrCat("inside(): \"", name, "\" ", what));
  };
  if (name.empty()) {
    return FilterError(inside.position, "inside() of nothing");
  }
  if (absl::StartsWith(name, "places/")) return Area::OfPlace(name);
  if (absl::StartsWith(name, "layers/")) {
    const absl::StatusOr<geo::v1::Geometry> shape =
        source->FeatureShape(call, name);
    if (absl::IsNotFound(shape.status())) return wrong("does not exist");
    PARALLAX_RETURN_IF_ERROR(shape.status());
    std::shared_ptr<const Area> area = Area::Shaped(*shape);
    if (area == nullptr) return wrong("is no area");
    return area;
  }
  const absl::StatusOr<std::string> place = source->PlaceNamed(call, name);
  if (absl::IsNotFound(place.status())) {
    return wrong("is the name of no known place");
  }
  PARALLAX_RETURN_IF_ERROR(place.status());
  return Area::OfPlace(*place);
}

absl::Status Bind(const rpc::CallContext& call, AreaSource* source,
                  FilterNode* node) {
  for (FilterNode& child : node->children) {
    PARALLAX_RETURN_IF_ERROR(Bind(call, source, &child));
  }
  if (node->kind != FilterNode::Kind::kCall) return absl::OkStatus();
  PARALLAX_ASSIGN_OR_RETURN(node->operand, node->name == "within"
                                               ? Circle(*node)
                                               : Inside(call, source, *node));
  return absl::OkStatus();
}

}  // namespace

void AddAreaFunctions(storage::FilterSchema* schema) {
  schema
      ->AddFunction("within", {FilterType::kDouble, FilterType::kDouble,
                               FilterType::kDouble})
      .AddFunction("inside", {FilterType::kString});
}

absl::Status BindAreas(const rpc::CallContext& call, AreaSource* source,
                       storage::Filter* filter) {
  return Bind(call, source, &filter->root);
}

}  // namespace parallax::claims::domain
