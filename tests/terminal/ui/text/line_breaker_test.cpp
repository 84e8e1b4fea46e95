#include "terminal/ui/text/line_breaker.hpp"

#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace xz::ui;

// A Chinese character is two wide, anything else one.
float wide_as_said(char32_t c) { return is_wide(c) || c == U'，' || c == U'。' || c == U'「' || c == U'」' ? 2.0F : 1.0F; }

std::vector<std::string> written(std::string_view text, const std::vector<TextLine>& lines) {
    std::vector<std::string> out;
    for (const TextLine& line : lines) {
        out.emplace_back(text.substr(line.begin, line.end - line.begin));
    }
    return out;
}
std::vector<std::string> lines(std::string_view text, float width) { return written(text, break_lines(text, width, wide_as_said)); }
std::vector<std::string> read(std::string_view text, float width) { return written(text, break_for_reading(text, width, wide_as_said)); }

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("Chinese breaks anywhere but before closing and after opening punctuation") {
    CHECK(lines("英语四级还没有通过", 8) == Lines{"英语四级", "还没有通", "过"});
    CHECK(lines("英语四级，还没有", 8) == Lines{"英语四", "级，还没", "有"});
    CHECK(lines("他说「好」了", 6) == Lines{"他说", "「好」", "了"});
    CHECK(lines("真的——好", 5) == Lines{"真", "的——", "好"});
}

TEST_CASE("Latin words and numbers stay whole, and spaces hang over the edge") {
    CHECK(lines("the quick brown fox", 9) == Lines{"the quick", "brown fox"});
    CHECK(lines("得分82.5分", 6) == Lines{"得分", "82.5分"});
    CHECK(lines("abcdefghij", 4) == Lines{"abcd", "efgh", "ij"});
}

TEST_CASE("A dot between two parts never begins a line") {
    CHECK(lines("甲乙 · 丙丁", 6) == Lines{"甲乙 ·", "丙丁"});
    CHECK(lines("买买提·阿不都", 6) == Lines{"买买", "提·阿", "不都"});
}

TEST_CASE("Newlines end lines, and a last one leaves an empty line for the caret") {
    CHECK(lines("一\n二\n", 10) == Lines{"一", "二", ""});
    CHECK(lines("", 10) == Lines{""});
    CHECK(lines("一\n\n二", 10) == Lines{"一", "", "二"});
}

TEST_CASE("Rare characters of the outer planes are one code point and wide") {
    CHECK(is_wide(U'𠮷'));
    CHECK(code_point_at("𠮷", 0).bytes == 4);
    CHECK(lines("𠮷㐂龘", 4) == Lines{"𠮷㐂", "龘"});
}

TEST_CASE("Bytes that are no UTF-8 are stepped over one by one") {
    CHECK(code_point_at("\xE4\xB8", 0).bytes == 1);
    CHECK(code_point_at("\xE4\xB8", 0).value == 0xFFFD);
    CHECK(lines("\xFF\xFE", 1).size() == 2);
}

TEST_CASE("A number stays with what it counts") {
    CHECK(lines("还剩 28 天", 8) == Lines{"还剩", "28 天"});
    CHECK(lines("要求 ≥ 75 分", 8) == Lines{"要求", "≥ 75 分"});
}

TEST_CASE("A date stays whole where a line can hold it, and a span of years, too") {
    CHECK(lines("截至 6 月 10 日", 10) == Lines{"截至", "6 月 10 日"});
    CHECK(lines("6 月 10 日", 6) == Lines{"6 月", "10 日"});
    CHECK(lines("year 2026—2027", 12) == Lines{"year", "2026—2027"});
}

TEST_CASE("An address that no line can hold is cut after its dots") {
    CHECK(lines("platform.example.cn:8443", 18) == Lines{"platform.example.", "cn:8443"});
}

TEST_CASE("What stands between two dots is not torn where a line can hold it") {
    CHECK(read("旷课 6 学时 · 教务系统 · 截至 6 月", 22) == Lines{"旷课 6 学时 ·", "教务系统 · 截至 6 月"});
    CHECK(read("旷课 6 学时 · 教务系统 · 截至 6 月", 28) == Lines{"旷课 6 学时 · 教务系统 ·", "截至 6 月"});
    CHECK(read("甲 · 乙丙丁戊己庚辛", 12) == Lines{"甲 · 乙丙丁", "戊己庚辛"});
}

TEST_CASE("A text that is read has no lone character on its last line, and no more lines for it") {
    CHECK(lines("先凭自己的感觉选再看数据就不再改", 30) == Lines{"先凭自己的感觉选再看数据就不再", "改"});
    CHECK(read("先凭自己的感觉选再看数据就不再改", 30) == Lines{"先凭自己的感觉选再看数据", "就不再改"});
    CHECK(read("一二三四五六七八\n九", 16) == Lines{"一二三四五六七八", "九"});
    const std::string text = "第一，我要（在 2026 年 12 月前）通过 CET-4；第二：每周两次晚自习……第三，参加\"互联网+\"大赛。";
    for (float width = 8; width < 60; ++width) {
        const auto plain = break_lines(text, width, wide_as_said);
        const auto read = break_for_reading(text, width, wide_as_said);
        const auto even = break_evenly(text, width, wide_as_said);
        CHECK(read.size() == plain.size());
        CHECK(even.size() == plain.size());
        for (const auto& line : read) CHECK(line.width <= width);
        for (const auto& line : even) CHECK(line.width <= width);
    }
}

TEST_CASE("No word is torn for the sake of the last line") {
    CHECK(read("Enter the maintenance PIN", 11) == Lines{"Enter the", "maintenance", "PIN"});
    const auto even = [](std::string_view text, float width) { return written(text, break_evenly(text, width, wide_as_said)); };
    CHECK(even("Diagnose, improve", 10) == Lines{"Diagnose,", "improve"});
}

TEST_CASE("Centred lines are about as long as each other") {
    const auto even = break_evenly("没有交的同学请联系自己的辅导员", 26, wide_as_said);
    REQUIRE(even.size() == 2);
    CHECK(std::abs(even[0].width - even[1].width) <= 2);
}

TEST_CASE("No line but a lone word's is wider than it may be, and no ink is lost") {
    const std::string text = "第一，我要（在 2026 年 12 月前）通过 CET-4；第二：每周两次晚自习……第三，参加\"互联网+\"大赛。";
    for (float width = 6; width < 40; ++width) {
        std::string ink;
        for (const std::string& line : lines(text, width)) {
            for (const char c : line) {
                if (c != ' ') {
                    ink += c;
                }
            }
        }
        std::string whole;
        for (const char c : text) {
            if (c != ' ') {
                whole += c;
            }
        }
        CHECK(ink == whole);
        for (const TextLine& line : break_lines(text, width, [](char32_t) { return 1.0F; })) {
            CHECK(line.width <= width);
        }
    }
}
