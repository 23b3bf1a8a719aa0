// What a reader is told about a document, and what it finds out.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_READER_READING_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_READER_READING_H_

#include <optional>
#include <string>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "services/ingest/domain/article.h"

namespace parallax::ingest::domain::reader {

// Facts that whoever hands a document in knows already. They win over what the
// document says of itself; empty means not known.
struct Hints {
  std::string title;
  std::string outlet;
  std::string uri;
  std::optional<absl::Time> publish_time;
};

// Where a publication time comes from.
enum class DateBasis {
  kNone,      // the document does not say
  kRequest,   // Hints::publish_time
  kMetadata,  // JSON-LD, meta or time elements
  kText,      // a date line
};

// A document as read.
struct Reading {
  Article article;
  // The moment behind Article::published, which is in the document's own zone
  // (UTC where it names none); noon for a day without a time.
  std::optional<absl::Time> publish_time;
  DateBasis date_basis = DateBasis::kNone;
  // The address that the document gives itself, "" when none.
  std::string canonical_uri;
  // Agency from which the text comes, as its credit names it; "" when unsaid.
  std::string origin;
};

}  // namespace parallax::ingest::domain::reader

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_READER_READING_H_
