#include "services/ingest/domain/extract/attribution/chain.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "services/ingest/domain/extract/attribution/mention_finder.h"
#include "services/ingest/domain/extract/attribution/source_finder.h"

namespace parallax::ingest::domain::extract::attribution {
namespace {

class SourceResolver {
 public:
  SourceResolver(RuleContext& context, const Coreference& entities)
      : context_(context), syntax_(context.syntax), entities_(entities) {}

  void Run() {
    const size_t count = context_.found.size();
    for (size_t k = 0; k < count; ++k) Resolve(context_.found[k]);
    for (size_t k = 0; k < count; ++k) TieCitation(k);
    for (size_t k = 0; k < count; ++k) SplitMutual(k);
  }

 private:
  // One past what says who speaks: "a physician at a hospital" and "Putin, who
  // is in China" are neither the hospital nor China.
  uint32_t NameEnd(TokenRange range) const {
    const uint32_t last = std::min(range.last, range.first + 12);
    for (uint32_t i = range.first + 1; i < last; ++i) {
      const bool aside = syntax_[i].pos == Pos::kAdp && !syntax_.Is(i, "of") &&
                         !syntax_.Is(i, "for");
      if (aside || syntax_.Is(i, "who") || syntax_.Is(i, "which")) return i;
    }
    return last;
  }

  // Whether the word at the end of `range` stands in the aside that begins
  // `range`: no comma closes it.
  bool IsInAside(TokenRange range) const {
    if (range.first > range.last) return false;
    for (uint32_t i = range.first; i < range.last; ++i) {
      if (syntax_.Is(i, ",")) return false;
    }
    return true;
  }

  // The head of the source, or where the parser heads the phrase elsewhere the
  // nearest token of it that has an entity; names are to the right.
  int32_t SpeakerHead(const Attribution& attribution) const {
    const int32_t head = attribution.source_head;
    if (head < 0) return -1;
    const uint32_t h = static_cast<uint32_t>(head);
    const TokenRange first =
        attribution.source.empty() ? TokenRange{} : attribution.source[0];
    const bool aside = first.Contains(h) && IsInAside({NameEnd(first), h});
    if (!aside && entities_.EntityAt(h) >= 0) return head;
    for (const TokenRange& range : attribution.source) {
      for (uint32_t i = NameEnd(range); i-- > range.first;) {
        if (!syntax_.Is(i, ",") && entities_.EntityAt(i) >= 0) {
          return static_cast<int32_t>(i);
        }
      }
    }
    return head;
  }

  uint32_t FlagsOf(uint32_t token) const {
    return context_.lexicon.Flags(syntax_[token].lower) |
           context_.lexicon.Flags(syntax_[token].lemma);
  }

  void Resolve(Attribution& attribution) {
    const int32_t speaker = SpeakerHead(attribution);
    if (speaker >= 0) {
      attribution.source_entity =
          entities_.EntityAt(static_cast<uint32_t>(speaker));
      if (attribution.source_entity >= 0) attribution.source_head = speaker;
    }
    if (!attribution.addressee.empty() &&
        (attribution.stance == Stance::kAccuses)) {
      for (uint32_t i = attribution.addressee.last;
           i-- > attribution.addressee.first;) {
        const int32_t entity = entities_.EntityAt(i);
        if (entity >= 0) {
          attribution.accused_entity = entity;
          break;
        }
      }
    }
    if (attribution.source_head >= 0) {
      attribution.chain.push_back({ChainRole::kSpeaker, attribution.source[0],
                                   attribution.source_entity});
    }
    if (attribution.cue_head < 0) return;
    const uint32_t cue = static_cast<uint32_t>(attribution.cue_head);
    if (syntax_[cue].pos == Pos::kVerb) Carriers(cue, attribution);
    // "a statement carried by", "was quoted as saying by Interfax".
    const int32_t up = syntax_[cue].head;
    if (up >= 0 && syntax_[static_cast<uint32_t>(up)].lemma == "quote" &&
        syntax_[cue].lemma == "say") {
      attribution.construction = Construction::kQuotedAs;
      Carriers(static_cast<uint32_t>(up), attribution);
    }
  }

