#include "server-sync/analytics/publisher.hpp"

#include "server-sync/analytics/advance.hpp"
#include "server-sync/analytics/comparable.hpp"

#include <algorithm>
#include <iterator>

namespace xz::server::analytics {

namespace {

constexpr const char* kClass = "class";
constexpr const char* kDepartment = "department";
constexpr const char* kDepartmentRest = "department-rest";
constexpr const char* kCollege = "college";
constexpr const char* kCollegeRest = "college-rest";

}  // namespace

void Publisher::refresh(const std::set<ClassAndYear>& classes) {
    const std::lock_guard lock{one_at_a_time_};
    refresh_unlocked(classes);
}

void Publisher::refresh_all() {
    const std::lock_guard lock{one_at_a_time_};
    const College college = College::read(ports_.students);
    const auto years = ports_.results.academic_years();
    std::set<ClassAndYear> all;
    for (const std::string& year : years) {
        for (const auto& [code, department] : college.department_of) {
            all.emplace(code, year);
        }
    }
    refresh_unlocked(all);
    for (const std::string& year : years) {
        if (is_closed(year)) {
            for (const auto& [department, classes] : college.classes_of) {
                refresh_department(department, year, college);
            }
            refresh_college(year, college);
        }
    }
}

void Publisher::refresh_unlocked(const std::set<ClassAndYear>& classes) {
    std::set<ClassAndYear> due;
    std::copy_if(classes.begin(), classes.end(), std::inserter(due, due.end()),
                 [this](const ClassAndYear& group) { return is_due(group); });
    if (due.empty()) {
        return;
    }
    const College college = College::read(ports_.students);
    std::set<std::pair<std::string, std::string>> departments;  // department, year
    for (const ClassAndYear& group : due) {
        const auto department = college.department_of.find(group.first);
        if (refresh_class(group, college) == Moved::Yes && department != college.department_of.end()) {
            departments.emplace(department->second, group.second);
        }
    }
    std::set<std::string> years;
    for (const auto& [department, year] : departments) {
        if (!department.empty()) {
            refresh_department(department, year, college);
            years.insert(year);
        }
    }
    for (const std::string& year : years) {
        refresh_college(year, college);
    }
}

std::optional<Publisher::State> Publisher::state(const std::string& kind, const std::string& code, const std::string& year) const {
    const auto stored = ports_.snapshots.newest(kind, code, year);
    if (!stored) {
        return std::nullopt;
    }
    auto sums = decode_sums(stored->sums);
    const auto shown = decode_shown(stored->shown);
    if (!sums || !shown) {
        return std::nullopt;
    }
    Row levels = level_row(*sums, *shown);
    return State{.sums = std::move(*sums), .levels = std::move(levels), .number = stored->number};
}

bool Publisher::is_due(const ClassAndYear& group) {
    auto known = published_students_.find(group);
    if (known == published_students_.end()) {
        const auto stored = ports_.snapshots.newest(kClass, group.first, group.second);
        known = published_students_.emplace(group, stored ? stored->students : 0).first;
    }
    return ports_.results.count(group.first, group.second).counted >= known->second + rules_.step;
}

Publisher::Moved Publisher::refresh_class(const ClassAndYear& group, const College& college) {
    const auto& [code, year] = group;
    const auto now = state(kClass, code, year);
    const auto department = college.department_of.find(code);
    std::set<std::string> elsewhere;
    if (department != college.department_of.end()) {
        for (const auto& [kind, above] : {std::pair{kDepartmentRest, department->second}, {kCollegeRest, std::string{CollegeCode}}}) {
            if (const auto rest = state(kind, above, year)) {
                elsewhere.insert(rest->sums.members.begin(), rest->sums.members.end());
            }
        }
    }
    const auto next =
        advance(now ? std::optional{now->sums} : std::nullopt, ports_.results.of_class(code, year), elsewhere, rules_);
    if (!next) {
        return Moved::No;
    }
    put(kClass, code, year, *next, Breadth::Class, {});
    published_students_[group] = next->students;
    return Moved::Yes;
}

void Publisher::refresh_department(const std::string& department, const std::string& year, const College& college) {
    if (is_closed(year) && count_left_over(department, year, college) >= rules_.least) {
        refresh_rest(kDepartmentRest, department, year, left_over(department, year, college));
    }
    std::vector<State> parts;
    for (const std::string& code : college.classes_of.at(department)) {
        if (auto part = state(kClass, code, year)) {
            parts.push_back(std::move(*part));
        }
    }
    // One class alone is no department yet: its sensitive answers would show under another name.
    const auto rest = state(kDepartmentRest, department, year);
    if (parts.size() > 1 || rest || college.classes_of.at(department).size() == 1) {
        put_union(kDepartment, department, year, parts, rest);
    }
}

void Publisher::refresh_college(const std::string& year, const College& college) {
    if (is_closed(year)) {
        std::uint64_t count = 0;
        for (const auto& [department, classes] : college.classes_of) {
            count += count_left_over(department, year, college);
        }
        const auto rest = state(kCollegeRest, CollegeCode, year);
        std::vector<sync::ScoredResult> left;
        if (count >= rules_.least + (rest ? rest->sums.students : 0)) {
            for (const auto& [department, classes] : college.classes_of) {
                auto of_department = left_over(department, year, college);
                std::move(of_department.begin(), of_department.end(), std::back_inserter(left));
            }
        }
        refresh_rest(kCollegeRest, CollegeCode, year, left);
    }
    std::vector<State> parts;
    for (const auto& [department, classes] : college.classes_of) {
        if (auto part = state(kDepartment, department, year)) {
            parts.push_back(std::move(*part));
        }
    }
    put_union(kCollege, CollegeCode, year, parts, state(kCollegeRest, CollegeCode, year));
}

// How many are counted and in no block of their class or department: a few index look-ups instead of reading results.
std::uint64_t Publisher::count_left_over(const std::string& department, const std::string& year, const College& college) const {
    std::uint64_t counted = 0;
    std::uint64_t published = 0;
    const auto note = [&](const std::optional<sync::StoredSnapshot>& there) { published += there ? there->students : 0; };
    note(ports_.snapshots.newest(kDepartmentRest, department, year));
    for (const std::string& code : college.classes_of.at(department)) {
        note(ports_.snapshots.newest(kClass, code, year));
        counted += ports_.results.count(code, year).counted;
    }
    return counted > published ? counted - published : 0;
}

// The students of a department's classes who are counted and in no published block.
std::vector<sync::ScoredResult> Publisher::left_over(const std::string& department, const std::string& year,
                                                     const College& college) const {
    std::set<std::string> published;
    const auto note = [&](const std::optional<State>& there) {
        if (there) {
            published.insert(there->sums.members.begin(), there->sums.members.end());
        }
    };
    note(state(kDepartmentRest, department, year));
    note(state(kCollegeRest, CollegeCode, year));
    std::vector<sync::ScoredResult> left;
    for (const std::string& code : college.classes_of.at(department)) {
        note(state(kClass, code, year));
        for (sync::ScoredResult& result : ports_.results.of_class(code, year)) {
            if (!published.contains(result.student_no)) {
                left.push_back(std::move(result));
            }
        }
    }
    return left;
}

// A rest only grows, by blocks of its own: those that are in it stay as they were when they entered.
void Publisher::refresh_rest(const std::string& kind, const std::string& code, const std::string& year,
                             const std::vector<sync::ScoredResult>& left_over) {
    const auto block = advance(std::nullopt, left_over, {}, rules_);
    if (!block) {
        return;
    }
    Sums next = *block;
    if (const auto now = state(kind, code, year)) {
        add(next, now->sums);
        next.members.insert(now->sums.members.begin(), now->sums.members.end());
    }
    put(kind, code, year, next, Breadth::Wide, {});
}

void Publisher::put_union(const std::string& kind, const std::string& code, const std::string& year,
                          const std::vector<State>& parts, const std::optional<State>& rest) {
    Sums sums;
    std::vector<Row> rows;
    for (const State& part : parts) {
        add(sums, part.sums);
        rows.push_back(part.levels);
    }
    if (rest) {
        add(sums, rest->sums);
    }
    const auto now = state(kind, code, year);
    if (sums.students < rules_.least || (now && now->sums == sums)) {
        return;
    }
    put(kind, code, year, sums, Breadth::Wide, rows);
}

void Publisher::put(const std::string& kind, const std::string& code, const std::string& year, const Sums& sums, Breadth breadth,
                    const std::vector<Row>& parts) {
    const auto judge = latest_of({sums.instruments.begin(), sums.instruments.end()}, published_);
    if (!judge) {
        return;
    }
    const auto before = ports_.snapshots.newest(kind, code, year);
    sync::StoredSnapshot snapshot{.group_kind = kind,
                                  .group_code = code,
                                  .academic_year = year,
                                  .number = before ? before->number + 1 : 1,
                                  .made_at = clock_.now(),
                                  .students = sums.students,
                                  .sums = encode(sums),
                                  .shown = encode(show(sums, *judge, breadth, parts, rules_))};
    sync::wait_for<sync::Done>(
        [&](sync::Completion<sync::Done> done) { ports_.snapshots.put({std::move(snapshot)}, std::move(done)); });
}

// Nothing more may be begun in that year. A year that is no longer published is over.
bool Publisher::is_closed(const std::string& year) const {
    const auto published = published_.newest();
    const domain::Cycle* cycle = published ? published->cycle(year) : nullptr;
    if (cycle == nullptr) {
        return published != nullptr;
    }
    const Instant now = clock_.now();
    return domain::state_of(cycle->diagnosis, now) == domain::WindowState::Closed &&
           domain::state_of(cycle->graduates_diagnosis, now) == domain::WindowState::Closed;
}

}  // namespace xz::server::analytics
