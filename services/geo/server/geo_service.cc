#include "services/geo/server/geo_service.h"

#include "common/rpc/unary_call.h"

namespace parallax::geo::server {

GeoService::GeoService(rpc::CallRuntime& runtime,
                       const domain::Gazetteer& gazetteer,
                       domain::LayerStore& store,
                       const parallax::storage::PageTokenCodec& tokens)
    : runtime_(runtime),
      resolve_places_(gazetteer),
      search_places_(gazetteer, tokens),
      get_place_(gazetteer),
      locate_point_(gazetteer, store),
      create_layer_(store),
      get_layer_(store),
      list_layers_(store, tokens),
      delete_layer_(store),
      write_features_(store),
      get_feature_(store),
      query_features_(store, tokens),
      nearest_features_(store) {}

grpc::ServerUnaryReactor* GeoService::ResolvePlaces(
    grpc::CallbackServerContext* context,
    const v1::ResolvePlacesRequest* request,
    v1::ResolvePlacesResponse* response) {
  return rpc::ServeUnary(
      runtime_, context, "parallax.geo.v1.GeoService/ResolvePlaces", request,
      response,
      [this](const rpc::CallContext& call, const auto& in, auto* out) {
        return resolve_places_.Handle(call, in, out);
      });
}

grpc::ServerUnaryReactor* GeoService::SearchPlaces(
    grpc::CallbackServerContext* context,
    const v1::SearchPlacesRequest* request,
    v1::SearchPlacesResponse* response) {
  return rpc::ServeUnary(
      runtime_, context, "parallax.geo.v1.GeoService/SearchPlaces", request,
      response,
      [this](const rpc::CallContext& call, const auto& in, auto* out) {
        return search_places_.Handle(call, in, out);
      });
}

grpc::ServerUnaryReactor* GeoService::GetPlace(
    grpc::CallbackServerContext* context, const v1::GetPlaceRequest* request,
    v1::GetPlaceResponse* response) {
  return rpc::ServeUnary(
      runtime_, context, "parallax.geo.v1.GeoService/GetPlace", request,
      response,
      [this](const rpc::CallContext& call, const auto& in, auto* out) {
        return get_place_.Handle(call, in, out);
      },
      rpc::RunOn::kInline);
}

grpc::ServerUnaryReactor* GeoService::LocatePoint(
    grpc::CallbackServerContext* context, const v1::LocatePointRequest* request,
    v1::LocatePointResponse* response) {
  return rpc::ServeUnary(
      runtime_, context, "parallax.geo.v1.GeoService/LocatePoint", request,
      response,
      [this](const rpc::CallContext& call, const auto& in, auto* out) {
        return locate_point_.Handle(call, in, out);
      });
}

grpc::ServerUnaryReactor* GeoService::CreateLayer(
    grpc::CallbackServerContext* context, const v1::CreateLayerRequest* request,
    v1::CreateLayerResponse* response) {
  return rpc::ServeUnary(
      runtime_, context, "parallax.geo.v1.GeoService/CreateLayer", request,
      response,
      [this](const rpc::CallContext& call, const auto& in, auto* out) {
        return create_layer_.Handle(call, in, out);
      });
}

grpc::ServerUnaryReactor* GeoService::GetLayer(
    grpc::CallbackServerContext* context, const v1::GetLayerRequest* request,
    v1::GetLayerResponse* response) {
  return rpc::ServeUnary(
      runtime_, context, "parallax.geo.v1.GeoService/GetLayer", request,
      response,
      [this](const rpc::CallContext& call, const auto& in, auto* out) {
        return get_layer_.Handle(call, in, out);
      });
}

grpc::ServerUnaryReactor* GeoService::ListLayers(
    grpc::CallbackServerContext* context, const v1::ListLayersRequest* request,
    v1::ListLayersResponse* response) {
  return rpc::ServeUnary(
      runtime_, context, "parallax.geo.v1.GeoService/ListLayers", request,
      response,
      [this](const rpc::CallContext& call, const auto& in, auto* out) {
        return list_layers_.Handle(call, in, out);
      });
}

grpc::ServerUnaryReactor* GeoService::DeleteLayer(
    grpc::CallbackServerContext* context, const v1::DeleteLayerRequest* request,
    v1::DeleteLayerResponse* response) {
  return rpc::ServeUnary(
      runtime_, context, "parallax.geo.v1.GeoService/DeleteLayer", request,
      response,
      [this](const rpc::CallContext& call, const auto& in, auto* out) {
        return delete_layer_.Handle(call, in, out);
      });
}

grpc::ServerUnaryReactor* GeoService::WriteFeatures(
    grpc::CallbackServerContext* context,
    const v1::WriteFeaturesRequest* request,
    v1::WriteFeaturesResponse* response) {
  return rpc::ServeUnary(
      runtime_, context, "parallax.geo.v1.GeoService/WriteFeatures", request,
      response,
      [this](const rpc::CallContext& call, const auto& in, auto* out) {
        return write_features_.Handle(call, in, out);
      });
}

grpc::ServerUnaryReactor* GeoService::GetFeature(
    grpc::CallbackServerContext* context, const v1::GetFeatureRequest* request,
    v1::GetFeatureResponse* response) {
  return rpc::ServeUnary(
      runtime_, context, "parallax.geo.v1.GeoService/GetFeature", request,
      response,
      [this](const rpc::CallContext& call, const auto& in, auto* out) {
        return get_feature_.Handle(call, in, out);
      });
}

grpc::ServerUnaryReactor* GeoService::QueryFeatures(
    grpc::CallbackServerContext* context,
    const v1::QueryFeaturesRequest* request,
    v1::QueryFeaturesResponse* response) {
  return rpc::ServeUnary(
      runtime_, context, "parallax.geo.v1.GeoService/QueryFeatures", request,
      response,
      [this](const rpc::CallContext& call, const auto& in, auto* out) {
        return query_features_.Handle(call, in, out);
      });
}

grpc::ServerUnaryReactor* GeoService::NearestFeatures(
    grpc::CallbackServerContext* context,
    const v1::NearestFeaturesRequest* request,
    v1::NearestFeaturesResponse* response) {
  return rpc::ServeUnary(
      runtime_, context, "parallax.geo.v1.GeoService/NearestFeatures", request,
      response,
      [this](const rpc::CallContext& call, const auto& in, auto* out) {
        return nearest_features_.Handle(call, in, out);
      });
}

}  // namespace parallax::geo::server
