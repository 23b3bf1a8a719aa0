#include "services/claims/domain/exports/csv.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "absl/time/time.h"

namespace parallax::claims::domain {
namespace {

bool IsFormula(absl::string_view text) {
  return !text.empty() && absl::string_view("=+-@\t\r\n").find(text[0]) !=
                              absl::string_view::npos;
}

std::string Format(const char* how, const google::protobuf::Timestamp& time) {
  return absl::FormatTime(how, absl::FromUnixSeconds(time.seconds()),
                          absl::UTCTimeZone());
}

}  // namespace

void CsvWriter::Begin() {
  if (begun_) bytes_.push_back(',');
  begun_ = true;
}

void CsvWriter::Text(absl::string_view text) {
  Begin();
  std::string cell(text);
  if (IsFormula(text)) cell.insert(cell.begin(), '\'');
  if (cell.find_first_of(",\"\r\n") == std::string::npos) {
    bytes_ += cell;
    return;
  }
  absl::StrAppend(&bytes_, "\"", absl::StrReplaceAll(cell, {{"\"", "\"\""}}),
                  "\"");
}

void CsvWriter::Number(std::int64_t number) {
  Begin();
  absl::StrAppend(&bytes_, number);
}

void CsvWriter::Number(double number) {
  Begin();
  absl::StrAppendFormat(&bytes_, "%.6f", number);
}

void CsvWriter::Flag(bool flag) {
  Begin();
  bytes_ += flag ? "true" : "false";
}

void CsvWriter::Time(const google::protobuf::Timestamp& time) {
  Begin();
  bytes_ += Format("%Y-%m-%dT%H:%M:%SZ", time);
}

void CsvWriter::Day(const google::protobuf::Timestamp& time) {
  Begin();
  bytes_ += Format("%Y-%m-%d", time);
}

void CsvWriter::Empty() {
  // A line of one empty field would be no line.
  Begin();
}

void CsvWriter::EndLine() {
  bytes_ += "\r\n";
  begun_ = false;
}

std::string CsvWriter::Take() { return std::exchange(bytes_, {}); }

}  // namespace parallax::claims::domain
