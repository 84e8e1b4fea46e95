// What a student wants: the only thing a screen hands back. One meaning each; the flow decides what comes of it.
#pragma once

#include "terminal/ui/flow/effect.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>

namespace xz::ui::flow {

// --- anywhere
struct Start {};           // the attract screen was touched
struct Back {};            // one step towards where one came from
struct GoHome {};          // home, the draft stays
struct SignOut {};         // save, wipe, attract
struct StayHere {};        // 继续, at the idle countdown
struct DismissMessage {};  // the message was read
enum class Language : std::uint8_t { Chinese, English };
struct ChooseLanguage {
    Language language;
};
struct ChooseTextScale {
    int percent;  // 100…200, others are taken as the nearest of these
};
enum class Contrast : std::uint8_t { Normal, High };
struct ChooseContrast {
    Contrast contrast;
};
enum class Reach : std::uint8_t { Normal, Low };
struct ChooseReach {
    Reach reach;
};

// --- notice
struct AgreeNotice {
    Consents::Sensitive sensitive;
};
struct AgreedBefore {};  // straight to the login; who did not agree yet is asked after it

// --- login, activation, offline confirmation
struct TypeCharacter {
    char character;  // a digit; in the activation code also a letter or a dash
};
struct EraseCharacter {};
struct ClearEntry {};
struct ConfirmEntry {};   // the field being filled is complete
struct FirstLogin {};     // I have an activation code
struct BeginNewDraft {};  // offline, none of the drafts here opened: go on without them

// --- home
struct OpenDiagnosis {};
struct OpenReport {};

// --- filling in; codes are the instrument's
struct ChooseSelfLevel {
    std::string dimension;
    int level;  // 1…4 = 待提升…优秀
};
struct AnswerNumber {
    std::string indicator;
    std::string value;  // decimal text; empty: unanswered
};
struct AnswerChoice {
    std::string indicator;
    std::size_t option;  // index in the indicator's options
};
struct AnswerRow {
    std::string indicator;
    std::size_t row;  // 0-based five-point item
    int value;        // 1…5
};
enum class MissingReason : std::uint8_t { None, NotApplicable, Declined };  // 不适用, 不愿回答
struct ChooseMissing {
    std::string indicator;
    MissingReason reason;
};
struct ChooseCompletion {
    std::string dimension;
    int percent;  // 0 25 50 75 100
};
struct ToggleGap {
    std::string dimension;
    std::string problem;
};
struct ToggleCause {
    std::string dimension;
    std::string cause;
};
struct AddImprovement {
    std::string dimension;
};
struct RemoveImprovement {
    std::string dimension;
    std::size_t index;
};
struct ToggleCarry {
    std::string dimension;
    std::size_t index;
};
struct ChooseDue {
    std::string dimension;
    std::size_t index;
    std::string day;  // "2027-03-31"; empty: none
};
enum class TextKind : std::uint8_t { Completion, Gap, Improvement, Gained, NewMethod, Suggestion };
struct TextField {
    TextKind kind;
    std::string dimension;  // empty for the overall texts
    std::size_t index = 0;  // of the improvement
    friend bool operator==(const TextField&, const TextField&) = default;
};
struct WriteText {
    TextField field;
    std::string text;
};

// --- moving
struct GoNext {};
struct OpenDimension {
    std::string dimension;
    std::string indicator;  // to be brought into view; may be empty
};
struct OpenTexts {};
struct OpenReview {};
struct SubmitNow {};

using Intent = std::variant<Start, Back, GoHome, SignOut, StayHere, DismissMessage, ChooseLanguage, ChooseTextScale, ChooseContrast, ChooseReach, AgreeNotice,
                            AgreedBefore, TypeCharacter, EraseCharacter, ClearEntry, ConfirmEntry, FirstLogin, BeginNewDraft, OpenDiagnosis, OpenReport,
                            ChooseSelfLevel, AnswerNumber, AnswerChoice, AnswerRow, ChooseMissing, ChooseCompletion, ToggleGap, ToggleCause,
                            AddImprovement, RemoveImprovement, ToggleCarry, ChooseDue, WriteText, GoNext, OpenDimension, OpenTexts, OpenReview, SubmitNow>;

}  // namespace xz::ui::flow
