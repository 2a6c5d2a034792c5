#include "src/model/internal/stored.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace zeren::internal {
namespace {

// First bytes that say how the rest is to be read.
constexpr char kTranslated = '\x01';  // Pairs of a language and a string.
constexpr char kLiteral = '\x02';     // The string follows as it is.

void PutSized(S text, std::string& out) {
  const auto size = static_cast<std::uint32_t>(text.size());
  out.append(reinterpret_cast<const char*>(&size), sizeof(size));
  out.append(text);
}

S TakeSized(S& in) {
  std::uint32_t size = 0;
  std::memcpy(&size, in.data(), sizeof(size));
  const S text = in.substr(sizeof(size), size);
  in.remove_prefix(sizeof(size) + size);
  return text;
}

}  // namespace

bool IsStoredAsItIs(const TextView& text) {
  if (text.multilingual()) return false;
  const S plain = text.plain();
  return !plain.empty() && plain[0] != kTranslated && plain[0] != kLiteral;
}

std::string EncodeText(const TextView& text) {
  if (IsStoredAsItIs(text)) return std::string(text.plain());
  std::string out;
  if (text.multilingual()) {
    // By language: the order in which they were written leaves no trace.
    std::vector<TextView::Translation> sorted = text.translations();
    std::sort(sorted.begin(), sorted.end());
    out = kTranslated;
    for (const auto& [language, string] : sorted) {
      PutSized(language, out);
      PutSized(string, out);
    }
    return out;
  }
  out = kLiteral;
  return out.append(text.plain());
}

TextView DecodeText(S encoded) {
  if (encoded.empty() ||
      (encoded[0] != kTranslated && encoded[0] != kLiteral)) {
    return TextView(encoded);
  }
  const bool translated = encoded[0] == kTranslated;
  encoded.remove_prefix(1);
  if (!translated) return TextView(encoded);
  std::vector<TextView::Translation> translations;
  while (!encoded.empty()) {
    const S language = TakeSized(encoded);
    translations.emplace_back(language, TakeSized(encoded));
  }
  return TextView(std::move(translations));
}

S EncodedTextIn(S encoded, S language) {
  // `In` views into what it was given, not into the text that is taken apart.
  return DecodeText(encoded).In(language);
}

AttributeColumns::Cell AttributeColumns::Encode(
    const BasicAttribute<S>& attribute, Names& names) {
  const Key key = {names.words.Intern(attribute.name),
                   static_cast<Type>(attribute.value.index())};
  switch (key.type) {
    case Type::kTruth:
      return {key, std::get<bool>(attribute.value) ? std::uint64_t{1} : 0};
    case Type::kInteger:
      return {key, std::bit_cast<std::uint64_t>(
                       std::get<std::int64_t>(attribute.value))};
    case Type::kDouble:
      return {key,
              std::bit_cast<std::uint64_t>(std::get<double>(attribute.value))};
    case Type::kString:
      return {key, names.words.Intern(std::get<S>(attribute.value))};
    case Type::kJson:
      break;
  }
  return {key,
          names.words.Intern(std::get<BasicJson<S>>(attribute.value).text)};
}

AttributeColumns::Sparse& AttributeColumns::At(const Key& key) {
  if (places_.empty()) {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      places_[{columns_[i].key.name, columns_[i].key.type}] = i;
    }
  }
  const auto [place, is_new] =
      places_.try_emplace({key.name, key.type}, columns_.size());
  if (is_new) columns_.push_back({key, {}, {}});
  return columns_[place->second];
}

void AttributeColumns::Push(const Member& attributes, Names& names) {
  for (const BasicAttribute<S>& attribute : attributes) {
    const Cell cell = Encode(attribute, names);
    Sparse& column = At(cell.key);
    column.rows.Push(rows_);
    column.values.Push(cell.value);
  }
  ++rows_;
}

void AttributeColumns::Set(std::size_t row, const Member& attributes,
                           Names& names) {
  Member sorted = attributes;
  std::sort(sorted.begin(), sorted.end(),
            [](const auto& a, const auto& b) { return a.name < b.name; });
  if (sorted == Read(row, names)) return;
  std::vector<Cell>& cells = replaced_[static_cast<std::uint32_t>(row)];
  cells.clear();
  for (const BasicAttribute<S>& attribute : sorted) {
    cells.push_back(Encode(attribute, names));
  }
}

