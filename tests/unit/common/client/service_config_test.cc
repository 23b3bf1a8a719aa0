// Every RPC must have been thought about: each is named in its service's
// config, with a retry policy or without.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "common/client/channel.h"
#include "parallax/claims/v1/admin_service.pb.h"
#include "parallax/claims/v1/claims_service.pb.h"
#include "parallax/claims/v1/export_service.pb.h"
#include "parallax/geo/v1/admin_service.pb.h"
#include "parallax/geo/v1/geo_service.pb.h"
#include "parallax/ingest/v1/admin_service.pb.h"
#include "parallax/ingest/v1/ingest_service.pb.h"
#include "tests/support/status_matchers.h"

namespace parallax::client {
namespace {

using ::parallax::testing::IsOk;
using Json = nlohmann::json;

// Calls that must not be sent twice by the channel: a stream resumes in its
// own way or begins anew, and a repeated delete would answer NOT_FOUND.
const std::set<std::string> kNotRetried = {
    "BackUpLedger", "DeleteLayer", "ExportClaims", "IngestDocuments", "Watch"};

using Services = std::vector<const google::protobuf::ServiceDescriptor*>;

// The config of one process; the first of its services stands for its health.
void CheckServices(const std::string& name, const Services& services) {
  SCOPED_TRACE(name);
  const std::string text(ServiceConfig(name));
  EXPECT_THAT(
      CreateChannel({.target = "127.0.0.1:1", .service_config_json = text}),
      IsOk());
  const Json config = Json::parse(text);
  EXPECT_EQ(config["healthCheckConfig"]["serviceName"],
            services.front()->full_name());
  std::set<std::string> retried;
  std::set<std::string> named;
  std::set<std::string> known;
  for (const auto* service : services) {
    for (int i = 0; i < service->method_count(); ++i) {
      known.insert(service->method(i)->full_name());
    }
  }
  for (const Json& entry : config["methodConfig"]) {
    for (const Json& method : entry["name"]) {
      const std::string method_name = method["service"].get<std::string>() +
                                      "." + method["method"].get<std::string>();
      EXPECT_TRUE(named.insert(method_name).second)
          << method_name << " is named twice";
      EXPECT_EQ(known.count(method_name), 1u)
          << method_name << " does not exist";
      if (entry.contains("retryPolicy")) retried.insert(method_name);
    }
  }
  for (const auto* service : services) {
    for (int i = 0; i < service->method_count(); ++i) {
      const auto& method = *service->method(i);
      EXPECT_EQ(named.count(method.full_name()), 1u)
          << method.full_name() << " has no entry in client/service_config/"
          << name << ".json";
      EXPECT_EQ(retried.count(method.full_name()),
                1 - kNotRetried.count(method.name()))
          << method.full_name();
      if (method.client_streaming() || method.server_streaming()) {
        EXPECT_EQ(retried.count(method.full_name()), 0u) << method.full_name();
      }
    }
  }
}

TEST(ServiceConfigTest, EveryRpcIsDecided) {
  const auto service_of = [](const google::protobuf::Descriptor* request) {
    return request->file()->service(0);
  };
  CheckServices("ingest",
                {service_of(ingest::v1::GetDocumentRequest::descriptor()),
                 service_of(ingest::v1::CheckStoreRequest::descriptor())});
  CheckServices("claims",
                {service_of(claims::v1::GetClaimRequest::descriptor()),
                 service_of(claims::v1::ExportClaimsRequest::descriptor()),
                 service_of(claims::v1::GetServerInfoRequest::descriptor())});
  CheckServices("geo", {service_of(geo::v1::GetPlaceRequest::descriptor()),
                        service_of(geo::v1::CheckStoreRequest::descriptor())});
}

TEST(ServiceConfigTest, UnknownServicesHaveNone) {
  EXPECT_TRUE(ServiceConfig("weather").empty());
}

}  // namespace
}  // namespace parallax::client
