// Everything that is known about one article before claims are read from it.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_DOCUMENT_DOC_CONTEXT_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_DOCUMENT_DOC_CONTEXT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "services/ingest/domain/article.h"
#include "services/ingest/domain/extract/actors/actor_catalogue.h"
#include "services/ingest/domain/extract/analysis/analyzed_text.h"
#include "services/ingest/domain/extract/attribution/attribution.h"
#include "services/ingest/domain/extract/attribution/coreference.h"
#include "services/ingest/domain/extract/document/main_source.h"
#include "services/ingest/domain/extract/lexicon/lexicons.h"
#include "services/ingest/domain/extract/places/place_lexicon.h"
#include "services/ingest/domain/extract/quantity/quantity.h"
#include "services/ingest/domain/extract/time/time_expression.h"

namespace parallax::ingest::domain::extract {

using attribution::Attribution;
using attribution::Coreference;
using attribution::TokenRange;

// Index into DocContext::sides; kNoSide where none is known.
using SideId = int16_t;
inline constexpr SideId kNoSide = -1;

// A side that the article names, directly or through a demonym, capital,
// office, force or person.
struct Side {
  std::string name;
  claims::v1::ActorKind kind = claims::v1::ACTOR_KIND_UNSPECIFIED;
  int mentions = 0;
  int places = 0;  // places named that lie in it
  uint32_t first_token = 0;
  std::vector<SideId> opponents;  // among the article's sides
  int rank = 0;                   // 0 is the side named most
  // A party to the fighting, not a bystander, body or mediator.
  bool party = false;
  bool armed_group = false;
  bool country = false;  // a state with an ISO code

  // Whether "the rebels" may be its people: an armed group, or a state that is
  // its own only.
  bool MayRebel() const {
    return armed_group || (kind == claims::v1::ACTOR_KIND_STATE && !country);
  }
};

// In this report the officials and forces of `country` are those of `side`; in
// a part of it, called `territory`, only its officials.
struct Rule {
  SideId country = kNoSide;
  SideId side = kNoSide;
  uint32_t territory = Vocabulary::kUnknown;  // for all of the country
};

struct ActorMention {
  uint32_t first = 0;
  uint32_t last = 0;
  int32_t actor = -1;
  SideId side = kNoSide;
  claims::v1::AliasKind alias = claims::v1::ALIAS_KIND_UNSPECIFIED;
};

struct PlaceMention {
  uint32_t first = 0;
  uint32_t last = 0;
  SideId side = kNoSide;  // of the country it lies in, when known
  bool known = false;     // in the place lexicon or a state
  bool country = false;   // a state of the registry; its capital where the
                          // place lexicon has none
  bool located =
      false;  // follows "in", "on", "of"..., or is attacked, taken...
  bool certain = false;  // by what stands beside it: no name of something else
  bool origin = false;   // follows "from"
};

struct TriggerMention {
  uint32_t first = 0;
  uint32_t last = 0;
  uint32_t head = 0;
  const Trigger* trigger = nullptr;
};

// What is known about one token; -1 where nothing is.
struct TokenNote {
  int32_t actor = -1;        // index of an ActorMention
  int32_t place = -1;        // index of a PlaceMention
  int32_t quantity = -1;     // index of a Quantity whose number it is part of
  int32_t time = -1;         // index of a TimeExpression
  int32_t attribution = -1;  // innermost whose content holds it
  int32_t cue = -1;          // attribution whose cue holds it
  int32_t source = -1;       // attribution whose source holds it
  int32_t act = -1;  // trigger of kind attack whose head it is, weak ones apart
  uint32_t sentence = 0;
  uint32_t clause = 0;
};

// Tokens [first, last) between the punctuation marks and conjunctions that part
// clauses.
struct Clause {
  uint32_t first = 0;
  uint32_t last = 0;
};

// Borrowed inputs of one extraction.
struct DocInputs {
  const Article& article;
  const AnalyzedText& text;
  const Coreference& coreference;
  const std::vector<Attribution>& attributions;
  const Lexicons& lexicons;
  const PlaceLexicon& places;
  const ActorCatalogue& actors;
};

class DocContext {
 public:
  // Linear in the length of the text. The inputs must outlive the context.
  explicit DocContext(const DocInputs& inputs);

