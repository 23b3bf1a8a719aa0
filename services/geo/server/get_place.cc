#include "services/geo/server/get_place.h"

#include "absl/strings/strip.h"
#include "common/status/errors.h"
#include "services/geo/server/place_view.h"

namespace parallax::geo::server {

absl::Status GetPlaceHandler::Handle(const rpc::CallContext& call,
                                     const v1::GetPlaceRequest& request,
                                     v1::GetPlaceResponse* response) const {
  absl::string_view id = request.name();
  if (!absl::ConsumePrefix(&id, "places/") || id.empty()) {
    return status::InvalidField("name", "must be places/{place}");
  }
  const uint32_t index = gazetteer_.FindId(id);
  if (index == domain::kNoPlace)
    return status::NotFound("place", request.name());
  FillPlace(gazetteer_, index, "", response->mutable_place());
  return absl::OkStatus();
}

}  // namespace parallax::geo::server
