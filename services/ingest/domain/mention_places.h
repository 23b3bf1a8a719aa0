// The place names of a document's mentions, to be resolved together.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_MENTION_PLACES_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_MENTION_PLACES_H_

#include <vector>

#include "parallax/claims/v1/mention.pb.h"
#include "parallax/geo/v1/geo_service.pb.h"
#include "services/ingest/domain/actor_countries.h"
#include "services/ingest/domain/article.h"

namespace parallax::ingest::domain {

// The request for all names that `mentions` write, each once, in the light of
// the sides that they speak of. Without toponyms when they name no place.
geo::v1::ResolvePlacesRequest PlacesToResolve(
    const Article& article, const std::vector<claims::v1::Mention>& mentions,
    const ActorCountries& countries);

// Puts the answers into the mentions, and the score of each mention's first
// place into its scores. Names that were not asked for stay as written.
void FillPlaces(const geo::v1::ResolvePlacesRequest& request,
                const geo::v1::ResolvePlacesResponse& response,
                std::vector<claims::v1::Mention>* mentions);

}  // namespace parallax::ingest::domain

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_MENTION_PLACES_H_
