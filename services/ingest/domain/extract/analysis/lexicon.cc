#include "services/ingest/domain/extract/analysis/lexicon.h"

#include <bit>
#include <cstring>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "services/ingest/domain/extract/analysis/characters.h"
#include "services/ingest/domain/extract/analysis/hashing.h"

namespace parallax::ingest::domain::extract {
namespace {

bool IsDigit(char c) { return absl::ascii_isdigit(c); }

// Letters become x, capitals X, digits 0; runs count once, the first eight
// runs decide.
uint64_t ShapeHash(absl::string_view form, bool* capital) {
  char shape[8];
  size_t size = 0;
  for (size_t i = 0; i < form.size() && size < sizeof(shape);) {
    const unsigned char byte = static_cast<unsigned char>(form[i]);
    uint32_t code = byte;
    uint32_t length = 1;
    if (byte >= 0x80) {
      const Char c = DecodeAt(form, i);
      code = c.code;
      length = c.length;
    }
    char kind = '.';
    switch (ClassOf(code)) {
      case CharClass::kLetter:
        kind = IsUpper(code) ? 'X' : 'x';
        if (i == 0) *capital = kind == 'X';
        break;
      case CharClass::kDigit:
        kind = '0';
        break;
      case CharClass::kHyphen:
        kind = '-';
        break;
      default:
        if (code == ',' || code == ':' || code == '&' || code == '@') {
          kind = static_cast<char>(code);
        }
    }
    // Two capitals in a row tell an acronym from a capitalised word.
    const bool repeats = size > 0 && shape[size - 1] == kind;
    if (!repeats || (kind == 'X' && (size < 2 || shape[size - 2] != 'X'))) {
      shape[size++] = kind;
    }
    i += length;
  }
  return HashBytes(absl::string_view(shape, size));
}

absl::string_view Suffix(absl::string_view s, size_t length) {
  return s.size() <= length ? s : s.substr(s.size() - length);
}

}  // namespace

Lexicon::Lexicon(const std::vector<LexiconEntry>& entries)
    : entries_(entries.begin(), entries.end()) {
  const size_t size = std::bit_ceil(entries_.size() * 2 + 2);
  index_.assign(size, 0);
  shift_ = 64 - std::countr_zero(size);
  for (size_t e = 0; e < entries_.size(); ++e) {
    size_t i = entries_[e].word >> shift_;
    while (index_[i] != 0) i = (i + 1) & (size - 1);
    index_[i] = static_cast<uint32_t>(e + 1);
  }
}

std::string Lexicon::Serialize() const {
  return std::string(reinterpret_cast<const char*>(entries_.data()),
                     entries_.size() * sizeof(LexiconEntry));
}

absl::StatusOr<Lexicon> Lexicon::Deserialize(absl::string_view bytes) {
  if (bytes.size() % sizeof(LexiconEntry) != 0) {
    return absl::DataLossError("lexicon has an impossible size");
  }
  std::vector<LexiconEntry> entries(bytes.size() / sizeof(LexiconEntry));
  if (!entries.empty()) {
    std::memcpy(entries.data(), bytes.data(), bytes.size());
  }
  for (const LexiconEntry& entry : entries) {
    if (entry.only_tag != LexiconEntry::kNoTag &&
        entry.only_tag >= TagCount()) {
      return absl::DataLossError("lexicon names a tag that does not exist");
    }
  }
  return Lexicon(entries);
}

uint64_t NormalizedHash(absl::string_view folded) {
  bool digits = false;
  bool other = false;
  for (char c : folded) {
    if (IsDigit(c)) {
      digits = true;
    } else if (c != ',' && c != '.' && c != ':') {
      other = true;
    }
  }
  if (!digits) return HashBytes(folded);
  if (!other) {
    if (folded.size() == 4 && (folded[0] == '1' || folded[0] == '2')) {
      return HashBytes("<year>");
    }
    return HashBytes(folded.size() <= 2 ? "<small>" : "<number>");
  }
  char buffer[32];
  const size_t size =
      folded.size() < sizeof(buffer) ? folded.size() : sizeof(buffer);
  for (size_t i = 0; i < size; ++i) {
    buffer[i] = IsDigit(folded[i]) ? '0' : folded[i];
  }
  return HashBytes(absl::string_view(buffer, size));
}

WordAtoms MakeAtoms(absl::string_view form, absl::string_view folded,
                    const Lexicon& lexicon) {
  WordAtoms atoms;
  atoms.form = NormalizedHash(folded);
  atoms.shape = ShapeHash(form, &atoms.capital);
  atoms.suffix2 = HashBytes(Suffix(folded, 2));
  atoms.suffix3 = HashBytes(Suffix(folded, 3));
  atoms.suffix4 = HashBytes(Suffix(folded, 4));
  atoms.prefix3 = HashBytes(folded.substr(0, 3));
  const LexiconEntry* entry = lexicon.Find(atoms.form);
  const LexiconEntry* base = entry;
  BaseForm form_of_base;
  if (entry == nullptr)
    base = FindBase(folded, lexicon, kNounPart | kVerbPart, &form_of_base);
  static constexpr LexiconEntry kUnknown;
  if (base == nullptr) base = &kUnknown;
  const uint64_t looks =
      static_cast<uint64_t>(form_of_base.inflection) * 2 + atoms.capital;
  atoms.parts = Mix(0x9A0000u + base->parts * 8 + looks);
  atoms.noun_class = Mix(0x9B0000u + base->noun_class);
  atoms.verb_class = Mix(0x9C0000u + base->verb_class);
  if (entry != nullptr && entry->tags != 0) {
    atoms.ambiguity = Mix(entry->tags);
    // "IS" may be an acronym.
    const bool capitals =
        atoms.capital && form.size() > 1 && absl::ascii_isupper(form[1]);
    if (!capitals) atoms.only_tag = entry->only_tag;
  } else if (base->parts != 0) {
    atoms.ambiguity = atoms.parts;
  } else {
    atoms.ambiguity = Mix(atoms.shape ^ atoms.suffix2);
  }
  return atoms;
}

const LexiconEntry* FindBase(absl::string_view folded, const Lexicon& lexicon,
                             uint8_t parts, BaseForm* base) {
  constexpr size_t kMaxBase = 24;
  const uint8_t verb = parts & kVerbPart;
  *base = BaseForm{};
  if (folded.size() < 4 || folded.size() > kMaxBase) return nullptr;
  char buffer[kMaxBase + 1];
  // The base form made by cutting `strip` bytes and adding `add`.
  const auto find = [&](Inflection inflection, uint8_t strip, char add,
                        uint8_t wanted) -> const LexiconEntry* {
    size_t size = folded.size() - strip;
    if (size < 2) return nullptr;
    std::memcpy(buffer, folded.data(), size);
    if (add != '\0') buffer[size++] = add;
    const LexiconEntry* entry =
        lexicon.Find(HashBytes(absl::string_view(buffer, size)));
    if (entry == nullptr || (entry->parts & wanted) == 0) return nullptr;
    *base = {inflection, strip, add};
    return entry;
  };
  const LexiconEntry* entry = nullptr;
  const size_t size = folded.size();
  if (folded[size - 1] == 's' && folded[size - 2] != 's') {
    entry = find(Inflection::kS, 1, '\0', parts);
    if (entry == nullptr && absl::EndsWith(folded, "ies")) {
      entry = find(Inflection::kS, 3, 'y', parts);
    }
    if (entry == nullptr && absl::EndsWith(folded, "es")) {
      entry = find(Inflection::kS, 2, '\0', parts);
    }
  } else if (absl::EndsWith(folded, "ed")) {
    entry = find(Inflection::kEd, 1, '\0', verb);
    if (entry == nullptr) entry = find(Inflection::kEd, 2, '\0', verb);
    if (entry == nullptr && absl::EndsWith(folded, "ied")) {
      entry = find(Inflection::kEd, 3, 'y', verb);
    }
    if (entry == nullptr && size > 5 && folded[size - 3] == folded[size - 4]) {
      entry = find(Inflection::kEd, 3, '\0', verb);
    }
  } else if (absl::EndsWith(folded, "ing") && size > 5) {
    entry = find(Inflection::kIng, 3, '\0', verb);
    if (entry == nullptr) entry = find(Inflection::kIng, 3, 'e', verb);
    if (entry == nullptr && folded[size - 4] == folded[size - 5]) {
      entry = find(Inflection::kIng, 4, '\0', verb);
    }
  }
  return entry;
}

const WordAtoms& OutsideAtoms() {
  static const WordAtoms atoms = [] {
    WordAtoms a;
    a.form = Mix(1001);
    a.shape = Mix(1002);
    a.suffix2 = Mix(1003);
    a.suffix3 = Mix(1004);
    a.suffix4 = Mix(1005);
    a.prefix3 = Mix(1006);
    a.ambiguity = Mix(1007);
    a.parts = Mix(1008);
    a.noun_class = Mix(1009);
    a.verb_class = Mix(1010);
    return a;
  }();
  return atoms;
}

}  // namespace parallax::ingest::domain::extract
