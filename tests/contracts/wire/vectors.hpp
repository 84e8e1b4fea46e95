// Every signed or sealed form of the wire once, made from fixed keys, so that another program can check itself against it.
#pragma once

#include <boost/json/fwd.hpp>

#include <string_view>

namespace xz::protocol::vectors {

// `authority_pem` and `request_pem` are given, because ECDSA draws random numbers of its own.
[[nodiscard]] boost::json::object make(std::string_view authority_pem, std::string_view request_pem);

}  // namespace xz::protocol::vectors
