// Whose people the words for a role can't mean, whatever the weights say.
#ifndef PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_DECIDE_BARRED_SIDES_H_
#define PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_DECIDE_BARRED_SIDES_H_

#include <cstdint>

#include "services/ingest/domain/extract/decide/side_case.h"

namespace parallax::ingest::domain::extract {

// Of those who suffer or do it: "14 insurgents were killed, the ministry said"
// are not the ministry's.
class BarredSides {
 public:
  // `role` is the head of those meant, -1 for none; `named` the side that it
  // names itself.
  BarredSides(const SideCase& c, int32_t role, SideId named);

  bool operator()(SideId side) const;

 private:
  const DocContext& doc_;
  bool rebels_ = false;
  bool rulers_ = false;
  bool soldiers_ = false;
  bool army_ = false;
  bool armed_ = false;
  bool unnamed_ = false;
  SideId not_of_ = kNoSide;
};

// Of the one who speaks: "the rebels said" is of no country.
class BarredSpeakers {
 public:
  explicit BarredSpeakers(const SideCase& c);

  bool operator()(SideId side) const;

 private:
  const DocContext& doc_;
  bool rebel_ = false;
  bool police_ = false;
  bool rulers_ = false;
  bool armed_ = false;
  bool army_ = false;
};

}  // namespace parallax::ingest::domain::extract

#endif  // PARALLAX_SERVICES_INGEST_DOMAIN_EXTRACT_DECIDE_BARRED_SIDES_H_
