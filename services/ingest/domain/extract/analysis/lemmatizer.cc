#include "services/ingest/domain/extract/analysis/lemmatizer.h"

#include <algorithm>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/ingest/domain/extract/analysis/hashing.h"

namespace parallax::ingest::domain::extract {

uint64_t LemmaFormKey(absl::string_view form, Tag tag) {
  return Key(Mix(0x1E33A0), HashBytes(form), Mix(tag));
}

uint64_t LemmaSuffixKey(absl::string_view suffix, Tag tag) {
  return Key(Mix(0x1E33A1), HashBytes(suffix), Mix(tag));
}

absl::StatusOr<Lemmatizer> Lemmatizer::Parse(absl::string_view table) {
  Lemmatizer out;
  absl::flat_hash_map<absl::string_view, Tag> tags;
  for (int t = 0; t < TagCount(); ++t) {
    tags[TagName(static_cast<Tag>(t))] = static_cast<Tag>(t);
  }
  int line_number = 0;
  for (absl::string_view line : absl::StrSplit(table, '\n')) {
    ++line_number;
    if (line.empty()) continue;
    const std::vector<absl::string_view> cells = absl::StrSplit(line, '\t');
    int strip = 0;
    if (cells.size() != 5 || !tags.contains(cells[0]) ||
        !absl::SimpleAtoi(cells[3], &strip) || strip < 0 || strip > 255) {
      return absl::DataLossError(
          absl::StrCat("lemma table, line ", line_number, ": not a rule"));
    }
    const Tag tag = tags[cells[0]];
    const uint64_t key = cells[1] == "form" ? LemmaFormKey(cells[2], tag)
                                            : LemmaSuffixKey(cells[2], tag);
    out.edits_[key] = {static_cast<uint8_t>(strip), std::string(cells[4])};
    out.has_edits_[tag] = true;
  }
  return out;
}

const LemmaEdit* Lemmatizer::FindSuffix(absl::string_view folded,
                                        Tag tag) const {
  for (size_t length = std::min(kMaxLemmaSuffix, folded.size()); length > 0;
       --length) {
    const auto it =
        edits_.find(LemmaSuffixKey(folded.substr(folded.size() - length), tag));
    if (it != edits_.end()) return &it->second;
  }
  return nullptr;
}

void Lemmatizer::Lemma(absl::string_view folded, Tag tag,
                       const Lexicon& lexicon, std::string& lemma) const {
  lemma.assign(folded.data(), folded.size());
  if (!has_edits_[tag]) return;
  const LemmaEdit* edit = nullptr;
  const auto it = edits_.find(LemmaFormKey(folded, tag));
  if (it != edits_.end()) {
    edit = &it->second;
  } else {
    const Pos pos = TagPos(tag);
    const bool plural = pos == Pos::kNoun && (TagFeatures(tag) & kPlural);
    const bool inflected =
        pos == Pos::kVerb && (TagFeatures(tag) & kInfinitive) == 0;
    BaseForm base;
    const uint8_t parts = plural ? kNounPart : kVerbPart;
    if ((plural || inflected) &&
        FindBase(folded, lexicon, parts, &base) != nullptr &&
        (base.inflection == Inflection::kS || inflected)) {
      lemma.resize(lemma.size() - base.strip);
      if (base.add != 0) lemma += base.add;
      return;
    }
    edit = FindSuffix(folded, tag);
  }
  // A rule learnt from longer words must not swallow a short one whole.
  if (edit == nullptr || edit->strip > lemma.size() ||
      (edit->strip == lemma.size() && edit->add.empty())) {
    return;
  }
  lemma.resize(lemma.size() - edit->strip);
  lemma += edit->add;
}

}  // namespace parallax::ingest::domain::extract
