// Whether a client holds a thing already, and how it likes to get it (RFC 9110 §8.8.3, §12.5.3, §13.1.2).
#pragma once

#include "server-sync/api/message.hpp"

namespace xz::server::api {

[[nodiscard]] std::string entity_tag(std::string_view hash);
// If-None-Match against our tag: a list, weak ones too, or "*".
[[nodiscard]] bool matches(std::string_view if_none_match, std::string_view tag);
[[nodiscard]] bool accepts_gzip(const Request& request);

}  // namespace xz::server::api
