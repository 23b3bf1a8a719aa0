// Signed, opaque page tokens, each bound to the query that it continues.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/storage/sql_value.h"
#include "google/protobuf/message.h"

namespace parallax::storage {

// Where the next page begins: usually the sort keys of the last item sent and
// its id.
using PageCursor = std::vector<SqlValue>;

// What must not change between two pages: the request's type and all its
// fields but page_token and page_size.
std::string PageQuery(const google::protobuf::Message& request);

// Thread safe.
class PageTokenCodec {
 public:
  // `key` must be the same in every process that serves the same pages:
  // configured, or SqliteDatabase::Secret("page_token").
  explicit PageTokenCodec(std::string key);

  // A URL-safe token. `query` is any text, usually PageQuery(request).
  std::string Encode(absl::string_view query, const PageCursor& cursor) const;

  // The cursor, an empty one for an empty token; INVALID_ARGUMENT with reason
  // INVALID_PAGE_TOKEN when the token is not ours, was changed, or belongs to
  // another query. Any bytes may be given.
  absl::StatusOr<PageCursor> Decode(absl::string_view query,
                                    absl::string_view token) const;

 private:
  std::string Sign(absl::string_view query, absl::string_view payload) const;
  std::string key_;
};

// page_size as AIP-158 wants it: 0 means `standard`, more than `maximum` means
// `maximum`, negative is INVALID_ARGUMENT.
absl::StatusOr<int> ClampPageSize(std::int32_t requested, int standard,
                                  int maximum);

}  // namespace parallax::storage
