// What claims, questions, incidents, relations and actors can be filtered by.
#pragma once

#include <string>
#include <vector>

#include "common/storage/filter.h"
#include "services/claims/domain/values.h"

namespace parallax::claims::domain {

// Who did it according to the claim, whatever its kind.
std::string PerpetratorOf(const pb::Assertion& assertion);

// Folded names as written and displayed, resource names of the places and of
// the areas that hold them, each once.
std::vector<std::string> PlacesOf(const pb::Assertion& assertion);

// Country codes, each once.
std::vector<std::string> CountriesOf(const pb::Assertion& assertion);

const storage::FilterSchema& ClaimFilterSchema();
const storage::FilterSchema& QuestionFilterSchema();
const storage::FilterSchema& IncidentFilterSchema();
const storage::FilterSchema& RelationFilterSchema();
const storage::FilterSchema& ActorFilterSchema();

// Whether the filter, parsed with the schema of the same name, holds for the
// message. `outlets` are those that carry the claim.
bool ClaimMatches(const storage::Filter& filter, const pb::Claim& claim,
                  const std::vector<std::string>& outlets);
bool QuestionMatches(const storage::Filter& filter,
                     const pb::Question& question);
bool IncidentMatches(const storage::Filter& filter,
                     const pb::Incident& incident);
bool RelationMatches(const storage::Filter& filter,
                     const pb::Relation& relation);
bool ActorMatches(const storage::Filter& filter, const pb::Actor& actor);

}  // namespace parallax::claims::domain