  // "told Reuters", "in a statement", "on Telegram", "quoted by Interfax".
  void Carriers(uint32_t verb, Attribution& attribution) {
    for (uint32_t child : syntax_.Children(verb)) {
      if (static_cast<int32_t>(child) == attribution.source_head) continue;
      const Token& token = syntax_[child];
      if (InContent(attribution, child)) continue;
      const uint32_t flags = FlagsOf(child);
      switch (token.rel) {
        case Rel::kObj:
        case Rel::kIobj:
          if ((flags & (kAgency | kMedium)) != 0) {
            Link(ChainRole::kAgency, child, attribution);
          }
          break;
        case Rel::kOblAgent:
        case Rel::kObl:
        case Rel::kNmod: {
          const absl::string_view preposition = syntax_.Preposition(child);
          const bool by_medium = preposition == "by" &&
                                 syntax_.IsPassive(verb) &&
                                 (flags & kMedium) != 0;
          if ((flags & kAgency) != 0 || by_medium) {
            Link(ChainRole::kAgency, child, attribution);
          } else if ((flags & (kChannel | kMedium)) != 0 &&
                     (preposition == "in" || preposition == "on" ||
                      preposition == "via" || preposition == "through" ||
                      preposition == "at" || preposition == "during")) {
            Link(ChainRole::kChannel, child, attribution);
            // "in an interview with Reuters"
            for (uint32_t inner : syntax_.Children(child)) {
              if ((FlagsOf(inner) & (kAgency | kMedium)) != 0 &&
                  syntax_[inner].rel == Rel::kNmod) {
                Link(ChainRole::kAgency, inner, attribution);
              }
            }
          }
          break;
        }
        default:
          break;
      }
    }
  }

  static bool InContent(const Attribution& attribution, uint32_t token) {
    for (const TokenRange& range : attribution.content) {
      if (range.Contains(token)) return true;
    }
    return false;
  }

  void Link(ChainRole role, uint32_t head, Attribution& attribution) {
    if (attribution.chain.size() >= 4) return;
    attribution.chain.push_back(
        {role, CorePhrase(syntax_, head), entities_.EntityAt(head)});
  }

  // "Reuters reported, citing officials": the officials speak, Reuters carries.
  void TieCitation(size_t index) {
    Attribution& citation = context_.found[index];
    if (citation.cue_head < 0) return;
    const uint32_t cue = static_cast<uint32_t>(citation.cue_head);
    const std::string& lemma = syntax_[cue].lemma;
    if (lemma != "cite" && lemma != "quote") return;
    if ((syntax_[cue].features & kGerund) == 0) return;
    const int32_t object = syntax_.Child(cue, Rel::kObj);
    if (object < 0) return;
    const uint32_t head = static_cast<uint32_t>(object);
    const int32_t cited = entities_.EntityAt(head);
    const bool speaks =
        cited >= 0 ||
        (FlagsOf(head) & (kPersonNoun | kBodyNoun | kGroupNoun | kAgency |
                          kDocumentNoun | kChannel)) != 0;
    if (!speaks) return;
    citation.construction = Construction::kCiting;
    // The report that the citation belongs to: the last one before it in the
    // sentence by the same source.
    for (size_t k = index; k-- > 0;) {
      Attribution& report = context_.found[k];
      if (report.cue_head < 0) continue;
      const uint32_t other = static_cast<uint32_t>(report.cue_head);
      if (syntax_.SentenceIndex(other) != syntax_.SentenceIndex(cue)) break;
      if (report.source_head != citation.source_head || report.chain.empty()) {
        continue;
      }
      report.chain.front().role = ChainRole::kAgency;
      report.chain.insert(
          report.chain.begin(),
          {ChainRole::kSpeaker, CorePhrase(syntax_, head), cited});
      return;
    }
  }

  bool IsReciprocal(const Attribution& attribution) const {
    const TokenRange party = attribution.addressee;
    if (party.empty() || party.last - party.first > 4) return false;
    return (FlagsOf(party.last - 1) & kReciprocal) != 0;
  }

  // "Both sides blame each other": one accusation by each.
  void SplitMutual(size_t index) {
    if (context_.found[index].stance != Stance::kAccuses ||
        !IsReciprocal(context_.found[index])) {
      return;
    }
    const int32_t source = context_.found[index].source_entity;
    if (source < 0) return;
    std::vector<int32_t> members =
        entities_.entities[static_cast<size_t>(source)].members;
    if (members.empty()) {
      // "Armenia and Azerbaijan accused each other".
      const uint32_t head =
          static_cast<uint32_t>(context_.found[index].source_head);
      members.push_back(source);
      for (uint32_t child : syntax_.Children(head)) {
        const int32_t other = entities_.EntityAt(child);
        if (syntax_[child].rel == Rel::kConj && other >= 0) {
          members.push_back(other);
        }
      }
    }
    if (members.size() != 2) return;
    Attribution& first = context_.found[index];
    first.construction = Construction::kMutualAccusation;
    first.source_entity = members[0];
    first.accused_entity = members[1];
    if (!first.chain.empty()) first.chain.front().entity = members[0];
    Attribution second = first;
    std::swap(second.source_entity, second.accused_entity);
    if (!second.chain.empty()) second.chain.front().entity = members[1];
    context_.found.push_back(std::move(second));
  }

  RuleContext& context_;
  const Syntax& syntax_;
  const Coreference& entities_;
};

}  // namespace

void ResolveSources(RuleContext& context, const Coreference& entities) {
  SourceResolver(context, entities).Run();
}

}  // namespace parallax::ingest::domain::extract::attribution
