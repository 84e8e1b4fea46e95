#include "terminal/ui/flow/editing.hpp"

#include "terminal/core/support/text.hpp"

#include <algorithm>
#include <cassert>

namespace xz::ui::flow {
namespace {

void toggle(std::vector<std::string>& codes, const std::string& code) {
    const auto found = std::find(codes.begin(), codes.end(), code);
    if (found == codes.end())
        codes.push_back(code);
    else
        codes.erase(found);
}

bool has_term(const std::vector<domain::Term>& terms, std::string_view code) {
    return std::any_of(terms.begin(), terms.end(), [&](const domain::Term& term) { return term.code == code; });
}

// Takes the intents that change a draft; everything else is no edit.
class Editor {
public:
    Editor(Session& session, Instant at) : session_{session}, draft_{*session.diagnosis.draft}, instrument_{instrument_of(session)}, at_{at} {}

    template <typename Other>
    Edited operator()(const Other&) {
        return Edited::No;
    }

    Edited operator()(const ChooseSelfLevel& choice) {
        auto* review = review_of(choice.dimension);
        const auto level = domain::level_from(choice.level);
        const bool settled = session_.context != nullptr && draft_.revealed.contains(choice.dimension);
        if (review == nullptr || !level || settled) return Edited::No;
        review->self_level = *level;
        return Edited::Yes;
    }

    Edited operator()(const AnswerNumber& answer) {
        if (answer.value.empty()) return set(answer.indicator, domain::Missing::Unanswered);
        const auto value = domain::Decimal::parse(answer.value);
        return value ? set(answer.indicator, *value) : Edited::No;
    }

    Edited operator()(const AnswerChoice& answer) { return set(answer.indicator, domain::Chosen{answer.value}); }

    Edited operator()(const AnswerRow& answer) {
        const auto* indicator = instrument_.find(answer.indicator);
        if (indicator == nullptr || answer.row >= indicator->items.size()) return Edited::No;
        const auto before = draft_.diagnosis.answers.of(answer.indicator);
        auto rows = std::holds_alternative<domain::LikertItems>(before) ? std::get<domain::LikertItems>(before) : domain::LikertItems{};
        rows.items.resize(indicator->items.size());
        rows.items[answer.row] = answer.value;
        return set(answer.indicator, rows);
    }

    Edited operator()(const ChooseMissing& choice) {
        if (choice.reason == domain::Missing::NotArrived) return Edited::No;
        return set(choice.indicator, choice.reason);
    }

    Edited operator()(const ChooseCompletion& choice) {
        auto* review = review_of(choice.dimension);
        const auto& steps = instrument_.completion_steps;
        if (review == nullptr || std::find(steps.begin(), steps.end(), choice.percent) == steps.end()) return Edited::No;
        review->completion = choice.percent;
        return Edited::Yes;
    }

    Edited operator()(const ToggleGap& choice) {
        auto* review = review_of(choice.dimension);
        if (review == nullptr || !has_term(instrument_.problems_of(choice.dimension), choice.problem)) return Edited::No;
        toggle(review->problems, choice.problem);
        return Edited::Yes;
    }

    Edited operator()(const ToggleCause& choice) {
        auto* review = review_of(choice.dimension);
        if (review == nullptr || !has_term(instrument_.causes, choice.cause)) return Edited::No;
        toggle(review->causes, choice.cause);
        return Edited::Yes;
    }

    Edited operator()(const AddImprovement& add) {
        auto* review = review_of(add.dimension);
        if (review == nullptr || review->improvements.size() >= static_cast<std::size_t>(instrument_.limits.improvements)) return Edited::No;
        review->improvements.emplace_back();
        return Edited::Yes;
    }

    Edited operator()(const RemoveImprovement& remove) {
        auto* review = review_of(remove.dimension);
        if (review == nullptr || remove.index >= review->improvements.size()) return Edited::No;
        review->improvements.erase(review->improvements.begin() + static_cast<std::ptrdiff_t>(remove.index));
        return Edited::Yes;
    }

    Edited operator()(const ToggleCarry& choice) {
        auto* item = improvement(choice.dimension, choice.index);
        if (item == nullptr) return Edited::No;
        item->carry = !item->carry;
        return Edited::Yes;
    }

    Edited operator()(const ChooseTag& choice) {
        auto* item = improvement(choice.dimension, choice.index);
        if (item == nullptr) return Edited::No;
        if (item->tag == choice.tag)
            item->tag.reset();
        else
            item->tag = choice.tag;
        return Edited::Yes;
    }

