#include "services/ingest/domain/extract/analysis/model_file.h"

#include <zstd.h>

#include <bit>
#include <cstdint>
#include <cstring>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "services/ingest/domain/extract/analysis/hashing.h"

namespace parallax::ingest::domain::extract {
namespace {

constexpr absl::string_view kMagic = "PARALLAX-NLP-1\n\0";
constexpr size_t kMagicBytes = 16;
// No section of a real model comes near this; a corrupt header might.
constexpr uint64_t kMaxSectionBytes = uint64_t{1} << 28;
constexpr int kCompression = 19;

struct SectionHeader {
  char name[16];
  uint64_t raw_bytes;
  uint64_t stored_bytes;
  uint64_t hash;  // of the raw bytes
};
static_assert(sizeof(SectionHeader) == 40);

// Eight bytes a step: models have tens of megabytes.
uint64_t HashSection(absl::string_view raw) {
  uint64_t h = raw.size();
  size_t at = 0;
  for (; at + 8 <= raw.size(); at += 8) {
    uint64_t word;
    std::memcpy(&word, raw.data() + at, sizeof(word));
    h = (std::rotl(h, 27) ^ word) * 0x9FB21C651E98DF25u;
  }
  return Mix(h ^ HashBytes(raw.substr(at)));
}

}  // namespace

absl::StatusOr<std::string> EncodeModel(const ModelSections& sections) {
  std::string out(kMagic.data(), kMagicBytes - 1);
  out.push_back(static_cast<char>(sections.size()));
  for (const auto& [name, raw] : sections) {
    SectionHeader header = {};
    if (name.size() > sizeof(header.name)) {
      return absl::InvalidArgumentError("model section name is too long");
    }
    std::string stored(ZSTD_compressBound(raw.size()), '\0');
    const size_t size = ZSTD_compress(stored.data(), stored.size(), raw.data(),
                                      raw.size(), kCompression);
    if (ZSTD_isError(size)) {
      return absl::InternalError(ZSTD_getErrorName(size));
    }
    stored.resize(size);
    std::memcpy(header.name, name.data(), name.size());
    header.raw_bytes = raw.size();
    header.stored_bytes = stored.size();
    header.hash = HashSection(raw);
    out.append(reinterpret_cast<const char*>(&header), sizeof(header));
    out += stored;
  }
  return out;
}

absl::StatusOr<ModelSections> DecodeModel(absl::string_view bytes) {
  if (bytes.size() < kMagicBytes ||
      bytes.substr(0, kMagicBytes - 1) != kMagic.substr(0, kMagicBytes - 1)) {
    return absl::DataLossError("not a language model of this format");
  }
  const int count = static_cast<unsigned char>(bytes[kMagicBytes - 1]);
  size_t at = kMagicBytes;
  ModelSections sections;
  for (int i = 0; i < count; ++i) {
    SectionHeader header;
    if (bytes.size() - at < sizeof(header)) {
      return absl::DataLossError("language model is cut short");
    }
    std::memcpy(&header, bytes.data() + at, sizeof(header));
    at += sizeof(header);
    const std::string name(header.name,
                           strnlen(header.name, sizeof(header.name)));
    if (header.raw_bytes > kMaxSectionBytes ||
        header.stored_bytes > bytes.size() - at) {
      return absl::DataLossError(
          absl::StrCat("language model: section '", name, "' is cut short"));
    }
    std::string raw(header.raw_bytes, '\0');
    const size_t size = ZSTD_decompress(raw.data(), raw.size(),
                                        bytes.data() + at, header.stored_bytes);
    if (ZSTD_isError(size) || size != raw.size() ||
        HashSection(raw) != header.hash) {
      return absl::DataLossError(
          absl::StrCat("language model: section '", name, "' is damaged"));
    }
    at += header.stored_bytes;
    sections[name] = std::move(raw);
  }
  if (at != bytes.size()) {
    return absl::DataLossError("language model has bytes after its end");
  }
  return sections;
}

}  // namespace parallax::ingest::domain::extract
