#include "terminal/core/protocol/report_seal.hpp"

#include "tests/terminal/core/protocol/sample.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz;
using namespace xz::protocol;

namespace {

const sample::Keys Keys;

ReportSeal seal() {
    return sign(ReportSeal{.id = "0197588e-9a00-7000-8000-0123456789ab",
                           .sha256 = crypto::sha256("a record"),
                           .academic_year = "2026-2027",
                           .instrument = "self-diagnosis@1",
                           .issued = sample::at("2027-07-10T08:22:00.001Z"),
                           .kid = {},
                           .sig = {}},
                Keys.receipt);
}

}  // namespace

TEST_CASE("A report's seal is the receipt key's, and of no other statement") {
    CHECK(decode_report_seal(encode(seal())) == seal());
    CHECK(is_signed_by(seal(), Keys.receipt.verify_key()));
    CHECK_FALSE(is_signed_by(seal(), Keys.bundle.verify_key()));
    const auto holds = [](auto change) {
        auto changed = seal();
        change(changed);
        return is_signed_by(changed, Keys.receipt.verify_key());
    };
    CHECK(holds([](auto&) {}));
    CHECK_FALSE(holds([](auto& s) { s.id = "0197588e-9a00-7000-8000-0123456789ac"; }));
    CHECK_FALSE(holds([](auto& s) { s.sha256[0] ^= 1; }));
    CHECK_FALSE(holds([](auto& s) { s.academic_year = "2025-2026"; }));
    CHECK_FALSE(holds([](auto& s) { s.instrument = "self-diagnosis@2"; }));
    CHECK_FALSE(holds([](auto& s) { s.issued += std::chrono::milliseconds{1}; }));
    CHECK_FALSE(holds([](auto& s) { s.kid = "other"; }));
    CHECK_FALSE(decode_report_seal("{}"));
    CHECK_FALSE(decode_report_seal(encode(seal()) + " "));
}

TEST_CASE("A report's seal fits a QR code that a telephone reads") {
    CHECK(encode(seal()).size() < 450);
}