template <typename Visit>
void AttributeColumns::ForEach(std::size_t row, Visit visit) const {
  if (!replaced_.empty()) {
    const auto replaced = replaced_.find(static_cast<std::uint32_t>(row));
    if (replaced != replaced_.end()) {
      for (const Cell& cell : replaced->second) visit(cell.key, cell.value);
      return;
    }
  }
  for (const Sparse& column : columns_) {
    std::size_t low = 0;
    std::size_t high = column.rows.size();
    while (low < high) {
      const std::size_t middle = low + (high - low) / 2;
      if (column.rows[middle] < row) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    if (low < column.rows.size() && column.rows[low] == row) {
      visit(column.key, column.values[low]);
    }
  }
}

// Only drafts are gathered from, in which nothing was replaced.
void AttributeColumns::Gather(const AttributeColumns& other,
                              std::span<const std::uint32_t> rows,
                              const Renumbering& map) {
  const std::uint32_t first = rows_;
  rows_ += static_cast<std::uint32_t>(rows.size());
  if (other.columns_.empty()) return;
  std::vector<std::uint32_t> new_rows(other.rows_, kNoIndex);
  for (std::uint32_t i = 0; i < rows.size(); ++i) new_rows[rows[i]] = first + i;
  std::vector<std::pair<std::uint32_t, std::uint64_t>> moved;
  for (const Sparse& from : other.columns_) {
    const Type type = from.key.type;
    const bool word = type == Type::kString || type == Type::kJson;
    moved.clear();
    for (std::size_t i = 0; i < from.rows.size(); ++i) {
      const std::uint32_t row = new_rows[from.rows[i]];
      if (row == kNoIndex) continue;
      const std::uint64_t value = from.values[i];
      moved.emplace_back(
          row, word ? map.word(static_cast<std::uint32_t>(value)) : value);
    }
    std::sort(moved.begin(), moved.end());
    Sparse& column = At({map.word(from.key.name), type});
    for (const auto& [row, value] : moved) {
      column.rows.Push(row);
      column.values.Push(value);
    }
  }
}

std::optional<double> AttributeColumns::Number(std::size_t row,
                                               std::uint32_t name) const {
  std::optional<double> number;
  ForEach(row, [&](const Key& key, std::uint64_t value) {
    if (key.name != name) return;
    switch (key.type) {
      case Type::kTruth:
        number = value != 0 ? 1 : 0;
        break;
      case Type::kInteger:
        number = static_cast<double>(std::bit_cast<std::int64_t>(value));
        break;
      case Type::kDouble:
        number = std::bit_cast<double>(value);
        break;
      case Type::kString:
      case Type::kJson:
        break;
    }
  });
  return number;
}

std::set<std::uint32_t> AttributeColumns::NumberNames() const {
  std::set<std::uint32_t> names;
  const auto note = [&](const Key& key) {
    if (key.type < Type::kString) names.insert(key.name);
  };
  for (const Sparse& column : columns_) note(column.key);
  for (const auto& [row, cells] : replaced_) {
    for (const Cell& cell : cells) note(cell.key);
  }
  return names;
}

AttributeColumns::Member AttributeColumns::Read(std::size_t row,
                                                const Names& names) const {
  Member attributes;
  ForEach(row, [&](const Key& key, std::uint64_t value) {
    BasicAttribute<S>& attribute =
        attributes.emplace_back(BasicAttribute<S>{names.words[key.name], {}});
    const auto word = [&] {
      return names.words[static_cast<std::uint32_t>(value)];
    };
    switch (key.type) {
      case Type::kTruth:
        attribute.value = value != 0;
        break;
      case Type::kInteger:
        attribute.value = std::bit_cast<std::int64_t>(value);
        break;
      case Type::kDouble:
        attribute.value = std::bit_cast<double>(value);
        break;
      case Type::kString:
        attribute.value = word();
        break;
      case Type::kJson:
        attribute.value = BasicJson<S>{word()};
        break;
    }
  });
  std::sort(attributes.begin(), attributes.end(),
            [](const auto& a, const auto& b) { return a.name < b.name; });
  return attributes;
}

std::strong_ordering AttributeColumns::Order(std::size_t a, std::size_t b,
                                             const Renumbering&,
                                             const Names& names) const {
  const Member x = Read(a, names);
  const Member y = Read(b, names);
  if (x < y) return std::strong_ordering::less;
  return x == y ? std::strong_ordering::equal : std::strong_ordering::greater;
}

void AttributeColumns::Seal() {
  places_ = {};
  for (Sparse& column : columns_) {
    column.rows.Seal();
    column.values.Seal();
  }
}

std::size_t AttributeColumns::bytes() const {
  std::size_t bytes = columns_.capacity() * sizeof(Sparse);
  for (const Sparse& column : columns_) {
    bytes += column.rows.bytes() + column.values.bytes();
  }
  return bytes;
}

}  // namespace zeren::internal