  const DocInputs& in() const { return in_; }
  const AnalyzedText& text() const { return in_.text; }
  const Token& token(uint32_t i) const { return in_.text.tokens[i]; }
  uint32_t size() const {
    return static_cast<uint32_t>(in_.text.tokens.size());
  }
  absl::Span<const uint32_t> children(uint32_t i) const {
    const uint32_t begin = in_.text.child_begin[i];
    return absl::MakeConstSpan(in_.text.child_list)
        .subspan(begin, in_.text.child_begin[i + 1] - begin);
  }
  // First child of `i` with one of the relations, -1 when none.
  int32_t Child(uint32_t i, Rel rel) const;
  bool Is(uint32_t i, absl::string_view lower) const {
    return i < size() && token(i).lower == lower;
  }
  const Sentence& sentence_of(uint32_t i) const {
    return in_.text.sentences[notes[i].sentence];
  }
  BlockRole role_of(const Sentence& sentence) const {
    return in_.article.blocks.empty() ? BlockRole::kBody
                                      : in_.article.blocks[sentence.block].role;
  }
  absl::string_view Words(uint32_t first, uint32_t last) const {
    return first >= last
               ? absl::string_view()
               : in_.text.text.substr(token(first).begin,
                                      token(last - 1).end - token(first).begin);
  }

  // The side that this very token names, the side that the place it names lies
  // in; kNoSide for none.
  SideId ActorSideAt(uint32_t i) const {
    return notes[i].actor < 0 ? kNoSide : actors[notes[i].actor].side;
  }
  SideId PlaceSideAt(uint32_t i) const {
    return notes[i].place < 0 ? kNoSide : places[notes[i].place].side;
  }
  // Side that the noun phrase headed by `head` belongs to or is: named in it,
  // possessing it, or known from other mentions of the same entity.
  SideId SideOfPhrase(uint32_t head) const;
  // The same by a name alone, "Azerbaijani official sources", not by a place.
  SideId NamedSide(uint32_t head) const;
  // Side named inside the phrase itself, without coreference; else that of a
  // place in it.
  SideId DirectSide(uint32_t head) const;
  SideId SideOfEntity(int32_t entity) const {
    return entity < 0 || entity >= static_cast<int32_t>(entity_sides.size())
               ? kNoSide
               : entity_sides[entity];
  }
  // Side that this noun names most often in the article: "rebels" where
  // "Houthi rebels" stands; kNoSide when it never names one.
  SideId SideOfNoun(uint32_t lemma) const {
    const auto it = noun_sides.find(lemma);
    return it == noun_sides.end() ? kNoSide : it->second;
  }
  // The side of this name, kNoSide where the article does not name it.
  SideId FindSide(absl::string_view name) const;
  // First token of the noun group that ends at `head`.
  uint32_t PhraseStart(uint32_t head) const;
  // The word for rebels in the phrase of `head`, "separatist" in "separatist
  // leaders"; -1 for none.
  int32_t RebelsIn(uint32_t head) const;
  // The other side of the fighting, kNoSide unless there are exactly two or
  // one is a known opponent.
  SideId Opponent(SideId side) const;
  bool IsReadable(const Sentence& sentence) const;
  // Whether it stands beside the cue of an attribution: the day on which
  // something was said.
  bool IsOfStatement(const TimeExpression& time) const;

  std::optional<absl::CivilDay> published;
  std::vector<WordIds> words;
  std::vector<TokenNote> notes;
  std::vector<Side> sides;
  std::vector<ActorMention> actors;
  std::vector<PlaceMention> places;
  std::vector<Quantity> quantities;
  std::vector<TimeExpression> times;
  std::vector<TriggerMention> triggers;
  std::vector<Clause> clauses;
  std::vector<SideId> entity_sides;  // by entity
  std::vector<SideId> side_order;    // sides by number of mentions
  absl::flat_hash_map<uint32_t, SideId> noun_sides;  // by lemma
  std::vector<Rule> rules;
  SideId home = kNoSide;      // the state in which most named places lie
  SideId dateline = kNoSide;  // where the report was filed
  int32_t main_place = -1;    // index into places: the one named most
  int32_t title_place = -1;   // the first one of the headline
  // Index into places: the first one of the body or standfirst at which
  // something is said to be, no country; -1 where the lead has none.
  int32_t lead_place = -1;
  // Index into times: the first day of the body or standfirst, be it not that
  // of a statement or counted from another; -1 where the lead has none.
  int32_t lead_time = -1;
  MainSource main_source;
  // Who fights whom at home, as a class for decisions: the kinds of the two
  // parties named most, which of them is at home, whether rebels are named.
  std::string war;

