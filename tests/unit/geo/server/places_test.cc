// ResolvePlaces, SearchPlaces, GetPlace and LocatePoint over the gazetteer that
// ships.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

#include "common/rpc/call_context.h"
#include "services/geo/server/get_place.h"
#include "services/geo/server/locate_point.h"
#include "services/geo/server/resolve_places.h"
#include "services/geo/server/search_places.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/geo/fake_layer_store.h"
#include "tests/unit/geo/shipped_gazetteer.h"

namespace parallax::geo::server {
namespace {

using geo::testing::FakeLayerStore;
using geo::testing::ShippedGazetteer;
using parallax::testing::HasReason;
using parallax::testing::HasStatus;
using parallax::testing::IsOk;
using ::testing::Contains;
using ::testing::IsEmpty;

class PlacesTest : public ::testing::Test {
 protected:
  v1::Place Get(const std::string& name) {
    v1::GetPlaceRequest request;
    request.set_name(name);
    v1::GetPlaceResponse response;
    EXPECT_THAT(
        GetPlaceHandler(ShippedGazetteer()).Handle(call_, request, &response),
        IsOk());
    return response.place();
  }

  v1::LocatePointResponse Locate(double lat, double lon,
                                 const std::string& view = "") {
    v1::LocatePointRequest request;
    request.mutable_point()->set_latitude(lat);
    request.mutable_point()->set_longitude(lon);
    request.set_worldview(view);
    v1::LocatePointResponse response;
    EXPECT_THAT(LocatePointHandler(ShippedGazetteer(), store_)
                    .Handle(call_, request, &response),
                IsOk());
    return response;
  }

  static std::set<std::string> Names(const v1::LocatePointResponse& response) {
    std::set<std::string> names;
    for (const v1::Place& area : response.areas()) {
      names.insert(area.display_name());
    }
    return names;
  }

