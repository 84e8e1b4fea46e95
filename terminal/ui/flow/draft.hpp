// What a student has filled in so far, a draft for each kind of paper, and its text: it survives a killed terminal, and goes on where
// it stopped.
#pragma once

#include "terminal/core/domain/checkpoint.hpp"
#include "terminal/core/domain/diagnosis.hpp"
#include "terminal/core/domain/feedback.hpp"
#include "terminal/core/domain/plan.hpp"
#include "terminal/ui/flow/effect.hpp"

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace xz::ui::flow {

// What all drafts have.
struct Begun {
    std::string academic_year;
    std::string instrument;  // "name@version" that it was begun with
    Instant started_at;
    Consents consents;
    std::string place;  // the page that it was left on: a dimension's or a goal's code, or one of those below, or empty
    friend bool operator==(const Begun&, const Begun&) = default;
};

inline constexpr std::string_view header_place = "header";
inline constexpr std::string_view warnings_place = "warnings";
inline constexpr std::string_view texts_place = "texts";
inline constexpr std::string_view review_place = "review";

struct DiagnosisDraft : Begun {
    domain::Diagnosis diagnosis;
    // Dimensions whose status data the student has seen: their own level is settled from then on.
    std::set<std::string, std::less<>> revealed;
    std::optional<domain::Plan> plan;  // the one that diagnosis.plan names; its goals come back as items, offline too
    friend bool operator==(const DiagnosisDraft&, const DiagnosisDraft&) = default;
};

struct PlanDraft : Begun {
    domain::Plan plan;
    std::optional<domain::Plan> former;  // the revision that this one goes on from
    domain::UsedCodes used = {};         // by all revisions before
    friend bool operator==(const PlanDraft&, const PlanDraft&) = default;
};

struct CheckpointDraft : Begun {
    domain::Checkpoint checkpoint;
    domain::Plan plan;  // the one that checkpoint.plan names
    friend bool operator==(const CheckpointDraft&, const CheckpointDraft&) = default;
};

// What is being written to the school, and the words of other errands that are not sent yet.
struct FeedbackDraft : Begun {
    domain::Feedback feedback;
    std::map<std::string, std::string, std::less<>> texts;  // keys are those of flow/errands.cpp
    friend bool operator==(const FeedbackDraft&, const FeedbackDraft&) = default;
};

// Canonical JSON.
[[nodiscard]] std::string to_json(const DiagnosisDraft& draft);
[[nodiscard]] std::string to_json(const PlanDraft& draft);
[[nodiscard]] std::string to_json(const CheckpointDraft& draft);
[[nodiscard]] std::string to_json(const FeedbackDraft& draft);
// Nothing for a text that to_json did not write, or that a newer program wrote.
[[nodiscard]] std::optional<DiagnosisDraft> diagnosis_draft_from_json(std::string_view text);
[[nodiscard]] std::optional<PlanDraft> plan_draft_from_json(std::string_view text);
[[nodiscard]] std::optional<CheckpointDraft> checkpoint_draft_from_json(std::string_view text);
[[nodiscard]] std::optional<FeedbackDraft> feedback_draft_from_json(std::string_view text);

}  // namespace xz::ui::flow
