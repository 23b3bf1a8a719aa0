#include "services/ingest/domain/extract/model/factorization_machine.h"

#include <cmath>
#include <filesystem>
#include <fstream>
#include <optional>
#include <system_error>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/functional/function_ref.h"
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

// Tells `each` of every weight with its line; stops at the first error.
absl::Status ReadLines(
    const std::string& path,
    absl::FunctionRef<absl::Status(const NamedWeights::Entry&, int)> each) {
  std::ifstream in(path);
  if (!in) return absl::NotFoundError(absl::StrCat("cannot read ", path));
  std::string line;
  for (int number = 1; std::getline(in, line); ++number) {
    if (line.empty() || line[0] == '#') continue;
    const std::optional<NamedWeights::Entry> entry = ParseLine(line);
    if (!entry.has_value()) {
      return absl::InvalidArgumentError(
          absl::StrCat(path, ":", number, ": not a feature weight"));
    }
    absl::Status status = each(*entry, number);
    if (!status.ok()) return status;
  }
  return absl::OkStatus();
}

// Why no table holds the weights of the file.
absl::Status FindClash(const std::string& path) {
  absl::flat_hash_set<uint64_t> keys;
  absl::Status status = ReadLines(
      path, [&](const NamedWeights::Entry& entry, int number) -> absl::Status {
        if (keys.insert(entry.first).second) return absl::OkStatus();
        return absl::InvalidArgumentError(
            absl::StrCat(path, ":", number, ": the feature stands twice"));
      });
  if (status.ok()) {
    status = absl::InvalidArgumentError(
        absl::StrCat(path, ": two features cannot be told apart"));
  }
  return status;
}

}  // namespace

absl::Status FactorizationMachine::Load(const std::string& path) {
  std::vector<NamedWeights::Entry> entries;
  // Room for all at once: what a growing list leaves behind stays in memory.
  std::error_code unknown;
  constexpr uintmax_t kShortLine = 40;
  const uintmax_t bytes = std::filesystem::file_size(path, unknown);
  if (!unknown) entries.reserve(bytes / kShortLine);
  absl::Status status =
      ReadLines(path, [&](const NamedWeights::Entry& entry, int) {
        entries.push_back(entry);
        return absl::OkStatus();
      });
  if (!status.ok()) return status;
  if (entries.empty()) {
    return absl::InvalidArgumentError(absl::StrCat(path, ": no weights"));
  }
  return weights_.Fill(entries) ? absl::OkStatus() : FindClash(path);
}

}  // namespace parallax::ingest::domain::extract
