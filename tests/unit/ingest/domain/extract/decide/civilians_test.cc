#include "services/ingest/domain/extract/decide/civilians.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/ingest/domain/extract/decide/fields.h"
#include "services/ingest/domain/extract/kinds/choice.h"
#include "tests/unit/ingest/domain/extract/decide/gold_decider.h"
#include "tests/unit/ingest/domain/extract/extract_support.h"

namespace parallax::ingest::domain::extract {
namespace {

Draft Casualties(const Report& report, const std::string& word,
                 const std::string& number, const std::string& object) {
  Draft draft;
  draft.kind = Kind::kCasualties;
  draft.head = report.Find(word);
  draft.quantity = report.QuantityAt(number);
  EXPECT_GE(draft.quantity, 0) << number;
  draft.object = static_cast<int32_t>(report.Find(object));
  SetSpan(report.doc(), draft);
  return draft;
}

std::string CalledAfterIn(const std::string& text, const std::string& object) {
  const Report report(text);
  return report.SideName(
      CalledAfter(report.doc(), Casualties(report, "killed", "two", object)));
}

TEST(CalledAfter, ForeignersAreOfTheirCountry) {
  EXPECT_EQ(CalledAfterIn("A bomb in Syria killed two Turkish officials.",
                          "officials"),
            "Turkey");
}

TEST(CalledAfter, PeopleAtHomeMayBeOfNoSide) {
  EXPECT_EQ(CalledAfterIn("A bomb in Syria killed two Syrian officials.",
                          "officials"),
            "");
}

TEST(CalledAfter, AGuardIsNotWhatHisMasterIs) {
  EXPECT_EQ(
      CalledAfterIn("A bomb in Syria killed two Turkish journalist's guards.",
                    "guards"),
      "");
}

TEST(CalledAfter, ThoseKilledFindTheirSide) {
  const Report report("A bomb in Syria killed two Turkish officials.");
  std::vector<Draft> drafts = {
      Casualties(report, "killed", "two", "officials")};
  GoldDecider decider;
  const GoldClaim gold;
  drafts[0].gold = &gold;
  DecideSides(report.doc(), decider, drafts, 0);
  EXPECT_EQ(report.SideName(drafts[0].victims), "Turkey");
}

// Whose victims the people at `object` are, when the annotation says Syria's.
std::string VictimsIn(const std::string& text, const std::string& object) {
  const Report report(text);
  GoldClaim gold;
  gold.victims_side = "Syria";
  std::vector<Draft> drafts = {Casualties(report, "killed", "five", object)};
  drafts[0].gold = &gold;
  GoldDecider decider;
  DecideSides(report.doc(), decider, drafts, 0);
  return report.SideName(drafts[0].victims);
}

TEST(OfNoSideAtHome, PeopleInACivilWarAreOfNoSide) {
  EXPECT_EQ(VictimsIn("The Northern Front rose in Syria. A bomb in Syria "
                      "killed five civilians.",
                      "civilians"),
            "");
}

TEST(OfNoSideAtHome, SoldiersAndMembersOfForcesAre) {
  EXPECT_EQ(VictimsIn("The Northern Front rose in Syria. A bomb in Syria "
                      "killed five soldiers.",
                      "soldiers"),
            "Syria");
  EXPECT_EQ(VictimsIn("The Northern Front rose in Syria. A bomb in Syria "
                      "killed five members of the security forces.",
                      "members"),
            "Syria");
}

TEST(OfNoSideAtHome, SoArePeopleWhoseCountryIsFoughtFromOutside) {
  EXPECT_EQ(VictimsIn("Turkey attacked Syria. Turkey said a bomb in Syria "
                      "killed five civilians.",
                      "civilians"),
            "Syria");
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
