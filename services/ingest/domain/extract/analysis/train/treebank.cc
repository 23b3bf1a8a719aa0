#include "services/ingest/domain/extract/analysis/train/treebank.h"

#include <fstream>
#include <sstream>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/ingest/domain/extract/analysis/characters.h"

namespace parallax::ingest::domain::extract::train {
namespace {

// Genres of GUM whose texts are CC BY, CC BY-SA or in the public domain and
// whose register is edited prose (see the treebank's LICENSE.txt).
constexpr absl::string_view kGumGenres[] = {
    "GUM_news_",   "GUM_interview_", "GUM_bio_",
    "GUM_voyage_", "GUM_textbook_",  "GUM_speech_",
};

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return absl::NotFoundError(absl::StrCat("cannot read ", path));
  std::ostringstream out;
  out << file.rdbuf();
  return out.str();
}

// "by" phrases of passives, in treebanks that do not mark them.
void MarkAgents(GoldSentence& sentence) {
  static const Label kAcl = LabelFromTreebank("acl");
  const int size = static_cast<int>(sentence.size());
  std::vector<bool> passive(size, false);
  std::vector<bool> by(size, false);
  for (int i = 0; i < size; ++i) {
    const GoldWord& word = sentence[i];
    if (word.label == kAcl && TagName(word.tag) == "VERB/VBN") {
      passive[i] = true;
    }
    if (word.head < 0) continue;
    if (word.label == labels::kAuxPass || word.label == labels::kNsubjPass) {
      passive[word.head] = true;
    }
    if (word.label == labels::kCase && word.folded == "by") {
      by[word.head] = true;
    }
  }
  for (int i = 0; i < size; ++i) {
    GoldWord& word = sentence[i];
    if (word.label == labels::kObl && by[i] && word.head >= 0 &&
        passive[word.head]) {
      word.label = labels::kOblAgent;
    }
  }
}

absl::Status Append(const std::string& path, std::vector<GoldSentence>& out) {
  absl::StatusOr<std::string> text = ReadFile(path);
  if (!text.ok()) return text.status();
  absl::StatusOr<std::vector<GoldSentence>> sentences = ParseConllu(*text);
  if (!sentences.ok()) {
    return absl::DataLossError(
        absl::StrCat(path, ": ", sentences.status().message()));
  }
  for (GoldSentence& sentence : *sentences) out.push_back(std::move(sentence));
  return absl::OkStatus();
}

// Holds out every `nth` sentence of a file under `name`; the rest trains.
absl::Status AppendAllBut(size_t nth, const std::string& path,
                          absl::string_view name, Treebanks& out) {
  std::vector<GoldSentence> sentences;
  absl::Status status = Append(path, sentences);
  NamedSet held_out{std::string(name), {}};
  for (size_t i = 0; i < sentences.size(); ++i) {
    (i % nth == nth - 1 ? held_out.sentences : out.train)
        .push_back(std::move(sentences[i]));
  }
  out.held_out.push_back(std::move(held_out));
  return status;
}

// The sentences of one part ("train", "dev", "test") of a treebank.
absl::Status AppendPart(const std::string& root, absl::string_view part,
                        bool gum, std::vector<GoldSentence>& out) {
  const std::string lists = absl::StrCat(root, "/not-to-release/file-lists/");
  absl::StatusOr<std::string> list =
      ReadFile(absl::StrCat(lists, "files.", part));
  if (!list.ok()) return list.status();
  for (absl::string_view name : absl::StrSplit(*list, '\n')) {
    name = absl::StripAsciiWhitespace(name);
    if (name.empty()) continue;
    if (gum) {
      bool open = false;
      for (absl::string_view genre : kGumGenres) {
        open |= absl::StartsWith(name, genre);
      }
      if (!open) continue;
    }
    const absl::string_view extension =
        absl::EndsWith(name, ".conllu") ? "" : ".conllu";
    absl::Status status = Append(
        absl::StrCat(root, "/not-to-release/sources/", name, extension), out);
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<GoldSentence>> ParseConllu(absl::string_view text) {
  std::vector<GoldSentence> out;
  GoldSentence sentence;
  int line_number = 0;
  const auto flush = [&] {
    if (sentence.empty()) return;
    MarkAgents(sentence);
    out.push_back(std::move(sentence));
    sentence.clear();
  };
  for (absl::string_view line : absl::StrSplit(text, '\n')) {
    ++line_number;
    line = absl::StripSuffix(line, "\r");
    if (line.empty()) {
      flush();
      continue;
    }
    if (line.front() == '#') continue;
    const std::vector<absl::string_view> cells = absl::StrSplit(line, '\t');
    if (cells.size() != 10) {
      return absl::DataLossError(
          absl::StrCat("line ", line_number, ": not ten columns"));
    }
    if (absl::StrContains(cells[0], '-') || absl::StrContains(cells[0], '.')) {
      continue;
    }
    GoldWord word;
    word.form = std::string(cells[1]);
    word.folded = FoldCase(cells[1]);
    word.lemma = FoldCase(cells[2]);
    // Newer treebanks tag the parts of names by what they are elsewhere
    // ("United" a verb, "Prime" an adjective); readers of news want names.
    const bool name = cells[4] == "NNP" || cells[4] == "NNPS";
    word.tag = TagFromTreebank(name ? "PROPN" : cells[3], cells[4]);
    int head = 0;
    if (!absl::SimpleAtoi(cells[6], &head)) {
      return absl::DataLossError(
          absl::StrCat("line ", line_number, ": head is not a number"));
    }
    word.head = head - 1;
    word.label =
        LabelFromTreebank(name && cells[7] == "amod" ? "compound" : cells[7]);
    sentence.push_back(std::move(word));
  }
  flush();
  return out;
}

absl::StatusOr<Treebanks> ReadTreebanks(const std::string& ewt,
                                        const std::string& gum,
                                        const std::string& pud,
                                        const std::string& news) {
  Treebanks out;
  absl::Status status = AppendPart(ewt, "train", false, out.train);
  status.Update(AppendPart(gum, "train", true, out.train));
  for (absl::string_view part : {"dev", "test"}) {
    NamedSet ewt_set{absl::StrCat("EWT ", part), {}};
    NamedSet gum_set{absl::StrCat("GUM ", part, " (open genres)"), {}};
    status.Update(AppendPart(ewt, part, false, ewt_set.sentences));
    status.Update(AppendPart(gum, part, true, gum_set.sentences));
    out.held_out.push_back(std::move(ewt_set));
    out.held_out.push_back(std::move(gum_set));
  }
  status.Update(AppendAllBut(5, absl::StrCat(pud, "/en_pud-ud-test.conllu"),
                             "PUD every fifth sentence", out));
  if (!news.empty()) {
    status.Update(AppendAllBut(6, news, "news every sixth sentence", out));
  }
  if (!status.ok()) return status;
  return out;
}

}  // namespace parallax::ingest::domain::extract::train
