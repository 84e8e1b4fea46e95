#include "terminal/core/crypto/aead.hpp"
#include "terminal/core/crypto/box.hpp"
#include "terminal/core/crypto/padding.hpp"

#include <catch2/catch_test_macros.hpp>
#include <sodium.h>

using namespace xz;
using namespace xz::crypto;

namespace {

AeadKey key_of(std::uint8_t fill) {
    return *AeadKey::from(Bytes(32, fill));
}

}  // namespace

TEST_CASE("XChaCha20-Poly1305 gives the draft's answer (draft-irtf-cfrg-xchacha-03, A.3.1)") {
    const AeadKey key = *AeadKey::from(*from_hex("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f"));
    AeadNonce nonce;
    std::ranges::copy(*from_hex("404142434445464748494a4b4c4d4e4f5051525354555657"), nonce.begin());
    const Bytes associated = *from_hex("50515253c0c1c2c3c4c5c6c7");
    const Bytes sealed = aead_seal(key, nonce, associated,
                                   bytes_of("Ladies and Gentlemen of the class of '99: If I could offer you only one tip for "
                                            "the future, sunscreen would be it."));
    CHECK(to_hex(ByteView{sealed}.last(16)) == "c0875924c1c7987947deafd8780acf49");
}

TEST_CASE("What is sealed opens with the same key, nonce and associated data only") {
    const AeadNonce nonce{7};
    const Bytes sealed = aead_seal(key_of(1), nonce, bytes_of("header"), bytes_of("学诊"));
    const auto plain = aead_open(key_of(1), nonce, bytes_of("header"), sealed);
    REQUIRE(plain);
    CHECK(plain->text() == "学诊");
    CHECK_FALSE(aead_open(key_of(2), nonce, bytes_of("header"), sealed));
    CHECK_FALSE(aead_open(key_of(1), AeadNonce{8}, bytes_of("header"), sealed));
    CHECK_FALSE(aead_open(key_of(1), nonce, bytes_of("Header"), sealed));
    for (std::size_t size = 0; size < sealed.size(); ++size)
        CHECK_FALSE(aead_open(key_of(1), nonce, bytes_of("header"), ByteView{sealed}.first(size)));
}

TEST_CASE("A wrapped secret carries its nonce and never looks the same twice") {
    SystemRandom random;
    const Bytes first = wrap(key_of(1), bytes_of("draft"), bytes_of("secret"), random);
    CHECK(first != wrap(key_of(1), bytes_of("draft"), bytes_of("secret"), random));
    CHECK(unwrap(key_of(1), bytes_of("draft"), first)->text() == "secret");
    CHECK_FALSE(unwrap(key_of(1), bytes_of("other"), first));
    CHECK_FALSE(unwrap(key_of(1), bytes_of("draft"), ByteView{first}.first(20)));
}

TEST_CASE("A box is libsodium's sealed box, in both directions") {
    SystemRandom random;
    const BoxKey key = BoxKey::generate(random);
    const Bytes ours = key.public_key().seal(bytes_of("one key"), random);
    Bytes opened(ours.size() - BoxOverhead);
    CHECK(crypto_box_seal_open(opened.data(), ours.data(), ours.size(), key.public_key().bytes().data(),
                               key.scalar().bytes().data()) == 0);
    CHECK(text_of(opened) == "one key");

    Bytes theirs(7 + BoxOverhead);
    CHECK(crypto_box_seal(theirs.data(), bytes_of("one key").data(), 7, key.public_key().bytes().data()) == 0);
    CHECK(key.open(theirs)->text() == "one key");
}

TEST_CASE("A box opens for its own key only, and whole only") {
    SystemRandom random;
    const BoxKey key = BoxKey::generate(random);
    Bytes sealed = key.public_key().seal(bytes_of("one key"), random);
    CHECK_FALSE(BoxKey::generate(random).open(sealed));
    for (std::size_t size = 0; size < sealed.size(); ++size) CHECK_FALSE(key.open(ByteView{sealed}.first(size)));
    sealed.back() ^= 1;
    CHECK_FALSE(key.open(sealed));
}

TEST_CASE("A box key of small order is none") {
    CHECK_FALSE(BoxPublicKey::from(Bytes(32, 0)));
    Bytes one(32, 0);
    one[0] = 1;
    CHECK_FALSE(BoxPublicKey::from(one));
    CHECK_FALSE(BoxPublicKey::from(Bytes(31, 9)));
}

TEST_CASE("Padding shows a length up to the next power of two only, and comes off again") {
    for (const auto& [plain, padded] : {std::pair{0, 16}, {15, 16}, {16, 32}, {31, 32}, {32, 64}, {100, 128}}) {
        const Bytes text(static_cast<std::size_t>(plain), 0x80);
        SecureBytes block = pad(text, 16);
        CHECK(block.size() == static_cast<std::size_t>(padded));
        CHECK(unpad(block, 16));
        CHECK(Bytes(block.bytes().begin(), block.bytes().end()) == text);
    }
}

TEST_CASE("Padding of any other form is refused") {
    const auto is_refused = [](const Bytes& block) {
        SecureBytes padded = SecureBytes::copy_of(block);
        return !unpad(padded, 16) && padded.size() == block.size();
    };
    Bytes block(32, 0);
    CHECK(is_refused(block));  // no mark at all
    block[3] = 0x80;
    CHECK(is_refused(block));  // would have fitted into 16
    block[20] = 0x80;
    CHECK_FALSE(is_refused(block));
    block[25] = 1;
    CHECK(is_refused(block));
    CHECK(is_refused(Bytes(24, 0x80)));
    CHECK(is_refused(Bytes(8, 0x80)));
    CHECK(is_refused({}));
}
