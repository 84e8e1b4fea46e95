#include "server-sync/storage/sqlcipher/sql_students.hpp"

#include "server-sync/storage/sqlcipher/batch_rows.hpp"
#include "server-sync/storage/sqlcipher/evaluation_rows.hpp"
#include "server-sync/storage/sqlcipher/rows.hpp"
#include "server-sync/storage/sqlcipher/sql_audit.hpp"
#include "server-sync/storage/sqlcipher/sql_staff.hpp"
#include "server-sync/storage/sqlcipher/status_intake.hpp"
#include "server-sync/storage/sqlcipher/student_rows.hpp"
#include "server-sync/storage/sqlcipher/unit_rows.hpp"
#include "terminal/core/sqlite/transaction.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace xz::server::storage {

namespace {

using sync::PinVerdict;

constexpr std::ptrdiff_t kRowsRead = 4000;

constexpr std::string_view kOfCard = "SELECT student_no FROM student WHERE card_no = ?";
constexpr std::string_view kExists = "SELECT 1 FROM student WHERE student_no = ?";
constexpr std::string_view kKeys =
    "SELECT public_key, valid_from, valid_until FROM pin_key WHERE student_no = ? ORDER BY valid_from DESC";
// The newest of each indicator: rows come newest first, so the first of an indicator is the one.
constexpr std::string_view kObservations =
    "SELECT student_no, indicator, academic_year, term, value, source, as_of FROM observation_standing "
    "WHERE student_no = ? AND academic_year = ? AND as_of <= ? AND withdrawn_by IS NULL "
    "ORDER BY indicator, as_of DESC, number DESC";
constexpr std::string_view kUnits = "SELECT code, kind, name, parent FROM unit WHERE kind = ? ORDER BY code";
constexpr std::string_view kStudentsIn = "SELECT count(*) FROM student WHERE class_code = ? AND status = 'active'";

constexpr std::string_view kNumbers = "SELECT student_no FROM student ORDER BY student_no";
// A class, or every class below a department or major: units are at most college, department, major, class.
constexpr std::string_view kWithoutPin =
    "WITH RECURSIVE below (code, depth) AS (SELECT ?, 0 UNION SELECT unit.code, depth + 1 FROM unit JOIN below ON unit.parent = below.code "
    "WHERE depth < 4) "
    "SELECT student_no, name, sex, class_code, entered, status, card_no, grade_override, graduates_on, internship_from, adult_on, "
    "returned_on FROM student WHERE class_code IN (SELECT code FROM below) AND status = 'active' AND NOT EXISTS (SELECT 1 FROM pin_key "
    "WHERE pin_key.student_no = student.student_no AND valid_until IS NULL) ORDER BY class_code, student_no";

constexpr std::string_view kPutUnit =
    "INSERT INTO unit (code, kind, name, parent) VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET name = excluded.name, "
    "parent = excluded.parent";
constexpr std::string_view kFreeCard = "UPDATE student SET card_no = NULL WHERE card_no = ? AND student_no <> ?";
constexpr std::string_view kPutStudent =
    "INSERT INTO student (student_no, name, sex, class_code, entered, status, card_no, grade_override, graduates_on, "
    "internship_from, adult_on) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET name = excluded.name, "
    "sex = excluded.sex, class_code = excluded.class_code, entered = excluded.entered, status = excluded.status, "
    "card_no = excluded.card_no, grade_override = excluded.grade_override, graduates_on = excluded.graduates_on, "
    "internship_from = excluded.internship_from, adult_on = excluded.adult_on "
    "WHERE (name, sex, class_code, entered, status, card_no, grade_override, graduates_on, internship_from, adult_on) IS NOT "
    "(excluded.name, excluded.sex, excluded.class_code, excluded.entered, excluded.status, excluded.card_no, "
    "excluded.grade_override, excluded.graduates_on, excluded.internship_from, excluded.adult_on)";
constexpr std::string_view kReturn = "UPDATE student SET returned_on = ? WHERE student_no = ?";
constexpr std::string_view kAddCode =
    "INSERT INTO activation_code (student_no, hash, expires_at) SELECT ?1, ?2, ?3 "
    "WHERE NOT EXISTS (SELECT 1 FROM activation_code WHERE student_no = ?1) "
    "AND NOT EXISTS (SELECT 1 FROM pin_key WHERE student_no = ?1 AND valid_until IS NULL)";
constexpr std::string_view kRenewCode =
    "INSERT INTO activation_code (student_no, hash, expires_at) SELECT ?1, ?2, ?3 "
    "WHERE EXISTS (SELECT 1 FROM student WHERE student_no = ?1) "
    "AND NOT EXISTS (SELECT 1 FROM pin_key WHERE student_no = ?1 AND valid_until IS NULL) "
    "ON CONFLICT DO UPDATE SET hash = excluded.hash, expires_at = excluded.expires_at, used_at = NULL";
constexpr std::string_view kCode = "SELECT hash, expires_at, used_at FROM activation_code WHERE student_no = ?";
constexpr std::string_view kUseCode = "UPDATE activation_code SET used_at = ? WHERE student_no = ?";
constexpr std::string_view kNewCode =
    "INSERT INTO activation_code (student_no, hash, expires_at) VALUES (?, ?, ?) "
    "ON CONFLICT DO UPDATE SET hash = excluded.hash, expires_at = excluded.expires_at, used_at = NULL";
constexpr std::string_view kEndKey = "UPDATE pin_key SET valid_until = ? WHERE student_no = ? AND valid_until IS NULL";
constexpr std::string_view kAddKey =
    "INSERT INTO pin_key (student_no, valid_from, public_key) VALUES (?, ?, ?) "
    "ON CONFLICT DO UPDATE SET public_key = excluded.public_key, valid_until = NULL";
constexpr std::string_view kTakenAt =
    "SELECT at FROM import_batch WHERE kind = ? AND hash = ? AND rejected = 0 AND taken = 1 ORDER BY number DESC LIMIT 1";
constexpr std::string_view kStands =
    "SELECT indicator, term, as_of, value, source, batch FROM observation_standing WHERE student_no = ? AND academic_year = ?";
constexpr std::string_view kBatch = "SELECT hash, at FROM import_batch WHERE number = CAST (? AS INTEGER)";

bool exists(sqlite::Database& database, std::string_view student_no) {
    return any(database.query(kExists, student_no));
}

// Rows that it wrote: none when all was as it is.
std::uint64_t put_student(sqlite::Database& database, const sync::Student& student) {
    const auto card = student.card_no.empty() ? std::nullopt : std::optional{student.card_no};
    if (card) {
        database.run(kFreeCard, *card, student.student_no);  // a card that changed hands
    }
    return static_cast<std::uint64_t>(database.run(kPutStudent, student.student_no, student.name, student.sex, student.class_code,
                                                   student.entered, student.status, card, student.grade_override,
                                                   column(student.graduates_on), column(student.internship_from),
                                                   column(student.adult_on)));
}

// A student as the roster says, and as they were where it says nothing.
sync::Student completed(sync::Student said, const sync::Student& former, const sync::RosterColumns& given) {
    const auto keep = [](bool said_so, auto& value, const auto& known) {
        if (!said_so) {
            value = known;
        }
    };
    keep(given.status, said.status, former.status);
    keep(given.card_no, said.card_no, former.card_no);
    keep(given.grade_override, said.grade_override, former.grade_override);
    keep(given.graduates_on, said.graduates_on, former.graduates_on);
    keep(given.internship_from, said.internship_from, former.internship_from);
    keep(given.adult_on, said.adult_on, former.adult_on);
    return said;
}

// The unit above one that is there, where the roster does not say it: a department's college, a class's major in the same department.
std::string parent_of(sqlite::Database& database, const sync::OrgUnit& said, const sync::OrgUnit& former, const sync::RosterColumns& given) {
    if (said.kind == sync::UnitKind::Department) {
        return former.parent;
    }
    const auto major = said.kind == sync::UnitKind::Class && !given.major ? find_unit(database, former.parent) : std::nullopt;
    return major && major->kind == sync::UnitKind::Major && major->parent == said.parent ? major->code : said.parent;
}

void put_unit(sqlite::Database& database, sync::OrgUnit unit, const sync::RosterColumns& given, std::vector<sync::UnitChange>& changes) {
    auto former = find_unit(database, unit.code);
    if (former) {
        unit.parent = parent_of(database, unit, *former, given);
    }
    if (former && former->name == unit.name && former->parent == unit.parent) {
        return;
    }
    database.run(kPutUnit, unit.code, sync::to_text(unit.kind), unit.name, unit.parent);
    if (former) {
        changes.push_back({std::move(*former), std::move(unit)});
    }
}

// Away, but to come back: a leave of absence, or the army.
bool is_on_leave(const sync::Student& student) {
    return student.status == "suspended" || student.status == "enlisted";
}

// Whether warnings come out the same for both.
bool judged_alike(const sync::Student& one, const sync::Student& other) {
    const auto judged = [](const sync::Student& student) {
        return std::tie(student.status, student.entered, student.grade_override, student.graduates_on, student.internship_from);
    };
    return judged(one) == judged(other);
}

sync::RosterOutcome take_roster(sqlite::Database& database, const sync::RosterImport& import) {
    sync::RosterOutcome outcome;
    if (is_in_force(database, import.batch)) {
        outcome.repeated = true;
        return outcome;
    }
    const Known before = known(database, import.batch);
    sqlite::Savepoint part{database};
    for (const sync::OrgUnit& unit : import.units) {
        put_unit(database, unit, import.given, outcome.units);
    }
    for (const sync::Student& said : import.students) {
        const auto former = find_student(database, said.student_no);
        const sync::Student student = former ? completed(said, *former, import.given) : said;
        auto& count = former ? outcome.changed : outcome.added;
        count += put_student(database, student);
        if (former && is_on_leave(*former) && student.status == "active") {
            database.run(kReturn, column(day_in_china(import.batch.at)), student.student_no);
        }
        if (former && !judged_alike(*former, student)) {
            mark_all_years(database, student.student_no);
        }
    }
    for (const sync::ActivationCode& code : import.codes) {
        if (database.run(kAddCode, code.student_no, code.hash, column(code.expires_at)) == 1) {
            outcome.activated.push_back(code.student_no);
        }
    }
    if (before == Known::InPart && outcome.added + outcome.changed + outcome.units.size() + outcome.activated.size() == 0) {
        outcome.repeated = true;  // the same rows are wrong as before, and the others are in force
        return outcome;
    }
    add_batch(database, import.batch);
    part.keep();
    return outcome;
}

void put_key(sqlite::Database& database, std::string_view student_no, const Bytes& public_key, Instant at) {
    database.run(kEndKey, column(at), student_no);
    database.run(kAddKey, student_no, column(at), public_key);
}

PinVerdict activate_one(sqlite::Database& database, std::string_view student_no, const Bytes& code_hash, const Bytes& public_key,
                        Instant at) {
    struct Code {
        Bytes hash;
        Instant expires_at;
        bool used;
    };
    if (!exists(database, student_no)) {
        return PinVerdict::UnknownStudent;
    }
    const auto code = first(database.query(kCode, student_no),
                            [](auto& row) { return Code{row.blob(0), instant(row, 1), !row.is_null(2)}; });
    if (!code || code->hash != code_hash) {
        return PinVerdict::CodeUnknown;
    }
    if (code->used) {
        return PinVerdict::CodeUsed;
    }
    if (code->expires_at <= at) {
        return PinVerdict::CodeExpired;
    }
    database.run(kUseCode, column(at), student_no);
    put_key(database, student_no, public_key, at);
    return PinVerdict::Set;
}

// Of one student's year the rows in whose place another value stands, by the batch that brought it.
void count_overruled(sqlite::Database& database, ObservationRow begin, ObservationRow end, std::map<std::string, std::uint64_t>& by_batch) {
    struct Stands {
        std::string indicator, term, as_of, value, source, batch;
    };
    const auto standing = every(database.query(kStands, (*begin)->student_no, (*begin)->academic_year), [](auto& row) {
        return Stands{row.text(0), row.text(1), row.text(2), row.text(3), row.text(4), row.text(5)};
    });
    for (auto row = begin; row != end; ++row) {
        const sync::Observation& seen = **row;
        const std::string as_of = column(seen.as_of);
        const auto found = std::find_if(standing.begin(), standing.end(), [&](const Stands& each) {
            return each.indicator == seen.indicator && each.term == seen.term && each.as_of == as_of;
        });
        if (found != standing.end() && (found->value != seen.value || found->source != seen.source)) {
            ++by_batch[found->batch];
        }
    }
}

}  // namespace

