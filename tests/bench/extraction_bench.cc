// How fast one core reads reports, from bytes to mentions, and whether any text
// costs more than its length. Time is that of the processor, so that whatever
// else the machine does falls out of it as far as it can.
//
//   extraction_bench [--json] [--quick] [--corpus FOLDER] [--only HOSTILE_TEXT]

#include <time.h>
#include <unicode/brkiter.h>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/time.h"
#include "common/status/macros.h"
#include "services/ingest/domain/extract/extractor.h"
#include "services/ingest/domain/reader/document_reader.h"
#include "services/ingest/neighbours/actor_files.h"
#include "tests/bench/figures.h"
#include "tests/bench/report_texts.h"

namespace parallax::bench {
namespace {

using ingest::domain::extract::Extractor;

constexpr std::size_t kKiB = 1024;
constexpr std::size_t kMiB = 1024 * kKiB;

struct Plan {
  std::string corpus = PARALLAX_SOURCE_DIR "/tests/data/corpus/dev";
  std::string only;  // part of the names of the hostile texts; else all
  int rounds = 7;
  std::size_t all = kMiB;  // of the longest report, and of the short ones
  // Both too large for the nearer caches, so that only growth is seen.
  std::size_t small_hostile = 256 * kKiB;
  std::size_t large_hostile = kMiB;
};

absl::Duration Now() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return absl::DurationFromTimespec(now);
}

std::size_t BytesOf(const std::vector<ReportText>& texts) {
  std::size_t bytes = 0;
  for (const ReportText& text : texts) bytes += text.bytes.size();
  return bytes;
}

// Texts and how long all of them took, round by round.
struct Subject {
  std::function<void()> work;
  std::size_t bytes;
  std::vector<absl::Duration> took = {};

  double NanosPerByte() const {
    std::vector<absl::Duration> sorted = took;
    std::sort(sorted.begin(), sorted.end());
    return absl::ToDoubleNanoseconds(sorted[sorted.size() / 2]) /
           static_cast<double>(bytes);
  }
  double MegabytesPerSecond() const { return 1000.0 / NanosPerByte(); }
};

// Every subject in turn, so that a slow minute falls on all of them.
void Measure(const std::vector<Subject*>& subjects, int rounds) {
  for (int round = 0; round < rounds; ++round) {
    for (Subject* subject : subjects) {
      const absl::Duration start = Now();
      subject->work();
      subject->took.push_back(Now() - start);
    }
  }
}

class Bench {
 public:
  Bench(const Extractor& extractor, const Plan& plan,
        std::vector<ReportText> reports)
      : extractor_(extractor), plan_(plan), reports_(std::move(reports)) {}

  std::vector<Figure> Run() {
    if (plan_.only.empty()) Rates();
    for (const HostileKind& kind : HostileKinds()) {
      if (absl::StrContains(kind.name, plan_.only)) Hostile(kind);
    }
    return std::move(figures_);
  }

 private:
  // From bytes to mentions; a refusal is an answer too.
  void Extract(const ReportText& text) {
    const auto read = ingest::domain::reader::ReadDocument(
        text.bytes, text.format, text.hints);
    if (!read.ok()) return;
    mentions_ += extractor_.Extract(read->reading.article).size();
  }

  Subject Extraction(const std::vector<ReportText>& texts) {
    return {[this, &texts] {
              for (const ReportText& text : texts) Extract(text);
            },
            BytesOf(texts)};
  }

  // The yardstick: every word of the same bytes found by ICU, nothing else.
  Subject WordBreaks(const std::vector<ReportText>& texts) {
    return {[this, &texts] {
              UErrorCode error = U_ZERO_ERROR;
              const std::unique_ptr<icu::BreakIterator> words(
                  icu::BreakIterator::createWordInstance(icu::Locale::getUS(),
                                                         error));
              if (U_FAILURE(error)) return;
              for (const ReportText& text : texts) {
                const auto wide = icu::UnicodeString::fromUTF8(text.bytes);
                words->setText(wide);
                while (words->next() != icu::BreakIterator::DONE) ++breaks_;
              }
            },
            BytesOf(texts)};
  }

