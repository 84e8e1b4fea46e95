#include "server-sync/app/duties.hpp"

#include "server-sync/sync/completion.hpp"

#include <algorithm>
#include <condition_variable>
#include <mutex>

namespace xz::server::app {

namespace {
constexpr std::chrono::milliseconds LongestSleep{60'000};
}

Duties::Duties(std::vector<Duty> duties, const Clock& clock, Troubled troubled) : clock_{clock}, troubled_{std::move(troubled)} {
    for (auto& duty : duties) due_.push_back({std::move(duty), clock_.steady()});
}

std::chrono::milliseconds Duties::do_what_is_due() {
    for (auto& [duty, at] : due_) {
        if (clock_.steady() < at) continue;
        try {
            duty.work();
        } catch (const sync::StoreUnavailable& trouble) {
            troubled_(duty.name, trouble.what());
        }
        at = clock_.steady() + duty.every;
    }
    auto wait = LongestSleep;
    for (const auto& [duty, at] : due_) {
        wait = std::min(wait, std::chrono::duration_cast<std::chrono::milliseconds>(at - clock_.steady()));
    }
    return std::max(wait, std::chrono::milliseconds{1});
}

void Duties::start() {
    thread_ = std::jthread{[this](std::stop_token stop) {
        std::mutex guard;
        std::condition_variable_any never;
        std::unique_lock hold{guard};
        while (!never.wait_for(hold, stop, do_what_is_due(), [&stop] { return stop.stop_requested(); })) {
        }
    }};
}

void Duties::stop() { thread_ = {}; }

}  // namespace xz::server::app
