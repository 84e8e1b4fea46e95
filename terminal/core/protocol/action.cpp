#include "terminal/core/protocol/action.hpp"

#include "terminal/core/protocol/readers.hpp"

namespace xz::protocol {
namespace {

using codec::Object;
using codec::ObjectReader;
using codec::Problems;
using codec::Value;

constexpr std::size_t MaxSubject = 64;  // code points, as a warning's key and a record's id have them
constexpr std::size_t MaxText = 1000;
constexpr std::string_view Done = "done";
constexpr std::string_view Refused = "refused";

struct Spelling {
    ActionType type;
    std::string_view text;
};
constexpr std::array Types{
    Spelling{ActionType::Refresh, "refresh"},
    Spelling{ActionType::PlanWithdraw, "plan.withdraw"},
    Spelling{ActionType::WarningAcknowledge, "warning.acknowledge"},
    Spelling{ActionType::WarningAct, "warning.act"},
    Spelling{ActionType::DatumObject, "datum.object"},
    Spelling{ActionType::RecordClaim, "record.claim"},
    Spelling{ActionType::RecordDisown, "record.disown"},
    Spelling{ActionType::FeedbackClose, "feedback.close"},
    Spelling{ActionType::FeedbackReopen, "feedback.reopen"},
    Spelling{ActionType::RepliesRead, "replies.read"},
};

constexpr std::array<std::string_view, 5> Reasons{"wrong_state", "wrong_actor", "reason_missing", "once_only", "not_found"};

ActionType read_type(ObjectReader& reader) {
    ActionType found = ActionType::Refresh;
    static_cast<void>(codec::name(
        reader, "type",
        [&](std::string_view text) {
            const auto* at = std::ranges::find(Types, text, &Spelling::text);
            if (at != Types.end()) found = at->type;
            return at != Types.end();
        },
        "an action's type"));
    return found;
}

Action read_action(const Value& value, const std::string& path, Problems& problems) {
    ObjectReader reader{value, path, problems};
    Action action;
    action.id = codec::id(reader, "id");
    action.type = read_type(reader);
    const bool about_nothing = action.type == ActionType::Refresh;
    action.subject = reader.text("subject", about_nothing ? 0 : 1, about_nothing ? 0 : MaxSubject);
    action.text = reader.text("text", 0, MaxText);
    reader.refuse_unknown();
    return action;
}

ActionAnswer read_answer(const Value& value, const std::string& path, Problems& problems) {
    ObjectReader reader{value, path, problems};
    ActionAnswer answer;
    const std::string outcome = codec::name(
        reader, "outcome", [](std::string_view text) { return text == Done || text == Refused; }, "done or refused");
    if (outcome == Refused) {
        answer.outcome = ActionAnswer::Outcome::Refused;
        answer.reason = codec::name(
            reader, "reason", [](std::string_view text) { return std::ranges::find(Reasons, text) != Reasons.end(); },
            "a known reason");
    }
    answer.context = codec::nested(reader, "context", problems, codec::read_student_context);
    reader.refuse_unknown();
    return answer;
}

}  // namespace

std::string_view to_text(ActionType type) {
    const auto* found = std::ranges::find(Types, type, &Spelling::type);
    return found == Types.end() ? std::string_view{} : found->text;
}

std::string encode(const Action& action) {
    return json::canonical(Object{
        {"id", action.id}, {"type", to_text(action.type)}, {"subject", action.subject}, {"text", action.text}});
}

Decoded<Action> decode_action(std::string_view text) {
    return codec::decode(text, codec::Form::Any, MaxBody, read_action);
}

std::string encode(const ActionAnswer& answer) {
    Object object{{"outcome", answer.outcome == ActionAnswer::Outcome::Done ? Done : Refused},
                  {"context", codec::write(answer.context)}};
    if (answer.outcome == ActionAnswer::Outcome::Refused) object["reason"] = answer.reason;
    return json::canonical(object);
}

Decoded<ActionAnswer> decode_action_answer(std::string_view text) {
    return codec::decode(text, codec::Form::Any, MaxBody, read_answer);
}

}  // namespace xz::protocol
