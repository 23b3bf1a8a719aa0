#include "services/claims/domain/draft.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/storage/ids.h"
#include "services/claims/domain/figure.h"

namespace parallax::claims::domain {

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
  // The first two words for each side are enough to see it.
  for (const ClaimDraft* claim : {&a, &b}) {
    for (std::size_t i = 0; i < claim->mentions.size() && i < 2; ++i) {
      relation.add_mentions(claim->mentions[i]->mention->name());
    }
  }
  *relation.mutable_publish_time() =
      ToTimestamp(std::max(a.published, b.published));
  return &relation;
}

}  // namespace parallax::claims::domain
