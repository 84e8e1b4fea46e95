// What falls due with time alone: windows close, sessions end, answers are late. Each at its own pace, all on one thread.
#pragma once

#include "terminal/core/support/clock.hpp"

#include <chrono>
#include <functional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace xz::server::app {

class Duties {
public:
    struct Duty {
        std::string name;
        std::chrono::seconds every;
        std::function<void()> work;  // may throw StoreUnavailable: a full disk, once more in its time
    };
    // Told when a duty could not be done.
    using Troubled = std::function<void(std::string_view duty, std::string_view what)>;

    Duties(std::vector<Duty> duties, const Clock& clock, Troubled troubled);
    ~Duties() { stop(); }
    Duties(const Duties&) = delete;
    Duties& operator=(const Duties&) = delete;

    // Does what is due; each is due at once at first. How long until the next one.
    std::chrono::milliseconds do_what_is_due();

    void start();
    // Waits for the duty in hand.
    void stop();

private:
    struct Due {
        Duty duty;
        Steady at;
    };
    std::vector<Due> due_;
    const Clock& clock_;
    Troubled troubled_;
    std::jthread thread_;
};

}  // namespace xz::server::app
