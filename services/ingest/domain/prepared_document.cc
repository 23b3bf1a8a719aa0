#include "services/ingest/domain/prepared_document.h"

#include <cstdint>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "common/storage/ids.h"
#include "google/protobuf/timestamp.pb.h"
#include "services/ingest/domain/reader/characters.h"
#include "services/ingest/domain/reader/document_reader.h"
#include "services/ingest/domain/reader/publication_date.h"
#include "services/ingest/domain/text_prints.h"
#include "services/ingest/domain/timestamps.h"

namespace parallax::ingest::domain {
namespace {

// Characters that a field may have.
constexpr std::size_t kLongestUri = 2048;
constexpr std::size_t kLongestOutlet = 200;
constexpr std::size_t kLongestTitle = 1000;

std::size_t Characters(absl::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += (c & 0xC0) != 0x80 ? 1 : 0;
  return count;
}

// At most `limit` characters of `text`.
std::string Shortened(absl::string_view text, std::size_t limit) {
  std::size_t end = 0;
  std::size_t count = 0;
  while (end < text.size()) {
    if ((text[end] & 0xC0) != 0x80 && ++count > limit) break;
    ++end;
  }
  return std::string(text.substr(0, end));
}

absl::Status CheckFields(const v1::DocumentInput& input) {
  status::Violations bad("document");
  if (Characters(input.uri()) > kLongestUri) {
    bad.Add("uri", "must have at most 2,048 characters");
  }
  for (const char c : input.uri()) {
    if (absl::ascii_isspace(c) || absl::ascii_iscntrl(c)) {
      bad.Add("uri", "must hold no white space or control characters");
      break;
    }
  }
  if (Characters(input.outlet()) > kLongestOutlet) {
    bad.Add("outlet", "must have at most 200 characters");
  }
  if (Characters(input.title()) > kLongestTitle) {
    bad.Add("title", "must have at most 1,000 characters");
  }
  if (!v1::DocumentFormat_IsValid(input.format())) {
    bad.Add("format", "names no known format",
            type::v1::ERROR_REASON_UNSUPPORTED_FORMAT);
  }
  const auto check_time = [&](bool given, const auto& time, const char* field) {
    if (!given) return;
    const absl::StatusOr<absl::Time> moment = FromTimestamp(time);
    if (!moment.ok()) {
      bad.Add(field, "is no valid timestamp");
    } else {
      bad.AddStatus(field, reader::CheckPublishTime(*moment, ""));
    }
  };
  check_time(input.has_publish_time(), input.publish_time(), "publish_time");
  check_time(input.has_fetch_time(), input.fetch_time(), "fetch_time");
  return bad.ToStatus();
}

reader::Hints HintsOf(const v1::DocumentInput& input) {
  reader::Hints hints;
  hints.title = input.title();
  hints.outlet = input.outlet();
  hints.uri = input.uri();
  if (input.has_publish_time()) {
    hints.publish_time = *FromTimestamp(input.publish_time());
  }
  return hints;
}

const char* BasisName(reader::DateBasis basis) {
  switch (basis) {
    case reader::DateBasis::kRequest:
      return "request";
    case reader::DateBasis::kMetadata:
      return "metadata";
    case reader::DateBasis::kText:
      return "text";
    case reader::DateBasis::kNone:
      break;
  }
  return "fetched";
}

// A report that does not say when it was published was out when it was fetched.
void DateByFetch(absl::Time fetched, reader::Reading* reading) {
  if (reading->publish_time.has_value()) return;
  reading->publish_time = fetched;
  reading->article.published =
      absl::ToCivilSecond(fetched, absl::UTCTimeZone());
  reading->article.published_has_time = true;
}

// The address that a page gives itself stands in when it is that of an article,
// not that of the whole site.
std::string UriOf(const v1::DocumentInput& input,
                  const reader::Reading& reading) {
  if (!input.uri().empty()) return NormalizeUri(input.uri());
  std::string uri = NormalizeUri(reading.canonical_uri);
  const std::size_t host = uri.find("://");
  if (host == std::string::npos || uri.size() > kLongestUri) return "";
  const std::size_t path = uri.find('/', host + 3);
  if (path == std::string::npos || path + 1 == uri.size()) return "";
  return uri;
}

v1::BlockRole RoleOf(BlockRole role) {
  switch (role) {
    case BlockRole::kHeadline:
      return v1::BLOCK_ROLE_HEADLINE;
    case BlockRole::kStandfirst:
      return v1::BLOCK_ROLE_STANDFIRST;
    case BlockRole::kBody:
      return v1::BLOCK_ROLE_BODY;
    case BlockRole::kCaption:
      return v1::BLOCK_ROLE_CAPTION;
    case BlockRole::kLegend:
      return v1::BLOCK_ROLE_LEGEND;
    case BlockRole::kRelatedSameStory:
      return v1::BLOCK_ROLE_RELATED;
    case BlockRole::kByline:
      return v1::BLOCK_ROLE_BYLINE;
    case BlockRole::kDateline:
      return v1::BLOCK_ROLE_DATELINE;
    case BlockRole::kFurniture:
      return v1::BLOCK_ROLE_FURNITURE;
  }
  return v1::BLOCK_ROLE_UNSPECIFIED;
}

void FillRevision(const reader::DocumentReading& read,
                  const v1::DocumentInput& input,
                  v1::DocumentRevision* revision) {
  const Article& article = read.reading.article;
  revision->set_format(read.format);
  revision->set_title(Shortened(article.title, kLongestTitle));
  for (const std::string& byline : article.bylines) {
    revision->add_bylines(byline);
  }
  revision->set_outlet(Shortened(article.outlet, kLongestOutlet));
  revision->set_language(article.language);
  *revision->mutable_publish_time() = ToTimestamp(*read.reading.publish_time);
  revision->set_publish_time_basis(BasisName(read.reading.date_basis));
  *revision->mutable_fetch_time() = input.fetch_time();
  revision->set_text(article.text);
  for (const Block& block : article.blocks) {
    v1::Block& out = *revision->add_blocks();
    out.set_start_byte(block.begin);
    out.set_end_byte(block.end);
    out.set_role(RoleOf(block.role));
  }
}

}  // namespace

absl::StatusOr<PreparedDocument> PrepareDocument(v1::DocumentInput input,
                                                 absl::Time now) {
  PARALLAX_RETURN_IF_ERROR(CheckFields(input));
  if (!input.has_fetch_time()) *input.mutable_fetch_time() = ToTimestamp(now);
  PARALLAX_ASSIGN_OR_RETURN(
      reader::DocumentReading read,
      reader::ReadDocument(input.content(), input.format(), HintsOf(input)));
  PARALLAX_ASSIGN_OR_RETURN(const absl::Time fetched,
                            FromTimestamp(input.fetch_time()));
  DateByFetch(fetched, &read.reading);

  PreparedDocument prepared;
  NewRevision& revision = prepared.revision;
  FillRevision(read, input, &revision.revision);
  const std::string sha256 = storage::Hex(storage::Sha256(input.content()));
  revision.revision.set_sha256(sha256);
  revision.uri = UriOf(input, read.reading);
  revision.text_hash = TextHash(read.reading.article);
  revision.key = {
      DocumentId(revision.uri, revision.revision.outlet(), revision.text_hash),
      RevisionId(sha256)};
  revision.revision.set_name(RevisionName(revision.key));

  claims::v1::DocumentSource& source = prepared.source;
  source.set_document_revision(revision.revision.name());
  source.set_outlet(revision.revision.outlet());
  source.set_title(revision.revision.title());
  source.set_uri(revision.uri);
  *source.mutable_publish_time() = revision.revision.publish_time();
  *source.mutable_fetch_time() = revision.revision.fetch_time();
  source.set_cluster(revision.text_hash);
  source.set_origin(read.reading.origin);
  for (const std::uint32_t value : TextSketch(read.reading.article)) {
    source.add_sketch(value);
  }

  revision.input = std::move(input);
  prepared.article = std::move(read.reading.article);
  return prepared;
}

}  // namespace parallax::ingest::domain
