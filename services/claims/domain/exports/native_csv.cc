#include "services/claims/domain/exports/native_csv.h"

#include "absl/strings/str_join.h"
#include "services/claims/domain/claim_facets.h"
#include "services/claims/domain/exports/words.h"
#include "services/claims/domain/figure.h"

namespace parallax::claims::domain {
namespace {

struct Row {
  const pb::Claim& claim;
  Micros recorded;
  Micros replaced;
  const Viewpoint& from;

  const pb::Assertion& assertion() const { return claim.assertion(); }
  const pb::Claimant& claimant() const { return assertion().claimant(); }
  const pb::Casualties& casualties() const { return assertion().casualties(); }
  const type::Count& count() const {
    const type::Count* count = CountOf(assertion());
    return count == nullptr ? type::Count::default_instance() : *count;
  }
  // The most specific place; an empty one when there is none.
  const type::PlaceReference& place() const {
    return assertion().places().empty()
               ? type::PlaceReference::default_instance()
               : assertion().places(0);
  }
};

void PutTime(bool has, const google::protobuf::Timestamp& time,
             CsvWriter* csv) {
  if (has) {
    csv->Time(time);
  } else {
    csv->Empty();
  }
}

void PutNumber(bool has, std::int64_t number, CsvWriter* csv) {
  if (has) {
    csv->Number(number);
  } else {
    csv->Empty();
  }
}

struct Column {
  const char* name;
  void (*put)(const Row& row, CsvWriter* csv);
};

constexpr Column kColumns[] = {
    {"claim", [](const Row& r, CsvWriter* c) { c->Text(r.claim.name()); }},
    {"revision",
     [](const Row& r, CsvWriter* c) { c->Number(r.claim.revision()); }},
    {"record_time",
     [](const Row& r, CsvWriter* c) { c->Text(MomentText(r.recorded)); }},
    {"replace_time",
     [](const Row& r, CsvWriter* c) { c->Text(MomentText(r.replaced)); }},
    {"incident",
     [](const Row& r, CsvWriter* c) { c->Text(r.claim.incident()); }},
    {"question",
     [](const Row& r, CsvWriter* c) { c->Text(r.claim.question()); }},
    {"kind", [](const Row& r,
                CsvWriter* c) { c->Text(EnumWord(r.assertion().kind())); }},
    {"stance", [](const Row& r,
                  CsvWriter* c) { c->Text(EnumWord(r.assertion().stance())); }},
    {"finality",
     [](const Row& r, CsvWriter* c) {
       c->Text(EnumWord(r.assertion().finality()));
     }},
    {"background",
     [](const Row& r, CsvWriter* c) { c->Flag(r.assertion().background()); }},
    {"claimant",
     [](const Row& r, CsvWriter* c) { c->Text(r.claimant().display_name()); }},
    {"claimant_actor",
     [](const Row& r, CsvWriter* c) { c->Text(r.claimant().actor()); }},
    {"claimant_role",
     [](const Row& r, CsvWriter* c) { c->Text(r.claimant().role()); }},
    {"claimant_side",
     [](const Row& r, CsvWriter* c) { c->Text(r.claimant().side()); }},
    {"authority",
     [](const Row& r, CsvWriter* c) {
       c->Text(EnumWord(r.claimant().authority()));
     }},
    {"via",
     [](const Row& r, CsvWriter* c) {
       c->Text(absl::StrJoin(r.claimant().via(), "; "));
     }},
    {"measure",
     [](const Row& r, CsvWriter* c) {
       c->Text(EnumWord(r.casualties().measure()));
     }},
    {"victims_side",
     [](const Row& r, CsvWriter* c) {
       c->Text(r.casualties().victims_side());
     }},
    {"victims_class",
     [](const Row& r, CsvWriter* c) {
       c->Text(EnumWord(r.casualties().victims_class()));
     }},
    {"loss_relation",
     [](const Row& r, CsvWriter* c) {
       c->Text(EnumWord(r.casualties().loss_relation()));
     }},
    {"accrual",
     [](const Row& r, CsvWriter* c) {
       c->Text(EnumWord(r.casualties().accrual()));
     }},
    {"identification",
     [](const Row& r, CsvWriter* c) {
       c->Text(EnumWord(r.casualties().identification()));
     }},
    {"perpetrator_side",
     [](const Row& r, CsvWriter* c) { c->Text(PerpetratorOf(r.assertion())); }},
    {"count_min",
     [](const Row& r, CsvWriter* c) {
       PutNumber(r.count().has_min(), r.count().min(), c);
     }},
    {"count_max",
     [](const Row& r, CsvWriter* c) {
       PutNumber(r.count().has_max(), r.count().max(), c);
     }},
    {"count_best",
     [](const Row& r, CsvWriter* c) {
       PutNumber(r.count().has_best(), r.count().best(), c);
     }},
    {"count_bound",
     [](const Row& r, CsvWriter* c) { c->Text(EnumWord(r.count().bound())); }},
    {"count_phrase",
     [](const Row& r, CsvWriter* c) { c->Text(r.count().phrase()); }},
    {"event_start",
     [](const Row& r, CsvWriter* c) {
       const auto& time = r.assertion().event_time();
       PutTime(time.has_start_time(), time.start_time(), c);
     }},
    {"event_end",
     [](const Row& r, CsvWriter* c) {
       const auto& time = r.assertion().event_time();
       PutTime(time.has_end_time(), time.end_time(), c);
     }},
    {"event_precision",
     [](const Row& r, CsvWriter* c) {
       c->Text(EnumWord(r.assertion().event_time().precision()));
     }},
    {"as_of_time",
     [](const Row& r, CsvWriter* c) {
       PutTime(r.assertion().has_as_of_time(), r.assertion().as_of_time(), c);
     }},
    {"uttered_time",
     [](const Row& r, CsvWriter* c) {
       const auto& time = r.assertion().uttered_time();
       PutTime(time.has_start_time(), time.start_time(), c);
     }},
    {"first_published_time",
     [](const Row& r, CsvWriter* c) {
       c->Time(r.claim.first_published_time());
     }},
    {"last_published_time",
     [](const Row& r, CsvWriter* c) {
       c->Time(r.claim.last_published_time());
     }},
    {"superseded_by",
     [](const Row& r, CsvWriter* c) { c->Text(r.claim.superseded_by()); }},
    {"supersede_time",
     [](const Row& r, CsvWriter* c) {
       PutTime(r.claim.has_supersede_time(), r.claim.supersede_time(), c);
     }},
    {"place_phrase",
     [](const Row& r, CsvWriter* c) { c->Text(r.place().phrase()); }},
    {"place", [](const Row& r, CsvWriter* c) { c->Text(r.place().place()); }},
    {"country",
     [](const Row& r, CsvWriter* c) { c->Text(r.place().country_code()); }},
    {"latitude",
     [](const Row& r, CsvWriter* c) {
       r.place().has_point() ? c->Number(r.place().point().latitude())
                             : c->Empty();
     }},
    {"longitude",
     [](const Row& r, CsvWriter* c) {
       r.place().has_point() ? c->Number(r.place().point().longitude())
                             : c->Empty();
     }},
    {"uncertainty_m",
     [](const Row& r, CsvWriter* c) {
       r.place().has_point() ? c->Number(r.place().uncertainty_m())
                             : c->Empty();
     }},
    {"mention_count",
     [](const Row& r, CsvWriter* c) {
       c->Number(r.claim.echo().mention_count());
     }},
    {"publisher_count",
     [](const Row& r, CsvWriter* c) {
       c->Number(r.claim.echo().publisher_count());
     }},
    {"origin_count",
     [](const Row& r, CsvWriter* c) {
       c->Number(r.claim.echo().origin_count());
     }},
    {"claimant_count",
     [](const Row& r, CsvWriter* c) {
       c->Number(r.claim.echo().claimant_count());
     }},
    {"extraction_score",
     [](const Row& r, CsvWriter* c) {
       c->Number(r.assertion().scores().extraction());
     }},
    {"attribution_score",
     [](const Row& r, CsvWriter* c) {
       c->Number(r.assertion().scores().attribution());
     }},
    {"geocoding_score",
     [](const Row& r, CsvWriter* c) {
       c->Number(r.assertion().scores().geocoding());
     }},
    {"review_state",
     [](const Row& r, CsvWriter* c) {
       c->Text(EnumWord(r.claim.review_state()));
     }},
    {"quote", [](const Row& r, CsvWriter* c) { c->Text(r.claim.quote()); }},
    {"view", [](const Row& r, CsvWriter* c) { c->Text(ViewWord(r.from)); }},
    {"as_of",
     [](const Row& r, CsvWriter* c) { c->Text(MomentText(r.from.as_of)); }},
    {"recorded_as_of",
     [](const Row& r, CsvWriter* c) {
       c->Text(MomentText(r.from.recorded_as_of));
     }},
};

}  // namespace

void WriteNativeHeader(CsvWriter* csv) {
  for (const Column& column : kColumns) csv->Text(column.name);
  csv->EndLine();
}

void WriteNativeRow(const pb::Claim& claim, Micros recorded, Micros replaced,
                    const Viewpoint& from, CsvWriter* csv) {
  const Row row = {claim, recorded, replaced, from};
  for (const Column& column : kColumns) column.put(row, csv);
  csv->EndLine();
}

}  // namespace parallax::claims::domain
