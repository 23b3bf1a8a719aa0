#include "services/ingest/domain/extract/document/doc_context.h"

#include <algorithm>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

namespace parallax::ingest::domain::extract {

namespace {

// Verb behind a participle that the tagger took for an adjective or noun
// ("was shelled"): the stem that a lexicon knows.
uint32_t VerbStem(const Vocabulary& vocabulary, const Token& t) {
  absl::string_view word = t.lower;
  if (!absl::EndsWith(word, "ed") || word.size() < 5) {
    return Vocabulary::kUnknown;
  }
  const uint32_t whole = vocabulary.Find(word.substr(0, word.size() - 1));
  word.remove_suffix(2);
  const uint32_t cut = vocabulary.Find(word);
  if (cut != Vocabulary::kUnknown) return cut;
  if (whole != Vocabulary::kUnknown) return whole;
  if (word[word.size() - 1] == word[word.size() - 2]) {
    return vocabulary.Find(word.substr(0, word.size() - 1));
  }
  return Vocabulary::kUnknown;
}

}  // namespace

DocContext::DocContext(const DocInputs& inputs) : in_(inputs) {
  if (in_.article.published.has_value()) {
    published = absl::CivilDay(*in_.article.published);
  }
  notes.resize(size());
  for (uint32_t s = 0; s < in_.text.sentences.size(); ++s) {
    const Sentence& sentence = in_.text.sentences[s];
    for (uint32_t i = sentence.first; i < sentence.last; ++i) {
      notes[i].sentence = s;
    }
  }
  LookUpWords();
  FindActors();
  FindBareNames();
  FindNumbersAndTimes();
  FindPlaces();
  FindPlacesByName();
  PlaceUnknown();
  FindMainPlace();
  FindTitlePlace();
  FindLeadPlace();
  MarkAttributions();
  FindLeadTime();
  main_source = FindMainSource(in_.attributions);
  FindClauses();
  FindTriggers();
  RankSides();
  ClassifyWar();
  ReadDateline();
  ResolveEntities();
  CountNouns();
}

int32_t DocContext::Child(uint32_t i, Rel rel) const {
  for (const uint32_t child : children(i)) {
    if (token(child).rel == rel) return static_cast<int32_t>(child);
  }
  return -1;
}

bool DocContext::IsReadable(const Sentence& sentence) const {
  switch (role_of(sentence)) {
    case BlockRole::kByline:
    case BlockRole::kDateline:
    case BlockRole::kFurniture:
      return false;
    default:
      return true;
  }
}

void DocContext::LookUpWords() {
  words.resize(size());
  for (uint32_t i = 0; i < size(); ++i) {
    const Token& t = token(i);
    words[i].lower = in_.lexicons.vocabulary().Find(t.lower);
    words[i].lemma = t.lemma == t.lower
                         ? words[i].lower
                         : in_.lexicons.vocabulary().Find(t.lemma);
    if (words[i].lemma == words[i].lower) {
      const uint32_t stem = VerbStem(in_.lexicons.vocabulary(), t);
      if (stem != Vocabulary::kUnknown) words[i].lemma = stem;
    }
  }
}

bool DocContext::IsOfStatement(const TimeExpression& time) const {
  const int32_t governor = token(time.last - 1).head;
  return notes[time.first].cue >= 0 ||
         (governor >= 0 && notes[governor].cue >= 0);
}

bool DocContext::IsOfLead(uint32_t token) const {
  const BlockRole role = role_of(sentence_of(token));
  return notes[token].sentence < kLeadSentences &&
         (role == BlockRole::kBody || role == BlockRole::kStandfirst);
}

void DocContext::FindLeadTime() {
  for (size_t t = 0; t < times.size(); ++t) {
    const TimeExpression& time = times[t];
    if (IsOfLead(time.first) && time.IsDay() && time.day.has_value() &&
        !time.relative && !IsOfStatement(time)) {
      lead_time = static_cast<int32_t>(t);
      return;
    }
  }
}

void DocContext::FindNumbersAndTimes() {
  for (const Sentence& sentence : in_.text.sentences) {
    const size_t first_time = times.size();
    FindTimes(in_.text, published, sentence.first, sentence.last, times);
    for (size_t k = first_time; k < times.size(); ++k) {
      for (uint32_t i = times[k].first; i < times[k].last; ++i) {
        notes[i].time = static_cast<int32_t>(k);
      }
    }
    if (!IsReadable(sentence)) continue;
    const size_t first_quantity = quantities.size();
    FindQuantities(in_.text, words, in_.lexicons, sentence.first, sentence.last,
                   quantities);
    for (size_t k = first_quantity; k < quantities.size(); ++k) {
      Quantity& q = quantities[k];
      if (q.form == QuantityForm::kSum) continue;
      if (notes[q.core].time >= 0 && q.role == QuantityRole::kCount) {
        q.role = QuantityRole::kDate;
      }
      for (uint32_t i = q.core; i < q.core_last; ++i) {
        notes[i].quantity = static_cast<int32_t>(k);
      }
    }
  }
}

void DocContext::MarkAttributions() {
  // Longer contents first, so that the innermost wins.
  std::vector<std::pair<uint32_t, uint32_t>> order;
  for (uint32_t a = 0; a < in_.attributions.size(); ++a) {
    const Attribution& attribution = in_.attributions[a];
    if (attribution.outlet_caveat) continue;
    for (const TokenRange& range : attribution.cue) {
      for (uint32_t i = range.first; i < range.last && i < size(); ++i) {
        notes[i].cue = static_cast<int32_t>(a);
      }
    }
    for (const TokenRange& range : attribution.source) {
      for (uint32_t i = range.first; i < range.last && i < size(); ++i) {
        notes[i].source = static_cast<int32_t>(a);
      }
    }
    if (attribution.cue_class == attribution::CueClass::kBelief ||
        attribution.cue_class == attribution::CueClass::kDesire) {
      continue;
    }
    uint32_t length = 0;
    for (const TokenRange& range : attribution.content) {
      length += range.last - range.first;
    }
    order.emplace_back(length, a);
  }
  std::sort(order.begin(), order.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  });
  for (const auto& [length, a] : order) {
    for (const TokenRange& range : in_.attributions[a].content) {
      for (uint32_t i = range.first; i < range.last && i < size(); ++i) {
        notes[i].attribution = static_cast<int32_t>(a);
      }
    }
  }
}

