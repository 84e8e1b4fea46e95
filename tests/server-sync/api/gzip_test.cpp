#include "server-sync/api/gzip.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz::server::api;

TEST_CASE("Gzip gives back what it took, up to the limit and not a byte beyond") {
    const std::string text(100'000, 'x');
    const auto packed = gzip(text);
    CHECK(gunzip(packed, text.size()) == text);
    CHECK(gunzip(packed, text.size() - 1).error() == GzipError::TooLarge);
    CHECK(gunzip(gzip(""), 0) == "");
    CHECK(gunzip(packed + gzip("tail"), text.size() + 4) == text + "tail");
}

TEST_CASE("What is no whole gzip stream is malformed, wherever it was cut") {
    const auto packed = gzip("some text that is long enough to be cut in several places");
    for (std::size_t size = 0; size < packed.size(); ++size) {
        INFO(size);
        CHECK(gunzip(packed.substr(0, size), 1000).error() == GzipError::Malformed);
    }
    CHECK(gunzip(packed + "x", 1000).error() == GzipError::Malformed);
}
