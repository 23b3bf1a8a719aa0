// Names that follow from content and survive the arrival of earlier reports.
//
// Every mention proposes a name for the claim that it carries, from its own
// words and days alone. A claim bears the name that its first mention proposes,
// and answers to those that the others propose: whichever of them had arrived
// before, the name given out then goes on answering. Questions and incidents
// likewise.
#pragma once

#include <string>
#include <vector>

#include "services/claims/domain/reconcile.h"

namespace parallax::claims::domain {

// Names the incident, by the days of its mentions.
void NameIncident(const Episode& episode, EpisodeLedger* ledger);

// Names the draft's claims and notes what else they answer to. `raw_items` are
// the mentions before anything was settled between them.
void NameClaims(const Episode& episode, const std::vector<Item>& raw_items,
                Draft* draft);

// Names the draft's questions and appends the other proposals to
// `ledger->aliases`. `raw_items` as above.
void NameQuestions(const Episode& episode, const std::vector<Item>& raw_items,
                   Draft* draft, EpisodeLedger* ledger);

// A name of the incident between `parties`: `key` is the group as which it
// stands apart, else one of its days in decimals.
std::string IncidentName(const std::string& parties, const std::string& key);

// The name that the mention alone proposes for its claim, without "claims/".
std::string ProposedClaimId(const SourcedMention& mention);

}  // namespace parallax::claims::domain
