#include "server-sync/storage/sqlcipher/sql_throttle.hpp"

#include "server-sync/storage/sqlcipher/rows.hpp"

#include <algorithm>

namespace xz::server::storage {

namespace {

constexpr std::string_view kOfSource = "SELECT count(*), min(at) FROM login_failure WHERE source = ? AND at > ?";
constexpr std::string_view kOfSubject =
    "SELECT count(*), min(at) FROM login_failure AS f WHERE subject = ? AND at > ? "
    "AND NOT EXISTS (SELECT 1 FROM login_source AS s WHERE s.subject = f.subject AND s.source = f.source)";
constexpr std::string_view kKnownSource = "SELECT 1 FROM login_source WHERE subject = ? AND source = ?";
constexpr std::string_view kFail = "INSERT INTO login_failure (source, subject, at) VALUES (?, ?, ?)";
constexpr std::string_view kSucceed =
    "INSERT INTO login_source (subject, source, last_success) VALUES (?, ?, ?) "
    "ON CONFLICT DO UPDATE SET last_success = excluded.last_success";
// Only what this subject did here: an attacker's own success must not wash off failures against others.
constexpr std::string_view kForgive = "DELETE FROM login_failure WHERE source = ? AND subject = ?";
constexpr std::string_view kForget = "DELETE FROM login_failure WHERE at <= ? AND number IN (SELECT number FROM login_failure ORDER BY number LIMIT 20)";

constexpr std::chrono::hours kDay{24};
constexpr std::chrono::seconds kSoon{1};  // until attempts under way have ended

struct Failures {
    std::int64_t count = 0;
    Instant oldest;
};

Failures read_failures(const sqlite::Statement& row) {
    return {.count = row.integer(0), .oldest = row.is_null(1) ? Instant{} : instant(row, 1)};
}

std::chrono::seconds until(Instant then, Instant now) {
    return std::max(std::chrono::ceil<std::chrono::seconds>(then - now), std::chrono::seconds{1});
}

}  // namespace

sync::AttemptAnswer SqlThrottle::begin(std::string_view source, std::string_view subject, Instant now,
                                       const sync::ThrottleRules& rules) {
    const std::lock_guard lock{mutex_};
    std::erase_if(under_way_, [&](const UnderWay& one) { return one.since <= now - rules.span; });
    const auto answer = judge(source, subject, now, rules);
    if (answer.attempt == sync::Attempt::Allowed) {
        under_way_.push_back({std::string{source}, std::string{subject}, now});
    }
    return answer;
}

void SqlThrottle::withdrawn(std::string_view source, std::string_view subject) {
    const std::lock_guard lock{mutex_};
    const auto found = std::find_if(under_way_.begin(), under_way_.end(), [&](const UnderWay& one) {
        return one.source == source && one.subject == subject;
    });
    if (found != under_way_.end()) {
        under_way_.erase(found);
    }
}

sync::AttemptAnswer SqlThrottle::judge(std::string_view source, std::string_view subject, Instant now,
                                       const sync::ThrottleRules& rules) const {
    return readers_.read([&](sqlite::Database& database) -> sync::AttemptAnswer {
        const auto known = [&](std::string_view where) { return any(database.query(kKnownSource, subject, where)); };
        const auto of_source = first(database.query(kOfSource, source, column(now - rules.span)), read_failures).value_or(Failures{});
        if (of_source.count >= rules.failures_per_source) {
            return {.attempt = sync::Attempt::SourceWaits, .wait = until(of_source.oldest + rules.span, now)};
        }
        const auto at_source = std::count_if(under_way_.begin(), under_way_.end(), [&](auto& one) { return one.source == source; });
        if (of_source.count + at_source >= rules.failures_per_source) {
            return {.attempt = sync::Attempt::SourceWaits, .wait = kSoon};
        }
        if (known(source)) {
            return {};
        }
        const auto of_subject = first(database.query(kOfSubject, subject, column(now - kDay)), read_failures).value_or(Failures{});
        if (of_subject.count >= rules.strange_failures_per_subject) {
            return {.attempt = sync::Attempt::SubjectWaits, .wait = until(of_subject.oldest + kDay, now)};
        }
        const auto at_subject = std::count_if(under_way_.begin(), under_way_.end(),
                                              [&](auto& one) { return one.subject == subject && !known(one.source); });
        if (of_subject.count + at_subject >= rules.strange_failures_per_subject) {
            return {.attempt = sync::Attempt::SubjectWaits, .wait = kSoon};
        }
        return {};
    });
}

void SqlThrottle::failed(std::string source, std::string subject, Instant now, sync::Completion<sync::Done> done) {
    const auto work = [=](sqlite::Database& database) {
        database.run(kForget, column(now - kDay));
        database.run(kFail, source, subject, column(now));
    };
    writer_.write(work, sync::Completion<sync::Done>{[=, this, done = std::move(done)](sync::Outcome<sync::Done> outcome) {
                      if (outcome) {
                          withdrawn(source, subject);  // its row counts instead
                      }
                      done(std::move(outcome));
                  }});
}

void SqlThrottle::succeeded(std::string source, std::string subject, Instant now, sync::Completion<sync::Done> done) {
    withdrawn(source, subject);
    const auto work = [=](sqlite::Database& database) {
        database.run(kForgive, source, subject);
        database.run(kSucceed, subject, source, column(now));
    };
    writer_.write(work, std::move(done));
}

}  // namespace xz::server::storage
