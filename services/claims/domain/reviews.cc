#include "services/claims/domain/reviews.h"

#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/storage/ids.h"
#include "google/protobuf/util/field_mask_util.h"
#include "services/claims/domain/claimant.h"
#include "services/claims/domain/grouping.h"
#include "services/claims/domain/scope.h"

namespace parallax::claims::domain {
namespace {

// The review that takes each one back, for those that are not in effect.
absl::flat_hash_map<std::string, std::string> UndoneBy(
    const std::vector<pb::Review>& reviews) {
  absl::flat_hash_map<std::string, std::string> undone;
  // From the latest on: whether an undo counts is then known before it is met.
  for (auto review = reviews.rbegin(); review != reviews.rend(); ++review) {
    if (!review->has_undo() || undone.contains(review->name())) continue;
    undone.emplace(review->undo().review(), review->name());
  }
  return undone;
}

void SortMentions(std::vector<const SourcedMention*>* mentions) {
  std::sort(mentions->begin(), mentions->end(),
            [](const auto* a, const auto* b) { return CanonicalLess(*a, *b); });
}

// What the mention's own words say of it.
Item ReadItem(const SourcedMention& mention,
              const std::vector<std::string>& sides) {
  Item item;
  item.source = &mention;
  item.scope = ScopeOf(mention, sides);
  item.content = ContentOf(mention.mention->assertion());
  ReadClaimant(&item);
  return item;
}

template <typename Value>
void TakeChange(const Value& before, const Value& after, Value* value) {
  if (before != after) *value = after;
}

class Editor {
 public:
  explicit Editor(Draft* draft) : draft_(*draft) {}

  void Apply(const pb::Review& review) {
    ClaimDraft* claim = Find(review);
    if (claim == nullptr) return;
    pb::ReviewState verdict = claim->claim.review_state();
    switch (review.action_case()) {
      case pb::Review::kAccept:
        verdict = pb::REVIEW_STATE_ACCEPTED;
        break;
      case pb::Review::kReject:
        verdict = pb::REVIEW_STATE_REJECTED;
        break;
      case pb::Review::kCorrect:
        Correct(review.correct(), claim);
        verdict = pb::REVIEW_STATE_CORRECTED;
        break;
      case pb::Review::kMerge:
        claim = Merge(review.merge().into_claim(), claim);
        if (claim == nullptr) return;
        verdict = claim->claim.review_state();
        break;
      case pb::Review::kSplit:
        Split(review, claim);
        return;
      case pb::Review::kUndo:
      case pb::Review::ACTION_NOT_SET:
        return;
    }
    claim->claim.set_review_state(verdict);
    claim->claim.add_reviews(review.name());
  }

  void Finish() {
    std::vector<ClaimDraft> claims;
    for (ClaimDraft& claim : draft_.claims) {
      if (claim.mentions.empty()) continue;
      const bool rejected =
          claim.claim.review_state() == pb::REVIEW_STATE_REJECTED;
      (rejected ? draft_.rejected : claims).push_back(std::move(claim));
    }
    draft_.claims = std::move(claims);
    std::sort(draft_.claims.begin(), draft_.claims.end(),
              [](const ClaimDraft& a, const ClaimDraft& b) {
                return CanonicalLess(*a.mentions.front(), *b.mentions.front());
              });
  }

 private:
  ClaimDraft* FindName(const std::string& name) {
    std::string wanted = name;
    for (const auto& [from, to] : draft_.merged) {
      if (from == wanted) wanted = to;
    }
    ClaimDraft* other = nullptr;
    for (ClaimDraft& claim : draft_.claims) {
      if (claim.mentions.empty()) continue;
      if (claim.claim.name() == wanted) return &claim;
      const auto& names = claim.names;
      if (other == nullptr &&
          std::find(names.begin(), names.end(), wanted) != names.end()) {
        other = &claim;
      }
    }
    return other;
  }

  ClaimDraft* Find(const pb::Review& review) {
    for (const std::string& name : review.claim_names()) {
      ClaimDraft* claim = FindName(name);
      if (claim != nullptr) return claim;
    }
    return nullptr;
  }

