// Texts to measure extraction on: reports, cut to any size, and texts that no
// reporter writes.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "parallax/ingest/v1/document.pb.h"
#include "services/ingest/domain/reader/reading.h"

namespace parallax::bench {

struct ReportText {
  std::string bytes;
  ingest::v1::DocumentFormat format = ingest::v1::DOCUMENT_FORMAT_TEXT;
  ingest::domain::reader::Hints hints;
};

// The annotated reports (*.json) below `folder` in order of their paths,
// without the annotations. NotFound when there is none.
absl::StatusOr<std::vector<ReportText>> ReadReports(const std::string& folder);

// The paragraphs of all `reports` in turn, again and again, as texts of about
// `size` bytes that come to about `total`. What is measured at two sizes this
// way differs in nothing but the size.
std::vector<ReportText> TextsOfSize(const std::vector<ReportText>& reports,
                                    std::size_t size, std::size_t total);

// The same as pages: a paragraph is an element, with a page's head and menus.
ReportText AsPage(const ReportText& report);

// A kind of text that a careless algorithm takes the square of its length for.
struct HostileKind {
  std::string name;
  std::string begin;
  // As often as it takes; "~" is another name each time.
  std::string repeated;
  ingest::v1::DocumentFormat format = ingest::v1::DOCUMENT_FORMAT_TEXT;
};

const std::vector<HostileKind>& HostileKinds();

ReportText HostileText(const HostileKind& kind, std::size_t size);

}  // namespace parallax::bench
