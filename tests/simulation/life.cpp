#include "tests/simulation/life.hpp"

#include "terminal/core/domain/checkpoint.hpp"
#include "terminal/core/domain/feedback.hpp"
#include "tests/simulation/published_years.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace xz::simulation {

using protocol::QuarantineReason;
using protocol::RecordKind;
using server::sync::Reviewed;
using server::sync::Verdict;

namespace {

constexpr int Students = 200;
constexpr int Grades = 3;

domain::Answer answer_for(const domain::Indicator& indicator, int level) {
    switch (indicator.type) {
        case domain::IndicatorType::Likert: return domain::LikertItems{std::vector<std::optional<int>>(indicator.items.size(), level + 1)};
        case domain::IndicatorType::Choice:
            return domain::Chosen{indicator.choices[static_cast<std::size_t>(level - 1) * (indicator.choices.size() - 1) / 3].value};
        case domain::IndicatorType::Number:
        case domain::IndicatorType::Count: break;
    }
    return domain::Decimal{static_cast<std::uint32_t>(level)};
}

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

Life::Life(Campus& campus, Ledger& ledger, std::uint64_t seed, std::function<void(const std::string&)> after_season)
    : campus_{campus}, ledger_{ledger}, dice_{seed}, after_season_{std::move(after_season)} {}

void Life::live() {
    for (int first_year = FirstYear; first_year < FirstYear + Years; ++first_year) year(first_year);
}

void Life::year(int first_year) {
    first_year_ = first_year;
    campus_.at(day(0, "08-21"));
    publishing();
    autumn_roster();
    season("publish");
    campus_.at(day(0, "09-15"));
    planning();
    season("plan");
    campus_.at(day(0, "10-18"));
    plan_review();
    season("plan review");
    campus_.at(day(0, "11-12"));
    late_kiosk();
    season("late kiosk");
    campus_.at(day(1, "01-16"));
    first_data();
    season("first data");
    campus_.at(day(1, "01-20"));
    small_loop();
    season("small loop");
    campus_.at(day(1, "03-05"));
    checking();
    season("mid-year check");
    campus_.at(day(1, "03-20"));
    speaking();
    season("feedback");
    campus_.at(day(1, "04-20"));
    spring_graduation();
    season("graduates' diagnosis");
    campus_.at(day(1, "06-02"));
    second_data();
    season("second data");
    campus_.at(day(1, "06-20"));
    diagnosing();
    season("diagnosis");
    campus_.at(day(1, "07-14"));
    diagnosis_review();
    season("diagnosis review");
    campus_.at(day(1, "09-02"));
    closing();
    season("closing");
}

std::string Life::day(int of_next_year, std::string_view month_day) const {
    return fmt::format("{}-{}", first_year_ + of_next_year, month_day);
}

std::string Life::academic() const {
    return academic_year(first_year_);
}

bool Life::graduates(const Person& person) const {
    return person.grade.value_or(first_year_ - person.entered + 1) >= Grades;
}

std::vector<Life::Person*> Life::present() {
    std::vector<Person*> here;
    for (auto& person : people_)
        if (person.status == "active") here.push_back(&person);
    return here;
}

std::string Life::marks_code() const {
    return instrument().find("XY01") ? "XY01" : "XY11";
}

void Life::season(const std::string& name) {
    deliver();
    after_season_(academic() + " " + name);
}

template <typename State, typename Action>
void Life::move(State& state, domain::Actor actor, const Action& action) {
    auto next = domain::step(state, actor, action);
    if (!next) throw std::logic_error{fmt::format("the simulation steps from {} by {}: {}", domain::name_of(state), domain::name_of(actor), domain::name_of(next.error()))};
    state = std::move(*next);
}

template <typename Step>
void Life::expect(Verdict verdict, const std::string& what, Step&& step) {
    const auto came = Campus::taken(std::forward<Step>(step));
    if (came != verdict) throw std::logic_error{fmt::format("{} {}: {} came to {}, not {}", academic(), to_rfc3339(campus_.clock.now()), what, to_text(came), to_text(verdict))};
    ++happened_[verdict == Verdict::Done ? what : "refused: " + what];
}

// --- August: what is published, who is there

void Life::publishing() {
    if (first_year_ == FirstYear) campus_.publish(first_version());
    if (first_year_ == ChangedYear) {
        campus_.publish(second_version());
        ++happened_["form changed"];
    }
    published_ = campus_.published_now();
}

void Life::autumn_roster() {
    for (auto& person : people_) {
        if (person.status == "suspended") {
            person.status = "active";
            person.grade = std::max(1, first_year_ - person.entered);
            ++happened_["came back"];
        } else if (person.status == "active" && first_year_ - person.entered >= Grades && !person.grade) {
            person.status = "graduated";
            ++happened_["graduated"];
        } else if (person.status == "active" && dice_.chance(3)) {
            person.status = "suspended";
            ++happened_["on leave"];
        }
    }
    const int from = first_year_ == FirstYear ? first_year_ - Grades + 1 : first_year_;
    for (int entered = from; entered <= first_year_; ++entered) {
        int count = 0;
        while (count < (Students + Grades - 1) / Grades) {
            const bool first_half = count++ % 2 == 0;
            people_.push_back({.number = fmt::format("{}{:03}", entered, count), .class_code = fmt::format("{}{}", first_half ? "Q" : "R", entered), .department = first_half ? "D1,气象系" : "D2,软件工程系",
                               .entered = entered, .strength = dice_.from(-20, 20)});
        }
    }
    std::string csv = "XH,XM,XBM,BH,RXNY,class_name,department_code,department_name,status,grade_override\n";
    for (const auto& person : people_)
        csv += fmt::format("{},同学{},1,{},{}09,{}班,{},{},{}\n", person.number, person.number.substr(4), person.class_code, person.entered, person.class_code, person.department, person.status,
                           person.grade ? std::to_string(*person.grade) : "");
    const auto imported = campus_.import_roster(csv);
    if (!imported.taken || imported.repeated) throw std::logic_error{"the roster was not taken: " + to_text(imported.report)};
    if (!campus_.import_roster(csv).repeated) throw std::logic_error{"the same roster was taken twice"};
    for (const auto& person : people_) campus_.give_pin(person.number);
    duties();
}

void Life::duties() {
    campus_.run_duties();
    for (auto& [key, state] : ledger_.threads) {
        if (!domain::step(state, domain::Actor::Platform, domain::FeedbackAction{domain::feedback_action::Escalate{}})) continue;
        move(state, domain::Actor::Platform, domain::FeedbackAction{domain::feedback_action::Escalate{}});
        ++happened_["escalated"];
    }
}

// --- records

protocol::RecordContent Life::record(const Person& person, RecordKind kind, std::string payload) const {
    protocol::RecordContent content;
    content.id = campus_.new_id();
    content.student_no = person.number;
    content.kind = kind;
    content.academic_year = academic();
    content.instrument = instrument().id();
    content.payload = std::move(payload);
    content.consents = {{.purpose = "sensitive", .notice = "notice@1", .given = true, .at = campus_.clock.now()}};
    content.started_at = campus_.clock.now();
    content.submitted_at = campus_.clock.now();
    content.locale = "zh_CN";
    return content;
}

void Life::send(const protocol::RecordContent& content, std::optional<QuarantineReason> refused) {
    ledger_.note(content, refused);
    waiting_.push_back(content.submitted_at < campus_.clock.now() ? campus_.sealed_with_pin(content) : campus_.sealed_online(content));
}

void Life::deliver() {
    campus_.arrive(waiting_);
    waiting_.clear();
}

void Life::hand_in_plan(const Person& person, domain::Plan plan, Instant written) {
    auto content = record(person, RecordKind::Plan, domain::to_json(plan));
    content.started_at = written;
    content.submitted_at = written;
    auto& mine = own(person);
    if (mine.plan) {
        content.base = mine.plan->id;
        content.revision = mine.plan->revision + 1;
    }
    move(plan_state(person), domain::Actor::Student, domain::PlanAction{domain::plan_action::Submit{content.id}});
    mine.plan = content;
    mine.plan_content = std::move(plan);
    send(content);
}

void Life::hand_in_diagnosis(const Person& person, domain::Diagnosis diagnosis) {
    domain::give_codes(diagnosis);
    auto content = record(person, RecordKind::Diagnosis, domain::to_json(diagnosis));
    auto& mine = own(person);
    if (mine.diagnosis) {
        content.base = mine.diagnosis->id;
        content.revision = mine.diagnosis->revision + 1;
    }
    move(diagnosis_state(person), domain::Actor::Student, domain::DiagnosisAction{domain::diagnosis_action::Submit{content.id}});
    mine.diagnosis = content;
    send(content);
}

// --- September: plans

domain::Plan Life::new_plan(const Person& person) {
    domain::Plan plan;
    plan.year_goal = "稳步提高";
    plan.strengths = "动手能力强";
    auto& study = plan.dimensions["XY"];
    study.target_level = domain::Level::Good;
    domain::Goal marks{.code = "g1", .text = "加权均分提高", .indicator = marks_code(), .baseline = domain::Decimal{70}, .target = domain::Decimal{static_cast<std::uint32_t>(dice_.from(75, 90))}, .priority = 3};
    marks.measures = {{.code = "m1", .text = "每天预习", .due = day_from_text(day(1, "01-15"))}};
    study.goals.push_back(std::move(marks));
    plan.dimensions["LD"].goals.push_back({.code = next_goal_code(plan), .text = "养成整理的习惯", .priority = dice_.from(1, 3)});

    const auto placed = campus_.ports().students.find(person.number);
    const auto standing = campus_.years.standing(*placed, published_->cycle_at(campus_.clock.now()), campus_.clock.now());
    for (const auto& item : standing.carried) {
        auto& goals = plan.dimensions[item.dimension].goals;
        if (goals.size() >= static_cast<std::size_t>(instrument().limits.goals)) continue;
        domain::Goal goal{.code = next_goal_code(plan), .text = item.text};
        goal.from = item.from;
        goals.push_back(std::move(goal));
        ++happened_["carried into a plan"];
    }
    return plan;
}

domain::Plan Life::revised(domain::Plan plan, domain::PlanOccasion occasion) {
    plan.occasion = occasion;
    auto& goal = plan.dimensions["XY"].goals.front();
    const auto code = next_measure_code(goal);
    goal.measures.push_back({.code = code, .text = "每周答疑", .due = {}});
    if (goal.measures.size() > static_cast<std::size_t>(instrument().limits.measures)) goal.measures.erase(goal.measures.begin());
    return plan;
}

void Life::planning() {
    for (auto* person : present()) {
        if (dice_.chance(3)) continue;  // no plan this year
        if (dice_.chance(5)) {          // in a corridor without a network
            auto plan = new_plan(*person);
            const auto content = record(*person, RecordKind::Plan, domain::to_json(plan));
            written_offline_.push_back(content);
            offline_.push_back(campus_.sealed_offline(content));
            own(*person).plan = content;
            own(*person).plan_content = std::move(plan);
            ++happened_["handed in offline"];
            continue;
        }
        hand_in_plan(*person, new_plan(*person));
        ++happened_["plan"];
        if (dice_.chance(2)) {
            auto late = record(*person, RecordKind::Plan, domain::to_json(new_plan(*person)));
            late.academic_year = academic_year(first_year_ - 1);
            send(late, QuarantineReason::Window);
            ++happened_["plan for a year that is closed"];
        }
    }
    deliver();
    // Second thoughts, before anybody looked.
    for (auto* person : present()) {
        auto& state = plan_state(*person);
        if (!std::holds_alternative<domain::plan_state::Submitted>(state)) continue;
        if (dice_.chance(6)) {
            const auto waiting = domain::latest_record(state);
            expect(Verdict::Done, "withdraw", [&](auto done) { campus_.proceedings.withdraw_plan(person->number, waiting, campus_.new_id(), campus_.clock.now(), done); });
            move(state, domain::Actor::Student, domain::PlanAction{domain::plan_action::Withdraw{}});
            expect(Verdict::WrongState, "withdraw twice", [&](auto done) { campus_.proceedings.withdraw_plan(person->number, waiting, campus_.new_id(), campus_.clock.now(), done); });
            if (dice_.chance(70)) hand_in_plan(*person, revised(*own(*person).plan_content, domain::PlanOccasion::Year));
        } else if (dice_.chance(6)) {
            hand_in_plan(*person, revised(*own(*person).plan_content, domain::PlanOccasion::Year));
            ++happened_["handed in again"];
        }
    }
}

void Life::review_plan(const Person& person, int return_chance) {
    auto& state = plan_state(person);
    const Reviewed what{person.number, academic(), domain::latest_record(state)};
    const auto now = campus_.clock.now();
    if (dice_.chance(5)) expect(Verdict::WrongState, "approve unopened", [&](auto done) { campus_.proceedings.approve_plan(what, "", counselor_, now, done); });
    if (dice_.chance(5)) expect(Verdict::WrongActor, "open as a teacher", [&](auto done) { campus_.proceedings.open_plan(what, teacher_, now, done); });
    expect(Verdict::Done, "open", [&](auto done) { campus_.proceedings.open_plan(what, counselor_, now, done); });
    move(state, domain::Actor::Counselor, domain::PlanAction{domain::plan_action::Open{}});
    if (dice_.chance(3)) {  // another one arrives on the counselor's desk meanwhile
        const auto occasion = own(person).plan_content->occasion;
        const bool of_year = occasion == domain::PlanOccasion::Year;
        hand_in_plan(person, revised(*own(person).plan_content, occasion), of_year ? noon(day(0, "10-14")) : now);
        deliver();
        expect(Verdict::WrongState, "approve what was replaced", [&](auto done) { campus_.proceedings.approve_plan(what, "", counselor_, now, done); });
        return;
    }
    if (dice_.chance(5)) expect(Verdict::WrongState, "withdraw what is looked at", [&](auto done) { campus_.proceedings.withdraw_plan(person.number, what.record, campus_.new_id(), now, done); });
    if (dice_.chance(return_chance)) {
        expect(Verdict::ReasonMissing, "return without a reason", [&](auto done) { campus_.proceedings.return_plan(what, " ", counselor_, now, done); });
        expect(Verdict::Done, "return", [&](auto done) { campus_.proceedings.return_plan(what, "目标要能衡量", counselor_, now, done); });
        move(state, domain::Actor::Counselor, domain::PlanAction{domain::plan_action::Return{"目标要能衡量"}});
    } else {
        expect(Verdict::Done, "approve", [&](auto done) { campus_.proceedings.approve_plan(what, dice_.chance(30) ? "加油" : "", counselor_, now, done); });
        move(state, domain::Actor::Counselor, domain::PlanAction{domain::plan_action::Approve{}});
    }
}

void Life::plan_review() {
    for (auto* person : present())
        if (std::holds_alternative<domain::plan_state::Submitted>(plan_state(*person)) && dice_.chance(95)) review_plan(*person, 15);
    for (auto* person : present())
        if (std::holds_alternative<domain::plan_state::Returned>(plan_state(*person)) && dice_.chance(85)) {
            hand_in_plan(*person, revised(*own(*person).plan_content, domain::PlanOccasion::Year));
            ++happened_["revised after a return"];
        }
    deliver();
    for (auto* person : present())
        if (std::holds_alternative<domain::plan_state::Submitted>(plan_state(*person)) && dice_.chance(95)) review_plan(*person, 5);
}

// The kiosk without a network is back, weeks after the window closed.
void Life::late_kiosk() {
    for (const auto& content : written_offline_) ledger_.note(content);
    written_offline_.clear();
    campus_.arrive_late(offline_);
    offline_.clear();
    for (auto* person : present()) {
        const auto& mine = own(*person);
        auto& state = plan_state(*person);
        if (!mine.plan || !std::holds_alternative<domain::plan_state::Draft>(state) || !domain::latest_record(state).empty()) continue;
        const auto stored = campus_.ports().proceedings.find({person->number, RecordKind::Plan, academic()});
        if (stored.record != mine.plan->id) continue;  // withdrawn and not handed in again
        move(state, domain::Actor::Student, domain::PlanAction{domain::plan_action::Submit{mine.plan->id}});
        ++happened_["arrived late"];
        if (dice_.chance(80)) review_plan(*person, 0);
    }
}

// --- January and June: data, warnings and what is done about them

std::string Life::status_csv(const std::string& term, const std::string& as_of, bool with_typing_error) {
    std::string csv = "XH,indicator,academic_year,term,value,source,as_of\n";
    for (const auto* person : present())
        for (const auto& dimension : instrument().dimensions)
            for (const auto& indicator : dimension.indicators) {
                if (indicator.source != domain::Source::Imported || dice_.chance(5)) continue;
                csv += fmt::format("{},{},{},{},{},教务系统,{}\n", person->number, indicator.code, academic(), term, value_for(indicator, person->strength, dice_), as_of);
            }
    if (with_typing_error) csv += fmt::format("9999999,{},{},{},70,教务系统,{}\n{},{},{},{},7000,教务系统,{}\n", marks_code(), academic(), term, as_of, people_.back().number, marks_code(), academic(), term, as_of);
    return csv;
}

void Life::first_data() {
    const auto before = campus_.dump();
    const auto wrong = campus_.import_status(status_csv("1", day(1, "01-15"), true));
    if (wrong.taken || wrong.report.problems().size() != 2) throw std::logic_error{"a wrong file was taken, or its faults not found: " + to_text(wrong.report)};
    if (campus_.dump() != before) throw std::logic_error{"a file that was refused has changed something"};
    ++happened_["wrong file"];
    const auto csv = status_csv("1", day(1, "01-15"), false);
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
    expect(verdict, "object", [&](auto done) { campus_.warnings.object(person.number, academic(), indicator, "数据有误", campus_.new_id(), now, done); });
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
        if (dice_.chance(5)) expect(Verdict::WrongState, "act before acknowledging", [&](auto done) { campus_.warnings.act(person.number, key, "答疑", {}, campus_.new_id(), now, done); });
        expect(Verdict::Done, "acknowledge", [&](auto done) { campus_.warnings.acknowledge(person.number, key, campus_.new_id(), now, done); });
        if (!dice_.chance(75)) continue;
        expect(Verdict::Done, "act", [&](auto done) { campus_.warnings.act(person.number, key, "每周答疑一次", {}, campus_.new_id(), now, done); });
        if (dice_.chance(40)) expect(Verdict::Done, "resolve", [&](auto done) { campus_.warnings.resolve(person.number, key, "已面谈", counselor_, now, done); });
    }
}

