#include "services/ingest/domain/extract/attribution/verb_reader.h"

#include <algorithm>

#include "services/ingest/domain/extract/attribution/span_rules.h"

namespace parallax::ingest::domain::extract::attribution {

VerbReader::VerbReader(const RuleContext& context, uint32_t verb,
                       const CueEntry& entry)
    : context_(context),
      syntax_(context.syntax),
      verb_(verb),
      entry_(entry),
      sentence_(context.syntax.SentenceOf(verb)) {}

std::optional<Attribution> VerbReader::Read() {
  source_ = FindSource(syntax_, verb_);
  if (entry_.Takes(kFrameGoOn) &&
      (!syntax_.Is(verb_ + 1, "on") || !SourceMaySpeak())) {
    return std::nullopt;
  }
  passive_ = syntax_.IsPassive(verb_);
  if (IsQuotedAs() || IsToldInHeadline() ||
      IsItemOfList(syntax_, sentence_, verb_)) {
    return std::nullopt;
  }
  Classify();
  if (IsAskedByNobody()) {
    passive_ = true;
    source_ = Source();
  } else {
    RepairSource();
  }
  DropRelative();
  RestoreAcrossCommas();
  if (entry_.Takes(kFramePointOut) && clause_after_ >= 0 &&
      !syntax_.HasChild(verb_, Rel::kCompoundPrt) &&
      syntax_.Child(verb_, Rel::kAdvmod, "out") < 0) {
    clause_after_ = -1;
  }
  const bool read =
      ReadSilence() || ReadQuoteBefore() || ReadInsertion() ||
      ReadQuoteAfter() || ReadRelativeClaim() || ReadClauseAfter() ||
      ReadRestOfSentence() || ReadQuestionAfter() || ReadHearsayPassive() ||
      ReadLaidBlame() || ReadParty() || ReadPredicate() || ReadInfinitive() ||
      ReadGerund() || ReadOblique() || ReadTally() || ReadFigure() ||
      ReadObject() || ReadSurrounding() || ReadPassiveSubject();
  if (!read) return std::nullopt;
  // "said Dale, who runs the farm": what she does is no part of her name.
  const TokenRange speaker = source_.tokens;
  if (source_.head >= 0 && source_.tokens.first > verb_) {
    source_.tokens = CutRelative(source_.tokens);
  }
  SetCue();
  SetStance();
  if (source_.head >= 0) {
    result_.source_head = source_.head;
    result_.source = {source_.tokens};
  }
  result_.source_unnamed = source_.head < 0;
  result_.cue_head = static_cast<int32_t>(verb_);
  result_.cue_class = entry_.cue_class;
  std::vector<TokenRange>& content = result_.content;
  ClipToQuote(syntax_, verb_, content);
  WidenToQuotes(syntax_, verb_, content);
  CutOut(syntax_, {verb_, verb_ + 1}, content);
  if (source_.head >= 0 && source_.tokens.first >= sentence_.first &&
      source_.tokens.last <= sentence_.last && !passive_) {
    CutOut(syntax_, speaker, content);
  }
  CutHeadline(content);
  if (content.empty() && result_.stance != Stance::kUnconfirmed) {
    return std::nullopt;
  }
  return result_;
}

// "Israel says two killed as strikes go on": in a headline "as" begins the
// outlet's own words.
void VerbReader::CutHeadline(std::vector<TokenRange>& content) const {
  if (context_.RoleOf(verb_) != BlockRole::kHeadline) return;
  for (TokenRange& range : content) {
    for (uint32_t i = range.first + 2; i + 2 < range.last; ++i) {
      if (!syntax_.Is(i, "as") || syntax_.QuoteOf(i) >= 0 ||
          !HasVerb({i + 1, range.last})) {
        continue;
      }
      range.last = i;
      break;
    }
  }
  Normalize(syntax_, content);
}

bool VerbReader::HasVerb(TokenRange range) const {
  for (uint32_t i = range.first; i < range.last; ++i) {
    if (syntax_[i].pos == Pos::kVerb || syntax_[i].pos == Pos::kAux) {
      return true;
    }
  }
  return false;
}

bool VerbReader::NamesASpeaker(int32_t head) const {
  if (head < 0) return false;
  const Token& speaker = syntax_[static_cast<uint32_t>(head)];
  const uint32_t flags = context_.lexicon.Flags(speaker.lower) |
                         context_.lexicon.Flags(speaker.lemma);
  return (flags & kTimeNoun) == 0 &&
         (speaker.pos == Pos::kPropn ||
          (flags & (kPersonNoun | kBodyNoun | kGroupNoun)) != 0);
}

bool VerbReader::SourceMaySpeak() const {
  return NamesASpeaker(source_.head) ||
         (source_.head >= 0 &&
          syntax_[static_cast<uint32_t>(source_.head)].pos == Pos::kPron);
}

// "Executions alleged in Sweida": in a headline nobody is said to speak.
bool VerbReader::IsToldInHeadline() const {
  if (context_.RoleOf(verb_) != BlockRole::kHeadline || source_.head < 0 ||
      (syntax_[verb_].features & kFinite) == 0 ||
      syntax_[verb_].lower == syntax_[verb_].lemma) {
    return false;
  }
  const Token& subject = syntax_[static_cast<uint32_t>(source_.head)];
  const absl::string_view lower = syntax_[verb_].lower;
  const uint32_t flags = context_.lexicon.Flags(subject.lower) |
                         context_.lexicon.Flags(subject.lemma);
  return subject.pos == Pos::kNoun && (subject.features & kPlural) != 0 &&
         flags == 0 && lower.size() > 2 &&
         lower.substr(lower.size() - 2) == "ed" && verb_ + 1 < sentence_.last &&
         syntax_[verb_ + 1].pos == Pos::kAdp;
}

// "was quoted by Interfax as saying": the second verb reports.
bool VerbReader::IsQuotedAs() const {
  constexpr uint32_t kReach = 8;
  if (!passive_ || syntax_[verb_].lemma != "quote") return false;
  const uint32_t last = std::min(sentence_.last, verb_ + kReach);
  for (uint32_t i = verb_ + 1; i + 1 < last; ++i) {
    if (syntax_.Is(i, "as") && (syntax_[i + 1].features & kGerund) != 0) {
      return true;
    }
  }
  return false;
}

// An adverbial clause that is the statement: what "asked if" asks, or "which
// Armenia claimed had been hit", taken for an adverbial.
bool VerbReader::IsWhatIsSaid(uint32_t adverbial) const {
  if (entry_.Takes(kFrameQuestion) && StartsQuestion(adverbial)) return true;
  const TokenRange yield = syntax_.Yield(adverbial);
  return entry_.Takes(kFrameClause) && yield.first == verb_ + 1 &&
         !syntax_.HasChild(adverbial, Rel::kMark) && HasFinite(yield);
}

void VerbReader::Classify() {
  for (uint32_t child : syntax_.Children(verb_)) {
    const Token& token = syntax_[child];
    switch (token.rel) {
      case Rel::kNsubj:
      case Rel::kNsubjPass:
      case Rel::kExpl:
        if (subject_ < 0) subject_ = static_cast<int32_t>(child);
        break;
      case Rel::kCcomp:
        if (child > verb_) {
          if (clause_after_ < 0 && !IsAdjunctClause(child)) {
            clause_after_ = static_cast<int32_t>(child);
          }
        } else {
          clause_before_ = static_cast<int32_t>(child);
        }
        break;
      case Rel::kParataxis:
      case Rel::kDep:
        if (child < verb_ && token.rel == Rel::kParataxis &&
            clause_before_ < 0) {
          clause_before_ = static_cast<int32_t>(child);
        } else if (child > verb_ && clause_after_ < 0 &&
                   token.pos == Pos::kVerb &&
                   (syntax_.Is(syntax_.Yield(child).first, "that") ||
                    syntax_.Is(verb_ + 1, ":"))) {
          clause_after_ = static_cast<int32_t>(child);
        }
        break;
      case Rel::kXcomp:
        if (syntax_.IsToInfinitive(child)) {
          if (infinitive_ < 0) infinitive_ = static_cast<int32_t>(child);
        } else if (other_xcomp_ < 0) {
          other_xcomp_ = static_cast<int32_t>(child);
        }
        break;
      case Rel::kAdvcl:
        if (child > verb_ && clause_after_ < 0 && IsWhatIsSaid(child)) {
          clause_after_ = static_cast<int32_t>(child);
        } else if (child > verb_ && infinitive_ < 0 &&
                   syntax_.IsToInfinitive(child) && object_ >= 0 &&
                   entry_.Takes(kFramePerson)) {
          infinitive_ = static_cast<int32_t>(child);
        }
        break;
      case Rel::kObj:
        if (object_ < 0) {
          object_ = static_cast<int32_t>(child);
        } else {
          second_object_ = static_cast<int32_t>(child);
        }
        break;
      case Rel::kIobj:
        second_object_ = object_;
        object_ = static_cast<int32_t>(child);
        break;
      case Rel::kObl:
      case Rel::kOblAgent:
      case Rel::kNmod:
        obliques_.push_back(child);
        break;
      default:
        break;
    }
  }
}

bool VerbReader::Finish(Construction construction, TokenRange content,
                        uint32_t head, float confidence) {
  result_.construction = construction;
  result_.confidence = confidence;
  result_.content_head = static_cast<int32_t>(head);
  content = ClauseContent(context_, verb_, content);
  if (construction == Construction::kClause) content = CutClauseTail(content);
  if (!content.empty()) result_.content.push_back(content);
  return true;
}

void VerbReader::SetStance() {
  result_.negated = IsSilenced();
  if (result_.stance == Stance::kUnconfirmed) return;
  result_.stance = lays_blame_ ? Stance::kAccuses : entry_.stance;
  const absl::string_view lemma = syntax_[verb_].lemma;
  if (lemma == "decline" || lemma == "refuse") {
    // Only keeping silent is non-confirmation; refusing an act is a stand.
    bool silence = false;
    if (infinitive_ >= 0) {
      const absl::string_view verb =
          syntax_[static_cast<uint32_t>(infinitive_)].lemma;
      silence = verb == "comment" || verb == "confirm" || verb == "say" ||
                verb == "discuss" || verb == "answer" || verb == "respond" ||
                verb == "elaborate" || verb == "disclose" ||
                verb == "speculate" || verb == "give" || verb == "provide" ||
                verb == "be" || verb == "identify" || verb == "deny" ||
                verb == "reveal";
    }
    result_.stance = silence ? Stance::kUnconfirmed : Stance::kIntends;
    if (silence) result_.construction = Construction::kNonConfirmation;
    return;
  }
  // "has neither confirmed nor denied"
  const bool open =
      lemma == "deny" && verb_ > sentence_.first + 1 &&
      (syntax_.Is(verb_ - 1, "nor") || syntax_.Is(verb_ - 1, "or")) &&
      syntax_[verb_ - 2].lemma == "confirm";
  if (open) {
    result_.stance = Stance::kUnconfirmed;
    result_.construction = Construction::kNonConfirmation;
    return;
  }
  if (!result_.negated) return;
  switch (entry_.stance) {
    case Stance::kAsserts:
    case Stance::kAccuses:
      if (entry_.cue_class == CueClass::kReporting) {
        result_.stance = Stance::kUnconfirmed;
        result_.construction = Construction::kNonConfirmation;
        const bool verified = lemma == "verify" || lemma == "corroborate";
        // "could not be independently verified" speaks for the outlet.
        result_.outlet_caveat =
            verified || (passive_ && lemma == "confirm" && source_.head < 0);
      }
      break;
    case Stance::kDenies:
      result_.stance = Stance::kUnconfirmed;
      break;
    default:
      break;
  }
}

void VerbReader::SetCue() {
  std::vector<TokenRange> cue{{verb_, verb_ + 1}};
  for (uint32_t child : syntax_.Children(verb_)) {
    const Token& token = syntax_[child];
    if (token.rel == Rel::kCompoundPrt && child == verb_ + 1) {
      cue[0].last = child + 1;
    }
  }
  // Auxiliaries and negation that stand directly before.
  while (cue[0].first > sentence_.first) {
    const uint32_t before = cue[0].first - 1;
    const Token& token = syntax_[before];
    if (token.head != static_cast<int32_t>(verb_)) break;
    if (token.rel != Rel::kAux && token.rel != Rel::kAuxPass &&
        token.rel != Rel::kAdvmod) {
      break;
    }
    --cue[0].first;
  }
  if (!preposition_.empty()) cue.push_back(preposition_);
  Normalize(syntax_, cue);
  result_.cue = std::move(cue);
}

bool VerbReader::HasQuoted(TokenRange range) const {
  for (uint32_t i = range.first; i < range.last; ++i) {
    if (syntax_.QuoteOf(i) >= 0) return true;
  }
  return false;
}

bool VerbReader::HasFinite(TokenRange range) const {
  for (uint32_t i = range.first; i < range.last; ++i) {
    if (IsFinite(i)) return true;
  }
  return false;
}

// "the villagers packed their belongings", tagged as a participle: it has a
// subject, and nothing makes it a phrase ("with two soldiers killed", "for them
// to be freed").
bool VerbReader::IsFiniteParticiple(uint32_t token) const {
  if ((syntax_[token].features & kParticiple) == 0) return false;
  bool subject = false;
  for (const uint32_t child : syntax_.Children(token)) {
    const Rel rel = syntax_[child].rel;
    if (rel == Rel::kAux || rel == Rel::kAuxPass || rel == Rel::kCase ||
        syntax_.Is(child, "with") || syntax_.Is(child, "for")) {
      return false;
    }
    subject |= rel == Rel::kNsubj || rel == Rel::kNsubjPass;
  }
  return subject;
}

bool VerbReader::IsFinite(uint32_t token) const {
  const Token& t = syntax_[token];
  if (t.pos != Pos::kVerb && t.pos != Pos::kAux) return false;
  return (t.features & kFinite) != 0 || IsFiniteParticiple(token);
}

bool VerbReader::SubjectIsExpletive() const {
  return subject_ >= 0 &&
         (syntax_.Is(static_cast<uint32_t>(subject_), "it") ||
          syntax_[static_cast<uint32_t>(subject_)].rel == Rel::kExpl);
}

bool VerbReader::SubjectIsDocument() const {
  if (source_.head < 0) return false;
  const Token& head = syntax_[static_cast<uint32_t>(source_.head)];
  return (context_.lexicon.Flags(head.lemma) & kDocumentNoun) != 0 ||
         (context_.lexicon.Flags(head.lower) & kDocumentNoun) != 0;
}

bool VerbReader::IsAdjunctClause(uint32_t clause) const {
  TokenRange range = syntax_.Yield(clause);
  if (range.first <= verb_) return false;
  if (syntax_.Is(range.first, ",") && range.first + 1 < range.last) {
    ++range.first;
  }
  const Token& lead = syntax_[range.first];
  if (syntax_.Is(range.first - 1, ",") && (lead.features & kGerund) != 0) {
    return true;
  }
  const absl::string_view lower = lead.lower;
  // "challenged her when she ran"; "said when the road is open, trade will
  // come back" goes on behind the comma.
  if ((lower == "when" || lower == "because") &&
      !entry_.Takes(kFrameQuestion)) {
    for (uint32_t i = range.first; i < range.last; ++i) {
      if (syntax_.Is(i, ",")) return false;
    }
    return range.last >= sentence_.last || !syntax_.Is(range.last, ",");
  }
  if (lead.pos != Pos::kAdp && lead.pos != Pos::kSconj) return false;
  return lower == "of" || lower == "in" || lower == "as" || lower == "after" ||
         lower == "before" || lower == "while" || lower == "during" ||
         lower == "about" || lower == "since" || lower == "by" ||
         lower == "upon" || lower == "on" || lower == "at" || lower == "with";
}

}  // namespace parallax::ingest::domain::extract::attribution
