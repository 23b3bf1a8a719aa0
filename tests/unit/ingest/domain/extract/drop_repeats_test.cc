#include "services/ingest/domain/extract/drop_repeats.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

namespace parallax::ingest::domain::extract {
namespace {

using ::testing::ElementsAre;

// An attack told in tokens [0, 10) of the first sentence.
Draft Attack(uint32_t head, float score) {
  Draft draft;
  draft.kind = Kind::kAttack;
  draft.head = head;
  draft.first = 0;
  draft.last = 10;
  draft.score = score;
  return draft;
}

std::vector<uint32_t> Kept(std::vector<Draft> drafts) {
  DropRepeats(drafts);
  std::vector<uint32_t> heads;
  for (const Draft& draft : drafts) heads.push_back(draft.head);
  return heads;
}

TEST(DropRepeats, OneActHasOneClaimTheLikeliest) {
  EXPECT_THAT(Kept({Attack(3, 1.0f), Attack(4, 2.0f), Attack(5, 0.5f)}),
              ElementsAre(4));
}

TEST(DropRepeats, OtherPartiesAreOtherClaims) {
  Draft doer = Attack(4, 1.0f);
  doer.perpetrator = 1;
  Draft claimant = Attack(5, 1.0f);
  claimant.claimant = 1;
  Draft denied = Attack(6, 1.0f);
  denied.stance = Stance::kDenies;
  Draft source = Attack(7, 1.0f);
  source.attribution = 2;
  EXPECT_THAT(Kept({Attack(3, 1.0f), doer, claimant, denied, source}),
              ElementsAre(3, 4, 5, 6, 7));
}

TEST(DropRepeats, ClausesOfTheirOwnAreOtherClaims) {
  Draft next = Attack(12, 1.0f);
  next.first = 10;
  next.last = 20;
  EXPECT_THAT(Kept({Attack(3, 1.0f), next}), ElementsAre(3, 12));
}

TEST(DropRepeats, SentencesAreTheirOwn) {
  Draft later = Attack(4, 1.0f);
  later.sentence = 1;
  EXPECT_THAT(Kept({Attack(3, 1.0f), later}), ElementsAre(3, 4));
}

TEST(DropRepeats, AClauseTellsOfManyVictimsAndPlaces) {
  for (const Kind kind : {Kind::kCasualties, Kind::kDamage, Kind::kTerritory}) {
    Draft first = Attack(3, 1.0f);
    Draft second = Attack(5, 1.0f);
    first.kind = second.kind = kind;
    EXPECT_THAT(Kept({first, second}), ElementsAre(3, 5));
  }
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