std::optional<sync::PlacedStudent> SqlStudents::find(std::string_view student_no) const {
    return readers_.read([&](sqlite::Database& database) -> std::optional<sync::PlacedStudent> {
        auto student = find_student(database, student_no);
        if (!student) {
            return std::nullopt;
        }
        sync::PlacedStudent placed{.student = std::move(*student), .class_unit = {}, .department = {}};
        placed.class_unit = above(database, placed.student.class_code, sync::UnitKind::Class);
        placed.department = above(database, placed.student.class_code, sync::UnitKind::Department);
        return placed;
    });
}

std::optional<std::string> SqlStudents::student_of_card(std::string_view card_no) const {
    return readers_.read([&](sqlite::Database& database) {
        return first(database.query(kOfCard, card_no), [](auto& row) { return row.text(0); });
    });
}

std::vector<sync::PinKey> SqlStudents::pin_keys(std::string_view student_no) const {
    return readers_.read([&](sqlite::Database& database) {
        return every(database.query(kKeys, student_no), [](auto& row) {
            return sync::PinKey{.public_key = row.blob(0), .valid_from = instant(row, 1), .valid_until = optional_instant(row, 2)};
        });
    });
}

std::vector<sync::Observation> SqlStudents::observations(std::string_view student_no, std::string_view academic_year,
                                                         std::chrono::year_month_day until) const {
    auto all = readers_.read([&](sqlite::Database& database) {
        return every(database.query(kObservations, student_no, academic_year, column(until)), [](auto& row) {
            return sync::Observation{.student_no = row.text(0),
                                     .indicator = row.text(1),
                                     .academic_year = row.text(2),
                                     .term = row.text(3),
                                     .value = row.text(4),
                                     .source = row.text(5),
                                     .as_of = day(row, 6)};
        });
    });
    const auto same = [](const sync::Observation& left, const sync::Observation& right) { return left.indicator == right.indicator; };
    all.erase(std::unique(all.begin(), all.end(), same), all.end());
    return all;
}

