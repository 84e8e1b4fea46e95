#include "server-sync/storage/sqlcipher/sql_warnings.hpp"

#include "server-sync/storage/sqlcipher/evaluation_rows.hpp"
#include "server-sync/storage/sqlcipher/rows.hpp"
#include "server-sync/storage/sqlcipher/sql_actions.hpp"
#include "server-sync/storage/sqlcipher/student_rows.hpp"

#include <algorithm>

namespace xz::server::storage {

namespace {

using sync::StoredObjection;
using sync::StoredWarning;
using sync::ToEvaluate;
using sync::Verdict;

constexpr std::string_view kOfStudent =
    "SELECT student_no, academic_year, rule, term, colour, value, threshold, source, as_of, standing, state, words, due, version "
    "FROM warning WHERE student_no = ? AND academic_year = ? ORDER BY rule, term";
constexpr std::string_view kOne =
    "SELECT student_no, academic_year, rule, term, colour, value, threshold, source, as_of, standing, state, words, due, version "
    "FROM warning WHERE student_no = ? AND academic_year = ? AND rule = ? AND term = ?";
constexpr std::string_view kOpenOfStudent =
    "SELECT student_no, academic_year, rule, term, colour, value, threshold, source, as_of, standing, state, words, due, version "
    "FROM warning WHERE student_no = ? AND academic_year = ? AND state NOT IN ('resolved', 'expired', 'data_error') ORDER BY rule, term";
constexpr std::string_view kOpenOfClass =
    "SELECT w.student_no, w.academic_year, w.rule, w.term, w.colour, w.value, w.threshold, w.source, w.as_of, w.standing, w.state, "
    "w.words, w.due, w.version FROM student s JOIN warning w ON w.student_no = s.student_no "
    "WHERE s.class_code = ? AND s.status = 'active' AND w.academic_year = ? AND w.state NOT IN ('resolved', 'expired', 'data_error') "
    "ORDER BY w.student_no, w.rule, w.term";
constexpr std::string_view kOpenBefore =
    "SELECT DISTINCT student_no, academic_year FROM warning "
    "WHERE academic_year < ? AND state NOT IN ('resolved', 'expired', 'data_error') ORDER BY academic_year, student_no LIMIT ?";
constexpr std::string_view kSteps =
    "SELECT rule, academic_year, term, at, taken_by, action, colour, words FROM warning_step "
    "WHERE student_no = ? AND academic_year = ? ORDER BY number";
constexpr std::string_view kInsert =
    "INSERT INTO warning (student_no, academic_year, rule, term, colour, value, threshold, source, as_of, standing, state, words, due, "
    "version) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1) ON CONFLICT DO NOTHING";
constexpr std::string_view kUpdate =
    "UPDATE warning SET colour = ?, value = ?, threshold = ?, source = ?, as_of = ?, standing = ?, state = ?, words = ?, due = ?, "
    "version = version + 1 WHERE student_no = ? AND academic_year = ? AND rule = ? AND term = ? AND version = ?";
constexpr std::string_view kAddStep =
    "INSERT INTO warning_step (student_no, academic_year, rule, term, at, taken_by, action, colour, words) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
constexpr std::string_view kMarked =
    "SELECT student_no, academic_year, number FROM evaluation WHERE awaits <= (SELECT number FROM observation_horizon) ORDER BY number LIMIT ?";
constexpr std::string_view kUnmark = "DELETE FROM evaluation WHERE number = ?";
// Of one day the later row comes later; the last of an indicator and term is its newest.
constexpr std::string_view kData =
    "SELECT indicator, term, value, source, as_of FROM observation_standing "
    "WHERE student_no = ? AND academic_year = ? AND withdrawn_by IS NULL ORDER BY indicator, as_of, number";

constexpr std::string_view kObjectionsOf =
    "SELECT b.number, b.student_no, b.academic_year, b.indicator, o.value, o.as_of, b.text, b.state, b.made_at, b.answered_by, b.answer, "
    "b.answered_at, o.term FROM objection b JOIN observation o ON o.number = b.observation "
    "WHERE b.student_no = ? AND b.academic_year = ? ORDER BY b.number";
constexpr std::string_view kOpenObjections =
    "SELECT b.number, b.student_no, b.academic_year, b.indicator, o.value, o.as_of, b.text, b.state, b.made_at, b.answered_by, b.answer, "
    "b.answered_at, o.term FROM objection b JOIN student s ON s.student_no = b.student_no JOIN observation o ON o.number = b.observation "
    "WHERE b.state = 'open' AND s.class_code = ? ORDER BY b.number";
constexpr std::string_view kObjection =
    "SELECT b.number, b.student_no, b.academic_year, b.indicator, o.value, o.as_of, b.text, b.state, b.made_at, b.answered_by, b.answer, "
    "b.answered_at, o.term FROM objection b JOIN observation o ON o.number = b.observation WHERE b.number = ?";
constexpr std::string_view kNewest =
    "SELECT number FROM observation_standing WHERE student_no = ?1 AND academic_year = ?2 AND indicator = ?3 "
    "AND withdrawn_by IS NULL AND (?4 IS NULL OR term = ?4) AND (?5 IS NULL OR as_of <= ?5) ORDER BY as_of DESC, number DESC LIMIT 1";
constexpr std::string_view kObject =
    "INSERT INTO objection (student_no, academic_year, indicator, observation, text, state, made_at) VALUES (?, ?, ?, ?, ?, 'open', ?) "
    "ON CONFLICT DO NOTHING";
constexpr std::string_view kAnswer =
    "UPDATE objection SET state = ?, answered_by = ?, answer = ?, answered_at = ? WHERE number = ? AND state = 'open'";
constexpr std::string_view kWithdraw =
    "UPDATE observation SET withdrawn_by = ?1 WHERE number = (SELECT observation FROM objection WHERE number = ?1)";

std::string_view spelled(sync::Standing standing) {
    return standing == sync::Standing::Raised ? "raised" : "cleared";
}

std::optional<Bytes> kept(const Bytes& words) {
    return words.empty() ? std::nullopt : std::optional{words};
}

Bytes words_in(const sqlite::Statement& row, int at) {
    return row.is_null(at) ? Bytes{} : row.blob(at);
}

StoredWarning read_warning(const sqlite::Statement& row) {
    return {.student_no = row.text(0),
            .raised = {.key = {.rule = row.text(2), .year = row.text(1), .term = row.text(3)},
                       .colour = domain::colour_from(row.text_view(4)).value_or(domain::Colour::Yellow),
                       .value = row.text(5),
                       .threshold = domain::Decimal::parse(row.text_view(6)).value_or(domain::Decimal{}),
                       .source = row.text(7),
                       .as_of = optional_day(row, 8)},
            .standing = row.text_view(9) == "raised" ? sync::Standing::Raised : sync::Standing::Cleared,
            .state = row.text(10),
            .words = words_in(row, 11),
            .due = day(row, 12),
            .version = static_cast<std::uint64_t>(row.integer(13))};
}

StoredObjection read_objection(const sqlite::Statement& row) {
    return {.number = row.integer(0),
            .student_no = row.text(1),
            .academic_year = row.text(2),
            .indicator = row.text(3),
            .term = row.text(12),
            .value = row.text(4),
            .as_of = day(row, 5),
            .text = words_in(row, 6),
            .state = domain::objection_state_from(row.text_view(7)).value_or(domain::ObjectionState::Open),
            .made_at = instant(row, 8),
            .answered_by = row.text(9),
            .answer = words_in(row, 10),
            .answered_at = optional_instant(row, 11)};
}

// False: it is not as it was read any more, and nothing was done.
bool put(sqlite::Database& database, const StoredWarning& warning) {
    const domain::Raised& raised = warning.raised;
    if (warning.version == 0) {
        return database.run(kInsert, warning.student_no, raised.key.year, raised.key.rule, raised.key.term, domain::name_of(raised.colour),
                            raised.value, raised.threshold.text(), raised.source, column(raised.as_of), spelled(warning.standing),
                            warning.state, kept(warning.words), column(warning.due)) == 1;
    }
    return database.run(kUpdate, domain::name_of(raised.colour), raised.value, raised.threshold.text(), raised.source,
                        column(raised.as_of), spelled(warning.standing), warning.state, kept(warning.words), column(warning.due),
                        warning.student_no, raised.key.year, raised.key.rule, raised.key.term,
                        static_cast<std::int64_t>(warning.version)) == 1;
}

void add_step(sqlite::Database& database, const std::string& student_no, const sync::WarningStep& step) {
    database.run(kAddStep, student_no, step.key.year, step.key.rule, step.key.term, column(step.at), step.actor, step.action,
                 domain::name_of(step.colour), kept(step.words));
}

Verdict apply(sqlite::Database& database, const StoredWarning& now, const sync::DecideChange& decide, const sync::StepTrace& trace) {
    const sync::Change change = decide(now);
    if (change.verdict != Verdict::Done) {
        return change.verdict;
    }
    put(database, change.warning);
    for (const sync::WarningStep& step : change.steps) {
        add_step(database, now.student_no, step);
    }
    leave_trace(database, now.student_no, trace, change.steps.back().at);
    return Verdict::Done;
}

std::uint64_t apply_to_open(sqlite::Database& database, std::string_view student_no, std::string_view academic_year,
                            const sync::DecideChange& decide) {
    std::uint64_t changed = 0;
    for (const StoredWarning& now : every(database.query(kOpenOfStudent, student_no, academic_year), read_warning)) {
        changed += apply(database, now, decide, {}) == Verdict::Done ? 1 : 0;
    }
    return changed;
}

// Newer data of the same term may have raised it again: they are not what was objected to.
bool raised_by(const StoredWarning& warning, const StoredObjection& objection) {
    const domain::Raised& raised = warning.raised;
    return raised.key.rule == objection.indicator && raised.key.term == objection.term && raised.as_of == objection.as_of;
}

std::vector<sync::Observation> newest_data(sqlite::Database& database, const ToEvaluate& what) {
    std::vector<sync::Observation> newest;
    auto all = every(database.query(kData, what.student_no, what.academic_year), [&](auto& row) {
        return sync::Observation{.student_no = what.student_no,
                                 .indicator = row.text(0),
                                 .academic_year = what.academic_year,
                                 .term = row.text(1),
                                 .value = row.text(2),
                                 .source = row.text(3),
                                 .as_of = day(row, 4)};
    });
    for (sync::Observation& seen : all) {
        const auto same = [&](const sync::Observation& other) { return other.indicator == seen.indicator && other.term == seen.term; };
        const auto found = std::find_if(newest.begin(), newest.end(), same);
        if (found == newest.end()) {
            newest.push_back(std::move(seen));
        } else {
            *found = std::move(seen);
        }
    }
    return newest;
}

void take_one(sqlite::Database& database, const sync::Evaluated& evaluated) {
    bool all = true;
    for (const auto& [warning, step] : evaluated.changed) {
        if (put(database, warning)) {
            add_step(database, warning.student_no, step);
        } else {
            all = false;
        }
    }
    if (all) {
        database.run(kUnmark, evaluated.what.mark);
    }
}

}  // namespace

std::vector<StoredWarning> SqlWarnings::of_student(std::string_view student_no, std::string_view academic_year) const {
    return readers_.read(
        [&](sqlite::Database& database) { return every(database.query(kOfStudent, student_no, academic_year), read_warning); });
}

std::vector<StoredWarning> SqlWarnings::open_of_class(std::string_view class_code, std::string_view academic_year) const {
    return readers_.read(
        [&](sqlite::Database& database) { return every(database.query(kOpenOfClass, class_code, academic_year), read_warning); });
}

std::vector<sync::WarningStep> SqlWarnings::steps_of(std::string_view student_no, std::string_view academic_year) const {
    return readers_.read([&](sqlite::Database& database) {
        return every(database.query(kSteps, student_no, academic_year), [](auto& row) {
            return sync::WarningStep{.key = {.rule = row.text(0), .year = row.text(1), .term = row.text(2)},
                                     .at = instant(row, 3),
                                     .actor = row.text(4),
                                     .action = row.text(5),
                                     .colour = domain::colour_from(row.text_view(6)).value_or(domain::Colour::Yellow),
                                     .words = words_in(row, 7)};
        });
    });
}

void SqlWarnings::change(std::string student_no, domain::WarningKey key, sync::DecideChange decide, sync::StepTrace trace,
                         sync::Completion<Verdict> done) {
    const auto work = [=](sqlite::Database& database) {
        const auto now = first(database.query(kOne, student_no, key.year, key.rule, key.term), read_warning);
        return now ? apply(database, *now, decide, trace) : Verdict::NotFound;
    };
    writer_.write(work, std::move(done));
}

void SqlWarnings::change_all(std::string student_no, std::string academic_year, sync::DecideChange decide,
                             sync::Completion<std::uint64_t> done) {
    const auto work = [=](sqlite::Database& database) { return apply_to_open(database, student_no, academic_year, decide); };
    writer_.write(work, std::move(done));
}

std::vector<ToEvaluate> SqlWarnings::to_evaluate(std::size_t limit) const {
    return readers_.read([&](sqlite::Database& database) {
        return every(database.query(kMarked, limit), [](auto& row) {
            return ToEvaluate{.student_no = row.text(0), .academic_year = row.text(1), .mark = row.integer(2)};
        });
    });
}

std::vector<sync::EvaluationBasis> SqlWarnings::bases_of(const std::vector<ToEvaluate>& students) const {
    return readers_.read([&](sqlite::Database& database) {
        std::vector<sync::EvaluationBasis> bases;
        for (const ToEvaluate& what : students) {
            auto student = find_student(database, what.student_no);
            if (student) {
                bases.push_back({.what = what,
                                 .student = std::move(*student),
                                 .observations = newest_data(database, what),
                                 .warnings = every(database.query(kOfStudent, what.student_no, what.academic_year), read_warning)});
            }
        }
        return bases;
    });
}

void SqlWarnings::take(std::vector<sync::Evaluated> evaluated, sync::Completion<sync::Done> done) {
    const auto work = [evaluated = std::move(evaluated)](sqlite::Database& database) {
        for (const sync::Evaluated& one : evaluated) {
            take_one(database, one);
        }
    };
    writer_.write(work, std::move(done));
}

std::vector<ToEvaluate> SqlWarnings::open_before(std::string_view academic_year, std::size_t limit) const {
    return readers_.read([&](sqlite::Database& database) {
        return every(database.query(kOpenBefore, academic_year, limit),
                     [](auto& row) { return ToEvaluate{.student_no = row.text(0), .academic_year = row.text(1), .mark = 0}; });
    });
}

std::vector<StoredObjection> SqlWarnings::objections_of(std::string_view student_no, std::string_view academic_year) const {
    return readers_.read(
        [&](sqlite::Database& database) { return every(database.query(kObjectionsOf, student_no, academic_year), read_objection); });
}

std::vector<StoredObjection> SqlWarnings::open_objections_of_class(std::string_view class_code) const {
    return readers_.read([&](sqlite::Database& database) { return every(database.query(kOpenObjections, class_code), read_objection); });
}

std::optional<StoredObjection> SqlWarnings::objection(std::int64_t number) const {
    return readers_.read([&](sqlite::Database& database) { return first(database.query(kObjection, number), read_objection); });
}

void SqlWarnings::object(StoredObjection objection, sync::DatumSought sought, sync::StepTrace trace, sync::Completion<Verdict> done) {
    const auto work = [=](sqlite::Database& database) {
        const auto datum = first(database.query(kNewest, objection.student_no, objection.academic_year, objection.indicator,
                                                sought.term, column(sought.until)),
                                 [](auto& row) { return row.integer(0); });
        if (!datum) {
            return Verdict::NotFound;
        }
        const auto made = database.run(kObject, objection.student_no, objection.academic_year, objection.indicator, *datum,
                                       kept(objection.text), column(objection.made_at));
        if (made == 0) {
            return Verdict::OnceOnly;
        }
        leave_trace(database, objection.student_no, trace, objection.made_at);
        return Verdict::Done;
    };
    writer_.write(work, std::move(done));
}

void SqlWarnings::answer(StoredObjection answered, sync::DecideChange decide, sync::StepTrace trace, sync::Completion<Verdict> done) {
    const auto work = [=](sqlite::Database& database) {
        const auto taken = database.run(kAnswer, domain::name_of(answered.state), answered.answered_by, kept(answered.answer),
                                        column(answered.answered_at), answered.number);
        if (taken == 0) {
            return Verdict::WrongState;
        }
        if (answered.state == domain::ObjectionState::Upheld) {
            database.run(kWithdraw, answered.number);
            apply_to_open(database, answered.student_no, answered.academic_year, [&](const StoredWarning& now) {
                return raised_by(now, answered) ? decide(now) : sync::Change{.verdict = Verdict::NotFound};
            });
            mark_for_evaluation(database, answered.student_no, answered.academic_year, 0);
        }
        leave_trace(database, answered.student_no, trace, answered.answered_at.value_or(answered.made_at));
        return Verdict::Done;
    };
    writer_.write(work, std::move(done));
}

}  // namespace xz::server::storage
