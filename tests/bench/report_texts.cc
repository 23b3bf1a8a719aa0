#include "tests/bench/report_texts.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"

namespace parallax::bench {

namespace fs = std::filesystem;

absl::StatusOr<std::vector<ReportText>> ReadReports(const std::string& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (const auto& entry : fs::recursive_directory_iterator(folder, error)) {
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  }
  if (error || files.empty()) {
    return absl::NotFoundError(absl::StrCat("no reports below ", folder));
  }
  std::sort(files.begin(), files.end());
  std::vector<ReportText> reports;
  for (const fs::path& file : files) {
    std::ifstream in(file);
    const auto row = nlohmann::json::parse(in, nullptr, false);
    if (!row.is_object() || !row.contains("text")) {
      return absl::InvalidArgumentError(
          absl::StrCat(file.string(), " is no report"));
    }
    ReportText report;
    report.bytes = row.value("text", "");
    report.hints.outlet = row.value("outlet", "");
    report.hints.title = row.value("title", "");
    absl::CivilDay day;
    if (absl::ParseCivilTime(row.value("published", ""), &day)) {
      report.hints.publish_time =
          absl::FromCivil(absl::CivilHour(day) + 12, absl::UTCTimeZone());
    }
    reports.push_back(std::move(report));
  }
  return reports;
}

std::vector<ReportText> TextsOfSize(const std::vector<ReportText>& reports,
                                    std::size_t size, std::size_t total) {
  std::vector<ReportText> texts;
  ReportText text;
  std::size_t done = 0;
  while (done < total) {
    for (const ReportText& report : reports) {
      for (const absl::string_view paragraph :
           absl::StrSplit(report.bytes, "\n\n")) {
        if (text.bytes.empty()) text.hints = report.hints;
        absl::StrAppend(&text.bytes, paragraph, "\n\n");
        if (text.bytes.size() < size) continue;
        done += text.bytes.size();
        texts.push_back(std::move(text));
        text = ReportText();
        if (done >= total) return texts;
      }
    }
  }
  return texts;
}

ReportText AsPage(const ReportText& report) {
  ReportText page = report;
  page.format = ingest::v1::DOCUMENT_FORMAT_HTML;
  page.bytes = absl::StrCat(
      "<!doctype html><html lang=\"en\"><head><title>", report.hints.title,
      "</title><style>p { margin: 0 }</style></head><body>\n"
      "<nav><ul><li><a href=\"/world\">World</a></li><li><a href=\"/sport\">"
      "Sport</a></li></ul></nav>\n<article><p>",
      absl::StrReplaceAll(report.bytes, {{"&", "&amp;"},
                                         {"<", "&lt;"},
                                         {">", "&gt;"},
                                         {"\n\n", "</p>\n<p>"}}),
      "</p></article>\n<footer><a href=\"/about\">About us</a></footer>"
      "</body></html>\n");
  return page;
}

namespace {

// A different name for every number: "Kaba", "Kabe" ...
std::string NameOf(int n) {
  constexpr absl::string_view kConsonants = "bdfgklmnprstvz";
  constexpr absl::string_view kVowels = "aeiou";
  std::string name = "Ka";
  for (; n > 0 || name.size() < 4; n /= 70) {
    name += kConsonants[static_cast<std::size_t>(n % 70 / 5)];
    name += kVowels[static_cast<std::size_t>(n % 5)];
  }
  return name;
}

}  // namespace

const std::vector<HostileKind>& HostileKinds() {
  constexpr auto kHtml = ingest::v1::DOCUMENT_FORMAT_HTML;
  static const auto* const kKinds = new std::vector<HostileKind>{
      {"one endless sentence", "",
       "the army said that rebels killed 12 soldiers and wounded 7 near Kyiv "
       "and "},
      {"no full stops in one endless list", "", "Aleppo, Homs and Idlib, "},
      {"nothing but quotes", "", "\""},
      {"quotes that never close", "", "“We killed 12 soldiers, he said. "},
      {"nested brackets", "", "(he said ["},
      {"numbers only", "", "105 49 71 1,200 "},
      {"no spaces", "", "shelledkilledwounded"},
      {"one letter a word", "", "a b c d "},
      {"one word again and again", "", "killed "},
      {"pronouns only", "", "they said it killed them and he told her. "},
      {"attributions only", "", "said the army, said he, said Kyiv, "},
      {"commas only", "", ", "},
      {"full stops only", "", ". "},
      {"line breaks", "", "Kyiv said.\n\n"},
      {"ever new names on both sides", "",
       "~ said both sides fought near Lower ~. "},
      {"ever new ministries", "",
       "The Ministry of ~ denied that the ministry killed 12. "},
      {"ever new headlines of other stories",
       "Kyiv says twelve die\n\nThe army said that it hit Kyiv on Monday and "
       "that twelve died there.\n\nRelated\n\n",
       "- ~ forces shell a town near ~\n"},
      {"denials of what was said before", "", "The army denied it. "},
      {"one who is described again and again", "",
       "A spokesman, Ivan Petrov, spoke. "},
      {"lists of states at war", "",
       "Armenia, Azerbaijan, Iran, Israel, Syria, Russia and Ukraine fought. "},
      {"broken UTF-8 letters", "",
       "k\xCC\x81\xE2\x80\x8B illed \xF0\x9F\x94\xA5"},
      {"page of open elements", "<html><body>", "<p><b><i>12 killed", kHtml},
      {"page of unclosed tags", "<html><body>", "<a href='", kHtml},
      {"page of entities", "<html><body><p>", "&amp;&#8217;&lt;", kHtml},
      {"page of lists", "<html><body>", "<ul><li>Kyiv said 12 died</li></ul>",
       kHtml},
  };
  return *kKinds;
}

ReportText HostileText(const HostileKind& kind, std::size_t size) {
  ReportText text;
  text.format = kind.format;
  text.bytes = kind.begin;
  text.bytes.reserve(size + kind.repeated.size());
  for (int n = 0; text.bytes.size() < size; ++n) {
    absl::StrAppend(&text.bytes,
                    absl::StrReplaceAll(kind.repeated, {{"~", NameOf(n)}}));
  }
  text.hints.publish_time =
      absl::FromCivil(absl::CivilHour(2022, 9, 15, 12), absl::UTCTimeZone());
  return text;
}

}  // namespace parallax::bench