std::optional<sync::OrgUnit> SqlStudents::unit(std::string_view code) const {
    return readers_.read([&](sqlite::Database& database) { return find_unit(database, code); });
}

std::vector<sync::OrgUnit> SqlStudents::units(sync::UnitKind kind) const {
    return readers_.read([&](sqlite::Database& database) { return every(database.query(kUnits, sync::to_text(kind)), read_unit); });
}

std::uint64_t SqlStudents::students_in(std::string_view class_code) const {
    return readers_.read([&](sqlite::Database& database) {
        return first(database.query(kStudentsIn, class_code), [](auto& row) { return static_cast<std::uint64_t>(row.integer(0)); })
            .value_or(0);
    });
}

std::vector<std::string> SqlStudents::numbers() const {
    return readers_.read([&](sqlite::Database& database) {
        return every(database.query(kNumbers), [](auto& row) { return row.text(0); });
    });
}

std::vector<sync::Student> SqlStudents::without_pin(std::string_view unit_code) const {
    return readers_.read([&](sqlite::Database& database) { return every(database.query(kWithoutPin, unit_code), read_student); });
}

void SqlStudents::import_roster(sync::RosterImport import, sync::Completion<sync::RosterOutcome> done) {
    writer_.write([import = std::move(import)](sqlite::Database& database) { return take_roster(database, import); },
                  std::move(done));
}

