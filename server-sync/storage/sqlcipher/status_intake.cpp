#include "server-sync/storage/sqlcipher/status_intake.hpp"

#include "server-sync/storage/sqlcipher/batch_rows.hpp"
#include "server-sync/storage/sqlcipher/evaluation_rows.hpp"
#include "server-sync/storage/sqlcipher/rows.hpp"

#include <memory>
#include <tuple>

namespace xz::server::storage {

namespace {

constexpr std::size_t kRowsAtOnce = 4000;  // some 30 ms

constexpr std::string_view kAddObservation =
    "INSERT INTO observation (student_no, indicator, academic_year, term, value, source, as_of, batch) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
// A new value of the same indicator, term and day corrects the one that stands. Nothing of an unfinished import is there.
constexpr std::string_view kStanding =
    "SELECT number, indicator, term, as_of, value, source FROM observation "
    "WHERE student_no = ? AND academic_year = ? AND superseded_by IS NULL";
constexpr std::string_view kSupersede = "UPDATE observation SET superseded_by = ? WHERE number = ?";
constexpr std::string_view kShow = "UPDATE observation_horizon SET number = (SELECT coalesce(max(number), 0) FROM observation)";

constexpr std::string_view kStandAgain =
    "UPDATE observation SET superseded_by = NULL WHERE number IN (SELECT number FROM observation "
    "WHERE superseded_by > (SELECT number FROM observation_horizon) LIMIT ?)";
constexpr std::string_view kRemove =
    "DELETE FROM observation WHERE number IN (SELECT number FROM observation "
    "WHERE number > (SELECT number FROM observation_horizon) LIMIT ?)";

struct StandingValue {
    std::int64_t number = 0;
    std::string indicator;
    std::string term;
    std::string as_of;
    std::string value;
    std::string source;
};

// One student's year out of a batch.
class YearOfStudent {
public:
    YearOfStudent(sqlite::Database& database, const std::string& student_no, const std::string& academic_year)
        : database_{database}, student_no_{student_no}, academic_year_{academic_year} {
        for (auto& value : every(database.query(kStanding, student_no, academic_year), [](auto& row) {
                 return StandingValue{row.integer(0), row.text(1), row.text(2), row.text(3), row.text(4), row.text(5)};
             })) {
            standing_.push_back(std::move(value));
        }
    }

    void take(const sync::Observation& seen, std::string_view batch, sync::StatusOutcome& outcome) {
        const std::string as_of = column(seen.as_of);
        const auto same = [&](const StandingValue& value) {
            return value.indicator == seen.indicator && value.term == seen.term && value.as_of == as_of;
        };
        const auto found = std::find_if(standing_.begin(), standing_.end(), same);
        if (found != standing_.end() && found->value == seen.value && found->source == seen.source) {
            ++outcome.unchanged;
            return;
        }
        database_.run(kAddObservation, student_no_, seen.indicator, academic_year_, seen.term, seen.value, seen.source, as_of, batch);
        ++outcome.added;
        newest_ = database_.last_row_id();
        if (found != standing_.end()) {
            database_.run(kSupersede, newest_, found->number);
            ++outcome.superseded;
        }
    }

    // The last that was added; 0: none.
    [[nodiscard]] std::int64_t newest() const { return newest_; }

private:
    sqlite::Database& database_;
    const std::string& student_no_;
    const std::string& academic_year_;
    std::vector<StandingValue> standing_;
    std::int64_t newest_ = 0;
};

// How far an import has come.
struct Place {
    enum class Phase { Clearing, Taking, Over } phase = Phase::Clearing;
    Known before = Known::No;
    std::int64_t batch = 0;
    std::size_t row = 0;
    sync::StatusOutcome outcome;
};

// Shared by the parts that the writer still has to do. A part may run twice, so it changes nothing here: its place comes back with the commit.
class StatusIntake : public std::enable_shared_from_this<StatusIntake> {
public:
    StatusIntake(Writer& writer, Importing& importing, sync::StatusImport import, sync::Completion<sync::StatusOutcome> done)
        : writer_{writer},
          importing_{importing},
          import_{std::move(import)},
          rows_{by_student_and_year(import_.observations)},
          done_{std::move(done)} {}

    void go_on() {
        const auto self = shared_from_this();
        writer_.write([self](sqlite::Database& database) { return self->part(database); },
                      sync::Completion<Place>{[self](sync::Outcome<Place> reached) { self->reached(std::move(reached)); }});
    }

private:
    void reached(sync::Outcome<Place> reached) {
        if (!reached) {
            return clear_away(failure(std::move(reached.error())));
        }
        place_ = *reached;
        if (place_.phase == Place::Phase::Over) {
            return end(place_.outcome);
        }
        go_on();
    }

