#include "terminal/core/domain/published.hpp"

#include "tests/support/property.hpp"
#include "tests/terminal/core/domain/published_fixture.hpp"

#include <boost/json.hpp>
#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <array>

using namespace xz::domain;
using namespace xz::testing;

namespace {

namespace bj = boost::json;

bool is_number(const bj::value& value) {
    return value.is_int64() || (value.is_string() && Decimal::parse(std::string_view{value.get_string()}));
}

void collect(bj::value& value, std::vector<bj::value*>& numbers) {
    if (auto* object = value.if_object())
        for (auto& [key, member] : *object) collect(member, numbers);
    else if (auto* array = value.if_array())
        for (auto& element : *array) collect(element, numbers);
    else if (is_number(value)) numbers.push_back(&value);
}

// The files with their numbers, each of which can be set to another and back.
struct Files {
    BundleFiles texts = bundle_folder(XUEZHEN_INSTRUMENTS);
    std::map<std::string, bj::value> documents;
    std::vector<std::pair<std::string, bj::value*>> numbers;

    explicit Files(std::initializer_list<const char*> names) {
        for (const auto* name : names) documents.emplace(name, bj::parse(texts.at(name)));
        for (auto& [name, document] : documents) {
            std::vector<bj::value*> found;
            collect(document, found);
            for (auto* number : found) numbers.emplace_back(name, number);
        }
    }

    xz::Result<Published, FileProblems> with(std::size_t at, const bj::value& other) {
        auto& [name, number] = numbers[at];
        const auto before = std::exchange(*number, other);
        auto files = texts;
        files[name] = bj::serialize(documents.at(name));
        *number = before;
        return read_bundle(files);
    }
};

// The values at which something may change, and those a little to either side.
std::vector<Decimal> values_around(const Indicator& indicator) {
    std::vector<Decimal> values;
    const auto add = [&](const Decimal& value) {
        values.push_back(value);
        values.push_back(decimal(value.text() + (value.is_whole() ? ".001" : "001")));
        if (const auto whole = value.as_int(); whole && *whole > 0) values.push_back(decimal(std::to_string(*whole - 1) + ".999"));
    };
    for (const auto& anchor : indicator.anchors) add(anchor.value);
    for (const auto& rule : indicator.warnings) add(rule.value);
    for (const auto* threshold : {&indicator.thresholds->pass, &indicator.thresholds->good, &indicator.thresholds->excellent}) add(*threshold);
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    return values;
}

bool is_better_or_same(const Indicator& indicator, const Ratio& left, const Ratio& right) {
    return indicator.direction == Direction::Up ? left >= right : left <= right;
}

// Of one indicator, `answers` being in order of value.
std::string broken_rule(const Indicator& line, const std::vector<Answer>& answers, const Rules& rules) {
    const std::array thresholds{line.thresholds->pass, line.thresholds->good, line.thresholds->excellent};
    const bool by_value = std::all_of(line.warnings.begin(), line.warnings.end(), [](const auto& rule) { return rule.comparison != Comparison::Equal; });
    std::optional<Ratio> before;
    for (const auto& answer : answers) {
        const auto score = *score_of(line, answer);
        if (score < Ratio{0} || score > Ratio{100}) return "score";
        for (std::size_t at = 0; at < 3; ++at) {
            if (at < 2 && thresholds[at] == thresholds[at + 1]) continue;
            const bool reached = is_better_or_same(line, value_of(answer), thresholds[at]);
            const bool scored = score >= Ratio{rules.levels[at]};
            const bool to_the_end = at == 2 && !reached && score < Ratio{100};  // the best level may lie at the end of the scale
            if (reached != scored && !to_the_end) return "level and score at " + value_of(answer).text();
        }
        if (before && (line.direction == Direction::Up ? score < *before : score > *before)) return "direction";
        before = score;
    }
    for (const int grade : {1, 2, 3})
        for (const bool graduating : {false, true}) {
            std::optional<Colour> last;
            auto in_order = answers;
            if (line.direction == Direction::Up) std::reverse(in_order.begin(), in_order.end());
            for (const auto& answer : in_order) {  // from the best to the worst
                const auto colour = warning_of(line, answer, {.grade = grade, .graduating = graduating});
                if (colour && level_of(line, answer) == Level::Excellent) return "a warning for what is excellent";
                if (by_value && last && (!colour || *colour < *last)) return "colours";
                last = colour;
            }
        }
    return {};
}

// What the rules of DOMAIN 4 and 5 say of any standard, told without the readers' own words.
std::string broken_rule(const Instrument& instrument) {
    const auto& rules = instrument.rules;
    if (!(rules.coverage > Decimal{} && rules.coverage <= Decimal{1})) return "coverage";
    if (rules.overall_dimensions < 1 || rules.overall_dimensions > static_cast<int>(instrument.dimensions.size())) return "overall.dimensions";
    int whole = 0;
    for (const auto& dimension : instrument.dimensions) {
        whole += dimension.weight;
        int sum = 0;
        for (const auto& indicator : dimension.indicators) {
            sum += indicator.weight;
            if (indicator.weight == 0) continue;
            auto line = indicator;
            if (line.type == IndicatorType::Likert) line.type = IndicatorType::Number;
            std::vector<Answer> answers;
            for (const auto& choice : line.choices) answers.emplace_back(Chosen{choice.value});
            if (line.choices.empty())
                for (auto& value : values_around(line))
                    if (line.type != IndicatorType::Count || value.is_whole()) answers.emplace_back(std::move(value));
            if (const auto broken = broken_rule(line, answers, rules); !broken.empty()) return indicator.code + ": " + broken;
        }
        if (sum != 100) return dimension.code + ": weights";
    }
    return whole == 100 ? "" : "weights";
}

}  // namespace

