// What the words of one line show of its part in a page.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_READER_LINE_SIGNS_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_READER_LINE_SIGNS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace parallax::ingest::domain::reader {

struct LineSigns {
  std::string folded;  // the line by Fold(), its first 400 bytes
  std::size_t words = 0;
  bool ends_sentence = false;
  bool prose = false;        // a paragraph of running text
  bool furniture = false;    // share bars, menus, notices
  bool section = false;      // heading of links to other texts
  bool tag_row = false;      // "Syria | Currencies | Banking"
  bool credit = false;       // credits a picture
  bool byline = false;       // "By A and B"
  bool date_like = false;    // only dates, times or their labels
  bool dated = false;        // a short line with a full date in it
  bool person_like = false;  // could be a person's name or a desk
  bool outlet_like = false;  // could be an outlet's name
};

LineSigns ReadSigns(absl::string_view line);

// Whether every word of weight is capitalised: "State Emergency Service of
// Ukraine".
bool IsNameOnly(absl::string_view text);

// The names in a byline, without "By".
std::vector<std::string> NamesOfByline(absl::string_view line);

}  // namespace parallax::ingest::domain::reader

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_READER_LINE_SIGNS_H_
