// All that the platform tells a student of their year and the ones before (学生档案): the `plan`, `warnings` and `replies` of a login's
// context, typed. The platform writes it, the terminal and the phone read it.
#pragma once

#include "terminal/core/domain/checkpoint.hpp"
#include "terminal/core/domain/diagnosis.hpp"
#include "terminal/core/domain/feedback.hpp"
#include "terminal/core/domain/plan.hpp"
#include "terminal/core/domain/proceedings.hpp"
#include "terminal/core/domain/status_data.hpp"
#include "terminal/core/domain/warning.hpp"
#include "terminal/core/domain/windows.hpp"
#include "terminal/core/support/clock.hpp"

#include <optional>
#include <string>
#include <vector>

namespace xz::domain {

// --- `plan`

// A plan in force or waiting, with what became of it.
struct PlanStanding {
    PlanState state;
    std::uint32_t revision = 1;          // of the latest record
    std::optional<Plan> active;          // in force
    std::optional<Plan> latest;          // waiting or returned, when it is another than the active one
    std::string comment;                 // the counselor's newest
    UsedCodes used = {};                 // by all revisions ever handed in
    friend bool operator==(const PlanStanding&, const PlanStanding&) = default;
};

// An improvement item that an earlier diagnosis carries into this year's plan.
struct CarriedItem {
    CarriedFrom from;
    std::string academic_year;  // of the diagnosis
    std::string dimension;
    std::string text;
    std::optional<std::chrono::year_month_day> due;
    friend bool operator==(const CarriedItem&, const CarriedItem&) = default;
};

// One goal's thread over the years (目标脉络), oldest first.
struct ThreadStep {
    std::string academic_year;
    std::string goal;         // Goal::code of that year; empty for an improvement that became no goal
    std::string text;
    std::optional<std::string> attained;  // "0.75", rounded to two places; nothing while open
    std::string improvement;  // Improvement::code that carried it on; empty at the end
    friend bool operator==(const ThreadStep&, const ThreadStep&) = default;
};
struct GoalThread {
    std::vector<ThreadStep> steps;
    friend bool operator==(const GoalThread&, const GoalThread&) = default;
};

struct DiagnosisStanding {
    DiagnosisState state;
    std::uint32_t revision = 1;
    std::string comment;  // the counselor's newest
    std::optional<Diagnosis> handed_in;  // what a returned one begins again from; nothing when its instrument is no longer published
    Verdicts verified;  // staff's, of the V answers handed in; never Pending
    std::string seal = {};  // the platform's signed word about the record (protocol/report_seal), for the report's QR code; empty: none
    friend bool operator==(const DiagnosisStanding&, const DiagnosisStanding&) = default;
};

// The member `plan` of a context.
struct YearStanding {
    PlanStanding plan;
    std::string checkpoint_record;           // empty: none handed in
    std::optional<Checkpoint> checkpoint;    // the one that stands
    DiagnosisStanding diagnosis;
    std::vector<CarriedItem> carried;        // those that are no goal yet come as draft goals
    std::vector<GoalThread> threads;         // of this year's goals that come from earlier years
    std::optional<Day> returned_on = {};     // from a leave of absence, in this year: `after_leave` says which windows open again
    friend bool operator==(const YearStanding&, const YearStanding&) = default;
};
[[nodiscard]] std::string to_json(const YearStanding& standing);
// "null": nothing is known.
[[nodiscard]] Result<std::optional<YearStanding>, std::vector<json::Problem>> year_standing_from_json(std::string_view text);

// --- `warnings`

enum class ObjectionState { None, Open, Upheld, Dismissed };
[[nodiscard]] std::string_view name_of(ObjectionState state);  // none open upheld dismissed
[[nodiscard]] std::optional<ObjectionState> objection_state_from(std::string_view name);

struct WarningCard {
    Raised raised;
    WarningState state;
    std::chrono::year_month_day due;
    ObjectionState objection = ObjectionState::None;
    std::string objection_answer;
    friend bool operator==(const WarningCard&, const WarningCard&) = default;
};
// An objection to a datum that raised no warning.
struct DatumObjection {
    std::string indicator;
    std::string value;  // what was objected to
    ObjectionState state = ObjectionState::Open;
    std::string answer;
    friend bool operator==(const DatumObjection&, const DatumObjection&) = default;
};
struct Warnings {
    std::vector<WarningCard> cards;  // worst first
    std::vector<DatumObjection> objections;
    friend bool operator==(const Warnings&, const Warnings&) = default;
};
[[nodiscard]] std::string to_json(const Warnings& warnings);
// An array with a member `type`: "warning" or "objection".
[[nodiscard]] Result<Warnings, std::vector<json::Problem>> warnings_from_json(std::string_view text);  // "[]" reads as none

// --- `replies`

struct Post {
    enum class By { Student, Staff } by = By::Student;
    std::string name;  // of the office or role that answered, never of a student
    Instant at;
    std::string text;
    friend bool operator==(const Post&, const Post&) = default;
};
struct Thread {
    std::string id;  // of the record that opened it
    Addressee to = Addressee::Counselor;
    std::string about;
    FeedbackState state;
    std::vector<Post> posts;  // oldest first
    bool unread = false;
    friend bool operator==(const Thread&, const Thread&) = default;
};
// What the college changed (教学改进告知): both directions of the channel [S].
struct TeachingNote {
    std::string id;
    std::string what, why;
    std::chrono::year_month_day from_when;
    std::string thread;  // the feedback it answers; empty: none, or another student's
    bool unread = false;
    friend bool operator==(const TeachingNote&, const TeachingNote&) = default;
};
struct Replies {
    std::vector<Thread> threads;  // newest first
    std::vector<TeachingNote> notes;
    friend bool operator==(const Replies&, const Replies&) = default;
};
[[nodiscard]] std::string to_json(const Replies& replies);
// An array with a member `type`: "thread" or "note".
[[nodiscard]] Result<Replies, std::vector<json::Problem>> replies_from_json(std::string_view text);  // "[]" reads as none

}  // namespace xz::domain
