#include "terminal/core/domain/reading.hpp"

#include <boost/json/array.hpp>
#include <boost/json/value.hpp>
#include <fmt/format.h>

namespace xz::domain::reading {

namespace {

bool before(const Day& left, const Day& right) {
    return std::chrono::sys_days{left} < std::chrono::sys_days{right};
}

// A day of the cycle's two calendar years; anything else is a typing error.
Day day_of(json::ObjectReader& reader, std::string_view key, int first_year, Problems& problems) {
    const auto problems_before = problems.size();
    const auto day = reader.day(key);
    const bool read = problems.size() == problems_before;
    const int year = static_cast<int>(day.year());
    if (read && first_year != 0 && (year < first_year || year > first_year + 1))
        reader.problem(key, fmt::format("a day of {} or {}", first_year, first_year + 1));
    return day;
}

// What a kind of window has beside its two days.
struct Extras {
    bool freeze = false;
    bool review_by = false;
};

Window read_window(json::ObjectReader& cycle, std::string_view key, int first_year, Extras extras, Problems& problems) {
    auto reader = cycle.object(key);
    const auto problems_before = problems.size();
    Window window{.opens = day_of(reader, "opens", first_year, problems), .closes = day_of(reader, "closes", first_year, problems),
                  .freeze = {}, .review_by = {}};
    if (extras.freeze && reader.optional_member("freeze")) window.freeze = day_of(reader, "freeze", first_year, problems);
    if (extras.review_by && reader.optional_member("review_by")) window.review_by = day_of(reader, "review_by", first_year, problems);
    reader.refuse_unknown();
    if (problems.size() != problems_before) return window;
    if (before(window.closes, window.opens)) reader.problem("closes", "a day not before the window opens");
    if (window.freeze && (before(*window.freeze, window.opens) || before(window.closes, *window.freeze)))
        reader.problem("freeze", "a day inside the window");
    if (window.review_by && before(*window.review_by, window.closes)) reader.problem("review_by", "a day not before the window closes");
    return window;
}

constexpr std::size_t MostDays = 120;
constexpr int MostAfterLeave = 60;

// Days in rising order; absent: none.
std::vector<Day> read_days(json::ObjectReader& cycle, std::string_view key, int first_year, Problems& problems) {
    std::vector<Day> days;
    if (!cycle.optional_member(key)) return days;
    cycle.each(key, 0, MostDays, [&](const json::Value& value, const std::string& path) {
        const auto* text = value.if_string();
        const auto day = text ? day_from_text(*text) : std::nullopt;
        const bool of_cycle = day && (first_year == 0 || (int(day->year()) >= first_year && int(day->year()) <= first_year + 1));
        if (!of_cycle) problems.push_back({path, fmt::format("a day of {} or {}", first_year, first_year + 1)});
        else if (!days.empty() && !before(days.back(), *day)) problems.push_back({path, "a day after the one before"});
        else days.push_back(*day);
    });
    return days;
}

WorkCalendar read_work_calendar(json::ObjectReader& cycle, int first_year, Problems& problems) {
    WorkCalendar work{.holidays = read_days(cycle, "holidays", first_year, problems), .extra_days = read_days(cycle, "worked_weekends", first_year, problems)};
    for (const auto& day : work.extra_days)
        if (std::binary_search(work.holidays.begin(), work.holidays.end(), day))
            cycle.problem("worked_weekends", fmt::format("days that are no holidays, which {} is", to_text(day)));
        else if (is_worked(day, {})) cycle.problem("worked_weekends", fmt::format("Saturdays and Sundays, which {} is none of", to_text(day)));
    return work;
}

// A year's steps begin one after the other (DOMAIN 2), and none ends when what it is for is over.
class Order {
public:
    Order(const Cycle& cycle, const Place& place) : cycle_{cycle}, place_{place} {}

