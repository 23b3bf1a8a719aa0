// How much a reader takes. Beyond these the document is refused, never cut.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_READER_LIMITS_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_READER_LIMITS_H_

#include <cstddef>

namespace parallax::ingest::domain::reader {

inline constexpr std::size_t kMaxDocumentBytes = 10 * 1024 * 1024;

// Elements of markup open at once.
inline constexpr int kMaxMarkupDepth = 1024;

// Attributes of one tag.
inline constexpr int kMaxAttributes = 512;

// Years that a publication date may have.
inline constexpr int kFirstYear = 1900;
inline constexpr int kLastYear = 2199;

}  // namespace parallax::ingest::domain::reader

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_READER_LIMITS_H_
