#include "terminal/core/protocol/envelope_export.hpp"
#include "tests/terminal/core/protocol/sample.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz;
using namespace xz::protocol;

TEST_CASE("An export's manifest reads back as it was written, and takes no path for a name") {
    const sample::Keys keys;
    const auto sealed = sample::sealed(keys);
    const auto envelope = decode_envelope(sealed.bytes);
    REQUIRE(envelope);
    const auto name = export_name(envelope->header);
    CHECK(name == "0197588e-0000-4000-8000-000000000001-1.json");
    const ExportManifest manifest{.made_at = sample::at("2026-06-10T08:00:00.000Z"), .files = {{name, sealed.bytes.size(), sealed.sha256}}};
    CHECK(decode_export_manifest(encode(manifest)) == manifest);
    CHECK(decode_export_manifest(encode(ExportManifest{.made_at = manifest.made_at, .files = {}}))->files.empty());
    auto twice = manifest;
    twice.files.push_back(twice.files.front());
    CHECK_FALSE(decode_export_manifest(encode(twice)));
    for (const char* bad : {"", "manifest.json", "../0197588e-0000-4000-8000-000000000001-1.json", "0197588e-0000-4000-8000-000000000001-.json",
                            "0197588e-0000-4000-8000-000000000001-01.json", "0197588e-0000-4000-8000-000000000001-1.json.",
                            "0197588e-0000-4000-8000-000000000001-12345678901234567.json", "0197588e-0000-4000-8000-000000000001/1.json"}) {
        CHECK_FALSE(is_export_name(bad));
        auto misnamed = manifest;
        misnamed.files.front().name = bad;
        CHECK_FALSE(decode_export_manifest(encode(misnamed)));
    }
}
