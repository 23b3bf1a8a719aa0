#include "services/geo/server/resolve_places.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "services/geo/server/place_view.h"
#include "services/geo/server/request_checks.h"

namespace parallax::geo::server {
namespace {

constexpr int kMaxToponyms = 1000;
constexpr int kMaxCountries = 16;

absl::Status Check(const v1::ResolvePlacesRequest& request) {
  status::Violations bad;
  if (request.toponyms().empty() || request.toponyms_size() > kMaxToponyms) {
    bad.Add("toponyms",
            absl::StrCat("must hold 1 to ", kMaxToponyms, " names"));
    return bad.ToStatus();
  }
  for (int i = 0; i < request.toponyms_size(); ++i) {
    const v1::Toponym& toponym = request.toponyms(i);
    const std::string field = absl::StrCat("toponyms[", i, "]");
    const size_t length = CharacterCount(toponym.phrase());
    if (length < 1 || length > 200) {
      bad.Add(absl::StrCat(field, ".phrase"), "must hold 1 to 200 characters");
    }
    if (toponym.start_byte() < 0) {
      bad.Add(absl::StrCat(field, ".start_byte"), "must not be negative");
    }
    if (CharacterCount(toponym.context()) > 1000) {
      bad.Add(absl::StrCat(field, ".context"),
              "must hold at most 1000 characters");
    }
  }
  if (request.country_codes_size() > kMaxCountries) {
    bad.Add("country_codes",
            absl::StrCat("must hold at most ", kMaxCountries, " codes"));
  }
  for (int i = 0; i < request.country_codes_size(); ++i) {
    CheckCountryCode(request.country_codes(i), false,
                     absl::StrCat("country_codes[", i, "]"), bad);
  }
  CheckCountryCode(request.outlet_country_code(), true, "outlet_country_code",
                   bad);
  CheckCountryCode(request.worldview(), true, "worldview", bad);
  return bad.ToStatus();
}

}  // namespace

absl::Status ResolvePlacesHandler::Handle(
    const rpc::CallContext& call, const v1::ResolvePlacesRequest& request,
    v1::ResolvePlacesResponse* response) const {
  PARALLAX_RETURN_IF_ERROR(Check(request));
  std::vector<domain::ToponymMention> mentions;
  for (const v1::Toponym& toponym : request.toponyms()) {
    mentions.push_back(
        {toponym.phrase(), toponym.start_byte(), toponym.context()});
  }
  domain::DocumentContext context;
  context.countries.assign(request.country_codes().begin(),
                           request.country_codes().end());
  context.outlet_country = request.outlet_country_code();
  context.worldview = request.worldview();
  const std::vector<domain::Resolution> answers =
      resolver_.Resolve(mentions, context);
  for (size_t i = 0; i < answers.size(); ++i) {
    const domain::Resolution& answer = answers[i];
    type::v1::PlaceReference* reference = response->add_references();
    reference->set_phrase(mentions[i].phrase);
    reference->set_basis(answer.basis);
    if (answer.status == domain::ResolutionStatus::kUnresolved) continue;
    const domain::Place place = gazetteer_.Get(answer.place);
    const Belonging belonging =
        BelongingOf(gazetteer_, answer.place, request.worldview());
    reference->set_place(PlaceName(gazetteer_, answer.place));
    reference->set_display_name(std::string(place.name));
    reference->mutable_point()->set_latitude(answer.lat);
    reference->mutable_point()->set_longitude(answer.lon);
    reference->set_uncertainty_m(answer.radius_m);
    for (const uint32_t area : belonging.ancestors) {
      reference->add_ancestors(PlaceName(gazetteer_, area));
    }
    reference->set_country_code(belonging.country_code);
    reference->set_score(answer.score);
  }
  return absl::OkStatus();
}

}  // namespace parallax::geo::server
