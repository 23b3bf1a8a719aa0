// Every RPC must have been thought about: each is named in its service's
// config, with a retry policy or without.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "common/client/channel.h"
#include "parallax/claims/v1/claims_service.pb.h"
#include "parallax/geo/v1/geo_service.pb.h"
#include "parallax/ingest/v1/ingest_service.pb.h"
#include "tests/support/status_matchers.h"

namespace parallax::client {
namespace {

using ::parallax::testing::IsOk;
using Json = nlohmann::json;

// Calls that must not be sent twice by the channel: a stream resumes in its
// own way, and a repeated delete would answer NOT_FOUND.
const std::set<std::string> kNotRetried = {"DeleteLayer", "IngestDocuments",
                                           "Watch"};

void CheckService(const std::string& name,
                  const google::protobuf::ServiceDescriptor& service) {
  SCOPED_TRACE(name);
  const std::string text(ServiceConfig(name));
  EXPECT_THAT(
      CreateChannel({.target = "127.0.0.1:1", .service_config_json = text}),
      IsOk());
  const Json config = Json::parse(text);
  EXPECT_EQ(config["healthCheckConfig"]["serviceName"], service.full_name());
  std::set<std::string> retried;
  std::set<std::string> named;
  for (const Json& entry : config["methodConfig"]) {
    for (const Json& method : entry["name"]) {
      EXPECT_EQ(method["service"], service.full_name());
      const std::string method_name = method["method"];
      EXPECT_TRUE(named.insert(method_name).second)
          << method_name << " is named twice";
      EXPECT_NE(service.FindMethodByName(method_name), nullptr)
          << method_name << " does not exist";
      if (entry.contains("retryPolicy")) retried.insert(method_name);
    }
  }
  for (int i = 0; i < service.method_count(); ++i) {
    const auto& method = *service.method(i);
    EXPECT_EQ(named.count(method.name()), 1u)
        << method.full_name() << " has no entry in client/service_config/"
        << name << ".json";
    EXPECT_EQ(retried.count(method.name()),
              1 - kNotRetried.count(method.name()))
        << method.full_name();
    if (method.client_streaming() || method.server_streaming()) {
      EXPECT_EQ(retried.count(method.name()), 0u) << method.full_name();
    }
  }
}

TEST(ServiceConfigTest, EveryRpcIsDecided) {
  CheckService(
      "ingest",
      *ingest::v1::GetDocumentRequest::descriptor()->file()->service(0));
  CheckService("claims",
               *claims::v1::GetClaimRequest::descriptor()->file()->service(0));
  CheckService("geo",
               *geo::v1::GetPlaceRequest::descriptor()->file()->service(0));
}

TEST(ServiceConfigTest, UnknownServicesHaveNone) {
  EXPECT_TRUE(ServiceConfig("weather").empty());
}

}  // namespace
}  // namespace parallax::client
