#include "terminal/app/cli/commands.hpp"

#include "terminal/core/crypto/password.hpp"
#include "terminal/core/support/random.hpp"
#include "terminal/ui/flow/staff.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <string>
#include <termios.h>
#include <unistd.h>

namespace xz::app {
namespace {

// What is typed does not show while one of these lives; where no person types, nothing happens.
class Unseen {
public:
    Unseen() : typed_{::tcgetattr(STDIN_FILENO, &before_) == 0} {
        if (typed_) {
            termios quiet = before_;
            quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
            ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
        }
    }
    ~Unseen() {
        if (typed_) {
            ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
        }
    }
    Unseen(const Unseen&) = delete;
    Unseen& operator=(const Unseen&) = delete;
    [[nodiscard]] bool by_a_person() const { return typed_; }

private:
    termios before_{};
    bool typed_;
};

int refuse(std::string_view message) {
    fmt::print(stderr, "xuezhen-terminal maintenance-pin: {}\n", message);
    return 1;
}

std::string line(const Unseen& unseen, std::string_view question) {
    if (unseen.by_a_person()) {
        fmt::print(stderr, "{}: ", question);
    }
    std::string typed;
    std::getline(std::cin, typed);
    if (unseen.by_a_person()) {
        fmt::print(stderr, "\n");
    }
    return typed;
}

}  // namespace

int maintenance_pin() {
    const Unseen unseen;
    const std::string pin = line(unseen, "Maintenance PIN");
    const bool digits = std::ranges::all_of(pin, [](char c) { return c >= '0' && c <= '9'; });
    if (!digits || pin.size() < ui::flow::shortest_staff_pin || pin.size() > ui::flow::longest_staff_pin) {
        return refuse(fmt::format("expected {} to {} digits", ui::flow::shortest_staff_pin, ui::flow::longest_staff_pin));
    }
    if (std::ranges::all_of(pin, [&](char c) { return c == pin.front(); })) {
        return refuse("expected more than one digit over and over");
    }
    if (unseen.by_a_person() && line(unseen, "Once more") != pin) {
        return refuse("the two differ");
    }
    SystemRandom random;
    fmt::print("pin_hash = \"{}\"\n", crypto::hash_password(pin, random, crypto::PinCost));
    return 0;
}

}  // namespace xz::app
