// The published data as these tests judge by it, and short ways to write a student down.
#pragma once

#include "terminal/core/domain/published.hpp"
#include "terminal/core/domain/scoring.hpp"
#include "tests/support/bundle_folder.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace xz::testing {

inline const domain::Published& published() {
    static const auto data = published_from(XUEZHEN_INSTRUMENTS);
    return data;
}

inline const domain::Instrument& instrument() {
    return published().current();
}

inline const domain::Indicator& indicator(std::string_view code) {
    return *instrument().find(code);
}

inline domain::Decimal decimal(std::string_view text) {
    return *domain::Decimal::parse(text);
}

inline domain::Ratio ratio(std::string_view text) {
    return *domain::Ratio::parse(text);
}

inline domain::Answer likert(const std::vector<int>& items) {
    domain::LikertItems answer;
    for (const int item : items) answer.items.emplace_back(item == 0 ? std::nullopt : std::optional{item});
    return answer;
}

inline domain::Answer number(std::string_view text) {
    return decimal(text);
}

inline domain::Answer choice(int value) {
    return domain::Chosen{value};
}

// A student for whom everything applies and nothing is known yet.
inline domain::Sheet empty_sheet() {
    return {.student = {.grade = 3, .graduating = false, .internship_started = true}, .values = {}};
}

inline void put(domain::Sheet& sheet, std::string_view code, domain::Answer answer) {
    sheet.values[std::string{code}].answer = std::move(answer);
}

// Answers that score 100 everywhere in the dimension.
inline void put_best(domain::Sheet& sheet, const domain::Dimension& dimension) {
    using domain::IndicatorType;
    for (const auto& each : dimension.indicators) {
        if (each.weight == 0) continue;
        switch (each.type) {
            case IndicatorType::Number:
                put(sheet, each.code, each.direction == domain::Direction::Up ? each.anchors.back().value : each.anchors.front().value);
                break;
            case IndicatorType::Choice:
                put(sheet, each.code,
                    choice(each.direction == domain::Direction::Up ? each.choices.back().value : each.choices.front().value));
                break;
            case IndicatorType::Likert: put(sheet, each.code, likert(std::vector<int>(each.items.size(), 5))); break;
            case IndicatorType::Count: put(sheet, each.code, number("3")); break;
        }
    }
}

inline domain::Sheet best_sheet() {
    auto sheet = empty_sheet();
    for (const auto& dimension : instrument().dimensions) put_best(sheet, dimension);
    return sheet;
}

}  // namespace xz::testing
