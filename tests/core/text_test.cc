#include "zeren/core/text.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace zeren {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

TEST(TextTest, DocumentationExample) {
  const Text title{{{"zh", "书记"}, {"en", "secretary"}}};
  EXPECT_EQ(title.In("zh"), "书记");
  EXPECT_EQ(Text("secretary").In("zh"), "secretary");
}

TEST(TextTest, ALanguageThatIsMissingGivesEnglishElseTheFirstByItsBytes) {
  const Text with_english{{{"zh", "书记"}, {"en", "secretary"}}};
  EXPECT_EQ(with_english.In("fr"), "secretary");
  const Text without{{{"zh", "书记"}, {"bo", "དྲུང"}}};
  EXPECT_EQ(without.In("fr"), "དྲུང");
  EXPECT_EQ(without.In("zh"), "书记");
}

TEST(TextTest, TextOfOneLanguageHasNoTranslations) {
  const Text text("secretary");
  EXPECT_FALSE(text.multilingual());
  EXPECT_EQ(text.plain(), "secretary");
  EXPECT_EQ(Text().In("en"), "");
}

TEST(TextTest, TranslationsKeepTheirOrder) {
  const Text text{{{"zh", "a"}, {"en", "b"}}};
  EXPECT_TRUE(text.multilingual());
  EXPECT_THAT(text.translations(),
              ElementsAre(Pair("zh", "a"), Pair("en", "b")));
  EXPECT_NE(text, (Text{{{"en", "b"}, {"zh", "a"}}}));
}

TEST(TextTest, AViewBorrowsWhatTextOwns) {
  const Text owner{{{"zh", "书记"}}};
  const TextView view = owner;
  EXPECT_EQ(view.In("zh"), "书记");
  EXPECT_EQ(view.In("zh").data(), owner.In("zh").data());
}

}  // namespace
}  // namespace zeren
