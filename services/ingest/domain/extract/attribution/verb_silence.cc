// Who keeps silent: "declined to comment", "did not respond", "gave no figure".
#include <algorithm>

#include "services/ingest/domain/extract/attribution/verb_reader.h"

namespace parallax::ingest::domain::extract::attribution {

// Negated, or still to be done: "has yet to comment".
bool VerbReader::IsSilenced() const {
  if (syntax_.IsNegated(verb_)) return true;
  return syntax_.IsToInfinitive(verb_) && verb_ >= sentence_.first + 2 &&
         (syntax_.Is(verb_ - 2, "yet") ||
          (verb_ >= sentence_.first + 3 && syntax_.Is(verb_ - 3, "yet")));
}

// "could not be reached for comment": the subject keeps silent.
bool VerbReader::IsOutOfReach() const {
  const absl::string_view lemma = syntax_[verb_].lemma;
  if ((lemma != "reach" && lemma != "contact") || !passive_ || subject_ < 0 ||
      !IsSilenced()) {
    return false;
  }
  return verb_ + 2 < sentence_.last && syntax_.Is(verb_ + 1, "for") &&
         syntax_.Is(verb_ + 2, "comment");
}

// "did not give details of its losses", "gave no figure for the dead".
bool VerbReader::IsWithholding() const {
  const AttributionLexicon& lexicon = context_.lexicon;
  if ((lexicon.Flags(syntax_[verb_].lemma) & kWithholdingVerb) == 0 ||
      object_ < 0 || passive_) {
    return false;
  }
  const uint32_t object = static_cast<uint32_t>(object_);
  // Details as such are of nothing: "gave no details".
  const bool of_something =
      syntax_[object].lemma == "detail" && syntax_.Is(object + 1, "of");
  const bool withheld =
      (lexicon.Flags(syntax_[object].lemma) & kWithheldNoun) != 0;
  return (withheld || of_something) &&
         (IsSilenced() || syntax_.Child(object, Rel::kDet, "no") >= 0);
}

// "declined to comment", "did not respond to a request", "has not commented"
bool VerbReader::ReadSilence() {
  const absl::string_view lemma = syntax_[verb_].lemma;
  const bool negated = IsSilenced();
  if (IsOutOfReach()) {
    const uint32_t subject = static_cast<uint32_t>(subject_);
    source_.head = subject_;
    source_.tokens = PhraseOf(syntax_, subject, verb_);
    Finish(Construction::kNonConfirmation, {}, verb_, 0.8f);
    result_.stance = Stance::kUnconfirmed;
    return true;
  }
  if (IsWithholding()) {
    const uint32_t object = static_cast<uint32_t>(object_);
    TokenRange content = syntax_.Yield(object);
    content.first = std::min(content.last, object + 1);
    Finish(Construction::kNonConfirmation, content, object, 0.75f);
    result_.stance = Stance::kUnconfirmed;
    return true;
  }
  if (lemma == "comment" && negated) {
    TokenRange content;
    uint32_t head = verb_;
    for (uint32_t child : obliques_) {
      const absl::string_view preposition = syntax_.Preposition(child);
      if (child > verb_ && (preposition == "on" || preposition == "about")) {
        content = syntax_.Yield(child);
        content.first = std::min(content.last, content.first + 1);
        head = child;
        break;
      }
    }
    Finish(Construction::kNonConfirmation, content, head, 0.85f);
    result_.stance = Stance::kUnconfirmed;
    return true;
  }
  if ((lemma == "respond" || lemma == "reply" || lemma == "answer") &&
      negated) {
    for (uint32_t child : obliques_) {
      if (child > verb_ && syntax_.Preposition(child) == "to") {
        TokenRange content = syntax_.Yield(child);
        content.first = std::min(content.last, content.first + 1);
        Finish(Construction::kNonConfirmation, content, child, 0.8f);
        result_.stance = Stance::kUnconfirmed;
        return true;
      }
    }
    Finish(Construction::kNonConfirmation, {}, verb_, 0.7f);
    result_.stance = Stance::kUnconfirmed;
    return true;
  }
  return false;
}

}  // namespace parallax::ingest::domain::extract::attribution
