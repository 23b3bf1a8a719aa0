#include "services/claims/domain/claim_fields.h"

#include <set>
#include <utility>

#include "services/claims/domain/area.h"
#include "services/claims/domain/area_filter.h"
#include "services/claims/domain/claim_facets.h"
#include "services/claims/domain/figure.h"
#include "services/claims/domain/message_fields.h"

namespace parallax::claims::domain {
namespace {

using storage::FilterSchema;
using storage::FilterType;
using Values = FieldValues;

struct ClaimItem {
  const pb::Claim& claim;
  const std::vector<std::string>& outlets;
  const pb::Assertion& assertion() const { return claim.assertion(); }
};

const Places& PlacesIn(const ClaimItem& item) {
  return item.assertion().places();
}
const Places& PlacesIn(const pb::Incident& incident) {
  return incident.places();
}

// Also answers the functions that speak of areas.
template <typename Item>
class PlacedFields final : public Fields<Item> {
 public:
  PlacedFields(const typename Fields<Item>::Table& table, const Item& item)
      : Fields<Item>(table, item), item_(item) {}

  bool Call(const storage::FilterNode& call) const override {
    const auto* area = dynamic_cast<const Area*>(call.operand.get());
    return area != nullptr && area->Holds(PlacesIn(item_));
  }

