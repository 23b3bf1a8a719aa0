// Shared by the tests of claim extraction: the shipped models and lexicons, a
// small registry of actors, and short reports read up to the claims.
#ifndef PARALLAX_TESTS_UNIT_INGEST_DOMAIN_EXTRACT_EXTRACT_SUPPORT_H_
#define PARALLAX_TESTS_UNIT_INGEST_DOMAIN_EXTRACT_EXTRACT_SUPPORT_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "services/ingest/domain/article.h"
#include "services/ingest/domain/extract/actors/actor_catalogue.h"
#include "services/ingest/domain/extract/document/doc_context.h"
#include "services/ingest/domain/extract/resources.h"

namespace parallax::ingest::domain::extract {

// Loaded once for all tests.
const Resources& TestResources();

// Armenia and Azerbaijan at war, Ukraine and Russia too, Afghanistan,
// Palestine, Syria, Turkey and Niger, a defence ministry, an armed group, an
// agency.
std::shared_ptr<const ActorCatalogue> TestActors();

// One block a line. `first` is the role of the first, the others are body.
Article MakeReport(const std::string& text, BlockRole first = BlockRole::kBody,
                   std::optional<absl::CivilDay> published =
                       absl::CivilDay(2022, 9, 15));  // a Thursday

// A report with all stages before the claims done.
class Report {
 public:
  explicit Report(const std::string& text, BlockRole first = BlockRole::kBody,
                  std::optional<absl::CivilDay> published = absl::CivilDay(2022,
                                                                           9,
                                                                           15))
      : article_(MakeReport(text, first, published)),
        read_(article_, TestResources(), TestActors()) {}

  const Article& article() const { return article_; }
  const DocContext& doc() const { return read_.context; }
  const std::vector<Attribution>& attributions() const {
    return read_.attributions;
  }

  // The `nth` token with this lower-cased form; beyond all tokens when there is
  // none, which fails loudly.
  uint32_t Find(const std::string& lower, int nth = 0) const;
  // The words of tokens [first, last).
  std::string Words(uint32_t first, uint32_t last) const {
    return std::string(doc().Words(first, last));
  }
  std::string SideName(SideId side) const {
    return side == kNoSide ? "" : doc().sides[side].name;
  }
  // Side with this name, kNoSide when the report has none.
  SideId Side(const std::string& name) const;
  // Index of the first trigger of this kind, -1 when there is none.
  int32_t TriggerOf(Kind kind) const;
  // Index of the first quantity whose number holds this word, -1 when none.
  int32_t QuantityAt(const std::string& lower) const;
  // Index of the attribution whose cue holds this word, -1 when none.
  int32_t Cue(const std::string& lower) const;

 private:
  Article article_;
  ReadArticle read_;
};

// "5", "5..", "..40", "20..30", with the bound: "5 exact", ".. none".
std::string Show(const Count& count);

// Writes `content` to a new file of this test's folder; its path.
std::string WriteTempFile(const std::string& name, const std::string& content);

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_TESTS_UNIT_INGEST_DOMAIN_EXTRACT_EXTRACT_SUPPORT_H_