void Life::handle_objections() {
    const auto now = campus_.clock.now();
    for (const auto& unit : campus_.ports().students.units(server::sync::UnitKind::Class))
        for (const auto& heard : campus_.warnings.objections_of_class(unit.code)) {
            const auto number = heard.stored.number;
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
    const auto imported = campus_.import_status(status_csv("2", day(1, "06-01"), false));
    if (!imported.taken) throw std::logic_error{"status data were not taken: " + to_text(imported.report)};
    duties();
    for (auto* person : present())
        if (dice_.chance(60)) handle_cards(*person);
    handle_objections();
}

// --- March: the mid-year check, and what students say

void Life::checking() {
    for (auto* person : present()) {
        const auto active = domain::active_record(plan_state(*person));
        if (active.empty() || !dice_.chance(92)) continue;
        const auto kept = campus_.vault.content(person->number, active);
        const auto plan = domain::plan_from_json(kept->content.payload);
        domain::Checkpoint checkpoint{.plan = active};
        for (const auto& goal : domain::unchecked_goals({}, *plan)) checkpoint.goals[goal].progress = instrument().completion_steps[static_cast<std::size_t>(dice_.from(0, 4))];
        checkpoint.revises = std::holds_alternative<domain::plan_state::Active>(plan_state(*person)) && dice_.chance(20);
        send(record(*person, RecordKind::Checkpoint, domain::to_json(checkpoint)));
        ++happened_["mid-year check"];
        if (checkpoint.revises) {
            hand_in_plan(*person, revised(*own(*person).plan_content, domain::PlanOccasion::Checkpoint));
            ++happened_["revised at the check"];
        }
    }
    deliver();
    for (auto* person : present())
        if (std::holds_alternative<domain::plan_state::RevisionSubmitted>(plan_state(*person)) && dice_.chance(90)) review_plan(*person, 20);
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
            expect(Verdict::Done, "reopen", [&](auto done) { campus_.feedback.reopen(key, "还没修好", campus_.new_id(), now, done); });
            move(state, domain::Actor::Student, domain::FeedbackAction{domain::feedback_action::Reopen{}});
            if (dice_.chance(30)) continue;
            expect(Verdict::Done, "assign", [&](auto done) { campus_.feedback.assign(key, "zr", lead_, now, done); });
            move(state, domain::Actor::DepartmentLead, domain::FeedbackAction{domain::feedback_action::Assign{"zr"}});
            answer();
            expect(Verdict::OnceOnly, "reopen again", [&](auto done) { campus_.feedback.reopen(key, "还没修好", campus_.new_id(), now, done); });
        }
        if (dice_.chance(60)) {
            expect(Verdict::Done, "close", [&](auto done) { campus_.feedback.close(key, campus_.new_id(), now, done); });
            move(state, domain::Actor::Student, domain::FeedbackAction{domain::feedback_action::Close{}});
        }
    }
}

