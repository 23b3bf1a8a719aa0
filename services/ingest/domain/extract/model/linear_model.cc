#include "services/ingest/domain/extract/model/linear_model.h"

#include <fstream>
#include <optional>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace parallax::ingest::domain::extract {

std::optional<WeightLine> ParseWeightLine(absl::string_view line) {
  const std::vector<absl::string_view> cells = absl::StrSplit(line, '\t');
  WeightLine parsed;
  if (cells.size() != 3 || !absl::SimpleHexAtoi(cells[0], &parsed.hash) ||
      !absl::SimpleAtod(cells[1], &parsed.weight)) {
    return std::nullopt;
  }
  parsed.feature = cells[2];
  return parsed;
}

absl::Status LinearModel::Load(const std::string& path) {
  std::ifstream in(path);
  if (!in) return absl::NotFoundError(absl::StrCat("cannot read ", path));
  std::vector<NamedWeights::Entry> named;
  absl::flat_hash_set<uint64_t> hashes;
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    if (line.empty() || line[0] == '#') continue;
    const std::optional<WeightLine> parsed = ParseWeightLine(line);
    if (!parsed.has_value()) {
      return absl::InvalidArgumentError(
          absl::StrCat(path, ":", number, ": not a feature weight"));
    }
    const std::optional<uint64_t> key =
        KeyOfFeature(parsed->feature, parsed->hash);
    if (!key.has_value()) {
      return absl::InvalidArgumentError(absl::StrCat(
          path, ":", number, ": the feature does not have this hash"));
    }
    if (!hashes.insert(parsed->hash).second) {
      return absl::InvalidArgumentError(
          absl::StrCat(path, ":", number, ": the feature stands twice"));
    }
    named.emplace_back(*key, static_cast<float>(parsed->weight));
  }
  if (!named_.Fill(named)) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, ": two features cannot be told apart"));
  }
  return absl::OkStatus();
}

}  // namespace parallax::ingest::domain::extract
