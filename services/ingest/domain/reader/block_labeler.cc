#include "services/ingest/domain/reader/block_labeler.h"

#include <re2/re2.h>

#include <algorithm>
#include <cstddef>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "services/ingest/domain/reader/characters.h"
#include "services/ingest/domain/reader/line_signs.h"
#include "services/ingest/domain/reader/phrases.h"
#include "services/ingest/domain/reader/story_names.h"
#include "services/ingest/domain/reader/wire_dateline.h"

namespace parallax::ingest::domain::reader {
namespace {

// Lines between headline and body that a page may need for its furniture.
constexpr std::size_t kLongestHeader = 12;
constexpr std::size_t kLongTailWords = 9;
// Datelines stand at the first paragraphs only.
constexpr int kDatelineParagraphs = 3;

class Labeler {
 public:
  Labeler(absl::string_view text, const std::vector<Line>& lines,
          const Hints& hints)
      : text_(text), lines_(lines), hints_(hints) {}

  absl::StatusOr<Labels> Run() {
    signs_.reserve(lines_.size());
    for (const Line& line : lines_) {
      signs_.push_back(ReadSigns(TextOf(line)));
    }
    FindHeadline();
    FindHeader();
    GatherNames();
    for (std::size_t i = 0; i < lines_.size(); ++i) LabelLine(i);
    if (!date_fault_.ok()) return date_fault_;
    if (labels_.headline.empty()) labels_.headline = hints_.title;
    return std::move(labels_);
  }

 private:
  absl::string_view TextOf(const Line& line) const {
    return text_.substr(line.begin, line.end - line.begin);
  }

  bool IsProse(std::size_t i) const {
    const Line& line = lines_[i];
    if (line.role.has_value()) return *line.role == BlockRole::kBody;
    return signs_[i].prose && !line.linked && !line.link_row &&
           line.heading == 0;
  }

  // Whether the line is the first sentence of the text: filed from somewhere,
  // or ended as no headline is.
  bool OpensText(std::size_t i) const {
    const absl::string_view line = TextOf(lines_[i]);
    return absl::EndsWith(line, ".") || FindWireDateline(line).body > 0;
  }

  void FindHeadline() {
    headline_ = lines_.size();
    const std::string title = Fold(hints_.title);
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (lines_[i].role == BlockRole::kHeadline ||
          (!title.empty() && i < 10 && signs_[i].folded == title)) {
        headline_ = i;
        return;
      }
    }
    std::size_t shortest = lines_.size();
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const LineSigns& signs = signs_[i];
      if (lines_[i].role.has_value()) continue;
      if (signs.furniture || signs.credit || signs.date_like) continue;
      if (signs.words < 3) {
        shortest = std::min(shortest, i);
        continue;
      }
      // A first paragraph is no headline: the text has none, or one of a word
      // or two.
      if (signs.prose && signs.words >= 20) return;
      headline_ = signs.prose && i > 0 && OpensText(i) ? shortest : i;
      return;
    }
  }

  // The header ends before the first paragraph that another one follows.
  void FindHeader() {
    const std::size_t none = lines_.size();
    const std::size_t first = headline_ < none ? headline_ + 1 : 0;
    std::size_t first_prose = none;
    body_ = none;
    for (std::size_t i = first; i < none; ++i) {
      if (!IsProse(i)) continue;
      last_prose_ = i;
      first_prose = std::min(first_prose, i);
      const bool followed = i + 1 == none || IsProse(i + 1);
      if (body_ == none && followed && i < first + kLongestHeader) body_ = i;
    }
    if (body_ == none) body_ = first_prose;
  }

