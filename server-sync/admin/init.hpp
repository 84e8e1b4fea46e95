// A new platform: folder, keys, store, first account. Everything else comes later and can be changed.
#pragma once

#include "server-sync/admin/command.hpp"

#include <filesystem>
#include <optional>

namespace xz::server::admin {

struct NewPlatform {
    std::filesystem::path data;
    std::filesystem::path offline;  // where the keys go that leave the server
    crypto::ServerNames names;
    std::string first_user;
    std::optional<crypto::BoxPublicKey> recovery;  // made off this machine by recovery-key new; nothing: one is made, and its shares go to `offline`
};

// {"data","offline","root_code","user","password","role"}; refuses folders that hold a platform or its offline keys already and changes nothing then.
[[nodiscard]] Answer init_platform(const NewPlatform& plan, const Clock& clock, RandomSource& random);

}  // namespace xz::server::admin
