#include "services/ingest/domain/extract/analysis/analyzer.h"

#include <algorithm>
#include <fstream>
#include <memory>
#include <sstream>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/ingest/domain/extract/analysis/characters.h"
#include "services/ingest/domain/extract/analysis/model_file.h"
#include "services/ingest/domain/extract/analysis/parse_sentences.h"
#include "services/ingest/domain/extract/analysis/projection.h"
#include "services/ingest/domain/extract/analysis/quote_spans.h"
#include "services/ingest/domain/extract/analysis/sentence_splitter.h"
#include "services/ingest/domain/extract/analysis/tagger.h"
#include "services/ingest/domain/extract/analysis/title_case.h"
#include "services/ingest/domain/extract/analysis/tokenizer.h"
#include "services/ingest/domain/extract/analysis/tree_repairs.h"

namespace parallax::ingest::domain::extract {
namespace {

bool IsRead(BlockRole role) {
  switch (role) {
    case BlockRole::kHeadline:
    case BlockRole::kStandfirst:
    case BlockRole::kBody:
    case BlockRole::kCaption:
    case BlockRole::kLegend:
    case BlockRole::kRelatedSameStory:
      return true;
    default:
      return false;
  }
}

// One section of a decoded model, or DATA_LOSS.
absl::StatusOr<absl::string_view> Section(const ModelSections& model,
                                          const char* name) {
  const auto it = model.find(name);
  if (it == model.end()) {
    return absl::DataLossError(
        absl::StrCat("language model has no section '", name, "'"));
  }
  return absl::string_view(it->second);
}

// Decodes one section by `parse` into `out`.
template <typename T, typename Parse>
absl::Status Read(const ModelSections& model, const char* name, Parse parse,
                  T& out) {
  absl::StatusOr<absl::string_view> bytes = Section(model, name);
  if (!bytes.ok()) return bytes.status();
  absl::StatusOr<T> value = parse(*bytes);
  if (!value.ok()) return value.status();
  out = *std::move(value);
  return absl::OkStatus();
}

// Words that are tagged at a time: what is known of them must not fill the
// caches, or a long text costs more by the byte than a short one.
constexpr uint32_t kBatchTokens = 1024;

// Tokens and sentences of the readable blocks. Every token belongs to one
// sentence.
void Segment(const Article& article, const Abbreviations& abbreviations,
             AnalyzedText& out) {
  std::vector<TokenSpan> spans;
  spans.reserve(article.text.size() / 5 + 16);
  std::vector<uint32_t> ends;
  for (size_t b = 0; b < article.blocks.size(); ++b) {
    const Block& block = article.blocks[b];
    if (!IsRead(block.role)) continue;
    const uint32_t first = static_cast<uint32_t>(spans.size());
    Tokenize(article.text, block.begin,
             std::min<uint32_t>(block.end,
                                static_cast<uint32_t>(article.text.size())),
             abbreviations, spans);
    const uint32_t last = static_cast<uint32_t>(spans.size());
    ends.clear();
    const bool dateline =
        block.role == BlockRole::kBody || block.role == BlockRole::kStandfirst;
    SplitSentences(article.text, spans, first, last, abbreviations, dateline,
                   ends);
    uint32_t begin = first;
    for (uint32_t end : ends) {
      Sentence sentence;
      sentence.first = begin;
      sentence.last = end;
      sentence.begin = spans[begin].begin;
      sentence.end = spans[end - 1].end;
      sentence.block = static_cast<uint32_t>(b);
      out.sentences.push_back(sentence);
      begin = end;
    }
  }
  out.tokens.resize(spans.size());
  for (size_t i = 0; i < spans.size(); ++i) {
    out.tokens[i].begin = spans[i].begin;
    out.tokens[i].end = spans[i].end;
  }
}

// Heads and relations of one parsed sentence.
void TakeTree(const std::vector<ParsedWord>& trees, const Sentence& sentence,
              std::vector<Token>& tokens) {
  const int32_t first = static_cast<int32_t>(sentence.first);
  for (uint32_t i = sentence.first; i < sentence.last; ++i) {
    tokens[i].head = trees[i].head < 0 ? -1 : first + trees[i].head;
    tokens[i].rel = LabelRel(trees[i].label);
  }
}

bool HasSmallLetter(absl::string_view form) {
  return absl::c_any_of(form, absl::ascii_islower);
}

// Tags that the words beside them leave no doubt of.
void MendTags(const AnalyzedText& text, const Sentence& sentence,
              std::vector<Tag>& tags) {
  static const Tag kNouns = TagFromTreebank("NOUN", "NNS");
  static const Tag kName = TagFromTreebank("PROPN", "NNP");
  const auto is_capital = [&](uint32_t i) {
    return absl::ascii_isupper(text.Form(text.tokens[i])[0]);
  };
  for (uint32_t i = sentence.first + 1; i < sentence.last; ++i) {
    // "Syria's Northern Front said": two in a row before a verb are a name.
    if (TagPos(tags[i]) == Pos::kAdj && TagPos(tags[i - 1]) == Pos::kAdj &&
        i + 1 < sentence.last && TagPos(tags[i + 1]) == Pos::kVerb &&
        is_capital(i) && is_capital(i - 1) && !is_capital(i + 1)) {
      tags[i] = kName;
    }
    if (TagPos(tags[i]) != Pos::kVerb) continue;
    // "including reports that": no verb stands there.
    if (text.tokens[i - 1].lower == "including" &&
        (TagFeatures(tags[i]) & kFinite) != 0) {
      tags[i] = kNouns;
    }
    // "Omar Said's raids": what owns something is a name.
    if (i + 1 < sentence.last && TagPos(tags[i + 1]) == Pos::kPart &&
        absl::EndsWith(text.tokens[i + 1].lower, "s") &&
        TagPos(tags[i - 1]) == Pos::kPropn && is_capital(i)) {
      tags[i] = tags[i - 1];
    }
  }
}

// "IS" between words that are not all in capitals: the group, no verb.
bool IsIslamicState(const AnalyzedText& text, uint32_t i, uint32_t first,
                    uint32_t last) {
  if (text.Form(text.tokens[i]) != "IS") return false;
  return (i > first && HasSmallLetter(text.Form(text.tokens[i - 1]))) ||
         (i + 1 < last && HasSmallLetter(text.Form(text.tokens[i + 1])));
}

bool IsPluralPronoun(absl::string_view lower) {
  return lower == "they" || lower == "them" || lower == "we" || lower == "us" ||
         lower == "these" || lower == "those" || lower == "both" ||
         lower == "their" || lower == "our";
}

}  // namespace

absl::StatusOr<std::unique_ptr<const Analyzer>> Analyzer::Load(
    const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    return absl::NotFoundError(
        absl::StrCat("cannot read the language model ", path));
  }
  std::ostringstream bytes;
  bytes << file.rdbuf();
  absl::StatusOr<std::unique_ptr<const Analyzer>> analyzer =
      FromBytes(bytes.str());
  if (!analyzer.ok()) {
    return absl::Status(analyzer.status().code(),
                        absl::StrCat(path, ": ", analyzer.status().message()));
  }
  return analyzer;
}

