#include "terminal/app/sign_in.hpp"

#include "terminal/core/protocol/pin.hpp"

#include <spdlog/spdlog.h>

#include <optional>
#include <stdexcept>

namespace xz::app {
namespace {

using sync::CallFailure;

// What a failed call means to somebody who wants in: a no, or that there is nobody to ask. Only what the platform says of this person
// is a no; what it says of the terminal (locked, unknown, its certificate expired) or what a proxy says is for IT, not a wrong PIN.
std::optional<SignIn::Refused> refusal_in(const CallFailure& failed) {
    if (failed.status == 401 && (failed.code == "login_refused" || failed.code == "pin_refused")) {
        return SignIn::Refused{};
    }
    if (failed.kind == CallFailure::Kind::Busy && failed.status == 429) {
        return SignIn::Refused{failed.retry_after.value_or(std::chrono::seconds{30})};
    }
    spdlog::warn("sign-in: nobody to ask: {}", failed.message);
    return std::nullopt;
}

}  // namespace

crypto::PinSalt SignIn::salt_of(const std::string& student_no) const {
    const auto forms = forms_.current();
    if (!forms) {
        throw std::logic_error{"a login before anything was published"};
    }
    return crypto::pin_salt(forms->platform_salt, student_no);
}

std::variant<Visit, SignIn::Refused, SignIn::NobodyToAsk> SignIn::ask(const protocol::Identity& who, std::string_view pin) {
    const auto challenge = platform_.login(protocol::LoginBegin{who});
    if (!challenge) {
        if (const auto refused = refusal_in(challenge.error())) {
            return *refused;
        }
        return NobodyToAsk{};
    }
    crypto::Secret<32> stretched = crypto::stretch_pin(pin, challenge->salt);
    crypto::SigningKey proof_key = crypto::proof_key(stretched);
    auto answer = platform_.login(protocol::answer_challenge(challenge->challenge, proof_key));
    if (!answer) {
        if (const auto refused = refusal_in(answer.error())) {
            return *refused;
        }
        return NobodyToAsk{};
    }
    const protocol::Statement& statement = answer->statement;
    const auto* number = std::get_if<protocol::StudentNumber>(&who);
    const std::string& student_no = number != nullptr ? number->text : statement.student_no;
    const auto key = trust_.keys()->receipt_key(statement.kid);
    if (!key || !is_signed_by(statement, *key) || statement.student_no != student_no || statement.terminal != terminal_ ||
        answer->context.student_no != student_no) {
        return NobodyToAsk{};  // somebody who is not our platform
    }
    if (challenge->salt != salt_of(student_no)) {
        stretched = crypto::stretch_pin(pin, salt_of(student_no));
    }
    return Visit{student_no, std::move(stretched), std::move(proof_key),
                 OnlineVisit{crypto::SecureBytes::copy_of(answer->token), statement,
                             std::make_shared<const protocol::StudentContext>(std::move(answer->context))},
                 {}};
}

std::variant<Visit, SignIn::Refused, SignIn::Unreachable> SignIn::with_pin(const protocol::Identity& who, std::string_view pin) {
    auto asked = ask(who, pin);
    if (auto* visit = std::get_if<Visit>(&asked)) {
        return std::move(*visit);
    }
    if (const auto* refused = std::get_if<Refused>(&asked)) {
        return *refused;
    }
    const auto* number = std::get_if<protocol::StudentNumber>(&who);
    return number != nullptr ? by_drafts(number->text, pin) : Unreachable{};
}

std::variant<Visit, SignIn::Refused, SignIn::Unreachable> SignIn::by_drafts(const std::string& student_no, std::string_view pin) {
    const auto wait = storage_.ask([&](storage::Store& store) { return store.drafts().wait_before_unlock(student_no); });
    if (wait.count() > 0) {
        return Unreachable{Drafts::OtherPin, wait};
    }
    Visit visit = unchecked(student_no, pin);
    auto unlocked = storage_.ask(
        [&](storage::Store& store) { return store.drafts().unlock(student_no, visit.stretched, storage::PinTrust::Unproven); });
    if (!unlocked) {
        const bool none = unlocked.error().why == storage::UnlockFailure::Why::NoDrafts;
        return Unreachable{none ? Drafts::None : Drafts::OtherPin, unlocked.error().wait};
    }
    if (unlocked->empty()) {
        return Unreachable{};
    }
    visit.drafts = std::move(*unlocked);
    return visit;
}

Visit SignIn::unchecked(const std::string& student_no, std::string_view pin) {
    crypto::Secret<32> stretched = crypto::stretch_pin(pin, salt_of(student_no));
    crypto::SigningKey proof_key = crypto::proof_key(stretched);
    return {student_no, std::move(stretched), std::move(proof_key), std::nullopt, {}};
}

std::variant<SignIn::Done, SignIn::Refused, SignIn::Unreachable> SignIn::set_first_pin(const std::string& student_no,
                                                                                       std::string_view activation_code,
                                                                                       std::string_view pin) {
    const auto code = protocol::parse_activation_code(activation_code);
    if (!code || protocol::check_new_pin(pin, student_no)) {
        return Refused{};
    }
    const crypto::SigningKey key = crypto::proof_key(crypto::stretch_pin(pin, salt_of(student_no)));
    const auto answer = platform_.pin(protocol::make_first_pin(protocol::StudentNumber{student_no}, *code, key));
    if (answer) {
        return Done{};
    }
    if (const auto refused = refusal_in(answer.error())) {
        return *refused;
    }
    return Unreachable{};
}

std::variant<Visit, SignIn::Refused, SignIn::Unreachable, SignIn::Unsettled> SignIn::change_pin(Visit fresh, std::string_view old_pin,
                                                                                                std::string_view new_pin) {
    if (protocol::check_new_pin(new_pin, fresh.student_no)) {
        return Refused{};
    }
    const auto challenge = platform_.login(protocol::LoginBegin{protocol::StudentNumber{fresh.student_no}});
    if (!challenge) {
        if (const auto refused = refusal_in(challenge.error())) {
            return *refused;
        }
        return Unreachable{};
    }
    const crypto::SigningKey old_key = crypto::proof_key(crypto::stretch_pin(old_pin, challenge->salt));
    const auto changed = platform_.pin(protocol::make_pin_change(challenge->challenge, old_key, fresh.proof_key));
    if (!changed) {
        if (const auto refused = refusal_in(changed.error())) {
            return *refused;
        }
    }
    auto again = ask(protocol::StudentNumber{fresh.student_no}, new_pin);
    if (auto* visit = std::get_if<Visit>(&again)) {
        return std::move(*visit);
    }
    if (changed) {
        return fresh;
    }
    return Unsettled{};
}

std::variant<protocol::ActionAnswer, SignIn::Unreachable> SignIn::act(const protocol::Action& action, const std::string& student_no,
                                                                      std::string_view token) {
    auto answer = platform_.act(action, token);
    if (answer && answer->context.student_no == student_no) {
        return std::move(*answer);
    }
    spdlog::warn("action: {}", answer ? "an answer about somebody else" : answer.error().message);
    return Unreachable{Drafts::None, answer ? std::chrono::seconds{0} : answer.error().retry_after.value_or(std::chrono::seconds{0})};
}

}  // namespace xz::app
