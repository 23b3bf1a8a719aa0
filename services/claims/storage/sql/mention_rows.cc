#include "services/claims/storage/sql/mention_rows.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/macros.h"
#include "common/storage/sql_list.h"
#include "services/claims/storage/sql/decode.h"

namespace parallax::claims::storage {
namespace {

using domain::SourcedMention;
using ::parallax::storage::SqlStatement;
using ::parallax::storage::SqlValue;

// Of each document the latest revision within a horizon; BindWithin() knows the
// parameters.
constexpr char kWithin[] =
    " AND s.publish_us <= ? AND s.revision <= ? AND s.replaced > ? AND NOT "
    "EXISTS (SELECT 1 FROM source n WHERE n.document = s.document AND n.number "
    "> s.number AND n.publish_us <= ? AND n.revision <= ? AND n.replaced > ?)";

void BindWithin(const domain::Horizon& horizon, int first,
                SqlStatement* select) {
  for (int at : {first, first + 3}) {
    select->BindInt(at, horizon.published)
        .BindInt(at + 1, horizon.recorded)
        .BindInt(at + 2, horizon.recorded);
  }
}

}  // namespace

absl::StatusOr<std::optional<std::int64_t>> MentionRows::FindParty(
    const std::string& parties) {
  if (const auto known = parties_.find(parties); known != parties_.end()) {
    return known->second;
  }
  PARALLAX_ASSIGN_OR_RETURN(
      SqlStatement select,
      connection_.Prepare("SELECT id FROM party WHERE key = ?"));
  select.BindText(1, parties);
  PARALLAX_ASSIGN_OR_RETURN(const bool row, select.Step());
  if (!row) return std::nullopt;
  return parties_[parties] = select.ColumnInt(0);
}

absl::StatusOr<std::int64_t> MentionRows::MakeParty(
    const std::string& parties) {
  PARALLAX_ASSIGN_OR_RETURN(const auto known, FindParty(parties));
  if (known) return *known;
  PARALLAX_ASSIGN_OR_RETURN(
      const std::int64_t made,
      connection_.Insert("INSERT INTO party (key) VALUES (?)", parties));
  return parties_[parties] = made;
}

absl::StatusOr<domain::Activity> MentionRows::ReadActivity(
    const std::string& parties, domain::Segment days,
    const domain::Horizon& horizon) {
  domain::Activity activity;
  PARALLAX_ASSIGN_OR_RETURN(const std::optional<std::int64_t> party,
                            FindParty(parties));
  if (!party) return activity;
  if (horizon.present()) {
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
          kWithin)));
  select.BindInt(1, *party)
      .BindInt(2, days.first)
      .BindInt(3, days.last + domain::kLongestDated);
  BindWithin(horizon, 4, &select);
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

absl::Status MentionRows::ReadSources(
    const std::vector<std::int64_t>& sources) {
  std::vector<std::int64_t> missing;
  for (const std::int64_t source : sources) {
    if (!sources_.contains(source)) missing.push_back(source);
  }
  if (missing.empty()) return absl::OkStatus();
  std::sort(missing.begin(), missing.end());
  missing.erase(std::unique(missing.begin(), missing.end()), missing.end());
  const auto dialect = connection_.dialect();
  PARALLAX_ASSIGN_OR_RETURN(
      SqlStatement select,
      connection_.Prepare(absl::StrCat("SELECT id, body FROM source WHERE ",
                                       IsAmongNumbers(dialect, "id"))));
  select.BindValue(1, NumberList(dialect, missing));
  std::size_t found = 0;
  for (;; ++found) {
    PARALLAX_ASSIGN_OR_RETURN(const bool row, select.Step());
    if (!row) break;
    auto source = std::make_shared<domain::pb::DocumentSource>();
    PARALLAX_RETURN_IF_ERROR(Decode(select.ColumnBlob(1), source.get()));
    sources_[select.ColumnInt(0)] = std::move(source);
  }
  if (found == missing.size()) return absl::OkStatus();
  return absl::DataLossError("a stored mention has no document");
}

absl::StatusOr<std::vector<SourcedMention>> MentionRows::Select(
    absl::string_view where, const std::vector<SqlValue>& values,
    const domain::Horizon* horizon) {
  absl::string_view time;
  if (horizon != nullptr) {
    time = horizon->present() ? " AND m.current = 1" : kWithin;
  }
  PARALLAX_ASSIGN_OR_RETURN(
      SqlStatement select,
      connection_.Prepare(absl::StrCat(
          "SELECT m.body, m.source, m.mode, m.first_day, m.last_day, m.grp, "
          "m.publish_us, m.claim, p.key FROM mention m JOIN source s ON s.id = "
          "m.source JOIN party p ON p.id = m.party WHERE ",
          where, time)));
  select.BindAll(values);
  if (horizon != nullptr && !horizon->present()) {
    BindWithin(*horizon, static_cast<int>(values.size()) + 1, &select);
  }
  std::vector<SourcedMention> mentions;
  // The number of each one's document.
  std::vector<std::int64_t> sources;
  while (true) {
    PARALLAX_ASSIGN_OR_RETURN(const bool row, select.Step());
    if (!row) break;
    SourcedMention& mention = mentions.emplace_back();
    auto body = std::make_shared<domain::pb::Mention>();
    PARALLAX_RETURN_IF_ERROR(Decode(select.ColumnBlob(0), body.get()));
    mention.mention = std::move(body);
    mention.anchor.mode = static_cast<domain::AnchorMode>(select.ColumnInt(2));
    mention.anchor.first = static_cast<domain::Day>(select.ColumnInt(3));
    mention.anchor.last = static_cast<domain::Day>(select.ColumnInt(4));
    mention.anchor.group = std::string(select.ColumnText(5));
    mention.published = select.ColumnInt(6);
    mention.claim = std::string(select.ColumnText(7));
    mention.anchor.parties = std::string(select.ColumnText(8));
    sources.push_back(select.ColumnInt(1));
  }
  PARALLAX_RETURN_IF_ERROR(ReadSources(sources));
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    mentions[i].source = sources_[sources[i]];
  }
  return mentions;
}

