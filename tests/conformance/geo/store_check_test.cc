// Layers that changed behind the service's back, on every engine.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "common/storage/store_schema.h"
#include "services/geo/server/create_layer.h"
#include "services/geo/server/write_features.h"
#include "services/geo/storage/postgres/open_layers.h"
#include "services/geo/storage/sqlite/open_layers.h"
#include "services/geo/storage/store_schema.h"
#include "tests/support/postgres_server.h"
#include "tests/support/status_matchers.h"
#include "tests/support/temp_dir.h"

namespace parallax::geo::storage {
namespace {

using parallax::storage::OpenStore;
using parallax::storage::SqlBlob;
using parallax::storage::SqlConnection;
using parallax::storage::SqlDatabase;
using parallax::storage::SqlDialect;
using parallax::storage::SqlStatement;
using parallax::storage::StoreUrl;
using parallax::storage::StoreUse;
using parallax::testing::IsOk;
using parallax::testing::PostgresServer;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kLayer[] = "layers/front";
constexpr char kPost[] = "layers/front/features/post";
constexpr char kZone[] = "layers/front/features/zone";

class LayerCheckTest : public ::testing::TestWithParam<SqlDialect> {
 protected:
  void SetUp() override {
    if (GetParam() == SqlDialect::kPostgres) {
      if (const std::string missing = PostgresServer::Missing();
          !missing.empty()) {
        GTEST_SKIP() << missing;
      }
      url_ = {GetParam(), PostgresServer::Shared().NewDatabase()};
    } else {
      url_ = {GetParam(), folder_.File("geo.db")};
    }
    auto store = GetParam() == SqlDialect::kSqlite
                     ? OpenSqliteLayers(url_.location)
                     : OpenPostgresLayers(url_.location);
    ASSERT_THAT(store, IsOk());
    store_ = *std::move(store);
    WriteLayer();
    auto database = OpenStore(url_, LayersSchema(), StoreUse::kServe);
    ASSERT_THAT(database, IsOk());
    database_ = *std::move(database);
  }

  void WriteLayer() {
    v1::CreateLayerRequest create;
    v1::Layer& layer = *create.mutable_layer();
    layer.set_name(kLayer);
    layer.set_display_name("The front");
    v1::Attribution& attribution = *layer.mutable_attribution();
    attribution.set_according_to("Armenia's ministry of defence");
    attribution.set_basis(v1::FEATURE_BASIS_CLAIMED);
    attribution.mutable_validity()->mutable_start_time()->set_seconds(1000);
    v1::CreateLayerResponse created;
    ASSERT_THAT(
        server::CreateLayerHandler(*store_).Handle(call_, create, &created),
        IsOk());
    v1::WriteFeaturesRequest write;
    write.set_parent(kLayer);
    v1::Feature& post = *write.add_features();
    post.set_name(kPost);
    *post.mutable_geometry()->mutable_point() = At(40.2, 45.9);
    (*post.mutable_properties())["unit"] = "third";
    v1::Feature& zone = *write.add_features();
    zone.set_name(kZone);
    v1::LineString& ring =
        *zone.mutable_geometry()->mutable_polygon()->add_rings();
    for (const auto& [latitude, longitude] :
         std::vector<std::pair<double, double>>{
             {40, 45}, {40, 46}, {41, 46}, {41, 45}, {40, 45}}) {
      *ring.add_points() = At(latitude, longitude);
    }
    v1::WriteFeaturesResponse written;
    ASSERT_THAT(
        server::WriteFeaturesHandler(*store_).Handle(call_, write, &written),
        IsOk());
  }

  static google::type::LatLng At(double latitude, double longitude) {
    google::type::LatLng point;
    point.set_latitude(latitude);
    point.set_longitude(longitude);
    return point;
  }

  v1::CheckStoreResponse Check() {
    const auto found = store_->CheckStore(call_);
    EXPECT_THAT(found, IsOk());
    return found.value_or(v1::CheckStoreResponse());
  }
  // "name: description".
  std::vector<std::string> Faults() {
    std::vector<std::string> faults;
    const v1::CheckStoreResponse found = Check();
    for (const auto& fault : found.faults()) {
      faults.push_back(absl::StrCat(fault.name(), ": ", fault.description()));
    }
    return faults;
  }

  void Change(const std::string& sql) {
    const auto changed = database_->Write(
        call_,
        [&](SqlConnection& connection) { return connection.Execute(sql); });
    ASSERT_THAT(changed, IsOk()) << sql;
  }

