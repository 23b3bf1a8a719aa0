#include "services/ingest/domain/extract/analysis/train/train_tagger.h"

#include "services/ingest/domain/extract/analysis/tagger.h"
#include "services/ingest/domain/extract/analysis/train/perceptron.h"

namespace parallax::ingest::domain::extract::train {

std::vector<WordAtoms> AtomsOf(const GoldSentence& sentence,
                               const Lexicon& lexicon) {
  std::vector<WordAtoms> atoms;
  atoms.reserve(sentence.size());
  for (const GoldWord& word : sentence) {
    atoms.push_back(MakeAtoms(word.form, word.folded, lexicon));
  }
  return atoms;
}

namespace {

// Whether new words keep turning up with this part of speech.
bool IsOpenClass(Pos pos) {
  return pos == Pos::kNoun || pos == Pos::kVerb || pos == Pos::kAdj ||
         pos == Pos::kAdv || pos == Pos::kPropn;
}

}  // namespace

WideTable TrainTagger(const std::vector<const GoldSentence*>& sentences,
                      const Lexicon& lexicon, const Lexicon& unseen,
                      const TaggerOptions& options) {
  struct Item {
    const GoldSentence* gold;
    std::vector<WordAtoms> atoms;
    std::vector<WordAtoms> hidden;
  };
  std::vector<Item> items;
  for (const GoldSentence* sentence : sentences) {
    items.push_back(
        {sentence, AtomsOf(*sentence, lexicon), AtomsOf(*sentence, unseen)});
  }
  std::vector<uint32_t> order(items.size());
  for (uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  Committee<WideTable> committee;
  Perceptron<WideTable>::Scores scores;
  TaggerKeys keys;
  std::vector<Tag> tags;
  std::vector<WordAtoms> atoms;
  const int classes = TagCount();
  for (int member = 0; member < options.members; ++member) {
    Perceptron<WideTable> perceptron;
    Random random(1 + 2 * static_cast<uint64_t>(member));
    for (int epoch = 0; epoch < options.epochs; ++epoch) {
      Shuffle(order, random);
      for (uint32_t o : order) {
        const Item& item = items[o];
        atoms = item.atoms;
        for (size_t i = 0; i < atoms.size(); ++i) {
          if (!IsOpenClass(TagPos((*item.gold)[i].tag)) ||
              random.Below(100) >= options.hide_percent) {
            continue;
          }
          atoms[i] = item.hidden[i];
          atoms[i].form = random.Next();  // a form of no weight
        }
        tags.assign(atoms.size(), kUnknownTag);
        for (size_t i = 0; i < atoms.size(); ++i) {
          if (atoms[i].only_tag != LexiconEntry::kNoTag) {
            tags[i] = atoms[i].only_tag;
            continue;
          }
          TaggerFeatures(atoms, i, tags.data(), keys);
          const absl::Span<const uint64_t> kept =
              DropKeys(absl::MakeSpan(keys), options.drop_percent, random);
          perceptron.Score(kept, classes, scores);
          int best = 0;
          for (int c = 1; c < classes; ++c) {
            if (scores[c] > scores[best]) best = c;
          }
          const Tag gold = (*item.gold)[i].tag;
          perceptron.Tick();
          int rival = best;
          if (best == gold) {
            rival = gold == 0 ? 1 : 0;
            for (int c = 0; c < classes; ++c) {
              if (c != gold && scores[c] > scores[rival]) rival = c;
            }
          }
          if (best != gold || scores[rival] + options.margin > scores[gold]) {
            perceptron.Update(kept, gold, rival);
          }
          tags[i] = static_cast<Tag>(best);
        }
      }
    }
    committee.Add(perceptron, options.scale, options.min_updates);
  }
  return committee.Compress(options.max_features);
}

}  // namespace parallax::ingest::domain::extract::train
