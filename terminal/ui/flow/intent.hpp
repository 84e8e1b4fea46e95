// What a student wants: the only thing a screen hands back. One meaning each; the flow decides what comes of it.
#pragma once

#include "terminal/core/domain/answers.hpp"
#include "terminal/core/domain/diagnosis.hpp"
#include "terminal/core/domain/label.hpp"
#include "terminal/ui/flow/errand_wish.hpp"
#include "terminal/ui/flow/plan_wish.hpp"
#include "terminal/ui/flow/preferences.hpp"
#include "terminal/ui/flow/staff_wish.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>

namespace xz::ui::flow {

// --- anywhere
struct Start {};           // the attract screen was touched
struct Back {};            // one step towards where one came from
struct GoHome {};          // home, the draft stays
struct SignOut {};         // save, wipe, attract
struct StayHere {};        // 继续, at the idle countdown
struct DismissMessage {};  // the message was read
struct HeardOfEnd {};      // it was read that the stay ends soon
struct ChooseLanguage {
    domain::Language language;
};
struct ChooseTextScale {
    int percent;  // 100…200, others are taken as the nearest of these
};
struct ChooseContrast {
    Contrast contrast;
};
struct ChooseReach {
    Reach reach;
};
struct ChooseMotion {
    Motion motion;
};
struct ChooseSpeech {
    Speech speech;
};

// --- notice
enum class SensitiveConsent : std::uint8_t { Refused, Granted };
struct AgreeNotice {
    SensitiveConsent sensitive;
};
struct AgreedBefore {};  // straight to the login; who did not agree yet is asked after it

struct ChangeSensitiveConsent {  // later, from a page with sensitive items
    SensitiveConsent sensitive;
};

// --- login, activation, offline confirmation
struct TypeCharacter {
    char character;  // a digit; in a student number also a letter
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
    int value;  // of the choice
};
struct AnswerRow {
    std::string indicator;
    std::size_t row;  // 0-based five-point item
    int value;        // 1…5
};
struct ChooseMissing {
    std::string indicator;
    domain::Missing reason;  // NotApplicable, Declined; Unanswered takes the reason back
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
struct ChooseTag {  // chosen again it is taken back
    std::string dimension;
    std::size_t index;
    domain::ImprovementTag tag;
};
struct ChooseGoalCompletion {
    std::string goal;
    int percent;  // one of the instrument's completion steps
};
enum class TextKind : std::uint8_t { Completion, Gap, Improvement, Overall, WithoutPlan, GoalNote };
struct TextField {
    TextKind kind;
    std::string code;       // of the dimension, of the overall text, of the goal; empty for WithoutPlan
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

// One of the above, or of the two headers beside. Its copies are made in intent.cpp alone: so many alternatives in every screen's object file cost minutes of building.
struct Intent {
    using Wish = std::variant<Start, Back, GoHome, SignOut, StayHere, DismissMessage, HeardOfEnd, ChooseLanguage, ChooseTextScale, ChooseContrast, ChooseReach, ChooseMotion, ChooseSpeech, AgreeNotice,
                              AgreedBefore, ChangeSensitiveConsent, TypeCharacter, EraseCharacter, ClearEntry, ConfirmEntry, FirstLogin, BeginNewDraft, OpenDiagnosis, OpenReport,
                              ChooseSelfLevel, AnswerNumber, AnswerChoice, AnswerRow, ChooseMissing, ChooseCompletion, ToggleGap, ToggleCause,
                              AddImprovement, RemoveImprovement, ToggleCarry, ChooseTag, ChooseGoalCompletion, WriteText, GoNext, OpenDimension, OpenTexts, OpenReview, SubmitNow,
                              PlanWish, CheckWish, ErrandWish, StaffWish>;

    template <typename Alternative>
        requires std::is_constructible_v<Wish, Alternative> && (!std::is_same_v<std::remove_cvref_t<Alternative>, Intent>)
    Intent(Alternative&& alternative) : wish{std::forward<Alternative>(alternative)} {}  // NOLINT: a wish is an intent
    Intent(const Intent& other);
    Intent(Intent&& other) noexcept;
    Intent& operator=(const Intent& other);
    Intent& operator=(Intent&& other) noexcept;
    ~Intent();

    Wish wish;
};

}  // namespace xz::ui::flow
