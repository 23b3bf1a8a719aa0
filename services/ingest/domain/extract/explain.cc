#include "services/ingest/domain/extract/explain.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"

namespace parallax::ingest::domain::extract {
namespace {

std::string Quote(const Article& article, ByteRange range) {
  return absl::StrReplaceAll(
      article.text.substr(range.begin, range.end - range.begin), {{"\n", " "}});
}

void Line(const Article& article, absl::string_view name, ByteRange range,
          std::string& out) {
  if (range.empty()) return;
  absl::StrAppendFormat(&out, "    %-12s [%d,%d) %s\n", name, range.begin,
                        range.end, Quote(article, range));
}

std::string Number(const std::optional<int64_t>& value) {
  return value ? absl::StrCat(*value) : "";
}

}  // namespace

std::string Explain(const Article& article,
                    const std::vector<ExtractedClaim>& claims) {
  std::string out;
  for (const ExtractedClaim& claim : claims) {
    absl::StrAppend(&out, "“", Quote(article, claim.span), "”\n  ",
                    KindName(claim.kind), " ", StanceName(claim.stance));
    if (claim.kind == Kind::kCasualties) {
      absl::StrAppend(&out, " ", MeasureName(claim.measure), " of ",
                      claim.victims_side.empty() ? "?" : claim.victims_side,
                      " (", VictimsTypeName(claim.victims_type), ")");
    }
    if (claim.count.bound != CountBound::kNone) {
      absl::StrAppend(&out, " ", Number(claim.count.min), "..",
                      Number(claim.count.max), " ",
                      CountBoundName(claim.count.bound));
    }
    absl::StrAppend(
        &out, "\n  by ",
        claim.perpetrator_side.empty() ? "?" : claim.perpetrator_side,
        "; claimant ", claim.claimant.empty() ? "the outlet" : claim.claimant);
    if (!claim.claimant_side.empty()) {
      absl::StrAppend(&out, " (", claim.claimant_side, ")");
    }
    if (!claim.place.empty()) absl::StrAppend(&out, "; at ", claim.place);
    if (claim.event_day) {
      absl::StrAppend(&out, "; on ", absl::FormatCivilTime(*claim.event_day));
    }
    absl::StrAppendFormat(&out, "\n    %-12s %s (%.2f)\n", "rule", claim.rule,
                          claim.extraction_score);
    Line(article, "act", claim.act_span, out);
    Line(article, "count", claim.count_span, out);
    Line(article, "object", claim.object_span, out);
    Line(article, "perpetrator", claim.perpetrator_span, out);
    Line(article, "claimant", claim.claimant_span, out);
    Line(article, "cue", claim.cue_span, out);
    for (const ByteRange via : claim.via_spans) Line(article, "via", via, out);
    Line(article, "place", claim.place_span, out);
    Line(article, "time", claim.time_span, out);
    out += "\n";
  }
  return out;
}

}  // namespace parallax::ingest::domain::extract
