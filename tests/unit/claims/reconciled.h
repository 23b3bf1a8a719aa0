// The ledger of one incident, told from reports without a store.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/claims/domain/reconcile.h"
#include "tests/unit/claims/report.h"

namespace parallax::claims::testing {

// The mentions of the reports, each with its anchor.
inline std::vector<domain::SourcedMention> Sourced(
    const std::vector<Report>& reports) {
  std::vector<domain::SourcedMention> sourced;
  for (const Report& report : reports) {
    const auto source =
        std::make_shared<const pb::DocumentSource>(report.request().source());
    const std::vector<domain::Anchor> anchors =
        domain::AnchorMentions(*source, report.request().mentions());
    for (int i = 0; i < report.request().mentions_size(); ++i) {
      domain::SourcedMention& mention = sourced.emplace_back();
      mention.mention =
          std::make_shared<const pb::Mention>(report.request().mentions(i));
      mention.source = source;
      mention.anchor = anchors[i];
      mention.published = report.published();
    }
  }
  return sourced;
}

// All mentions of the reports as one incident between the parties of the first.
class Reconciled {
 public:
  explicit Reconciled(const std::vector<Report>& reports) {
    domain::Episode episode;
    episode.members = Sourced(reports);
    episode.parties = episode.members.front().anchor.parties;
    episode.first = episode.members.front().anchor.first;
    episode.last = episode.members.front().anchor.last;
    for (const domain::SourcedMention& member : episode.members) {
      episode.first = std::min(episode.first, member.anchor.first);
      episode.last = std::max(episode.last, member.anchor.last);
    }
    ledger_ = domain::Reconcile(episode);
  }

  const domain::EpisodeLedger& ledger() const { return ledger_; }

  // "REVISES Nikol Pashinyan:105 -> Nikol Pashinyan:49", sorted.
  std::vector<std::string> Relations() const {
    std::map<std::string, std::string> labels;
    for (const pb::Claim& claim : ledger_.claims) {
      labels[claim.name()] = Label(claim);
    }
    std::multiset<std::string> texts;
    for (const pb::Relation& relation : ledger_.relations) {
      texts.insert(absl::StrCat(
          pb::RelationType_Name(relation.type()).substr(14), " ",
          labels[relation.from_claim()], " -> ", labels[relation.to_claim()]));
    }
    return {texts.begin(), texts.end()};
  }

  // The first relation of the type; a default one when there is none.
  pb::Relation Relation(pb::RelationType type) const {
    for (const pb::Relation& relation : ledger_.relations) {
      if (relation.type() == type) return relation;
    }
    return {};
  }

  // The claims of one kind, by label: "Nikol Pashinyan:105".
  std::vector<std::string> Claims(pb::ClaimKind kind) const {
    std::vector<std::string> labels;
    for (const pb::Claim& claim : ledger_.claims) {
      if (claim.assertion().kind() == kind) labels.push_back(Label(claim));
    }
    return labels;
  }

  const pb::Claim* Claim(const std::string& label) const {
    for (const pb::Claim& claim : ledger_.claims) {
      if (Label(claim) == label) return &claim;
    }
    return nullptr;
  }

  // The question that the claim of that label answers.
  pb::Question QuestionOf(const std::string& label) const {
    const pb::Claim* claim = Claim(label);
    if (claim == nullptr) return {};
    for (const pb::Question& question : ledger_.questions) {
      if (question.name() == claim->question()) return question;
    }
    return {};
  }
  pb::QuestionStatus StatusOf(const std::string& label) const {
    return QuestionOf(label).status();
  }
  pb::Tally TallyOf(const std::string& label) const {
    const std::string question = QuestionOf(label).name();
    for (const pb::Tally& tally : ledger_.tallies) {
      if (tally.question() == question) return tally;
    }
    return {};
  }

  static std::string Label(const pb::Claim& claim) {
    const pb::Assertion& a = claim.assertion();
    const std::string& who = a.claimant().display_name();
    std::string what = pb::ClaimKind_Name(a.kind()).substr(11);
    if (a.has_casualties()) {
      what = a.casualties().has_count()
                 ? absl::StrCat(a.casualties().count().best())
                 : "no number";
    }
    if (a.stance() == pb::STANCE_DENIES) what = "not " + what;
    if (a.stance() == pb::STANCE_UNCONFIRMED) what += "?";
    return absl::StrCat(who.empty() ? "outlet" : who, ":", what);
  }

 private:
  domain::EpisodeLedger ledger_;
};

}  // namespace parallax::claims::testing
