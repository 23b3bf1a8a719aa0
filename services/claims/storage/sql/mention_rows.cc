#include "services/claims/storage/sql/mention_rows.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"

namespace parallax::claims::storage {
namespace {

using domain::SourcedMention;
using ::parallax::storage::SqlStatement;
using ::parallax::storage::SqlValue;

// Of each document the latest revision published by ?; two parameters.
constexpr char kAsOf[] =
    " AND s.publish_us <= ? AND NOT EXISTS (SELECT 1 FROM source n WHERE "
    "n.document = s.document AND n.number > s.number AND n.publish_us <= ?)";

}  // namespace

absl::StatusOr<std::optional<std::int64_t>> MentionRows::FindParty(
    const std::string& parties) {
  PARALLAX_ASSIGN_OR_RETURN(
      SqlStatement select,
      connection_.Prepare("SELECT id FROM party WHERE key = ?"));
  select.BindText(1, parties);
  PARALLAX_ASSIGN_OR_RETURN(const bool row, select.Step());
  if (!row) return std::nullopt;
  return select.ColumnInt(0);
}

absl::StatusOr<domain::Activity> MentionRows::ReadActivity(
    const std::string& parties, domain::Segment days, domain::Micros as_of) {
  domain::Activity activity;
  PARALLAX_ASSIGN_OR_RETURN(const std::optional<std::int64_t> party,
                            FindParty(parties));
  if (!party) return activity;
  if (as_of == domain::kForever) {
    PARALLAX_ASSIGN_OR_RETURN(
        SqlStatement select,
        connection_.Prepare("SELECT day, documents, ending FROM activity WHERE "
                            "party = ? AND day BETWEEN ? AND ?"));
    select.BindInt(1, *party).BindInt(2, days.first).BindInt(3, days.last);
    while (true) {
      PARALLAX_ASSIGN_OR_RETURN(const bool row, select.Step());
      if (!row) return activity;
      activity[static_cast<domain::Day>(select.ColumnInt(0))] = {
          static_cast<int>(select.ColumnInt(1)),
          static_cast<int>(select.ColumnInt(2))};
    }
  }
  PARALLAX_ASSIGN_OR_RETURN(
      SqlStatement select,
      connection_.Prepare(absl::StrCat(
          "SELECT t.first_day, t.last_day FROM stretch t JOIN source s ON s.id "
          "= t.source WHERE t.party = ? AND t.last_day BETWEEN ? AND ?",
          kAsOf)));
  select.BindInt(1, *party)
      .BindInt(2, days.first)
      .BindInt(3, days.last + domain::kLongestDated)
      .BindInt(4, as_of)
      .BindInt(5, as_of);
  while (true) {
    PARALLAX_ASSIGN_OR_RETURN(const bool row, select.Step());
    if (!row) break;
    domain::AddStretch(static_cast<domain::Day>(select.ColumnInt(0)),
                       static_cast<domain::Day>(select.ColumnInt(1)),
                       &activity);
  }
  activity.erase(activity.begin(), activity.lower_bound(days.first));
  activity.erase(activity.upper_bound(days.last), activity.end());
  return activity;
}

absl::StatusOr<std::vector<SourcedMention>> MentionRows::Select(
    absl::string_view where, const std::vector<SqlValue>& values,
    std::optional<domain::Micros> as_of) {
  absl::string_view time;
  if (as_of) time = *as_of == domain::kForever ? " AND m.current = 1" : kAsOf;
  PARALLAX_ASSIGN_OR_RETURN(
      SqlStatement select,
      connection_.Prepare(absl::StrCat(
          "SELECT m.body, m.source, m.mode, m.first_day, m.last_day, m.grp, "
          "m.publish_us, m.claim, p.key FROM mention m JOIN source s ON s.id = "
          "m.source JOIN party p ON p.id = m.party WHERE ",
          where, time)));
  select.BindAll(values);
  if (as_of && *as_of != domain::kForever) {
    const int next = static_cast<int>(values.size()) + 1;
    select.BindInt(next, *as_of).BindInt(next + 1, *as_of);
  }
  std::vector<SourcedMention> mentions;
  while (true) {
    PARALLAX_ASSIGN_OR_RETURN(const bool row, select.Step());
    if (!row) break;
    SourcedMention& mention = mentions.emplace_back();
    auto body = std::make_shared<domain::pb::Mention>();
    const absl::string_view bytes = select.ColumnBlob(0);
    if (!body->ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
      return absl::DataLossError("a stored mention cannot be read");
    }
    mention.mention = std::move(body);
    mention.anchor.mode = static_cast<domain::AnchorMode>(select.ColumnInt(2));
    mention.anchor.first = static_cast<domain::Day>(select.ColumnInt(3));
    mention.anchor.last = static_cast<domain::Day>(select.ColumnInt(4));
    mention.anchor.group = std::string(select.ColumnText(5));
    mention.published = select.ColumnInt(6);
    mention.claim = std::string(select.ColumnText(7));
    mention.anchor.parties = std::string(select.ColumnText(8));
    const std::int64_t source = select.ColumnInt(1);
    auto& shared = sources_[source];
    if (shared == nullptr) {
      PARALLAX_ASSIGN_OR_RETURN(
          SqlStatement body_of,
          connection_.Prepare("SELECT body FROM source WHERE id = ?"));
      body_of.BindInt(1, source);
      PARALLAX_ASSIGN_OR_RETURN(const bool found, body_of.Step());
      auto value = std::make_shared<domain::pb::DocumentSource>();
      const absl::string_view source_bytes =
          found ? body_of.ColumnBlob(0) : absl::string_view();
      if (!value->ParseFromArray(source_bytes.data(),
                                 static_cast<int>(source_bytes.size()))) {
        return absl::DataLossError("a stored document cannot be read");
      }
      shared = std::move(value);
    }
    mention.source = shared;
  }
  return mentions;
}

absl::StatusOr<std::vector<SourcedMention>> MentionRows::ReadDated(
    const std::string& parties, domain::Segment days, domain::Micros as_of) {
  PARALLAX_ASSIGN_OR_RETURN(const auto party, FindParty(parties));
  if (!party) return std::vector<SourcedMention>();
  return Select("m.mode = 0 AND m.party = ? AND m.last_day BETWEEN ? AND ?",
                {*party, days.first, days.last}, as_of);
}

absl::StatusOr<std::vector<SourcedMention>> MentionRows::ReadLoose(
    const std::string& parties, domain::Segment days, domain::Micros as_of) {
  PARALLAX_ASSIGN_OR_RETURN(const auto party, FindParty(parties));
  if (!party) return std::vector<SourcedMention>();
  return Select(
      "m.mode = 1 AND m.party = ? AND m.first_day BETWEEN ? AND ? AND "
      "m.last_day >= ?",
      {*party, days.first - domain::kLooseDays, days.last, days.first}, as_of);
}

absl::StatusOr<std::vector<SourcedMention>> MentionRows::ReadApart(
    const std::string& parties, const std::string& group,
    domain::Micros as_of) {
  PARALLAX_ASSIGN_OR_RETURN(const auto party, FindParty(parties));
  if (!party) return std::vector<SourcedMention>();
  return Select("m.mode = 2 AND m.party = ? AND m.grp = ?", {*party, group},
                as_of);
}

absl::StatusOr<std::vector<SourcedMention>> MentionRows::OfSource(
    std::int64_t source) {
  return Select("m.source = ? ORDER BY m.id", {source}, std::nullopt);
}

absl::StatusOr<std::vector<SourcedMention>> MentionRows::ByProposal(
    const std::string& id) {
  return Select("m.proposal = ?", {id}, std::nullopt);
}

absl::StatusOr<std::vector<SourcedMention>> MentionRows::ByName(
    const std::string& name) {
  return Select("m.name = ?", {name}, std::nullopt);
}

absl::StatusOr<std::vector<SourcedMention>> MentionRows::ReplacedSince(
    domain::Micros as_of) {
  return Select("m.current = 0", {}, as_of);
}

}  // namespace parallax::claims::storage
