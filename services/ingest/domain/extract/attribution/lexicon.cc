#include "services/ingest/domain/extract/attribution/lexicon.h"

#include <fstream>
#include <functional>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace parallax::ingest::domain::extract::attribution {
namespace {

template <typename T>
struct Named {
  const char* name;
  T value;
};

constexpr Named<uint32_t> kFrameNames[] = {
    {"clause", kFrameClause},
    {"quote", kFrameQuote},
    {"paren", kFrameParenthesis},
    {"infinitive", kFrameInfinitive},
    {"gerund", kFrameGerund},
    {"object", kFrameObject},
    {"question", kFrameQuestion},
    {"addressee", kFrameAddressee},
    {"party", kFrameParty},
    {"person", kFramePerson},
    {"predicate", kFramePredicate},
    {"aspredicate", kFrameAs},
    {"expectinf", kFrameExpect},
    {"releaseobj", kFrameRelease},
    {"pointout", kFramePointOut},
    {"wouldlike", kFrameLike},
    {"quotedobject", kFrameQuoted},
    {"colonquote", kFrameColon},
    {"polls", kFrameShow},
    {"tally", kFrameTally},
    {"figure", kFrameFigure},
    {"goon", kFrameGoOn},
    {"laidblame", kFrameLaidBlame},
    {"figureto", kFrameFigureTo},
    {"oblique", 0},
};

constexpr Named<uint32_t> kListNames[] = {
    {"hearsay_adverb", kHearsayAdverb},
    {"seeming_adverb", kSeemingAdverb},
    {"channel", kChannel},
    {"medium", kMedium},
    {"agency", kAgency},
    {"document_noun", kDocumentNoun},
    {"person_noun", kPersonNoun},
    {"office", kOffice},
    {"female_noun", kFemaleNoun},
    {"male_noun", kMaleNoun},
    {"title", kTitle},
    {"body_noun", kBodyNoun},
    {"group_noun", kGroupNoun},
    {"pair_noun", kPairNoun},
    {"time_noun", kTimeNoun},
    {"female_name", kFemaleName},
    {"male_name", kMaleName},
    {"metonym", kMetonym},
    {"both_word", kBothWord},
    {"reciprocal", kReciprocal},
    {"statement_verb", kStatementVerb},
    {"account_noun", kAccountNoun},
    {"figure_noun", kFigureNoun},
    {"withheld_noun", kWithheldNoun},
    {"withholding_verb", kWithholdingVerb},
    {"false_word", kFalseWord},
    {"true_word", kTrueWord},
};

constexpr Named<Stance> kStanceNames[] = {
    {"asserts", Stance::kAsserts},
    {"denies", Stance::kDenies},
    {"unconfirmed", Stance::kUnconfirmed},
    {"accuses", Stance::kAccuses},
    {"appeals", Stance::kAppeals},
    {"asks", Stance::kAsks},
    {"warns", Stance::kWarns},
    {"intends", Stance::kIntends},
    {"believes", Stance::kBelieves},
    {"wants", Stance::kWants},
};

constexpr Named<CueClass> kClassNames[] = {
    {"reporting", CueClass::kReporting},
    {"belief", CueClass::kBelief},
    {"desire", CueClass::kDesire},
    {"perception", CueClass::kPerception},
};

template <typename T, size_t n>
std::optional<T> Lookup(const Named<T> (&names)[n], absl::string_view name) {
  for (const Named<T>& row : names) {
    if (name == row.name) return row.value;
  }
  return std::nullopt;
}

// Calls `row` with the tab-separated fields of every line that is no comment.
absl::Status ForEachRow(
    const std::string& path, size_t fields,
    const std::function<absl::Status(const std::vector<absl::string_view>&)>&
        row) {
  std::ifstream in(path);
  if (!in) return absl::NotFoundError(absl::StrCat(path, " cannot be read"));
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    if (line.empty() || line[0] == '#') continue;
    const std::vector<absl::string_view> columns = absl::StrSplit(line, '\t');
    if (columns.size() != fields) {
      return absl::InvalidArgumentError(absl::StrCat(
          path, ":", number, ": ", columns.size(), " columns, not ", fields));
    }
    const absl::Status status = row(columns);
    if (!status.ok()) {
      return absl::InvalidArgumentError(
          absl::StrCat(path, ":", number, ": ", status.message()));
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<CueEntry> ParseEntry(absl::string_view cue_class,
                                    absl::string_view stance,
                                    absl::string_view frames,
                                    absl::string_view prepositions) {
  CueEntry entry;
  const std::optional<CueClass> parsed_class = Lookup(kClassNames, cue_class);
  if (!parsed_class) {
    return absl::InvalidArgumentError(
        absl::StrCat("unknown class ", cue_class));
  }
  const std::optional<Stance> parsed_stance = Lookup(kStanceNames, stance);
  if (!parsed_stance) {
    return absl::InvalidArgumentError(absl::StrCat("unknown stance ", stance));
  }
  entry.cue_class = *parsed_class;
  entry.stance = *parsed_stance;
  for (absl::string_view frame :
       absl::StrSplit(frames, ' ', absl::SkipEmpty())) {
    const std::optional<uint32_t> bit = Lookup(kFrameNames, frame);
    if (!bit) {
      return absl::InvalidArgumentError(absl::StrCat("unknown frame ", frame));
    }
    entry.frames |= *bit;
  }
  if (prepositions != "-") {
    for (absl::string_view word :
         absl::StrSplit(prepositions, ' ', absl::SkipEmpty())) {
      entry.prepositions.emplace_back(word);
    }
  }
  return entry;
}

template <typename Map>
const CueEntry* FindEntry(const Map& map, absl::string_view lemma) {
  const auto it = map.find(lemma);
  return it == map.end() ? nullptr : &it->second;
}

}  // namespace

bool CueEntry::TakesPreposition(absl::string_view preposition) const {
  for (const std::string& word : prepositions) {
    if (word == preposition) return true;
  }
  return false;
}

absl::StatusOr<AttributionLexicon> AttributionLexicon::Load(
    const std::string& directory) {
  AttributionLexicon lexicon;
  absl::Status status =
      lexicon.LoadVerbs(absl::StrCat(directory, "/attribution_verbs.tsv"));
  if (status.ok()) {
    status =
        lexicon.LoadNouns(absl::StrCat(directory, "/attribution_nouns.tsv"));
  }
  if (status.ok()) {
    status =
        lexicon.LoadLists(absl::StrCat(directory, "/attribution_lists.tsv"));
  }
  if (!status.ok()) return status;
  return lexicon;
}

absl::Status AttributionLexicon::LoadVerbs(const std::string& path) {
  return ForEachRow(
      path, 5,
      [this](const std::vector<absl::string_view>& columns) -> absl::Status {
        absl::StatusOr<CueEntry> entry =
            ParseEntry(columns[1], columns[2], columns[3], columns[4]);
        if (!entry.ok()) return entry.status();
        const bool silence =
            entry->stance == Stance::kUnconfirmed && columns[3].empty();
        if (!(silence ? silences_ : verbs_)
                 .emplace(std::string(columns[0]), *std::move(entry))
                 .second) {
          return absl::InvalidArgumentError(
              absl::StrCat(columns[0], " stands twice"));
        }
        return absl::OkStatus();
      });
}

absl::Status AttributionLexicon::LoadNouns(const std::string& path) {
  return ForEachRow(
      path, 6,
      [this](const std::vector<absl::string_view>& columns) -> absl::Status {
        absl::StatusOr<CueEntry> entry =
            ParseEntry(columns[2], columns[3], columns[4], columns[5]);
        if (!entry.ok()) return entry.status();
        Entries& entries = columns[0] == "noun" ? nouns_ : adjectives_;
        if (columns[0] != "noun" && columns[0] != "adjective") {
          return absl::InvalidArgumentError(
              absl::StrCat("unknown word class ", columns[0]));
        }
        if (!entries.emplace(std::string(columns[1]), *std::move(entry))
                 .second) {
          return absl::InvalidArgumentError(
              absl::StrCat(columns[1], " stands twice"));
        }
        return absl::OkStatus();
      });
}

absl::Status AttributionLexicon::LoadLists(const std::string& path) {
  return ForEachRow(
      path, 2,
      [this](const std::vector<absl::string_view>& columns) -> absl::Status {
        const std::optional<uint32_t> flag = Lookup(kListNames, columns[0]);
        if (!flag) {
          return absl::InvalidArgumentError(
              absl::StrCat("unknown list ", columns[0]));
        }
        for (absl::string_view word :
             absl::StrSplit(columns[1], ' ', absl::SkipEmpty())) {
          flags_[std::string(word)] |= *flag;
        }
        return absl::OkStatus();
      });
}

const CueEntry* AttributionLexicon::Verb(absl::string_view lemma) const {
  if (const CueEntry* entry = FindEntry(verbs_, lemma)) return entry;
  if (lemma.size() < 3) return nullptr;
  // Lemmas guessed from an unknown inflected form: "blam", "begg", "laude".
  if (const CueEntry* entry = FindEntry(verbs_, absl::StrCat(lemma, "e"))) {
    return entry;
  }
  const char last = lemma.back();
  if (last == 'e' || last == lemma[lemma.size() - 2]) {
    return FindEntry(verbs_, lemma.substr(0, lemma.size() - 1));
  }
  return nullptr;
}

const CueEntry* AttributionLexicon::SilenceVerb(absl::string_view lemma) const {
  return FindEntry(silences_, lemma);
}

const CueEntry* AttributionLexicon::Noun(absl::string_view lemma) const {
  return FindEntry(nouns_, lemma);
}

const CueEntry* AttributionLexicon::Adjective(absl::string_view lemma) const {
  return FindEntry(adjectives_, lemma);
}

uint32_t AttributionLexicon::Flags(absl::string_view word) const {
  auto it = flags_.find(word);
  // "Mr."
  if (it == flags_.end() && word.size() > 2 && word.back() == '.') {
    it = flags_.find(word.substr(0, word.size() - 1));
  }
  return it == flags_.end() ? 0 : it->second;
}

}  // namespace parallax::ingest::domain::extract::attribution
