// Who stands there: asks the platform, and where there is none the drafts on this terminal. Slow (Argon2id, network): on a worker only.
#pragma once

#include "terminal/app/forms.hpp"
#include "terminal/app/storage_thread.hpp"
#include "terminal/app/visit.hpp"
#include "terminal/sync/platform.hpp"
#include "terminal/sync/trust.hpp"

#include <chrono>
#include <string>
#include <string_view>
#include <variant>

namespace xz::app {

class SignIn {
public:
    // Unknown number and wrong PIN alike.
    struct Refused {
        std::chrono::seconds wait{0};
    };
    // No platform. `other_drafts`: drafts lie here under that number, and this PIN did not open them or was not tried before `wait`.
    enum class Drafts { None, OtherPin };
    struct Unreachable {
        Drafts drafts = Drafts::None;
        std::chrono::seconds wait{0};
    };

    SignIn(sync::Platform& platform, const sync::Trust& trust, const FormsInForce& forms, StorageThread& storage, std::string terminal)
        : platform_{platform}, trust_{trust}, forms_{forms}, storage_{storage}, terminal_{std::move(terminal)} {}

    [[nodiscard]] std::variant<Visit, Refused, Unreachable> with_pin(const protocol::Identity& who, std::string_view pin);
    // Checked by nobody before 联网后核对.
    [[nodiscard]] Visit unchecked(const std::string& student_no, std::string_view pin);

    struct Done {};
    [[nodiscard]] std::variant<Done, Refused, Unreachable> set_first_pin(const std::string& student_no, std::string_view activation_code,
                                                                         std::string_view pin);

    // The question was sent and nothing came back: either PIN may hold now.
    struct Unsettled {};
    // The old PIN proves, `fresh` (an unchecked visit with the new one) takes its place; with it the platform closes all sessions of that
    // student, so what comes back is a new login. Refused also for a PIN that must not be chosen.
    [[nodiscard]] std::variant<Visit, Refused, Unreachable, Unsettled> change_pin(Visit fresh, std::string_view old_pin, std::string_view new_pin);

    // What the platform says of an action of `student_no`, whose session's token is given.
    [[nodiscard]] std::variant<protocol::ActionAnswer, Unreachable> act(const protocol::Action& action, const std::string& student_no,
                                                                        std::string_view token);

    // Whoever was here has left.
    void forget() { platform_.hang_up(); }

private:
    struct NobodyToAsk {};
    // The platform's word only, without the drafts that lie here; of a card also whose it is.
    [[nodiscard]] std::variant<Visit, Refused, NobodyToAsk> ask(const protocol::Identity& who, std::string_view pin);
    [[nodiscard]] crypto::PinSalt salt_of(const std::string& student_no) const;
    [[nodiscard]] std::variant<Visit, Refused, Unreachable> by_drafts(const std::string& student_no, std::string_view pin);

    sync::Platform& platform_;
    const sync::Trust& trust_;
    const FormsInForce& forms_;
    StorageThread& storage_;
    std::string terminal_;
};

}  // namespace xz::app
