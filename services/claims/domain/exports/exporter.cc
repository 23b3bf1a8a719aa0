#include "services/claims/domain/exports/exporter.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "google/protobuf/util/json_util.h"
#include "services/claims/domain/claim_fields.h"
#include "services/claims/domain/exports/claim_json.h"
#include "services/claims/domain/exports/native_csv.h"

namespace parallax::claims::domain {
namespace {

constexpr int kPage = 200;
constexpr std::size_t kPiece = 64 * 1024;
// Versions of one claim beyond these are left out.
constexpr int kMostVersions = 10'000;
// Questions of one incident that can count its dead; there are a few for each
// party.
constexpr int kMostTolls = 1'000;

}  // namespace

// One export.
class Exporter::Run {
 public:
  Run(const Exporter& exporter, const rpc::CallContext& call,
      const ExportPlan& plan, const ExportSink& sink)
      : views_(exporter.views_),
        reader_(exporter.reader_),
        log_(exporter.log_),
        call_(call),
        plan_(plan),
        sink_(sink) {}

  absl::Status Write() {
    PARALLAX_RETURN_IF_ERROR(
        reader_.Read(call_, [&](LedgerSnapshot& snapshot) -> absl::Status {
          PARALLAX_ASSIGN_OR_RETURN(revision_, snapshot.Revision());
          return absl::OkStatus();
        }));
    switch (plan_.format) {
      case pb::EXPORT_FORMAT_NATIVE_CSV:
        return WriteNative();
      case pb::EXPORT_FORMAT_ACLED_CSV:
        WriteAcledHeader(&csv_);
        return WriteEvents(&WriteAcledRow);
      case pb::EXPORT_FORMAT_UCDP_CSV:
        WriteUcdpHeader(&csv_);
        return WriteEvents(&WriteUcdpRow);
      case pb::EXPORT_FORMAT_GEOJSON:
        return WriteGeoJson();
      case pb::EXPORT_FORMAT_CLAIM_JSONLD:
        return WriteSchemaOrg();
      case pb::EXPORT_FORMAT_CHANGES_NDJSON:
        return WriteChanges();
      default:
        return absl::InternalError("no such export format");
    }
  }

 private:
  // Sends what has come together once it is a piece, or all of it.
  absl::Status Flush(bool all = false) {
    PARALLAX_RETURN_IF_ERROR(call_.Check());
    if (csv_.size() > 0) text_ += csv_.Take();
    if (text_.size() < kPiece && !(all && !text_.empty())) {
      return absl::OkStatus();
    }
    return sink_(std::exchange(text_, {}), revision_);
  }

  // Calls `visit` for each claim, the earliest published first.
  template <typename Visit>
  absl::Status ForEachClaim(const Visit& visit) {
    ListQuery query;
    query.filter = &plan_.filter;
    query.order_by = "publish_time";
    query.descending = false;
    while (true) {
      query.limit = kPage;
      PARALLAX_ASSIGN_OR_RETURN(const Page<pb::Claim> page,
                                views_.ListClaims(call_, query, plan_.from));
      for (const Listed<pb::Claim>& row : page.rows) {
        PARALLAX_RETURN_IF_ERROR(visit(row.value));
        PARALLAX_RETURN_IF_ERROR(Flush());
      }
      if (!page.more) return absl::OkStatus();
      query.after = {page.rows.back().order, page.rows.back().value.name()};
    }
  }

  absl::Status WriteNative() {
    WriteNativeHeader(&csv_);
    PARALLAX_RETURN_IF_ERROR(ForEachClaim(
        [&](const pb::Claim& claim) { return WriteVersions(claim); }));
    return Flush(/*all=*/true);
  }

