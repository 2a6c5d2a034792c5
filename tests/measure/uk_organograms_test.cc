// The full-time equivalents of every post of four published organograms,
// against a direct recursive sum over the rows of their sources.

#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "zeren/exchange/document.h"
#include "zeren/measure/roll_up.h"

namespace zeren {
namespace {

std::filesystem::path DataPath() {
  const char* data = std::getenv("ZEREN_DATA");
  return data ? std::filesystem::path(data)
              : std::filesystem::path(ZEREN_SOURCE_DIR) / ".." / "shared" /
                    "data";
}

// The rows of a file of comma-separated values, by the titles of the first.
std::vector<std::map<std::string, std::string>> ReadRows(
    const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  std::vector<std::vector<std::string>> lines(1, {""});
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char letter = text[i];
    if (letter == '"') {
      // Two of them within quotes are one.
      if (quoted && i + 1 < text.size() && text[i + 1] == '"') {
        lines.back().back() += text[i++];
      } else {
        quoted = !quoted;
      }
    } else if (quoted || (letter != ',' && letter != '\n' && letter != '\r')) {
      lines.back().back() += letter;
    } else if (letter == ',') {
      lines.back().emplace_back();
    } else if (letter == '\n') {
      lines.push_back({""});
    }
  }
  std::vector<std::map<std::string, std::string>> rows;
  for (std::size_t i = 1; i < lines.size(); ++i) {
    if (lines[i].size() != lines[0].size()) continue;  // The last, empty one.
    auto& row = rows.emplace_back();
    for (std::size_t k = 0; k < lines[0].size(); ++k) {
      row[lines[0][k]] = lines[i][k];
    }
  }
  return rows;
}

// What a department published.
class Organogram {
 public:
  explicit Organogram(const std::string& stem) {
    const std::filesystem::path folder =
        DataPath() / "raw" / "uk-organograms" / "fixture";
    for (auto& row : ReadRows(folder / (stem + "-senior.csv"))) {
      const std::string post = row["Post Unique Reference"];
      posts_.insert(post);
      below_[row["Reports to Senior Post"]].insert(post);
      // A post without a number is one full-time equivalent.
      own_[post] += row["FTE"].empty() ? 1 : std::stod(row["FTE"]);
    }
    for (auto& row : ReadRows(folder / (stem + "-junior.csv"))) {
      own_[row["Reporting Senior Post"]] +=
          std::stod(row["Number of Posts in FTE"]);
    }
  }

  const std::set<std::string>& posts() const { return posts_; }
  double SumBelow(const std::string& post) const {
    double sum = own_.at(post);
    const auto below = below_.find(post);
    if (below == below_.end()) return sum;
    for (const std::string& report : below->second) {
      if (report != post) sum += SumBelow(report);
    }
    return sum;
  }

 private:
  std::set<std::string> posts_;
  std::map<std::string, std::set<std::string>> below_;
  std::map<std::string, double> own_;
};

TEST(UkOrganogramsTest, FullTimeEquivalentsOfEveryPostAreThoseOfTheRawRows) {
  const std::vector<std::pair<std::string, std::string>> sources = {
      {"uk-dft-2011-03-31", "department_for_transport-2011-03-31"},
      {"uk-dft-2011-09-30", "department_for_transport-2011-09-30"},
      {"uk-fco-2011-03-31", "foreign_and_commonwealth_office-2011-03-31"},
      {"uk-fco-2011-09-30", "foreign_and_commonwealth_office-2011-09-30"}};
  if (!std::filesystem::exists(DataPath() / "raw" / "uk-organograms")) {
    GTEST_SKIP() << "there is no " << DataPath() / "raw" / "uk-organograms"
                 << "; set ZEREN_DATA to the folder that has raw/ and native/";
  }
  std::size_t compared = 0;
  for (const auto& [document, source] : sources) {
    const absl::StatusOr<Organization> org = LoadDocumentFile(
        (DataPath() / "native" / (document + ".json")).string());
    ASSERT_TRUE(org.ok()) << org.status();
    const Snapshot snapshot = org->AsOf(*org->as_of());
    const absl::StatusOr<RollUp> fte =
        ComputeRollUp(snapshot, "fte", {.by = Hierarchy::kPosts});
    ASSERT_TRUE(fte.ok()) << fte.status();
    const Organogram organogram(source);
    for (const std::string& post : organogram.posts()) {
      const std::optional<Node> node = snapshot.Find("post:" + post);
      ASSERT_TRUE(node) << document << " " << post;
      // The order of additions differs, and with it the last bits.
      EXPECT_NEAR(fte->value(*node).number.value_or(-1),
                  organogram.SumBelow(post), 1e-9)
          << document << " " << post;
      ++compared;
    }
  }
  EXPECT_EQ(compared, 117u + 114u + 118u + 129u);
}

}  // namespace
}  // namespace zeren