    Edited operator()(const ChooseGoalCompletion& choice) {
        auto* review = goal_review(choice.goal);
        const auto& steps = instrument_.completion_steps;
        if (review == nullptr || std::find(steps.begin(), steps.end(), choice.percent) == steps.end()) return Edited::No;
        review->completion = choice.percent;
        return Edited::Yes;
    }

    Edited operator()(const WriteText& writing) {
        const auto& [field, text] = writing;
        switch (field.kind) {
            case TextKind::Completion:
                if (auto* review = review_of(field.code)) return write(review->completion_text, text, instrument_.limits.completion);
                break;
            case TextKind::Gap:
                if (auto* review = review_of(field.code)) return write(review->gap_text, text, instrument_.limits.gap);
                break;
            case TextKind::Improvement:
                if (auto* item = improvement(field.code, field.index)) return write(item->text, text, instrument_.limits.improvement);
                break;
            case TextKind::Overall: return write_overall(field.code, text);
            case TextKind::GoalNote:
                if (auto* review = goal_review(field.code)) return write(review->note, text, instrument_.limits.note);
                break;
            case TextKind::WithoutPlan: return write(draft_.diagnosis.without_plan, text, instrument_.limits.exception);
        }
        return Edited::No;
    }

    Edited operator()(const ChangeSensitiveConsent& change) {
        session_.consents = consents_to(session_.published->notice(), change.sensitive, at_);
        draft_.consents = session_.consents;
        if (change.sensitive == SensitiveConsent::Refused) {
            domain::withhold_sensitive(draft_.diagnosis, instrument_);
            return Edited::Yes;
        }
        for (const auto& dimension : instrument_.dimensions)
            for (const auto& indicator : dimension.indicators)
                if (indicator.sensitive && draft_.diagnosis.answers.of(indicator.code) == domain::Answer{domain::Missing::Declined})
                    draft_.diagnosis.answers.erase(indicator.code);
        return Edited::Yes;
    }

private:
    domain::DimensionReview* review_of(const std::string& code) {
        return instrument_.dimension(code) == nullptr ? nullptr : &draft_.diagnosis.dimensions[code];
    }

    domain::Improvement* improvement(const std::string& dimension, std::size_t index) {
        auto* review = review_of(dimension);
        return review == nullptr || index >= review->improvements.size() ? nullptr : &review->improvements[index];
    }

    domain::GoalReview* goal_review(const std::string& goal) {
        return draft_.plan && draft_.plan->goal(goal) != nullptr ? &draft_.diagnosis.goals[goal] : nullptr;
    }

    Edited set(const std::string& code, domain::Answer answer) {
        const auto* indicator = instrument_.find(code);
        if (indicator == nullptr || !indicator->asked()) return Edited::No;
        if (indicator->sensitive && !grants_sensitive(session_.consents, session_.published->notice())) return Edited::No;
        if (answer == domain::Answer{domain::Missing::Unanswered}) {
            draft_.diagnosis.answers.erase(code);
            return Edited::Yes;
        }
        if (!std::holds_alternative<domain::Missing>(answer) && fault_of(answer, *indicator, domain::Strictness::Form)) return Edited::No;
        draft_.diagnosis.answers.set(code, std::move(answer));
        return Edited::Yes;
    }

    static Edited write(std::string& place, const std::string& text, int limit) {
        if (!is_utf8(text)) return Edited::No;
        place = first_code_points(text, static_cast<std::size_t>(limit));
        return Edited::Yes;
    }

    Edited write_overall(const std::string& code, const std::string& text) {
        for (const auto& item : instrument_.texts) {
            if (item.code != code) continue;
            std::string kept;
            if (write(kept, text, item.max_characters) == Edited::No) return Edited::No;
            if (kept.empty())
                draft_.diagnosis.texts.erase(code);
            else
                draft_.diagnosis.texts[code] = std::move(kept);
            return Edited::Yes;
        }
        return Edited::No;
    }

    Session& session_;
    DiagnosisDraft& draft_;
    const domain::Instrument& instrument_;
    Instant at_;
};

}  // namespace

Edited edit(Session& session, const Intent& intent, Instant at) {
    assert(session.diagnosis.draft);
    return std::visit(Editor{session, at}, intent.wish);
}

}  // namespace xz::ui::flow