absl::StatusOr<std::unique_ptr<const Analyzer>> Analyzer::FromBytes(
    absl::string_view bytes) {
  const absl::StatusOr<ModelSections> model = DecodeModel(bytes);
  if (!model.ok()) return model.status();
  return FromSections(*model);
}

absl::StatusOr<std::unique_ptr<const Analyzer>> Analyzer::FromSections(
    const ModelSections& model) {
  std::unique_ptr<Analyzer> analyzer(new Analyzer);
  absl::Status status = absl::OkStatus();
  status.Update(Read(model, sections::kAbbreviations, &Abbreviations::Parse,
                     analyzer->abbreviations_));
  status.Update(Read(model, sections::kLexicon, &Lexicon::Deserialize,
                     analyzer->lexicon_));
  status.Update(Read(model, sections::kLemmas, &Lemmatizer::Parse,
                     analyzer->lemmatizer_));
  status.Update(Read(model, sections::kTagger, &WideTable::Deserialize,
                     analyzer->tag_weights_));
  status.Update(Read(model, sections::kTransitions, &NarrowTable::Deserialize,
                     analyzer->parser_.transitions));
  status.Update(Read(model, sections::kLabels, &WideTable::Deserialize,
                     analyzer->parser_.labels));
  status.Update(Read(model, sections::kCertainMoves, &NarrowTable::Deserialize,
                     analyzer->parser_.certain_moves));
  status.Update(Read(model, sections::kCertainLabels, &NarrowTable::Deserialize,
                     analyzer->parser_.certain_labels));
  if (!status.ok()) return status;
  return std::unique_ptr<const Analyzer>(std::move(analyzer));
}

