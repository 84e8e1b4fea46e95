#include "server-sync/admin/root_key.hpp"

#include "terminal/core/crypto/aead.hpp"
#include "terminal/core/crypto/hash.hpp"
#include "terminal/core/crypto/paper.hpp"
#include "terminal/core/support/json.hpp"

#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <array>
#include <optional>

namespace xz::server::admin {

namespace {

constexpr std::string_view Kind = "root-key-code";
constexpr std::string_view Type = "root-key";
constexpr std::string_view Purpose = "xuezhen/1/root-key";
constexpr std::size_t CodeBytes = 16;
constexpr std::size_t LargestFile = 4096;
constexpr std::size_t SealedBytes = 24 + 32 + crypto::AeadOverhead;

struct Read {
    crypto::VerifyKey key;
    Bytes sealed;
};

std::optional<Read> read(std::string_view text) {
    while (text.ends_with('\n')) text.remove_suffix(1);
    const auto value = json::parse(text, {.bytes = LargestFile, .depth = 2});
    if (!value) return std::nullopt;
    std::vector<json::Problem> problems;
    json::ObjectReader reader{*value, "$", problems};
    reader.integer("v", 1, 1);
    reader.choice("type", {Type});
    const auto key = crypto::VerifyKey::from(reader.base64("key", 32, 32));
    auto sealed = reader.base64("sealed", SealedBytes, SealedBytes);
    reader.refuse_unknown();
    if (!problems.empty() || !key) return std::nullopt;
    return Read{*key, std::move(sealed)};
}

std::string not_of_the_form() { return "this is no root key's file, as init or keys new-root writes it"; }

}  // namespace

RootKeyFile lock_root_key(const crypto::SigningKey& root, RandomSource& random) {
    crypto::SecureBytes code{CodeBytes};
    random.fill(code.bytes());
    const auto key = crypto::hkdf_sha256(code.bytes(), {}, Purpose);
    const auto sealed = crypto::wrap(key, root.verify_key().bytes(), root.seed().bytes(), random);
    return {.text = json::canonical(json::Object{{"v", 1}, {"type", Type}, {"key", to_base64(root.verify_key().bytes())}, {"sealed", to_base64(sealed)}}) + '\n',
            .code = crypto::to_paper(Kind, code.bytes())};
}

Result<crypto::SigningKey, std::string> unlock_root_key(std::string_view text, std::string_view code) {
    const auto file = read(text);
    if (!file) return failure(not_of_the_form());
    const auto secret = crypto::from_paper(Kind, code);
    if (!secret || secret->size() != CodeBytes) return failure("there is a slip in the root key's code: it is eight groups of four letters");
    const auto key = crypto::hkdf_sha256(secret->bytes(), {}, Purpose);
    const auto opened = crypto::unwrap(key, file->key.bytes(), file->sealed);
    auto seed = opened ? crypto::Secret<32>::from(opened->bytes()) : std::nullopt;
    if (!seed) return failure("that code belongs to another root key's file");
    return crypto::SigningKey{std::move(*seed)};
}

Result<crypto::VerifyKey, std::string> public_root_key(std::string_view text) {
    const auto file = read(text);
    if (!file) return failure(not_of_the_form());
    return file->key;
}

}  // namespace xz::server::admin
