#include "services/ingest/domain/extract/mention/mention_builder.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "services/ingest/domain/extract/mention/mention_body.h"

namespace parallax::ingest::domain::extract {
namespace {

namespace v1 = claims::v1;
using Tokens = absl::Span<const Token>;

v1::ClaimKind KindOf(Kind kind) {
  switch (kind) {
    case Kind::kCasualties:
      return v1::CLAIM_KIND_CASUALTIES;
    case Kind::kAttack:
      return v1::CLAIM_KIND_ATTACK;
    case Kind::kDamage:
      return v1::CLAIM_KIND_DAMAGE;
    case Kind::kTerritory:
      return v1::CLAIM_KIND_TERRITORY;
    case Kind::kTruce:
      return v1::CLAIM_KIND_TRUCE;
    case Kind::kDeployment:
      return v1::CLAIM_KIND_DEPLOYMENT;
    case Kind::kAppeal:
      return v1::CLAIM_KIND_APPEAL;
  }
  return v1::CLAIM_KIND_UNSPECIFIED;
}

v1::Stance StanceOf(Stance stance) {
  switch (stance) {
    case Stance::kAsserts:
      return v1::STANCE_ASSERTS;
    case Stance::kDenies:
      return v1::STANCE_DENIES;
    case Stance::kUnconfirmed:
      return v1::STANCE_UNCONFIRMED;
  }
  return v1::STANCE_UNSPECIFIED;
}

type::v1::TimePrecision PrecisionOf(TimePrecision precision) {
  switch (precision) {
    case TimePrecision::kUnknown:
      break;
    case TimePrecision::kPartOfDay:
      return type::v1::TIME_PRECISION_PART_OF_DAY;
    case TimePrecision::kDay:
      return type::v1::TIME_PRECISION_DAY;
    case TimePrecision::kWeek:
      return type::v1::TIME_PRECISION_WEEK;
    case TimePrecision::kMonth:
      return type::v1::TIME_PRECISION_MONTH;
    case TimePrecision::kYear:
      return type::v1::TIME_PRECISION_YEAR;
  }
  return type::v1::TIME_PRECISION_UNSPECIFIED;
}

void SetTime(absl::CivilSecond civil, google::protobuf::Timestamp* stamp) {
  stamp->set_seconds(
      absl::ToUnixSeconds(absl::FromCivil(civil, absl::UTCTimeZone())));
}

bool Expressible(absl::CivilDay day) {
  return day.year() >= 1 && day.year() <= 9998;
}

void FillEventTime(const MentionInputs& in, const ExtractedClaim& claim,
                   v1::Assertion* assertion) {
  // Without a day, the month or year that was said.
  std::optional<absl::CivilDay> first = claim.event_day;
  if (!first && claim.time) first = claim.time->day;
  if (!first || !Expressible(*first)) return;
  type::v1::TimeInterval* time = assertion->mutable_event_time();
  time->set_phrase(std::string(Words(in.article, claim.time_span)));
  time->set_precision(type::v1::TIME_PRECISION_DAY);
  absl::CivilDay last = *first;
  bool open = false;
  if (claim.time && claim.time->day == first) {
    time->set_precision(PrecisionOf(claim.time->precision));
    if (claim.time->end_day && *claim.time->end_day >= last &&
        Expressible(*claim.time->end_day)) {
      last = *claim.time->end_day;
    }
    open = claim.time->since;
  }
  SetTime(absl::CivilSecond(*first), time->mutable_start_time());
  if (!open) SetTime(absl::CivilSecond(last + 1), time->mutable_end_time());
}

v1::Authority AuthorityNamed(absl::string_view value) {
  v1::Authority authority = v1::AUTHORITY_UNSPECIFIED;
  v1::Authority_Parse(absl::StrCat("AUTHORITY_", absl::AsciiStrToUpper(value)),
                      &authority);
  return authority;
}

void FillClaimant(const MentionInputs& in, const ExtractedClaim& claim,
                  v1::Claimant* claimant) {
  claimant->set_actor(claim.claimant_actor);
  claimant->set_display_name(claim.claimant);
  claimant->set_phrase(std::string(Words(in.article, claim.claimant_span)));
  claimant->set_role(claim.claimant_description);
  claimant->set_side(claim.claimant_side);
  for (const std::string& via : claim.via) claimant->add_via(via);
  if (claim.claimant.empty() && claim.claimant_side.empty()) {
    claimant->set_authority(v1::AUTHORITY_OUTLET);
    return;
  }
  // The office that the report names counts for more than the registry's.
  const absl::string_view office = in.details.FindInText(
      "authority", absl::AsciiStrToLower(absl::StrCat(
                       claim.claimant_description, " ", claim.claimant, " ",
                       Words(in.article, claim.claimant_span))));
  if (!office.empty()) {
    claimant->set_authority(AuthorityNamed(office));
    return;
  }
  const int32_t actor = in.actors.Find(claim.claimant);
  if (actor >= 0) claimant->set_authority(in.actors.actor(actor).authority);
}

void AddEvidence(const Article& article, v1::EvidenceRole role,
                 const ByteRange& range, v1::Mention* mention) {
  const absl::string_view words = Words(article, range);
  if (words.empty()) return;
  v1::Evidence* evidence = mention->add_evidence();
  evidence->set_role(role);
  evidence->mutable_span()->set_start_byte(range.begin);
  evidence->mutable_span()->set_end_byte(range.end);
  evidence->mutable_span()->set_text(std::string(words));
}

// Tokens that lie within the bytes.
Tokens TokensOf(const AnalyzedText& text, uint32_t begin, uint32_t end) {
  const auto first = std::lower_bound(
      text.tokens.begin(), text.tokens.end(), begin,
      [](const Token& token, uint32_t at) { return token.begin < at; });
  const auto last = std::lower_bound(
      first, text.tokens.end(), end,
      [](const Token& token, uint32_t at) { return token.begin < at; });
  return Tokens(text.tokens.data() + (first - text.tokens.begin()),
                static_cast<size_t>(last - first));
}

// Index of the sentence that holds byte `at`; the last before it where none
// does.
size_t SentenceAt(const AnalyzedText& text, uint32_t at) {
  const auto after = std::upper_bound(
      text.sentences.begin(), text.sentences.end(), at,
      [](uint32_t byte, const Sentence& s) { return byte < s.begin; });
  return after == text.sentences.begin()
             ? 0
             : static_cast<size_t>(after - text.sentences.begin() - 1);
}

Tokens TokensOf(const AnalyzedText& text, const Sentence& sentence) {
  return Tokens(text.tokens.data() + sentence.first,
                sentence.last - sentence.first);
}

// "The figure", "this toll": means a number that was just given.
bool RefersToFigure(Tokens tokens) {
  for (size_t i = 1; i < tokens.size(); ++i) {
    const absl::string_view lemma = tokens[i].lemma;
    const bool figure = lemma == "figure" || lemma == "number" ||
                        lemma == "toll" || lemma == "count" || lemma == "total";
    const absl::string_view before = tokens[i - 1].lower;
    if (figure && (before == "the" || before == "this" || before == "that")) {
      return true;
    }
  }
  return false;
}

// "The figure is not final" may follow in the next sentence, in the next
// paragraph only where it says what it means.
v1::Finality FinalityOf(const MentionInputs& in, size_t sentence) {
  for (size_t i = sentence; i < in.text.sentences.size() && i < sentence + 2;
       ++i) {
    const Tokens tokens = TokensOf(in.text, in.text.sentences[i]);
    if (in.text.sentences[i].block != in.text.sentences[sentence].block &&
        !RefersToFigure(tokens)) {
      break;
    }
    const absl::string_view value = in.details.Find("finality", tokens).value;
    if (value == "not_final") return v1::FINALITY_NOT_FINAL;
    if (value == "final") return v1::FINALITY_FINAL;
  }
  return v1::FINALITY_UNSPECIFIED;
}

v1::Mention BuildMention(const MentionInputs& in, const ExtractedClaim& claim) {
  v1::Mention mention;
  mention.set_rule(claim.rule);
  mention.mutable_span()->set_start_byte(claim.span.begin);
  mention.mutable_span()->set_end_byte(claim.span.end);
  mention.mutable_span()->set_text(std::string(Words(in.article, claim.span)));

  const size_t sentence = SentenceAt(in.text, claim.span.begin);
  v1::Assertion* assertion = mention.mutable_assertion();
  assertion->set_kind(KindOf(claim.kind));
  assertion->set_stance(StanceOf(claim.stance));
  FillClaimant(in, claim, assertion->mutable_claimant());
  FillBody(in, claim, TokensOf(in.text, claim.span.begin, claim.span.end),
           in.text.sentences.empty()
               ? Tokens()
               : TokensOf(in.text, in.text.sentences[sentence]),
           assertion);
  if (claim.kind == Kind::kCasualties && !in.text.sentences.empty()) {
    assertion->set_finality(FinalityOf(in, sentence));
  }
  FillEventTime(in, claim, assertion);
  if (!claim.place.empty()) {
    assertion->add_places()->set_phrase(claim.place);
  }
  for (const std::string& side : claim.conflict_sides) {
    if (assertion->conflict_sides_size() < 8) {
      assertion->add_conflict_sides(side);
    }
  }
  assertion->mutable_scores()->set_extraction(claim.extraction_score);
  assertion->mutable_scores()->set_attribution(claim.attribution_score);
  assertion->set_background(claim.background);

  const Article& article = in.article;
  AddEvidence(article, v1::EVIDENCE_ROLE_CLAIMANT, claim.claimant_span,
              &mention);
  AddEvidence(article, v1::EVIDENCE_ROLE_CUE, claim.cue_span, &mention);
  AddEvidence(article, v1::EVIDENCE_ROLE_ACT, claim.act_span, &mention);
  AddEvidence(article, v1::EVIDENCE_ROLE_COUNT, claim.count_span, &mention);
  AddEvidence(article, v1::EVIDENCE_ROLE_OBJECT, claim.object_span, &mention);
  AddEvidence(article, v1::EVIDENCE_ROLE_PERPETRATOR, claim.perpetrator_span,
              &mention);
  AddEvidence(article, v1::EVIDENCE_ROLE_PLACE, claim.place_span, &mention);
  AddEvidence(article, v1::EVIDENCE_ROLE_TIME, claim.time_span, &mention);
  for (const ByteRange& via : claim.via_spans) {
    AddEvidence(article, v1::EVIDENCE_ROLE_VIA, via, &mention);
  }
  return mention;
}

bool JointMeasure(v1::CasualtyMeasure measure) {
  return measure == v1::CASUALTY_MEASURE_KILLED_OR_MISSING ||
         measure == v1::CASUALTY_MEASURE_KILLED_OR_WOUNDED;
}

// The two readings of one joint number, as killed and as missing.
bool SameJointNumber(const v1::Mention& a, const v1::Mention& b) {
  if (!a.assertion().has_casualties() || !b.assertion().has_casualties()) {
    return false;
  }
  const v1::Casualties& left = a.assertion().casualties();
  const v1::Casualties& right = b.assertion().casualties();
  return JointMeasure(left.measure()) && left.measure() == right.measure() &&
         left.count().min() == right.count().min() &&
         left.count().max() == right.count().max() &&
         a.assertion().stance() == b.assertion().stance() &&
         a.assertion().claimant().display_name() ==
             b.assertion().claimant().display_name() &&
         a.span().start_byte() < b.span().end_byte() &&
         b.span().start_byte() < a.span().end_byte();
}

}  // namespace

std::vector<v1::Mention> BuildMentions(
    const MentionInputs& in, const std::vector<ExtractedClaim>& claims) {
  std::vector<v1::Mention> mentions;
  for (const ExtractedClaim& claim : claims) {
    if (claim.span.empty() || claim.span.end > in.article.text.size()) continue;
    v1::Mention mention = BuildMention(in, claim);
    if (!mentions.empty() && SameJointNumber(mentions.back(), mention)) {
      continue;
    }
    mentions.push_back(std::move(mention));
  }
  std::stable_sort(
      mentions.begin(), mentions.end(),
      [](const v1::Mention& a, const v1::Mention& b) {
        return std::pair(a.span().start_byte(), a.span().end_byte()) <
               std::pair(b.span().start_byte(), b.span().end_byte());
      });
  return mentions;
}

}  // namespace parallax::ingest::domain::extract