TEST_CASE("Whatever one number of the standard is changed to, it is refused where it stands or the rules still hold") {
    REQUIRE(broken_rule(instrument()).empty());
    Files files{"standard.json", "self-diagnosis.json"};
    REQUIRE(files.numbers.size() > 400);
    check_property("one number disturbed", [&] {
        const auto at = *rc::gen::inRange<std::size_t>(0, files.numbers.size());
        const auto other = *rc::gen::element<std::string>("0", "1", "2", "3", "4.5", "5", "15", "40", "59.9", "60", "75", "80", "85", "90", "99", "100", "101", "150", "9999", "-1");
        const bool as_text = files.numbers[at].second->is_string();
        const auto disturbed = files.with(at, as_text ? bj::value(other) : bj::value(std::atoi(other.c_str())));
        if (disturbed) RC_ASSERT(broken_rule(disturbed->current()) == std::string{});
        else RC_ASSERT(disturbed.error().front().path != "$");
    });
}

TEST_CASE("Whatever day a window is moved to, it is refused or the year still goes its way") {
    auto documents = bj::parse(bundle_folder(XUEZHEN_INSTRUMENTS).at("windows.json"));
    check_property("one day moved", [&] {
        auto files = bundle_folder(XUEZHEN_INSTRUMENTS);
        auto moved = documents;
        auto& cycle = moved.as_array()[1].as_object();
        std::vector<bj::value*> days{&cycle["carry_over"]};
        for (const auto* window : {"publish", "plan", "monitoring", "checkpoint", "diagnosis", "graduates_diagnosis", "report"})
            for (auto& [key, day] : cycle[window].as_object()) days.push_back(&day);
        const auto first = std::chrono::sys_days{std::chrono::year{2026} / 7 / 1};
        *days[*rc::gen::inRange<std::size_t>(0, days.size())] = xz::to_text(Day{first + std::chrono::days{*rc::gen::inRange(0, 480)}});
        files["windows.json"] = bj::serialize(moved);
        const auto read = read_bundle(files);
        if (!read) return;
        const auto& year = *read->cycle("2026-2027");
        const std::array opens{year.publish.opens, year.plan.opens, year.monitoring.opens, year.checkpoint.opens, year.diagnosis.opens, year.report.opens, year.carry_over};
        RC_ASSERT(std::is_sorted(opens.begin(), opens.end(), std::less_equal<>{}));
        RC_ASSERT(year.carry_over > year.report.closes);
        RC_ASSERT(year.plan.closes < year.checkpoint.opens);
        RC_ASSERT(year.checkpoint.closes < std::min(year.diagnosis.opens, year.graduates_diagnosis.opens));
        RC_ASSERT(year.diagnosis.closes <= year.report.closes);
    });
}
