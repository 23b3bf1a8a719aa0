#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/ingest/domain/extract/decide/side_case.h"
#include "services/ingest/domain/extract/kinds/choice.h"
#include "tests/unit/ingest/domain/extract/extract_support.h"

namespace parallax::ingest::domain::extract {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::Each;
using ::testing::HasSubstr;
using ::testing::Not;

class SceneTest : public ::testing::Test {
 protected:
  // What the scene of a casualty claim says, as a weight file writes it.
  std::vector<std::string> VictimsScene() {
    return Scene(AddVictimsScene, "victims");
  }
  std::vector<std::string> DoersScene() {
    return Scene(AddPerpetratorScene, "perpetrator");
  }

  Report report_{
      "Armenia said shelling by Azerbaijan killed five people near the "
      "market."};

 private:
  std::vector<std::string> Scene(void (*add)(const SideCase&, FeatureSet&),
                                 const char* task) {
    Draft draft;
    draft.kind = Kind::kCasualties;
    draft.measure = Measure::kKilled;
    draft.rule = "casualties/count";
    draft.head = report_.Find("killed");
    draft.claimant = draft.victims = report_.Side("Armenia");
    SidePointers at;
    at.agent = at.agent_guess = report_.Side("Azerbaijan");
    at.agent_lemma = "shelling";
    at.place = report_.Side("Armenia");
    const SideCase c{.doc = report_.doc(),
                     .draft = draft,
                     .at = at,
                     .acts = SideSightings(report_.doc(), draft, draft.head),
                     .sufferers = std::nullopt};
    FeatureNames names;
    FeatureSet set(task, &names);
    add(c, set);
    std::vector<std::string> texts;
    for (const uint64_t key : set.keys()) texts.push_back(*names.Find(key));
    return texts;
  }
};

TEST_F(SceneTest, VictimsAreDecidedByWhichWarItIs) {
  const std::vector<std::string> scene = VictimsScene();
  EXPECT_THAT(scene, Contains("victims\tnamed\tArmenia"));
  EXPECT_THAT(scene, Contains("victims\tnamed\tAzerbaijan"));
  EXPECT_THAT(scene, Not(Contains("victims\tnamed\tRussia")));
  EXPECT_THAT(scene, Contains("victims\tit.claimant\tstate"));
  EXPECT_THAT(scene, Contains("victims\tit.doer\tstate"));
  EXPECT_THAT(scene, Contains("victims\tit.war\t" + report_.doc().war));
}

TEST_F(SceneTest, DoersAreDecidedByWhatIsKnownOfTheAct) {
  const std::vector<std::string> scene = DoersScene();
  EXPECT_THAT(scene, Contains("perpetrator\tit.measure\tkilled"));
  EXPECT_THAT(scene, Contains("perpetrator\tit.victims\tstate"));
  EXPECT_THAT(scene, Contains("perpetrator\tit.agent\tshelling"));
  EXPECT_THAT(scene, Contains("perpetrator\tit.land\tstate"));
}

TEST_F(SceneTest, NoNameOfAPartySpeaksForADoer) {
  EXPECT_THAT(DoersScene(), Each(AllOf(Not(HasSubstr("Armenia")),
                                       Not(HasSubstr("Azerbaijan")))));
}

TEST_F(SceneTest, WordsAroundTheActAreContentWords) {
  const std::vector<std::string> scene = VictimsScene();
  EXPECT_THAT(scene, Contains("victims\taround\tshelling"));
  EXPECT_THAT(scene, Contains("victims\taround\tmarket"));
  EXPECT_THAT(scene, Not(Contains("victims\taround\tkill")));
  EXPECT_THAT(scene, Not(Contains("victims\taround\tthe")));
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
