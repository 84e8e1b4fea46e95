#include "terminal/core/support/bytes.hpp"
#include "terminal/core/support/clock.hpp"
#include "terminal/core/support/file.hpp"
#include "terminal/core/support/ids.hpp"
#include "terminal/core/support/text.hpp"

#include "tests/support/property.hpp"

#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <sys/stat.h>
#include <unistd.h>

using namespace xz;

namespace {

struct SteppingClock final : Clock {
    Instant at{std::chrono::milliseconds{1'780'000'000'000}};
    [[nodiscard]] Instant now() const override { return at; }
    [[nodiscard]] Steady steady() const override { return {}; }
};

}  // namespace

TEST_CASE("A time reads back from its text") {
    testing::check_property("from ∘ to = identity", [] {
        const Instant instant{std::chrono::milliseconds{*rc::gen::inRange<std::int64_t>(0, 253'402'300'799'999)}};
        RC_ASSERT(from_rfc3339(to_rfc3339(instant)) == instant);
    });
    CHECK(to_rfc3339(Instant{std::chrono::milliseconds{0}}) == "1970-01-01T00:00:00.000Z");
}

TEST_CASE("Only one form of a time is taken") {
    for (const std::string_view text : {"2026-06-10T02:03:04Z", "2026-06-10T02:03:04.005+08:00", "2026-02-30T02:03:04.005Z",
                                        "2026-06-10T24:03:04.005Z", "2026-06-10 02:03:04.005Z", "2026-06-10T02:03:60.005Z", ""})
        CHECK_FALSE(from_rfc3339(text));
}

TEST_CASE("A day in China begins eight hours before UTC's") {
    CHECK(to_text(day_in_china(*from_rfc3339("2026-06-09T16:00:00.000Z"))) == "2026-06-10");
    CHECK(to_text(day_in_china(*from_rfc3339("2026-06-09T15:59:59.999Z"))) == "2026-06-09");
}

TEST_CASE("Base64 and hex read back and take one form only") {
    testing::check_property("decode ∘ encode = identity", [](const Bytes& bytes) {
        RC_ASSERT(from_base64(to_base64(bytes)) == bytes);
        RC_ASSERT(from_hex(to_hex(bytes)) == bytes);
    });
    for (const std::string_view text : {"QQ", "QQ=", "QR==", "QQ==\n", "Q Q=", "QQ_="}) CHECK_FALSE(from_base64(text));
    for (const std::string_view text : {"A0", "a", "0g", "0x00"}) CHECK_FALSE(from_hex(text));
    for (int first = 0; first < 256; ++first) {
        for (int second = 0; second < 256; ++second) {
            const std::string text{static_cast<char>(first), static_cast<char>(second), 'A', 'A'};
            if (const auto bytes = from_base64(text); bytes && to_base64(*bytes) != text) FAIL(first << " " << second);
        }
    }
}

TEST_CASE("Ids sort in the order of their making, also when the clock stands or steps back") {
    SteppingClock clock;
    SystemRandom random;
    IdMaker maker{clock, random};
    std::string last = maker.uuid_v7();
    for (int i = 0; i < 10'000; ++i) {
        if (i % 1000 == 999) clock.at -= std::chrono::seconds{1};
        const std::string next = maker.uuid_v7();
        REQUIRE(is_uuid_v7(next));
        REQUIRE(next > last);
        last = next;
    }
}

TEST_CASE("UTF-8 is refused where Unicode refuses it") {
    CHECK(is_utf8("买买提·阿不都热依木 𠮷 㐂 龘 䶮"));
    for (const std::string_view text : {"\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xe4\xb9", "\x80", "\xf5\x80\x80\x80"})
        CHECK_FALSE(is_utf8(text));
    CHECK(count_code_points("𠮷㐂·a") == 4);
    CHECK(first_code_points("𠮷㐂·a", 2) == "𠮷㐂");
}

TEST_CASE("What nobody sees says nothing, whichever it is") {
    for (const std::string_view text : {"", " ", " \t\v\f\r\n", "\u3000\u00a0\u2003", "\u0085\u1680\u2028\u202f\u205f", "\u200b\u2060\ufeff\u00ad"}) CHECK_FALSE(says_something(text));
    for (const std::string_view text : {"a", "。", "\u3000好", "\t0", "\xe3\x80"}) CHECK(says_something(text));
}

TEST_CASE("A masked name shows the first character of each part only") {
    CHECK(mask_name("张三丰") == "张*");
    CHECK(mask_name("𠮷") == "𠮷");
    CHECK(mask_name("买买提·阿不都热依木") == "买*·阿*");
    CHECK(mask_name("") == "");
}

TEST_CASE("A replaced file holds the new bytes with the asked mode") {
    const auto folder = std::filesystem::temp_directory_path() / ("xz-file-" + std::to_string(::getpid()));
    std::filesystem::create_directory(folder);
    const auto path = folder / "key";
    REQUIRE(write_file_atomically(path, bytes_of("old"), 0600));
    REQUIRE(write_file_atomically(path, bytes_of("new one"), 0600));
    CHECK(text_of(*read_file(path, 100)) == "new one");
    struct stat info {};
    REQUIRE(::stat(path.c_str(), &info) == 0);
    CHECK((info.st_mode & 0777) == 0600);
    CHECK(read_file(path, 3).error().kind == FileError::Kind::too_large);
    CHECK(read_file(folder / "none", 3).error().kind == FileError::Kind::not_found);
    CHECK(std::distance(std::filesystem::directory_iterator{folder}, {}) == 1);
    std::filesystem::remove_all(folder);
}
