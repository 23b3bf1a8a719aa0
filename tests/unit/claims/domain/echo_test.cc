#include "services/claims/domain/echo.h"

#include "gtest/gtest.h"
#include "tests/unit/claims/reconciled.h"

namespace parallax::claims::domain {
namespace {

using testing::Report;

Report By(const std::string& document, const std::string& outlet) {
  Report report(document, "2022-09-14 12:00", outlet);
  report.Killed("Nikol Pashinyan", "Armenia", 105).OfMilitary("Armenia");
  return report;
}

pb::Echo Count(const std::vector<Report>& reports) {
  const std::vector<SourcedMention> sourced = testing::Sourced(reports);
  std::vector<const SourcedMention*> mentions;
  for (const SourcedMention& mention : sourced) mentions.push_back(&mention);
  return CountEcho(mentions);
}

TEST(EchoTest, TwoMentionsOfOneReportAreOneDocument) {
  Report report = By("a", "Post");
  report.Killed("Pashinyan", "Armenia", 105).OfMilitary("Armenia");
  const pb::Echo echo = Count({report});
  EXPECT_EQ(echo.mention_count(), 2);
  EXPECT_EQ(echo.document_count(), 1);
  EXPECT_EQ(echo.publisher_count(), 1);
  EXPECT_EQ(echo.family_count(), 1);
  EXPECT_EQ(echo.text_count(), 1);
  EXPECT_EQ(echo.origin_count(), 1);
  EXPECT_EQ(echo.claimant_count(), 0) << "left to those who know the claims";
}

TEST(EchoTest, PublishersAreToldApartByNameWhateverItsCase) {
  const pb::Echo echo =
      Count({By("a", "The Post"), By("b", "POST"), By("c", "Gazette")});
  EXPECT_EQ(echo.document_count(), 3);
  EXPECT_EQ(echo.publisher_count(), 2);
}

TEST(EchoTest, OutletsOfOneHouseAreOneFamily) {
  const pb::Echo echo = Count({By("a", "Morning").Family("House"),
                               By("b", "Evening").Family("house"),
                               By("c", "Gazette"), By("d", "House")});
  EXPECT_EQ(echo.publisher_count(), 4);
  EXPECT_EQ(echo.family_count(), 3) << "an outlet's name is no family's name";
}

TEST(EchoTest, UnknownOriginsAreNeverIndependent) {
  EXPECT_EQ(Count({By("a", "A"), By("b", "B"), By("c", "C")}).origin_count(),
            1);
  EXPECT_EQ(Count({By("a", "A").Origin("Wire"), By("b", "B"), By("c", "C")})
                .origin_count(),
            1);
  EXPECT_EQ(Count({By("a", "A").Origin("Wire"), By("b", "B").Origin("Agency"),
                   By("c", "C")})
                .origin_count(),
            2);
}

TEST(EchoTest, ReprintsOfOneAgencyCollapse) {
  const pb::Echo echo =
      Count({By("a", "A").Origin("Wire"), By("b", "B").Origin("WIRE"),
             By("c", "C").Origin("Wire")});
  EXPECT_EQ(echo.publisher_count(), 3);
  EXPECT_EQ(echo.origin_count(), 1);
}

TEST(EchoTest, CopiesShareWhatIsKnownOfOneOfThem) {
  const pb::Echo echo = Count({By("a", "A").Cluster("same").Origin("Wire"),
                               By("b", "B").Cluster("same").Origin("Zeitung"),
                               By("c", "C").Cluster("same")});
  EXPECT_EQ(echo.text_count(), 1);
  EXPECT_EQ(echo.origin_count(), 1);
}

TEST(EchoTest, NearCopiesCollapseByTheirSketches) {
  // A quarter of the words differ, then a half.
  const pb::Echo near = Count({By("a", "A").Sketch(7).Origin("Wire"),
                               By("b", "B").Sketch(7, 16).Origin("Other")});
  EXPECT_EQ(near.text_count(), 1);
  EXPECT_EQ(near.origin_count(), 1);
  const pb::Echo far = Count({By("a", "A").Sketch(7).Origin("Wire"),
                              By("b", "B").Sketch(7, 32).Origin("Other")});
  EXPECT_EQ(far.text_count(), 2);
  EXPECT_EQ(far.origin_count(), 2);
}

TEST(EchoTest, TextsWithoutASketchAreNoNearCopies) {
  const pb::Echo echo = Count({By("a", "A"), By("b", "B")});
  EXPECT_EQ(echo.text_count(), 2);
}

TEST(EchoTest, CopiesAreKnownPairwise) {
  const auto source = [](Report report) { return report.request().source(); };
  EXPECT_TRUE(AreCopies(source(By("a", "A").Cluster("x")),
                        source(By("b", "B").Cluster("x"))));
  EXPECT_FALSE(AreCopies(source(By("a", "A").Cluster("")),
                         source(By("b", "B").Cluster(""))));
  EXPECT_TRUE(AreCopies(source(By("a", "A").Sketch(1)),
                        source(By("b", "B").Sketch(1, 10))));
  EXPECT_FALSE(AreCopies(source(By("a", "A").Sketch(1)),
                         source(By("b", "B").Sketch(2))));
}

}  // namespace
}  // namespace parallax::claims::domain