  void Rates() {
    const auto short_texts = TextsOfSize(reports_, 3 * kKiB, plan_.all);
    const auto long_texts = TextsOfSize(reports_, plan_.all / 10, plan_.all);
    const auto longest = TextsOfSize(reports_, plan_.all, plan_.all);
    std::vector<ReportText> pages;
    for (const ReportText& report : reports_) pages.push_back(AsPage(report));
    Subject corpus = Extraction(reports_);
    Subject page = Extraction(pages);
    Subject at_3k = Extraction(short_texts);
    Subject at_100k = Extraction(long_texts);
    Subject at_1m = Extraction(longest);
    Subject words = WordBreaks(reports_);
    Measure({&words, &corpus, &page, &at_3k, &at_100k, &at_1m}, plan_.rounds);
    AddRate(absl::StrFormat("%d reports of the corpus", reports_.size()),
            corpus, words);
    AddRate("the same as pages", page, words);
    AddRate(absl::StrFormat("reports of %d KiB", plan_.all / 10 / kKiB),
            at_100k, words);
    AddRate(absl::StrFormat("a report of %d KiB", plan_.all / kKiB), at_1m,
            words);
    AddGrowth("longest : 3 KiB, the same paragraphs", at_3k, at_1m);
  }

  void AddRate(const std::string& what, const Subject& subject,
               const Subject& words) {
    const double rate = subject.MegabytesPerSecond();
    figures_.push_back(
        {what, absl::StrFormat("%.2f MB/s", rate),
         absl::StrFormat("1 : %.0f of ICU's word breaks, %.0f MB/s",
                         words.MegabytesPerSecond() / rate,
                         words.MegabytesPerSecond()),
         "≥ 1 MB/s", rate >= 1.0});
  }

  void AddGrowth(const std::string& what, const Subject& small,
                 const Subject& large) {
    const double ratio = large.NanosPerByte() / small.NanosPerByte();
    figures_.push_back(
        {what, absl::StrFormat("%.2f a byte", ratio),
         absl::StrFormat("%.0f : %.0f ns a byte", large.NanosPerByte(),
                         small.NanosPerByte()),
         "≤ 1.5", ratio <= 1.5});
  }

  void Hostile(const HostileKind& kind) {
    const std::size_t times = plan_.large_hostile / plan_.small_hostile;
    const std::vector<ReportText> small(times,
                                        HostileText(kind, plan_.small_hostile));
    const std::vector<ReportText> large = {
        HostileText(kind, plan_.large_hostile)};
    Subject at_small = Extraction(small);
    Subject at_large = Extraction(large);
    Measure({&at_small, &at_large}, plan_.rounds > 1 ? 3 : 1);
    AddGrowth(kind.name, at_small, at_large);
  }

  const Extractor& extractor_;
  const Plan& plan_;
  const std::vector<ReportText> reports_;
  std::vector<Figure> figures_;
  std::size_t mentions_ = 0;
  std::size_t breaks_ = 0;
};

absl::Status Run(const Plan& plan, bool json) {
  const std::string data = PARALLAX_BINARY_DIR "/share/parallax";
  PARALLAX_ASSIGN_OR_RETURN(
      const claims::v1::ActorList actors,
      ingest::neighbours::LoadActorFiles(data + "/claims/actors"));
  PARALLAX_ASSIGN_OR_RETURN(const std::unique_ptr<Extractor> extractor,
                            Extractor::Load(data + "/ingest", actors));
  PARALLAX_ASSIGN_OR_RETURN(std::vector<ReportText> reports,
                            ReadReports(plan.corpus));
  PrintFigures(Bench(*extractor, plan, std::move(reports)).Run(), json);
  return absl::OkStatus();
}

int Main(const std::vector<std::string>& arguments) {
  Plan plan;
  bool json = false;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& argument = arguments[i];
    if (argument == "--json") {
      json = true;
    } else if (argument == "--quick") {
      plan.rounds = 1;
      plan.all = 100 * kKiB;
      plan.small_hostile = 4 * kKiB;
      plan.large_hostile = 16 * kKiB;
    } else if (argument == "--corpus" && i + 1 < arguments.size()) {
      plan.corpus = arguments[++i];
    } else if (argument == "--only" && i + 1 < arguments.size()) {
      plan.only = arguments[++i];
    } else {
      std::fprintf(stderr,
                   "usage: extraction_bench [--json] [--quick] "
                   "[--corpus FOLDER] [--only HOSTILE_TEXT]\n");
      return 2;
    }
  }
  const absl::Status status = Run(plan, json);
  if (status.ok()) return 0;
  std::fprintf(stderr, "extraction_bench: %s\n", status.ToString().c_str());
  return 1;
}

}  // namespace
}  // namespace parallax::bench

int main(int argc, char** argv) {
  return parallax::bench::Main({argv + 1, argv + argc});
}
