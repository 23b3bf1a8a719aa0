#include "services/claims/storage/sql/claim_tags.h"

#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "common/storage/sql_list.h"
#include "services/claims/domain/area.h"
#include "services/claims/domain/claim_facets.h"

namespace parallax::claims::storage {
namespace {

using ::parallax::storage::SqlConnection;
using ::parallax::storage::SqlDialect;
using ::parallax::storage::SqlStatement;
using ::parallax::storage::SqlValue;

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
  const SqlDialect dialect = connection.dialect();
  const SqlValue list =
      TextList(dialect, std::vector<std::string>(tags.begin(), tags.end()));
  // Nothing is waited for: the engine tells what is there already.
  PARALLAX_RETURN_IF_ERROR(connection.Run(
      absl::StrCat("DELETE FROM claim_tag WHERE claim = ? AND (publish_us <> ? "
                   "OR tag NOT IN (",
                   TextRows(dialect), "))"),
      claim.name(), published, list));
  return connection.Run(
      absl::StrCat("INSERT INTO claim_tag (tag, publish_us, claim) SELECT "
                   "t.item, ?, ? FROM (",
                   TextRows(dialect), ") t WHERE true ON CONFLICT DO NOTHING"),
      published, claim.name(), list);
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
