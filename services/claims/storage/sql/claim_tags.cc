#include "services/claims/storage/sql/claim_tags.h"

#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "services/claims/domain/area.h"
#include "services/claims/domain/claim_facets.h"

namespace parallax::claims::storage {
namespace {

using ::parallax::storage::SqlConnection;
using ::parallax::storage::SqlStatement;

void Add(absl::string_view prefix, const std::vector<std::string>& values,
         std::set<std::string>* tags) {
  for (const std::string& value : values) {
    tags->insert(absl::StrCat(prefix, value));
  }
}

}  // namespace

absl::Status PutTags(SqlConnection& connection, const domain::pb::Claim& claim,
                     const std::vector<std::string>& outlets) {
  const domain::pb::Assertion& assertion = claim.assertion();
  std::set<std::string> tags;
  Add(kPlaceTag, domain::PlacesOf(assertion), &tags);
  Add(kCountryTag, domain::CountriesOf(assertion), &tags);
  Add(kPartyTag, domain::PartiesOf(assertion), &tags);
  Add(kCellTag, domain::CellsOf(assertion.places()), &tags);
  Add(kOutletTag, outlets, &tags);
  const domain::Micros published =
      domain::ToMicros(claim.first_published_time());
  std::set<std::pair<std::string, domain::Micros>> old;
  {
    PARALLAX_ASSIGN_OR_RETURN(
        SqlStatement select,
        connection.Prepare(
            "SELECT tag, publish_us FROM claim_tag WHERE claim = ?"));
    select.BindText(1, claim.name());
    while (true) {
      PARALLAX_ASSIGN_OR_RETURN(const bool row, select.Step());
      if (!row) break;
      old.emplace(select.ColumnText(0), select.ColumnInt(1));
    }
  }
  for (const std::string& tag : tags) {
    if (old.erase({tag, published}) > 0) continue;
    PARALLAX_RETURN_IF_ERROR(connection.Run(
        "INSERT INTO claim_tag (tag, publish_us, claim) VALUES (?, ?, ?)", tag,
        published, claim.name()));
  }
  for (const auto& [tag, moment] : old) {
    PARALLAX_RETURN_IF_ERROR(connection.Run(
        "DELETE FROM claim_tag WHERE tag = ? AND publish_us = ? AND claim = ?",
        tag, moment, claim.name()));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<std::string>> ReadOutlets(SqlConnection& connection,
                                                     const std::string& claim) {
  PARALLAX_ASSIGN_OR_RETURN(
      SqlStatement select,
      connection.Prepare(
          absl::StrCat("SELECT substr(tag, ", kOutletTag.size() + 1,
                       ") FROM claim_tag WHERE claim = ? AND tag LIKE '",
                       kOutletTag, "%'")));
  select.BindText(1, claim);
  std::vector<std::string> outlets;
  while (true) {
    PARALLAX_ASSIGN_OR_RETURN(const bool row, select.Step());
    if (!row) return outlets;
    outlets.emplace_back(select.ColumnText(0));
  }
}

}  // namespace parallax::claims::storage
