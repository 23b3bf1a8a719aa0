#include "tests/conformance/geo/layer_store_conformance.h"

#include <gmock/gmock.h>

#include <atomic>
#include <set>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/rpc/call_context.h"
#include "services/geo/domain/layers/geometry.h"
#include "services/geo/domain/layers/layer_rules.h"
#include "tests/support/status_matchers.h"

namespace parallax::geo::testing {
namespace {

using parallax::testing::HasReason;
using parallax::testing::HasStatus;
using parallax::testing::IsOk;

rpc::CallContext Call() { return rpc::CallContext::Background(); }

v1::Layer MakeLayer(const std::string& id) {
  v1::Layer layer;
  layer.set_name("layers/" + id);
  layer.set_display_name(id);
  layer.mutable_attribution()->set_according_to("somebody");
  layer.mutable_attribution()->set_basis(v1::FEATURE_BASIS_CLAIMED);
  layer.mutable_attribution()
      ->mutable_validity()
      ->mutable_start_time()
      ->set_seconds(0);
  layer.set_etag(domain::EtagOf(layer));
  return layer;
}

domain::FeatureWrite MakePoint(const std::string& layer, const std::string& id,
                               double lat, double lon) {
  domain::FeatureWrite write;
  v1::Feature& feature = write.feature;
  feature.set_name(absl::StrCat("layers/", layer, "/features/", id));
  *feature.mutable_attribution() = MakeLayer(layer).attribution();
  feature.mutable_geometry()->mutable_point()->set_latitude(lat);
  feature.mutable_geometry()->mutable_point()->set_longitude(lon);
  feature.set_etag(domain::EtagOf(feature));
  write.cells = domain::Shape::Around(lat, lon, 1)->CoveringCells(4);
  return write;
}

std::vector<std::string> NamesOf(const std::vector<v1::Feature>& features) {
  std::vector<std::string> names;
  for (const v1::Feature& feature : features) {
    names.push_back(feature.name().substr(feature.name().rfind('/') + 1));
  }
  return names;
}

TEST_P(LayerStoreConformance, StartsEmpty) {
  EXPECT_EQ(*store().Revision(Call()), 0);
  EXPECT_TRUE(store().ListLayers(Call(), "", 10)->empty());
  EXPECT_TRUE(store().FindFeatures(Call(), {})->empty());
  EXPECT_THAT(store().GetLayer(Call(), "layers/a"),
              HasStatus(absl::StatusCode::kNotFound));
  EXPECT_THAT(store().GetFeature(Call(), "layers/a/features/b"),
              HasStatus(absl::StatusCode::kNotFound));
}

TEST_P(LayerStoreConformance, CreatesOnce) {
  const auto first = store().CreateLayer(Call(), MakeLayer("a"));
  ASSERT_THAT(first, IsOk());
  EXPECT_EQ(first->second, 1);
  EXPECT_EQ(first->first.revision(), 1);
  EXPECT_EQ(first->first.feature_count(), 0);
  EXPECT_GT(first->first.create_time().seconds(), 0);
  const auto again = store().CreateLayer(Call(), MakeLayer("a"));
  ASSERT_THAT(again, IsOk());
  EXPECT_EQ(again->second, 1) << "nothing changed";
  v1::Layer other = MakeLayer("a");
  other.set_description("other");
  other.set_etag(domain::EtagOf(other));
  EXPECT_THAT(store().CreateLayer(Call(), other),
              HasReason(type::v1::ERROR_REASON_ALREADY_EXISTS));
  EXPECT_EQ(*store().Revision(Call()), 1);
}

TEST_P(LayerStoreConformance, ListsByName) {
  for (const char* id : {"c", "a", "b"}) {
    ASSERT_THAT(store().CreateLayer(Call(), MakeLayer(id)), IsOk());
  }
  const auto page = store().ListLayers(Call(), "", 2);
  ASSERT_EQ(page->size(), 2u);
  EXPECT_EQ((*page)[0].name(), "layers/a");
  const auto rest = store().ListLayers(Call(), (*page)[1].name(), 2);
  ASSERT_EQ(rest->size(), 1u);
  EXPECT_EQ((*rest)[0].name(), "layers/c");
}

TEST_P(LayerStoreConformance, WritesAndReplacesFeatures) {
  ASSERT_THAT(store().CreateLayer(Call(), MakeLayer("a")), IsOk());
  const std::vector<domain::FeatureWrite> two = {MakePoint("a", "x", 1, 1),
                                                 MakePoint("a", "y", 2, 2)};
  const auto first = store().WriteFeatures(Call(), "layers/a", two);
  ASSERT_THAT(first, IsOk());
  EXPECT_EQ(first->revision, 2);
  EXPECT_EQ(first->features[1].revision(), 2);
  EXPECT_EQ(store().GetLayer(Call(), "layers/a")->feature_count(), 2);

  const auto same = store().WriteFeatures(Call(), "layers/a", two);
  EXPECT_EQ(same->revision, 2) << "nothing changed";

  const auto moved = store().WriteFeatures(
      Call(), "layers/a",
      {MakePoint("a", "x", 1, 1), MakePoint("a", "y", 50, 50)});
  EXPECT_EQ(moved->revision, 3);
  EXPECT_EQ(moved->features[0].revision(), 2) << "that one did not change";
  EXPECT_EQ(moved->features[1].revision(), 3);
  EXPECT_EQ(store().GetLayer(Call(), "layers/a")->feature_count(), 2);
  EXPECT_EQ(store().GetLayer(Call(), "layers/a")->revision(), 3);
  const auto kept = store().GetFeature(Call(), "layers/a/features/y");
  EXPECT_EQ(kept->geometry().point().latitude(), 50);
  // It is no longer found where it was.
  domain::FeatureQuery query;
  query.cells = domain::Shape::Around(2, 2, 1000)->CoveringCells(8);
  EXPECT_TRUE(store().FindFeatures(Call(), query)->empty());
}

TEST_P(LayerStoreConformance, WritesAllOrNothing) {
  EXPECT_THAT(store().WriteFeatures(Call(), "layers/none",
                                    {MakePoint("none", "x", 1, 1)}),
              HasStatus(absl::StatusCode::kNotFound));
  EXPECT_TRUE(store().FindFeatures(Call(), {})->empty());
  EXPECT_EQ(*store().Revision(Call()), 0);
}

TEST_P(LayerStoreConformance, DeletesWithFeatures) {
  ASSERT_THAT(store().CreateLayer(Call(), MakeLayer("a")), IsOk());
  ASSERT_THAT(store().CreateLayer(Call(), MakeLayer("ab")), IsOk());
  ASSERT_THAT(
      store().WriteFeatures(Call(), "layers/a", {MakePoint("a", "x", 1, 1)}),
      IsOk());
  ASSERT_THAT(
      store().WriteFeatures(Call(), "layers/ab", {MakePoint("ab", "x", 1, 1)}),
      IsOk());
  EXPECT_THAT(store().DeleteLayer(Call(), "layers/a", "stale", false),
              HasReason(type::v1::ERROR_REASON_CONFLICT));
  const auto gone =
      store().DeleteLayer(Call(), "layers/a", MakeLayer("a").etag(), false);
  ASSERT_THAT(gone, IsOk());
  EXPECT_EQ(*gone, 5);
  EXPECT_THAT(store().GetFeature(Call(), "layers/a/features/x"),
              HasStatus(absl::StatusCode::kNotFound));
  EXPECT_EQ(store().FindFeatures(Call(), {})->size(), 1u);
  EXPECT_THAT(store().DeleteLayer(Call(), "layers/a", "", false),
              HasStatus(absl::StatusCode::kNotFound));
  EXPECT_EQ(*store().DeleteLayer(Call(), "layers/a", "", true), 5);
  ASSERT_THAT(store().CreateLayer(Call(), MakeLayer("a")), IsOk());
  EXPECT_EQ(store().GetLayer(Call(), "layers/a")->feature_count(), 0);
}

TEST_P(LayerStoreConformance, FindsByCellsLayersAndTime) {
  for (const char* id : {"a", "b"}) {
    ASSERT_THAT(store().CreateLayer(Call(), MakeLayer(id)), IsOk());
    std::vector<domain::FeatureWrite> writes;
    for (int i = 0; i < 10; ++i) {
      // Over all six faces of the cube, and the poles.
      auto write =
          MakePoint(id, absl::StrCat("p", i), -90 + i * 20, -180 + i * 37);
      auto* validity = write.feature.mutable_attribution()->mutable_validity();
      validity->mutable_start_time()->set_seconds(i * 100);
      validity->mutable_end_time()->set_seconds(i * 100 + 150);
      writes.push_back(std::move(write));
    }
    ASSERT_THAT(
        store().WriteFeatures(Call(), absl::StrCat("layers/", id), writes),
        IsOk());
  }
  for (int i = 0; i < 10; ++i) {
    domain::FeatureQuery query;
    query.cells = domain::Shape::Around(-90 + i * 20, -180 + i * 37, 5000)
                      ->CoveringCells(8);
    EXPECT_EQ(store().FindFeatures(Call(), query)->size(), 2u) << i;
    query.layers = {"layers/b"};
    const auto found = store().FindFeatures(Call(), query);
    ASSERT_EQ(found->size(), 1u);
    EXPECT_EQ((*found)[0].name(), absl::StrCat("layers/b/features/p", i));
    // A large area, whose cells hold those of the feature.
    query.cells = domain::Shape::Around(-90 + i * 20, -180 + i * 37, 900'000)
                      ->CoveringCells(4);
    EXPECT_GE(store().FindFeatures(Call(), query)->size(), 1u);
  }
  domain::FeatureQuery query;
  query.layers = {"layers/a"};
  query.valid_at = absl::FromUnixSeconds(249);
  EXPECT_EQ(NamesOf(*store().FindFeatures(Call(), query)),
            (std::vector<std::string>{"p1", "p2"}));
  query.valid_at = absl::FromUnixSeconds(250);
  EXPECT_EQ(NamesOf(*store().FindFeatures(Call(), query)),
            (std::vector<std::string>{"p2"}));
}

TEST_P(LayerStoreConformance, PagesByName) {
  ASSERT_THAT(store().CreateLayer(Call(), MakeLayer("a")), IsOk());
  std::vector<domain::FeatureWrite> writes;
  for (int i = 0; i < 25; ++i) {
    writes.push_back(MakePoint("a", absl::StrCat("p", i), 1, i * 0.001));
  }
  ASSERT_THAT(store().WriteFeatures(Call(), "layers/a", writes), IsOk());
  domain::FeatureQuery query;
  query.limit = 10;
  std::set<std::string> seen;
  for (int page = 0; page < 3; ++page) {
    const auto found = store().FindFeatures(Call(), query);
    for (const v1::Feature& feature : *found) seen.insert(feature.name());
    query.after = found->back().name();
  }
  EXPECT_EQ(seen.size(), 25u);
}

TEST_P(LayerStoreConformance, LargeShapesAreFoundFromInside) {
  ASSERT_THAT(store().CreateLayer(Call(), MakeLayer("a")), IsOk());
  domain::FeatureWrite write = MakePoint("a", "large", 45, 45);
  write.cells = domain::Shape::Around(45, 45, 2'000'000)->CoveringCells(8);
  ASSERT_THAT(store().WriteFeatures(Call(), "layers/a", {write}), IsOk());
  domain::FeatureQuery query;
  query.cells = domain::Shape::Around(45.1, 45.1, 10)->CoveringCells(8);
  EXPECT_EQ(store().FindFeatures(Call(), query)->size(), 1u);
  query.cells = domain::Shape::Around(-45, -45, 10)->CoveringCells(8);
  EXPECT_TRUE(store().FindFeatures(Call(), query)->empty());
}

TEST_P(LayerStoreConformance, AwaitsRevisions) {
  EXPECT_THAT(store().AwaitRevision(Call(), 0), IsOk());
  const rpc::CallContext hurried =
      Call().WithDeadline(absl::Now() + absl::Milliseconds(50));
  EXPECT_THAT(store().AwaitRevision(hurried, 1),
              HasReason(type::v1::ERROR_REASON_REVISION_NOT_REACHED));
  ASSERT_THAT(store().CreateLayer(Call(), MakeLayer("a")), IsOk());
  EXPECT_THAT(store().AwaitRevision(Call(), 1), IsOk());
}

TEST_P(LayerStoreConformance, ManyWritersLoseNothing) {
  ASSERT_THAT(store().CreateLayer(Call(), MakeLayer("a")), IsOk());
  constexpr int kThreads = 4, kWrites = 10;
  std::atomic<int> failed{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < kWrites; ++i) {
        if (!store()
                 .WriteFeatures(
                     Call(), "layers/a",
                     {MakePoint("a", absl::StrCat("t", t, "-", i), t, i)})
                 .ok()) {
          ++failed;
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(failed, 0);
  EXPECT_EQ(store().GetLayer(Call(), "layers/a")->feature_count(),
            kThreads * kWrites);
  EXPECT_EQ(*store().Revision(Call()), 1 + kThreads * kWrites)
      << "each write has a revision of its own";
}

TEST_P(LayerStoreConformance, KeepsEverythingOverARestart) {
  ASSERT_THAT(store().CreateLayer(Call(), MakeLayer("a")), IsOk());
  ASSERT_THAT(
      store().WriteFeatures(Call(), "layers/a", {MakePoint("a", "x", 1, 1)}),
      IsOk());
  if (!open_->Reopen()) GTEST_SKIP() << "the engine keeps nothing";
  EXPECT_EQ(*store().Revision(Call()), 2);
  EXPECT_EQ(store().GetLayer(Call(), "layers/a")->feature_count(), 1);
  EXPECT_THAT(store().GetFeature(Call(), "layers/a/features/x"), IsOk());
}

}  // namespace
}  // namespace parallax::geo::testing
