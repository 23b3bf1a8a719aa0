#include "services/ingest/domain/document_names.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/status/errors.h"
#include "common/storage/ids.h"
#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"
#include "services/ingest/domain/reader/characters.h"

namespace parallax::ingest::domain {
namespace {

constexpr absl::string_view kDocuments = "documents/";
constexpr std::size_t kLongestId = 64;

bool Tracks(absl::string_view parameter) {
  static constexpr absl::string_view kPrefixes[] = {"utm_",  "at_",    "fbclid",
                                                    "gclid", "mc_cid", "mc_eid",
                                                    "cmpid", "ocid",   "ns_"};
  return std::any_of(std::begin(kPrefixes), std::end(kPrefixes),
                     [&](absl::string_view prefix) {
                       return absl::StartsWithIgnoreCase(parameter, prefix);
                     });
}

std::string Deterministic(const google::protobuf::Message& message) {
  std::string bytes;
  google::protobuf::io::StringOutputStream stream(&bytes);
  google::protobuf::io::CodedOutputStream coded(&stream);
  coded.SetSerializationDeterministic(true);
  message.SerializeToCodedStream(&coded);
  coded.Trim();
  return bytes;
}

}  // namespace

std::string DocumentName(absl::string_view document) {
  return absl::StrCat(kDocuments, document);
}

std::string RevisionName(const RevisionKey& key) {
  return absl::StrCat(kDocuments, key.document, "/revisions/", key.revision);
}

absl::StatusOr<std::string> ParseDocumentName(absl::string_view name,
                                              absl::string_view field) {
  absl::string_view id = name;
  if (name.empty()) return status::InvalidField(field, "is required");
  const bool well_formed = absl::StartsWith(name, kDocuments) && [&] {
    id.remove_prefix(kDocuments.size());
    return !id.empty() && id.size() <= kLongestId &&
           std::all_of(id.begin(), id.end(), [](unsigned char c) {
             return absl::ascii_isalnum(c) || c == '-' || c == '_';
           });
  }();
  if (!well_formed) {
    return status::InvalidField(field, "must be documents/{document}");
  }
  return std::string(id);
}

std::string NormalizeUri(absl::string_view uri) {
  uri = reader::Trim(uri);
  uri = uri.substr(0, uri.find('#'));
  const std::size_t scheme_end = uri.find("://");
  if (scheme_end == absl::string_view::npos) return std::string(uri);
  const std::string scheme = absl::AsciiStrToLower(uri.substr(0, scheme_end));
  absl::string_view rest = uri.substr(scheme_end + 3);
  const std::size_t host_end = std::min(rest.find_first_of("/?"), rest.size());
  std::string host = absl::AsciiStrToLower(rest.substr(0, host_end));
  rest.remove_prefix(host_end);
  if (scheme == "http" && absl::EndsWith(host, ":80")) {
    host.resize(host.size() - 3);
  }
  if (scheme == "https" && absl::EndsWith(host, ":443")) {
    host.resize(host.size() - 4);
  }
  const std::size_t query_at = rest.find('?');
  absl::string_view path = rest.substr(0, query_at);
  if (path.empty()) path = "/";
  std::vector<absl::string_view> kept;
  if (query_at != absl::string_view::npos) {
    for (const absl::string_view parameter :
         absl::StrSplit(rest.substr(query_at + 1), '&', absl::SkipEmpty())) {
      if (!Tracks(parameter)) kept.push_back(parameter);
    }
  }
  return absl::StrCat(scheme, "://", host, path, kept.empty() ? "" : "?",
                      absl::StrJoin(kept, "&"));
}

std::string DocumentId(absl::string_view normalized_uri,
                       absl::string_view outlet, absl::string_view text_hash) {
  if (!normalized_uri.empty()) {
    return storage::ContentId("document-uri", {normalized_uri});
  }
  return storage::ContentId("document-text", {outlet, text_hash});
}

std::string RevisionId(absl::string_view sha256) {
  return storage::ContentId("revision", {sha256});
}

std::string MentionId(const claims::v1::Mention& mention) {
  return storage::ContentId("mention",
                            {absl::StrCat(mention.span().start_byte()),
                             absl::StrCat(mention.span().end_byte()),
                             Deterministic(mention.assertion())});
}

}  // namespace parallax::ingest::domain