  rpc::CallContext call_ = rpc::CallContext::Background();
  FakeLayerStore store_;
  parallax::storage::PageTokenCodec tokens_{"key"};
};

TEST_F(PlacesTest, ADisputedRegionHasMoreThanOneView) {
  const v1::Place place = Get("places/nagorno-karabakh");
  EXPECT_EQ(place.kind(), v1::PLACE_KIND_DISPUTED_REGION);
  EXPECT_EQ(place.country_code(), "AZ");
  std::set<std::string> armenia, all;
  for (const v1::PlaceName& name : place.names()) {
    all.insert(name.text());
    if (name.used_by() == "Armenia") armenia.insert(name.text());
  }
  EXPECT_THAT(armenia, Contains("Artsakh"));
  EXPECT_THAT(all, Contains("Qarabağ"));
  ASSERT_GE(place.worldviews_size(), 1);
  EXPECT_EQ(place.worldviews(0).view(), "AM");
  EXPECT_EQ(place.worldviews(0).country_code(), "");
}

TEST_F(PlacesTest, NoSuchPlace) {
  v1::GetPlaceRequest request;
  v1::GetPlaceResponse response;
  const GetPlaceHandler handler(ShippedGazetteer());
  request.set_name("places/nowhere");
  EXPECT_THAT(handler.Handle(call_, request, &response),
              HasStatus(absl::StatusCode::kNotFound));
  for (const char* name : {"", "places/", "layers/x"}) {
    request.set_name(name);
    EXPECT_THAT(handler.Handle(call_, request, &response),
                HasReason(type::v1::ERROR_REASON_INVALID_FIELD));
  }
}

TEST_F(PlacesTest, LocatesAPoint) {
  const auto sotk = Locate(40.2028, 45.8656);
  EXPECT_THAT(Names(sotk), Contains("Armenia"));
  EXPECT_THAT(Names(sotk), Contains("Gegharkunik"));
  EXPECT_EQ(sotk.nearest_settlement().display_name(), "Sotk");
  EXPECT_LT(sotk.nearest_settlement_distance_m(), 100);
  EXPECT_EQ(sotk.areas(sotk.areas_size() - 1).kind(), v1::PLACE_KIND_COUNTRY);

  const auto kalbajar = Locate(40.11, 46.04);
  EXPECT_THAT(Names(kalbajar), Contains("Azerbaijan"));
  EXPECT_THAT(Names(kalbajar), Contains("Kalbajar"));

  const auto stepanakert = Locate(39.82, 46.75);
  EXPECT_THAT(Names(stepanakert), Contains("Nagorno-Karabakh"));
  EXPECT_THAT(Names(stepanakert), Contains("Azerbaijan"));
}

TEST_F(PlacesTest, ViewsDecideWhatHoldsAPoint) {
  const double lat = 44.95, lon = 34.1;  // Simferopol
  EXPECT_THAT(Names(Locate(lat, lon)), Contains("Ukraine"));
  EXPECT_THAT(Names(Locate(lat, lon, "UA")), Contains("Ukraine"));
  const auto russian = Names(Locate(lat, lon, "RU"));
  EXPECT_THAT(russian, Contains("Russia"));
  EXPECT_THAT(russian, ::testing::Not(Contains("Ukraine")));
}

TEST_F(PlacesTest, TheOceanIsNowhere) {
  const auto ocean = Locate(-40, -110);
  EXPECT_THAT(Names(ocean), IsEmpty());
  EXPECT_FALSE(ocean.has_nearest_settlement());
}

TEST_F(PlacesTest, RefusesPointsOffTheEarth) {
  v1::LocatePointRequest request;
  v1::LocatePointResponse response;
  const LocatePointHandler handler(ShippedGazetteer(), store_);
  absl::Status status = handler.Handle(call_, request, &response);
  EXPECT_EQ(status::ViolationsOf(status)[0].field, "point");
  request.mutable_point()->set_latitude(91);
  status = handler.Handle(call_, request, &response);
  EXPECT_EQ(status::ViolationsOf(status)[0].field, "point.latitude");
  EXPECT_THAT(status, HasReason(type::v1::ERROR_REASON_INVALID_FIELD));
}

TEST_F(PlacesTest, ResolvesInOrder) {
  v1::ResolvePlacesRequest request;
  for (const char* phrase : {"Sotk", "Xqzzyville", "Azeri"}) {
    request.add_toponyms()->set_phrase(phrase);
  }
  request.add_country_codes("AM");
  v1::ResolvePlacesResponse response;
  const ResolvePlacesHandler handler(ShippedGazetteer());
  ASSERT_THAT(handler.Handle(call_, request, &response), IsOk());
  ASSERT_EQ(response.references_size(), 3);
  EXPECT_EQ(response.references(0).display_name(), "Sotk");
  EXPECT_EQ(response.references(0).country_code(), "AM");
  EXPECT_EQ(response.references(0).ancestors_size(), 2);
  EXPECT_GT(response.references(0).score(), 0.5);
  EXPECT_EQ(response.references(1).place(), "");
  EXPECT_FALSE(response.references(1).has_point());
  EXPECT_EQ(response.references(2).display_name(), "Azerbaijan");
}

TEST_F(PlacesTest, RefusesBadNames) {
  v1::ResolvePlacesRequest request;
  v1::ResolvePlacesResponse response;
  const ResolvePlacesHandler handler(ShippedGazetteer());
  absl::Status status = handler.Handle(call_, request, &response);
  EXPECT_EQ(status::ViolationsOf(status)[0].field, "toponyms");
  request.add_toponyms();
  request.add_toponyms()->set_phrase(std::string(201, 'x'));
  request.add_country_codes("Armenia");
  status = handler.Handle(call_, request, &response);
  const auto violations = status::ViolationsOf(status);
  ASSERT_EQ(violations.size(), 3u);
  EXPECT_EQ(violations[0].field, "toponyms[0].phrase");
  EXPECT_EQ(violations[1].field, "toponyms[1].phrase");
  EXPECT_EQ(violations[2].field, "country_codes[0]");
}

TEST_F(PlacesTest, SearchesByName) {
  const SearchPlacesHandler handler(ShippedGazetteer(), tokens_);
  const auto first = [&](const std::string& query) {
    v1::SearchPlacesRequest request;
    request.set_query(query);
    v1::SearchPlacesResponse response;
    EXPECT_THAT(handler.Handle(call_, request, &response), IsOk());
    return response.places().empty() ? "" : response.places(0).display_name();
  };
  EXPECT_EQ(first("Kharkov"), "Kharkiv");
  EXPECT_EQ(first("kalbaj"), "Kalbajar");
  EXPECT_EQ(first("Київ"), "Kyiv");
  EXPECT_EQ(first("Armenia"), "Armenia");
  EXPECT_EQ(first("Volnovahka"), "Volnovakha");
  EXPECT_EQ(first("xqzzyvillehamstead"), "");
}

TEST_F(PlacesTest, PagesAndFilters) {
  const SearchPlacesHandler handler(ShippedGazetteer(), tokens_);
  v1::SearchPlacesRequest request;
  request.set_query("San");
  request.add_country_codes("MX");
  request.add_kinds(v1::PLACE_KIND_SETTLEMENT);
  request.set_page_size(7);
  std::set<std::string> seen;
  for (int page = 0; page < 3; ++page) {
    v1::SearchPlacesResponse response;
    ASSERT_THAT(handler.Handle(call_, request, &response), IsOk());
    for (const v1::Place& place : response.places()) {
      EXPECT_EQ(place.country_code(), "MX");
      EXPECT_TRUE(seen.insert(place.name()).second) << "no place twice";
    }
    ASSERT_FALSE(response.next_page_token().empty());
    request.set_page_token(response.next_page_token());
  }
  EXPECT_GE(seen.size(), 18u);
  v1::SearchPlacesResponse response;
  request.set_query("Santa");
  EXPECT_THAT(handler.Handle(call_, request, &response),
              HasReason(type::v1::ERROR_REASON_INVALID_PAGE_TOKEN));
  request.Clear();
  EXPECT_THAT(handler.Handle(call_, request, &response),
              HasReason(type::v1::ERROR_REASON_INVALID_FIELD));
}

}  // namespace
}  // namespace parallax::geo::server