void DocContext::FindClauses() {
  for (const Sentence& sentence : in_.text.sentences) {
    uint32_t first = sentence.first;
    bool content = false;  // a verb, noun or number since `first`
    const auto cut = [&](uint32_t at, uint32_t next) {
      if (at > first) clauses.push_back(Clause{first, at});
      first = next;
      content = false;
    };
    for (uint32_t i = sentence.first; i < sentence.last; ++i) {
      const Token& t = token(i);
      const absl::string_view w = t.lower;
      if (w == "," || w == ";" || w == ":" || w == "(" || w == ")" ||
          w == "—" || w == "–" || w == "--") {
        if (w == "," && i + 1 < sentence.last && i > sentence.first &&
            token(i - 1).pos == Pos::kAdj && token(i + 1).pos == Pos::kAdj) {
          continue;
        }
        cut(i, i + 1);
      } else if ((w == "and" || w == "but" || w == "while" || w == "when" ||
                  w == "who" || w == "which" || w == "where" || w == "after" ||
                  w == "before" || w == "although" || w == "though" ||
                  w == "because" || w == "that" || w == "including" ||
                  w == "whereas" || w == "as" || w == "since") &&
                 content && t.pos != Pos::kDet) {
        if (w == "as" &&
            (Is(i + 1, "many") || Is(i + 1, "well") || Is(i + 1, "high") ||
             Is(i - 1, "many") || Is(i - 1, "high"))) {
          continue;
        }
        if ((w == "after" || w == "before" || w == "since") &&
            t.rel == Rel::kCase) {
          continue;
        }
        cut(i, w == "and" || w == "but" ? i + 1 : i);
      } else if ((w == "and" || w == "but") && i == first &&
                 i > sentence.first) {
        cut(i, i + 1);  // after a comma
      } else if (t.pos == Pos::kVerb || t.pos == Pos::kAux ||
                 t.pos == Pos::kNum ||
                 (t.pos == Pos::kNoun && notes[i].quantity >= 0)) {
        content = true;
      }
    }
    cut(sentence.last, sentence.last);
  }
  for (size_t c = 0; c < clauses.size(); ++c) {
    for (uint32_t i = clauses[c].first; i < clauses[c].last; ++i) {
      notes[i].clause = static_cast<uint32_t>(c);
    }
  }
  // Marks and conjunctions belong to the clause before them.
  for (uint32_t i = 1; i < size(); ++i) {
    if (notes[i].clause == 0 && notes[i - 1].clause != 0 &&
        notes[i].sentence == notes[i - 1].sentence) {
      notes[i].clause = notes[i - 1].clause;
    }
  }
}

// "SRINAGAR, Nov 14.", "MARIUPOL, Ukraine (AP) -": a place in capitals at the
// start of a sentence.
void DocContext::ReadDateline() {
  constexpr size_t kSentences = 12;
  constexpr uint32_t kTokens = 5;
  for (size_t s = 0; s < std::min(in_.text.sentences.size(), kSentences); ++s) {
    const Sentence& sentence = in_.text.sentences[s];
    if (sentence.first >= sentence.last ||
        role_of(sentence) == BlockRole::kHeadline) {
      continue;
    }
    const absl::string_view form = in_.text.Form(token(sentence.first));
    if (form.size() < 4 || absl::c_any_of(form, absl::ascii_islower)) continue;
    const uint32_t last = std::min(sentence.last, sentence.first + kTokens);
    for (uint32_t i = sentence.first; i < last; ++i) {
      if (notes[i].place >= 0 && places[notes[i].place].side != kNoSide) {
        dateline = places[notes[i].place].side;
        return;
      }
      if (notes[i].actor >= 0 && actors[notes[i].actor].side != kNoSide) {
        dateline = actors[notes[i].actor].side;
        return;
      }
    }
  }
}

}  // namespace parallax::ingest::domain::extract
