#include "services/ingest/domain/mention_places.h"

#include <algorithm>
#include <cstddef>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"

namespace parallax::ingest::domain {
namespace {

using claims::v1::Mention;

constexpr int kMostToponyms = 1000;
constexpr int kMostCountries = 16;
constexpr std::size_t kLongestPhrase = 200;
constexpr std::size_t kContextBytes = 60;

std::size_t StartOf(const Mention& mention, absl::string_view phrase) {
  for (const claims::v1::Evidence& evidence : mention.evidence()) {
    if (evidence.role() == claims::v1::EVIDENCE_ROLE_PLACE &&
        evidence.span().text() == phrase) {
      return static_cast<std::size_t>(evidence.span().start_byte());
    }
  }
  return static_cast<std::size_t>(mention.span().start_byte());
}

bool IsInsideCharacter(absl::string_view text, std::size_t at) {
  return at < text.size() &&
         (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
}

std::string Around(absl::string_view text, std::size_t start,
                   std::size_t length) {
  std::size_t begin = start > kContextBytes ? start - kContextBytes : 0;
  std::size_t end = std::min(text.size(), start + length + kContextBytes);
  while (IsInsideCharacter(text, begin)) ++begin;
  while (end > begin && IsInsideCharacter(text, end)) --end;
  return std::string(text.substr(begin, end - begin));
}

void AddCountry(const std::string& code,
                geo::v1::ResolvePlacesRequest* request) {
  if (code.empty() || request->country_codes_size() >= kMostCountries) return;
  const auto& codes = request->country_codes();
  if (std::find(codes.begin(), codes.end(), code) == codes.end()) {
    request->add_country_codes(code);
  }
}

}  // namespace

geo::v1::ResolvePlacesRequest PlacesToResolve(
    const Article& article, const std::vector<Mention>& mentions,
    const ActorCountries& countries) {
  geo::v1::ResolvePlacesRequest request;
  absl::flat_hash_map<std::string, int> asked;
  for (const Mention& mention : mentions) {
    for (const type::v1::PlaceReference& place : mention.assertion().places()) {
      if (place.phrase().empty() || place.phrase().size() > kLongestPhrase ||
          request.toponyms_size() >= kMostToponyms ||
          !asked.try_emplace(place.phrase(), request.toponyms_size()).second) {
        continue;
      }
      const std::size_t start =
          std::min(StartOf(mention, place.phrase()), article.text.size());
      geo::v1::Toponym& toponym = *request.add_toponyms();
      toponym.set_phrase(place.phrase());
      toponym.set_start_byte(static_cast<int64_t>(start));
      toponym.set_context(Around(article.text, start, place.phrase().size()));
    }
  }
  for (const Mention& mention : mentions) {
    for (const std::string& side : mention.assertion().conflict_sides()) {
      AddCountry(countries.OfSide(side), &request);
    }
  }
  for (const Mention& mention : mentions) {
    AddCountry(countries.OfSide(mention.assertion().claimant().side()),
               &request);
  }
  request.set_outlet_country_code(countries.OfOutlet(article.outlet));
  return request;
}

void FillPlaces(const geo::v1::ResolvePlacesRequest& request,
                const geo::v1::ResolvePlacesResponse& response,
                std::vector<Mention>* mentions) {
  absl::flat_hash_map<std::string, const type::v1::PlaceReference*> answers;
  const int count =
      std::min(request.toponyms_size(), response.references_size());
  for (int i = 0; i < count; ++i) {
    answers[request.toponyms(i).phrase()] = &response.references(i);
  }
  for (Mention& mention : *mentions) {
    claims::v1::Assertion& assertion = *mention.mutable_assertion();
    for (type::v1::PlaceReference& place : *assertion.mutable_places()) {
      const auto answer = answers.find(place.phrase());
      if (answer == answers.end()) continue;
      const std::string phrase = place.phrase();
      place = *answer->second;
      place.set_phrase(phrase);
    }
    if (assertion.places_size() > 0) {
      assertion.mutable_scores()->set_geocoding(assertion.places(0).score());
    }
  }
}

}  // namespace parallax::ingest::domain
