#include "terminal/storage/key_provider.hpp"

#include "tests/support/fakes.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch_test_macros.hpp>

#include <fstream>

#include <sys/stat.h>

namespace xz::storage {

namespace {

void write(const std::filesystem::path& file, const std::string& text, unsigned mode = 0600) {
    std::ofstream{file, std::ios::binary} << text;
    ::chmod(file.c_str(), mode);
}

KeyFailure failure_of(const SystemKeyProvider& provider) {
    const auto key = provider.provide();
    REQUIRE_FALSE(key.has_value());
    return key.error();
}

}  // namespace

TEST_CASE("A credential is taken before the key file, and its level is reported") {
    const testing::TemporaryFolder folder;
    write(folder / "key", std::string(64, 'a'));
    write(folder / "xuezhen-store-key", std::string(64, 'b') + "\n", 0444);
    const auto credential = SystemKeyProvider{folder.path(), folder / "key"}.provide();
    REQUIRE(credential);
    CHECK(credential->level == KeyLevel::Credentials);
    CHECK(credential->key.bytes()[0] == 0xbb);
    const auto file = SystemKeyProvider{std::nullopt, folder / "key"}.provide();
    REQUIRE(file);
    CHECK(file->level == KeyLevel::File);
    CHECK(file->key.bytes()[31] == 0xaa);
}

TEST_CASE("A credential that cannot be used is never replaced by the key file") {
    const testing::TemporaryFolder folder;
    write(folder / "key", std::string(64, 'a'));
    write(folder / "xuezhen-store-key", "short");
    CHECK(failure_of({folder.path(), folder / "key"}) == KeyFailure::Malformed);
}

TEST_CASE("A key file that others may read is refused") {
    const testing::TemporaryFolder folder;
    write(folder / "key", std::string(64, 'a'), 0640);
    CHECK(failure_of({std::nullopt, folder / "key"}) == KeyFailure::TooOpen);
}

TEST_CASE("A key that is missing or no key is told apart") {
    const testing::TemporaryFolder folder;
    CHECK(failure_of({folder.path(), folder / "key"}) == KeyFailure::Missing);
    write(folder / "key", std::string(64, 'G'));
    CHECK(failure_of({std::nullopt, folder / "key"}) == KeyFailure::Malformed);
    write(folder / "key", std::string(500, 'a'));
    CHECK(failure_of({std::nullopt, folder / "key"}) == KeyFailure::Malformed);
}

TEST_CASE("A key file is made once and only for its owner") {
    const testing::TemporaryFolder folder;
    testing::RepeatableRandom random;
    REQUIRE(make_key_file(folder / "key", random));
    const SystemKeyProvider provider{std::nullopt, folder / "key"};
    const auto first = provider.provide();
    REQUIRE(make_key_file(folder / "key", random));
    const auto second = provider.provide();
    REQUIRE((first && second));
    CHECK(std::ranges::equal(first->key.bytes(), second->key.bytes()));
    CHECK_FALSE(make_key_file(folder / "no such folder" / "key", random));
}

}  // namespace xz::storage
