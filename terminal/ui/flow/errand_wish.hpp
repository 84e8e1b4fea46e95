// What a student wants besides filling in: to answer a warning, to object to a datum, to write to the school, to claim a record, to
// change the PIN.
#pragma once

#include "terminal/core/domain/feedback.hpp"

#include <cstdint>
#include <string>
#include <variant>

namespace xz::ui::flow {

struct OpenWarnings {};
struct OpenWarning {
    std::string key;
};
struct OpenComputed {  // how this was computed
    std::string code;  // an indicator's, a dimension's, or empty for the whole
};
struct OpenObject {
    std::string subject;  // a warning's key, or an indicator
};
struct OpenFeedback {};
struct OpenThread {
    std::string id;
};
struct OpenNewFeedback {
    std::string about = {};   // a dimension's or an indicator's code; may be empty
    std::string thread = {};  // to go on with; empty: a new one
};
struct OpenRecords {};
struct OpenChangePin {};

// --- what is written, a few lines each; it survives as a draft until it is sent
enum class ErrandText : std::uint8_t {
    Task,       // what the student will do about a warning: subject is its key
    Objection,  // why a datum is wrong: the key of the warning that it raised, or its indicator
    Reopening,  // why an answer is not enough: the thread
    Feedback,   // to the school: no subject
};
struct WriteErrand {
    ErrandText kind;
    std::string subject;
    std::string text;
};

// --- what is asked of the platform
struct AcknowledgeWarning {
    std::string key;
};
struct ActOnWarning {  // with the task as it is written
    std::string key;
};
struct ObjectNow {  // with the reason as it is written
    std::string subject;
};
struct CloseThread {
    std::string id;
};
struct ReopenThread {  // with the reason as it is written
    std::string id;
};
struct ReadNote {
    std::string id;
};
struct ClaimRecord {
    std::string id;
};
struct DisownRecord {  // asked twice
    std::string id;
};
struct KeepRecord {};  // no, it is mine
struct LookAgain {};   // what the platform knows by now

// --- the new feedback
struct ChooseAddressee {
    domain::Addressee to;
};
struct ChooseAbout {
    std::string about;  // chosen again it is taken back
};
struct SendFeedback {};

using ErrandWish = std::variant<OpenWarnings, OpenWarning, OpenComputed, OpenObject, OpenFeedback, OpenThread, OpenNewFeedback, OpenRecords, OpenChangePin, WriteErrand,
                                AcknowledgeWarning, ActOnWarning, ObjectNow, CloseThread, ReopenThread, ReadNote, ClaimRecord, DisownRecord, KeepRecord, LookAgain,
                                ChooseAddressee, ChooseAbout, SendFeedback>;

}  // namespace xz::ui::flow
