// The commands that change or read a platform's store: JSON in, JSON out, the same code in xuezhen-admin and inside a running server.
#pragma once

#include "server-sync/admin/platform_keys.hpp"
#include "server-sync/sync/ports.hpp"
#include "server-sync/sync/published_cache.hpp"
#include "terminal/core/support/json.hpp"

#include <boost/json/value.hpp>

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace xz::server::storage {
class Storage;
}

namespace xz::server::admin {

// How far a long command has come: "reading", "writing", "warnings"; `all` 0: nobody knows. On the command's thread.
using Progress = std::function<void(std::string_view what, std::uint64_t done, std::uint64_t all)>;

// What a command works on. It blocks: never call one on a thread that answers requests.
struct Platform {
    const sync::Ports& ports;
    const sync::PublishedCache& published;
    const PlatformKeys& keys;
    const Clock& clock;
    RandomSource& random;
    storage::Storage& store;
    std::filesystem::path data;  // the folder that the store and keys/ lie in
    Progress progress = {};

    void tell(std::string_view what, std::uint64_t done, std::uint64_t all) const {
        if (progress) progress(what, done, all);
    }
};

// The answer, or what went wrong in lines for people.
using Answer = Result<json::Value, std::string>;

// "bundle-publish", "terminal-add", …; `args` as commands.hpp describes them. Throws sync::StoreUnavailable.
[[nodiscard]] Answer run_command(std::string_view name, const json::Value& args, const Platform& platform);

// Who the audit log and imports name as the actor.
inline constexpr std::string_view Actor = "admin";

}  // namespace xz::server::admin
