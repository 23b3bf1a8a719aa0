#include "services/ingest/domain/reader/finish_reading.h"

#include <utility>

#include "common/status/macros.h"
#include "services/ingest/domain/reader/phrases.h"

namespace parallax::ingest::domain::reader {
namespace {

std::string FirstOf(const std::string& a, const std::string& b,
                    const std::string& c) {
  if (!a.empty()) return a;
  return b.empty() ? c : b;
}

void SetPublished(const StatedTime& stated, DateBasis basis, Reading* reading) {
  reading->article.published = stated.civil;
  reading->article.published_has_time = stated.has_time;
  reading->publish_time = stated.time;
  reading->date_basis = basis;
}

void SetRequested(absl::Time time, Reading* reading) {
  reading->article.published = absl::ToCivilSecond(time, absl::UTCTimeZone());
  const absl::CivilSecond midnight(absl::CivilDay(*reading->article.published));
  const auto seconds = *reading->article.published - midnight;
  // Callers who know the day alone send midnight or noon.
  reading->article.published_has_time = seconds != 0 && seconds != 12 * 3600;
  reading->publish_time = time;
  reading->date_basis = DateBasis::kRequest;
}

}  // namespace

absl::Status FinishReading(Metadata metadata, const Hints& hints, Labels labels,
                           Reading* reading) {
  Article& article = reading->article;
  article.title = FirstOf(hints.title, metadata.title, labels.headline);
  article.outlet = FirstOf(hints.outlet, metadata.outlet, labels.outlet);
  article.bylines = metadata.bylines.empty() ? std::move(labels.bylines)
                                             : std::move(metadata.bylines);
  article.language = std::move(metadata.language);
  article.blocks = std::move(labels.blocks);
  reading->canonical_uri = std::move(metadata.canonical_uri);
  reading->origin = std::move(labels.origin);
  if (reading->origin.empty()) {
    for (const std::string& byline : article.bylines) {
      reading->origin = std::string(AgencyName(byline));
      if (!reading->origin.empty()) break;
    }
  }
  if (reading->origin.empty()) {
    reading->origin = std::string(AgencyName(article.outlet));
  }
  if (hints.publish_time.has_value()) {
    PARALLAX_RETURN_IF_ERROR(
        CheckPublishTime(*hints.publish_time, "document.publish_time"));
    SetRequested(*hints.publish_time, reading);
  } else if (metadata.published.has_value()) {
    SetPublished(*metadata.published, DateBasis::kMetadata, reading);
  } else if (labels.date.has_value()) {
    SetPublished(*labels.date, DateBasis::kText, reading);
  }
  return absl::OkStatus();
}

}  // namespace parallax::ingest::domain::reader