 private:
  const Item& item_;
};

const Fields<ClaimItem>::Table& ClaimTable() {
  using I = ClaimItem;
  static const auto& table = *new Fields<ClaimItem>::Table{
      {"kind", [](const I& i, Values* v) { PutEnum(i.assertion().kind(), v); }},
      {"stance",
       [](const I& i, Values* v) { PutEnum(i.assertion().stance(), v); }},
      {"claimant",
       [](const I& i, Values* v) {
         v->push_back(i.assertion().claimant().display_name());
       }},
      {"claimant_actor",
       [](const I& i, Values* v) {
         v->push_back(i.assertion().claimant().actor());
       }},
      {"claimant_side",
       [](const I& i, Values* v) {
         v->push_back(i.assertion().claimant().side());
       }},
      {"authority",
       [](const I& i, Values* v) {
         PutEnum(i.assertion().claimant().authority(), v);
       }},
      {"victims_side",
       [](const I& i, Values* v) {
         v->push_back(i.assertion().casualties().victims_side());
       }},
      {"victims_class",
       [](const I& i, Values* v) {
         PutEnum(i.assertion().casualties().victims_class(), v);
       }},
      {"measure",
       [](const I& i, Values* v) {
         PutEnum(i.assertion().casualties().measure(), v);
       }},
      {"perpetrator_side",
       [](const I& i, Values* v) {
         v->push_back(PerpetratorOf(i.assertion()));
       }},
      {"count_min",
       [](const I& i, Values* v) {
         const auto* count = CountOf(i.assertion());
         if (count != nullptr && count->has_min()) v->push_back(count->min());
       }},
      {"count_max",
       [](const I& i, Values* v) {
         const auto* count = CountOf(i.assertion());
         if (count != nullptr && count->has_max()) v->push_back(count->max());
       }},
      {"place",
       [](const I& i, Values* v) {
         for (std::string& place : PlacesOf(i.assertion())) {
           v->push_back(std::move(place));
         }
         for (const auto& place : i.assertion().places()) {
           v->push_back(place.phrase());
           v->push_back(place.display_name());
         }
       }},
      {"country",
       [](const I& i, Values* v) {
         for (std::string& code : CountriesOf(i.assertion())) {
           v->push_back(std::move(code));
         }
       }},
      {"party",
       [](const I& i, Values* v) {
         for (std::string& side : PartiesOf(i.assertion())) {
           v->push_back(std::move(side));
         }
       }},
      {"outlet",
       [](const I& i, Values* v) {
         for (const std::string& outlet : i.outlets) v->push_back(outlet);
       }},
      {"incident",
       [](const I& i, Values* v) { v->push_back(i.claim.incident()); }},
      {"question",
       [](const I& i, Values* v) { v->push_back(i.claim.question()); }},
      {"event_time",
       [](const I& i, Values* v) {
         if (i.assertion().event_time().has_start_time()) {
           PutTime(i.assertion().event_time().start_time(), v);
         }
       }},
      {"publish_time",
       [](const I& i, Values* v) {
         PutTime(i.claim.first_published_time(), v);
       }},
      {"record_time",
       [](const I& i, Values* v) { PutTime(i.claim.record_time(), v); }},
      {"superseded",
       [](const I& i, Values* v) {
         v->push_back(!i.claim.superseded_by().empty());
       }},
      {"background",
       [](const I& i, Values* v) { v->push_back(i.assertion().background()); }},
      {"quote", [](const I& i, Values* v) { v->push_back(i.claim.quote()); }},
      {"tally_impact",
       [](const I& i, Values* v) {
         v->push_back(static_cast<std::int64_t>(i.claim.tally_impact()));
       }},
      {"review_state",
       [](const I& i, Values* v) { PutEnum(i.claim.review_state(), v); }},
  };
  return table;
}

const Fields<pb::Question>::Table& QuestionTable() {
  using I = pb::Question;
  static const auto& table = *new Fields<pb::Question>::Table{
      {"incident", [](const I& i, Values* v) { v->push_back(i.incident()); }},
      {"kind", [](const I& i, Values* v) { PutEnum(i.scope().kind(), v); }},
      {"measure",
       [](const I& i, Values* v) { PutEnum(i.scope().measure(), v); }},
      {"victims_side",
       [](const I& i, Values* v) { v->push_back(i.scope().victims_side()); }},
      {"victims_class",
       [](const I& i, Values* v) { PutEnum(i.scope().victims_class(), v); }},
      {"perpetrator_side",
       [](const I& i, Values* v) {
         v->push_back(i.scope().perpetrator_side());
       }},
      {"status", [](const I& i, Values* v) { PutEnum(i.status(), v); }},
      {"claim_count",
       [](const I& i, Values* v) {
         v->push_back(static_cast<std::int64_t>(i.claim_count()));
       }},
      {"publish_time",
       [](const I& i, Values* v) { PutTime(i.last_published_time(), v); }},
  };
  return table;
}

const Fields<pb::Incident>::Table& IncidentTable() {
  using I = pb::Incident;
  static const auto& table = *new Fields<pb::Incident>::Table{
      {"party",
       [](const I& i, Values* v) {
         for (const std::string& side : i.party_sides()) v->push_back(side);
       }},
      {"country",
       [](const I& i, Values* v) {
         std::set<std::string> codes;
         for (const auto& place : i.places())
           codes.insert(place.country_code());
         for (const std::string& code : codes) v->push_back(code);
       }},
      {"start_time",
       [](const I& i, Values* v) {
         if (i.event_time().has_start_time()) {
           PutTime(i.event_time().start_time(), v);
         }
       }},
      {"end_time",
       [](const I& i, Values* v) {
         if (i.event_time().has_end_time()) {
           PutTime(i.event_time().end_time(), v);
         }
       }},
      {"publish_time",
       [](const I& i, Values* v) { PutTime(i.last_published_time(), v); }},
      {"claim_count",
       [](const I& i, Values* v) {
         v->push_back(static_cast<std::int64_t>(i.claim_count()));
       }},
  };
  return table;
}

const Fields<pb::Relation>::Table& RelationTable() {
  using I = pb::Relation;
  static const auto& table = *new Fields<pb::Relation>::Table{
      {"type", [](const I& i, Values* v) { PutEnum(i.type(), v); }},
      {"from_claim",
       [](const I& i, Values* v) { v->push_back(i.from_claim()); }},
      {"to_claim", [](const I& i, Values* v) { v->push_back(i.to_claim()); }},
      {"publish_time",
       [](const I& i, Values* v) { PutTime(i.publish_time(), v); }},
      {"stale", [](const I& i, Values* v) { v->push_back(i.stale()); }},
  };
  return table;
}

const Fields<pb::Actor>::Table& ActorTable() {
  using I = pb::Actor;
  static const auto& table = *new Fields<pb::Actor>::Table{
      {"kind", [](const I& i, Values* v) { PutEnum(i.kind(), v); }},
      {"side", [](const I& i, Values* v) { v->push_back(i.side()); }},
      {"country",
       [](const I& i, Values* v) { v->push_back(i.country_code()); }},
      {"name", [](const I& i, Values* v) { v->push_back(i.name()); }},
      {"alias",
       [](const I& i, Values* v) {
         v->push_back(i.display_name());
         for (const pb::Alias& alias : i.aliases()) v->push_back(alias.text());
       }},
      {"family", [](const I& i, Values* v) { v->push_back(i.family()); }},
  };
  return table;
}

}  // namespace

const FilterSchema& ClaimFilterSchema() {
  static const FilterSchema& schema = []() -> const FilterSchema& {
    auto& fields = *new FilterSchema();
    fields.AddEnum("kind", pb::ClaimKind_descriptor())
        .AddEnum("stance", pb::Stance_descriptor())
        .AddText("claimant")
        .Add("claimant_actor", FilterType::kString)
        .Add("claimant_side", FilterType::kString)
        .AddEnum("authority", pb::Authority_descriptor())
        .Add("victims_side", FilterType::kString)
        .AddEnum("victims_class", pb::VictimClass_descriptor())
        .AddEnum("measure", pb::CasualtyMeasure_descriptor())
        .Add("perpetrator_side", FilterType::kString)
        .Add("count_min", FilterType::kInt)
        .Add("count_max", FilterType::kInt)
        .AddRepeated("place", FilterType::kString)
        .AddRepeated("country", FilterType::kString)
        .AddRepeated("party", FilterType::kString)
        .AddRepeated("outlet", FilterType::kString)
        .Add("incident", FilterType::kString)
        .Add("question", FilterType::kString)
        .Add("event_time", FilterType::kTimestamp)
        .Add("publish_time", FilterType::kTimestamp)
        .Add("record_time", FilterType::kTimestamp)
        .Add("superseded", FilterType::kBool)
        .Add("background", FilterType::kBool)
        .AddText("quote")
        .Add("tally_impact", FilterType::kInt)
        .AddEnum("review_state", pb::ReviewState_descriptor());
    AddAreaFunctions(&fields);
    return fields;
  }();
  return schema;
}

const FilterSchema& QuestionFilterSchema() {
  static const FilterSchema& schema = []() -> const FilterSchema& {
    auto& fields = *new FilterSchema();
    fields.Add("incident", FilterType::kString)
        .AddEnum("kind", pb::ClaimKind_descriptor())
        .AddEnum("measure", pb::CasualtyMeasure_descriptor())
        .Add("victims_side", FilterType::kString)
        .AddEnum("victims_class", pb::VictimClass_descriptor())
        .Add("perpetrator_side", FilterType::kString)
        .AddEnum("status", pb::QuestionStatus_descriptor())
        .Add("claim_count", FilterType::kInt)
        .Add("publish_time", FilterType::kTimestamp);
    return fields;
  }();
  return schema;
}

const FilterSchema& IncidentFilterSchema() {
  static const FilterSchema& schema = []() -> const FilterSchema& {
    auto& fields = *new FilterSchema();
    fields.AddRepeated("party", FilterType::kString)
        .AddRepeated("country", FilterType::kString)
        .Add("start_time", FilterType::kTimestamp)
        .Add("end_time", FilterType::kTimestamp)
        .Add("publish_time", FilterType::kTimestamp)
        .Add("claim_count", FilterType::kInt);
    AddAreaFunctions(&fields);
    return fields;
  }();
  return schema;
}

const FilterSchema& RelationFilterSchema() {
  static const FilterSchema& schema = []() -> const FilterSchema& {
    auto& fields = *new FilterSchema();
    fields.AddEnum("type", pb::RelationType_descriptor())
        .Add("from_claim", FilterType::kString)
        .Add("to_claim", FilterType::kString)
        .Add("publish_time", FilterType::kTimestamp)
        .Add("stale", FilterType::kBool);
    return fields;
  }();
  return schema;
}

const FilterSchema& ActorFilterSchema() {
  static const FilterSchema& schema = []() -> const FilterSchema& {
    auto& fields = *new FilterSchema();
    fields.AddEnum("kind", pb::ActorKind_descriptor())
        .Add("side", FilterType::kString)
        .Add("country", FilterType::kString)
        .Add("name", FilterType::kString)
        .AddRepeated("alias", FilterType::kString)
        .Add("family", FilterType::kString);
    return fields;
  }();
  return schema;
}

bool ClaimMatches(const storage::Filter& filter, const pb::Claim& claim,
                  const std::vector<std::string>& outlets) {
  const ClaimItem item{claim, outlets};
  return storage::Matches(filter, ClaimFilterSchema(),
                          PlacedFields<ClaimItem>(ClaimTable(), item));
}

bool QuestionMatches(const storage::Filter& filter,
                     const pb::Question& question) {
  return storage::Matches(filter, QuestionFilterSchema(),
                          Fields<pb::Question>(QuestionTable(), question));
}

bool IncidentMatches(const storage::Filter& filter,
                     const pb::Incident& incident) {
  return storage::Matches(
      filter, IncidentFilterSchema(),
      PlacedFields<pb::Incident>(IncidentTable(), incident));
}

bool RelationMatches(const storage::Filter& filter,
                     const pb::Relation& relation) {
  return storage::Matches(filter, RelationFilterSchema(),
                          Fields<pb::Relation>(RelationTable(), relation));
}

bool ActorMatches(const storage::Filter& filter, const pb::Actor& actor) {
  return storage::Matches(filter, ActorFilterSchema(),
                          Fields<pb::Actor>(ActorTable(), actor));
}

}  // namespace parallax::claims::domain
