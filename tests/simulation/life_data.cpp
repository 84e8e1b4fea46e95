// January and June: status data, warnings, objections and what students say.
#include "tests/simulation/life.hpp"

#include "terminal/core/domain/feedback.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace xz::simulation {

using protocol::RecordKind;
using server::sync::Verdict;

namespace {

// What the college's systems say of a student whose strength is about 0 (−20…20).
std::string value_for(const domain::Indicator& indicator, int strength, Dice& dice) {
    if (indicator.type == domain::IndicatorType::Choice) {
        const bool up = indicator.direction == domain::Direction::Up;
        const int at = dice.chance(std::clamp(90 + strength, 60, 99)) ? (up ? 1 : 0) : (up ? 0 : 1);
        return std::to_string(indicator.choices[static_cast<std::size_t>(at)].value);
    }
    const auto& thresholds = *indicator.thresholds;
    const double pass = thresholds.pass.approximate();
    if (indicator.direction == domain::Direction::Down) return std::to_string(std::max(0, dice.from(-6, 4) - strength / 6));
    const double width = std::max(1.0, thresholds.excellent.approximate() - pass);
    const double value = pass + width * (0.5 + strength / 25.0 + dice.from(-25, 25) / 100.0);
    return std::to_string(std::clamp(static_cast<int>(value), 0, static_cast<int>(indicator.limits.high.approximate())));
}

}  // namespace

// --- January and June: data, warnings and what is done about them

std::string Life::status_csv(const std::string& term, const std::string& as_of) {
    std::string csv = "XH,indicator,academic_year,term,value,source,as_of\n";
    for (const auto* person : present())
        for (const auto& dimension : instrument().dimensions)
            for (const auto& indicator : dimension.indicators) {
                if (indicator.source != domain::Source::Imported || dice_.chance(5)) continue;
                csv += fmt::format("{},{},{},{},{},教务系统,{}\n", person->number, indicator.code, academic(), term, value_for(indicator, person->strength, dice_), as_of);
            }
    return csv;
}

// A number that nobody has, and a mark beyond all limits.
std::string Life::typing_errors(const std::string& term, const std::string& as_of) const {
    return fmt::format("9999999,{0},{1},{2},70,教务系统,{3}\n{4},{0},{1},{2},7000,教务系统,{3}\n", marks_code(), academic(), term, as_of, people_.back().number);
}

void Life::first_data() {
    const auto before = campus_.dump();
    const auto csv = status_csv("1", day(1, "01-15"));
    const auto wrong = campus_.import_status(csv + typing_errors("1", day(1, "01-15")));
    if (wrong.taken || wrong.report.problems().size() != 2) throw std::logic_error{"a wrong file was taken, or its faults not found: " + to_text(wrong.report)};
    if (campus_.dump() != before) throw std::logic_error{"a file that was refused has changed something"};
    ++happened_["wrong file"];
    const auto imported = campus_.import_status(csv);
    if (!imported.taken) throw std::logic_error{"status data were not taken: " + to_text(imported.report)};
    duties();
    if (!campus_.import_status(csv).repeated) throw std::logic_error{"the same file was taken twice"};
    ++happened_["same file twice"];
    duties();
}

// To the newest datum; to the very same one a second time is refused.
void Life::object(const Person& person, const std::string& indicator) {
    const auto now = campus_.clock.now();
    const auto data = campus_.ports().students.observations(person.number, academic(), day_in_china(now));
    const auto datum = std::find_if(data.begin(), data.end(), [&](const auto& seen) { return seen.indicator == indicator; });
    const auto before = campus_.ports().warnings.objections_of(person.number, academic());
    const bool again = datum != data.end() && std::any_of(before.begin(), before.end(), [&](const auto& made) { return made.indicator == indicator && made.as_of == datum->as_of; });
    const auto verdict = datum == data.end() ? Verdict::NotFound : again ? Verdict::OnceOnly : Verdict::Done;
    expect(verdict, "object", [&](auto done) { campus_.warnings.object(person.number, academic(), indicator, "数据有误", {campus_.new_id()}, now, done); });
}

void Life::handle_cards(const Person& person) {
    const auto now = campus_.clock.now();
    campus_.warnings.notify(person.number, academic(), now);
    for (const auto& card : campus_.warnings.warnings_of(person.number, academic()).cards) {
        const auto& key = card.raised.key;
        if (domain::is_over(card.state)) continue;
        ++happened_[fmt::format("{} warning", domain::name_of(card.raised.colour))];
        if (key.rule == "merged") ++happened_["merged warning"];
        else if (dice_.chance(12)) object(person, key.rule);
        if (!std::holds_alternative<domain::warning_state::Notified>(card.state) || !dice_.chance(80)) continue;
        if (dice_.chance(5)) expect(Verdict::WrongState, "act before acknowledging", [&](auto done) { campus_.warnings.act(person.number, key, "答疑", {}, {campus_.new_id()}, now, done); });
        expect(Verdict::Done, "acknowledge", [&](auto done) { campus_.warnings.acknowledge(person.number, key, {campus_.new_id()}, now, done); });
        if (!dice_.chance(75)) continue;
        expect(Verdict::Done, "act", [&](auto done) { campus_.warnings.act(person.number, key, "每周答疑一次", {}, {campus_.new_id()}, now, done); });
        if (dice_.chance(40)) expect(Verdict::Done, "resolve", [&](auto done) { campus_.warnings.resolve(person.number, key, "已面谈", counselor_, now, done); });
    }
}

