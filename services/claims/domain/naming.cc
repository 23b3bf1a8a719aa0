#include "services/claims/domain/naming.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "common/storage/ids.h"
#include "services/claims/domain/claimant.h"
#include "services/claims/domain/episodes.h"
#include "services/claims/domain/scope.h"

namespace parallax::claims::domain {
namespace {

// The days by which a ledger with fewer documents would know the episode.
std::string SeedOf(const SourcedMention& mention) {
  const Anchor& anchor = mention.anchor;
  switch (anchor.mode) {
    case AnchorMode::kApart:
      return anchor.group;
    case AnchorMode::kLoose:
      return absl::StrCat("from-", anchor.first);
    case AnchorMode::kDated:
      break;
  }
  return absl::StrCat(anchor.last);
}

std::string ScopeKey(const Scope& scope) {
  // A truce's day is settled between reports, so it names nothing.
  const Day day = scope.kind == pb::CLAIM_KIND_TRUCE ? 0 : scope.day;
  return absl::StrCat(
      static_cast<int>(scope.kind), "\x1f", static_cast<int>(scope.measure),
      "\x1f", scope.victims_side, "\x1f", static_cast<int>(scope.victims_class),
      "\x1f", scope.perpetrator_side, "\x1f", scope.aspect, "\x1f", scope.place,
      "\x1f", day);
}

std::string Propose(const std::string& parties, const Item& item) {
  return storage::ContentId(
      "claim", {parties, SeedOf(*item.source), item.claimant,
                absl::StrCat(static_cast<int>(item.assertion().stance())),
                ScopeKey(item.scope), item.content});
}

// Gives out names and remembers who else proposed what.
class Names {
 public:
  explicit Names(absl::string_view collection) : collection_(collection) {}

  // `proposals` in order of preference; returns the name.
  std::string Take(const std::vector<std::string>& proposals) {
    std::string id = proposals.front();
    for (int n = 2; !taken_.insert(id).second; ++n) {
      id = storage::ContentId("again", {proposals.front(), absl::StrCat(n)});
    }
    std::string name = absl::StrCat(collection_, "/", id);
    for (const std::string& other : proposals) {
      if (other != id) others_.emplace_back(other, name);
    }
    return name;
  }

  void AppendAliases(
      std::vector<std::pair<std::string, std::string>>* aliases) {
    for (auto& [id, name] : others_) {
      if (!taken_.insert(id).second) continue;  // a name, or claimed before
      aliases->emplace_back(absl::StrCat(collection_, "/", id),
                            std::move(name));
    }
    others_.clear();
  }

 private:
  const std::string collection_;
  absl::flat_hash_set<std::string> taken_;
  std::vector<std::pair<std::string, std::string>> others_;
};

void PushNew(std::string id, std::vector<std::string>* ids) {
  for (const std::string& known : *ids) {
    if (known == id) return;
  }
  ids->push_back(std::move(id));
}

}  // namespace

void NameIncident(const Episode& episode, EpisodeLedger* ledger) {
  if (!episode.group.empty()) {
    ledger->incident.set_name(IncidentName(episode.parties, episode.group));
    return;
  }
  std::set<Day> days;
  std::set<std::string> adrift;
  for (const SourcedMention& member : episode.members) {
    if (member.anchor.mode == AnchorMode::kDated) {
      days.insert(member.anchor.last);
    } else {
      // Before any report of a day it made an incident of its own.
      adrift.insert(LooseGroup(member.anchor.first));
    }
  }
  std::vector<std::string> keys;
  for (Day day : days) keys.push_back(absl::StrCat(day));
  keys.insert(keys.end(), adrift.begin(), adrift.end());
  for (const std::string& key : keys) {
    std::string name = IncidentName(episode.parties, key);
    if (ledger->incident.name().empty()) {
      ledger->incident.set_name(std::move(name));
    } else {
      ledger->incident.add_former_names(name);
      ledger->aliases.emplace_back(std::move(name), ledger->incident.name());
    }
  }
}

void NameClaims(const Episode& episode, const std::vector<Item>& raw_items,
                Draft* draft) {
  absl::flat_hash_map<const SourcedMention*, const Item*> raw;
  for (const Item& item : raw_items) raw[item.source] = &item;

  Names claim_names("claims");
  for (ClaimDraft& claim : draft->claims) {
    std::vector<std::string> proposals;
    for (const SourcedMention* mention : claim.mentions) {
      PushNew(Propose(episode.parties, *raw[mention]), &proposals);
    }
    claim.claim.set_name(claim_names.Take(proposals));
    for (const std::string& id : proposals) {
      claim.names.push_back(absl::StrCat("claims/", id));
    }
  }
}

void NameQuestions(const Episode& episode, const std::vector<Item>& raw_items,
                   Draft* draft, EpisodeLedger* ledger) {
  absl::flat_hash_map<const SourcedMention*, const Item*> raw;
  for (const Item& item : raw_items) raw[item.source] = &item;
  // A mention that a review corrected has words of its own.
  const auto scope_of = [&](const SourcedMention* mention) {
    const auto at = raw.find(mention);
    return at != raw.end() ? at->second->scope
                           : ScopeOf(*mention, draft->sides);
  };

  Names question_names("questions");
  for (QuestionDraft& question : draft->questions) {
    const std::string scope = ScopeKey(question.scope);
    std::vector<const SourcedMention*> mentions;
    for (int index : question.claims) {
      const auto& carried = draft->claims[index].mentions;
      mentions.insert(mentions.end(), carried.begin(), carried.end());
    }
    std::sort(
        mentions.begin(), mentions.end(),
        [](const auto* a, const auto* b) { return CanonicalLess(*a, *b); });
    // A ledger with fewer reports knows it by what the words of one of them
    // alone make of its scope.
    std::set<std::string> seeds;
    std::set<std::string> scopes;
    for (const SourcedMention* mention : mentions) {
      seeds.insert(SeedOf(*mention));
      scopes.insert(ScopeKey(scope_of(mention)));
    }
    scopes.insert(scope);
    const auto propose = [&](const std::string& seed, const std::string& key) {
      return storage::ContentId("question", {episode.parties, seed, key});
    };
    std::vector<std::string> proposals;
    const auto known = draft->question_ids.find(question.scope);
    if (known != draft->question_ids.end()) proposals = known->second;
    PushNew(propose(SeedOf(*mentions.front()), scope), &proposals);
    for (const std::string& key : scopes) {
      for (const std::string& seed : seeds) {
        PushNew(propose(seed, key), &proposals);
      }
    }
    question.name = question_names.Take(proposals);
  }
  question_names.AppendAliases(&ledger->aliases);
}

std::string IncidentName(const std::string& parties, const std::string& key) {
  return absl::StrCat("incidents/",
                      storage::ContentId("incident", {parties, key}));
}

std::string ProposedClaimId(const SourcedMention& mention) {
  Item item;
  item.source = &mention;
  item.scope = ScopeOf(mention, SidesOf(mention.anchor.parties));
  item.content = ContentOf(mention.mention->assertion());
  ReadClaimant(&item);
  return Propose(mention.anchor.parties, item);
}

}  // namespace parallax::claims::domain
