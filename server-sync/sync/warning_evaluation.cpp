#include "server-sync/sync/warning_evaluation.hpp"

#include "server-sync/sync/judging.hpp"
#include "server-sync/sync/student_words.hpp"
#include "terminal/core/domain/work_calendar.hpp"

#include <algorithm>
#include <limits>

namespace xz::server::sync {

namespace {

constexpr std::string_view kPlatform = "platform";
constexpr std::string_view kActive = "active";
constexpr std::string_view kTrigger = "trigger";  // no action of the state machine: it begins there
constexpr std::string_view kData = "data";        // other values, the same state

std::vector<domain::TermObservation> terms_of(const std::vector<Observation>& observations) {
    std::vector<domain::TermObservation> terms;
    for (const Observation& seen : observations) {
        if (const auto value = domain::Decimal::parse(seen.value)) {
            terms.push_back({.seen = {.indicator = seen.indicator,
                                      .value = *value,
                                      .source = seen.source,
                                      .as_of = seen.as_of,
                                      .year = seen.academic_year,
                                      .superseded = false},
                             .term = seen.term});
        }
    }
    return terms;
}

const domain::Raised* find(const std::vector<domain::Raised>& raised, const domain::WarningKey& key) {
    const auto found = std::find_if(raised.begin(), raised.end(), [&](const auto& one) { return one.key == key; });
    return found == raised.end() ? nullptr : &*found;
}

class Evaluating {
public:
    Evaluating(const EvaluationBasis& basis, const domain::Published& published, Instant now)
        : basis_{basis}, published_{published}, now_{now}, today_{day_in_china(now)}, out_{.what = basis.what, .changed = {}} {}

    Evaluated run() {
        const domain::WarningBasis fresh = domain_basis(published_.policy.new_red_max_age_days);
        const auto terms = terms_of(basis_.observations);
        const auto raised = domain::warnings_of(fresh, terms);
        // What the data say whatever their age: a standing warning is lowered by other data only.
        const auto ageless = any_old() ? domain::warnings_of(domain_basis(std::numeric_limits<int>::max()), terms) : raised;
        for (const StoredWarning& stored : basis_.warnings) {
            follow(stored, find(raised, stored.raised.key), find(ageless, stored.raised.key));
        }
        for (const domain::Raised& one : raised) {
            const auto there = [&](const StoredWarning& stored) { return stored.raised.key == one.key; };
            if (std::none_of(basis_.warnings.begin(), basis_.warnings.end(), there)) {
                begin(one);
            }
        }
        return std::move(out_);
    }

private:
    [[nodiscard]] domain::WarningBasis domain_basis(int max_age_days) const {
        return {.instrument = published_.current(),
                .student = student_in(basis_.student, basis_.what.academic_year, today_),
                .year = basis_.what.academic_year,
                .today = today_,
                .new_red_max_age_days = max_age_days};
    }

    [[nodiscard]] bool any_old() const {
        const std::chrono::days limit{published_.policy.new_red_max_age_days};
        return std::any_of(basis_.observations.begin(), basis_.observations.end(), [&](const Observation& seen) {
            return std::chrono::sys_days{today_} - std::chrono::sys_days{seen.as_of} > limit;
        });
    }

    void begin(const domain::Raised& raised) {
        StoredWarning warning{.student_no = basis_.what.student_no,
                              .raised = raised,
                              .standing = Standing::Raised,
                              .state = std::string{domain::name_of(domain::WarningState{domain::warning_state::Triggered{}})},
                              .words = {},
                              .due = due(raised.colour),
                              .version = 0};
        add(std::move(warning), kTrigger);
    }

    void follow(const StoredWarning& stored, const domain::Raised* raised, const domain::Raised* ageless) {
        const auto state = domain::warning_state_from(stored.state, unread(stored.words));
        if (!state || std::holds_alternative<domain::warning_state::Expired>(*state)) {
            return;
        }
        if (ageless == nullptr) {
            clear(stored, *state);
            return;
        }
        domain::Raised now = raised != nullptr ? *raised : *ageless;
        const bool fresh = raised != nullptr && (raised->colour > stored.raised.colour || stored.standing == Standing::Cleared);
        if (!fresh) {
            now.colour = std::min(stored.raised.colour, ageless->colour);
            now.threshold = now.colour == ageless->colour ? ageless->threshold : stored.raised.threshold;
        }
        if (fresh) {
            worsen(stored, *state, now);
        } else if (!domain::is_over(*state) && now != stored.raised) {
            StoredWarning warning = stored;
            warning.raised = now;
            add(std::move(warning), kData);
        }
    }

    void clear(const StoredWarning& stored, const domain::WarningState& state) {
        if (stored.standing == Standing::Cleared) {
            return;
        }
        StoredWarning warning = stored;
        warning.standing = Standing::Cleared;
        const domain::WarningAction resolve = domain::warning_action::Resolve{};
        const auto next = domain::step(state, domain::Actor::Platform, resolve);
        if (!next) {  // over already: that its data are clear is worth knowing all the same
            add(std::move(warning), kData);
            return;
        }
        warning.state = domain::name_of(*next);
        warning.words.clear();
        add(std::move(warning), domain::name_of(resolve));
    }

    void worsen(const StoredWarning& stored, const domain::WarningState& state, const domain::Raised& raised) {
        const domain::WarningAction action = domain::warning_action::Worsen{};
        const auto next = domain::step(state, domain::Actor::Platform, action);
        if (!next) {
            return;
        }
        StoredWarning warning = stored;
        warning.raised = raised;
        warning.standing = Standing::Raised;
        warning.state = domain::name_of(*next);
        warning.words.clear();
        warning.due = due(raised.colour);
        add(std::move(warning), domain::name_of(action));
    }

    [[nodiscard]] domain::Day due(domain::Colour colour) const {
        return domain::after_working_days(today_, domain::response_days(colour, published_.current().rules), published_.work_calendar);
    }

    void add(StoredWarning warning, std::string_view action) {
        WarningStep step{.key = warning.raised.key,
                         .at = now_,
                         .actor = std::string{kPlatform},
                         .action = std::string{action},
                         .colour = warning.raised.colour,
                         .words = {}};
        out_.changed.push_back({std::move(warning), std::move(step)});
    }

    const EvaluationBasis& basis_;
    const domain::Published& published_;
    Instant now_;
    domain::Day today_;
    Evaluated out_;
};

}  // namespace

Evaluated evaluate(const EvaluationBasis& basis, const domain::Published& published, Instant now) {
    const std::string& year = published.cycle_at(now).academic_year;
    if (basis.what.academic_year < year || published.cycle(basis.what.academic_year) == nullptr || basis.student.status != kActive) {
        return {.what = basis.what, .changed = {}};
    }
    return Evaluating{basis, published, now}.run();
}

}  // namespace xz::server::sync
