// The pages and what they load, from memory: tagged, packed once, and fenced in by a strict content policy.
#pragma once

#include "server-sync/api/route.hpp"

#include <string_view>
#include <vector>

namespace xz::server::http {

struct StaticFile {
    std::string_view path;  // "index.html", "assets/index-4f3a.js"; with its bytes as long-lived as the program
    std::string_view bytes;
};

// A route each; index.html is also "/". Files under assets/ carry a hash in their names and may be kept for ever.
[[nodiscard]] api::Routes static_routes(const std::vector<StaticFile>& files);

[[nodiscard]] std::string_view content_type_of(std::string_view path);

}  // namespace xz::server::http
