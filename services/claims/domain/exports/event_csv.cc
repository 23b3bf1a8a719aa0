// Events as rows of the two data sets that desks know.
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/claims/domain/exports/events.h"
#include "services/claims/domain/exports/words.h"
#include "services/claims/domain/figure.h"

namespace parallax::claims::domain {
namespace {

struct Row {
  const Event& event;
  const EventStamp& stamp;

  const pb::Incident& incident() const { return event.incident; }
  const type::PlaceReference& place() const {
    return incident().places().empty()
               ? type::PlaceReference::default_instance()
               : incident().places(0);
  }
  Day days() const {
    const auto& time = incident().event_time();
    return DayOf(ToMicros(time.end_time()) - 1) - DayOf(time.start_time());
  }
};

struct Column {
  const char* name;
  // Null for a column that the ledger has nothing for.
  void (*put)(const Row& row, CsvWriter* csv);
};

void PutDeaths(std::optional<std::int64_t> deaths, CsvWriter* csv) {
  if (deaths) {
    csv->Number(*deaths);
  } else {
    csv->Empty();
  }
}

void PutLatitude(const Row& row, CsvWriter* csv) {
  row.place().has_point() ? csv->Number(row.place().point().latitude())
                          : csv->Empty();
}

void PutLongitude(const Row& row, CsvWriter* csv) {
  row.place().has_point() ? csv->Number(row.place().point().longitude())
                          : csv->Empty();
}

void PutPlaceName(const Row& row, CsvWriter* csv) {
  const type::PlaceReference& place = row.place();
  csv->Text(place.display_name().empty() ? place.phrase()
                                         : place.display_name());
}

void PutYear(const Row& row, CsvWriter* csv) {
  csv->Text(absl::FormatTime(
      "%Y",
      absl::FromUnixSeconds(row.incident().event_time().start_time().seconds()),
      absl::UTCTimeZone()));
}

void PutStart(const Row& row, CsvWriter* csv) {
  csv->Day(row.incident().event_time().start_time());
}

// Whose numbers they are, in words, with the claims to look them up by.
void PutNotes(const Row& row, CsvWriter* csv) {
  std::vector<std::string> parts = {row.incident().display_name()};
  for (const pb::TallyPoint& point : row.event.points) {
    const absl::string_view named = point.claimant();
    const absl::string_view claimant = named.empty() ? "the outlet" : named;
    parts.push_back(absl::StrCat(FigureText(point.count()), " according to ",
                                 claimant, " (", point.claim(), ")"));
  }
  csv->Text(absl::StrJoin(parts, "; "));
}

// 1 where the place is known within 5 km, 2 within 50 km, 3 otherwise.
int PlacePrecision(const Row& row) {
  if (!row.place().has_point()) return 3;
  if (row.place().uncertainty_m() <= 5'000) return 1;
  return row.place().uncertainty_m() <= 50'000 ? 2 : 3;
}

constexpr Column kAcled[] = {
    {"event_id_cnty",
     [](const Row& r, CsvWriter* c) { c->Text(r.incident().name()); }},
    {"event_date", PutStart},
    {"year", PutYear},
    // 1: the day; 2: within a week; 3: within a month.
    {"time_precision",
     [](const Row& r, CsvWriter* c) {
       c->Number(std::int64_t{r.days() < 1 ? 1 : r.days() < 7 ? 2 : 3});
     }},
    {"disorder_type",
     [](const Row&, CsvWriter* c) { c->Text("Political violence"); }},
    {"event_type", [](const Row&, CsvWriter* c) { c->Text("Battles"); }},
    {"sub_event_type",
     [](const Row&, CsvWriter* c) { c->Text("Armed clash"); }},
    {"actor1", [](const Row& r, CsvWriter* c) { c->Text(r.event.side_a); }},
    {"assoc_actor_1", nullptr},
    {"inter1", nullptr},
    {"actor2", [](const Row& r, CsvWriter* c) { c->Text(r.event.side_b); }},
    {"assoc_actor_2", nullptr},
    {"inter2", nullptr},
    {"interaction", nullptr},
    {"civilian_targeting", nullptr},
    {"iso", nullptr},
    {"region", nullptr},
    {"country",
     [](const Row& r, CsvWriter* c) { c->Text(r.place().country_code()); }},
    {"admin1", nullptr},
    {"admin2", nullptr},
    {"admin3", nullptr},
    {"location", PutPlaceName},
    {"latitude", PutLatitude},
    {"longitude", PutLongitude},
    {"geo_precision",
     [](const Row& r, CsvWriter* c) {
       c->Number(std::int64_t{PlacePrecision(r)});
     }},
    {"source",
     [](const Row& r, CsvWriter* c) { c->Text(r.event.source.outlet()); }},
    {"source_scale", nullptr},
    {"notes", PutNotes},
    {"fatalities",
     [](const Row& r, CsvWriter* c) { PutDeaths(r.event.all.best, c); }},
    {"tags",
     [](const Row& r, CsvWriter* c) {
       c->Text(
           absl::StrCat("claimant_policy=", EnumWord(r.stamp.policy.policy)));
     }},
    {"timestamp",
     [](const Row& r, CsvWriter* c) {
       c->Number(r.incident().last_published_time().seconds());
     }},
};

constexpr Column kUcdp[] = {
    {"id", [](const Row& r, CsvWriter* c) { c->Text(r.incident().name()); }},
    {"relid", nullptr},
    {"year", PutYear},
    {"active_year", nullptr},
    {"code_status", [](const Row&, CsvWriter* c) { c->Text("Uncoded"); }},
    {"type_of_violence", nullptr},
    {"conflict_dset_id", nullptr},
    {"conflict_new_id", nullptr},
    {"conflict_name",
     [](const Row& r, CsvWriter* c) { c->Text(r.incident().display_name()); }},
    {"dyad_dset_id", nullptr},
    {"dyad_new_id", nullptr},
    {"dyad_name",
     [](const Row& r, CsvWriter* c) {
       c->Text(r.event.side_b.empty()
                   ? r.event.side_a
                   : absl::StrCat(r.event.side_a, " - ", r.event.side_b));
     }},
    {"side_a_dset_id", nullptr},
    {"side_a_new_id", nullptr},
    {"side_a", [](const Row& r, CsvWriter* c) { c->Text(r.event.side_a); }},
    {"side_b_dset_id", nullptr},
    {"side_b_new_id", nullptr},
    {"side_b", [](const Row& r, CsvWriter* c) { c->Text(r.event.side_b); }},
    {"number_of_sources",
     [](const Row& r, CsvWriter* c) {
       c->Number(r.incident().document_count());
     }},
    {"source_article",
     [](const Row& r, CsvWriter* c) { c->Text(r.event.source.uri()); }},
    {"source_office",
     [](const Row& r, CsvWriter* c) { c->Text(r.event.source.outlet()); }},
    {"source_date",
     [](const Row& r, CsvWriter* c) {
       r.event.source.has_publish_time() ? c->Day(r.event.source.publish_time())
                                         : c->Empty();
     }},
    {"source_headline",
     [](const Row& r, CsvWriter* c) { c->Text(r.event.source.title()); }},
    {"source_original", PutNotes},
    {"where_prec",
     [](const Row& r, CsvWriter* c) {
       c->Number(std::int64_t{PlacePrecision(r)});
     }},
    {"where_coordinates", PutPlaceName},
    {"where_description",
     [](const Row& r, CsvWriter* c) { c->Text(r.place().phrase()); }},
    {"adm_1", nullptr},
    {"adm_2", nullptr},
    {"latitude", PutLatitude},
    {"longitude", PutLongitude},
    {"geom_wkt",
     [](const Row& r, CsvWriter* c) {
       if (!r.place().has_point()) return c->Empty();
       c->Text(absl::StrCat("POINT (", r.place().point().longitude(), " ",
                            r.place().point().latitude(), ")"));
     }},
    {"priogrid_gid", nullptr},
    {"country",
     [](const Row& r, CsvWriter* c) { c->Text(r.place().country_code()); }},
    {"country_id", nullptr},
    {"region", nullptr},
    // 2: the event is one of several days or places in one report.
    {"event_clarity",
     [](const Row& r, CsvWriter* c) {
       c->Number(std::int64_t{r.days() < 1 ? 1 : 2});
     }},
    {"date_prec",
     [](const Row& r, CsvWriter* c) {
       c->Number(std::int64_t{r.days() < 1 ? 1 : r.days() < 7 ? 2 : 4});
     }},
    {"date_start", PutStart},
    {"date_end",
     [](const Row& r, CsvWriter* c) {
       c->Day(ToTimestamp(ToMicros(r.incident().event_time().end_time()) - 1));
     }},
    {"deaths_a",
     [](const Row& r, CsvWriter* c) { PutDeaths(r.event.deaths_a.best, c); }},
    {"deaths_b",
     [](const Row& r, CsvWriter* c) { PutDeaths(r.event.deaths_b.best, c); }},
    {"deaths_civilians",
     [](const Row& r, CsvWriter* c) { PutDeaths(r.event.civilians.best, c); }},
    {"deaths_unknown",
     [](const Row& r, CsvWriter* c) { PutDeaths(r.event.unknown.best, c); }},
    {"best",
     [](const Row& r, CsvWriter* c) { PutDeaths(r.event.all.best, c); }},
    {"high",
     [](const Row& r, CsvWriter* c) { PutDeaths(r.event.all.high, c); }},
    {"low", [](const Row& r, CsvWriter* c) { PutDeaths(r.event.all.low, c); }},
    {"gwnoa", nullptr},
    {"gwnob", nullptr},
};
static_assert(std::size(kAcled) == 31);
static_assert(std::size(kUcdp) == 49);

constexpr Column kStamp[] = {
    {"claimant_policy",
     [](const Row& r, CsvWriter* c) {
       c->Text(EnumWord(r.stamp.policy.policy));
     }},
    {"claimant_side",
     [](const Row& r, CsvWriter* c) { c->Text(r.stamp.policy.side); }},
    {"view",
     [](const Row& r, CsvWriter* c) { c->Text(ViewWord(r.stamp.from)); }},
    {"as_of", [](const Row& r,
                 CsvWriter* c) { c->Text(MomentText(r.stamp.from.as_of)); }},
    {"recorded_as_of",
     [](const Row& r, CsvWriter* c) {
       c->Text(MomentText(r.stamp.from.recorded_as_of));
     }},
    {"ledger_revision",
     [](const Row& r, CsvWriter* c) { c->Number(r.stamp.revision); }},
};

template <typename Columns>
void WriteHeader(const Columns& columns, CsvWriter* csv) {
  for (const Column& column : columns) csv->Text(column.name);
  for (const Column& column : kStamp) csv->Text(column.name);
  csv->EndLine();
}

template <typename Columns>
void WriteRow(const Columns& columns, const Row& row, CsvWriter* csv) {
  for (const Column& column : columns) {
    column.put == nullptr ? csv->Empty() : column.put(row, csv);
  }
  for (const Column& column : kStamp) column.put(row, csv);
  csv->EndLine();
}

}  // namespace

void WriteAcledHeader(CsvWriter* csv) { WriteHeader(kAcled, csv); }

void WriteAcledRow(const Event& event, const EventStamp& stamp,
                   CsvWriter* csv) {
  WriteRow(kAcled, {event, stamp}, csv);
}

void WriteUcdpHeader(CsvWriter* csv) { WriteHeader(kUcdp, csv); }

void WriteUcdpRow(const Event& event, const EventStamp& stamp, CsvWriter* csv) {
  WriteRow(kUcdp, {event, stamp}, csv);
}

}  // namespace parallax::claims::domain
