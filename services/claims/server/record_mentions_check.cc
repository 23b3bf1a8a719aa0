// What a mention must be to be recorded.
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/status/errors.h"
#include "services/claims/domain/values.h"
#include "services/claims/server/record_mentions.h"
#include "services/claims/server/request.h"

namespace parallax::claims::server {
namespace {

namespace pb = domain::pb;

constexpr int kMostMentions = 2000;
constexpr int kMostEvidence = 64;
constexpr int kSketchValues = 64;
constexpr std::size_t kLongestName = 300;
constexpr std::size_t kLongestText = 2000;
constexpr std::size_t kLongestQuote = 20'000;
constexpr std::int64_t kLargestCount = 1'000'000'000'000;
// 1900-01-01 and 2200-01-01, in seconds since 1970.
constexpr std::int64_t kFirstPublished = -2208988800;
constexpr std::int64_t kLastPublished = 7258118400;

bool IsId(absl::string_view id) {
  return !id.empty() && id.size() <= 128 &&
         std::all_of(id.begin(), id.end(), [](char c) {
           return absl::ascii_isalnum(c) || c == '-' || c == '_' || c == '.';
         });
}

// Checks fields below one path and collects what is wrong.
class Checker {
 public:
  Checker(std::string path, status::Violations* bad)
      : path_(std::move(path)), bad_(*bad) {}

  void Fail(absl::string_view field, absl::string_view why) {
    bad_.Add(absl::StrCat(path_, ".", field), why);
  }
  void Text(absl::string_view field, const std::string& text,
            std::size_t longest = kLongestText) {
    if (text.size() > longest) {
      Fail(field, absl::StrCat("must not be longer than ", longest, " bytes"));
    }
  }
  template <typename Range>
  void Texts(absl::string_view field, const Range& texts, int most) {
    if (texts.size() > most) {
      Fail(field, absl::StrCat("must not have more than ", most, " entries"));
      return;
    }
    for (int i = 0; i < texts.size(); ++i) {
      Text(absl::StrCat(field, "[", i, "]"), texts[i], kLongestName);
    }
  }
  void Moment(absl::string_view field,
              const google::protobuf::Timestamp& time) {
    CheckTime(time, absl::StrCat(path_, ".", field), &bad_);
  }
  void Interval(absl::string_view field, const type::v1::TimeInterval& time) {
    const std::string start = absl::StrCat(field, ".start_time");
    const std::string end = absl::StrCat(field, ".end_time");
    if (time.has_start_time()) Moment(start, time.start_time());
    if (time.has_end_time()) Moment(end, time.end_time());
    if (time.has_start_time() && time.has_end_time() &&
        domain::ToMicros(time.end_time()) <
            domain::ToMicros(time.start_time())) {
      Fail(end, "must not be before start_time");
    }
    Text(absl::StrCat(field, ".phrase"), time.phrase());
  }
  void Count(absl::string_view field, const type::v1::Count& count) {
    const auto check = [&](absl::string_view name, bool has,
                           std::int64_t value) {
      if (has && (value < 0 || value > kLargestCount)) {
        Fail(absl::StrCat(field, ".", name),
             "must be between 0 and 1,000,000,000,000");
      }
    };
    check("min", count.has_min(), count.min());
    check("max", count.has_max(), count.max());
    check("best", count.has_best(), count.best());
    if (count.has_min() && count.has_max() && count.max() < count.min()) {
      Fail(absl::StrCat(field, ".max"), "must not be less than min");
    }
    Text(absl::StrCat(field, ".phrase"), count.phrase());
  }
  void Score(absl::string_view field, double score) {
    if (!(score >= 0 && score <= 1)) Fail(field, "must be between 0 and 1");
  }
  void Span(absl::string_view field, const type::v1::TextSpan& span) {
    if (span.start_byte() < 0) {
      Fail(absl::StrCat(field, ".start_byte"), "must not be negative");
    }
    if (span.end_byte() <= span.start_byte()) {
      Fail(absl::StrCat(field, ".end_byte"), "must be greater than start_byte");
    }
    Text(absl::StrCat(field, ".text"), span.text(), kLongestQuote);
  }

