#include "server-sync/admin/key_signing.hpp"

#include "terminal/core/crypto/hash.hpp"

#include <fmt/format.h>

namespace xz::server::admin {

Result<protocol::KeySet, std::string> sign_request(std::string_view request, const crypto::SigningKey& root) {
    while (request.ends_with('\n')) request.remove_suffix(1);
    auto key_set = protocol::decode_key_set(request);
    if (!key_set) return failure("this is no request for a key set, as keys request writes it: " + json::to_text(key_set.error().problem));
    if (key_set->next_root == root.verify_key()) {
        key_set->next_root.reset();
    } else if (key_set->root != root.verify_key()) {
        return failure(fmt::format("the request is for root key {}, this one is {}", crypto::key_id(key_set->root.bytes()), root.verify_key().id()));
    }
    return protocol::sign(std::move(*key_set), root);
}

}  // namespace xz::server::admin