// --- April and June: diagnoses

domain::Diagnosis Life::new_diagnosis(const Person& person) {
    const int level = std::clamp(dice_.from(1, 4) + person.strength / 10, 1, 4);
    domain::Diagnosis diagnosis;
    for (const auto& dimension : instrument().dimensions) {
        diagnosis.dimensions[dimension.code].self_level = domain::level_from(std::clamp(level + dice_.from(-1, 1), 1, 4));
        for (const auto& indicator : dimension.indicators)
            if (indicator.asked() && !dice_.chance(4)) diagnosis.answers.set(indicator.code, answer_for(indicator, level));
    }
    const auto active = domain::active_record(plan_state(person));
    if (active.empty()) {
        diagnosis.without_plan = "九月请假";
        ++happened_["diagnosis without a plan"];
    } else {
        diagnosis.plan = active;
        const auto plan = domain::plan_from_json(campus_.vault.content(person.number, active)->content.payload);
        for (const auto& goal : domain::unchecked_goals({}, *plan)) diagnosis.goals[goal].completion = instrument().completion_steps[static_cast<std::size_t>(dice_.from(0, 4))];
    }
    if (dice_.chance(50)) {
        auto& improvement = diagnosis.dimensions["XY"].improvements.emplace_back();
        improvement.text = "提高复习效率";
        improvement.carry = true;
        improvement.tag = domain::ImprovementTag::Method;
        if (!active.empty()) improvement.goal = "g1";
    }
    if (dice_.chance(20)) diagnosis.dimensions["CX"].improvements.push_back({.text = "参加一次双创活动", .due = {}, .carry = dice_.chance(70)});
    return diagnosis;
}