absl::StatusOr<std::vector<SourcedMention>> MentionRows::ReadDated(
    const std::string& parties, domain::Segment days,
    const domain::Horizon& horizon) {
  PARALLAX_ASSIGN_OR_RETURN(const auto party, FindParty(parties));
  if (!party) return std::vector<SourcedMention>();
  return Select("m.mode = 0 AND m.party = ? AND m.last_day BETWEEN ? AND ?",
                {*party, days.first, days.last}, &horizon);
}

absl::StatusOr<std::vector<SourcedMention>> MentionRows::ReadLoose(
    const std::string& parties, domain::Segment days,
    const domain::Horizon& horizon) {
  PARALLAX_ASSIGN_OR_RETURN(const auto party, FindParty(parties));
  if (!party) return std::vector<SourcedMention>();
  return Select(
      "m.mode = 1 AND m.party = ? AND m.first_day BETWEEN ? AND ? AND "
      "m.last_day >= ?",
      {*party, days.first - domain::kLooseDays, days.last, days.first},
      &horizon);
}

absl::StatusOr<std::vector<SourcedMention>> MentionRows::ReadApart(
    const std::string& parties, const std::string& group,
    const domain::Horizon& horizon) {
  PARALLAX_ASSIGN_OR_RETURN(const auto party, FindParty(parties));
  if (!party) return std::vector<SourcedMention>();
  return Select("m.mode = 2 AND m.party = ? AND m.grp = ?", {*party, group},
                &horizon);
}

absl::StatusOr<std::vector<SourcedMention>> MentionRows::OfSource(
    std::int64_t source) {
  return Select("m.source = ? ORDER BY m.id", {source}, nullptr);
}

absl::StatusOr<std::map<std::string, std::string>> MentionRows::CarriedBy(
    const std::vector<std::int64_t>& sources) {
  const auto dialect = connection_.dialect();
  PARALLAX_ASSIGN_OR_RETURN(
      SqlStatement select,
      connection_.Prepare(absl::StrCat("SELECT name, claim FROM mention WHERE ",
                                       IsAmongNumbers(dialect, "source"))));
  select.BindValue(1, NumberList(dialect, sources));
  std::map<std::string, std::string> carried;
  while (true) {
    PARALLAX_ASSIGN_OR_RETURN(const bool row, select.Step());
    if (!row) return carried;
    carried.emplace(select.ColumnText(0), select.ColumnText(1));
  }
}

absl::StatusOr<std::vector<SourcedMention>> MentionRows::ByProposal(
    const std::string& id) {
  return Select("m.proposal = ?", {id}, nullptr);
}

absl::StatusOr<std::vector<SourcedMention>> MentionRows::ByName(
    const std::string& name) {
  return Select("m.name = ? AND m.live = 1", {name}, nullptr);
}

absl::StatusOr<std::vector<SourcedMention>> MentionRows::ReplacedSince(
    const domain::Horizon& horizon) {
  return Select("m.current = 0", {}, &horizon);
}

absl::StatusOr<std::vector<domain::Anchor>> MentionRows::RecordedSince(
    std::int64_t revision) {
  PARALLAX_ASSIGN_OR_RETURN(
      SqlStatement select,
      connection_.Prepare(
          "SELECT DISTINCT p.key, m.mode, m.first_day, m.last_day, m.grp FROM "
          "(SELECT id FROM source WHERE revision > ? UNION SELECT id FROM "
          "source WHERE replaced > ? AND replaced < 9223372036854775807) s "
          "JOIN mention m ON m.source = s.id JOIN party p ON p.id = m.party"));
  select.BindInt(1, revision).BindInt(2, revision);
  std::vector<domain::Anchor> anchors;
  while (true) {
    PARALLAX_ASSIGN_OR_RETURN(const bool row, select.Step());
    if (!row) return anchors;
    domain::Anchor& anchor = anchors.emplace_back();
    anchor.parties = std::string(select.ColumnText(0));
    anchor.mode = static_cast<domain::AnchorMode>(select.ColumnInt(1));
    anchor.first = static_cast<domain::Day>(select.ColumnInt(2));
    anchor.last = static_cast<domain::Day>(select.ColumnInt(3));
    anchor.group = std::string(select.ColumnText(4));
  }
}

}  // namespace parallax::claims::storage