  // Every third byte of the message of a row, one at a time.
  void ExpectEachByteGuarded(const std::string& table,
                             const std::string& name) {
    std::string whole;
    ASSERT_THAT(database_->Read(call_,
                                [&](SqlConnection& connection) -> absl::Status {
                                  PARALLAX_ASSIGN_OR_RETURN(
                                      SqlStatement row,
                                      connection.Prepare(absl::StrCat(
                                          "SELECT content FROM ", table,
                                          " WHERE name = '", name, "'")));
                                  PARALLAX_RETURN_IF_ERROR(row.Step().status());
                                  whole = std::string(row.ColumnBlob(0));
                                  return absl::OkStatus();
                                }),
                IsOk());
    ASSERT_FALSE(whole.empty());
    const auto put = [&](const std::string& content) {
      ASSERT_THAT(database_->Write(call_,
                                   [&](SqlConnection& connection) {
                                     return connection.Run(
                                         absl::StrCat(
                                             "UPDATE ", table,
                                             " SET content = ? WHERE name = ?"),
                                         SqlBlob{content}, name);
                                   }),
                  IsOk());
    };
    for (std::size_t at = 0; at < whole.size(); at += 3) {
      std::string damaged = whole;
      damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
      put(damaged);
      EXPECT_THAT(Faults(),
                  ElementsAre(absl::StrCat(name, ": is not what was written")))
          << at;
    }
    put(whole);
    EXPECT_THAT(Faults(), IsEmpty());
  }

  const parallax::testing::TempDir folder_;
  const rpc::CallContext call_ = rpc::CallContext::Background();
  StoreUrl url_;
  std::unique_ptr<SqlLayerStore> store_;
  // Another way into the same store.
  std::unique_ptr<SqlDatabase> database_;
};

TEST_P(LayerCheckTest, LayersAsTheyWereWrittenAreSound) {
  EXPECT_THAT(Faults(), IsEmpty());
  const auto found = Check();
  EXPECT_EQ(found.layer_count(), 1);
  EXPECT_EQ(found.feature_count(), 2);
  EXPECT_EQ(found.fault_count(), 0);
  EXPECT_EQ(found.revision(), 2);
}

TEST_P(LayerCheckTest, EveryByteOfAMessageIsGuarded) {
  ExpectEachByteGuarded("layer", kLayer);
  ExpectEachByteGuarded("feature", kZone);
}

TEST_P(LayerCheckTest, ColumnsThatDoNotFollowAreFound) {
  struct Case {
    std::string change;
    std::string undo;
    std::string fault;
  };
  const std::string post = absl::StrCat(" WHERE name = '", kPost, "'");
  const std::vector<Case> cases = {
      {"UPDATE layer SET etag = etag || 'x'",
       "UPDATE layer SET etag = substr(etag, 1, length(etag) - 1)",
       absl::StrCat(kLayer, ": has a name or an etag that is not its own")},
      {"UPDATE layer SET revision = 9", "UPDATE layer SET revision = 2",
       absl::StrCat(kLayer, ": is of a revision that is still to come")},
      {"UPDATE layer SET feature_count = 7",
       "UPDATE layer SET feature_count = 2",
       absl::StrCat(kLayer, ": counts 7 features and has 2")},
      {"UPDATE feature SET etag = etag || 'x'" + post,
       "UPDATE feature SET etag = substr(etag, 1, length(etag) - 1)" + post,
       absl::StrCat(kPost,
                    ": has a name, a layer or an etag that is not its own")},
      {"UPDATE feature SET valid_from_us = valid_from_us + 1" + post,
       "UPDATE feature SET valid_from_us = valid_from_us - 1" + post,
       absl::StrCat(kPost,
                    ": is found by times at which it is not said to hold")},
      {"UPDATE feature SET valid_to_us = 5" + post,
       "UPDATE feature SET valid_to_us = NULL" + post,
       absl::StrCat(kPost,
                    ": is found by times at which it is not said to hold")},
      {"UPDATE feature SET revision = 3" + post,
       "UPDATE feature SET revision = 2" + post,
       absl::StrCat(kPost,
                    ": is of a revision that its layer has not reached")},
      {"UPDATE feature_cell SET cell = cell + 1 WHERE feature = 1",
       "UPDATE feature_cell SET cell = cell - 1 WHERE feature = 1",
       absl::StrCat(kPost, ": is found by cells that do not cover its shape")},
  };
  for (const Case& broken : cases) {
    SCOPED_TRACE(broken.change);
    Change(broken.change);
    EXPECT_THAT(Faults(), ElementsAre(broken.fault));
    Change(broken.undo);
    EXPECT_THAT(Faults(), IsEmpty());
  }
}

TEST_P(LayerCheckTest, RowsThatAreGoneAreFound) {
  Change("DELETE FROM feature_cell WHERE feature = 2");
  EXPECT_THAT(Faults(),
              ElementsAre(absl::StrCat(
                  kZone, ": is found by cells that do not cover its shape")));
  Change("DELETE FROM feature WHERE id = 2");
  EXPECT_THAT(Faults(), ElementsAre(absl::StrCat(
                            kLayer, ": counts 2 features and has 1")));
}

INSTANTIATE_TEST_SUITE_P(Engines, LayerCheckTest,
                         ::testing::Values(SqlDialect::kSqlite,
                                           SqlDialect::kPostgres),
                         [](const auto& info) {
                           return info.param == SqlDialect::kSqlite
                                      ? "sqlite"
                                      : "postgres";
                         });

}  // namespace
}  // namespace parallax::geo::storage
