// parallax.geo.v1.GeoService: one handler for each RPC.
#pragma once

#include "common/rpc/call_runtime.h"
#include "common/storage/page_token.h"
#include "parallax/geo/v1/geo_service.grpc.pb.h"
#include "services/geo/domain/gazetteer/gazetteer.h"
#include "services/geo/domain/layers/layer_store.h"
#include "services/geo/server/create_layer.h"
#include "services/geo/server/delete_layer.h"
#include "services/geo/server/get_feature.h"
#include "services/geo/server/get_layer.h"
#include "services/geo/server/get_place.h"
#include "services/geo/server/list_layers.h"
#include "services/geo/server/locate_point.h"
#include "services/geo/server/nearest_features.h"
#include "services/geo/server/query_features.h"
#include "services/geo/server/resolve_places.h"
#include "services/geo/server/search_places.h"
#include "services/geo/server/write_features.h"

namespace parallax::geo::server {

// Thread safe. All that it is given must outlive it.
class GeoService : public v1::GeoService::CallbackService {
 public:
  GeoService(rpc::CallRuntime& runtime, const domain::Gazetteer& gazetteer,
             domain::LayerStore& store,
             const parallax::storage::PageTokenCodec& tokens);

  grpc::ServerUnaryReactor* ResolvePlaces(
      grpc::CallbackServerContext* context,
      const v1::ResolvePlacesRequest* request,
      v1::ResolvePlacesResponse* response) override;
  grpc::ServerUnaryReactor* SearchPlaces(
      grpc::CallbackServerContext* context,
      const v1::SearchPlacesRequest* request,
      v1::SearchPlacesResponse* response) override;
  grpc::ServerUnaryReactor* GetPlace(grpc::CallbackServerContext* context,
                                     const v1::GetPlaceRequest* request,
                                     v1::GetPlaceResponse* response) override;
  grpc::ServerUnaryReactor* LocatePoint(
      grpc::CallbackServerContext* context,
      const v1::LocatePointRequest* request,
      v1::LocatePointResponse* response) override;
  grpc::ServerUnaryReactor* CreateLayer(
      grpc::CallbackServerContext* context,
      const v1::CreateLayerRequest* request,
      v1::CreateLayerResponse* response) override;
  grpc::ServerUnaryReactor* GetLayer(grpc::CallbackServerContext* context,
                                     const v1::GetLayerRequest* request,
                                     v1::GetLayerResponse* response) override;
  grpc::ServerUnaryReactor* ListLayers(
      grpc::CallbackServerContext* context,
      const v1::ListLayersRequest* request,
      v1::ListLayersResponse* response) override;
  grpc::ServerUnaryReactor* DeleteLayer(
      grpc::CallbackServerContext* context,
      const v1::DeleteLayerRequest* request,
      v1::DeleteLayerResponse* response) override;
  grpc::ServerUnaryReactor* WriteFeatures(
      grpc::CallbackServerContext* context,
      const v1::WriteFeaturesRequest* request,
      v1::WriteFeaturesResponse* response) override;
  grpc::ServerUnaryReactor* GetFeature(
      grpc::CallbackServerContext* context,
      const v1::GetFeatureRequest* request,
      v1::GetFeatureResponse* response) override;
  grpc::ServerUnaryReactor* QueryFeatures(
      grpc::CallbackServerContext* context,
      const v1::QueryFeaturesRequest* request,
      v1::QueryFeaturesResponse* response) override;
  grpc::ServerUnaryReactor* NearestFeatures(
      grpc::CallbackServerContext* context,
      const v1::NearestFeaturesRequest* request,
      v1::NearestFeaturesResponse* response) override;

 private:
  rpc::CallRuntime& runtime_;
  const ResolvePlacesHandler resolve_places_;
  const SearchPlacesHandler search_places_;
  const GetPlaceHandler get_place_;
  const LocatePointHandler locate_point_;
  const CreateLayerHandler create_layer_;
  const GetLayerHandler get_layer_;
  const ListLayersHandler list_layers_;
  const DeleteLayerHandler delete_layer_;
  const WriteFeaturesHandler write_features_;
  const GetFeatureHandler get_feature_;
  const QueryFeaturesHandler query_features_;
  const NearestFeaturesHandler nearest_features_;
};

}  // namespace parallax::geo::server
