#include "terminal/core/protocol/receipt.hpp"

#include "terminal/core/protocol/statement.hpp"
#include "tests/terminal/core/protocol/sample.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz;
using namespace xz::protocol;
using namespace std::chrono_literals;

namespace {

const sample::Keys Keys;

Receipt receipt() {
    sample::FixedRandom random{"epoch"};
    return sign(Receipt{.id = "0197588e-9a00-7000-8000-0123456789ab",
                        .sha256 = crypto::sha256("bytes"),
                        .status = ReceiptStatus::Stored,
                        .received_at = sample::at("2026-06-10T08:22:00.001Z"),
                        .epoch = random_epoch(random),
                        .kid = {},
                        .sig = {}},
                Keys.receipt);
}

}  // namespace

TEST_CASE("A receipt reads back as what it was written from and is the receipt key's") {
    CHECK(decode_receipt(encode(receipt())) == receipt());
    CHECK(receipt().kid == Keys.receipt.verify_key().id());
    CHECK(is_signed_by(receipt(), Keys.receipt.verify_key()));
    CHECK_FALSE(is_signed_by(receipt(), Keys.bundle.verify_key()));
}

TEST_CASE("A receipt with any field changed is signed by nobody") {
    const auto holds = [](auto change) {
        Receipt changed = receipt();
        change(changed);
        return is_signed_by(changed, Keys.receipt.verify_key());
    };
    CHECK(holds([](auto&) {}));
    CHECK_FALSE(holds([](auto& r) { r.id = ""; }));
    CHECK_FALSE(holds([](auto& r) { r.sha256[0] ^= 1; }));
    CHECK_FALSE(holds([](auto& r) { r.status = ReceiptStatus::Duplicate; }));
    CHECK_FALSE(holds([](auto& r) { r.received_at += 1ms; }));
    CHECK_FALSE(holds([](auto& r) { r.epoch[15] ^= 1; }));
    CHECK_FALSE(holds([](auto& r) { r.kid = "other"; }));
}

TEST_CASE("A malformed envelope's receipt has no id") {
    Receipt nameless = receipt();
    nameless.id = "";
    nameless = sign(nameless, Keys.receipt);
    CHECK(decode_receipt(encode(nameless)) == nameless);
}

TEST_CASE("A statement cannot pass for a receipt nor for another student's") {
    const Statement statement = sample::statement(Keys);
    CHECK(decode_statement(encode(statement)) == statement);
    CHECK(is_signed_by(statement, Keys.receipt.verify_key()));
    Statement other = statement;
    other.student_no = "2024010204";
    CHECK_FALSE(is_signed_by(other, Keys.receipt.verify_key()));
    CHECK_FALSE(decode_receipt(encode(statement)));
}
