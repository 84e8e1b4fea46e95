// A password that a person can copy from paper once: 16 characters without look-alikes, some 78 bits.
#pragma once

#include "terminal/core/support/random.hpp"

#include <string>

namespace xz::server::admin {

// "abcd-efgh-jkmn-pqrs"
[[nodiscard]] std::string first_password(RandomSource& random);

}  // namespace xz::server::admin
