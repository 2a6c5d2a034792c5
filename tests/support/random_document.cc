#include "tests/support/random_document.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>

namespace zeren::testing {
namespace {

using Json = nlohmann::json;

// Differing only in case or punctuation, beyond ASCII, with the separator of
// references inside, and not in the order of numbers.
constexpr std::array kIds = {"a",
                             "A",
                             "a-1",
                             "a1",
                             "A_1",
                             "b",
                             "B.",
                             "c",
                             "c:d",
                             "\xc3\xa9",  // é
                             "e",
                             "\xe9\x83\xa8\xe9\x97\xa8",  // 部门
                             "\xe9\x83\xa8-\xe9\x97\xa8",
                             "z 9",
                             "9",
                             "10"};

// The distributions of the standard library differ between platforms.
std::size_t Below(std::mt19937_64& bits, std::size_t limit) {
  return static_cast<std::size_t>(bits() % limit);
}

template <typename T>
void Shuffle(std::mt19937_64& bits, T& items) {
  for (std::size_t i = items.size(); i > 1; --i) {
    std::swap(items[i - 1], items[Below(bits, i)]);
  }
}

class Generator {
 public:
  Generator(std::mt19937_64& bits, const RandomDocumentOptions& options)
      : bits_(bits), options_(options) {}

  Json Run() {
    document_ = {{"zeren", 1}, {"as_of", Day()}};
    if (Chance(0.5)) document_["name"] = {{"en", "Test"}, {"zh", "试"}};
    WriteProfile();
    DrawIds();
    WriteUnits();
    WritePosts();
    WritePersons();
    WriteWork();
    WriteDeeds();
    return std::move(document_);
  }

 private:
  bool Chance(double p) {
    return static_cast<double>(bits_() >> 11) < p * 9007199254740992.0;  // 2^53
  }

  template <typename T>
  const T& Pick(const std::vector<T>& items) {
    return items[Below(bits_, items.size())];
  }
  std::string Pick(std::initializer_list<const char*> items) {
    return items.begin()[Below(bits_, items.size())];
  }
  double Pick(std::initializer_list<double> items) {
    return items.begin()[Below(bits_, items.size())];
  }
  std::string Day() { return Pick(options_.days); }
  int UpTo(int limit) {
    return static_cast<int>(Below(bits_, static_cast<std::size_t>(limit) + 1));
  }

  void Push(const std::string& array, Json record) {
    document_[array].push_back(std::move(record));
  }

  // Two different days, the earlier first.
  std::pair<std::string, std::string> TwoDays() {
    const std::size_t last = options_.days.size() - 1;
    const std::size_t first = Below(bits_, last);
    return {options_.days[first],
            options_.days[first + 1 + Below(bits_, last - first)]};
  }

  // Mostly unbounded, so that enough is in force at once.
  void AddValidity(Json& record, double chance = 0.35) {
    if (!Chance(chance)) {
      if (Chance(0.1)) record["valid_from"] = nullptr;
      return;
    }
    const auto [from, to] = TwoDays();
    const std::size_t shape = Below(bits_, 8);
    if (shape < 6) record["valid_from"] = from;
    if (shape == 0 || shape == 6) record["valid_to"] = "unknown";
    if (shape >= 3 && shape != 6) record["valid_to"] = to;
  }