  void Correct(const pb::CorrectClaim& correction, ClaimDraft* claim) {
    const Item before = ReadItem(*claim->mentions.front(), draft_.sides);
    for (const SourcedMention*& mention : claim->mentions) {
      auto value = std::make_shared<pb::Mention>(*mention->mention);
      ApplyCorrection(correction, value->mutable_assertion());
      SourcedMention& corrected = draft_.corrected.emplace_back(*mention);
      corrected.mention = std::move(value);
      mention = &corrected;
    }
    const Item after = ReadItem(*claim->mentions.front(), draft_.sides);
    // What the correction does not touch stays as it was settled among all the
    // mentions of the incident.
    Scope& scope = claim->scope;
    TakeChange(before.scope.measure, after.scope.measure, &scope.measure);
    TakeChange(before.scope.victims_side, after.scope.victims_side,
               &scope.victims_side);
    TakeChange(before.scope.victims_class, after.scope.victims_class,
               &scope.victims_class);
    TakeChange(before.scope.perpetrator_side, after.scope.perpetrator_side,
               &scope.perpetrator_side);
    TakeChange(before.scope.aspect, after.scope.aspect, &scope.aspect);
    TakeChange(before.scope.place, after.scope.place, &scope.place);
    TakeChange(before.scope.day, after.scope.day, &scope.day);
    TakeChange(before.content, after.content, &claim->content);
    TakeChange(before.claimant, after.claimant, &claim->claimant);
    TakeChange(before.side, after.side, &claim->side);
    TakeChange(before.own_voice, after.own_voice, &claim->own_voice);
    claim->generic = absl::StartsWith(claim->claimant, kSideClaimant);
    ReckonTimes(claim);
  }

  // The claim that has taken up the mentions; null when there is none.
  ClaimDraft* Merge(const std::string& into, ClaimDraft* claim) {
    ClaimDraft* target = FindName(into);
    if (target == nullptr || target == claim) return nullptr;
    target->mentions.insert(target->mentions.end(), claim->mentions.begin(),
                            claim->mentions.end());
    SortMentions(&target->mentions);
    target->names.insert(target->names.end(), claim->names.begin(),
                         claim->names.end());
    ReckonTimes(target);
    for (auto& [from, to] : draft_.merged) {
      if (to == claim->claim.name()) to = target->claim.name();
    }
    draft_.merged.emplace_back(claim->claim.name(), target->claim.name());
    claim->mentions.clear();
    return target;
  }

  void Split(const pb::Review& review, ClaimDraft* claim) {
    const std::string& name = review.split().mention();
    auto& mentions = claim->mentions;
    const auto at =
        std::find_if(mentions.begin(), mentions.end(),
                     [&](const auto* m) { return m->mention->name() == name; });
    if (at == mentions.end() || mentions.size() == 1) return;
    const Item item = ReadItem(**at, draft_.sides);
    ClaimDraft off;
    off.claim.set_name(SplitClaimName(name));
    off.claim.add_reviews(review.name());
    off.mentions = {*at};
    off.scope = item.scope;
    off.content = item.content;
    off.claimant = item.claimant;
    off.side = item.side;
    off.own_voice = item.own_voice;
    off.generic = absl::StartsWith(item.claimant, kSideClaimant);
    ReckonTimes(&off);
    mentions.erase(at);
    ReckonTimes(claim);
    claim->claim.add_reviews(review.name());
    // Last, as it moves the claims.
    draft_.claims.push_back(std::move(off));
  }

  Draft& draft_;
};

}  // namespace

std::vector<const pb::Review*> InEffect(
    const std::vector<pb::Review>& reviews) {
  const auto undone = UndoneBy(reviews);
  std::vector<const pb::Review*> effective;
  for (const pb::Review& review : reviews) {
    if (!review.has_undo() && !undone.contains(review.name())) {
      effective.push_back(&review);
    }
  }
  return effective;
}

void MarkUndone(std::vector<pb::Review>* reviews) {
  const auto undone = UndoneBy(*reviews);
  for (pb::Review& review : *reviews) {
    const auto at = undone.find(review.name());
    if (at != undone.end()) review.set_undone_by(at->second);
  }
}

void ApplyReviews(const std::vector<pb::Review>& reviews, Draft* draft) {
  Editor editor(draft);
  for (const pb::Review* review : InEffect(reviews)) editor.Apply(*review);
  editor.Finish();
}

void ApplyCorrection(const pb::CorrectClaim& correction,
                     pb::Assertion* assertion) {
  google::protobuf::util::FieldMaskUtil::MergeOptions options;
  options.set_replace_message_fields(true);
  options.set_replace_repeated_fields(true);
  google::protobuf::util::FieldMaskUtil::MergeMessageTo(
      correction.assertion(), correction.update_mask(), options, assertion);
}

std::string SplitClaimName(const std::string& mention) {
  return absl::StrCat("claims/", storage::ContentId("split", {mention}));
}

}  // namespace parallax::claims::domain
