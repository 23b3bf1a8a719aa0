// Who did what to whom in sentences as news agencies write them: arcs checked
// by hand, of which the shipped model must find nearly all.
#include <gtest/gtest.h>

#include <iostream>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/ingest/domain/extract/analysis/tags.h"
#include "tests/unit/ingest/analysis/support.h"

namespace parallax::ingest::domain::extract {
namespace {

// "soldiers nsubj:pass killed": a word, its relation, its head, in lower case.
// "killed/2" is the second word of that form; "root" has no head.
struct Case {
  const char* sentence;
  const char* arcs;
};

constexpr Case kCases[] = {
    {"A Palestinian tried to stab an Israeli guard at a crossing near Hebron "
     "on Friday and was shot dead, police said.",
     "palestinian nsubj tried, tried ccomp said, shot conj tried, "
     "guard obj stab, police nsubj said, dead xcomp shot"},
    {"Two Israelis were stabbed in Jaffa, medics said.",
     "israelis nsubj:pass stabbed, stabbed ccomp said, medics nsubj said"},
    {"An Iraqi who had worked for the police was abducted in Basra.",
     "iraqi nsubj:pass abducted, worked acl:relcl iraqi, who nsubj worked"},
    {"Six policemen died in an attack in Arauca, which the army blamed on the "
     "ELN.",
     "policemen nsubj died, blamed acl:relcl attack, which obj blamed, "
     "army nsubj blamed"},
    {"The bombing, which officials blamed on al-Shabab, killed 14 people.",
     "bombing nsubj killed, blamed acl:relcl bombing, which obj blamed, "
     "officials nsubj blamed, people obj killed"},
    {"A farmer, a teacher and two children were killed in the shelling.",
     "farmer nsubj:pass killed, teacher conj farmer, children conj farmer, "
     "shelling obl killed"},
    {"Two soldiers wounded in the clash later died in hospital.",
     "soldiers nsubj died, wounded acl soldiers, clash obl wounded"},
    {"The blast tore through a market, leaving five dead.",
     "blast nsubj tore, leaving advcl tore, five obj leaving, "
     "dead xcomp leaving"},
    {"Gunmen raided the village at dawn, killing 12 and burning dozens of "
     "houses.",
     "gunmen nsubj raided, killing advcl raided, 12 obj killing, "
     "burning conj killing, dozens obj burning"},
    {"Three officers were killed, with six others wounded, the governor said.",
     "officers nsubj:pass killed, wounded advcl killed, "
     "others nsubj:pass wounded, governor nsubj said"},
    {"Missiles fired from southern Lebanon hit a bus near Safed.",
     "missiles nsubj hit, fired acl missiles, lebanon obl fired, bus obj hit"},
    {"Rockets launched by the rebels struck the airport on Tuesday, the army "
     "said.",
     "rockets nsubj struck, launched acl rockets, rebels obl:agent launched, "
     "airport obj struck, army nsubj said, struck ccomp said"},
    {"Troops backed by Rwanda seized the town, Congo's army said.",
     "troops nsubj seized, backed acl troops, rwanda obl:agent backed, "
     "town obj seized, seized ccomp said, army nsubj said"},
    {"Kenya said its forces had killed 30 fighters in Somalia.",
     "kenya nsubj said, forces nsubj killed, killed ccomp said, "
     "fighters obj killed"},
    {"Armenia's defence minister, Suren Papikyan, said four soldiers had been "
     "wounded.",
     "minister nsubj said, suren appos minister, soldiers nsubj:pass wounded, "
     "wounded ccomp said"},
    {"Ahmed Salim, a spokesman for the coalition, told Reuters that a drone "
     "had struck the depot.",
     "ahmed nsubj told, spokesman appos ahmed, reuters iobj told, "
     "struck ccomp told, drone nsubj struck, depot obj struck"},
    {"Air strikes kill 17 in Idlib",
     "strikes nsubj kill, kill root, 17 obj kill"},
    {"Israeli airstrikes hit Damascus suburbs",
     "airstrikes nsubj hit, hit root, suburbs obj hit"},
    {"Five killed as troops clash with rebels in Goma",
     "five nsubj:pass killed, killed root, clash advcl killed, "
     "troops nsubj clash"},
    {"Clashes took place in two districts of Tripoli on Sunday.",
     "clashes nsubj took, took root, place obj took"},
    {"Police shot and killed two men who had attacked a checkpoint.",
     "police nsubj shot, killed conj shot, men obj killed, "
     "attacked acl:relcl men, checkpoint obj attacked"},
    {"Soldiers shot two Syrians who opened fire on a patrol.",
     "soldiers nsubj shot, syrians obj shot, opened acl:relcl syrians, "
     "fire obj opened"},
    {"More than 40 people were killed and injured when the mosque was hit.",
     "people nsubj:pass killed, injured conj killed, hit advcl killed, "
     "mosque nsubj:pass hit"},
    {"Nine civilians were killed and 21 wounded in the attack on Zelenivka.",
     "civilians nsubj:pass killed, wounded conj killed, "
     "21 nsubj:pass wounded"},
    {"The strike came a day after Pakistan accused India of shelling a school.",
     "strike nsubj came, accused advcl came, pakistan nsubj accused, "
     "india obj accused, school obj shelling"},
    {"In a separate incident, a roadside bomb killed three soldiers, the "
     "ministry said.",
     "incident obl killed, bomb nsubj killed, soldiers obj killed, "
     "killed ccomp said, ministry nsubj said"},
    {"The ministry, in a statement released late Sunday, said 22 militants "
     "were killed.",
     "ministry nsubj said, statement obl said, released acl statement, "
     "said root, militants nsubj:pass killed"},
    {"The army stormed the camp on Monday, burned several tents and detained "
     "11 men.",
     "army nsubj stormed, burned conj stormed, detained conj stormed, "
     "tents obj burned, men obj detained"},
    {"Rebels attacked a convoy near the border with Chad on Thursday and "
     "killed six soldiers, a local official said.",
     "rebels nsubj attacked, attacked ccomp said, killed conj attacked, "
     "soldiers obj killed, official nsubj said"},
    {"Islamic State claimed responsibility for the bombing, which killed 31 "
     "people.",
     "responsibility obj claimed, killed acl:relcl bombing, "
     "which nsubj killed, people obj killed"},
    {"IS militants attacked a checkpoint west of Ramadi.",
     "militants nsubj attacked, attacked root, checkpoint obj attacked"},
    {"Two of its soldiers were wounded by a mine, the Lebanese army said.",
     "two nsubj:pass wounded, soldiers nmod two, mine obl:agent wounded, "
     "army nsubj said"},
    {"Sudan's army denied the accusation and blamed the paramilitaries.",
     "army nsubj denied, accusation obj denied, blamed conj denied, "
     "paramilitaries obj blamed"},
    {"At least 16 people, including four children, died overnight in Rafah.",
     "people nsubj died, children nmod people, rafah obl died"},
    {"Hezbollah said on Wednesday that it had targeted a barracks in Haifa.",
     "hezbollah nsubj said, it nsubj targeted, targeted ccomp said, "
     "barracks obj targeted"},
    {"According to the mayor, shelling damaged a clinic and injured a nurse.",
     "mayor obl damaged, shelling nsubj damaged, clinic obj damaged, "
     "injured conj damaged, nurse obj injured"},
    {"A Ukrainian drone damaged a refinery in the Russian city of Syzran, the "
     "regional governor said.",
     "drone nsubj damaged, refinery obj damaged, damaged ccomp said, "
     "governor nsubj said"},
    {"No group immediately claimed responsibility for the attack.",
     "group nsubj claimed, claimed root, responsibility obj claimed"},
    {"The bodies of 11 villagers killed by the militia were found in a well.",
     "bodies nsubj:pass found, villagers nmod bodies, killed acl villagers, "
     "militia obl:agent killed"},
    {"Fighters loyal to Haftar seized an oil port, residents said.",
     "fighters nsubj seized, loyal amod fighters, port obj seized, "
     "residents nsubj said"},
    {"The attack was carried out by gunmen on motorcycles, said a police "
     "officer in Maiduguri.",
     "attack nsubj:pass carried, gunmen obl:agent carried, "
     "carried ccomp said, officer nsubj said"},
    {"Turkey, which backs the rebels, said a Turk had been killed.",
     "turkey nsubj said, backs acl:relcl turkey, rebels obj backs, "
     "turk nsubj:pass killed, killed ccomp said"},
    {"Afghans living near the base said helicopters had fired at houses.",
     "afghans nsubj said, living acl afghans, helicopters nsubj fired, "
     "fired ccomp said"},
    {"A 12-year-old girl was shot in the leg by a sniper.",
     "girl nsubj:pass shot, old amod girl, sniper obl:agent shot"},
    {"The explosion left seven policemen dead and a dozen wounded.",
     "explosion nsubj left, policemen obj left, dead xcomp left"},
    {"Eight Somalis and an Ethiopian were arrested in a raid on a camp.",
     "somalis nsubj:pass arrested, ethiopian conj somalis, "
     "raid obl arrested"},
    {"Ukraine's military said Russia launched 60 drones overnight, 52 of which "
     "were shot down.",
     "military nsubj said, launched ccomp said, russia nsubj launched, "
     "drones obj launched, shot acl:relcl drones"},
    {"Colonel Abdul Rahim told AFP three insurgents had been captured.",
     "colonel compound abdul, abdul nsubj told, afp iobj told, "
     "insurgents nsubj:pass captured, captured ccomp told"},
    {"\"We lost two fighters,\" a commander of the group said by telephone.",
     "we nsubj lost, fighters obj lost, lost ccomp said, "
     "commander nsubj said"},
    {"Mortar fire from Syria killed a shepherd in Hatay, Turkish media "
     "reported.",
     "fire nsubj killed, shepherd obj killed, killed ccomp reported, "
     "media nsubj reported"},
    {"Hundreds of people fled the fighting between the army and the RSF.",
     "hundreds nsubj fled, fighting obj fled, army nmod fighting, "
     "rsf conj army"},
    {"Police accused the Tigers of killing a lawmaker; the group denied it.",
     "police nsubj accused, tigers obj accused, killing advcl accused, "
     "lawmaker obj killing, group nsubj denied"},
};

// The word that "killed/2" stands for; its index, or the number of tokens.
uint32_t WordAt(const AnalyzedText& text, absl::string_view name) {
  const std::pair<absl::string_view, absl::string_view> parts =
      absl::StrSplit(name, absl::MaxSplits('/', 1));
  int left = 1;
  if (!absl::SimpleAtoi(parts.second, &left)) left = 1;
  const uint32_t size = static_cast<uint32_t>(text.tokens.size());
  for (uint32_t i = 0; i < size; ++i) {
    if (text.tokens[i].lower == parts.first && --left == 0) return i;
  }
  return size;
}

bool Holds(const AnalyzedText& text, absl::string_view arc) {
  const std::vector<absl::string_view> parts = absl::StrSplit(arc, ' ');
  const uint32_t word = WordAt(text, parts[0]);
  if (word == text.tokens.size()) {
    ADD_FAILURE() << "no such word: " << arc;
    return false;
  }
  const Token& token = text.tokens[word];
  if (RelName(token.rel) != parts[1]) return false;
  if (parts.size() == 2) return token.head < 0;
  return token.head == static_cast<int>(WordAt(text, parts[2]));
}

TEST(NewsTreesTest, FindsWhoDidWhatToWhom) {
  int arcs = 0;
  std::vector<std::string> wrong;
  for (const Case& c : kCases) {
    const AnalyzedText text = TestAnalyzer().Analyze(MakeArticle({c.sentence}));
    for (absl::string_view arc : absl::StrSplit(c.arcs, ", ")) {
      ++arcs;
      if (!Holds(text, arc)) {
        wrong.push_back(absl::StrCat(arc, ": ", c.sentence));
      }
    }
  }
  for (const std::string& line : wrong) std::cout << line << "\n";
  std::cout << arcs - static_cast<int>(wrong.size()) << " of " << arcs
            << " arcs right\n";
  EXPECT_LE(wrong.size(), 12u);
}

}  // namespace
}  // namespace parallax::ingest::domain::extract
