#include "services/ingest/domain/extract/decide/same_people.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/ingest/domain/extract/kinds/choice.h"
#include "tests/unit/ingest/domain/extract/extract_support.h"

namespace parallax::ingest::domain::extract {
namespace {

Draft Casualties(const Report& report, const std::string& word,
                 const std::string& number, const std::string& object = "") {
  Draft draft;
  draft.kind = Kind::kCasualties;
  draft.head = report.Find(word);
  draft.quantity = report.QuantityAt(number);
  EXPECT_GE(draft.quantity, 0) << number;
  if (!object.empty()) draft.object = static_cast<int32_t>(report.Find(object));
  draft.sentence = report.doc().notes[draft.head].sentence;
  SetSpan(report.doc(), draft);
  return draft;
}

// Whether the second counts people of the first, which are of `side`.
bool AreSame(const Report& report, Draft first, const Draft& second,
             const std::string& side) {
  first.victims = report.Side(side);
  const std::vector<Draft> drafts = {first, second};
  return FindSamePeople(report.doc(), drafts, 1) == &drafts[0];
}

TEST(SamePeople, ANounThatIsLeftOutIsTheOneBefore) {
  const Report report(
      "Two Armenian soldiers died in the battle and seven were wounded.");
  EXPECT_TRUE(AreSame(report, Casualties(report, "died", "two", "soldiers"),
                      Casualties(report, "wounded", "seven"), "Armenia"));
}

TEST(SamePeople, ANounThatIsSaidIsAnother) {
  const Report report(
      "Two Armenian soldiers died in the battle and seven civilians were "
      "wounded.");
  EXPECT_FALSE(AreSame(report, Casualties(report, "died", "two", "soldiers"),
                       Casualties(report, "wounded", "seven", "civilians"),
                       "Armenia"));
}

TEST(SamePeople, WhoGivesAnotherTollMayCountOthers) {
  const Report report("Armenia lost 12 soldiers; Turkey speaks of 18 dead.");
  EXPECT_FALSE(AreSame(report, Casualties(report, "lost", "12", "soldiers"),
                       Casualties(report, "dead", "18"), "Armenia"));
}

TEST(SamePeople, APartIsOfItsWhole) {
  const Report report(
      "Armenia lost 20 men. Nine of them were killed in one night.");
  EXPECT_TRUE(AreSame(report, Casualties(report, "lost", "20", "men"),
                      Casualties(report, "killed", "nine"), "Armenia"));
  const Report dead(
      "Armenia lost 20 men. Nine of the dead were killed in one night.");
  EXPECT_TRUE(AreSame(dead, Casualties(dead, "lost", "20", "men"),
                      Casualties(dead, "killed", "nine", "dead"), "Armenia"));
}

TEST(SamePeople, APartMayBeCalledSomebodysAllTheSame) {
  const Report report(
      "Armenia lost 20 people. Nine of the victims, Syrian civilians, were "
      "killed in one night.");
  EXPECT_FALSE(AreSame(report, Casualties(report, "lost", "20", "people"),
                       Casualties(report, "killed", "nine", "civilians"),
                       "Armenia"));
  const Report unsaid(
      "A raid hit 20 people. Nine of them were killed in one night.");
  EXPECT_FALSE(AreSame(unsaid, Casualties(unsaid, "hit", "20", "people"),
                       Casualties(unsaid, "killed", "nine"), ""));
}

TEST(SamePeople, OthersAreLikeThoseBefore) {
  const Report report("Armenia lost five men. Ten others were wounded.");
  EXPECT_TRUE(AreSame(report, Casualties(report, "lost", "five", "men"),
                      Casualties(report, "wounded", "ten", "others"),
                      "Armenia"));
}

TEST(SamePeople, TheyAreNotLookedForFarAway) {
  const Report report(
      "Armenia lost five men. It rained. Ten others were wounded.");
  EXPECT_FALSE(AreSame(report, Casualties(report, "lost", "five", "men"),
                       Casualties(report, "wounded", "ten", "others"),
                       "Armenia"));
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
