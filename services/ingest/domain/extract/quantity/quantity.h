// Numbers of people and things as a text states them.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_QUANTITY_QUANTITY_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_QUANTITY_QUANTITY_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/types/span.h"
#include "services/ingest/domain/extract/analysis/analyzed_text.h"
#include "services/ingest/domain/extract/kinds/kind.h"
#include "services/ingest/domain/extract/lexicon/lexicons.h"

namespace parallax::ingest::domain::extract {

// Greatest number that is read; larger ones are no counts.
inline constexpr int64_t kMaxCount = 1'000'000'000'000;

struct Count {
  std::optional<int64_t> min;
  std::optional<int64_t> max;
  CountBound bound = CountBound::kNone;

  friend bool operator==(const Count&, const Count&) = default;
};

// How a quantity is written.
enum class QuantityForm : uint8_t {
  kNumber,   // "105", "some 8,000", "between 20 and 30"
  kVague,    // "dozens", "several"
  kArticle,  // "a soldier"
  kNone,     // "no", "none", "not one"
  kPair,     // "both", "a couple"
  kSum,      // "four soldiers and a border guard"
  kMany,     // "many", "most of them": no number
};

// Tokens [first, last) hold the number with its bound words; [core, core_last)
// the number alone.
struct Quantity {
  uint32_t first = 0;
  uint32_t last = 0;
  uint32_t core = 0;
  uint32_t core_last = 0;
  Count count;
  QuantityForm form = QuantityForm::kNumber;
  QuantityRole role = QuantityRole::kCount;
  // Head noun of what is counted; -1 when the number stands alone.
  int32_t noun = -1;
  // "more", "another", "others", "further": on top of what was said before.
  bool additional = false;
  // Followed by "of": a part of a whole ("six of the dead").
  bool partitive = false;
  // "10" in "between 10 and 13": index of the other end, already merged.
  double value = 0.0;  // the number itself, before bounds
};

// The quantities of tokens [first, last), in text order, not overlapping except
// that a kSum follows its parts. `words` are the tokens' vocabulary ids, by
// token index. Linear time.
void FindQuantities(const AnalyzedText& text, absl::Span<const WordIds> words,
                    const Lexicons& lexicons, uint32_t first, uint32_t last,
                    std::vector<Quantity>& out);

// The number that a token states in digits: "2,000", "3.7", "1 000"; nullopt
// when it is none.
std::optional<double> ParseDigits(absl::string_view token);

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_QUANTITY_QUANTITY_H_
