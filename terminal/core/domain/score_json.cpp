#include "terminal/core/domain/score_json.hpp"

#include "terminal/core/domain/scoring.hpp"
#include "terminal/core/support/json_number.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>
#include <fmt/format.h>

namespace xz::domain {

namespace {

using Problems = std::vector<json::Problem>;

std::optional<Decimal> decimal_from(const json::Value& value) {
    const auto text = json::number_text(value);
    return text ? Decimal::parse(*text) : std::nullopt;
}

std::optional<int> int_from(const json::Value& value) {
    const auto decimal = decimal_from(value);
    return decimal ? decimal->as_int() : std::nullopt;
}

class Reader {
public:
    explicit Reader(const Instrument& instrument) : instrument_{instrument} {}

    Sheet read(const json::Value& document) {
        json::ObjectReader reader{document, "$", problems_};
        Sheet sheet{.student = read_student(reader), .values = {}};
        if (reader.optional_member("answers"))
            reader.each_member("answers", MostCodes, [&](std::string_view code, const json::Value& value, const std::string& path) {
                if (const auto* indicator = known(code, path)) read_answer(*indicator, value, path, sheet);
            });
        if (reader.optional_member("missing"))
            reader.each_member("missing", MostCodes, [&](std::string_view code, const json::Value& value, const std::string& path) {
                if (const auto* indicator = known(code, path)) read_missing(*indicator, value, path, sheet);
            });
        reader.refuse_unknown();
        return sheet;
    }

    [[nodiscard]] const Problems& problems() const { return problems_; }

private:
    static constexpr std::size_t MostCodes = 1000;

    Student read_student(json::ObjectReader& reader) {
        Student student;
        const auto* grade = reader.member("grade");
        const auto year = grade ? int_from(*grade) : std::nullopt;
        if (year && *year >= 1 && *year <= 3) student.grade = *year;
        else if (grade) reader.problem("grade", "a year of study from 1 to 3");
        student.graduating = reader.optional_member("graduating") && reader.boolean("graduating");
        student.internship_started = reader.optional_member("internship_started") && reader.boolean("internship_started");
        return student;
    }

    const Indicator* known(std::string_view code, const std::string& path) {
        const auto* indicator = instrument_.find(code);
        if (!indicator) problems_.push_back({path, fmt::format("the code of an indicator of {}", instrument_.id())});
        return indicator;
    }

    void refuse(const std::string& path, std::string expected) { problems_.push_back({path, std::move(expected)}); }

    // Nothing after a problem; a null item stays open.
    std::optional<LikertItems> read_items(const json::Value& value, const std::string& path) {
        const auto* array = value.if_array();
        if (!array) {
            refuse(path, "a list of items");
            return std::nullopt;
        }
        LikertItems answer;
        for (const auto& item : *array) {
            const auto number = item.is_null() ? std::nullopt : int_from(item);
            if (!item.is_null() && !number) {
                refuse(path, "items from 1 to 5, or null");
                return std::nullopt;
            }
            answer.items.push_back(number);
        }
        return answer;
    }

    std::optional<Answer> read_value(const Indicator& indicator, const json::Value& value, const std::string& path) {
        if (indicator.type == IndicatorType::Likert) {
            auto items = read_items(value, path);
            return items ? std::optional<Answer>{std::move(*items)} : std::nullopt;
        }
        const auto decimal = decimal_from(value);
        if (!decimal) {
            refuse(path, fmt::format("a number of at least 0 and at most {} digits", Decimal::MaxDigits));
            return std::nullopt;
        }
        if (indicator.type != IndicatorType::Choice) return *decimal;
        const auto whole = decimal->as_int();
        return Chosen{whole.value_or(-1)};  // no choice has that value: refused with the others out of range
    }

    void read_answer(const Indicator& indicator, const json::Value& value, const std::string& path, Sheet& sheet) {
        if (value.is_null()) return;
        auto answer = read_value(indicator, value, path);
        if (!answer) return;
        if (auto fault = fault_of(*answer, indicator, Strictness::Computation)) refuse(path, std::move(*fault));
        else sheet.values[indicator.code].answer = std::move(*answer);
    }

    // `not_applicable` wins over an answer, an answer over the other reasons.
    void read_missing(const Indicator& indicator, const json::Value& value, const std::string& path, Sheet& sheet) {
        const auto* name = value.if_string();
        const auto reason = name ? missing_from(*name) : std::nullopt;
        if (!reason) {
            refuse(path, "unanswered, declined, not_arrived or not_applicable");
            return;
        }
        auto& answer = sheet.values[indicator.code].answer;
        if (*reason == Missing::NotApplicable || std::holds_alternative<Missing>(answer)) answer = *reason;
    }

    const Instrument& instrument_;
    Problems problems_;
};

template <typename Named>
json::Value name_or_null(const std::optional<Named>& value) {
    return value ? json::Value(name_of(*value)) : json::Value(nullptr);
}

json::Value score_or_null(const std::optional<Ratio>& score) {
    return score ? json::Value(score->rounded(1)) : json::Value(nullptr);
}

json::Object written(const Scores& scores) {
    json::Object indicators;
    for (const auto& result : scores.indicators)
        indicators[result.code] = json::Object{{"score", score_or_null(result.score)},
                                               {"level", name_or_null(result.level)},
                                               {"warning", name_or_null(result.warning)}};
    json::Object dimensions;
    for (const auto& result : scores.dimensions)
        dimensions[result.code] = json::Object{{"score", score_or_null(result.score)},
                                               {"coverage", result.coverage.rounded(2)},
                                               {"state", name_of(result.state)}};
    return {{"indicators", std::move(indicators)},
            {"dimensions", std::move(dimensions)},
            {"overall", json::Object{{"score", score_or_null(scores.overall)}, {"level", name_or_null(scores.level)}}},
            {"warning", name_or_null(scores.warning)}};
}

}  // namespace

Result<std::string, std::string> score_json(std::string_view text, const Instrument& instrument) {
    const auto document = json::parse(text, {.numbers = json::Numbers::decimal_text});
    if (!document) return failure(json::to_text(document.error()));
    Reader reader{instrument};
    const auto sheet = reader.read(*document);
    if (!reader.problems().empty()) return failure(json::to_text(reader.problems()));
    return boost::json::serialize(written(score(instrument, sheet)));
}

}  // namespace xz::domain
