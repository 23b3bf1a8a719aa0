#include "services/ingest/domain/reader/html/element_signs.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/ingest/domain/reader/html/html_tree.h"

namespace parallax::ingest::domain::reader {
namespace {

using Words = std::vector<absl::string_view>;

template <std::size_t n>
bool Any(const Words& words, const absl::string_view (&set)[n]) {
  return std::any_of(words.begin(), words.end(), [&](absl::string_view word) {
    return std::find(std::begin(set), std::end(set), word) != std::end(set);
  });
}

constexpr absl::string_view kFurnitureWords[] = {
    "share",        "sharing",     "social",     "newsletter", "subscribe",
    "subscription", "comments",    "comment",    "advert",     "advertisement",
    "ad",           "ads",         "sponsored",  "cookie",     "cookies",
    "breadcrumb",   "breadcrumbs", "tags",       "taglist",    "topics",
    "menu",         "navbar",      "navigation", "sidebar",    "widget",
    "outbrain",     "taboola",     "paywall",    "signup",     "toolbar",
    "copyright",    "credit",      "credits",    "masthead",   "banner",
    "consent",      "skip",        "login",      "footer",     "popup"};
constexpr absl::string_view kRelatedWords[] = {
    "related",  "recommended", "recommendations", "promo",
    "promos",   "teaser",      "teasers",         "popular",
    "trending", "readmore",    "mostread",        "onward",
    "also"};
constexpr absl::string_view kBylineWords[] = {"byline", "author", "authors",
                                              "contributor", "contributors"};
constexpr absl::string_view kDateWords[] = {
    "date",    "dateline",  "datetime", "timestamp", "published",
    "pubdate", "published", "posted",   "updated",   "publishdate"};
constexpr absl::string_view kCaptionWords[] = {"caption", "captions"};
constexpr absl::string_view kLegendWords[] = {"legend", "mapkey"};
constexpr absl::string_view kStandfirstWords[] = {
    "standfirst", "subhead", "subheadline", "dek",
    "deck",       "lede",    "summary",     "subtitle"};

int HeadingLevel(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_H1:
      return 1;
    case GUMBO_TAG_H2:
      return 2;
    case GUMBO_TAG_H3:
      return 3;
    case GUMBO_TAG_H4:
      return 4;
    case GUMBO_TAG_H5:
      return 5;
    case GUMBO_TAG_H6:
      return 6;
    default:
      return 0;
  }
}

bool IsSkipped(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_HEAD:
    case GUMBO_TAG_SCRIPT:
    case GUMBO_TAG_STYLE:
    case GUMBO_TAG_NOSCRIPT:
    case GUMBO_TAG_TEMPLATE:
    case GUMBO_TAG_SVG:
    case GUMBO_TAG_MATH:
    case GUMBO_TAG_IFRAME:
    case GUMBO_TAG_OBJECT:
    case GUMBO_TAG_SELECT:
    case GUMBO_TAG_BUTTON:
    case GUMBO_TAG_TEXTAREA:
    case GUMBO_TAG_AUDIO:
    case GUMBO_TAG_VIDEO:
    case GUMBO_TAG_CANVAS:
    case GUMBO_TAG_NAV:
      return true;
    default:
      return false;
  }
}

