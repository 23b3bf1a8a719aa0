// By what copies of one text are known.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_TEXT_PRINTS_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_TEXT_PRINTS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "services/ingest/domain/article.h"

namespace parallax::ingest::domain {

// Both see what the article says, whatever its spacing, case and punctuation,
// and nothing of the page around it.

// Equal for exact copies.
std::string TextHash(const Article& article);

// Values of a sketch.
inline constexpr int kSketchValues = 64;

// The least hashes of the runs of five words, one for each of 64 hash functions
// that never change: the share of equal values in two sketches estimates the
// share of such runs that the texts have in common. None for a text too short
// for runs to tell it from others.
std::vector<std::uint32_t> TextSketch(const Article& article);

}  // namespace parallax::ingest::domain

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_TEXT_PRINTS_H_
