// An extractor that tests can foresee.
#pragma once

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "services/ingest/domain/mention_extractor.h"

namespace parallax::testing {

// One attack claim for each body block that holds the word "shelling", placed
// at the block's first word. Thread safe.
class FakeMentionExtractor final : public ingest::domain::MentionExtractor {
 public:
  std::vector<claims::v1::Mention> Extract(
      const ingest::domain::Article& article) const override {
    std::vector<claims::v1::Mention> mentions;
    for (const ingest::domain::Block& block : article.blocks) {
      if (block.role != ingest::domain::BlockRole::kBody) continue;
      const absl::string_view text =
          absl::string_view(article.text)
              .substr(block.begin, block.end - block.begin);
      if (!absl::StrContains(text, "shelling")) continue;
      claims::v1::Mention& mention = mentions.emplace_back();
      mention.mutable_span()->set_start_byte(block.begin);
      mention.mutable_span()->set_end_byte(block.end);
      mention.mutable_span()->set_text(std::string(text));
      mention.set_rule("fake/shelling");
      claims::v1::Assertion& assertion = *mention.mutable_assertion();
      assertion.set_kind(claims::v1::CLAIM_KIND_ATTACK);
      assertion.set_stance(claims::v1::STANCE_ASSERTS);
      assertion.mutable_attack()->set_act("shelling");
      assertion.add_conflict_sides("Armenia");
      assertion.add_places()->set_phrase(
          std::string(text.substr(0, text.find(' '))));
    }
    return mentions;
  }

  absl::Status SetActors(const claims::v1::ActorList& actors) override {
    return absl::OkStatus();
  }
};

}  // namespace parallax::testing
