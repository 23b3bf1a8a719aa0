// What claims, questions, incidents, relations and actors can be filtered by.
#pragma once

#include <string>
#include <vector>

#include "common/storage/filter.h"
#include "services/claims/domain/values.h"

namespace parallax::claims::domain {

const ::parallax::storage::FilterSchema& ClaimFilterSchema();
const ::parallax::storage::FilterSchema& QuestionFilterSchema();
const ::parallax::storage::FilterSchema& IncidentFilterSchema();
const ::parallax::storage::FilterSchema& RelationFilterSchema();
const ::parallax::storage::FilterSchema& ActorFilterSchema();

// Whether the filter, parsed with the schema of the same name, holds for the
// message; one over claims or incidents has been through BindAreas(). `outlets`
// are those that carry the claim.
bool ClaimMatches(const ::parallax::storage::Filter& filter,
                  const pb::Claim& claim,
                  const std::vector<std::string>& outlets);
bool QuestionMatches(const ::parallax::storage::Filter& filter,
                     const pb::Question& question);
bool IncidentMatches(const ::parallax::storage::Filter& filter,
                     const pb::Incident& incident);
bool RelationMatches(const ::parallax::storage::Filter& filter,
                     const pb::Relation& relation);
bool ActorMatches(const ::parallax::storage::Filter& filter,
                  const pb::Actor& actor);

}  // namespace parallax::claims::domain
