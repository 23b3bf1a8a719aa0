#include "services/ingest/domain/extract/places/place_lexicon.h"

#include <algorithm>
#include <bit>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/ingest/domain/extract/lexicon/tsv.h"

namespace parallax::ingest::domain::extract {
namespace {

// FNV-1a, 64 bits: a name's hash goes on from that of its beginning, however it
// is cut into words.
constexpr uint64_t kFirstHash = 14695981039346656037u;
constexpr uint64_t kPrime = 1099511628211u;

// Marks within names, which are written or left out: "Sana'a", "Ma`rib".
constexpr absl::string_view kMarks = "'`-. ";
constexpr absl::string_view kWideMarks[] = {"’", "‘", "ʻ", "ʼ", "‐"};

// How many bytes the mark at the beginning of `word` takes; 0 for none.
size_t MarkAt(absl::string_view word) {
  if (absl::ascii_isalnum(word.front())) return 0;
  if (kMarks.find(word.front()) != kMarks.npos) return 1;
  for (const absl::string_view mark : kWideMarks) {
    if (absl::StartsWith(word, mark)) return mark.size();
  }
  return 0;
}

// `hash`, and the letters of `word`.
uint64_t Extend(uint64_t hash, absl::string_view word) {
  while (!word.empty()) {
    const size_t mark = MarkAt(word);
    if (mark == 0) {
      hash = (hash ^ static_cast<unsigned char>(word.front())) * kPrime;
    }
    word.remove_prefix(std::max<size_t>(mark, 1));
  }
  return hash;
}

bool ParseStanding(absl::string_view text, PlaceStanding& standing) {
  if (text == "alone") {
    standing = PlaceStanding::kAlone;
  } else if (text == "named") {
    standing = PlaceStanding::kNamed;
  } else {
    return false;
  }
  return true;
}

bool ParseCountries(absl::string_view text, std::vector<PlaceCountry>& out) {
  for (const absl::string_view part : absl::StrSplit(text, ',')) {
    const std::pair<absl::string_view, absl::string_view> cut =
        absl::StrSplit(part, absl::MaxSplits('/', 1));
    if (cut.first.size() != 2 ||
        (cut.second.empty() && absl::StrContains(part, '/'))) {
      return false;
    }
    out.push_back({std::string(cut.first), std::string(cut.second)});
  }
  return true;
}

}  // namespace

absl::Status PlaceLexicon::Load(const std::string& path) {
  auto rows = ReadTsv(path, 3);
  if (!rows.ok()) return rows.status();
  size_t names = 0;
  for (const TsvRow& row : *rows) {
    names += 1 + absl::c_count(row.cells[2], '|');
  }
  slots_.assign(std::bit_ceil(names + names / 2 + 1), Slot());
  for (const TsvRow& row : *rows) {
    PlaceMeaning meaning;
    if (!ParseStanding(row.cells[0], meaning.standing) ||
        !ParseCountries(row.cells[1], meaning.countries)) {
      return absl::InvalidArgumentError(absl::StrCat(
          path, ":", row.line, ": not a standing and countries: \"",
          row.cells[0], "\", \"", row.cells[1], "\""));
    }
    for (const absl::string_view name : absl::StrSplit(row.cells[2], '|')) {
      if (name.empty()) {
        return absl::InvalidArgumentError(
            absl::StrCat(path, ":", row.line, ": an empty name"));
      }
      if (!Add(Extend(kFirstHash, name),
               static_cast<uint32_t>(meanings_.size()))) {
        return absl::InvalidArgumentError(absl::StrCat(
            path, ":", row.line, ": \"", name, "\" stands there twice"));
      }
    }
    meanings_.push_back(std::move(meaning));
  }
  return absl::OkStatus();
}

bool PlaceLexicon::Add(uint64_t key, uint32_t meaning) {
  for (size_t i = key;; ++i) {
    Slot& slot = slots_[i & (slots_.size() - 1)];
    if (slot.meaning == kFree) {
      slot = {key, meaning};
      return true;
    }
    if (slot.key == key) return false;
  }
}

const PlaceMeaning* PlaceLexicon::Find(uint64_t key) const {
  for (size_t i = key;; ++i) {
    const Slot& slot = slots_[i & (slots_.size() - 1)];
    if (slot.meaning == kFree) return nullptr;
    if (slot.key == key) return &meanings_[slot.meaning];
  }
}

PlaceLexicon::Match PlaceLexicon::Longest(
    absl::Span<const absl::string_view> words) const {
  Match best;
  uint64_t key = kFirstHash;
  for (size_t i = 0; i < words.size(); ++i) {
    const uint64_t longer = Extend(key, words[i]);
    if (longer == key) continue;  // a hyphen
    key = longer;
    const PlaceMeaning* const meaning = Find(key);
    if (meaning != nullptr) best = {static_cast<uint32_t>(i + 1), meaning};
  }
  return best;
}

}  // namespace parallax::ingest::domain::extract
