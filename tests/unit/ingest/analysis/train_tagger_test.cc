#include "services/ingest/domain/extract/analysis/train/train_tagger.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/ingest/domain/extract/analysis/tagger.h"
#include "services/ingest/domain/extract/analysis/train/train_lexicon.h"

namespace parallax::ingest::domain::extract::train {
namespace {

// "they <word> it", the word being tagged as `upos` and `xpos`.
std::string Sentence(const std::string& word, const std::string& lemma,
                     const std::string& upos, const std::string& xpos) {
  return "1\tthey\tthey\tPRON\tPRP\t_\t2\tnsubj\t_\t_\n2\t" + word + "\t" +
         lemma + "\t" + upos + "\t" + xpos +
         "\t_\t0\troot\t_\t_\n3\tit\tit\tPRON\tPRP\t_\t2\tobj\t_\t_\n\n";
}

TEST(TrainTaggerTest, LearnsFromHiddenWordsWhatInflectionsTell) {
  WordNet wordnet;
  std::string conllu;
  for (const char* verb : {"shell", "bomb", "loot", "besiege"}) {
    wordnet[verb].parts = kVerbPart;
    for (int i = 0; i < 4; ++i) {
      conllu += Sentence(std::string(verb) + "s", verb, "VERB", "VBZ");
    }
  }
  for (const char* noun : {"tank", "town", "truck", "house"}) {
    wordnet[noun].parts = kNounPart;
    for (int i = 0; i < 4; ++i) {
      conllu += Sentence(std::string(noun) + "s", noun, "NOUN", "NNS");
    }
  }
  wordnet["behead"].parts = kVerbPart;
  wordnet["convoy"].parts = kNounPart;
  const auto sentences = ParseConllu(conllu);
  ASSERT_TRUE(sentences.ok());
  std::vector<const GoldSentence*> all;
  for (const GoldSentence& sentence : *sentences) all.push_back(&sentence);
  const Lexicon lexicon = BuildLexicon(all, wordnet, {});
  TaggerOptions options;
  options.hide_percent = 50;
  options.margin = 10;
  const WideTable table =
      TrainTagger(all, lexicon, BuildLexicon({}, wordnet, {}), options);

  const auto tag_of = [&](const std::string& word) {
    const auto unseen = ParseConllu(Sentence(word, word, "X", "_"));
    if (!unseen.ok()) return std::string(unseen.status().message());
    const auto atoms = AtomsOf(unseen->front(), lexicon);
    std::vector<Tag> tags(atoms.size());
    TagWords(table, atoms, tags.data());
    return std::string(TagName(tags[1]));
  };
  EXPECT_EQ(tag_of("beheads"), "VERB/VBZ");
  EXPECT_EQ(tag_of("convoys"), "NOUN/NNS");
}

}  // namespace
}  // namespace parallax::ingest::domain::extract::train