  absl::Status WriteVersions(const pb::Claim& claim) {
    std::vector<LoggedChange> changes;
    if (plan_.from.present()) {
      PARALLAX_RETURN_IF_ERROR(
          reader_.Read(call_, [&](LedgerSnapshot& snapshot) -> absl::Status {
            PARALLAX_ASSIGN_OR_RETURN(
                changes,
                snapshot.ChangesOf({claim.name()}, 0, "", kMostVersions));
            return absl::OkStatus();
          }));
    }
    if (changes.empty()) {
      WriteNativeRow(claim, ToMicros(claim.record_time()), kForever, plan_.from,
                     &csv_);
    }
    for (std::size_t i = 0; i < changes.size(); ++i) {
      // A gap in which the claim was told no more has no row.
      if (changes[i].change.deleted()) continue;
      WriteNativeRow(
          changes[i].change.claim(), changes[i].committed,
          i + 1 < changes.size() ? changes[i + 1].committed : kForever,
          plan_.from, &csv_);
    }
    return absl::OkStatus();
  }

  absl::Status WriteGeoJson() {
    const Frame frame = GeoJsonFrame(plan_.from, revision_);
    text_ += frame.begin;
    bool first = true;
    PARALLAX_RETURN_IF_ERROR(ForEachClaim([&](const pb::Claim& claim) {
      absl::StrAppend(&text_, std::exchange(first, false) ? "" : ",\n",
                      GeoJsonFeature(claim));
      return absl::OkStatus();
    }));
    text_ += frame.end;
    return Flush(/*all=*/true);
  }

  absl::Status WriteSchemaOrg() {
    const Frame frame = SchemaOrgFrame();
    text_ += frame.begin;
    bool first = true;
    PARALLAX_RETURN_IF_ERROR(
        ForEachClaim([&](const pb::Claim& claim) -> absl::Status {
          PARALLAX_ASSIGN_OR_RETURN(
              const std::vector<pb::DocumentSource> sources, SourcesOf(claim));
          absl::StrAppend(&text_, std::exchange(first, false) ? "" : ",\n",
                          SchemaOrgClaim(claim, sources));
          return absl::OkStatus();
        }));
    text_ += frame.end;
    return Flush(/*all=*/true);
  }

  // The documents of the claim's mentions, each once, in order.
  absl::StatusOr<std::vector<pb::DocumentSource>> SourcesOf(
      const pb::Claim& claim) {
    std::vector<pb::DocumentSource> sources;
    PARALLAX_RETURN_IF_ERROR(
        reader_.Read(call_, [&](LedgerSnapshot& snapshot) -> absl::Status {
          sources.clear();
          for (const std::string& name : claim.mentions()) {
            PARALLAX_ASSIGN_OR_RETURN(const auto mention,
                                      snapshot.FindMention(name));
            if (!mention) continue;
            const bool known = std::any_of(
                sources.begin(), sources.end(), [&](const auto& source) {
                  return source.document_revision() ==
                         mention->source->document_revision();
                });
            if (!known) sources.push_back(*mention->source);
          }
          return absl::OkStatus();
        }));
    return sources;
  }

  using WriteRow = void (*)(const Event&, const EventStamp&, CsvWriter*);

  absl::Status WriteEvents(WriteRow write_row) {
    const EventStamp stamp = {plan_.policy, plan_.from, revision_};
    ListQuery query;
    query.filter = &plan_.filter;
    query.order_by = "start_time";
    query.descending = false;
    while (true) {
      query.limit = kPage;
      PARALLAX_ASSIGN_OR_RETURN(const Page<pb::Incident> page,
                                views_.ListIncidents(call_, query, plan_.from));
      for (const Listed<pb::Incident>& row : page.rows) {
        // An event data set has no row for what nobody dates.
        if (!row.value.has_event_time()) continue;
        PARALLAX_ASSIGN_OR_RETURN(const Event event, ReadEvent(row.value));
        write_row(event, stamp, &csv_);
        PARALLAX_RETURN_IF_ERROR(Flush());
      }
      if (!page.more) return Flush(/*all=*/true);
      query.after = {page.rows.back().order, page.rows.back().value.name()};
    }
  }