void SqlStudents::import_status(sync::StatusImport import, sync::Completion<sync::StatusOutcome> done) {
    take_in(writer_, importing_, std::move(import), std::move(done));
}

std::optional<Instant> SqlStudents::taken_at(const sync::ImportBatch& batch) const {
    return readers_.read([&](sqlite::Database& database) {
        return first(database.query(kTakenAt, batch.kind, batch.hash), [](auto& row) { return instant(row, 0); });
    });
}

std::vector<sync::Overruling> SqlStudents::overruled(const sync::StatusImport& import) const {
    const auto rows = by_student_and_year(import.observations);
    std::map<std::string, std::uint64_t> by_batch;
    for (auto row = rows.begin(); row != rows.end();) {
        readers_.read([&](sqlite::Database& database) {  // a part of them: a connection is lent to nobody for seconds
            const auto enough = row + std::min<std::ptrdiff_t>(kRowsRead, rows.end() - row);
            while (row < enough) {
                const auto end = end_of_year(row, rows.end());
                count_overruled(database, row, end, by_batch);
                row = end;
            }
            return true;
        });
    }
    return readers_.read([&](sqlite::Database& database) {
        std::vector<sync::Overruling> all;
        for (const auto& [batch, count] : by_batch) {
            auto found = first(database.query(kBatch, batch), [&, many = count](auto& line) {
                return sync::Overruling{.hash = line.text(0), .at = instant(line, 1), .rows = many};
            });
            if (found) {
                all.push_back(std::move(*found));
            }
        }
        std::sort(all.begin(), all.end(), [](const auto& one, const auto& other) { return one.at > other.at; });
        return all;
    });
}

