#include "services/claims/domain/reviews.h"

#include <algorithm>
#include <random>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/support/status_matchers.h"
#include "tests/unit/claims/ledger_fixture.h"
#include "tests/unit/claims/week_story.h"

namespace parallax::claims::testing {
namespace {

using parallax::testing::HasReason;
using parallax::testing::HasStatus;
using parallax::testing::IsOk;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

domain::Viewpoint Reviewed() {
  domain::Viewpoint from;
  from.reviewed = true;
  return from;
}

class ReviewsTest : public ::testing::Test {
 protected:
  ReviewsTest() {
    for (const Report& report : WeekStory()) ledger_.Record(report);
  }

  // The machine's claim of that label, such as "Armenian speaker:430".
  pb::Claim Claim(const std::string& label) {
    for (const pb::Claim& claim : ledger_.Claims()) {
      if (Ledger::Label(claim) == label) return claim;
    }
    ADD_FAILURE() << "no claim " << label;
    return {};
  }
  std::string Premier(int count) {
    return Claim(absl::StrCat(kPremier, ":", count)).name();
  }

  // The number that stands for the side's own military dead.
  std::int64_t Standing(const std::string& side,
                        const domain::Viewpoint& from) {
    const pb::Question question = ledger_.Question(
        pb::CASUALTY_MEASURE_KILLED, side, pb::VICTIM_CLASS_MILITARY, from);
    const pb::Tally tally = ledger_.Tally(question.name(), from);
    for (const auto& position : tally.positions()) {
      if (position.claiming_side() == side) {
        return position.current().count().best();
      }
    }
    return -1;
  }

