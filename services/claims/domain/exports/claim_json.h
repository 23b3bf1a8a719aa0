// Claims in the JSON dialects of maps and of the web.
#pragma once

#include <string>
#include <vector>

#include "services/claims/domain/as_of.h"
#include "services/claims/domain/values.h"

namespace parallax::claims::domain {

// A GeoJSON feature (RFC 7946) on one line: a point at the most specific
// resolved place, else no geometry.
std::string GeoJsonFeature(const pb::Claim& claim);

// A schema.org Claim on one line. `appearances` are the documents that carry
// it, the first published first.
std::string SchemaOrgClaim(const pb::Claim& claim,
                           const std::vector<pb::DocumentSource>& appearances);

// What stands before and after the features, or claims, which are separated by
// commas.
struct Frame {
  std::string begin;
  std::string end;
};
Frame GeoJsonFrame(const Viewpoint& from, std::int64_t revision);
Frame SchemaOrgFrame();

}  // namespace parallax::claims::domain
