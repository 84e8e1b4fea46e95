// The root's one work, on a machine that need not be the platform's: signing the key set of a request.
#pragma once

#include "terminal/core/protocol/key_set.hpp"
#include "terminal/core/crypto/sign.hpp"
#include "terminal/core/support/result.hpp"

#include <string>
#include <string_view>

namespace xz::server::admin {

// The signed key set. `root` is the request's, or the next root that it announces, which is the root from then on.
[[nodiscard]] Result<protocol::KeySet, std::string> sign_request(std::string_view request, const crypto::SigningKey& root);

}  // namespace xz::server::admin
