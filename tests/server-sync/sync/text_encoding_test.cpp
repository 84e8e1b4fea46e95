#include "server-sync/sync/text_encoding.hpp"
#include "terminal/core/support/text.hpp"
#include "tests/support/property.hpp"

#include <catch2/catch_test_macros.hpp>

#include <iconv.h>

using namespace xz;
using namespace xz::server::sync;

namespace {

// What a spreadsheet of a Chinese desktop writes.
std::string gb18030(std::string text) {
    const iconv_t handle = ::iconv_open("GB18030", "UTF-8");
    std::string out(text.size() * 2 + 4, '\0');
    char* in = text.data();
    std::size_t in_left = text.size();
    char* to = out.data();
    std::size_t out_left = out.size();
    REQUIRE(::iconv(handle, &in, &in_left, &to, &out_left) == 0);
    ::iconv_close(handle);
    out.resize(out.size() - out_left);
    return out;
}

const std::string Names = "XH,XM\n2024001,买买提·阿不都热依木\n2024002,𠮷㐂龘\n2024003,一\n";

}  // namespace

TEST_CASE("Names of every plane come through GB18030 and UTF-8 alike, with or without its mark") {
    CHECK(to_utf8(Names) == Names);
    CHECK(to_utf8("\xEF\xBB\xBF" + Names) == Names);
    CHECK(to_utf8(gb18030(Names)) == Names);
    CHECK(to_utf8("") == "");
    CHECK(to_utf8("XH,XM\n1,Li Lei\n") == "XH,XM\n1,Li Lei\n");
    CHECK(to_utf8("XH,XM\n1,Aisha·Li\n") == "XH,XM\n1,Aisha·Li\n");
}

TEST_CASE("Whatever text is written in GB18030 is read back, or refused, and never becomes another text") {
    testing::check_property("gb18030 both ways", [] {
        const auto code_points = *rc::gen::container<std::vector<int>>(rc::gen::oneOf(
            rc::gen::inRange(0x4E00, 0x9FA6), rc::gen::inRange(0x20000, 0x2A6D7), rc::gen::element(0xB7, 0x41, 0x2C, 0x0A, 0x3402)));
        std::string text;
        for (const int point : code_points) {
            const auto p = static_cast<unsigned>(point);
            if (p < 0x80) {
                text += static_cast<char>(p);
            } else if (p < 0x800) {
                text += static_cast<char>(0xC0 | (p >> 6));
                text += static_cast<char>(0x80 | (p & 0x3F));
            } else if (p < 0x10000) {
                text += static_cast<char>(0xE0 | (p >> 12));
                text += static_cast<char>(0x80 | ((p >> 6) & 0x3F));
                text += static_cast<char>(0x80 | (p & 0x3F));
            } else {
                text += static_cast<char>(0xF0 | (p >> 18));
                text += static_cast<char>(0x80 | ((p >> 12) & 0x3F));
                text += static_cast<char>(0x80 | ((p >> 6) & 0x3F));
                text += static_cast<char>(0x80 | (p & 0x3F));
            }
        }
        RC_ASSERT(to_utf8("\xEF\xBB\xBF" + text) == text);
        const std::string table = "学号,姓名\n" + text;
        const auto read = to_utf8(gb18030(table));
        RC_ASSERT(!read.has_value() || *read == table);
    });
}

TEST_CASE("Two encodings in one file are refused with the line and the byte where the second begins") {
    const std::string utf8 = "2024001,买买提·阿不都热依木\n";
    const std::string gb = gb18030("2024002,张三丰\n");
    const auto later = to_utf8("XH,XM\n" + utf8 + gb);
    REQUIRE_FALSE(later);
    CHECK(later.error().line == 3);
    CHECK(later.error().byte == 9);
    CHECK(later.error().expected.find("line 2 is UTF-8") != std::string::npos);
    const auto earlier = to_utf8("XH,XM\n" + gb + utf8);
    REQUIRE_FALSE(earlier);
    CHECK(earlier.error().line == 3);
    CHECK(earlier.error().expected.find("line 2 is GB18030") != std::string::npos);
    const auto marked = to_utf8("\xEF\xBB\xBF" + utf8 + gb);
    REQUIRE_FALSE(marked);
    CHECK(marked.error().line == 2);
    CHECK(marked.error().byte == 9);
}

TEST_CASE("Bytes of no encoding, UTF-16 and text that could be either are refused, not guessed at") {
    const auto broken = to_utf8("XH\n1\n\xff\n");
    REQUIRE_FALSE(broken);
    CHECK(broken.error().line == 3);
    CHECK(broken.error().byte == 1);
    CHECK(to_utf8(std::string_view{"\xFF\xFEX\0H\0", 6}).error().expected.find("UTF-16") != std::string::npos);
    CHECK(to_utf8("PK\x03\x04workbook").error().expected.find("save the sheet as CSV") != std::string::npos);
    CHECK(to_utf8("XH,XM\n1,\xD2\xBB\n").error().expected.find("plain") != std::string::npos);  // 一 in GBK, a Cyrillic letter in UTF-8
    const auto private_use = to_utf8("XH,XM\n1,王\xEE\x80\x80\n");
    REQUIRE_FALSE(private_use);
    CHECK(private_use.error().line == 2);
    CHECK(private_use.error().byte == 6);
}