bool IsBlockTag(GumboTag tag) {
  switch (tag) {
    case GUMBO_TAG_ADDRESS:
    case GUMBO_TAG_ARTICLE:
    case GUMBO_TAG_ASIDE:
    case GUMBO_TAG_BLOCKQUOTE:
    case GUMBO_TAG_BODY:
    case GUMBO_TAG_CAPTION:
    case GUMBO_TAG_CENTER:
    case GUMBO_TAG_DD:
    case GUMBO_TAG_DETAILS:
    case GUMBO_TAG_DIV:
    case GUMBO_TAG_DL:
    case GUMBO_TAG_DT:
    case GUMBO_TAG_FIELDSET:
    case GUMBO_TAG_FIGCAPTION:
    case GUMBO_TAG_FIGURE:
    case GUMBO_TAG_FOOTER:
    case GUMBO_TAG_FORM:
    case GUMBO_TAG_H1:
    case GUMBO_TAG_H2:
    case GUMBO_TAG_H3:
    case GUMBO_TAG_H4:
    case GUMBO_TAG_H5:
    case GUMBO_TAG_H6:
    case GUMBO_TAG_HEADER:
    case GUMBO_TAG_HR:
    case GUMBO_TAG_HTML:
    case GUMBO_TAG_LI:
    case GUMBO_TAG_MAIN:
    case GUMBO_TAG_OL:
    case GUMBO_TAG_P:
    case GUMBO_TAG_PRE:
    case GUMBO_TAG_SECTION:
    case GUMBO_TAG_SUMMARY:
    case GUMBO_TAG_TABLE:
    case GUMBO_TAG_TBODY:
    case GUMBO_TAG_TD:
    case GUMBO_TAG_TH:
    case GUMBO_TAG_TR:
    case GUMBO_TAG_UL:
      return true;
    default:
      return false;
  }
}

bool IsHidden(const GumboNode& element) {
  if (HasAttribute(element, "hidden")) return true;
  if (AttributeOf(element, "aria-hidden") == "true") return true;
  const absl::string_view style = AttributeOf(element, "style");
  return absl::StrContains(style, "display:none") ||
         absl::StrContains(style, "display: none");
}

}  // namespace

ElementSigns ReadElementSigns(const GumboNode& element) {
  ElementSigns signs;
  const GumboTag tag = element.v.element.tag;
  signs.skip = IsSkipped(tag) || IsHidden(element);
  if (signs.skip) return signs;
  signs.block = IsBlockTag(tag);
  signs.heading = HeadingLevel(tag);
  signs.list_item = tag == GUMBO_TAG_LI || tag == GUMBO_TAG_DD;
  const absl::string_view itemprop = AttributeOf(element, "itemprop");
  const absl::string_view role = AttributeOf(element, "role");
  signs.article = tag == GUMBO_TAG_ARTICLE || itemprop == "articleBody";
  signs.main = tag == GUMBO_TAG_MAIN || role == "main";
  if (role == "navigation" || role == "search" || role == "banner" ||
      role == "contentinfo" || role == "complementary") {
    signs.furniture = true;
  }
  if (tag == GUMBO_TAG_FOOTER) signs.furniture = true;
  if (tag == GUMBO_TAG_ASIDE) signs.related = true;

  const std::string named = absl::AsciiStrToLower(
      absl::StrCat(AttributeOf(element, "class").substr(0, 500), " ",
                   AttributeOf(element, "id").substr(0, 100), " ",
                   AttributeOf(element, "data-component").substr(0, 100)));
  const Words words =
      absl::StrSplit(named, absl::ByAnyChar(" -_:"), absl::SkipEmpty());
  const bool whole_page = tag == GUMBO_TAG_BODY || tag == GUMBO_TAG_HTML ||
                          signs.article || signs.main;
  if (!whole_page) {
    signs.furniture = signs.furniture || Any(words, kFurnitureWords);
    signs.related = signs.related || Any(words, kRelatedWords);
  }
  if (tag == GUMBO_TAG_FIGCAPTION || Any(words, kCaptionWords)) {
    signs.role = BlockRole::kCaption;
  } else if (Any(words, kLegendWords)) {
    signs.role = BlockRole::kLegend;
  } else if (Any(words, kBylineWords) || itemprop == "author" ||
             AttributeOf(element, "rel") == "author") {
    signs.role = BlockRole::kByline;
  } else if (tag == GUMBO_TAG_TIME ||
             (!whole_page && signs.heading == 0 && Any(words, kDateWords))) {
    signs.role = BlockRole::kDateline;
  } else if (tag == GUMBO_TAG_P && Any(words, kStandfirstWords)) {
    signs.role = BlockRole::kStandfirst;
  }
  return signs;
}

}  // namespace parallax::ingest::domain::reader
