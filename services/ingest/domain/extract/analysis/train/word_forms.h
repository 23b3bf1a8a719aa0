// Irregular inflections, which a treebank shows only in part.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_TRAIN_WORD_FORMS_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_TRAIN_WORD_FORMS_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/ingest/domain/extract/analysis/tags.h"

namespace parallax::ingest::domain::extract::train {

// A folded form that inflects a lemma and the tag it has then.
struct WordForm {
  std::string form;
  std::string lemma;
  Tag tag = kUnknownTag;
};

// Lines "base<TAB>past<TAB>participle", with "/" between alternatives and #
// before a comment. INVALID_ARGUMENT names a line that is not of this form.
absl::StatusOr<std::vector<WordForm>> ParseIrregularVerbs(
    absl::string_view text);

// Lines "plural singular [singular...]" as in WordNet's noun.exc; words that
// are not plain letters are left out.
std::vector<WordForm> ParseIrregularPlurals(absl::string_view text);

}  // namespace parallax::ingest::domain::extract::train

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ANALYSIS_TRAIN_WORD_FORMS_H_
