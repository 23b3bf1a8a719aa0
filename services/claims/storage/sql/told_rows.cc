#include "services/claims/storage/sql/told_rows.h"

#include <cstdint>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/text/word_query.h"
#include "services/claims/domain/claim_facets.h"
#include "services/claims/domain/figure.h"

namespace parallax::claims::storage {

using ::parallax::storage::InsertRows;
using ::parallax::storage::SqlRowStatement;
using ::parallax::storage::SqlValue;

namespace {

SqlValue IntOrNull(bool known, std::int64_t value) {
  SqlValue result;
  if (known) result = SqlValue(value);
  return result;
}

}  // namespace

const Columns& ClaimColumns() {
  static const Columns& columns = *new Columns{"name",
                                               "incident",
                                               "question",
                                               "kind",
                                               "stance",
                                               "claimant",
                                               "claimant_actor",
                                               "claimant_side",
                                               "authority",
                                               "victims_side",
                                               "victims_class",
                                               "measure",
                                               "perpetrator_side",
                                               "count_min",
                                               "count_max",
                                               "event_us",
                                               "event_order",
                                               "publish_us",
                                               "record_us",
                                               "superseded",
                                               "background",
                                               "mention_count",
                                               "quote",
                                               "quote_words",
                                               "claimant_words",
                                               "tally_impact"};
  return columns;
}

Values ClaimValues(const domain::pb::Claim& claim) {
  const domain::pb::Assertion& assertion = claim.assertion();
  const domain::pb::Claimant& claimant = assertion.claimant();
  const auto* count = domain::CountOf(assertion);
  const bool dated = assertion.event_time().has_start_time();
  const std::int64_t event =
      dated ? domain::ToMicros(assertion.event_time().start_time()) : 0;
  return {claim.name(),
          claim.incident(),
          claim.question(),
          assertion.kind(),
          assertion.stance(),
          claimant.display_name(),
          claimant.actor(),
          claimant.side(),
          claimant.authority(),
          assertion.casualties().victims_side(),
          assertion.casualties().victims_class(),
          assertion.casualties().measure(),
          domain::PerpetratorOf(assertion),
          IntOrNull(count != nullptr && count->has_min(),
                    count == nullptr ? 0 : count->min()),
          IntOrNull(count != nullptr && count->has_max(),
                    count == nullptr ? 0 : count->max()),
          IntOrNull(dated, event),
          event,
          domain::ToMicros(claim.first_published_time()),
          domain::ToMicros(claim.record_time()),
          !claim.superseded_by().empty(),
          assertion.background(),
          claim.echo().mention_count(),
          claim.quote(),
          text::FoldWords(claim.quote()),
          text::FoldWords(claimant.display_name()),
          claim.tally_impact()};
}

const Columns& QuestionColumns() {
  static const Columns& columns = *new Columns{"name",
                                               "incident",
                                               "kind",
                                               "measure",
                                               "victims_side",
                                               "victims_class",
                                               "perpetrator_side",
                                               "status",
                                               "claim_count",
                                               "publish_us"};
  return columns;
}

Values QuestionValues(const domain::pb::Question& question) {
  const domain::pb::QuestionScope& scope = question.scope();
  return {question.name(),
          question.incident(),
          scope.kind(),
          scope.measure(),
          scope.victims_side(),
          scope.victims_class(),
          scope.perpetrator_side(),
          question.status(),
          question.claim_count(),
          domain::ToMicros(question.last_published_time())};
}

SqlRowStatement UpsertRows(absl::string_view table, Columns columns,
                           const Columns& more) {
  columns.insert(columns.end(), more.begin(), more.end());
  return InsertRows(
      table, columns,
      absl::StrCat(
          "ON CONFLICT (name) DO UPDATE SET ",
          absl::StrJoin(columns.begin() + 1, columns.end(), ", ",
                        [](std::string* out, const std::string& column) {
                          absl::StrAppend(out, column, " = excluded.", column);
                        })));
}

}  // namespace parallax::claims::storage
