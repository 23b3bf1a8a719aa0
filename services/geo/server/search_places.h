// SearchPlaces.
#pragma once

#include "absl/status/status.h"
#include "common/rpc/call_context.h"
#include "common/storage/page_token.h"
#include "parallax/geo/v1/geo_service.pb.h"
#include "services/geo/domain/gazetteer/gazetteer.h"

namespace parallax::geo::server {

// Thread safe. What it is given must outlive it.
class SearchPlacesHandler {
 public:
  SearchPlacesHandler(const domain::Gazetteer& gazetteer,
                      const parallax::storage::PageTokenCodec& tokens)
      : gazetteer_(gazetteer), tokens_(tokens) {}

  absl::Status Handle(const rpc::CallContext& call,
                      const v1::SearchPlacesRequest& request,
                      v1::SearchPlacesResponse* response) const;

 private:
  const domain::Gazetteer& gazetteer_;
  const parallax::storage::PageTokenCodec& tokens_;
};

}  // namespace parallax::geo::server