  absl::StatusOr<Event> ReadEvent(const pb::Incident& incident) {
    PARALLAX_ASSIGN_OR_RETURN(
        const storage::Filter filter,
        storage::ParseFilter(
            absl::StrCat("kind = CASUALTIES AND measure = KILLED AND "
                         "incident = \"",
                         incident.name(), "\""),
            QuestionFilterSchema()));
    ListQuery query;
    query.filter = &filter;
    query.order_by = "claim_count";
    query.limit = kMostTolls;
    PARALLAX_ASSIGN_OR_RETURN(Page<pb::Question> page,
                              views_.ListQuestions(call_, query, plan_.from));
    std::vector<Toll> tolls;
    for (Listed<pb::Question>& row : page.rows) {
      absl::StatusOr<pb::Tally> tally =
          views_.GetTally(call_, row.value.name(), plan_.from);
      // Gone since the page was read.
      if (absl::IsNotFound(tally.status())) continue;
      PARALLAX_RETURN_IF_ERROR(tally.status());
      tolls.push_back({std::move(row.value), *std::move(tally)});
    }
    Event event = MakeEvent(incident, tolls, plan_.policy);
    if (!event.points.empty()) {
      absl::StatusOr<pb::Claim> claim =
          views_.GetClaim(call_, event.points.front().claim(), plan_.from);
      if (claim.ok()) {
        PARALLAX_ASSIGN_OR_RETURN(const std::vector<pb::DocumentSource> sources,
                                  SourcesOf(*claim));
        if (!sources.empty()) event.source = sources.front();
      } else if (!absl::IsNotFound(claim.status())) {
        return claim.status();
      }
    }
    return event;
  }

  absl::Status WriteChanges() {
    ChangePosition position;
    position.revision = plan_.after_revision;
    position.seq = INT64_MAX;
    std::int64_t complete_to = plan_.after_revision;
    pb::WatchResponse line;
    while (true) {
      PARALLAX_ASSIGN_OR_RETURN(const ChangePage page,
                                log_.ReadChanges(call_, kPage, &position));
      // From 0 on it begins with what is kept.
      if (complete_to > 0 && page.compacted_to > complete_to) {
        return status::Error(
            absl::StatusCode::kOutOfRange, type::ERROR_REASON_REVISION_TOO_OLD,
            "changes after that revision are no longer kept",
            {{"oldest_revision", absl::StrCat(page.compacted_to)}});
      }
      for (const LoggedChange& change : page.changes) {
        line.set_revision(change.revision);
        *line.mutable_commit_time() = ToTimestamp(change.committed);
        *line.add_changes() = change.change;
        if (!change.last) continue;
        line.set_end_of_revision(true);
        PARALLAX_RETURN_IF_ERROR(WriteLine(std::exchange(line, {})));
        complete_to = change.revision;
      }
      if (static_cast<int>(page.changes.size()) < kPage) {
        complete_to = std::max(complete_to, page.complete_to);
        break;
      }
    }
    pb::WatchResponse mark;
    mark.set_revision(complete_to);
    mark.set_end_of_revision(true);
    PARALLAX_RETURN_IF_ERROR(WriteLine(mark));
    return Flush(/*all=*/true);
  }

  absl::Status WriteLine(const pb::WatchResponse& line) {
    std::string json;
    const auto written =
        google::protobuf::util::MessageToJsonString(line, &json);
    if (!written.ok()) return absl::InternalError("a change is no valid JSON");
    absl::StrAppend(&text_, json, "\n");
    return Flush();
  }

  LedgerViews& views_;
  LedgerReader& reader_;
  ChangeLog& log_;
  const rpc::CallContext& call_;
  const ExportPlan& plan_;
  const ExportSink& sink_;
  std::int64_t revision_ = 0;
  CsvWriter csv_;
  std::string text_;
};

absl::Status Exporter::Export(const rpc::CallContext& call,
                              const ExportPlan& plan, const ExportSink& sink) {
  return Run(*this, call, plan, sink).Write();
}

}  // namespace parallax::claims::domain
