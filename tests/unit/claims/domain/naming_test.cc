#include "services/claims/domain/naming.h"

#include <algorithm>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "tests/unit/claims/reconciled.h"

namespace parallax::claims::testing {
namespace {

using ::testing::Contains;
using ::testing::Key;
using ::testing::Pair;

Report Post(const char* document, const char* published) {
  return Report(document, published, document);
}
Report Own(const char* document, const char* published, const char* claimant,
           const char* event) {
  return Post(document, published)
      .Killed(claimant, "Armenia", 105)
      .OfMilitary("Armenia")
      .On(event);
}

TEST(NamingTest, ContentDecidesTheName) {
  const Report report =
      Own("a", "2022-09-14 12:00", "Nikol Pashinyan", "2022-09-13");
  const Reconciled one({report});
  const Reconciled two({report});
  EXPECT_EQ(one.ledger().claims[0].name(), two.ledger().claims[0].name());
  EXPECT_EQ(one.ledger().claims[0].name(),
            "claims/" + domain::ProposedClaimId(Sourced({report}).front()));
}

TEST(NamingTest, TheFirstMentionNamesTheClaim) {
  const Report first =
      Own("a", "2022-09-14 12:00", "Nikol Pashinyan", "2022-09-13");
  const Report second = Own("b", "2022-09-15 12:00", "Pashinyan", "2022-09-13");
  const Reconciled alone({first});
  const Reconciled both({second, first});
  ASSERT_EQ(both.ledger().claims.size(), 1u);
  EXPECT_EQ(both.ledger().claims[0].name(), alone.ledger().claims[0].name());
}

TEST(NamingTest, AQuestionAnswersToTheScopeOfItsWords) {
  const Report open = Post("a", "2022-09-14 12:00")
                          .Killed("Armenia", "Armenia", 105)
                          .Of("Armenia", pb::VICTIM_CLASS_UNSPECIFIED);
  const Report full = Post("b", "2022-09-14 15:00")
                          .Killed("Armenia", "Armenia", 105)
                          .OfMilitary("Armenia");
  const Reconciled alone({open});
  const Reconciled both({open, full});
  ASSERT_EQ(both.ledger().questions.size(), 1u);
  ASSERT_NE(both.ledger().questions[0].name(),
            alone.ledger().questions[0].name());
  EXPECT_THAT(both.ledger().aliases,
              Contains(Pair(alone.ledger().questions[0].name(),
                            both.ledger().questions[0].name())));
}

TEST(NamingTest, AMergedIncidentAnswersToItsParts) {
  const Report early =
      Own("a", "2022-09-14 12:00", "Nikol Pashinyan", "2022-09-13");
  const Report late =
      Own("b", "2022-09-19 12:00", "Nikol Pashinyan", "2022-09-19");
  const Reconciled alone({late});
  const Reconciled both({early, late});
  EXPECT_THAT(both.ledger().incident.former_names(),
              Contains(alone.ledger().incident.name()));
  EXPECT_THAT(both.ledger().aliases,
              Contains(Key(alone.ledger().incident.name())));
}

}  // namespace
}  // namespace parallax::claims::testing