void SqlStudents::activate(std::string student_no, Bytes code_hash, Bytes public_key, Instant at,
                           sync::Completion<sync::PinVerdict> done) {
    const auto work = [=](sqlite::Database& database) {
        return activate_one(database, student_no, code_hash, public_key, at);
    };
    writer_.write(work, std::move(done));
}

void SqlStudents::change_pin(std::string student_no, Bytes public_key, Instant at, sync::Completion<sync::PinVerdict> done) {
    const auto work = [=](sqlite::Database& database) {
        if (!exists(database, student_no)) {
            return PinVerdict::UnknownStudent;
        }
        put_key(database, student_no, public_key, at);
        return PinVerdict::Set;
    };
    writer_.write(work, std::move(done));
}

void SqlStudents::renew_codes(std::vector<sync::ActivationCode> codes, sync::AuditEntry audit,
                              sync::Completion<std::vector<std::string>> done) {
    const auto work = [codes = std::move(codes), audit = std::move(audit)](sqlite::Database& database) {
        std::vector<std::string> renewed;
        for (const sync::ActivationCode& code : codes) {
            if (database.run(kRenewCode, code.student_no, code.hash, column(code.expires_at)) == 1) {
                renewed.push_back(code.student_no);
            }
        }
        if (!renewed.empty()) {
            append_audit(database, audit);
        }
        return renewed;
    };
    writer_.write(work, std::move(done));
}

void SqlStudents::reset_pin(sync::ActivationCode code, Instant at, sync::AuditEntry audit, sync::Completion<sync::PinVerdict> done) {
    const auto work = [=](sqlite::Database& database) {
        if (!exists(database, code.student_no)) {
            return PinVerdict::UnknownStudent;
        }
        database.run(kEndKey, column(at), code.student_no);
        database.run(kNewCode, code.student_no, code.hash, column(code.expires_at));
        close_sessions(database, "student", code.student_no);
        append_audit(database, audit);
        return PinVerdict::Set;
    };
    writer_.write(work, std::move(done));
}

}  // namespace xz::server::storage