  // An id of the kind that is probably not in the document.
  std::string AbsentId(const std::string& kind) {
    const std::vector<std::string>& ids = ids_[kind];
    if (ids.empty() || Chance(0.5)) return Pick({"ghost", "Ghost", "a--1"});
    const std::string& id = Pick(ids);
    std::string mangled;
    for (const char c : id) {
      mangled += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return mangled == id || Chance(0.3) ? id + "-" : mangled;
  }

  std::string Id(const std::string& kind) {
    const std::vector<std::string>& ids = ids_[kind];
    return ids.empty() || Chance(options_.dangling) ? AbsentId(kind)
                                                    : Pick(ids);
  }

  std::string Node(std::initializer_list<const char*> kinds) {
    const std::string kind = Pick(kinds);
    return kind + ":" + Id(kind);
  }

  // A superior for the i-th node of a kind: an earlier one, which makes a
  // forest, unless the document is a wild one.
  std::string SuperiorId(const std::string& kind, std::size_t i) {
    if (wild_ || i == 0 || Chance(0.05)) return Id(kind);
    if (Chance(options_.dangling)) return AbsentId(kind);
    return ids_[kind][Below(bits_, i)];
  }

  // Draws all ids first, so that anything can name anything.
  void DrawIds() {
    wild_ = Chance(0.4);
    const std::map<std::string, int> limits = {
        {"unit", options_.max_units},
        {"post", options_.max_posts},
        {"person", options_.max_persons},
        {"task", options_.max_tasks},
        {"duty", options_.max_duties},
        {"event", options_.max_others},
        {"finding", options_.max_others},
        {"delegation", options_.delegations ? options_.max_delegations : 0}};
    for (const auto& [kind, limit] : limits) {
      std::vector<std::string> pool(kIds.begin(), kIds.end());
      Shuffle(bits_, pool);
      for (int i = static_cast<int>(pool.size()); i < limit; ++i) {
        pool.push_back("x" + std::to_string(i));
      }
      pool.resize(static_cast<std::size_t>(UpTo(limit)));
      ids_[kind] = pool;
    }
    if (!Chance(options_.deep_chain)) return;
    deep_kind_ = Pick({"unit", "post", "task", "duty"});
    // From the smallest id or from the greatest, as cutting depends on it.
    const bool falling = Chance(0.5);
    std::vector<std::string> chain;
    for (int i = 0; i < options_.deep_length; ++i) {
      const int number = 1000 + (falling ? options_.deep_length - i : i);
      chain.push_back("n" + std::to_string(number));
    }
    deep_superiors_[chain.front()] = Chance(0.3) ? chain.back() : "";
    for (std::size_t i = 1; i < chain.size(); ++i) {
      deep_superiors_[chain[i]] = chain[i - 1];
    }
    std::vector<std::string>& ids = ids_[deep_kind_];
    ids.insert(ids.begin(), chain.begin(), chain.end());
  }

  // Returns the superior that a deep chain wants for a node; null if the node
  // is in none.
  const std::string* DeepSuperior(const std::string& kind,
                                  const std::string& id) const {
    const auto it = deep_superiors_.find(id);
    return kind == deep_kind_ && it != deep_superiors_.end() ? &it->second
                                                             : nullptr;
  }

  // Writes the field that names the superior of the i-th node of a kind.
  void AddSuperior(Json& record, const std::string& field,
                   const std::string& kind, std::size_t i, double chance) {
    const std::string id = record["id"];
    if (const std::string* deep = DeepSuperior(kind, id)) {
      if (!deep->empty()) record[field] = *deep;
    } else if (Chance(chance)) {
      record[field] = Chance(0.04) ? id : SuperiorId(kind, i);
    }
  }

  void WriteProfile() {
    const std::size_t choice = Below(bits_, 4);
    if (choice == 0) document_["profile"] = "generic";
    if (choice < 2) return;
    Json kinds = {{{"id", "deputy"}, {"deputizes_for", {"head"}}}};
    if (choice == 3) {
      kinds.push_back({{"id", "chief"}, {"title", "Chief"}, {"head", true}});
    }
    document_["profile"] = {
        {"id", "test"}, {"extends", "generic"}, {"post_kinds", kinds}};
    if (Chance(0.5)) {
      document_["profile"]["unit_kinds"] = {{{"id", "office"}, {"level", 1}}};
    }
  }

  void WriteUnits() {
    const std::vector<std::string>& ids = ids_["unit"];
    for (std::size_t i = 0; i < ids.size(); ++i) {
      Json unit = {{"id", ids[i]}, {"kind", Pick({"office", "branch"})}};
      if (Chance(0.3)) unit["name"] = "Unit " + ids[i];
      AddSuperior(unit, "parent", "unit", i, 0.7);
      if (Chance(0.25)) unit["head"] = Id("post");
      if (Chance(0.1)) unit["attributes"] = {{"city", "X"}, {"size", 3}};
      if (DeepSuperior("unit", ids[i]) == nullptr) AddValidity(unit, 0.25);
      Push("units", unit);
    }
    for (int lines = ids.empty() ? 0 : UpTo(5); lines > 0; --lines) {
      const std::size_t i = Below(bits_, ids.size());
      Json line = {
          {"child", Chance(options_.dangling) ? AbsentId("unit") : ids[i]},
          {"parent", Chance(0.07) ? ids[i] : SuperiorId("unit", i)}};
      const std::string kind = Pick({"", "", "primary", "guidance", "audit"});
      if (!kind.empty()) line["kind"] = kind;
      if (Chance(0.3)) line["weight"] = Pick({0.0, 0.5, 2.0});
      AddValidity(line, 0.6);
      Push("unit_lines", line);
    }
  }

  void WritePosts() {
    const std::vector<std::string>& ids = ids_["post"];
    for (std::size_t i = 0; i < ids.size(); ++i) {
      const bool deep = DeepSuperior("post", ids[i]) != nullptr;
      Json post = {
          {"id", ids[i]},
          {"unit", Id("unit")},
          {"kind", Pick({"head", "head", "deputy", "clerk", "chief"})}};
      if (Chance(0.2)) post["title"] = {{"en", "Post"}};
      if (Chance(0.3)) post["seats"] = 1 + UpTo(2);
      if (Chance(0.3)) post["fte"] = Pick({0.0, 0.1, 0.3, 0.7, 2.5});
      AddSuperior(post, "reports_to", "post", i, 0.35);
      if (!deep && Chance(0.08)) post["reports_to"] = nullptr;
      if (!deep) AddValidity(post, 0.25);
      // A deep chain is mostly vacant, so that answers have far to go.
      for (int n = Chance(deep ? 0.95 : 0.3) ? 0 : 1 + UpTo(2); n > 0; --n) {
        Push("appointments", Appointment(ids[i]));
      }
      Push("posts", post);
    }
    if (Chance(0.3)) Push("appointments", Appointment(AbsentId("post")));
    for (int lines = ids.empty() ? 0 : UpTo(4); lines > 0; --lines) {
      const std::size_t i = Below(bits_, ids.size());
      Json line = {
          {"post", Chance(options_.dangling) ? AbsentId("post") : ids[i]},
          {"reports_to", Chance(0.07) ? ids[i] : SuperiorId("post", i)}};
      if (Chance(0.2)) line["reports_to"] = nullptr;
      const std::string kind = Pick({"", "", "primary", "guidance"});
      if (!kind.empty()) line["kind"] = kind;
      AddValidity(line, 0.6);
      Push("reporting_lines", line);
    }
  }

  Json Appointment(const std::string& post) {
    Json record = {{"person", Id("person")}, {"post", post}};
    const std::string mode = Pick({"", "", "regular", "acting", "concurrent"});
    if (!mode.empty()) record["mode"] = mode;
    if (Chance(0.3)) record["share"] = Pick({1.0, 0.5, 0.2});
    if (Chance(0.15)) record["approved_by"] = Id("unit");
    if (Chance(0.1)) {
      record["person"] = nullptr;
      record["undisclosed"] = true;
    }
    AddValidity(record, 0.4);
    return record;
  }

  void WritePersons() {
    for (const std::string& id : ids_["person"]) {
      Json person = {{"id", id}};
      if (Chance(0.5)) person["name"] = "Same Name";
      if (Chance(0.2)) person["birth_date"] = "1980-02-29";
      if (Chance(0.2)) person["skills"] = {"law", "budget"};
      if (Chance(0.2)) person["capacity"] = Pick({0.0, 0.5, 3.0});
      AddValidity(person, 0.25);
      Push("persons", person);
      for (int n = UpTo(3); n > 0; --n) {
        Json membership = {
            {"person", Chance(options_.dangling) ? AbsentId("person") : id},
            {"unit", Id("unit")}};
        if (Chance(0.4)) membership["home"] = Chance(0.2);
        if (Chance(0.2)) membership["standing"] = "full";
        AddValidity(membership, 0.4);
        Push("memberships", membership);
      }
    }
    for (int n = UpTo(3); n > 0; --n) {
      Json absence = {{"person", Id("person")}};
      if (Chance(0.3)) absence["reason"] = "leave";
      AddValidity(absence, 0.5);
      Push("absences", absence);
    }
    for (const std::string& id : ids_["delegation"]) {
      Json delegation = {{"id", id},
                         {"from", Node({"post", "person"})},
                         {"to", Node({"post", "person"})}};
      if (Chance(0.2)) delegation["scope"] = "all";
      if (Chance(0.3)) {
        delegation["scope"] = {"task:" + Id("task"), "duty:" + Id("duty")};
      }
      if (Chance(0.6)) delegation["may_redelegate"] = Chance(0.8);
      if (Chance(0.3)) delegation["set_by"] = Id("person");
      AddValidity(delegation, 0.25);
      Push("delegations", delegation);
    }
  }

  void WriteWork() {
    const std::vector<std::string>& duties = ids_["duty"];
    for (std::size_t i = 0; i < duties.size(); ++i) {
      Json duty = {{"id", duties[i]}};
      if (Chance(0.3)) duty["kind"] = "principal";
      if (Chance(0.6)) duty["bearer"] = Node({"unit", "post"});
      AddSuperior(duty, "superior", "duty", i, 0.5);
      if (DeepSuperior("duty", duties[i]) == nullptr) AddValidity(duty);
      Push("duties", duty);
    }
    const std::vector<std::string>& tasks = ids_["task"];
    for (std::size_t i = 0; i < tasks.size(); ++i) {
      Json task = {{"id", tasks[i]}, {"unit", Id("unit")}};
      AddSuperior(task, "parent", "task", i, 0.6);
      const auto [start, due] = TwoDays();
      if (Chance(0.4)) task["start"] = start;
      if (Chance(0.4)) task["due"] = Chance(0.2) ? start : due;
      if (Chance(0.3)) task["weight"] = Pick({0.0, 0.1, 0.7, 2.0});
      if (Chance(0.2)) task["effort"] = Pick({0.0, 0.5, 2.0});
      if (Chance(0.1)) task["requires"] = {"law"};
      if (Chance(0.1)) task["persons"] = 1 + UpTo(2);
      if (Chance(0.1)) task["cascade"] = "office";
      if (Chance(0.15)) task["cancelled"] = Day();
      Push("tasks", task);
      for (int n = UpTo(4) - 1; n > 0; --n) {
        Json entry = {
            {"task", Chance(options_.dangling) ? AbsentId("task") : tasks[i]},
            {"day", Day()},
            {"done", Pick({0.0, 0.1, 0.3, 0.7, 1.0, 1.0})}};
        const std::string state =
            Pick({"", "reported", "verified", "rejected"});
        if (!state.empty()) entry["state"] = state;
        if (Chance(0.3)) entry["by"] = Id("person");
        Push("progress", entry);
      }
    }
    for (int n = UpTo(12); n > 0; --n) {
      Json assignment = {{"work", Node({"task", "task", "duty"})},
                         {"role", Pick({"accountable", "accountable",
                                        "accountable", "responsible", "support",
                                        "consulted", "informed", "oversight"})},
                         {"to", Node({"unit", "post", "person"})}};
      AddValidity(assignment);
      Push("assignments", assignment);
    }
  }

  // Steps in a legal order, on days that do not go back.
  Json Steps(std::size_t found) {
    Json steps = Json::array();
    std::size_t day = found;
    bool started = false;
    for (const char* state :
         {"assigned", "in_progress", "reported", "verified", "closed"}) {
      const bool skippable = !started && std::string(state) != "reported";
      if (skippable && Chance(0.3)) continue;
      if (Chance(0.3)) break;
      started = true;
      day += Below(bits_, options_.days.size() - day);
      Json step = {{"state", state}, {"day", options_.days[day]}};
      if (Chance(0.5)) step["by"] = Id("person");
      steps.push_back(step);
    }
    return steps;
  }

  void WriteDeeds() {
    for (const std::string& id : ids_["event"]) {
      Json event = {{"id", id},
                    {"kind", "meeting"},
                    {"subject", Node({"unit", "post", "person"})},
                    {"day", Day()}};
      if (Chance(0.3)) {
        event.update({{"due", 9}, {"present", 6}, {"mode", "onsite"}});
      }
      if (Chance(0.3)) event["hours"] = 1.5;
      if (Chance(0.4)) event["participants"] = {Id("person")};
      Push("events", event);
    }
    for (const std::string& id : ids_["finding"]) {
      const std::size_t found = Below(bits_, options_.days.size());
      Json finding = {
          {"id", id},
          {"subject", Node({"unit", "post", "person", "task", "duty", "event",
                            "finding", "delegation"})},
          {"source", "inspection"},
          {"found", options_.days[found]}};
      if (Chance(0.6)) finding["owner"] = Node({"post", "person"});
      if (Chance(0.3)) finding["due"] = options_.days.back();
      if (Chance(0.6)) finding["steps"] = Steps(found);
      Push("findings", finding);
    }
    for (int n = UpTo(options_.max_others); n > 0; --n) {
      Push("training",
           {{"person", Id("person")}, {"day", Day()}, {"hours", 8}});
      Json stage = {
          {"person", Id("person")}, {"stage", "applicant"}, {"day", Day()}};
      if (Chance(0.6)) stage["unit"] = Id("unit");
      if (Chance(0.3)) stage["gates"] = {{"talk", "2024-02-29"}};
      Push("stages", stage);
      Json score = {{"cycle", "2024"},
                    {"indicator", "order"},
                    {"subject", Node({"unit", "post", "person"})},
                    {"score", Pick({0.0, 7.5})}};
      if (Chance(0.7)) score["day"] = Day();
      Push("scores", score);
      Json grade = {{"cycle", "2024"},
                    {"subject", Node({"unit", "post", "person"})},
                    {"grade", "good"}};
      if (Chance(0.5)) grade["follow_up"] = Id("event");
      Push("grades", grade);
      Json approval = {
          {"rule", Pick({"dangling-reference", "head-missing", "none",
                         "post-vacant", "work-unassigned"})},
          {"focus", Node({"unit", "post", "person", "task", "duty"})},
          {"reason", "by design"}};
      if (Chance(0.5)) approval["by"] = Node({"unit", "post", "person"});
      AddValidity(approval);
      Push("approvals", approval);
    }
  }

  std::mt19937_64& bits_;
  const RandomDocumentOptions& options_;
  Json document_;
  std::map<std::string, std::vector<std::string>> ids_;  // By kind.
  bool wild_ = false;
  std::string deep_kind_;
  std::map<std::string, std::string> deep_superiors_;
};

}  // namespace

nlohmann::json RandomDocument(std::mt19937_64& bits,
                              const RandomDocumentOptions& options) {
  return Generator(bits, options).Run();
}

nlohmann::json ShuffleDocument(std::mt19937_64& bits, nlohmann::json document) {
  for (auto& [name, value] : document.items()) {
    if (value.is_array()) Shuffle(bits, value);
  }
  return document;
}

namespace {

// Recursive, as values nest only as deep as the format lets them.
void WriteShuffled(std::mt19937_64& bits, const Json& value, std::string& out) {
  if (value.is_array()) {
    out += '[';
    for (std::size_t i = 0; i < value.size(); ++i) {
      if (i > 0) out += ',';
      WriteShuffled(bits, value[i], out);
    }
    out += ']';
  } else if (value.is_object()) {
    std::vector<std::string> keys;
    for (const auto& [key, unused] : value.items()) keys.push_back(key);
    Shuffle(bits, keys);
    out += '{';
    for (std::size_t i = 0; i < keys.size(); ++i) {
      if (i > 0) out += ',';
      out += Json(keys[i]).dump() + ':';
      WriteShuffled(bits, value.at(keys[i]), out);
    }
    out += '}';
  } else {
    out += value.dump();
  }
}

}  // namespace

std::string ShuffledText(std::mt19937_64& bits, const Json& document) {
  std::string text;
  WriteShuffled(bits, ShuffleDocument(bits, document), text);
  return text;
}

}  // namespace zeren::testing
