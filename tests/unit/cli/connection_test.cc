#include "services/cli/connection.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace parallax::cli {
namespace {

using ::testing::HasSubstr;

TEST(ParseServerTest, AHostStandsForTheUsualPortsOnIt) {
  const auto addresses = ParseServer("ledger.example.org");
  ASSERT_TRUE(addresses.ok());
  EXPECT_EQ(addresses->ingest, "ledger.example.org:7301");
  EXPECT_EQ(addresses->claims, "ledger.example.org:7302");
  EXPECT_EQ(addresses->geo, "ledger.example.org:7303");
}

TEST(ParseServerTest, NamedServicesKeepTheOthersOnLoopback) {
  const auto addresses = ParseServer("claims=c:9,geo=unix:/run/geo.sock");
  ASSERT_TRUE(addresses.ok());
  EXPECT_EQ(addresses->ingest, "127.0.0.1:7301");
  EXPECT_EQ(addresses->claims, "c:9");
  EXPECT_EQ(addresses->geo, "unix:/run/geo.sock");
}

TEST(ParseServerTest, RefusesWhatItCannotRead) {
  EXPECT_THAT(ParseServer("").status().message(), HasSubstr("empty"));
  EXPECT_THAT(ParseServer("ledger=c:9").status().message(),
              HasSubstr("no service \"ledger\""));
  EXPECT_THAT(ParseServer("claims=").status().message(),
              HasSubstr("service=host:port"));
  EXPECT_FALSE(ParseServer("a,b").ok());
}

}  // namespace
}  // namespace parallax::cli
