// Lines of comma-separated values.
#pragma once

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "google/protobuf/timestamp.pb.h"

namespace parallax::claims::domain {

// RFC 4180: fields with commas, quotes or line breaks stand in quotes, quotes
// are doubled, lines end in CRLF.
class CsvWriter {
 public:
  // A text that a spreadsheet would run as a formula gets an apostrophe before
  // it, which such programs take for "this is text".
  void Text(absl::string_view text);
  void Number(std::int64_t number);
  // Six digits after the point: a tenth of a metre in degrees.
  void Number(double number);
  void Flag(bool flag);
  // "2022-09-14T08:00:00Z".
  void Time(const google::protobuf::Timestamp& time);
  // "2022-09-14".
  void Day(const google::protobuf::Timestamp& time);
  void Empty();
  void EndLine();

  std::size_t size() const { return bytes_.size(); }
  // What was written since the last Take().
  std::string Take();

 private:
  void Begin();

  std::string bytes_;
  bool begun_ = false;
};

}  // namespace parallax::claims::domain