 private:
  // Sentences in which the lead of a report may say where and when it is,
  // counted with the headline, byline and dateline before it.
  static constexpr uint32_t kLeadSentences = 8;

  // By the name of the side; see CountCountries.
  using NamedCountries = absl::flat_hash_map<absl::string_view, int>;
  // Tokens that may be a name, and the place known by the longest of its
  // beginnings.
  struct NameRun {
    uint32_t first = 0;
    uint32_t name = 0;  // behind an article, else `first`
    uint32_t last = 0;
    PlaceLexicon::Match place;
  };

  SideId InternSide(const CatalogueActor& actor, uint32_t token);
  SideId InternName(absl::string_view name, claims::v1::ActorKind kind);
  void LookUpWords();
  void FindActors();
  void FindBareNames();
  void NameBare(absl::string_view noun, SideId side);
  // "The rebels" of a report that names no group: "Libyan rebels" of Libya.
  void NameRebels();
  // "Kurdish forces", "the Kurds": whose they are where the report is about.
  void NamePeoples();
  SideId CountryOf(const Sentence& sentence, uint32_t people,
                   SideId most) const;
  // The country that is named most, kNoSide when none is.
  SideId MainCountry() const;
  int32_t UnnamedRebels() const;
  bool IsBareName(const Sentence& sentence, uint32_t i, SideId side) const;
  void AddActor(int32_t actor, claims::v1::AliasKind alias, uint32_t first,
                uint32_t last);
  int32_t Coalition(uint32_t first, uint32_t last,
                    const Sentence& sentence) const;
  std::vector<NameRun> FindNames() const;
  // Counts what names countries: actors, and places whose standing is kAlone.
  // Opponents of actors count, but less than a naming.
  NamedCountries CountCountries(const std::vector<NameRun>& names) const;
  // Who holds the place that a name means in this report: of several the one
  // that is named most. "" where the name is taken for no place.
  absl::string_view HolderOf(const PlaceMeaning& meaning,
                             const NamedCountries& named) const;
  void FindPlaces();
  void FindPlacesByName();
  // Gives places that no lexicon knows the side that the report puts them in.
  void PlaceUnknown();
  void FindMainPlace();
  void FindTitlePlace();
  bool IsOfLead(uint32_t token) const;
  void FindLeadPlace();
  void FindNumbersAndTimes();
  void FindLeadTime();
  void FindClauses();
  void FindTriggers();
  // Those that start at `at`; returns where to look on.
  uint32_t FindTriggersAt(uint32_t at, uint32_t last);
  void MarkAttributions();
  void ResolveEntities();
  // Who rules the countries named, on the day of publication.
  void FindRulers();
  void RankSides();
  void ReadDateline();
  void ClassifyWar();
  void CountNouns();
  // A side for an organisation that the registry does not know, under its own
  // name; kNoSide where the entity is none.
  SideId NameOrganisation(const attribution::Entity& entity);
  std::string InitialsOf(const attribution::Entity& entity) const;
  bool IsPersonName(uint32_t i) const;
  bool IsState(const ActorMention& mention) const;
  SideId RebelsOf(SideId side) const;
  bool IsAttached(uint32_t head, uint32_t child) const;
  bool IsLocated(uint32_t child) const;
  // As NamedSide, but "police in Ukraine" only where `located`.
  SideId SideByName(uint32_t head, bool located) const;
  // Whose it is called, wherever it is.
  SideId OwnSide(uint32_t head) const;
  SideId SideOfOffice(uint32_t office) const;
  SideId PlaceSide(uint32_t head) const;
  SideId VotedSide(const attribution::Entity& entity,
                   SideId (DocContext::*side_of)(uint32_t head) const) const;
  SideId DescribedSide(const attribution::Entity& entity) const;

  const DocInputs in_;
};

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_DOCUMENT_DOC_CONTEXT_H_
