// Fixed texts that are served as they are: the API's descriptions.
#pragma once

#include "server-sync/api/message.hpp"

namespace xz::server::api {

// `text` lives as long as the program.
[[nodiscard]] Endpoint json_document(std::string_view text);

}  // namespace xz::server::api
