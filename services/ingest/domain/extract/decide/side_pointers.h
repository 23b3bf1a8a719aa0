// What the words around one claim say of the sides in it.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_DECIDE_SIDE_POINTERS_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_DECIDE_SIDE_POINTERS_H_

#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/ingest/domain/extract/document/doc_context.h"
#include "services/ingest/domain/extract/kinds/draft.h"

namespace parallax::ingest::domain::extract {

struct SidePointers {
  SideId agent = kNoSide;      // of the one who does it
  SideId cause = kNoSide;      // of the act that brought it about
  SideId target = kNoSide;     // of what that act was directed at
  SideId adversary = kNoSide;  // "clashes with ..."
  SideId actor = kNoSide;      // doer of the nearest act of the sentence
  SideId patient = kNoSide;    // of the one who suffers it
  SideId accused = kNoSide;    // of the attribution's accused
  SideId addressee = kNoSide;
  SideId source = kNoSide;  // of the attribution's source
  SideId kin = kNoSide;     // of the last that was called alike: "the army"
  // Whose the place decided for the claim is, else the nearest.
  SideId place = kNoSide;
  SideId previous_perpetrator = kNoSide;
  SideId previous_victims = kNoSide;
  SideId previous_claimant = kNoSide;
  SideId weapon = kNoSide;   // "a Ukrainian missile"
  SideId left = kNoSide;     // named nearest before the act
  SideId right = kNoSide;    // named nearest after it
  SideId subject = kNoSide;  // first named in the sentence
  // Best reading by rule, with the rule's name: what the weights start from.
  SideId victims_guess = kNoSide;
  absl::string_view victims_how = "none";
  SideId agent_guess = kNoSide;
  absl::string_view agent_how = "none";
  absl::string_view near = "first";  // how near the previous claim stands
  bool own = false;                  // "its", "our", "own" at the victims
  bool enemy = false;                // "the enemy"
  absl::string_view agent_lemma = "";
  absl::string_view agent_group = "";
  absl::string_view patient_lemma = "";
  absl::string_view patient_group = "";
  absl::string_view source_lemma = "";
  absl::string_view source_group = "";
  // The nouns that say what they are, "rebel" in "a rebel commander", and whom
  // these name elsewhere in the article.
  absl::string_view agent_noun = "-";
  absl::string_view patient_noun = "-";
  absl::string_view source_noun = "-";
  SideId agent_kin = kNoSide;
  SideId patient_kin = kNoSide;
  SideId source_kin = kNoSide;
  bool source_state = false;  // "state television": speaks for its state
};

// Head of the words that mean who speaks: of the claimant that no attribution
// names, else of the attribution's source; -1 for none.
int32_t HeadOfSpeaker(const DocContext& doc, const Draft& draft);

// The pointers of drafts[index], whose claimant's attribution is known; earlier
// drafts are complete.
SidePointers PointAtSides(const DocContext& doc,
                          const std::vector<Draft>& drafts, size_t index);

// The side that the noun phrase of `head` names, or the armed party that "the
// rebels" must mean; kNoSide for head < 0.
SideId ArgumentSide(const DocContext& doc, int32_t head);

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_DECIDE_SIDE_POINTERS_H_
