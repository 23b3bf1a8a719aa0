#include "services/ingest/storage/sql/compression.h"

#include <zstd.h>

#include <memory>

#include "absl/strings/str_cat.h"
#include "common/status/errors.h"

namespace parallax::ingest::storage {
namespace {

// Fast: texts are written once and seldom read.
constexpr int kLevel = 1;
// Far above what the readers take.
constexpr unsigned long long kLargest = 256ULL * 1024 * 1024;

}  // namespace

absl::StatusOr<std::string> Compress(absl::string_view bytes) {
  std::string blob(ZSTD_compressBound(bytes.size()), '\0');
  const std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context(
      ZSTD_createCCtx(), ZSTD_freeCCtx);
  if (context == nullptr) {
    return absl::ResourceExhaustedError("no memory to compress with");
  }
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, kLevel);
  // So that a byte that the disk changed is an error, and not another text.
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 1);
  const std::size_t size = ZSTD_compress2(
      context.get(), blob.data(), blob.size(), bytes.data(), bytes.size());
  if (ZSTD_isError(size) != 0) {
    return status::WithInternalDetail(
        status::Error(absl::StatusCode::kInternal,
                      type::v1::ERROR_REASON_STORE_FAILED, "the store failed"),
        absl::StrCat("zstd: ", ZSTD_getErrorName(size)));
  }
  blob.resize(size);
  return blob;
}

absl::StatusOr<std::string> Decompress(absl::string_view blob) {
  const auto damaged = [] {
    return status::Error(absl::StatusCode::kDataLoss,
                         type::v1::ERROR_REASON_STORE_FAILED,
                         "a stored document is damaged");
  };
  const unsigned long long size =
      ZSTD_getFrameContentSize(blob.data(), blob.size());
  if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN ||
      size > kLargest) {
    return damaged();
  }
  std::string bytes(size, '\0');
  const std::size_t written =
      ZSTD_decompress(bytes.data(), bytes.size(), blob.data(), blob.size());
  if (ZSTD_isError(written) != 0 || written != size) return damaged();
  return bytes;
}

}  // namespace parallax::ingest::storage
