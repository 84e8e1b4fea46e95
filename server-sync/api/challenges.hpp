// Random questions that can be answered once, soon, and by the terminal that was asked.
#pragma once

#include "terminal/core/protocol/renew.hpp"
#include "terminal/core/support/clock.hpp"
#include "terminal/core/support/random.hpp"

#include <deque>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace xz::server::api {

enum class Purpose { Login, Renew };

// Kept in memory: a restart costs whoever is logging in one more try. Safe to use from several threads.
class Challenges {
public:
    explicit Challenges(RandomSource& random) : random_{random} {}

    [[nodiscard]] protocol::Challenge ask(Purpose purpose, std::string subject, std::string terminal, Steady now);
    // The subject it was asked about; nothing for an unknown, used or late one. It is used up either way, but for a terminal that
    // was not asked: that one cannot spoil another's login.
    [[nodiscard]] std::optional<std::string> redeem(Purpose purpose, const protocol::Challenge& challenge, std::string_view terminal,
                                                    Steady now);

private:
    struct Open {
        Purpose purpose;
        std::string subject;
        std::string terminal;
        Steady until;
    };
    void forget(Steady now);

    RandomSource& random_;
    std::mutex guard_;
    std::map<protocol::Challenge, Open> open_;
    std::deque<protocol::Challenge> order_;  // oldest first
};

}  // namespace xz::server::api
