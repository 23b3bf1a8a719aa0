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
using ::parallax::storage::SqlRowStatement;
using ::parallax::storage::SqlStatement;
using ::parallax::storage::SqlValue;

void Add(absl::string_view prefix, const std::vector<std::string>& values,
         std::set<std::string>* tags) {
  for (const std::string& value : values) {
    tags->insert(absl::StrCat(prefix, value));
  }
}

// The engine tells what is there already.
absl::Status PutOnSqlite(SqlConnection& connection, const ClaimTags& claim) {
  const SqlValue list = TextList(SqlDialect::kSqlite, claim.tags);
  const std::string rows = TextRows(SqlDialect::kSqlite);
  PARALLAX_RETURN_IF_ERROR(connection.Run(
      absl::StrCat("DELETE FROM claim_tag WHERE claim = ? AND (publish_us <> ? "
                   "OR tag NOT IN (",
                   rows, "))"),
      claim.claim, claim.published, list));
  return connection.Run(
      absl::StrCat("INSERT INTO claim_tag (tag, publish_us, claim) SELECT "
                   "t.item, ?, ? FROM (",
                   rows, ") t WHERE true ON CONFLICT DO NOTHING"),
      claim.published, claim.claim, list);
}

// The same for many claims at once. What is held is looked for claim by claim,
// and taken away by where it stands: nothing is left to what the engine thinks
// of a table that it has not looked at yet.
const SqlRowStatement& TagRows() {
  static const SqlRowStatement& statement = *new SqlRowStatement{
      .columns = 3,
      .each = "",
      .all =
          "WITH told AS MATERIALIZED (SELECT * FROM unnest(?, ?, ?) AS t (tag, "
          "publish_us, claim)), "
          "held AS MATERIALIZED (SELECT h.* FROM (SELECT DISTINCT claim FROM "
          "told) c CROSS JOIN LATERAL (SELECT ctid AS place, tag, publish_us, "
          "claim FROM claim_tag WHERE claim = c.claim OFFSET 0) h), "
          "gone AS (DELETE FROM claim_tag WHERE ctid = ANY (ARRAY(SELECT "
          "h.place FROM held h WHERE NOT EXISTS (SELECT 1 FROM told t WHERE "
          "t.tag = h.tag AND t.publish_us = h.publish_us AND t.claim = "
          "h.claim)))) "
          "INSERT INTO claim_tag (tag, publish_us, claim) SELECT t.tag, "
          "t.publish_us, t.claim FROM told t WHERE NOT EXISTS (SELECT 1 FROM "
          "held h WHERE h.tag = t.tag AND h.publish_us = t.publish_us AND "
          "h.claim = t.claim)",
      .searches = true};
  return statement;
}

}  // namespace

ClaimTags TagsOf(const domain::pb::Claim& claim,
                 const std::vector<std::string>& outlets) {
  const domain::pb::Assertion& assertion = claim.assertion();
  std::set<std::string> tags;
  Add(kPlaceTag, domain::PlacesOf(assertion), &tags);
  Add(kCountryTag, domain::CountriesOf(assertion), &tags);
  Add(kPartyTag, domain::PartiesOf(assertion), &tags);
  Add(kCellTag, domain::CellsOf(assertion.places()), &tags);
  Add(kOutletTag, outlets, &tags);
  return {claim.name(),
          domain::ToMicros(claim.first_published_time()),
          {tags.begin(), tags.end()}};
}

absl::Status PutTags(SqlConnection& connection,
                     absl::Span<const ClaimTags> claims) {
  if (connection.dialect() == SqlDialect::kSqlite) {
    for (const ClaimTags& claim : claims) {
      PARALLAX_RETURN_IF_ERROR(PutOnSqlite(connection, claim));
    }
    return absl::OkStatus();
  }
  std::vector<SqlValue> values;
  for (const ClaimTags& claim : claims) {
    if (claim.tags.empty()) {
      PARALLAX_RETURN_IF_ERROR(
          connection.Run("DELETE FROM claim_tag WHERE claim = ?", claim.claim));
    }
    for (const std::string& tag : claim.tags) {
      values.emplace_back(tag);
      values.emplace_back(claim.published);
      values.emplace_back(claim.claim);
    }
  }
  if (values.empty()) return absl::OkStatus();
  return connection.RunRows(TagRows(), values);
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
