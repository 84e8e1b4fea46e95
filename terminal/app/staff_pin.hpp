// The staff's PIN for the maintenance panel: checked against a hash of the kiosk's settings, with a lockout that grows and outlives restarts.
#pragma once

#include "terminal/core/support/clock.hpp"

#include <chrono>
#include <filesystem>
#include <string>
#include <string_view>

namespace xz::app {

// Used on one thread.
class StaffPin {
public:
    // `hash`: as crypto::hash_password makes it; empty: none is set, and none is right. `attempts`: the file that counts the wrong ones; it
    // lies beside the store, not in it, for the panel must open when the store does not.
    StaffPin(std::string hash, std::filesystem::path attempts, const Clock& clock);

    struct Checked {
        enum class Verdict { Right, Wrong, NoneSet } verdict;
        std::chrono::seconds wait{0};  // before another try is looked at
    };
    // A try is counted on the disk before it is made. One that comes too early is not looked at and is wrong.
    [[nodiscard]] Checked check(std::string_view pin);

    // How long after so many wrong tries in a row: three at once, then half a minute, doubled each time up to an hour.
    [[nodiscard]] static std::chrono::seconds wait_after(int wrong);

private:
    struct Attempts {
        int wrong = 0;
        Instant last{};
    };
    [[nodiscard]] std::chrono::seconds left() const;
    void keep() const;

    std::string hash_;
    std::filesystem::path file_;
    const Clock& clock_;
    Attempts attempts_;
};

}  // namespace xz::app
