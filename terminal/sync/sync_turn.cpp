#include "terminal/sync/sync_turn.hpp"

#include <algorithm>
#include <array>

namespace xz::sync {
namespace {

using namespace std::chrono_literals;
using Span = std::chrono::milliseconds;

constexpr Span first_retry{2'000};
constexpr Span longest_retry{300'000};
constexpr Span between_looks_at_certificate{6 * 3'600'000};

// A heartbeat's answer has at most 16 commands; older ids than these are not repeated by a platform.
constexpr std::size_t remembered_commands = 256;

Connection connection_of(CallFailure::Kind kind) {
    using Kind = CallFailure::Kind;
    switch (kind) {
        case Kind::Offline:
        case Kind::Stopped: return Connection::Offline;
        case Kind::UntrustedServer: return Connection::UntrustedServer;
        case Kind::RefusedIdentity: return Connection::RefusedIdentity;
        case Kind::NotThePlatform: return Connection::NotThePlatform;
        case Kind::BadSignature:
        case Kind::Busy:
        case Kind::Refused:
        case Kind::PlatformError: break;
    }
    return Connection::Troubled;
}

// Whether the failure says something of the line, and so of every call, or only of this one. An answer that cannot be read is of this
// one: a captive portal spoils the others too, each in its own time, and a single malformed answer must not.
bool concerns_every_call(CallFailure::Kind kind) {
    using Kind = CallFailure::Kind;
    return kind != Kind::BadSignature && kind != Kind::Refused && kind != Kind::PlatformError && kind != Kind::NotThePlatform;
}

Span up_to(RandomSource& random, Span most) {
    std::array<std::uint8_t, 4> bytes{};
    random.fill(bytes);
    const std::uint32_t draw = bytes[0] | bytes[1] << 8U | bytes[2] << 16U | static_cast<std::uint32_t>(bytes[3]) << 24U;
    return Span{draw % (most.count() + 1)};
}

}  // namespace

SyncTurn::SyncTurn(OutboxDrain& drain, BundleRefresh& bundle, Heartbeat& heartbeat, Renewal& renewal, const Clock& clock,
                   RandomSource& random, std::function<SyncIntervals()> intervals, SyncListener listener)
    : drain_{drain},
      bundle_{bundle},
      heartbeat_{heartbeat},
      renewal_{renewal},
      clock_{clock},
      random_{random},
      intervals_{std::move(intervals)},
      listener_{std::move(listener)},
      refreshing_{clock.steady(), {random, first_retry, longest_retry}},
      draining_{clock.steady(), {random, first_retry, longest_retry}},
      beating_{clock.steady(), {random, first_retry, longest_retry}},
      renewing_{clock.steady() + 1s, {random, first_retry, longest_retry}},
      line_backoff_{random, first_retry, longest_retry},
      quiet_until_{clock.steady()} {}

Steady SyncTurn::due() const { return std::max(quiet_until_, std::min({refreshing_.due, draining_.due, beating_.due, renewing_.due})); }

void SyncTurn::hurry() {
    const Steady now = clock_.steady();
    draining_.due = std::min(draining_.due, now);
    if (quiet_ == Quiet::ByFailure) {
        quiet_until_ = std::min(quiet_until_, now);
    }
}

void SyncTurn::hurry_all() {
    const Steady now = clock_.steady();
    refreshing_.due = std::min(refreshing_.due, now);
    beating_.due = std::min(beating_.due, now);
    hurry();
}

void SyncTurn::take() {
    if (clock_.steady() < due()) {
        return;
    }
    // The longest overdue; at the start the bundle, without which no student can begin.
    if (refreshing_.due <= std::min({draining_.due, beating_.due, renewing_.due})) {
        refresh_bundle();
    } else if (draining_.due <= std::min(beating_.due, renewing_.due)) {
        drain();
    } else if (beating_.due <= renewing_.due) {
        beat();
    } else {
        renew();
    }
}

void SyncTurn::drain() {
    const auto progress = drain_.send_batch();
    if (!progress) {
        failed(draining_, progress.error());
        return;
    }
    if (progress->left == OutboxDrain::Progress::Left::Nothing) {
        draining_.due = after(intervals_().heartbeat);  // nothing was sent, so nothing was learnt of the line
        return;
    }
    if (!progress->settled.empty()) {
        listener_.settled(progress->settled);
    }
    if (progress->trouble) {
        failed(draining_, *progress->trouble);
        refreshing_.due = std::min(refreshing_.due, clock_.steady());  // perhaps signed with a key that we do not know yet
        return;
    }
    succeeded(draining_);
    draining_.due = clock_.steady();
}

void SyncTurn::beat() {
    const auto answer = heartbeat_.beat();
    if (!answer) {
        failed(beating_, answer.error());
        return;
    }
    succeeded(beating_);
    beating_.due = after(intervals_().heartbeat);
    draining_.due = std::min(draining_.due, clock_.steady());  // the platform may have lost what it had
    for (const protocol::Command& command : answer->commands) {
        if (std::ranges::find(commands_seen_, command.id) != commands_seen_.end()) {
            continue;
        }
        if (commands_seen_.size() == remembered_commands) {
            commands_seen_.erase(commands_seen_.begin());
        }
        listener_.commanded(command);
        commands_seen_.push_back(command.id);  // after it was done: one that the store could not keep comes again
    }
}

void SyncTurn::refresh_bundle() {
    const auto outcome = bundle_.refresh();
    if (!outcome) {
        failed(refreshing_, outcome.error());
        return;
    }
    succeeded(refreshing_);
    refreshing_.due = after(intervals_().bundle);
    if (const auto* payload = std::get_if<protocol::BundlePayload>(&*outcome)) {
        listener_.bundle_changed(*payload);
    } else if (const auto* refused = std::get_if<BundleRefresh::Refused>(&*outcome)) {
        SyncState next = state_;
        next.trouble = refused->why;
        if (refused->alarm == BundleRefresh::Alarm::Raise) {
            next.alarm = refused->why;
        }
        publish(std::move(next));
    }
}

void SyncTurn::renew() {
    const auto outcome = renewal_.renew_if_due();
    if (!outcome) {
        failed(renewing_, outcome.error());
        return;
    }
    if (*outcome == Renewal::Outcome::Renewed) {
        succeeded(renewing_);
    }
    renewing_.due = after(between_looks_at_certificate);
}

void SyncTurn::succeeded(Chore& chore) {
    chore.backoff.reset();
    line_backoff_.reset();
    publish({Connection::Connected, clock_.now(), "", state_.alarm});
}

void SyncTurn::failed(Chore& chore, const CallFailure& failure) {
    const Steady now = clock_.steady();
    chore.due = now + chore.backoff.next();  // always: who stayed the longest overdue would be taken again and again, and nobody else
    if (concerns_every_call(failure.kind)) {
        Span wait = line_backoff_.next();
        quiet_ = Quiet::ByFailure;
        if (failure.kind == CallFailure::Kind::Busy && failure.retry_after) {
            wait = *failure.retry_after + up_to(random_, *failure.retry_after / 4);
            quiet_ = Quiet::OnRequest;
        }
        quiet_until_ = now + wait;
    }
    SyncState next = state_;
    next.connection = connection_of(failure.kind);
    next.trouble = failure.message;
    publish(std::move(next));
}

void SyncTurn::publish(SyncState next) {
    if (next == state_) {
        return;
    }
    state_ = std::move(next);
    listener_.state_changed(state_);
}

Steady SyncTurn::after(Span interval) { return clock_.steady() + interval * 9 / 10 + up_to(random_, interval / 5); }

}  // namespace xz::sync