  void GatherNames() {
    if (headline_ < lines_.size())
      names_.AddHeadline(TextOf(lines_[headline_]));
    names_.AddHeadline(hints_.title);
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (IsProse(i)) names_.AddBody(TextOf(lines_[i]));
    }
  }

  void Add(std::size_t i, BlockRole role, std::size_t skip = 0) {
    labels_.blocks.push_back(
        {lines_[i].begin + static_cast<uint32_t>(skip), lines_[i].end, role});
  }

  void AddBody(std::size_t i) {
    if (paragraphs_++ >= kDatelineParagraphs) return Add(i, BlockRole::kBody);
    const Line& line = lines_[i];
    const WireDateline dateline = FindWireDateline(TextOf(line));
    if (dateline.body == 0) return Add(i, BlockRole::kBody);
    labels_.blocks.push_back(
        {line.begin, line.begin + static_cast<uint32_t>(dateline.length),
         BlockRole::kDateline});
    Add(i, BlockRole::kBody, dateline.body);
    if (labels_.origin.empty()) {
      labels_.origin = std::string(AgencyName(dateline.agency));
    }
    TakeDate(TextOf(line).substr(0, dateline.length));
  }

  // A link or pointer to another text is read only when it is on this story.
  void AddPointer(std::size_t i, std::size_t skip = 0) {
    const bool same = names_.SameStory(TextOf(lines_[i]).substr(skip));
    Add(i, same ? BlockRole::kRelatedSameStory : BlockRole::kFurniture,
        same ? skip : 0);
  }

  void TakeDate(absl::string_view text) {
    if (labels_.date.has_value() || hints_.publish_time.has_value()) return;
    absl::StatusOr<std::optional<StatedTime>> stated = FindStatedTime(text);
    if (!stated.ok()) {
      if (date_fault_.ok()) date_fault_ = stated.status();
    } else if (stated->has_value()) {
      labels_.date = **stated;
    }
  }

  void TakeByline(std::size_t i) {
    for (std::string& name : NamesOfByline(TextOf(lines_[i]))) {
      if (labels_.origin.empty()) {
        labels_.origin = std::string(AgencyName(name));
      }
      labels_.bylines.push_back(std::move(name));
    }
    Add(i, BlockRole::kByline);
  }

  bool IsOutlet(std::size_t i) const {
    const std::string& folded = signs_[i].folded;
    if (!hints_.outlet.empty() && folded == Fold(hints_.outlet)) return true;
    return signs_[i].outlet_like;
  }

  void LabelLine(std::size_t i) {
    if (i == headline_) {
      labels_.headline = std::string(TextOf(lines_[i]));
      return Add(i, BlockRole::kHeadline);
    }
    if (lines_[i].role.has_value()) return LabelMarked(i, *lines_[i].role);
    if (LabelAnywhere(i)) return;
    if (i < body_) return LabelHeader(i);
    if (i <= last_prose_) return LabelMiddle(i);
    LabelTail(i);
  }

  void LabelMarked(std::size_t i, BlockRole role) {
    switch (role) {
      case BlockRole::kByline:
        return TakeByline(i);
      case BlockRole::kDateline:
        TakeDate(TextOf(lines_[i]));
        return Add(i, role);
      case BlockRole::kBody:
        links_ = false;
        return AddBody(i);
      case BlockRole::kCaption:
        if (signs_[i].credit) return Add(i, BlockRole::kFurniture);
        return Add(i, role, CaptionPrefix(TextOf(lines_[i])));
      case BlockRole::kRelatedSameStory:
        return AddPointer(i);
      default:
        return Add(i, role);
    }
  }

  // What is the same wherever it stands. True when the line is done.
  bool LabelAnywhere(std::size_t i) {
    const Line& line = lines_[i];
    const LineSigns& signs = signs_[i];
    const absl::string_view text = TextOf(line);
    if (signs.furniture || line.link_row || signs.tag_row) {
      Add(i, BlockRole::kFurniture);
      return true;
    }
    if (signs.section) {
      links_ = true;
      Add(i, BlockRole::kFurniture);
      return true;
    }
    if (signs.credit) {
      after_credit_ = true;
      Add(i, BlockRole::kFurniture);
      return true;
    }
    if (const std::size_t prefix = CaptionPrefix(text); prefix > 0) {
      const bool credit = IsNameOnly(text.substr(prefix));
      after_credit_ = after_credit_ || credit;
      Add(i, credit ? BlockRole::kFurniture : BlockRole::kCaption,
          credit ? 0 : prefix);
      return true;
    }
    if (const std::size_t prefix = PointerPrefix(text);
        prefix > 0 && !signs.prose) {
      AddPointer(i, prefix);
      return true;
    }
    if (line.linked) {
      AddPointer(i);
      return true;
    }
    if (signs.byline && i < body_ + 1 && !line.list_item) {
      TakeByline(i);
      return true;
    }
    return false;
  }

  void LabelHeader(std::size_t i) {
    const LineSigns& signs = signs_[i];
    const bool first =
        i == headline_ + 1 || (headline_ == lines_.size() && i == 0);
    if (signs.date_like || signs.dated) {
      TakeDate(TextOf(lines_[i]));
      seen_meta_ = true;
      return Add(i, BlockRole::kDateline);
    }
    if (IsOutlet(i)) {
      if (labels_.outlet.empty()) {
        labels_.outlet = std::string(TextOf(lines_[i]));
      }
      seen_meta_ = true;
      return Add(i, BlockRole::kFurniture);
    }
    if (signs.person_like && i > headline_) {
      const bool outlet_next = i + 1 < lines_.size() && IsOutlet(i + 1);
      if (seen_meta_ || outlet_next) {
        seen_meta_ = true;
        return TakeByline(i);
      }
    }
    if (lines_[i].list_item) return Add(i, BlockRole::kBody);
    if (signs.words >= 5 && !signs.ends_sentence &&
        (after_credit_ || seen_meta_)) {
      after_credit_ = false;
      return Add(i, BlockRole::kCaption);
    }
    if (signs.words >= 5 && first) return Add(i, BlockRole::kStandfirst);
    AddBody(i);
  }

  void LabelMiddle(std::size_t i) {
    const LineSigns& signs = signs_[i];
    if (IsProse(i)) {
      links_ = false;
      return AddBody(i);
    }
    if (signs.date_like && !lines_[i].list_item) {
      return Add(i, BlockRole::kDateline);
    }
    if (InLegend(i)) return Add(i, BlockRole::kLegend);
    if (links_ || (lines_[i].bold && lines_[i].list_item)) {
      return AddPointer(i);
    }
    AddBody(i);
  }

  void LabelTail(std::size_t i) {
    const LineSigns& signs = signs_[i];
    if (signs.date_like && !lines_[i].list_item) {
      TakeDate(TextOf(lines_[i]));
      return Add(i, BlockRole::kDateline);
    }
    if (InLegend(i)) return Add(i, BlockRole::kLegend);
    // Headlines of other stories are short.
    const bool loose = !lines_[i].list_item && !signs.ends_sentence &&
                       signs.words < kLongTailWords &&
                       !absl::EndsWith(TextOf(lines_[i]), ":");
    if (links_ || loose || (lines_[i].bold && lines_[i].list_item)) {
      return AddPointer(i);
    }
    AddBody(i);
  }

  // A legend is a list of layers under the heading of a map.
  bool InLegend(std::size_t i) {
    if (i < legend_end_) return true;
    if (lines_[i].list_item || signs_[i].ends_sentence ||
        signs_[i].words > 12 || !HasLegendWord(signs_[i].folded)) {
      return false;
    }
    std::size_t end = i + 1;
    std::size_t closed = 0;
    while (end < lines_.size() && lines_[end].list_item &&
           !lines_[end].linked && !lines_[end].bold) {
      closed += signs_[end].ends_sentence ? 1 : 0;
      ++end;
    }
    const std::size_t items = end - i - 1;
    if (items < 2 || closed * 2 >= items) return false;
    legend_end_ = end;
    return true;
  }

  const absl::string_view text_;
  const std::vector<Line>& lines_;
  const Hints& hints_;
  std::vector<LineSigns> signs_;
  StoryNames names_;
  std::size_t headline_ = 0;
  std::size_t body_ = 0;        // first line after the header
  std::size_t last_prose_ = 0;  // the tail comes after it
  std::size_t legend_end_ = 0;
  int paragraphs_ = 0;
  bool links_ = false;         // under a heading such as "Related"
  bool seen_meta_ = false;     // a date or outlet line has come
  bool after_credit_ = false;  // a picture's credit has come
  absl::Status date_fault_;
  Labels labels_;
};

}  // namespace

absl::StatusOr<Labels> LabelBlocks(absl::string_view text,
                                   const std::vector<Line>& lines,
                                   const Hints& hints) {
  return Labeler(text, lines, hints).Run();
}

}  // namespace parallax::ingest::domain::reader
