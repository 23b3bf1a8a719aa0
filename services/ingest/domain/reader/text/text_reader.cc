#include "services/ingest/domain/reader/text/text_reader.h"

#include <string>
#include <utility>
#include <vector>

#include "common/status/errors.h"
#include "common/status/macros.h"
#include "services/ingest/domain/reader/block_labeler.h"
#include "services/ingest/domain/reader/encoding.h"
#include "services/ingest/domain/reader/finish_reading.h"
#include "services/ingest/domain/reader/text/text_lines.h"

namespace parallax::ingest::domain::reader {

absl::StatusOr<Reading> ReadText(absl::string_view bytes, const Hints& hints) {
  Reading reading;
  PARALLAX_ASSIGN_OR_RETURN(std::string text, ToUtf8(bytes));
  reading.article.text = NormalizeLineEnds(std::move(text));
  const std::vector<Line> lines = SplitLines(reading.article.text);
  if (lines.empty()) {
    return status::InvalidField("document.content", "holds no text",
                                type::v1::ERROR_REASON_NO_ARTICLE);
  }
  PARALLAX_ASSIGN_OR_RETURN(Labels labels,
                            LabelBlocks(reading.article.text, lines, hints));
  PARALLAX_RETURN_IF_ERROR(
      FinishReading(Metadata{}, hints, std::move(labels), &reading));
  return reading;
}

}  // namespace parallax::ingest::domain::reader
