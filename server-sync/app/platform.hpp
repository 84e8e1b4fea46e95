// The running platform put together: store, rules, listeners, worker, control socket; owns them all and the order of their end.
#pragma once

#include "server-sync/admin/platform_keys.hpp"
#include "server-sync/app/log.hpp"
#include "server-sync/app/settings.hpp"

#include <memory>

namespace xz::server::app {

class RunningPlatform {
public:
    // Opens everything and binds the ports. Throws std::runtime_error with one line for people.
    RunningPlatform(const Settings& settings, admin::PlatformKeys keys, const Log& log, const Clock& clock, RandomSource& random);
    ~RunningPlatform();
    RunningPlatform(const RunningPlatform&) = delete;
    RunningPlatform& operator=(const RunningPlatform&) = delete;

    [[nodiscard]] std::uint16_t sync_port() const;
    [[nodiscard]] std::uint16_t web_port() const;

    // Serves until SIGTERM or SIGINT, then drains.
    void run();

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace xz::server::app
