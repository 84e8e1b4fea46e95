// The bodies of the other sync calls, requests and answers: every reader is given every input.
#include "terminal/core/protocol/action.hpp"
#include "terminal/core/protocol/draft.hpp"
#include "terminal/core/protocol/enrol.hpp"
#include "terminal/core/protocol/error_body.hpp"
#include "terminal/core/protocol/heartbeat.hpp"
#include "terminal/core/protocol/login.hpp"
#include "terminal/core/protocol/pin.hpp"
#include "terminal/core/protocol/renew.hpp"
#include "tests/fuzz/fuzz.hpp"

using namespace xz;
using namespace xz::protocol;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::text(data, size);
    if (const auto request = decode_enrol_request(text))
        fuzz::promise(encode(*request) == text, "an enrolment request is canonical");
    if (const auto request = decode_pin_request(text))
        fuzz::promise(std::visit([](const auto& pin) { return encode(pin); }, *request) == text, "a PIN request is canonical");
    if (const auto request = decode_renew_request(text))
        fuzz::promise(std::visit([](const auto& renew) { return encode(renew); }, *request) == text, "a renewal is canonical");
    if (const auto keys = decode_key_set(text)) fuzz::promise(encode(*keys) == text, "a key set is canonical");
    if (const auto answer = decode_heartbeat_answer(text))
        fuzz::promise(encode(*answer) == text, "a heartbeat's answer is canonical");
    if (const auto heartbeat = decode_heartbeat(text))
        fuzz::promise(decode_heartbeat(encode(*heartbeat)) == *heartbeat, "a heartbeat reads back as it was written");
    if (const auto context = decode_student_context(text))
        fuzz::promise(decode_student_context(encode(*context)) == *context, "a context reads back as it was written");
    if (const auto action = decode_action(text))
        fuzz::promise(decode_action(encode(*action)) == *action, "an action reads back as it was written");
    if (const auto answer = decode_action_answer(text))
        fuzz::promise(decode_action_answer(encode(*answer)) == *answer, "an action's answer reads back as it was written");
    if (const auto draft = decode_draft(text)) {
        const auto again = encode(*draft);
        fuzz::promise(!again || decode_draft(*again) == *draft, "a draft reads back as it was written");
    }
    static_cast<void>(decode_login_request(text));
    static_cast<void>(decode_login_challenge(text));
    static_cast<void>(decode_login_answer(text));
    static_cast<void>(decode_enrol_answer(text));
    static_cast<void>(decode_renew_challenge(text));
    static_cast<void>(decode_renew_answer(text));
    static_cast<void>(decode_error_body(text));
    if (const auto code = parse_enrol_code(text)) fuzz::promise(parse_enrol_code(to_text(*code)) == *code, "a code reads back");
    return 0;
}
