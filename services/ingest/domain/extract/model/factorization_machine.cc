#include "services/ingest/domain/extract/model/factorization_machine.h"

#include <cmath>
#include <fstream>
#include <optional>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace parallax::ingest::domain::extract {
namespace {

std::optional<NamedWeights::Entry> ParseLine(absl::string_view line) {
  const std::vector<absl::string_view> cells =
      absl::StrSplit(line, absl::MaxSplits('\t', 2));
  if (cells.size() != 3) return std::nullopt;
  FeatureWeight weight;
  const std::optional<Factors> factors = ParseFactors(cells[1]);
  const std::optional<uint64_t> key = KeyOfFeature(cells[2]);
  if (!absl::SimpleAtof(cells[0], &weight.alone) ||
      !std::isfinite(weight.alone) || !factors || !key) {
    return std::nullopt;
  }
  weight.factors = *factors;
  return NamedWeights::Entry(*key, weight);
}

}  // namespace

absl::Status FactorizationMachine::Load(const std::string& path) {
  std::ifstream in(path);
  if (!in) return absl::NotFoundError(absl::StrCat("cannot read ", path));
  std::vector<NamedWeights::Entry> entries;
  absl::flat_hash_set<uint64_t> keys;
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    if (line.empty() || line[0] == '#') continue;
    const std::optional<NamedWeights::Entry> entry = ParseLine(line);
    if (!entry.has_value()) {
      return absl::InvalidArgumentError(
          absl::StrCat(path, ":", number, ": not a feature weight"));
    }
    if (!keys.insert(entry->first).second) {
      return absl::InvalidArgumentError(
          absl::StrCat(path, ":", number, ": the feature stands twice"));
    }
    entries.push_back(*entry);
  }
  if (entries.empty()) {
    return absl::InvalidArgumentError(absl::StrCat(path, ": no weights"));
  }
  if (!weights_.Fill(entries)) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, ": two features cannot be told apart"));
  }
  return absl::OkStatus();
}

}  // namespace parallax::ingest::domain::extract
