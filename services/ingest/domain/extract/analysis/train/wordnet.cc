#include "services/ingest/domain/extract/analysis/train/wordnet.h"

#include <fstream>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace parallax::ingest::domain::extract::train {
namespace {

// Lexicographer file of each synset of one data file, by its byte offset.
absl::StatusOr<std::map<std::string, int>> ReadClasses(
    const std::string& path) {
  std::ifstream file(path);
  if (!file) return absl::NotFoundError(absl::StrCat("cannot read ", path));
  std::map<std::string, int> out;
  std::string line;
  while (std::getline(file, line)) {
    // "00001740 03 n ...": offset, lexicographer file.
    if (line.size() < 11 || line[0] == ' ') continue;
    int number = 0;
    if (!absl::SimpleAtoi(absl::string_view(line).substr(9, 2), &number)) {
      return absl::DataLossError(absl::StrCat(path, ": not a WordNet file"));
    }
    out[line.substr(0, 8)] = number;
  }
  return out;
}

absl::Status ReadPart(const std::string& folder, const std::string& part,
                      uint8_t bit, WordNet& out) {
  const auto classes = ReadClasses(absl::StrCat(folder, "/data.", part));
  if (!classes.ok()) return classes.status();
  const std::string path = absl::StrCat(folder, "/index.", part);
  std::ifstream file(path);
  if (!file) return absl::NotFoundError(absl::StrCat("cannot read ", path));
  std::string line;
  while (std::getline(file, line)) {
    if (line.empty() || line[0] == ' ') continue;
    const std::vector<absl::string_view> cells =
        absl::StrSplit(line, ' ', absl::SkipEmpty());
    // lemma pos synsets pointers [pointer...] senses tagged offset...
    int synsets = 0;
    if (cells.size() < 6 || !absl::SimpleAtoi(cells[2], &synsets)) continue;
    if (cells.size() < static_cast<size_t>(synsets) + 1) continue;
    const std::string lemma(cells[0]);
    bool word = true;
    for (char c : lemma) word &= absl::ascii_isalpha(c);
    if (!word || lemma.size() < 2) continue;
    WordNetEntry& entry = out[lemma];
    entry.parts |= bit;
    const auto it = classes->find(std::string(cells[cells.size() - synsets]));
    if (it == classes->end()) continue;
    if (bit == 1) entry.noun_class = static_cast<uint8_t>(it->second - 2);
    if (bit == 2) entry.verb_class = static_cast<uint8_t>(it->second - 28);
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<WordNet> ReadWordNet(const std::string& folder) {
  WordNet out;
  absl::Status status = ReadPart(folder, "noun", 1, out);
  status.Update(ReadPart(folder, "verb", 2, out));
  status.Update(ReadPart(folder, "adj", 4, out));
  status.Update(ReadPart(folder, "adv", 8, out));
  if (!status.ok()) return status;
  return out;
}

}  // namespace parallax::ingest::domain::extract::train
