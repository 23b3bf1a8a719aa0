#include "services/cli/connection.h"

#include <chrono>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/client/channel.h"
#include "common/status/macros.h"

namespace parallax::cli {

absl::StatusOr<Addresses> ParseServer(absl::string_view server) {
  if (server.empty()) {
    return absl::InvalidArgumentError("--server must not be empty");
  }
  if (!absl::StrContains(server, '=')) {
    if (absl::StrContains(server, ',')) {
      return absl::InvalidArgumentError(
          "--server takes a host or ingest=host:port,claims=...,geo=...");
    }
    return Addresses{absl::StrCat(server, ":7301"),
                     absl::StrCat(server, ":7302"),
                     absl::StrCat(server, ":7303")};
  }
  Addresses addresses{"127.0.0.1:7301", "127.0.0.1:7302", "127.0.0.1:7303"};
  for (absl::string_view part : absl::StrSplit(server, ',')) {
    const std::pair<absl::string_view, absl::string_view> entry =
        absl::StrSplit(part, absl::MaxSplits('=', 1));
    if (entry.second.empty()) {
      return absl::InvalidArgumentError(
          absl::StrCat("--server: \"", part, "\" is not service=host:port"));
    }
    if (entry.first == "ingest") {
      addresses.ingest = std::string(entry.second);
    } else if (entry.first == "claims") {
      addresses.claims = std::string(entry.second);
    } else if (entry.first == "geo") {
      addresses.geo = std::string(entry.second);
    } else {
      return absl::InvalidArgumentError(
          absl::StrCat("--server: no service \"", entry.first,
                       "\": ingest, claims and geo are"));
    }
  }
  return addresses;
}

Connection::Connection(Addresses addresses, absl::Duration timeout)
    : addresses_(std::move(addresses)), timeout_(timeout) {}

absl::StatusOr<std::shared_ptr<grpc::Channel>> Connection::Channel(
    absl::string_view service) {
  const std::string& target = service == "ingest"   ? addresses_.ingest
                              : service == "claims" ? addresses_.claims
                                                    : addresses_.geo;
  client::ChannelOptions options;
  options.target = target;
  options.service_config_json = std::string(client::ServiceConfig(service));
  return client::CreateChannel(options);
}

absl::StatusOr<ingest::v1::IngestService::Stub*> Connection::Ingest() {
  if (ingest_ == nullptr) {
    PARALLAX_ASSIGN_OR_RETURN(auto channel, Channel("ingest"));
    ingest_ = ingest::v1::IngestService::NewStub(channel);
  }
  return ingest_.get();
}

absl::StatusOr<claims::v1::ClaimsService::Stub*> Connection::Claims() {
  if (claims_ == nullptr) {
    PARALLAX_ASSIGN_OR_RETURN(auto channel, Channel("claims"));
    claims_ = claims::v1::ClaimsService::NewStub(channel);
  }
  return claims_.get();
}

absl::StatusOr<geo::v1::GeoService::Stub*> Connection::Geo() {
  if (geo_ == nullptr) {
    PARALLAX_ASSIGN_OR_RETURN(auto channel, Channel("geo"));
    geo_ = geo::v1::GeoService::NewStub(channel);
  }
  return geo_.get();
}

void Connection::Limit(grpc::ClientContext* context) const {
  context->set_deadline(std::chrono::system_clock::now() +
                        absl::ToChronoMilliseconds(timeout_));
}

}  // namespace parallax::cli
