#include "services/ingest/domain/extract/analysis/train/wire_grammar.h"

#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "services/ingest/domain/extract/analysis/tags.h"

namespace parallax::ingest::domain::extract::train {
namespace {

// The one sentence of a grammar, each word as "form>head:label", the head by
// its place from one.
std::string Sentence(const std::string& grammar) {
  const absl::StatusOr<WireGrammar> parsed = WireGrammar::Parse(grammar);
  if (!parsed.ok()) return std::string(parsed.status().message());
  std::string out;
  const auto sentences = parsed->Generate(1, 1);
  for (const GoldWord& word : sentences.front()) {
    absl::StrAppend(&out, out.empty() ? "" : " ", word.form, ">", word.head + 1,
                    ":", std::string(LabelName(word.label)));
  }
  return out;
}

TEST(WireGrammarTest, AConjunctionDependsOnTheMemberThatFollows) {
  EXPECT_EQ(Sentence("ROOT 1: nsubj=he/PRON *ran/VERB/VBD cc=and/CCONJ "
                     "conj=fell/VERB/VBD"),
            "He>2:nsubj ran>0:root and>4:cc fell>2:conj");
}

TEST(WireGrammarTest, AConjunctionInsideAMemberDependsOnIt) {
  EXPECT_EQ(Sentence("ROOT 1: nsubj=he/PRON *ran/VERB/VBD conj=$SHOT\n"
                     "SHOT 1: cc=and/CCONJ aux:pass=was/AUX/VBD "
                     "*shot/VERB/VBN"),
            "He>2:nsubj ran>0:root and>5:cc was>5:aux:pass shot>2:conj");
}

TEST(WireGrammarTest, CommasBelongToWhatTheySetOff) {
  EXPECT_EQ(Sentence("ROOT 1: nsubj=$WHO *fell/VERB/VBD\n"
                     "WHO 1: *Kabir/PROPN punct=,/PUNCT/, appos=chief/NOUN "
                     "punct=,/PUNCT/,"),
            "Kabir>5:nsubj ,>3:punct chief>1:appos ,>3:punct fell>0:root");
}

TEST(WireGrammarTest, ArticlesFitTheNextWord) {
  EXPECT_EQ(Sentence("ROOT 1: nsubj=$WHO *fell/VERB/VBD\n"
                     "WHO 1: det=a/DET *officer/NOUN"),
            "An>2:det officer>3:nsubj fell>0:root");
}

TEST(WireGrammarTest, NamesALabelThatDoesNotExist) {
  EXPECT_FALSE(
      WireGrammar::Parse("ROOT 1: subject=he/PRON *ran/VERB/VBD").ok());
}

}  // namespace
}  // namespace parallax::ingest::domain::extract::train
