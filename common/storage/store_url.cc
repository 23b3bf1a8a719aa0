#include "common/storage/store_url.h"

#include <libpq-fe.h>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace parallax::storage {
namespace {

constexpr char kHidden[] = "***";

bool IsPostgres(absl::string_view text) {
  return absl::StartsWith(text, "postgresql://") ||
         absl::StartsWith(text, "postgres://");
}

// Hides the value of the query parameter `name` wherever it stands.
std::string HideParameter(absl::string_view text, absl::string_view name) {
  std::string shown(text);
  for (const char* before : {"?", "&"}) {
    const std::string key = absl::StrCat(before, name, "=");
    const std::size_t at = shown.find(key);
    if (at == std::string::npos) continue;
    const std::size_t from = at + key.size();
    const std::size_t to = shown.find('&', from);
    shown.replace(from, to == std::string::npos ? to : to - from, kHidden);
  }
  return shown;
}

}  // namespace

absl::StatusOr<StoreUrl> ParseStoreUrl(absl::string_view text) {
  absl::string_view path = text;
  if (absl::ConsumePrefix(&path, "sqlite:") && !path.empty()) {
    return StoreUrl{SqlDialect::kSqlite, std::string(path)};
  }
  if (IsPostgres(text)) {
    char* error = nullptr;
    PQconninfoOption* const options =
        PQconninfoParse(std::string(text).c_str(), &error);
    PQfreemem(error);
    if (options != nullptr) {
      PQconninfoFree(options);
      return StoreUrl{SqlDialect::kPostgres, std::string(text)};
    }
  }
  return absl::InvalidArgumentError(
      "must be sqlite:PATH or postgresql://USER@HOST:PORT/DATABASE");
}

std::string RedactStoreUrl(absl::string_view text) {
  if (!IsPostgres(text)) return std::string(text);
  std::string shown(text);
  const std::size_t begin = shown.find("://") + 3;
  // The last @ before the parameters: a password may hold what it should not.
  const std::size_t at = shown.rfind('@', shown.find('?', begin));
  const std::size_t colon = shown.find(':', begin);
  if (at != std::string::npos && at > begin && colon < at) {
    shown.replace(colon + 1, at - colon - 1, kHidden);
  }
  return HideParameter(HideParameter(shown, "password"), "sslpassword");
}

}  // namespace parallax::storage
