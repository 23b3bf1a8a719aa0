// Numbers that count nobody: dates, ages, money, names of units...
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_QUANTITY_NOT_COUNTS_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_QUANTITY_NOT_COUNTS_H_

#include <cstdint>
#include <optional>

#include "services/ingest/domain/extract/quantity/number_parser.h"
#include "services/ingest/domain/extract/quantity/token_window.h"

namespace parallax::ingest::domain::extract {

struct NotCount {
  QuantityRole role = QuantityRole::kCount;
  uint32_t last = 0;  // one past the last token that belongs to it
};

// What the number at `at` is part of; nullopt for a count.
std::optional<NotCount> ReadNotCount(const TokenWindow& in, uint32_t at,
                                     const ParsedNumber& number);

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_QUANTITY_NOT_COUNTS_H_