void Life::review_diagnosis(const Person& person, int return_chance) {
    auto& state = diagnosis_state(person);
    const Reviewed what{person.number, academic(), domain::latest_record(state)};
    const auto now = campus_.clock.now();
    if (dice_.chance(4)) expect(Verdict::WrongState, "reopen what is not confirmed", [&](auto done) { campus_.proceedings.reopen_diagnosis(what, "数据更正", lead_, now, done); });
    if (dice_.chance(return_chance)) {
        expect(Verdict::Done, "return a diagnosis", [&](auto done) { campus_.proceedings.return_diagnosis(what, "原因请写具体", counselor_, now, done); });
        move(state, domain::Actor::Counselor, domain::DiagnosisAction{domain::diagnosis_action::Return{"原因请写具体"}});
        return;
    }
    expect(Verdict::Done, "confirm", [&](auto done) { campus_.proceedings.confirm_diagnosis(what, "", counselor_, now, done); });
    move(state, domain::Actor::Counselor, domain::DiagnosisAction{domain::diagnosis_action::Confirm{}});
    if (dice_.chance(4)) expect(Verdict::WrongActor, "reopen as a counselor", [&](auto done) { campus_.proceedings.reopen_diagnosis(what, "数据更正", counselor_, now, done); });
    if (!dice_.chance(4)) return;
    expect(Verdict::Done, "reopen a diagnosis", [&](auto done) { campus_.proceedings.reopen_diagnosis(what, "数据更正", lead_, now, done); });
    move(state, domain::Actor::DepartmentLead, domain::DiagnosisAction{domain::diagnosis_action::Reopen{"数据更正"}});
}