    // As far as the store still takes it; the next import, or the next start, clears the rest.
    void clear_away(sync::Outcome<sync::StatusOutcome> why) {
        const auto self = shared_from_this();
        writer_.write([](sqlite::Database& database) { return clear_unfinished(database, kRowsAtOnce); },
                      sync::Completion<Cleared>{[self, why](sync::Outcome<Cleared> cleared) {
                          if (cleared && *cleared == Cleared::Some) {
                              return self->clear_away(why);
                          }
                          self->end(why);
                      }});
    }

    void end(sync::Outcome<sync::StatusOutcome> outcome) {
        importing_ = false;
        done_(std::move(outcome));
    }

    [[nodiscard]] Place part(sqlite::Database& database) const {
        Place place = place_;
        if (place.phase == Place::Phase::Clearing && !begin(database, place)) {
            return place;
        }
        take_some(database, place);
        if (place.row == rows_.size()) {
            finish(database, place);
        }
        return place;
    }

    // False: this part's work is done.
    bool begin(sqlite::Database& database, Place& place) const {
        if (clear_unfinished(database, kRowsAtOnce) == Cleared::Some) {
            return false;
        }
        place.before = known(database, import_.batch);
        if (place.before == Known::Whole && import_.repetition == sync::Repetition::Refused) {
            place.outcome.repeated = true;
            place.phase = Place::Phase::Over;
            return false;
        }
        place.batch = begin_batch(database, import_.batch);
        place.phase = Place::Phase::Taking;
        return true;
    }

    void take_some(sqlite::Database& database, Place& place) const {
        const std::string batch = std::to_string(place.batch);
        const auto enough = std::min(place.row + kRowsAtOnce, rows_.size());
        while (place.row < enough) {
            const auto begin = rows_.begin() + static_cast<std::ptrdiff_t>(place.row);
            const auto end = end_of_year(begin, rows_.end());
            YearOfStudent year{database, (*begin)->student_no, (*begin)->academic_year};
            for (auto row = begin; row != end; ++row) {
                year.take(**row, batch, place.outcome);
            }
            if (year.newest() > 0) {
                mark_for_evaluation(database, (*begin)->student_no, (*begin)->academic_year, year.newest());
            }
            place.row = static_cast<std::size_t>(end - rows_.begin());
        }
    }

    void finish(sqlite::Database& database, Place& place) const {
        place.phase = Place::Phase::Over;
        if (place.before != Known::No && place.outcome.added == 0) {
            drop_batch(database, place.batch);  // all that it says stands already
            place.outcome.repeated = true;
            return;
        }
        finish_batch(database, place.batch, import_.batch);
        database.run(kShow);
    }

    Writer& writer_;
    Importing& importing_;
    const sync::StatusImport import_;
    const std::vector<const sync::Observation*> rows_;
    const sync::Completion<sync::StatusOutcome> done_;
    Place place_;  // the writer's thread, between parts
};

}  // namespace

std::vector<const sync::Observation*> by_student_and_year(const std::vector<sync::Observation>& observations) {
    const auto key = [](const sync::Observation* seen) {
        return std::tie(seen->student_no, seen->academic_year, seen->indicator, seen->as_of, seen->term);
    };
    std::vector<const sync::Observation*> rows;
    rows.reserve(observations.size());
    for (const sync::Observation& seen : observations) {
        rows.push_back(&seen);
    }
    std::sort(rows.begin(), rows.end(), [&](const auto* left, const auto* right) { return key(left) < key(right); });
    return rows;
}

ObservationRow end_of_year(ObservationRow row, ObservationRow end) {
    const sync::Observation& first = **row;
    return std::find_if(row, end, [&](const sync::Observation* seen) {
        return seen->student_no != first.student_no || seen->academic_year != first.academic_year;
    });
}

void take_in(Writer& writer, Importing& importing, sync::StatusImport import, sync::Completion<sync::StatusOutcome> done) {
    if (importing.exchange(true)) {
        done(failure(sync::Unavailable{"another import is running", sync::Blame::Call}));
        return;
    }
    std::make_shared<StatusIntake>(writer, importing, std::move(import), std::move(done))->go_on();
}

Cleared clear_unfinished(sqlite::Database& database, std::size_t rows) {
    const auto limit = static_cast<std::int64_t>(rows);
    if (database.run(kStandAgain, limit) == limit || database.run(kRemove, limit) == limit) {
        return Cleared::Some;
    }
    release_marks(database);
    drop_unfinished_batches(database);
    return Cleared::All;
}

}  // namespace xz::server::storage
