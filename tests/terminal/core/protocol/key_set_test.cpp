#include "terminal/core/protocol/key_set.hpp"

#include "tests/terminal/core/protocol/sample.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz;
using namespace xz::protocol;

namespace {

const sample::Keys Keys;

}  // namespace

TEST_CASE("A key set reads back as what it was written from and is the root's") {
    KeySet keys = sample::key_set(Keys);
    CHECK(decode_key_set(encode(keys)) == keys);
    CHECK(is_signed_by(keys, Keys.root.verify_key()));
    CHECK_FALSE(is_signed_by(keys, Keys.bundle.verify_key()));
    keys.next_root = Keys.terminal.verify_key();
    CHECK_FALSE(is_signed_by(keys, Keys.root.verify_key()));
    keys = sign(keys, Keys.root);
    CHECK(decode_key_set(encode(keys)) == keys);
}

TEST_CASE("Keys are found by their ids, in their own list only") {
    const KeySet keys = sample::key_set(Keys);
    CHECK(keys.receipt_key(Keys.receipt.verify_key().id()) == Keys.receipt.verify_key());
    CHECK_FALSE(keys.receipt_key(Keys.bundle.verify_key().id()));
    CHECK(keys.bundle_key(Keys.bundle.verify_key().id()) == Keys.bundle.verify_key());
}

TEST_CASE("A key set follows only one that it is newer than and signed after") {
    const KeySet held = sample::key_set(Keys, 5);
    CHECK(compare(held, held) == KeySetVerdict::Same);
    CHECK(compare(held, sample::key_set(Keys, 6)) == KeySetVerdict::Newer);
    CHECK(compare(held, sample::key_set(Keys, 4)) == KeySetVerdict::Older);
    KeySet other = held;
    other.receipt.push_back({"extra", Keys.terminal.verify_key()});
    CHECK(compare(held, other) == KeySetVerdict::Forged);
    CHECK(compare(held, sign(other, Keys.root)) == KeySetVerdict::Contradictory);
    CHECK(compare(held, sign(sample::key_set(Keys, 6), Keys.bundle)) == KeySetVerdict::Forged);
}

TEST_CASE("Another root may sign only when the one before announced it") {
    KeySet announcing = sample::key_set(Keys, 5);
    announcing.next_root = Keys.terminal.verify_key();
    announcing = sign(announcing, Keys.root);
    const KeySet successor = sign(sample::key_set(Keys, 6), Keys.terminal);
    CHECK(compare(announcing, successor) == KeySetVerdict::Newer);
    CHECK(compare(sample::key_set(Keys, 5), successor) == KeySetVerdict::Forged);
}

TEST_CASE("A key set with an unusable key or without a list is refused") {
    const std::string good = encode(sample::key_set(Keys));
    const auto replaced = [&](std::string_view from, std::string_view to) {
        std::string text = good;
        return text.replace(text.find(from), from.size(), to);
    };
    const std::string box = to_base64(Keys.box.public_key().bytes());
    CHECK(decode_key_set(replaced(box, to_base64(Bytes(32, 0)))).error().problem.path == "$.box[0].key");
    CHECK(decode_key_set(replaced("\"next_root\":null,", "")).error().problem.path == "$.next_root");
    CHECK(decode_key_set(replaced("\"v\":1,", "\"v\":2,")).error().problem.path == "$.v");
}
