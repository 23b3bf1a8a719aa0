// The construction of VerbReader that names a second party: accusations and
// blame.
#include <algorithm>

#include "services/ingest/domain/extract/attribution/verb_reader.h"

namespace parallax::ingest::domain::extract::attribution {

// "was accused of shelling the town by the rebels": the last "by" of the charge
// names the accuser, whatever the parser hung it on.
void VerbReader::FindAgentIn(TokenRange& charge) {
  for (uint32_t i = charge.last; i-- > charge.first + 1;) {
    if (syntax_.IsPunct(i)) return;
    if (!syntax_.Is(i, "by")) continue;
    const Source agent = PhraseFrom(syntax_, i + 1);
    if (agent.head < 0 || agent.tokens.last < charge.last) return;
    const Token& head = syntax_[static_cast<uint32_t>(agent.head)];
    const uint32_t flags =
        context_.lexicon.Flags(head.lemma) | context_.lexicon.Flags(head.lower);
    if ((flags & (kPersonNoun | kBodyNoun | kGroupNoun | kMetonym)) == 0 &&
        head.pos != Pos::kPropn) {
      return;
    }
    source_ = agent;
    charge.last = i;
    return;
  }
}

// "put the blame for the attack on X", "laid the blame on X for it".
bool VerbReader::ReadLaidBlame() {
  constexpr uint32_t kReach = 24;
  if (!entry_.Takes(kFrameLaidBlame) || object_ < 0 || passive_) return false;
  const uint32_t blame = static_cast<uint32_t>(object_);
  if (syntax_[blame].lemma != "blame") return false;
  const uint32_t end = std::min(sentence_.last, blame + kReach);
  Source accused;
  uint32_t charge = 0;
  for (uint32_t i = blame + 1; i + 1 < end && !syntax_.IsPunct(i); ++i) {
    if (syntax_.Is(i, "for") && charge == 0) charge = i + 1;
    if (!syntax_.Is(i, "on")) continue;
    const Source whom = PhraseFrom(syntax_, i + 1);
    const bool time = whom.head >= 0 &&
                      (context_.lexicon.Flags(
                           syntax_[static_cast<uint32_t>(whom.head)].lower) &
                       kTimeNoun) != 0;
    if (whom.head >= 0 && !time) accused = whom;
  }
  if (accused.head < 0) return false;
  // "on the army | for the raid"
  if (charge > 0 && accused.tokens.Contains(charge - 1)) {
    accused.tokens.last = charge - 1;
  }
  const bool charge_behind = charge >= accused.tokens.last;
  const uint32_t first = charge == 0 || charge_behind ? blame : charge;
  const uint32_t last = charge_behind
                            ? std::max(accused.tokens.last,
                                       PhraseFrom(syntax_, charge).tokens.last)
                            : accused.tokens.last;
  lays_blame_ = true;
  result_.addressee = accused.tokens;
  return Finish(Construction::kBlame, {first, last},
                charge == 0 ? blame : charge, 0.85f);
}

// "accused X of shelling", "blamed X for the fire", "blamed the fire on X"
bool VerbReader::ReadParty() {
  if (!entry_.Takes(kFrameParty)) return false;
  const bool blame = entry_.TakesPreposition("on");
  int32_t charge = -1;
  for (uint32_t child : syntax_.Children(verb_)) {
    if (child < verb_) continue;
    const Token& token = syntax_[child];
    const absl::string_view preposition =
        syntax_.HasChild(child, Rel::kMark)
            ? absl::string_view(syntax_[static_cast<uint32_t>(
                                            syntax_.Child(child, Rel::kMark))]
                                    .lower)
            : syntax_.Preposition(child);
    const bool takes = preposition == "of" || preposition == "for" ||
                       (blame && preposition == "on") || preposition == "over";
    if (takes && (token.rel == Rel::kObl || token.rel == Rel::kNmod ||
                  token.rel == Rel::kAdvcl || token.rel == Rel::kXcomp ||
                  token.rel == Rel::kCcomp || token.rel == Rel::kAcl)) {
      charge = static_cast<int32_t>(child);
      break;
    }
  }
  // The charge may hang on the accused: "accused [Russia of shelling]".
  const int32_t accused = passive_ ? subject_ : object_;
  if (charge < 0 && accused >= 0 && !passive_) {
    for (uint32_t child : syntax_.Children(static_cast<uint32_t>(accused))) {
      if (child < static_cast<uint32_t>(accused)) continue;
      const absl::string_view preposition =
          syntax_.HasChild(child, Rel::kMark)
              ? absl::string_view(syntax_[static_cast<uint32_t>(
                                              syntax_.Child(child, Rel::kMark))]
                                      .lower)
              : syntax_.Preposition(child);
      if (preposition == "of" || preposition == "for") {
        charge = static_cast<int32_t>(child);
        break;
      }
    }
  }
  if (accused < 0) return false;
  const uint32_t party = static_cast<uint32_t>(accused);
  TokenRange party_range = PhraseOf(syntax_, party, verb_);
  if (charge >= 0 && party_range.Contains(static_cast<uint32_t>(charge))) {
    party_range.last = syntax_.Yield(static_cast<uint32_t>(charge)).first;
    party_range = syntax_.Trim(party_range);
  }
  result_.addressee = party_range;
  const Construction construction =
      blame ? Construction::kBlame : Construction::kAccusation;
  if (charge < 0 && !passive_ && party_range.last < sentence_.last &&
      (syntax_.Is(party_range.last, "of") ||
       syntax_.Is(party_range.last, "for"))) {
    // "accused him of being late", where the tree lost the charge.
    uint32_t last = party_range.last + 1;
    while (last < sentence_.last &&
           (!syntax_.Is(last, ",") || syntax_.QuoteOf(last) >= 0)) {
      ++last;
    }
    return Finish(construction, {party_range.first, last}, party, 0.85f);
  }
  if (charge < 0) {
    if (passive_ && source_.head < 0) return false;
    return Finish(
        construction,
        passive_ ? party_range
                 : TokenRange{party_range.first, ObjectEnd(party_range.last)},
        party, 0.7f);
  }
  TokenRange charge_range = syntax_.Yield(static_cast<uint32_t>(charge));
  if (passive_) {
    if (source_.head < 0) FindAgentIn(charge_range);
    result_.content.push_back(party_range);
    return Finish(construction, charge_range, static_cast<uint32_t>(charge),
                  0.85f);
  }
  if (blame && syntax_.Preposition(static_cast<uint32_t>(charge)) == "on") {
    // "blamed the fire on X": the object is the deed.
    result_.addressee = PhraseOf(syntax_, static_cast<uint32_t>(charge), verb_);
  }
  return Finish(construction,
                {std::min(party_range.first, charge_range.first),
                 std::max(party_range.last, charge_range.last)},
                static_cast<uint32_t>(charge), 0.9f);
}

}  // namespace parallax::ingest::domain::extract::attribution
