// What turns an article into mentions; domain/extract implements it.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_MENTION_EXTRACTOR_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_MENTION_EXTRACTOR_H_

#include <vector>

#include "absl/status/status.h"
#include "parallax/claims/v1/actor.pb.h"
#include "parallax/claims/v1/mention.pb.h"
#include "services/ingest/domain/article.h"

namespace parallax::ingest::domain {

// Deterministic: the same article and the same actors give the same mentions,
// whatever the thread or machine. Thread safe.
class MentionExtractor {
 public:
  virtual ~MentionExtractor() = default;

  // The mentions of `article`, in order of their spans, without names and with
  // places as written (PlaceReference::phrase alone). Time is linear in the
  // text, whatever it holds. Offsets are bytes of Article::text.
  virtual std::vector<claims::v1::Mention> Extract(
      const Article& article) const = 0;

  // Takes over a new actor registry, whole. Calls in flight finish with the
  // one they began with.
  virtual absl::Status SetActors(const claims::v1::ActorList& actors) = 0;
};

}  // namespace parallax::ingest::domain

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_MENTION_EXTRACTOR_H_
