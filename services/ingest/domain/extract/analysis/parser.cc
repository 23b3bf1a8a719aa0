#include "services/ingest/domain/extract/analysis/parser.h"

#include <algorithm>

#include "services/ingest/domain/extract/analysis/hashing.h"

namespace parallax::ingest::domain::extract {

namespace {

// What a word has in common with others of its kind: function words stand for
// themselves, nouns and verbs for their semantic class.
uint64_t SenseOf(const WordAtoms& word, Tag tag) {
  switch (TagPos(tag)) {
    case Pos::kNoun:
      return word.noun_class;
    case Pos::kVerb:
      return word.verb_class;
    case Pos::kPropn:
    case Pos::kNum:
    case Pos::kAdj:
    case Pos::kX:
    case Pos::kIntj:
      return Mix(0x5E0000u + tag);
    default:
      return word.form;
  }
}

}  // namespace

ParserWord MakeParserWord(const WordAtoms& word, Tag tag) {
  return {word.form, SenseOf(word, tag)};
}

std::vector<ParserWord> MakeParserWords(absl::Span<const WordAtoms> words,
                                        const Tag* tags) {
  std::vector<ParserWord> out;
  out.reserve(words.size());
  for (size_t i = 0; i < words.size(); ++i) {
    out.push_back(MakeParserWord(words[i], tags[i]));
  }
  return out;
}

void ParserState::Reset(absl::Span<const ParserWord> words, const Tag* tags) {
  size_ = static_cast<int>(words.size());
  next_ = 0;
  depth_ = 0;
  commas_before_[0] = 0;
  verbs_before_[0] = 0;
  for (int i = 0; i < size_; ++i) {
    nodes_[i] = Node{};
    keys_[i] = {words[i].form, Mix(0x7A60000u + tags[i]), words[i].sense};
    const Pos pos = TagPos(tags[i]);
    commas_before_[i + 1] =
        static_cast<uint8_t>(commas_before_[i] + (pos == Pos::kPunct));
    verbs_before_[i + 1] =
        static_cast<uint8_t>(verbs_before_[i] + (pos == Pos::kVerb));
  }
  nodes_[size_] = Node{};
  keys_[size_] = {Mix(3001), Mix(3002), Mix(3003)};
  if (size_ > 0) {  // the first move is always a shift
    stack_[depth_++] = 0;
    next_ = 1;
  }
}

bool ParserState::Allowed(Transition t) const {
  switch (t) {
    case Transition::kShift:
      return next_ < size_;
    case Transition::kLeft:
      // Only the last word left on the stack may depend on the root.
      return depth_ >= 1 && (next_ < size_ || depth_ == 1);
    case Transition::kRight:
      return depth_ >= 2;
  }
  return false;
}

void ParserState::Apply(Transition t) {
  if (t == Transition::kShift) {
    stack_[depth_++] = static_cast<int16_t>(next_++);
    return;
  }
  const int16_t head = static_cast<int16_t>(HeadOf(t));
  const int16_t child = static_cast<int16_t>(DependentOf(t));
  --depth_;
  nodes_[child].head = head;
  Node& node = nodes_[head];
  if (t == Transition::kLeft) {
    node.left2 = node.left1;
    node.left1 = child;
    if (node.lefts < 4) ++node.lefts;
  } else {
    node.right2 = node.right1;
    node.right1 = child;
    if (node.rights < 4) ++node.rights;
  }
}

void ParserState::SetLabel(int word, Label label) {
  nodes_[word].label = label;
  nodes_[nodes_[word].head].roles |= uint64_t{1} << label;
}

namespace {

constexpr uint64_t kRoleMask =
    (uint64_t{1} << labels::kNsubj) | (uint64_t{1} << labels::kNsubjPass) |
    (uint64_t{1} << labels::kObj) | (uint64_t{1} << labels::kAuxPass) |
    (uint64_t{1} << 20) | (uint64_t{1} << 30) | (uint64_t{1} << labels::kCase) |
    (uint64_t{1} << 25) | (uint64_t{1} << 24);

constexpr uint64_t kNoForm = Mix(3011);
constexpr uint64_t kNoTag = Mix(3012);
constexpr uint64_t kNoLabel = Mix(3013);

constexpr int DistanceClass(int distance) {
  if (distance <= 4) return distance;
  if (distance <= 6) return 5;
  if (distance <= 10) return 6;
  return distance <= 20 ? 7 : 8;
}

}  // namespace

uint64_t ParserFeatures::MoveContext(const ParserState& s) {
  const auto tag = [&s](int i) { return i < 0 ? kNoTag : s.keys_[i].tag; };
  const int s0 = s.Stack(0);
  const int b0 = s.Buffer(0);
  const bool adjacent = s0 == b0 - 1;
  return Key(Mix(adjacent ? 0xC0 : 0xC1), tag(s.Stack(1)), tag(s0), tag(b0),
             tag(s.Buffer(1)));
}

uint64_t ParserFeatures::LabelContext(const ParserState& s, Transition arc) {
  const int h = s.HeadOf(arc);
  const int d = s.DependentOf(arc);
  const bool left = arc == Transition::kLeft;
  const int first = s.nodes_[d].left1;
  return Key(Mix(left ? 0xC2 : 0xC3), s.keys_[h].tag, s.keys_[d].tag,
             first < 0 ? kNoTag : s.keys_[first].tag,
             Mix(s.nodes_[h].roles & kRoleMask));
}

void ParserFeatures::Transitions(const ParserState& s, TransitionKeys& keys) {
  const int s0 = s.Stack(0);
  const int s1 = s.Stack(1);
  const int s2 = s.Stack(2);
  const int b0 = s.Buffer(0);
  const int b1 = s.Buffer(1);
  const int b2 = s.Buffer(2);
  const auto form = [&s](int i) { return i < 0 ? kNoForm : s.keys_[i].form; };
  const auto tag = [&s](int i) { return i < 0 ? kNoTag : s.keys_[i].tag; };
  const auto label = [&s](int i) {
    return i < 0 ? kNoLabel : Mix(0x1AB0000u + s.nodes_[i].label);
  };
  const auto sense = [&s](int i) { return i < 0 ? kNoForm : s.keys_[i].sense; };
  const ParserState::Node none;
  const ParserState::Node& n0 = s0 < 0 ? none : s.nodes_[s0];
  const ParserState::Node& n1 = s1 < 0 ? none : s.nodes_[s1];
  const ParserState::Node& nb = s.nodes_[b0];

  const uint64_t s0w = form(s0), s0t = tag(s0);
  const uint64_t s1w = form(s1), s1t = tag(s1);
  const uint64_t b0w = form(b0), b0t = tag(b0);
  const uint64_t b1w = form(b1), b1t = tag(b1);
  const uint64_t s2t = tag(s2), b2t = tag(b2);
  const uint64_t s0l_w = form(n0.left1), s0l_t = tag(n0.left1);
  const uint64_t s0r_t = tag(n0.right1), s0r_l = label(n0.right1);
  const uint64_t s0l_l = label(n0.left1);
  const uint64_t s1r_t = tag(n1.right1), s1r_l = label(n1.right1);
  const uint64_t s1l_l = label(n1.left1);
  const uint64_t b0l_t = tag(nb.left1), b0l_l = label(nb.left1);

  const uint64_t s0c = sense(s0), s1c = sense(s1), s2c = sense(s2);
  const uint64_t b0c = sense(b0), b1c = sense(b1);

  const int gap = s0 < 0 ? 0 : b0 - s0;
  const int gap1 = s1 < 0 ? 0 : s0 - s1;
  const uint64_t commas =
      s0 < 0 ? 0 : std::min(2, s.commas_before_[b0] - s.commas_before_[s0 + 1]);
  const uint64_t verbs =
      s0 < 0 ? 0 : std::min(2, s.verbs_before_[b0] - s.verbs_before_[s0 + 1]);
  const uint64_t commas1 =
      s1 < 0 ? 0 : std::min(2, s.commas_before_[s0] - s.commas_before_[s1 + 1]);
  const uint64_t verbs1 =
      s1 < 0 ? 0 : std::min(2, s.verbs_before_[s0] - s.verbs_before_[s1 + 1]);
  const uint64_t dist = Mix(0xD150000u + DistanceClass(gap));
  const uint64_t dist1 = Mix(0xD150000u + DistanceClass(gap1));
  const uint64_t between = Mix(0xBE70000u + commas * 3 + verbs);
  const uint64_t between1 = Mix(0xBE70000u + commas1 * 3 + verbs1);
  const uint64_t v0 = Mix(0x7A10000u + n0.lefts * 8 + n0.rights);
  const uint64_t v1 = Mix(0x7A10000u + n1.rights);
  const uint64_t vb = Mix(0x7A10000u + nb.lefts);
  const uint64_t roles0 = Mix(0x401E0000u + (n0.roles & kRoleMask));
  const uint64_t roles1 = Mix(0x401E0000u + (n1.roles & kRoleMask));
  const uint64_t rolesb = Mix(0x401E0000u + (nb.roles & kRoleMask));

  constexpr auto T = [](uint64_t i) { return Mix(0x400 + i); };
  keys = {
      Key(T(1), s0w, s0t),
      Key(T(2), b0w, b0t),
      Key(T(3), s1w, s1t),
      Key(T(4), b1w, b1t),
      Key(T(5), s0t, b0t),
      Key(T(6), s0w, b0w),
      Key(T(7), s0w, b0t),
      Key(T(8), s0t, b0w),
      Key(T(9), s0w, s0t, b0t, b1t),
      Key(T(10), s1w, s0w),
      Key(T(11), s1w, s0t, b0t),
      Key(T(12), s1t, s0w, b0t),
      Key(T(13), s1t, s0t, b0t),
      Key(T(14), s1t, s0t, b0w),
      Key(T(15), s0t, b0t, b1t),
      Key(T(16), b0t, b1t, b2t),
      Key(T(17), s2t, s1t, s0t, b0t),
      Key(T(18), s1t, s0t, b0t, b1t),
      Key(T(19), s1w, s0l_w, s0t),
      Key(T(20), s1t, s0l_w, s0w),
      Key(T(21), s1t, s0t, s0l_w, b0t),
      Key(T(22), s2t, s1t, s0l_w, s0t),
      Key(T(23), s0t, s0l_t, s0r_t, b0t),
      Key(T(24), s0t, s0l_l, s0r_l, b0t),
      Key(T(25), s1t, s1l_l, s1r_l, s0t),
      Key(T(26), s1t, s1r_t, s0t, b0t),
      Key(T(27), s0t, b0t, b0l_t, b0l_l),
      Key(T(28), s0w, v0, b0t),
      Key(T(29), s1w, v1, s0t),
      Key(T(30), s1t, v1, s0t, v0),
      Key(T(31), b0t, vb, s0t),
      Key(T(32), s0t, b0t, dist),
      Key(T(33), s1t, s0t, dist1),
      Key(T(34), s0t, b0t, between),
      Key(T(35), s1t, s0t, between1, b0t),
      Key(T(36), s0t, roles0, b0t),
      Key(T(37), s1t, roles1, s0t, b0t),
      Key(T(38), s0t, b0t, rolesb),
      Key(T(39), s1w, roles1, s0t),
      Key(T(40), s0w, roles0, b0t),
      Key(T(41), s0w, b0t, b1w),
      Key(T(42), s1t, s0w, b0w),
      Key(T(43), s0t, b0w, b1t),
      Key(T(44), s1w, s0t, s0l_l),
      Key(T(45), s0c, b0c),
      Key(T(46), s1c, s0c, b0t),
      Key(T(47), s1c, s0l_w, s0c),
      Key(T(48), s1c, s0c, b0c),
      Key(T(49), s2c, s1c, s0l_w, s0c),
      Key(T(50), s0c, b0c, b1c),
  };
}

void ParserFeatures::Labels(const ParserState& s, Transition arc,
                            LabelKeys& keys) {
  const int h = s.HeadOf(arc);
  const int d = s.DependentOf(arc);
  const auto form = [&s](int i) { return i < 0 ? kNoForm : s.keys_[i].form; };
  const auto tag = [&s](int i) { return i < 0 ? kNoTag : s.keys_[i].tag; };
  const auto label = [&s](int i) {
    return i < 0 ? kNoLabel : Mix(0x1AB0000u + s.nodes_[i].label);
  };
  const ParserState::Node& nh = s.nodes_[h];
  const ParserState::Node& nd = s.nodes_[d];
  const bool left = arc == Transition::kLeft;
  const uint64_t dir = Mix(left ? 0xD1 : 0xD2);
  const uint64_t hw = form(h), ht = tag(h), dw = form(d), dt = tag(d);
  const int gap = left ? h - d : d - h;
  const uint64_t dist = Mix(0xD150000u + DistanceClass(gap) * 2 + left);
  const int low = left ? d : h;
  const int high = left ? h : d;
  const uint64_t commas =
      std::min(2, s.commas_before_[high] - s.commas_before_[low + 1]);
  const uint64_t verbs =
      std::min(2, s.verbs_before_[high] - s.verbs_before_[low + 1]);
  const uint64_t between = Mix(0xBE70000u + commas * 3 + verbs);
  const uint64_t dl_w = form(nd.left1), dl_l = label(nd.left1);
  const uint64_t dl2_w = form(nd.left2);
  const uint64_t dr_l = label(nd.right1);
  const uint64_t roles_h = Mix(0x401E0000u + (nh.roles & kRoleMask));
  const uint64_t roles_d = Mix(0x401E0000u + (nd.roles & kRoleMask));
  const uint64_t hc = s.keys_[h].sense, dc = s.keys_[d].sense;
  const uint64_t before = tag(d - 1);
  const uint64_t after = tag(d + 1 <= s.size_ ? d + 1 : -1);
  const uint64_t hl_l = label(nh.left1), hr_l = label(nh.right1);
  constexpr auto T = [](uint64_t i) { return Mix(0x800 + i); };
  keys = {
      Key(T(1), hw, dir),
      Key(T(2), dw, dir),
      Key(T(3), ht, dt, dir),
      Key(T(4), hw, dt, dir),
      Key(T(5), ht, dw, dir),
      Key(T(6), hw, dw, dir),
      Key(T(7), ht, dt, dist),
      Key(T(8), ht, dt, dl_w, dir),
      Key(T(9), dw, dl_w, dir),
      Key(T(10), hw, dl_w, dt),
      Key(T(11), ht, dt, dl_l, dr_l),
      Key(T(12), ht, dt, roles_h, dir),
      Key(T(13), ht, dt, roles_d, dir),
      Key(T(14), hw, roles_h, dt),
      Key(T(15), ht, dt, before, after),
      Key(T(16), dw, before, dir),
      Key(T(17), dw, after, dir),
      Key(T(18), ht, dt, hl_l, hr_l),
      Key(T(19), ht, dt, between, dir),
      Key(T(20), dt, dl_w, dl2_w),
      Key(T(21), ht, dt, tag(h - 1), tag(h + 1 <= s.size_ ? h + 1 : -1)),
      Key(T(22), hw, dt, hr_l, dir),
      Key(T(23), hc, dl_w, dc, dir),
      Key(T(24), dl_w, dl_l, ht, roles_d),
      Key(T(25), hc, dc, dir),
      Key(T(26), hc, dc, roles_h, dir),
  };
}

}  // namespace parallax::ingest::domain::extract
