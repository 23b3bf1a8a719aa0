// The services, as the command line reaches them.
#pragma once

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "grpcpp/channel.h"
#include "grpcpp/client_context.h"
#include "parallax/claims/v1/claims_service.grpc.pb.h"
#include "parallax/geo/v1/geo_service.grpc.pb.h"
#include "parallax/ingest/v1/ingest_service.grpc.pb.h"

namespace parallax::cli {

// Where each service listens.
struct Addresses {
  std::string ingest;
  std::string claims;
  std::string geo;
};

// `server` is a host, for the usual ports 7301, 7302 and 7303 on it, or a list
// "ingest=host:port,claims=host:port,geo=host:port" in which services that are
// left out stay on 127.0.0.1. INVALID_ARGUMENT otherwise.
absl::StatusOr<Addresses> ParseServer(absl::string_view server);

// Connects lazily, once for each service.
class Connection {
 public:
  Connection(Addresses addresses, absl::Duration timeout);

  absl::StatusOr<ingest::v1::IngestService::Stub*> Ingest();
  absl::StatusOr<claims::v1::ClaimsService::Stub*> Claims();
  absl::StatusOr<geo::v1::GeoService::Stub*> Geo();
  // "ingest", "claims" or "geo".
  absl::StatusOr<std::shared_ptr<grpc::Channel>> Channel(
      absl::string_view service);

  const Addresses& addresses() const { return addresses_; }

  // Sets the deadline of a call that is no stream.
  void Limit(grpc::ClientContext* context) const;

 private:
  Addresses addresses_;
  absl::Duration timeout_;
  std::unique_ptr<ingest::v1::IngestService::Stub> ingest_;
  std::unique_ptr<claims::v1::ClaimsService::Stub> claims_;
  std::unique_ptr<geo::v1::GeoService::Stub> geo_;
};

}  // namespace parallax::cli
