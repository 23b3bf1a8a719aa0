#include "services/claims/domain/exports/claim_json.h"

#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "services/claims/domain/exports/words.h"
#include "services/claims/domain/figure.h"

namespace parallax::claims::domain {
namespace {

// Keys in the order in which they are written.
using Json = nlohmann::ordered_json;

std::string Time(const google::protobuf::Timestamp& time) {
  return MomentText(ToMicros(time));
}

// One line; what is no valid UTF-8 is replaced, not refused.
std::string Dump(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

void PutText(const char* key, const std::string& text, Json* object) {
  if (!text.empty()) (*object)[key] = text;
}

const type::PlaceReference* LocatedPlace(const pb::Assertion& assertion) {
  for (const type::PlaceReference& place : assertion.places()) {
    if (place.has_point()) return &place;
  }
  return nullptr;
}

Json Properties(const pb::Claim& claim) {
  const pb::Assertion& assertion = claim.assertion();
  Json json;
  json["claim"] = claim.name();
  // The outlet's own voice is nobody else's.
  json["according_to"] = AccordingTo(assertion.claimant());
  PutText("claimant_side", assertion.claimant().side(), &json);
  PutText("authority", EnumWord(assertion.claimant().authority()), &json);
  json["kind"] = EnumWord(assertion.kind());
  json["stance"] = EnumWord(assertion.stance());
  if (assertion.has_casualties()) {
    const pb::Casualties& casualties = assertion.casualties();
    PutText("measure", EnumWord(casualties.measure()), &json);
    PutText("victims_side", casualties.victims_side(), &json);
    PutText("victims_class", EnumWord(casualties.victims_class()), &json);
  }
  if (const type::Count* count = CountOf(assertion)) {
    PutText("count", FigureText(*count), &json);
    if (count->has_min()) json["count_min"] = count->min();
    if (count->has_max()) json["count_max"] = count->max();
  }
  json["quote"] = claim.quote();
  const auto& event = assertion.event_time();
  if (event.has_start_time()) json["event_start"] = Time(event.start_time());
  if (event.has_end_time()) json["event_end"] = Time(event.end_time());
  PutText("event_precision", EnumWord(event.precision()), &json);
  if (assertion.has_as_of_time()) {
    json["as_of"] = Time(assertion.as_of_time());
  }
  json["first_published"] = Time(claim.first_published_time());
  PutText("superseded_by", claim.superseded_by(), &json);
  PutText("question", claim.question(), &json);
  json["incident"] = claim.incident();
  PutText("review_state", EnumWord(claim.review_state()), &json);
  return json;
}

Json Article(const pb::DocumentSource& source) {
  Json article;
  article["@type"] = "NewsArticle";
  PutText("@id", source.uri(), &article);
  PutText("url", source.uri(), &article);
  PutText("headline", source.title(), &article);
  article["datePublished"] = Time(source.publish_time());
  if (!source.outlet().empty()) {
    article["publisher"] = {{"@type", "Organization"},
                            {"name", source.outlet()}};
  }
  return article;
}

}  // namespace

std::string GeoJsonFeature(const pb::Claim& claim) {
  Json feature;
  feature["type"] = "Feature";
  feature["id"] = claim.name();
  feature["geometry"] = nullptr;
  Json properties = Properties(claim);
  if (const auto* place = LocatedPlace(claim.assertion())) {
    feature["geometry"] = {
        {"type", "Point"},
        {"coordinates",
         {place->point().longitude(), place->point().latitude()}}};
    PutText("place", place->place(), &properties);
    PutText("place_name", place->phrase(), &properties);
    PutText("place_basis", place->basis(), &properties);
    properties["uncertainty_m"] = place->uncertainty_m();
  }
  feature["properties"] = std::move(properties);
  return Dump(feature);
}

std::string SchemaOrgClaim(const pb::Claim& claim,
                           const std::vector<pb::DocumentSource>& appearances) {
  const pb::Assertion& assertion = claim.assertion();
  const pb::Claimant& claimant = assertion.claimant();
  Json json;
  json["@type"] = "Claim";
  json["@id"] = claim.name();
  json["text"] = claim.quote();
  if (!claimant.display_name().empty() || !claimant.side().empty()) {
    Json author;
    // People have roles; sides and ministries are organizations.
    author["@type"] = claimant.role().empty() ? "Organization" : "Person";
    author["name"] = claimant.display_name().empty() ? claimant.side()
                                                     : claimant.display_name();
    PutText("jobTitle", claimant.role(), &author);
    PutText("affiliation", claimant.side(), &author);
    PutText("identifier", claimant.actor(), &author);
    json["author"] = std::move(author);
  }
  json["datePublished"] = Time(claim.first_published_time());
  if (assertion.event_time().has_start_time()) {
    json["temporalCoverage"] = Time(assertion.event_time().start_time());
  }
  if (!appearances.empty()) {
    json["firstAppearance"] = Article(appearances.front());
    for (const pb::DocumentSource& source : appearances) {
      json["appearance"].push_back(Article(source));
    }
  }
  return Dump(json);
}

Frame GeoJsonFrame(const Viewpoint& from, std::int64_t revision) {
  Json stamp;
  stamp["type"] = "FeatureCollection";
  stamp["view"] = ViewWord(from);
  PutText("as_of", MomentText(from.as_of), &stamp);
  PutText("recorded_as_of", MomentText(from.recorded_as_of), &stamp);
  stamp["ledger_revision"] = revision;
  std::string begin = Dump(stamp);
  begin.pop_back();
  return {absl::StrCat(begin, ",\"features\":[\n"), "\n]}\n"};
}

Frame SchemaOrgFrame() {
  return {"{\"@context\":\"https://schema.org\",\"@graph\":[\n", "\n]}\n"};
}

}  // namespace parallax::claims::domain