void Analyzer::Describe(absl::Span<const Sentence> sentences, AnalyzedText& out,
                        std::vector<WordAtoms>& atoms, std::vector<Tag>& tags,
                        std::vector<ParserWord>& words) const {
  const uint32_t begin = sentences.front().first;
  const uint32_t end = sentences.back().last;
  atoms.clear();
  for (const Sentence& sentence : sentences) {
    const bool title = IsTitleCase(out, sentence);
    for (uint32_t i = sentence.first; i < sentence.last; ++i) {
      Token& token = out.tokens[i];
      const absl::string_view form = out.Form(token);
      FoldCase(form, token.lower);
      if (IsIslamicState(out, i, begin, end)) {
        atoms.push_back(MakeAtoms("ISIS", "isis", lexicon_));
      } else {
        const bool small = title && HasSmallLetter(form) &&
                           IsCommonWord(token.lower, lexicon_);
        atoms.push_back(
            MakeAtoms(small ? token.lower : form, token.lower, lexicon_));
      }
    }
    TagWords(tag_weights_,
             absl::MakeConstSpan(atoms).subspan(sentence.first - begin,
                                                sentence.last - sentence.first),
             tags.data() + sentence.first);
    MendTags(out, sentence, tags);
  }
  for (uint32_t i = begin; i < end; ++i) {
    Token& token = out.tokens[i];
    token.pos = TagPos(tags[i]);
    token.features = TagFeatures(tags[i]);
    if ((token.pos == Pos::kPron || token.pos == Pos::kDet) &&
        IsPluralPronoun(token.lower)) {
      token.features |= kPlural;
    }
    lemmatizer_.Lemma(token.lower, tags[i], lexicon_, token.lemma);
    words[i] = MakeParserWord(atoms[i - begin], tags[i]);
  }
}

AnalyzedText Analyzer::Analyze(const Article& article) const {
  return Analyze(article,
                 [](const AnalyzedText&, const Sentence&) { return true; });
}

AnalyzedText Analyzer::Analyze(const Article& article,
                               ParsePolicy policy) const {
  AnalyzedText out;
  out.text = article.text;
  Segment(article, abbreviations_, out);

  std::vector<Tag> tags(out.tokens.size());
  std::vector<ParserWord> words(out.tokens.size());
  std::vector<WordAtoms> atoms;
  for (size_t s = 0; s < out.sentences.size();) {
    const size_t first = s;
    const uint32_t begin = out.sentences[s].first;
    while (s < out.sentences.size() &&
           (s == first || out.sentences[s].last <= begin + kBatchTokens)) {
      ++s;
    }
    Describe(absl::MakeSpan(out.sentences).subspan(first, s - first), out,
             atoms, tags, words);
  }
  for (const QuoteSpan& span : FindQuoteSpans(out)) {
    for (uint32_t i = span.first; i < span.last; ++i) {
      out.tokens[i].features |= kQuoted;
    }
  }

  std::vector<ParsedWord> trees(out.tokens.size());
  std::vector<ParseTask> tasks;
  tasks.reserve(out.sentences.size());
  for (Sentence& sentence : out.sentences) {
    sentence.parsed = policy(out, sentence);
    if (!sentence.parsed) continue;
    tasks.push_back({absl::MakeConstSpan(words).subspan(
                         sentence.first, sentence.last - sentence.first),
                     tags.data() + sentence.first,
                     trees.data() + sentence.first});
  }
  ParseSentences(parser_, tasks);
  for (const Sentence& sentence : out.sentences) {
    if (sentence.parsed) TakeTree(trees, sentence, out.tokens);
  }
  RepairTrees(out);
  IndexChildren(out);
  RefineRelations(out);
  return out;
}

}  // namespace parallax::ingest::domain::extract
