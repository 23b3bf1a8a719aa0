// Rebuilds english.model from Universal Dependencies treebanks, or measures a
// model on their held-out parts. ../README.md has the commands.
#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/ingest/domain/extract/analysis/analyzer.h"
#include "services/ingest/domain/extract/analysis/model_file.h"
#include "services/ingest/domain/extract/analysis/tagger.h"
#include "services/ingest/domain/extract/analysis/train/evaluate.h"
#include "services/ingest/domain/extract/analysis/train/train_lexicon.h"
#include "services/ingest/domain/extract/analysis/train/train_parser.h"
#include "services/ingest/domain/extract/analysis/train/train_tagger.h"
#include "services/ingest/domain/extract/analysis/train/wire_grammar.h"
#include "services/ingest/domain/extract/analysis/train/word_forms.h"
#include "services/ingest/domain/extract/analysis/train/wordnet.h"

namespace parallax::ingest::domain::extract::train {
namespace {

struct Options {
  std::string ewt;
  std::string gum;
  std::string pud;
  std::string news;
  std::string wordnet;
  std::string irregular_verbs;
  std::string abbreviations;
  std::string out;
  std::string base;
  std::string wire_grammar;
  int wire_sentences = 3000;
  bool print_wire = false;
  bool words_only = false;
  bool gold_tags = false;
  TaggerOptions tagger;
  ParserOptions parser;
};

absl::StatusOr<std::string> ReadAll(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return absl::NotFoundError("cannot read " + path);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

// The parser must learn from tags as wrong as those it will see: each quarter
// of the sentences is tagged by a tagger trained on the other three.
std::vector<ParserExample> Jackknife(const std::vector<GoldSentence>& train,
                                     const WordNet& wordnet,
                                     const std::vector<WordForm>& forms,
                                     const Options& options) {
  constexpr size_t kFolds = 4;
  const Lexicon unseen = BuildLexicon({}, wordnet, forms);
  std::vector<ParserExample> examples(train.size());
  for (size_t fold = 0; fold < kFolds; ++fold) {
    std::vector<const GoldSentence*> others;
    for (size_t i = 0; i < train.size(); ++i) {
      if (i % kFolds != fold) others.push_back(&train[i]);
    }
    const Lexicon lexicon = BuildLexicon(others, wordnet, forms);
    TaggerOptions tagger_options = options.tagger;
    tagger_options.epochs = 3;
    tagger_options.members = 1;
    const WideTable tagger =
        TrainTagger(others, lexicon, unseen, tagger_options);
    for (size_t i = fold; i < train.size(); i += kFolds) {
      const std::vector<WordAtoms> atoms = AtomsOf(train[i], lexicon);
      examples[i].gold = &train[i];
      examples[i].tags.resize(train[i].size());
      TagWords(tagger, atoms, examples[i].tags.data());
    }
  }
  return examples;
}

absl::StatusOr<std::vector<WordForm>> ReadForms(const Options& options) {
  const absl::StatusOr<std::string> verbs = ReadAll(options.irregular_verbs);
  if (!verbs.ok()) return verbs.status();
  absl::StatusOr<std::vector<WordForm>> forms = ParseIrregularVerbs(*verbs);
  if (!forms.ok()) return forms.status();
  const absl::StatusOr<std::string> nouns =
      ReadAll(options.wordnet + "/noun.exc");
  if (!nouns.ok()) return nouns.status();
  for (WordForm& form : ParseIrregularPlurals(*nouns)) {
    forms->push_back(std::move(form));
  }
  return forms;
}

// Lexicon and lemmas come from the treebanks and lists alone: how often a
// made-up sentence uses a word says nothing.
Lexicon RebuildWords(const Treebanks& treebanks, const WordNet& wordnet,
                     const std::vector<WordForm>& forms, ModelSections& model) {
  std::vector<const GoldSentence*> all;
  for (const GoldSentence& sentence : treebanks.train) all.push_back(&sentence);
  Lexicon lexicon = BuildLexicon(all, wordnet, forms);
  model[sections::kLexicon] = lexicon.Serialize();
  model[sections::kLemmas] = BuildLemmaTable(all, lexicon, forms);
  return lexicon;
}

absl::StatusOr<ModelSections> Train(const Treebanks& treebanks,
                                    const WordNet& wordnet,
                                    const std::vector<WordForm>& forms,
                                    const Options& options) {
  const std::vector<GoldSentence>& train = treebanks.train;
  std::vector<const GoldSentence*> all;
  size_t words = 0;
  for (const GoldSentence& sentence : train) {
    all.push_back(&sentence);
    words += sentence.size();
  }
  std::fprintf(stderr, "training on %zu sentences, %zu words\n", train.size(),
               words);
  ModelSections model;
  const Lexicon lexicon = RebuildWords(treebanks, wordnet, forms, model);
  std::vector<GoldSentence> wire;
  if (!options.wire_grammar.empty()) {
    const absl::StatusOr<std::string> text = ReadAll(options.wire_grammar);
    if (!text.ok()) return text.status();
    const absl::StatusOr<WireGrammar> grammar = WireGrammar::Parse(*text);
    if (!grammar.ok()) return grammar.status();
    wire = grammar->Generate(options.wire_sentences, 3);
    for (const GoldSentence& sentence : wire) all.push_back(&sentence);
  }
  const Lexicon unseen = BuildLexicon({}, wordnet, forms);
  model[sections::kTagger] =
      TrainTagger(all, lexicon, unseen, options.tagger).Serialize();
  std::fprintf(stderr, "tagger done\n");
  std::vector<ParserExample> examples;
  if (options.gold_tags) {
    for (const GoldSentence& sentence : train) {
      ParserExample example;
      example.gold = &sentence;
      for (const GoldWord& word : sentence) example.tags.push_back(word.tag);
      examples.push_back(std::move(example));
    }
  } else {
    examples = Jackknife(train, wordnet, forms, options);
  }
  for (const GoldSentence& sentence : wire) {
    ParserExample example;
    example.gold = &sentence;
    for (const GoldWord& word : sentence) example.tags.push_back(word.tag);
    examples.push_back(std::move(example));
  }
  const ParserModel parser = TrainParser(examples, lexicon, options.parser);
  model[sections::kTransitions] = parser.transitions.Serialize();
  model[sections::kLabels] = parser.labels.Serialize();
  model[sections::kCertainMoves] = parser.certain_moves.Serialize();
  model[sections::kCertainLabels] = parser.certain_labels.Serialize();
  return model;
}

absl::Status PrintWire(const Options& options) {
  const absl::StatusOr<std::string> text = ReadAll(options.wire_grammar);
  if (!text.ok()) return text.status();
  const absl::StatusOr<WireGrammar> grammar = WireGrammar::Parse(*text);
  if (!grammar.ok()) return grammar.status();
  for (const GoldSentence& sentence :
       grammar->Generate(options.wire_sentences, 3)) {
    for (size_t i = 0; i < sentence.size(); ++i) {
      const GoldWord& word = sentence[i];
      std::printf("%zu\t%s\t_\t%s\t_\t_\t%d\t%s\t_\t_\n", i + 1,
                  word.form.c_str(), std::string(TagName(word.tag)).c_str(),
                  word.head + 1, std::string(LabelName(word.label)).c_str());
    }
    std::printf("\n");
  }
  return absl::OkStatus();
}

absl::Status Run(const Options& options) {
  if (options.print_wire) return PrintWire(options);
  ModelSections model;
  if (!options.base.empty()) {
    absl::StatusOr<std::string> bytes = ReadAll(options.base);
    if (!bytes.ok()) return bytes.status();
    absl::StatusOr<ModelSections> base = DecodeModel(*bytes);
    if (!base.ok()) return base.status();
    model = *std::move(base);
  }
  Treebanks treebanks;
  if (!options.ewt.empty()) {
    absl::StatusOr<Treebanks> read =
        ReadTreebanks(options.ewt, options.gum, options.pud, options.news);
    if (!read.ok()) return read.status();
    treebanks = *std::move(read);
  }
  if (options.base.empty() || options.words_only) {
    const absl::StatusOr<WordNet> wordnet = ReadWordNet(options.wordnet);
    if (!wordnet.ok()) return wordnet.status();
    const absl::StatusOr<std::vector<WordForm>> forms = ReadForms(options);
    if (!forms.ok()) return forms.status();
    if (options.words_only) {
      RebuildWords(treebanks, *wordnet, *forms, model);
    } else {
      absl::StatusOr<ModelSections> trained =
          Train(treebanks, *wordnet, *forms, options);
      if (!trained.ok()) return trained.status();
      model = *std::move(trained);
    }
  }
  if (!options.abbreviations.empty()) {
    absl::StatusOr<std::string> tsv = ReadAll(options.abbreviations);
    if (!tsv.ok()) return tsv.status();
    const auto parsed = Abbreviations::Parse(*tsv);
    if (!parsed.ok()) return parsed.status();
    model[sections::kAbbreviations] = *std::move(tsv);
  }
  for (const NamedSet& set : treebanks.held_out) {
    absl::StatusOr<std::string> line = Evaluate(model, set);
    if (!line.ok()) return line.status();
    std::printf("%s\n", line->c_str());
  }
  if (options.out.empty()) return absl::OkStatus();
  absl::StatusOr<std::string> bytes = EncodeModel(model);
  if (!bytes.ok()) return bytes.status();
  std::ofstream file(options.out, std::ios::binary);
  file << *bytes;
  file.close();
  if (!file) return absl::UnavailableError("cannot write " + options.out);
  std::printf("%s: %zu bytes\n", options.out.c_str(), bytes->size());
  return absl::OkStatus();
}

}  // namespace
}  // namespace parallax::ingest::domain::extract::train

int main(int argc, char** argv) {
  using parallax::ingest::domain::extract::train::Options;
  Options options;
  CLI::App app{"Trains the English text analyser from open treebanks."};
  app.add_option("--ewt", options.ewt, "checkout of UD_English-EWT");
  app.add_option("--gum", options.gum, "checkout of UD_English-GUM");
  app.add_option("--pud", options.pud, "checkout of UD_English-PUD");
  app.add_option("--news", options.news, "news_trees.conllu");
  app.add_option("--wordnet", options.wordnet, "folder of WordNet 3.0");
  app.add_option("--wire-grammar", options.wire_grammar, "wire_grammar.txt");
  app.add_option("--wire-sentences", options.wire_sentences,
                 "how many sentences to make up from the grammar");
  app.add_flag("--print-wire", options.print_wire,
               "print the made-up sentences and stop");
  app.add_option("--abbreviations", options.abbreviations,
                 "english_abbreviations.tsv");
  app.add_option("--base", options.base,
                 "take all trained parts from this model; with treebanks, "
                 "measure it");
  app.add_flag("--words-only", options.words_only,
               "with --base and treebanks: rebuild lexicon and lemma table");
  app.add_option("--irregular-verbs", options.irregular_verbs,
                 "irregular_verbs.tsv");
  app.add_option("--out", options.out, "model file to write");
  app.add_option("--tagger-epochs", options.tagger.epochs);
  app.add_option("--parser-epochs", options.parser.epochs);
  app.add_option("--explore-percent", options.parser.explore_percent);
  app.add_option("--transitions", options.parser.max_transitions);
  app.add_option("--transition-min-updates",
                 options.parser.transition_min_updates);
  app.add_option("--labels", options.parser.max_labels);
  app.add_option("--label-min-updates", options.parser.label_min_updates);
  app.add_option("--tag-features", options.tagger.max_features);
  app.add_option("--tag-min-updates", options.tagger.min_updates);
  app.add_option("--parser-margin", options.parser.margin);
  app.add_option("--tagger-margin", options.tagger.margin);
  app.add_option("--members", options.parser.members,
                 "perceptrons that the parser is the mean of");
  app.add_option("--tagger-members", options.tagger.members);
  app.add_option("--certain-count", options.parser.certain_count);
  app.add_option("--certain-permille", options.parser.certain_permille);
  app.add_option("--parser-drop", options.parser.drop_percent);
  app.add_option("--tagger-drop", options.tagger.drop_percent);
  app.add_option("--tagger-hide", options.tagger.hide_percent,
                 "words in a hundred that the tagger learns to tag unseen");
  app.add_flag("--gold-tags", options.gold_tags,
               "let the parser learn from the treebank's own tags");
  CLI11_PARSE(app, argc, argv);
  const absl::Status status =
      parallax::ingest::domain::extract::train::Run(options);
  if (!status.ok()) {
    std::fprintf(stderr, "train_analyzer: %s\n",
                 std::string(status.message()).c_str());
    return 1;
  }
  return 0;
}