void Life::spring_graduation() {
    for (auto* person : present()) {
        if (graduates(*person) && dice_.chance(93)) {
            hand_in_diagnosis(*person, new_diagnosis(*person));
            ++happened_["graduate's diagnosis"];
        } else if (!graduates(*person) && dice_.chance(2)) {
            domain::Diagnosis early = new_diagnosis(*person);
            domain::give_codes(early);
            send(record(*person, RecordKind::Diagnosis, domain::to_json(early)), QuarantineReason::Window);
            ++happened_["diagnosis outside its window"];
        }
    }
    deliver();
    for (auto* person : present())
        if (own(*person).diagnosis) review_diagnosis(*person, 10);
}

void Life::diagnosing() {
    for (auto* person : present())
        if (!graduates(*person) && dice_.chance(92)) {
            hand_in_diagnosis(*person, new_diagnosis(*person));
            ++happened_["diagnosis"];
        }
    deliver();
    for (auto* person : present())
        if (std::holds_alternative<domain::diagnosis_state::Submitted>(diagnosis_state(*person)) && dice_.chance(8)) {
            hand_in_diagnosis(*person, new_diagnosis(*person));
            ++happened_["diagnosis handed in again"];
        }
    deliver();
}

void Life::diagnosis_review() {
    const auto review_all = [&](int return_chance) {
        for (auto* person : present())
            if (std::holds_alternative<domain::diagnosis_state::Submitted>(diagnosis_state(*person)) && dice_.chance(97)) review_diagnosis(*person, return_chance);
    };
    const auto answer_all = [&] {
        for (auto* person : present()) {
            const auto& state = diagnosis_state(*person);
            const bool back = std::holds_alternative<domain::diagnosis_state::Returned>(state) || std::holds_alternative<domain::diagnosis_state::Reopened>(state);
            if (back && dice_.chance(85)) {
                hand_in_diagnosis(*person, new_diagnosis(*person));
                ++happened_["diagnosis revised"];
            }
        }
        deliver();
    };
    review_all(12);
    answer_all();
    review_all(5);
}

// --- September: what is over is over

void Life::closing() {
    duties();
    for (auto& [key, state] : ledger_.diagnoses)
        if (key.second == academic() && std::holds_alternative<domain::diagnosis_state::Confirmed>(state)) {
            move(state, domain::Actor::Platform, domain::DiagnosisAction{domain::diagnosis_action::Archive{}});
            ++happened_["archived"];
        }
}

}  // namespace xz::simulation
