#include "services/geo/server/list_layers.h"

#include <string>
#include <utility>
#include <vector>

#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/storage/filter.h"
#include "services/geo/server/feature_filter.h"
#include "services/geo/server/request_checks.h"

namespace parallax::geo::server {
namespace {

constexpr int kChunk = 256;

}  // namespace

absl::Status ListLayersHandler::Handle(const rpc::CallContext& call,
                                       const v1::ListLayersRequest& request,
                                       v1::ListLayersResponse* response) const {
  status::Violations bad;
  CheckMinRevision(request.min_revision(), bad);
  PARALLAX_RETURN_IF_ERROR(bad.ToStatus());
  PARALLAX_ASSIGN_OR_RETURN(
      const int page_size,
      parallax::storage::ClampPageSize(request.page_size(), 100, 1000));
  PARALLAX_ASSIGN_OR_RETURN(
      const parallax::storage::Filter filter,
      parallax::storage::ParseFilter(request.filter(), AttributionSchema()));
  const std::string query = parallax::storage::PageQuery(request);
  PARALLAX_ASSIGN_OR_RETURN(const parallax::storage::PageCursor cursor,
                            tokens_.Decode(query, request.page_token()));
  std::string after;
  if (!cursor.empty()) {
    if (const auto* name = std::get_if<std::string>(&cursor[0].variant())) {
      after = *name;
    }
  }
  PARALLAX_RETURN_IF_ERROR(store_.AwaitRevision(call, request.min_revision()));
  while (true) {
    PARALLAX_ASSIGN_OR_RETURN(std::vector<v1::Layer> layers,
                              store_.ListLayers(call, after, kChunk));
    for (v1::Layer& layer : layers) {
      after = layer.name();
      if (!MatchesFilter(filter, layer)) continue;
      if (response->layers_size() == page_size) {
        response->set_next_page_token(
            tokens_.Encode(query, {response->layers(page_size - 1).name()}));
        return absl::OkStatus();
      }
      *response->add_layers() = std::move(layer);
    }
    if (static_cast<int>(layers.size()) < kChunk) return absl::OkStatus();
  }
}

}  // namespace parallax::geo::server
