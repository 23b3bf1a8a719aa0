// What an article says, all through, of who does it and who suffers it: a claim
// that names neither is mostly about the same sides as its neighbours.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_DECIDE_SIDE_EVIDENCE_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_DECIDE_SIDE_EVIDENCE_H_

#include <cstdint>
#include <vector>

#include "services/ingest/domain/extract/document/doc_context.h"
#include "services/ingest/domain/extract/kinds/draft.h"

namespace parallax::ingest::domain::extract {

// The side that the noun phrase of `head` names, or the armed party that "the
// rebels" must mean where only one is at hand; kNoSide for head < 0.
SideId ArgumentSide(const DocContext& doc, int32_t head);

// The armed group named most that is not `except`; kNoSide when there is none.
SideId TopArmed(const DocContext& doc, SideId except);

// One armed act with the sides that the words around it name.
struct ActSides {
  uint32_t head = 0;
  uint32_t sentence = 0;
  SideId agent = kNoSide;
  SideId patient = kNoSide;
  SideId country = kNoSide;  // in which the nearest place lies
  bool military = false;     // the patient is said to be soldiers, fighters
  bool headline = false;
};

// Sides that the rest of the article points at, for one claim; kNoSide where
// it points nowhere.
struct Surroundings {
  SideId sentence_agent = kNoSide;  // of another act in the sentence
  SideId before_agent = kNoSide;    // of the last act before it that names one
  SideId after_agent = kNoSide;
  SideId headline_agent = kNoSide;
  SideId top_agent = kNoSide;    // named most often
  SideId agent_there = kNoSide;  // most often in this country
  SideId sentence_patient = kNoSide;
  SideId before_patient = kNoSide;
  SideId after_patient = kNoSide;
  SideId headline_patient = kNoSide;
  SideId top_patient = kNoSide;
  SideId patient_there = kNoSide;
  SideId top_soldiers = kNoSide;  // most often among soldiers and fighters
  uint32_t before_gap = 0;        // sentences back to before_agent
};

class SideEvidence {
 public:
  // Linear in the number of triggers.
  explicit SideEvidence(const DocContext& doc);

  // `country`: in which the claim's place lies, or kNoSide.
  Surroundings Around(const Draft& draft, SideId country) const;
  // The agent named most often of acts against `patient`, and the other way.
  SideId AgentAgainst(SideId patient) const;
  SideId PatientOf(SideId agent) const;

 private:
  using Counts = std::vector<std::pair<SideId, int>>;

  static SideId Top(const Counts& counts);
  static void Count(SideId side, Counts& counts);

  const DocContext& doc_;
  std::vector<ActSides> acts_;  // in order of the text
  Counts agents_;
  Counts patients_;
  Counts soldiers_;
  std::vector<Counts> agents_by_country_;
  std::vector<Counts> patients_by_country_;
  std::vector<Counts> agents_by_patient_;
  std::vector<Counts> patients_by_agent_;
  SideId headline_agent_ = kNoSide;
  SideId headline_patient_ = kNoSide;
};

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_DECIDE_SIDE_EVIDENCE_H_
