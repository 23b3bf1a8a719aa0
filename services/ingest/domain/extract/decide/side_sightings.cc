#include "services/ingest/domain/extract/decide/side_sightings.h"

#include <algorithm>

#include "absl/container/inlined_vector.h"
#include "absl/strings/str_cat.h"
#include "services/ingest/domain/extract/analysis/tags.h"
#include "services/ingest/domain/extract/model/joined.h"

namespace parallax::ingest::domain::extract {
namespace {

// Tokens looked at on either side of the act.
constexpr uint32_t kReach = 60;
// Relations on either leg of a path.
constexpr size_t kMostSteps = 4;
// Namings of one side that are weighed.
constexpr int kMostSightings = 2;

using Chain = absl::InlinedVector<uint32_t, 12>;

// `token` and its heads, at most kMostSteps of them.
Chain Upwards(const DocContext& doc, uint32_t token) {
  Chain chain = {token};
  while (chain.size() <= kMostSteps && doc.token(chain.back()).head >= 0) {
    chain.push_back(static_cast<uint32_t>(doc.token(chain.back()).head));
  }
  return chain;
}

void AppendRelation(const DocContext& doc, uint32_t token, bool up,
                    std::string& path) {
  absl::StrAppend(&path, up ? "^" : ">", RelName(doc.token(token).rel));
  if (up) return;
  const int32_t preposition = doc.Child(token, Rel::kCase);
  if (preposition >= 0) {
    absl::StrAppend(&path, ":",
                    doc.token(static_cast<uint32_t>(preposition)).lower);
  }
}

// Sets path and top of `out`.
void Walk(const DocContext& doc, uint32_t from, uint32_t to, Sighting& out) {
  const Chain up = Upwards(doc, from);
  const Chain down = Upwards(doc, to);
  for (size_t i = 0; i < up.size(); ++i) {
    const auto meet = std::find(down.begin(), down.end(), up[i]);
    if (meet == down.end()) continue;
    for (size_t k = 0; k < i; ++k) AppendRelation(doc, up[k], true, out.path);
    for (auto k = meet; k != down.begin();) {
      AppendRelation(doc, *--k, false, out.path);
    }
    out.top = doc.token(up[i]).lemma;
    return;
  }
  out.path = "far";
  out.top = "";
}

bool IsModifier(Rel rel) {
  return rel == Rel::kAmod || rel == Rel::kCompound || rel == Rel::kNmodPoss ||
         rel == Rel::kFlat || rel == Rel::kNmod;
}

absl::string_view ZoneOf(const DocContext& doc, const Draft& draft,
                         uint32_t token) {
  const TokenNote& note = doc.notes[token];
  if (draft.speaker >= 0 && token == static_cast<uint32_t>(draft.speaker)) {
    return "source";
  }
  if (draft.attribution < 0) return note.source >= 0 ? "other" : "outlet";
  if (note.source == draft.attribution) return "source";
  if (note.cue == draft.attribution) return "cue";
  if (note.source >= 0) return "other";
  const Attribution& said = doc.in().attributions[draft.attribution];
  if (said.addressee.Contains(token)) return "addressee";
  return note.attribution == draft.attribution ? "content" : "around";
}

}  // namespace

SideSightings::SideSightings(const DocContext& doc, const Draft& draft,
                             uint32_t anchor)
    : anchor_(anchor) {
  const Sentence& sentence = doc.sentence_of(anchor);
  const uint32_t first =
      std::max(sentence.first, anchor > kReach ? anchor - kReach : 0);
  const uint32_t last = std::min(sentence.last, anchor + kReach);
  for (uint32_t i = first; i < last; ++i) {
    const int32_t m = doc.notes[i].actor;
    if (m >= 0) {
      if (i + 1 == doc.actors[m].last) Look(doc, draft, i, doc.actors[m].side);
      continue;
    }
    const Token& t = doc.token(i);
    if (t.pos != Pos::kPron && t.pos != Pos::kNoun && t.pos != Pos::kPropn) {
      continue;
    }
    Look(doc, draft, i, doc.SideOfEntity(doc.in().coreference.EntityAt(i)));
  }
  const auto distance = [&](uint32_t i) {
    return i > anchor ? i - anchor : anchor - i;
  };
  std::stable_sort(sightings_.begin(), sightings_.end(),
                   [&](const Sighting& a, const Sighting& b) {
                     return distance(a.token) < distance(b.token);
                   });
  for (Sighting& s : sightings_) {
    for (const Sighting& other : sightings_) {
      const bool same_way = (other.token < anchor) == (s.token < anchor);
      if (same_way && other.side != s.side &&
          distance(other.token) < distance(s.token)) {
        ++s.between;
      }
    }
  }
  const uint32_t index = doc.notes[anchor].sentence;
  if (index == 0) return;
  const Sentence& earlier = doc.text().sentences[index - 1];
  for (uint32_t i = earlier.first; i < earlier.last; ++i) {
    const Rel rel = doc.token(i).rel;
    if (rel != Rel::kNsubj && rel != Rel::kNsubjPass) continue;
    const SideId side = doc.SideOfPhrase(i);
    if (side != kNoSide) before_.push_back(side);
  }
}

void SideSightings::Look(const DocContext& doc, const Draft& draft,
                         uint32_t token, SideId side) {
  if (side == kNoSide) return;
  Sighting s;
  s.side = side;
  s.token = token;
  const Token& t = doc.token(token);
  const int32_t m = doc.notes[token].actor;
  const absl::string_view word =
      m >= 0
          ? (doc.actors[m].alias == claims::v1::ALIAS_KIND_DEMONYM ? "demonym"
             : doc.notes[token].place >= 0                         ? "place"
                                                                   : "name")
      : t.pos == Pos::kPron ? "pron"
                            : "noun";
  uint32_t phrase = token;
  if (IsModifier(t.rel) && t.head >= 0) {
    const uint32_t head = static_cast<uint32_t>(t.head);
    s.noun = doc.token(head).lemma;
    s.cls = doc.in().lexicons.group_class(doc.words[head].lemma);
    if (t.rel != Rel::kNmod) phrase = head;
    s.form = absl::StrCat(word, ".", RelName(t.rel));
  } else {
    s.form = std::string(word);
  }
  s.zone = ZoneOf(doc, draft, token);
  const uint32_t start = m >= 0 ? doc.actors[m].first : token;
  s.word_before = start > doc.sentence_of(token).first
                      ? absl::string_view(doc.token(start - 1).lower)
                      : "^";
  Walk(doc, anchor_, phrase, s);
  sightings_.push_back(std::move(s));
}

void SideSightings::AddTo(SideId side, const FeatureValue& context,
                          FeatureSet& f) const {
  if (side == kNoSide) {
    f.Add("none.seen", Bucket(static_cast<int64_t>(sightings_.size())),
          context);
    if (!sightings_.empty()) {
      f.Add("none.path", sightings_[0].path, context);
      f.Add("none.form", sightings_[0].form, context);
    }
    return;
  }
  int seen = 0;
  for (const Sighting& s : sightings_) {
    if (s.side != side || ++seen > kMostSightings) continue;
    const absl::string_view order = s.token < anchor_ ? "left" : "right";
    const FeatureValue path = s.path;
    f.Add("path", path, context);
    f.Add("path.top", path, s.top);
    f.Add("path.form", path, s.form);
    f.Add("form", Joined(s.form, ".", order), context);
    f.Add("noun", s.noun, context);
    f.Add("class", s.cls, context);
    f.Add("zone", s.zone, context);
    f.Add("zone.order", Joined(s.zone, ".", order),
          Joined(context, ".", Bucket(s.between)));
    f.Add("word", s.word_before, context);
    f.Add("top", s.top, order);
  }
  if (seen == 0) f.Add("unseen", sightings_.empty() ? "any" : "it", context);
  const bool before =
      std::find(before_.begin(), before_.end(), side) != before_.end();
  f.Add("before",
        before            ? "y"
        : before_.empty() ? "none"
                          : "n",
        Joined(seen == 0 ? "unseen." : "seen.", context));
}

}  // namespace parallax::ingest::domain::extract
