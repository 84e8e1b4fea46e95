// A platform as init leaves it, in a folder of its own, on ports that nobody else has; and a disk that is full.
#pragma once

#include "server-sync/app/admin_commands.hpp"
#include "server-sync/app/platform.hpp"
#include "terminal/core/crypto/init.hpp"
#include "tests/support/temporary_folder.hpp"

#include <sys/resource.h>

#include <csignal>

namespace xz::testing {

inline constexpr auto Instruments = XUEZHEN_ASSETS "/instruments";

struct Installation {
    Installation() {
        crypto::init();
        server::app::InitChoices choices;
        choices.config = folder / "server.toml";
        choices.data = folder / "data";
        choices.offline = folder / "offline";
        choices.sync_port = 0;
        choices.web_port = 0;
        made = server::app::initialise(choices);
        if (made) settings = *server::app::load_settings(choices.config);
    }
    [[nodiscard]] server::admin::Answer run(std::string_view command, const json::Value& args) const { return server::app::on_platform(settings, command, args); }

    TemporaryFolder folder;
    server::admin::Answer made;
    server::app::Settings settings;
};

// Files may not grow beyond that, as on a full disk.
class FullDisk {
public:
    explicit FullDisk(rlim_t bytes) : signal_{std::signal(SIGXFSZ, SIG_IGN)} {
        ::getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit now{.rlim_cur = bytes, .rlim_max = before_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &now);
    }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;
    ~FullDisk() {
        ::setrlimit(RLIMIT_FSIZE, &before_);
        std::signal(SIGXFSZ, signal_);
    }

private:
    rlimit before_{};
    void (*signal_)(int);
};

}  // namespace xz::testing
