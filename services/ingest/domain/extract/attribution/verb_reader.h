// Reads one reporting verb: its source and what it reports. Internal to the
// attribution rules.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ATTRIBUTION_VERB_READER_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ATTRIBUTION_VERB_READER_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "services/ingest/domain/extract/attribution/attribution.h"
#include "services/ingest/domain/extract/attribution/lexicon.h"
#include "services/ingest/domain/extract/attribution/rule_context.h"
#include "services/ingest/domain/extract/attribution/source_finder.h"

namespace parallax::ingest::domain::extract::attribution {

// Tries the constructions that the verb's entry allows, most telling first.
class VerbReader {
 public:
  VerbReader(const RuleContext& context, uint32_t verb, const CueEntry& entry);

  // The attribution, or nothing when the verb reports nothing here.
  std::optional<Attribution> Read();

 private:
  // The verb's dependents, by what they may be.
  void Classify();

  // Each fills `result_` and returns whether it applied.
  bool ReadQuoteAfter();
  bool ReadQuoteBefore();
  bool ReadInsertion();
  bool ReadRelativeClaim();
  bool ReadClauseAfter();
  bool ReadRestOfSentence();
  bool ReadQuestionAfter();
  bool ReadSurrounding();
  bool ReadHearsayPassive();
  bool ReadInfinitive();
  bool ReadGerund();
  bool ReadPredicate();
  bool ReadParty();
  bool ReadOblique();
  bool ReadObject();
  bool ReadPassiveSubject();
  bool IsOutOfReach() const;
  bool IsWithholding() const;
  bool ReadSilence();
  bool ReadFigure();
  bool ReadTally();

  void FindInvertedSource();
  void SetStance();
  void SetCue();
  uint32_t ClauseBehind(uint32_t from) const;
  TokenRange NamedInQuotes() const;
  TokenRange CutRelative(TokenRange object) const;
  // Last token of the verb's right dependents that belong with its object.
  uint32_t ObjectEnd(uint32_t from) const;
  uint32_t ListEnd(uint32_t end) const;
  bool MeetsCircumstance(uint32_t object) const;
  bool ContinuesNoun(uint32_t token) const;
  uint32_t ThatClauseEnd(uint32_t that) const;
  TokenRange CutCircumstance(TokenRange range, uint32_t head) const;
  bool BeginsAside(uint32_t token, uint32_t last) const;
  TokenRange CutAside(TokenRange range) const;
  bool IsMainClauseAt(uint32_t first, uint32_t last) const;
  uint32_t MainClauseAfter(TokenRange clause) const;
  TokenRange CutClauseTail(TokenRange clause) const;
  uint32_t EndOfRelative(uint32_t pronoun, uint32_t last) const;
  bool IsAdjunctAt(uint32_t token) const;
  bool IsAdjunctPhrase(uint32_t noun) const;
  static bool IsQuestionWord(absl::string_view lower);
  bool StartsQuestion(uint32_t clause) const;
  // End of a reported clause, coordinated clauses included that the parser
  // hung on the reporting verb.
  uint32_t ClauseEnd(TokenRange clause) const;
  // A prepositional or participial clause that the parser took for content:
  // "said in introducing him", "said, referring to".
  bool IsAdjunctClause(uint32_t clause) const;
  // First token after what goes with the verb: whom it tells, when, where.
  uint32_t ContentStart();
  bool IsWhatIsSaid(uint32_t adverbial) const;
  void DropRelative();
  void RestoreAcrossCommas();
  bool SetQuotedSource();
  void RepairSource();
  void RestoreSubject();
  uint32_t OpeningOfAside(uint32_t close) const;
  bool ClosesSentence() const;
  Source SpeakerBehind() const;
  Source SpeakerAfterQuote() const;
  bool IsStatement(TokenRange quote) const;
  uint32_t EndOfQuotations(TokenRange quote) const;
  bool HasOwnObject() const;
  bool EndsLongSubject() const;
  bool IsQuestionPut(TokenRange left) const;
  bool HoldsItsContent(TokenRange core) const;
  bool HasFinite(TokenRange range) const;
  bool HasVerb(TokenRange range) const;
  void CutHeadline(std::vector<TokenRange>& content) const;
  bool HasNumber(TokenRange range) const;
  uint32_t FigureEnd() const;
  bool IsQuotedAs() const;
  bool IsToldInHeadline() const;
  bool IsAskedByNobody() const;
  void FindAgentIn(TokenRange& charge);
  bool FollowsWholeQuote(uint32_t token) const;
  bool OpensWithCondition(TokenRange content) const;
  uint32_t BrokenOffEnd(TokenRange content) const;
  bool IsSilenced() const;
  bool IsFinite(uint32_t token) const;
  bool IsFiniteParticiple(uint32_t token) const;
  bool IsMainVerb() const;
  bool ReadLaidBlame();
  // A person, a body, a group or a name, no day: "the shelling" says nothing.
  bool NamesASpeaker(int32_t head) const;
  bool SourceMaySpeak() const;  // by a pronoun too
  bool RaisesAToll() const;
  bool HasQuoted(TokenRange range) const;
  bool SubjectIsDocument() const;
  bool SubjectIsExpletive() const;
  bool Finish(Construction construction, TokenRange content, uint32_t head,
              float confidence);

  const RuleContext& context_;
  const Syntax& syntax_;
  const uint32_t verb_;
  const CueEntry& entry_;
  const Sentence& sentence_;
  Source source_;
  bool passive_ = false;
  bool lays_blame_ = false;
  int32_t clause_after_ = -1;
  int32_t clause_before_ = -1;
  int32_t infinitive_ = -1;
  int32_t other_xcomp_ = -1;
  int32_t object_ = -1;
  int32_t second_object_ = -1;
  int32_t subject_ = -1;  // grammatical
  std::vector<uint32_t> obliques_;
  Attribution result_;
  TokenRange preposition_;
};

}  // namespace parallax::ingest::domain::extract::attribution

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ATTRIBUTION_VERB_READER_H_
