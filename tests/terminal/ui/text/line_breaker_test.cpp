#include "terminal/ui/text/line_breaker.hpp"

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace xz::ui;

// A Chinese character is two wide, anything else one.
std::vector<std::string> lines(std::string_view text, float width) {
    std::vector<std::string> out;
    for (const TextLine& line : break_lines(text, width, [](char32_t c) { return is_wide(c) || c == U'，' || c == U'。' || c == U'「' || c == U'」' ? 2.0F : 1.0F; })) {
        out.emplace_back(text.substr(line.begin, line.end - line.begin));
    }
    return out;
}

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
    CHECK(lines("截至 6 月 10 日", 10) == std::vector<std::string>{"截至 6 月", "10 日"});
    CHECK(lines("还剩 28 天", 8) == std::vector<std::string>{"还剩", "28 天"});
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
