#include "services/claims/domain/draft.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "common/storage/ids.h"
#include "services/claims/domain/figure.h"

namespace parallax::claims::domain {
namespace {

// Mentions of each claim that a relation shows, and among how many of the first
// they are looked for.
constexpr std::size_t kShownMentions = 2;
constexpr std::size_t kLookedAt = 32;

using Documents = absl::flat_hash_set<absl::string_view>;

Documents DocumentsOf(const ClaimDraft& claim, std::size_t most) {
  Documents documents;
  for (const SourcedMention* mention : claim.mentions) {
    if (documents.size() == most) break;
    documents.insert(mention->source->document_revision());
  }
  return documents;
}

// The mentions of `claim` that show best how it stands to `other`: those of
// reports that carry both, else the first ones.
std::vector<const SourcedMention*> Shown(const ClaimDraft& claim,
                                         const ClaimDraft& other) {
  const Documents documents = DocumentsOf(other, kLookedAt);
  const std::size_t looked_at = std::min(claim.mentions.size(), kLookedAt);
  std::vector<const SourcedMention*> shown;
  for (const bool together : {true, false}) {
    for (std::size_t i = 0; i < looked_at; ++i) {
      if (shown.size() == kShownMentions) return shown;
      const SourcedMention* mention = claim.mentions[i];
      if (documents.contains(mention->source->document_revision()) ==
          together) {
        shown.push_back(mention);
      }
    }
  }
  return shown;
}

}  // namespace

bool CanonicalLess(const SourcedMention& a, const SourcedMention& b) {
  if (a.published != b.published) return a.published < b.published;
  const int order =
      a.source->document_revision().compare(b.source->document_revision());
  if (order != 0) return order < 0;
  const std::int64_t start_a = a.mention->span().start_byte();
  const std::int64_t start_b = b.mention->span().start_byte();
  if (start_a != start_b) return start_a < start_b;
  return a.mention->name() < b.mention->name();
}

bool ShareDocument(const ClaimDraft& a, const ClaimDraft& b) {
  const Documents documents = DocumentsOf(b, b.mentions.size());
  return std::any_of(
      a.mentions.begin(), a.mentions.end(), [&](const SourcedMention* mention) {
        return documents.contains(mention->source->document_revision());
      });
}

const type::Count* FigureOf(const ClaimDraft& claim) {
  return CountOf(claim.claim.assertion());
}

pb::Relation* AddRelation(pb::RelationType type, int from, int to,
                          std::string reason, Draft* draft) {
  const ClaimDraft& a = draft->claims[from];
  const ClaimDraft& b = draft->claims[to];
  const std::string type_text = absl::StrCat(static_cast<int>(type));
  std::string name = absl::StrCat(
      a.claim.name(), "/relations/",
      storage::ContentId("relation",
                         {type_text, a.claim.name(), b.claim.name()}));
  if (!draft->related.insert(name).second) return nullptr;
  draft->links.push_back({type, from, to});
  pb::Relation& relation = draft->relations.emplace_back();
  relation.set_name(std::move(name));
  relation.set_type(type);
  relation.set_from_claim(a.claim.name());
  relation.set_to_claim(b.claim.name());
  relation.set_reason(std::move(reason));
  for (const ClaimDraft* claim : {&a, &b}) {
    for (const SourcedMention* mention : Shown(*claim, claim == &a ? b : a)) {
      relation.add_mentions(mention->mention->name());
    }
  }
  *relation.mutable_publish_time() =
      ToTimestamp(std::max(a.published, b.published));
  return &relation;
}

}  // namespace parallax::claims::domain