void Life::handle_objections() {
    const auto now = campus_.clock.now();
    for (const auto& unit : campus_.ports().students.units(server::sync::UnitKind::Class))
        for (const auto& open : campus_.ports().warnings.open_objections_of_class(unit.code)) {
            const auto number = open.number;
            if (dice_.chance(45)) expect(Verdict::Done, "uphold", [&](auto done) { campus_.warnings.uphold(number, "已更正", quality_, now, done); });
            else if (dice_.chance(80)) expect(Verdict::Done, "dismiss", [&](auto done) { campus_.warnings.dismiss(number, "已核对", counselor_, now, done); });
        }
    duties();
}

void Life::small_loop() {
    for (auto* person : present()) {
        if (dice_.chance(85)) handle_cards(*person);
        // A warning becomes a measure of the plan.
        if (std::holds_alternative<domain::plan_state::Active>(plan_state(*person)) && !campus_.warnings.warnings_of(person->number, academic()).cards.empty() && dice_.chance(15)) {
            hand_in_plan(*person, revised(*own(*person).plan_content, domain::PlanOccasion::Warning));
            ++happened_["revised for a warning"];
        }
    }
    deliver();
    handle_objections();
    for (auto* person : present())
        if (std::holds_alternative<domain::plan_state::RevisionSubmitted>(plan_state(*person)) && dice_.chance(85)) review_plan(*person, 25);
}

void Life::second_data() {
    const auto imported = campus_.import_status(status_csv("2", day(1, "06-01")));
    if (!imported.taken) throw std::logic_error{"status data were not taken: " + to_text(imported.report)};
    duties();
    for (auto* person : present())
        if (dice_.chance(60)) handle_cards(*person);
    handle_objections();
}

void Life::speaking() {
    const auto now = campus_.clock.now();
    std::vector<server::sync::ThreadKey> opened;
    for (auto* person : present()) {
        if (!dice_.chance(12)) continue;
        const domain::Feedback said{.thread = {}, .to = domain::Addressee::Department, .about = "JN", .text = "实训设备不够", .diagnosis = {}};
        const auto content = record(*person, RecordKind::Feedback, domain::to_json(said));
        send(content);
        opened.push_back({person->number, content.id});
        ++happened_["feedback"];
    }
    deliver();
    for (const auto& key : opened) {
        auto& state = ledger_.threads[{key.student_no, key.id}];
        if (dice_.chance(25)) continue;  // nobody answers
        expect(Verdict::WrongState, "answer unassigned", [&](auto done) { campus_.feedback.answer(key, "已报修", "系办公室", lead_, now, done); });
        expect(Verdict::Done, "assign", [&](auto done) { campus_.feedback.assign(key, "zr", lead_, now, done); });
        move(state, domain::Actor::DepartmentLead, domain::FeedbackAction{domain::feedback_action::Assign{"zr"}});
        const auto answer = [&] {
            expect(Verdict::Done, "answer", [&](auto done) { campus_.feedback.answer(key, "已报修", "系办公室", lead_, now, done); });
            move(state, domain::Actor::DepartmentLead, domain::FeedbackAction{domain::feedback_action::Answer{}});
        };
        answer();
        if (dice_.chance(40)) {
            expect(Verdict::Done, "reopen", [&](auto done) { campus_.feedback.reopen(key, "还没修好", {campus_.new_id()}, now, done); });
            move(state, domain::Actor::Student, domain::FeedbackAction{domain::feedback_action::Reopen{}});
            if (dice_.chance(30)) continue;
            expect(Verdict::Done, "assign", [&](auto done) { campus_.feedback.assign(key, "zr", lead_, now, done); });
            move(state, domain::Actor::DepartmentLead, domain::FeedbackAction{domain::feedback_action::Assign{"zr"}});
            answer();
            expect(Verdict::OnceOnly, "reopen again", [&](auto done) { campus_.feedback.reopen(key, "还没修好", {campus_.new_id()}, now, done); });
        }
        if (dice_.chance(60)) {
            expect(Verdict::Done, "close", [&](auto done) { campus_.feedback.close(key, {campus_.new_id()}, now, done); });
            move(state, domain::Actor::Student, domain::FeedbackAction{domain::feedback_action::Close{}});
        }
    }
}

}  // namespace xz::simulation
