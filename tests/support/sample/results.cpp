#include "tests/support/sample/results.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

namespace xz::sample {
namespace {

constexpr double MeanScore = 76;
constexpr double Spread = 9;      // between students
constexpr double Noise = 8;       // between one student's indicators
constexpr double YearlyGain = 2;  // a student learns

// What the guest of a demonstration is warned of: class hours missed.
constexpr std::string_view WarnedOf = "XY03";
constexpr std::string_view WarnedValue = "6";

Dice dice_for(const Person& person, int year, std::string_view purpose) {
    return Dice{20260910}.fork(fmt::format("{}/{}/{}", person.student_no, year, purpose));
}

double score_of(const College& college, const Person& person, int years_ago, Dice& dice) {
    const double mean = MeanScore + Spread * person.strength + YearlyGain * (college.grade(person, years_ago) - 2);
    return std::clamp(dice.around(mean, Noise), 20.0, 100.0);
}

const domain::Choice& nearest(const std::vector<domain::Choice>& choices, double score) {
    return *std::min_element(choices.begin(), choices.end(), [&](const auto& a, const auto& b) {
        return std::abs(a.score.approximate() - score) < std::abs(b.score.approximate() - score);
    });
}

domain::LikertItems likert_around(std::size_t items, double score, Dice& dice) {
    domain::LikertItems answer;
    for (std::size_t i = 0; i < items; ++i)
        answer.items.emplace_back(std::clamp(static_cast<int>(std::lround(dice.around(3 + (score - 60) / 20, 0.6))), 1, 5));
    return answer;
}

}  // namespace

std::string value_scoring(const domain::Indicator& indicator, double score, Dice& dice) {
    using domain::IndicatorType;
    if (indicator.type == IndicatorType::Choice) return std::to_string(nearest(indicator.choices, score).value);
    if (indicator.type == IndicatorType::Count)
        return std::to_string(score < 70 ? 0 : score < 85 ? 1 : dice.below(2) + 1);
    // Along the anchors, from the score back to the value.
    double value = indicator.anchors.front().value.approximate();
    for (std::size_t i = 1; i < indicator.anchors.size(); ++i) {
        const auto& left = indicator.anchors[i - 1];
        const auto& right = indicator.anchors[i];
        const double from = left.score.approximate();
        const double to = right.score.approximate();
        if ((score - from) * (score - to) <= 0 && from != to) {
            const double share = (score - from) / (to - from);
            value = left.value.approximate() + share * (right.value.approximate() - left.value.approximate());
            break;
        }
        if (indicator.direction == domain::Direction::Up && score > to) value = right.value.approximate();
    }
    value = std::clamp(value, indicator.limits.low.approximate(), indicator.limits.high.approximate());
    return fmt::format("{:.{}f}", value, std::min(indicator.limits.places, 1));
}

std::string status_csv(const College& college, const domain::Instrument& instrument, std::chrono::year_month_day today) {
    std::string csv = "XH,indicator,academic_year,term,value,source,as_of\n";
    const Person* guest = guest_of(college);
    for (int years_ago = 2; years_ago >= 0; --years_ago) {
        const int year = college.first_year - years_ago;
        const std::string as_of =
            years_ago == 0 ? to_text(std::chrono::year_month_day{std::chrono::sys_days{today} - std::chrono::days{6}}) : fmt::format("{}-06-28", year + 1);
        if (guest && years_ago == 0)
            csv += fmt::format("{},{},{},,{},教务系统,{}\n", guest->student_no, WarnedOf, college.academic_year(), WarnedValue, as_of);
        for (const auto& person : college.students) {
            if (college.grade(person, years_ago) < 1) continue;
            Dice dice = dice_for(person, year, "status");
            for (const auto& dimension : instrument.dimensions) {
                for (const auto& indicator : dimension.indicators) {
                    if (indicator.source != domain::Source::Imported) continue;
                    const std::string value = value_scoring(indicator, score_of(college, person, years_ago, dice), dice);
                    if (indicator.exemption.before_internship || dice.chance(0.02)) continue;  // not arrived
                    if (years_ago == 0 && &person == guest && indicator.code == WarnedOf) continue;
                    csv += fmt::format("{},{},{},,{},{},{}\n", person.student_no, indicator.code, college.academic_year(years_ago), value,
                                       dimension.code == "SX" ? "体测系统" : dimension.code == "LD" ? "学工系统" : "教务系统", as_of);
                }
            }
        }
    }
    return csv;
}

domain::Diagnosis diagnosis_of(const College& college, const Person& person, int years_ago, const domain::Instrument& instrument) {
    Dice dice = dice_for(person, college.first_year - years_ago, "diagnosis");
    domain::Diagnosis diagnosis;
    for (const auto& dimension : instrument.dimensions) {
        const double felt = score_of(college, person, years_ago, dice);
        auto& review = diagnosis.dimensions[dimension.code];
        review.self_level = felt >= 88 ? domain::Level::Excellent : felt >= 78 ? domain::Level::Good : felt >= 60 ? domain::Level::Pass : domain::Level::Below;
        review.completion = instrument.completion_steps[std::min<std::size_t>(instrument.completion_steps.size() - 1, dice.below(3) + 2)];
        if (felt < 72) {
            const auto problems = instrument.problems_of(dimension.code);
            if (!problems.empty()) review.problems.push_back(problems[dice.below(problems.size())].code);
            review.causes.push_back(instrument.causes[dice.below(instrument.causes.size())].code);
            review.improvements.push_back({"每周安排两次自主练习，请老师检查进度", std::nullopt, dice.chance(0.6)});
        }
        for (const auto& indicator : dimension.indicators) {
            if (!indicator.asked() || (indicator.optional && dice.chance(0.2))) continue;
            const double score = score_of(college, person, years_ago, dice);
            switch (indicator.type) {
                case domain::IndicatorType::Likert:
                    diagnosis.answers.set(indicator.code, likert_around(indicator.items.size(), score, dice));
                    break;
                case domain::IndicatorType::Choice:
                    diagnosis.answers.set(indicator.code, domain::Chosen{indicator.weight == 0 ? indicator.choices.front().value
                                                                                               : nearest(indicator.choices, score).value});
                    break;
                default:
                    if (const auto value = domain::Decimal::parse(value_scoring(indicator, score, dice))) diagnosis.answers.set(indicator.code, *value);
            }
        }
    }
    for (const auto& text : instrument.texts)
        if (dice.chance(0.4)) diagnosis.texts[text.code] = "坚持记录每天的学习安排，比去年更有条理。";
    return diagnosis;
}

}  // namespace xz::sample
