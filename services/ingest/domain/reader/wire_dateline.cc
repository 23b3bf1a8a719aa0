#include "services/ingest/domain/reader/wire_dateline.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "services/ingest/domain/reader/characters.h"

namespace parallax::ingest::domain::reader {
namespace {

constexpr std::size_t kLongest = 120;
constexpr std::size_t kLongestPlace = 8;  // words, with its county or state

// Where the dash stands that ends the dateline, and how long it is.
struct Dash {
  std::size_t at = absl::string_view::npos;
  std::size_t length = 0;
};

Dash FindDash(absl::string_view text) {
  static constexpr absl::string_view kDashes[] = {" - ", " – ", " — ", " -- ",
                                                  "— ",  "– ",  "—"};
  Dash first;
  for (const absl::string_view dash : kDashes) {
    const std::size_t at = text.find(dash);
    if (at < first.at) first = {at, dash.size()};
  }
  return first;
}

bool IsMonth(absl::string_view word) {
  static constexpr absl::string_view kMonths[] = {"jan", "feb", "mar", "apr",
                                                  "may", "jun", "jul", "aug",
                                                  "sep", "oct", "nov", "dec"};
  return word.size() >= 3 &&
         std::any_of(std::begin(kMonths), std::end(kMonths),
                     [&](absl::string_view month) {
                       return absl::StartsWithIgnoreCase(word, month);
                     });
}

// "Democratic Republic of the Congo", "Trinidad and Tobago"
bool IsInName(absl::string_view word) {
  return word == "of" || word == "the" || word == "and" || word == "de" ||
         word == "la";
}

bool IsNumber(absl::string_view word) {
  int value = 0;
  return absl::SimpleAtoi(word, &value);
}

}  // namespace

WireDateline FindWireDateline(absl::string_view paragraph) {
  const Dash dash = FindDash(paragraph.substr(0, kLongest));
  if (dash.at == absl::string_view::npos || dash.at == 0) return {};
  WireDateline found;
  found.length = dash.at;
  found.body = dash.at + dash.length;
  if (found.body >= paragraph.size()) return {};

  absl::string_view head = Trim(paragraph.substr(0, dash.at));
  if (absl::EndsWith(head, ")")) {
    const std::size_t open = head.rfind('(');
    if (open == absl::string_view::npos || open == 0) return {};
    found.agency = std::string(head.substr(open + 1, head.size() - open - 2));
    head = Trim(head.substr(0, open));
  }
  bool dated = false;
  std::size_t places = 0;
  const std::vector<Word> words = WordsOf(head);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool beside_month =
        (i > 0 && IsMonth(words[i - 1].text)) ||
        (i + 1 < words.size() && IsMonth(words[i + 1].text));
    if (IsNumber(words[i].text)) {
      if (!beside_month && !dated) return {};
    } else if (i > 0 && IsMonth(words[i].text)) {
      dated = true;
    } else if (words[i].capitalised) {
      ++places;
    } else if (i == 0 || i + 1 == words.size() || !IsInName(words[i].text)) {
      return {};
    }
  }
  // A place in capitals is enough; in mixed case it needs a date or an agency.
  const bool capitals =
      !words.empty() && words[0].text.size() > 2 && IsAllCaps(words[0].text);
  if (places == 0 || places > kLongestPlace ||
      (!capitals && !dated && found.agency.empty())) {
    return {};
  }
  return found;
}

}  // namespace parallax::ingest::domain::reader
