// The entities of a document while coreference builds them: what each is
// called, whose it is, and the names it can be found by. Internal to
// coreference.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ATTRIBUTION_ENTITY_TABLE_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ATTRIBUTION_ENTITY_TABLE_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"
#include "services/ingest/domain/extract/attribution/coreference.h"
#include "services/ingest/domain/extract/attribution/lexicon.h"
#include "services/ingest/domain/extract/attribution/mention_finder.h"
#include "services/ingest/domain/extract/attribution/syntax.h"

namespace parallax::ingest::domain::extract::attribution {

class EntityTable {
 public:
  // Borrows both.
  EntityTable(const Syntax& syntax, const AttributionLexicon& lexicon);

  const Coreference& result() const { return out_; }
  // Leaves the table empty.
  Coreference Take();
  Entity& entity(int32_t id) { return out_.entities[static_cast<size_t>(id)]; }
  const Entity& entity(int32_t id) const {
    return out_.entities[static_cast<size_t>(id)];
  }

  int32_t NewEntity(const RawMention& raw);
  // The entity of a name: the same name, its surname or its initials; a new
  // one when none fits.
  int32_t ResolveName(const RawMention& raw);

  // Common nouns that the entity goes by.
  void AddNoun(int32_t id, const std::string& noun);
  bool HasNoun(int32_t id, absl::string_view noun) const;
  bool HasNouns(int32_t id) const {
    return !nouns_[static_cast<size_t>(id)].empty();
  }

  // Whether two phrases may belong to one owner: "Armenia's", "Armenian" and
  // no owner at all may, "Azerbaijani" may not.
  bool OwnersFit(const RawMention& raw, int32_t id) const;
  // Whether both have one owner or none: "Palestinian sources" are not the
  // "security sources" of before.
  bool HaveOneOwner(const RawMention& raw, int32_t id) const;
  // Whether the modifiers of a phrase ("Armenian", "defence", "Baku's") do not
  // contradict what the entity is called.
  bool ModifiersFit(const RawMention& raw, int32_t id) const;
  // Whose the entity is, lower case: its owner, else its own name; "" when
  // neither is known.
  std::string OwnerName(int32_t id) const;
  // A name that stands before other people's nouns ("Hamas fighters") is a
  // body, whatever else is known of it.
  bool MayBeBody(int32_t id) const;

  // Writes the mention down and keeps the fullest text of its entity.
  void Record(const RawMention& raw, int32_t id);
  // Adds to what the text says the entity is.
  void Describe(int32_t id, const std::string& what);
  // Turns every mention of `from` into one of `to`; their order is restored by
  // Take, once for all merges.
  void Merge(int32_t from, int32_t to);

  std::string Text(TokenRange range) const;

 private:
  int32_t Remember(const RawMention& raw, const std::string& full,
                   const std::string& last, int32_t id);
  int32_t ShortNameOf(const RawMention& raw, const std::string& word) const;
  bool MayBePerson(int32_t id) const;
  bool CalledBy(int32_t id, uint32_t token) const;
  bool IsCapitalized(uint32_t token) const;
  std::string Lower(TokenRange range) const;

  const Syntax& syntax_;
  const AttributionLexicon& lexicon_;
  Coreference out_;
  std::vector<std::vector<std::string>> nouns_;  // by entity
  std::vector<std::string> owners_;              // by entity
  std::vector<bool> modifies_;                   // by entity
  absl::flat_hash_set<int32_t> merged_;  // entities with mentions out of order
  absl::flat_hash_map<std::string, int32_t> by_name_;
  absl::flat_hash_map<std::string, int32_t> by_last_;
  absl::flat_hash_map<std::string, int32_t> by_initials_;
  // Last body whose name holds the word: "observatory", "ministry".
  absl::flat_hash_map<std::string, int32_t> by_body_word_;
};

}  // namespace parallax::ingest::domain::extract::attribution

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_ATTRIBUTION_ENTITY_TABLE_H_