  Ledger ledger_;
};

TEST_F(ReviewsTest, ARejectedClaimCountsNowhereButStays) {
  const std::string machine = ledger_.Text();
  const std::string claim = Premier(135);
  const auto response = ledger_.Review(claim, "reject {}");
  EXPECT_EQ(response.claim().name(), claim);
  EXPECT_EQ(response.claim().review_state(), pb::REVIEW_STATE_REJECTED);
  EXPECT_THAT(response.claim().reviews(),
              ElementsAre(response.review().name()));
  EXPECT_EQ(Standing("Armenia", {}), 135);
  EXPECT_EQ(Standing("Armenia", Reviewed()), 105);
  EXPECT_THAT(ledger_.RelationTexts(),
              Contains("REVISES Nikol Pashinyan:135 -> Nikol Pashinyan:105"));
  EXPECT_THAT(
      ledger_.RelationTexts(Reviewed()),
      Not(Contains("REVISES Nikol Pashinyan:135 -> Nikol Pashinyan:105")));
  EXPECT_EQ(ledger_.Text(), machine) << "the machine's view has changed";
}

TEST_F(ReviewsTest, RejectingTheDenialChangesTheStatus) {
  const pb::Claim unconfirmed = Claim("Azerbaijan:TRUCE");
  const auto before =
      ledger_.views().GetQuestion(ledger_.call(), unconfirmed.question(), {});
  ASSERT_THAT(before, IsOk());
  ASSERT_EQ(before->status(), pb::QUESTION_STATUS_UNCONFIRMED_BY_OTHER);
  ledger_.Review(unconfirmed.name(), "reject {}");
  const auto after =
      ledger_.views().GetQuestion(ledger_.call(), before->name(), Reviewed());
  ASSERT_THAT(after, IsOk());
  EXPECT_EQ(after->status(), pb::QUESTION_STATUS_ONE_SIDED);
  EXPECT_EQ(after->claim_count(), before->claim_count() - 1);
}

TEST_F(ReviewsTest, ACorrectedNumberMovesTheTally) {
  const std::string claim = Premier(135);
  const auto response = ledger_.Review(
      claim,
      "correct { assertion { casualties { count { min: 153 max: 153 best: 153 "
      "bound: BOUND_EXACT } } } update_mask { paths: \"casualties.count\" } }");
  EXPECT_EQ(response.claim().name(), claim);
  EXPECT_EQ(response.claim().review_state(), pb::REVIEW_STATE_CORRECTED);
  EXPECT_EQ(response.claim().assertion().casualties().count().best(), 153);
  EXPECT_EQ(response.claim().assertion().casualties().victims_side(),
            "Armenia");
  EXPECT_EQ(Standing("Armenia", Reviewed()), 153);
  EXPECT_EQ(Standing("Armenia", {}), 135);
}

TEST_F(ReviewsTest, ACorrectedSideMovesTheClaimToAnotherQuestion) {
  const pb::Claim claim = Claim("Armenian speaker:430");
  ledger_.Review(claim.name(),
                 "correct { assertion { casualties { victims_side: "
                 "\"Armenia\" } } update_mask { paths: "
                 "\"casualties.victims_side\" } }");
  const auto moved =
      ledger_.views().GetClaim(ledger_.call(), claim.name(), Reviewed());
  ASSERT_THAT(moved, IsOk());
  EXPECT_EQ(moved->question(),
            ledger_
                .Question(pb::CASUALTY_MEASURE_KILLED, "Armenia",
                          pb::VICTIM_CLASS_MILITARY)
                .name());
  EXPECT_EQ(moved->assertion().casualties().loss_relation(),
            pb::LOSS_RELATION_OWN_LOSS);
}

TEST_F(ReviewsTest, AMergedClaimAnswersToBothNames) {
  const pb::Claim from = Claim("Armenia:201");
  const std::string into = Premier(135);
  const auto response = ledger_.Review(
      from.name(), absl::StrCat("merge { into_claim: \"", into, "\" }"));
  EXPECT_EQ(response.claim().name(), into);
  const auto merged =
      ledger_.views().GetClaim(ledger_.call(), from.name(), Reviewed());
  ASSERT_THAT(merged, IsOk());
  EXPECT_EQ(merged->name(), into);
  EXPECT_EQ(merged->echo().mention_count(),
            from.echo().mention_count() +
                Claim(absl::StrCat(kPremier, ":135")).echo().mention_count());
  for (const pb::Claim& claim : ledger_.Claims(Reviewed())) {
    EXPECT_NE(claim.name(), from.name());
  }
}

TEST_F(ReviewsTest, ASplitMentionIsAClaimByItsOwnWords) {
  const pb::Claim claim = Claim(absl::StrCat(kPremier, ":105"));
  ASSERT_GE(claim.mentions_size(), 3);
  const std::string mention = "documents/agency-14/revisions/1/mentions/m2";
  const auto response = ledger_.Review(
      claim.name(), absl::StrCat("split { mention: \"", mention, "\" }"));
  EXPECT_THAT(response.claim().mentions(), Not(Contains(mention)));
  const std::string name = domain::SplitClaimName(mention);
  const auto split = ledger_.views().GetClaim(ledger_.call(), name, Reviewed());
  ASSERT_THAT(split, IsOk());
  EXPECT_THAT(split->mentions(), ElementsAre(mention));
  EXPECT_EQ(split->assertion().casualties().count().min(), 101);
  // It can be reviewed like any other.
  EXPECT_EQ(ledger_.Review(name, "reject {}").claim().review_state(),
            pb::REVIEW_STATE_REJECTED);
}

TEST_F(ReviewsTest, UndoingLeavesNoTraceInTheView) {
  const std::string machine = ledger_.Text();
  const auto rejected = ledger_.Review(Premier(135), "reject {}");
  const auto accepted = ledger_.Review(Premier(105), "accept {}");
  const auto undo = [&](const pb::Review& review) {
    return ledger_
        .Review(review.claim_names(0),
                absl::StrCat("undo { review: \"", review.name(), "\" }"))
        .review();
  };
  const pb::Review undone = undo(rejected.review());
  undo(accepted.review());
  EXPECT_EQ(ledger_.Text(Reviewed()), machine);
  // Undoing the undo puts the rejection in effect again.
  undo(undone);
  EXPECT_EQ(Standing("Armenia", Reviewed()), 105);
  EXPECT_THAT(
      ledger_.TryReview(Premier(135), absl::StrCat("undo { review: \"",
                                                   undone.name(), "\" }")),
      HasReason(type::v1::ERROR_REASON_NOT_APPLICABLE));
}

TEST_F(ReviewsTest, WhatDoesNotFitIsRefusedAndNotKept) {
  const std::int64_t revision = ledger_.store().CommittedRevision();
  const std::string claim = Premier(135);
  const auto merge = [](const std::string& into) {
    return absl::StrCat("merge { into_claim: \"", into, "\" }");
  };
  EXPECT_THAT(ledger_.TryReview(claim, merge(claim)),
              HasReason(type::v1::ERROR_REASON_NOT_APPLICABLE));
  EXPECT_THAT(ledger_.TryReview(claim, merge(Claim("Azerbaijan:TRUCE").name())),
              HasReason(type::v1::ERROR_REASON_NOT_APPLICABLE));
  EXPECT_THAT(ledger_.TryReview(claim, merge("claims/nobody")),
              HasStatus(absl::StatusCode::kNotFound));
  EXPECT_THAT(ledger_.TryReview("claims/nobody", "accept {}"),
              HasStatus(absl::StatusCode::kNotFound));
  EXPECT_THAT(
      ledger_.TryReview(claim,
                        "split { mention: "
                        "\"documents/rt-13/revisions/1/mentions/m1\" }"),
      HasReason(type::v1::ERROR_REASON_NOT_APPLICABLE));
  EXPECT_THAT(
      ledger_.TryReview(claim, "undo { review: \"claims/a/reviews/b\" }"),
      HasStatus(absl::StatusCode::kNotFound));
  EXPECT_EQ(ledger_.store().CommittedRevision(), revision);
}

TEST_F(ReviewsTest, TheQueueBeginsWithWhatMovesTalliesMost) {
  domain::ListQuery query;
  query.limit = 1000;
  const auto labels = [&] {
    std::vector<std::string> found;
    const auto page = ledger_.views().ListReviewQueue(ledger_.call(), query);
    EXPECT_THAT(page, IsOk());
    if (!page.ok()) return found;
    for (const auto& row : page->rows)
      found.push_back(Ledger::Label(row.value));
    return found;
  };
  // 5,000 of an earlier war, 430 where nothing was, 79 for 71.
  const std::vector<std::string> before = labels();
  ASSERT_GE(before.size(), 2u);
  EXPECT_EQ(before[0], "outlet:5000");
  EXPECT_EQ(before[1], "Armenian speaker:430");
  const auto review =
      ledger_.Review(Claim("Armenian speaker:430").name(), "accept {}");
  EXPECT_THAT(labels(), Not(Contains("Armenian speaker:430")));
  ledger_.Review(
      review.claim().name(),
      absl::StrCat("undo { review: \"", review.review().name(), "\" }"));
  EXPECT_EQ(labels(), before);
}

TEST_F(ReviewsTest, HistoryTellsReadingsAndReviewsInOrder) {
  const std::string claim = Premier(105);
  const auto review = ledger_.Review(claim, "accept {}");
  domain::ListQuery query;
  query.limit = 1000;
  const auto history =
      ledger_.views().ListClaimHistory(ledger_.call(), claim, query);
  ASSERT_THAT(history, IsOk());
  ASSERT_GE(history->steps.size(), 3u);
  std::int64_t last = 0;
  for (const auto& [touched, step] : history->steps) {
    EXPECT_GT(step.revision(), last);
    last = step.revision();
  }
  // Told, then superseded by 135, then reviewed.
  EXPECT_EQ(history->steps.front().second.claim().superseded_by(), "");
  EXPECT_EQ(history->steps.back().second.review().name(),
            review.review().name());
  EXPECT_EQ(history->compacted_to, 0);
  // Pages hold the same.
  query.limit = 1;
  std::vector<std::int64_t> revisions;
  while (true) {
    const auto page =
        ledger_.views().ListClaimHistory(ledger_.call(), claim, query);
    ASSERT_THAT(page, IsOk());
    ASSERT_EQ(page->steps.size(), 1u);
    revisions.push_back(page->steps[0].second.revision());
    if (!page->more) break;
    query.after = {revisions.back(), page->steps[0].first};
  }
  EXPECT_EQ(revisions.size(), history->steps.size());
}

TEST_F(ReviewsTest, ReviewsHoldOnWhenReportsAreReadAnew) {
  const std::string before = Premier(49);
  ledger_.Review(before, "reject {}");
  // The report that bore the claim's name comes again as another revision, with
  // another day; a report of another outlet carries the number, too.
  ledger_.Record(Report("other-13", "2022-09-13 18:00", "Other")
                     .Killed(kPremier, "Armenia", 49)
                     .OfMilitary("Armenia")
                     .Since("2022-09-12"));
  ledger_.Record(Report("rt-13", "2022-09-13 15:30", "RT", 2)
                     .Killed(kPremier, "Armenia", 49)
                     .OfMilitary("Armenia")
                     .Since("2022-09-12"));
  int rejected = 0;
  for (const pb::Claim& claim : ledger_.Claims(Reviewed())) {
    if (claim.review_state() != pb::REVIEW_STATE_REJECTED) continue;
    ++rejected;
    EXPECT_EQ(Ledger::Label(claim), absl::StrCat(kPremier, ":49"));
    EXPECT_EQ(claim.echo().mention_count(), 2);
  }
  EXPECT_EQ(rejected, 1);
}

TEST_F(ReviewsTest, TheReviewedLedgerIsTheSameInAnyOrderOfReports) {
  const std::vector<std::pair<std::string, std::string>> reviews = {
      {Premier(135), "reject {}"},
      {Claim("Armenian speaker:430").name(),
       "correct { assertion { casualties { victims_side: \"Armenia\" } } "
       "update_mask { paths: \"casualties.victims_side\" } }"},
      {Claim("Armenia:201").name(),
       absl::StrCat("merge { into_claim: \"", Premier(105), "\" }")},
  };
  const auto text = [](Ledger& ledger) {
    // Names of reviews follow from request ids, which are the same.
    return ledger.Text(Reviewed());
  };
  for (const auto& [claim, action] : reviews) ledger_.Review(claim, action);
  const std::string expected = text(ledger_);
  EXPECT_NE(expected, ledger_.Text());
  std::mt19937 random(11);
  for (int round = 0; round < 4; ++round) {
    std::vector<Report> reports = WeekStory();
    std::shuffle(reports.begin(), reports.end(), random);
    Ledger other;
    for (const Report& report : reports) other.Record(report);
    for (const auto& [claim, action] : reviews) other.Review(claim, action);
    EXPECT_EQ(text(other), expected) << "round " << round;
  }
}

TEST(InEffectTest, AnUndoOfAnUndoRestores) {
  std::vector<pb::Review> reviews(4);
  reviews[0].set_name("claims/a/reviews/1");
  reviews[0].mutable_accept();
  reviews[1].set_name("claims/a/reviews/2");
  reviews[1].mutable_undo()->set_review("claims/a/reviews/1");
  EXPECT_THAT(domain::InEffect({reviews[0], reviews[1]}), IsEmpty());
  reviews[2].set_name("claims/a/reviews/3");
  reviews[2].mutable_undo()->set_review("claims/a/reviews/2");
  EXPECT_THAT(domain::InEffect({reviews[0], reviews[1], reviews[2]}),
              ElementsAre(::testing::Property(&pb::Review::name,
                                              "claims/a/reviews/1")));
  reviews[3].set_name("claims/a/reviews/4");
  reviews[3].mutable_undo()->set_review("claims/a/reviews/3");
  domain::MarkUndone(&reviews);
  EXPECT_EQ(reviews[0].undone_by(), "claims/a/reviews/2");
  EXPECT_EQ(reviews[1].undone_by(), "");
  EXPECT_EQ(reviews[2].undone_by(), "claims/a/reviews/4");
}

}  // namespace
}  // namespace parallax::claims::testing