 private:
  const std::string path_;
  status::Violations& bad_;
};

void CheckBody(const pb::Assertion& assertion, Checker* check) {
  switch (assertion.body_case()) {
    case pb::Assertion::kCasualties: {
      const pb::Casualties& body = assertion.casualties();
      if (body.measure() == pb::CASUALTY_MEASURE_UNSPECIFIED) {
        check->Fail("casualties.measure", "is required");
      }
      check->Count("casualties.count", body.count());
      check->Text("casualties.victims_side", body.victims_side(), kLongestName);
      check->Text("casualties.perpetrator_side", body.perpetrator_side(),
                  kLongestName);
      check->Texts("casualties.component_sides", body.component_sides(), 16);
      break;
    }
    case pb::Assertion::kAttack: {
      const pb::Attack& body = assertion.attack();
      check->Text("attack.act", body.act());
      check->Text("attack.perpetrator_side", body.perpetrator_side(),
                  kLongestName);
      check->Text("attack.target_side", body.target_side(), kLongestName);
      check->Text("attack.target", body.target());
      check->Text("attack.weapon", body.weapon());
      break;
    }
    case pb::Assertion::kDamage: {
      const pb::Damage& body = assertion.damage();
      check->Text("damage.object", body.object());
      check->Text("damage.act", body.act());
      check->Count("damage.count", body.count());
      check->Text("damage.owner_side", body.owner_side(), kLongestName);
      check->Text("damage.perpetrator_side", body.perpetrator_side(),
                  kLongestName);
      break;
    }
    case pb::Assertion::kTerritory: {
      const pb::Territory& body = assertion.territory();
      check->Text("territory.perpetrator_side", body.perpetrator_side(),
                  kLongestName);
      check->Text("territory.owner_side", body.owner_side(), kLongestName);
      check->Count("territory.settlements", body.settlements());
      check->Text("territory.object", body.object());
      const double area = body.area().value();
      if (!std::isfinite(area) || area < 0 || area > 1e15) {
        check->Fail("territory.area.value",
                    "must be finite, not negative and at most 1e15");
      }
      break;
    }
    case pb::Assertion::kTruce: {
      const pb::Truce& body = assertion.truce();
      check->Texts("truce.party_sides", body.party_sides(), 16);
      check->Text("truce.perpetrator_side", body.perpetrator_side(),
                  kLongestName);
      check->Text("truce.mediator", body.mediator(), kLongestName);
      break;
    }
    case pb::Assertion::kDeployment: {
      const pb::Deployment& body = assertion.deployment();
      check->Text("deployment.perpetrator_side", body.perpetrator_side(),
                  kLongestName);
      check->Text("deployment.force", body.force());
      check->Count("deployment.count", body.count());
      break;
    }
    case pb::Assertion::kAppeal:
      check->Texts("appeal.addressee_sides",
                   assertion.appeal().addressee_sides(), 16);
      check->Text("appeal.demand", assertion.appeal().demand());
      break;
    case pb::Assertion::BODY_NOT_SET:
      break;
  }
}

pb::ClaimKind KindOf(pb::Assertion::BodyCase body) {
  switch (body) {
    case pb::Assertion::kCasualties:
      return pb::CLAIM_KIND_CASUALTIES;
    case pb::Assertion::kAttack:
      return pb::CLAIM_KIND_ATTACK;
    case pb::Assertion::kDamage:
      return pb::CLAIM_KIND_DAMAGE;
    case pb::Assertion::kTerritory:
      return pb::CLAIM_KIND_TERRITORY;
    case pb::Assertion::kTruce:
      return pb::CLAIM_KIND_TRUCE;
    case pb::Assertion::kDeployment:
      return pb::CLAIM_KIND_DEPLOYMENT;
    case pb::Assertion::kAppeal:
      return pb::CLAIM_KIND_APPEAL;
    case pb::Assertion::BODY_NOT_SET:
      break;
  }
  return pb::CLAIM_KIND_UNSPECIFIED;
}

void CheckPlaces(const pb::Assertion& assertion, Checker* check) {
  if (assertion.places_size() > 16) {
    check->Fail("places", "must not have more than 16 entries");
    return;
  }
  for (int i = 0; i < assertion.places_size(); ++i) {
    const type::v1::PlaceReference& place = assertion.places(i);
    const std::string path = absl::StrCat("places[", i, "]");
    check->Text(path + ".phrase", place.phrase());
    check->Text(path + ".place", place.place(), kLongestName);
    check->Text(path + ".display_name", place.display_name());
    check->Texts(path + ".ancestors", place.ancestors(), 32);
    check->Text(path + ".country_code", place.country_code(), 8);
    check->Text(path + ".basis", place.basis());
    check->Score(path + ".score", place.score());
    if (!(place.uncertainty_m() >= 0 && place.uncertainty_m() <= 3e7)) {
      check->Fail(path + ".uncertainty_m", "must be between 0 and 30,000,000");
    }
    const double latitude = place.point().latitude();
    const double longitude = place.point().longitude();
    if (!(latitude >= -90 && latitude <= 90)) {
      check->Fail(path + ".point.latitude", "must be between -90 and 90");
    }
    if (!(longitude >= -180 && longitude <= 180)) {
      check->Fail(path + ".point.longitude", "must be between -180 and 180");
    }
  }
}

void CheckContent(const pb::Assertion& assertion, Checker* check) {
  if (assertion.kind() == pb::CLAIM_KIND_UNSPECIFIED) {
    check->Fail("kind", "is required");
  } else if (KindOf(assertion.body_case()) != assertion.kind()) {
    check->Fail("body", "must be the one of the kind");
  }
  if (assertion.stance() == pb::STANCE_UNSPECIFIED) {
    check->Fail("stance", "is required");
  }
  const pb::Claimant& claimant = assertion.claimant();
  check->Text("claimant.actor", claimant.actor(), kLongestName);
  check->Text("claimant.display_name", claimant.display_name(), kLongestName);
  check->Text("claimant.phrase", claimant.phrase());
  check->Text("claimant.role", claimant.role());
  check->Text("claimant.side", claimant.side(), kLongestName);
  check->Texts("claimant.via", claimant.via(), 16);
  check->Texts("conflict_sides", assertion.conflict_sides(), 8);
  for (const std::string& side : assertion.conflict_sides()) {
    if (side.find('|') != std::string::npos || side[0] == '@') {
      check->Fail("conflict_sides", "must not hold | or begin with @");
      break;
    }
  }
  CheckBody(assertion, check);
  check->Interval("event_time", assertion.event_time());
  check->Interval("uttered_time", assertion.uttered_time());
  if (assertion.has_as_of_time()) {
    check->Moment("as_of_time", assertion.as_of_time());
  }
  CheckPlaces(assertion, check);
  check->Score("scores.extraction", assertion.scores().extraction());
  check->Score("scores.attribution", assertion.scores().attribution());
  check->Score("scores.geocoding", assertion.scores().geocoding());
}

void CheckSource(const pb::DocumentSource& source, status::Violations* bad) {
  Checker check("source", bad);
  if (!IsRevisionName(source.document_revision())) {
    check.Fail("document_revision",
               "must be documents/{document}/revisions/{revision}");
  }
  check.Text("outlet", source.outlet(), kLongestName);
  check.Text("title", source.title());
  check.Text("uri", source.uri());
  check.Text("cluster", source.cluster(), kLongestName);
  check.Text("origin", source.origin(), kLongestName);
  check.Text("family", source.family(), kLongestName);
  if (source.sketch_size() != 0 && source.sketch_size() != kSketchValues) {
    check.Fail("sketch",
               absl::StrCat("must have ", kSketchValues, " values, or none"));
  }
  if (!source.has_publish_time()) {
    check.Fail("publish_time", "is required");
  } else if (source.publish_time().seconds() < kFirstPublished ||
             source.publish_time().seconds() >= kLastPublished ||
             source.publish_time().nanos() < 0 ||
             source.publish_time().nanos() > 999'999'999) {
    check.Fail("publish_time", "must be a moment of the years 1900 to 2199");
  }
  if (source.has_fetch_time()) check.Moment("fetch_time", source.fetch_time());
}

}  // namespace

bool IsRevisionName(absl::string_view name) {
  const std::vector<absl::string_view> parts = absl::StrSplit(name, '/');
  return parts.size() == 4 && parts[0] == "documents" && IsId(parts[1]) &&
         parts[2] == "revisions" && IsId(parts[3]);
}

bool IsMentionName(absl::string_view name) {
  const std::size_t at = name.rfind("/mentions/");
  return at != absl::string_view::npos && IsRevisionName(name.substr(0, at)) &&
         IsId(name.substr(at + 10));
}

void CheckAssertion(const pb::Assertion& assertion, absl::string_view path,
                    status::Violations* bad) {
  Checker check(std::string(path), bad);
  CheckContent(assertion, &check);
}

absl::Status CheckRecordMentions(const pb::RecordMentionsRequest& request) {
  status::Violations bad;
  CheckSource(request.source(), &bad);
  if (request.mentions_size() > kMostMentions) {
    bad.Add("mentions", "must not be more than 2,000");
    return bad.ToStatus();
  }
  const std::string prefix =
      absl::StrCat(request.source().document_revision(), "/mentions/");
  absl::flat_hash_set<absl::string_view> names;
  for (int i = 0; i < request.mentions_size(); ++i) {
    const pb::Mention& mention = request.mentions(i);
    const std::string path = absl::StrCat("mentions[", i, "]");
    Checker check(path, &bad);
    if (!mention.name().empty()) {
      absl::string_view id = mention.name();
      if (!absl::ConsumePrefix(&id, prefix) || !IsId(id)) {
        check.Fail("name", absl::StrCat("must be ", prefix, "{mention}"));
      } else if (!names.insert(mention.name()).second) {
        check.Fail("name", "is that of another mention");
      }
    }
    check.Span("span", mention.span());
    check.Text("rule", mention.rule(), kLongestName);
    if (mention.evidence_size() > kMostEvidence) {
      check.Fail("evidence", "must not have more than 64 entries");
    } else {
      for (int j = 0; j < mention.evidence_size(); ++j) {
        check.Span(absl::StrCat("evidence[", j, "].span"),
                   mention.evidence(j).span());
      }
    }
    if (!mention.has_assertion()) {
      check.Fail("assertion", "is required");
      continue;
    }
    CheckAssertion(mention.assertion(), path + ".assertion", &bad);
  }
  return bad.ToStatus();
}

}  // namespace parallax::claims::server