    void check() const {
        const auto& year = cycle_;
        need(before(year.publish.opens, year.plan.opens), "plan.opens", "a day after the publication opens");
        need(before(year.plan.opens, year.monitoring.opens), "monitoring.opens", "a day after the plan's window opens");
        need(before(year.monitoring.opens, year.checkpoint.opens), "checkpoint.opens", "a day after the monitoring opens");
        need(before(year.plan.closes, year.checkpoint.opens), "checkpoint.opens", "a day after the plan's window closes");
        need(before(year.checkpoint.closes, year.diagnosis.opens), "diagnosis.opens", "a day after the mid-year check's window closes");
        need(before(year.checkpoint.closes, year.graduates_diagnosis.opens), "graduates_diagnosis.opens", "a day after the mid-year check's window closes");
        need(before(year.diagnosis.opens, year.report.opens), "report.opens", "a day after the diagnosis opens");
        need(!before(year.plan.closes, year.publish.closes), "publish.closes", "a day not after the plan's window closes");
        need(!before(year.monitoring.closes, year.checkpoint.closes), "monitoring.closes", "a day not before the mid-year check's window closes");
        need(!before(year.report.closes, year.monitoring.closes), "monitoring.closes", "a day not after the report closes");
        need(!before(year.diagnosis.closes, year.graduates_diagnosis.closes), "graduates_diagnosis.closes", "a day not after the others' diagnosis closes");
        need(!before(year.report.closes, year.diagnosis.closes), "report.closes", "a day not before the diagnosis closes");
        need(before(year.report.closes, year.carry_over), "carry_over", "a day after the report closes");
        need(!year.plan.review_by || before(*year.plan.review_by, year.checkpoint.opens), "plan.review_by", "a day before the mid-year check opens");
        need(!year.checkpoint.review_by || before(*year.checkpoint.review_by, year.diagnosis.opens), "checkpoint.review_by", "a day before the diagnosis opens");
        for (const auto& [window, name] : {std::pair{&year.diagnosis, "diagnosis.review_by"}, {&year.graduates_diagnosis, "graduates_diagnosis.review_by"}})
            need(!window->review_by || !before(year.report.closes, *window->review_by), name, "a day not after the report closes");
    }

private:
    void need(bool kept, std::string_view member, std::string_view expected) const {
        if (!kept) place_.problems.push_back({fmt::format("{}.{}", place_.path, member), std::string{expected}});
    }

    const Cycle& cycle_;
    const Place& place_;
};

// A cycle is the one of the day from its publication on: what the one before still asks of students must be over by then.
void check_follows(const Cycle& former, const Cycle& cycle, const std::string& path, Problems& problems) {
    if (!before(former.diagnosis.closes, cycle.publish.opens))
        problems.push_back({path + ".publish.opens", fmt::format("a day after the diagnosis of {} closes", former.academic_year)});
    if (before(cycle.plan.opens, former.carry_over))
        problems.push_back({path + ".plan.opens", fmt::format("a day not before the carry-over of {}", former.academic_year)});
}

Cycle read_cycle(const Place& place) {
    auto& problems = place.problems;
    auto reader = place.object();
    Cycle cycle;
    cycle.academic_year = reader.text("academic_year", 9, 9);
    int first_year = 0;
    if (is_academic_year(cycle.academic_year)) first_year = std::stoi(cycle.academic_year);
    else reader.problem("academic_year", "two years in a row, like 2026-2027");
    const auto problems_before = problems.size();
    cycle.publish = read_window(reader, "publish", first_year, {}, problems);
    cycle.plan = read_window(reader, "plan", first_year, {.review_by = true}, problems);
    cycle.monitoring = read_window(reader, "monitoring", first_year, {}, problems);
    cycle.checkpoint = read_window(reader, "checkpoint", first_year, {.review_by = true}, problems);
    cycle.diagnosis = read_window(reader, "diagnosis", first_year, {.freeze = true, .review_by = true}, problems);
    cycle.graduates_diagnosis = read_window(reader, "graduates_diagnosis", first_year, {.freeze = true, .review_by = true}, problems);
    cycle.report = read_window(reader, "report", first_year, {}, problems);
    cycle.carry_over = day_of(reader, "carry_over", first_year, problems);
    cycle.work = read_work_calendar(reader, first_year, problems);
    if (const auto days = reader.optional_integer("after_leave_days", 0, MostAfterLeave)) cycle.after_leave_days = static_cast<int>(*days);
    reader.refuse_unknown();
    if (problems.size() == problems_before) Order{cycle, place}.check();
    return cycle;
}

}  // namespace

std::vector<Cycle> read_cycles(const Place& place) {
    std::vector<Cycle> cycles;
    const auto* array = place.value.if_array();
    if (!array || array->empty() || array->size() > 12) {
        place.problem("an array of 1 to 12 cycles");
        return cycles;
    }
    for (std::size_t index = 0; index < array->size(); ++index) {
        const auto path = fmt::format("{}[{}]", place.path, index);
        auto cycle = read_cycle({(*array)[index], path, place.problems});
        if (!cycles.empty() && cycle.academic_year <= cycles.back().academic_year)
            place.problems.push_back({path + ".academic_year", fmt::format("a year after {}", cycles.back().academic_year)});
        else if (!cycles.empty()) check_follows(cycles.back(), cycle, path, place.problems);
        cycles.push_back(std::move(cycle));
    }
    return cycles;
}

}  // namespace xz::domain::reading
