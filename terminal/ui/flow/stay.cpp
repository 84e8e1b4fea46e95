#include "terminal/ui/flow/stay.hpp"

#include "terminal/ui/flow/entry.hpp"
#include "terminal/ui/flow/saving.hpp"
#include "terminal/ui/flow/staff.hpp"

#include <algorithm>
#include <initializer_list>

namespace xz::ui::flow {
namespace {

using namespace std::chrono_literals;

domain::Policy policy_of(const State& state) { return state.machine.published == nullptr ? domain::Policy{} : state.machine.published->policy; }

Steady idle_at(const State& state) { return state.last_touch + std::chrono::seconds{policy_of(state).idle_seconds}; }
std::chrono::seconds countdown(const State& state) { return std::chrono::seconds{policy_of(state).countdown_seconds}; }

std::optional<Steady> refusal_wake(const State& state) {
    const auto* refusal = refusal_of(state.stage);
    if (refusal == nullptr || !*refusal || (*refusal)->until <= state.now) return std::nullopt;
    return state.now + std::min<Steady::duration>((*refusal)->until - state.now, 1s);
}

// Each second while seconds are shown, else when the next thing is said.
std::optional<Steady> end_wake(const State& state) {
    const auto end = end_of_stay(state);
    if (!end) return std::nullopt;
    if (is_ending(state)) return std::min(end->at, state.now + 1s);
    const auto told = end->at - told_before_end;
    return state.now < told ? told : end->at - countdown(state);
}

std::optional<Steady> earliest(std::initializer_list<std::optional<Steady>> times) {
    std::optional<Steady> first;
    for (const auto& time : times)
        if (time && (!first || *time < *first)) first = time;
    return first;
}

}  // namespace

std::optional<EndOfStay> end_of_stay(const State& state) {
    const auto* signed_in = std::get_if<SignedIn>(&state.stage);
    if (signed_in == nullptr) return std::nullopt;
    const EndOfStay longest{signed_in->since + std::chrono::minutes{policy_of(state).session_minutes}, EndReason::LongestStay};
    if (!signed_in->locked_at || *signed_in->locked_at + told_before_end >= longest.at) return longest;
    return EndOfStay{*signed_in->locked_at + told_before_end, EndReason::Locked};
}

bool is_ending(const State& state) {
    const auto end = end_of_stay(state);
    return end && state.now >= end->at - countdown(state);
}

bool tells_end(const State& state) {
    const auto end = end_of_stay(state);
    if (!end || state.now < end->at - told_before_end) return false;
    return is_ending(state) || !std::get<SignedIn>(state.stage).heard_of_end;
}

Stage resting(const Machine& machine) {
    if (machine.phase == Machine::Phase::Starting && !machine.problem) return Starting{};
    if (machine.problem) {
        switch (*machine.problem) {
            case StoreProblem::Broken: return Unavailable{Reason::StoreBroken};
            case StoreProblem::WrongKey: return Unavailable{Reason::WrongKey};
            case StoreProblem::KeyringBroken: return Unavailable{Reason::KeyringBroken};
            case StoreProblem::Foreign: return Unavailable{Reason::StoreForeign};
            case StoreProblem::TooNew: return Unavailable{Reason::StoreTooNew};
            case StoreProblem::Unreachable: return Unavailable{Reason::StoreUnreachable};
            case StoreProblem::DiskFull: return Unavailable{Reason::DiskFull};
        }
    }
    if (machine.enrolment == Enrolment::Missing) return Unavailable{Reason::NotEnrolled};
    if (machine.lock) return Locked{};
    if (machine.published == nullptr) return Unavailable{Reason::NoBundle};
    return Attract{};
}

bool is_resting(const Stage& stage) {
    return std::holds_alternative<Starting>(stage) || std::holds_alternative<Unavailable>(stage) || std::holds_alternative<Locked>(stage) ||
           std::holds_alternative<Attract>(stage);
}

Effects leave(State& state) {
    Effects effects;
    if (auto* signed_in = std::get_if<SignedIn>(&state.stage)) effects = save_failed_ones(state, signed_in->session);
    effects.push_back(WipeSession{++state.last_ticket, policy_of(state).draft_days});
    state.stage = resting(state.machine);
    state.preferences = state.usual;
    state.leaving_at.reset();
    return effects;
}

Effects pass_time(State& state) {
    if (is_resting(state.stage)) {
        state.leaving_at.reset();
        // Who chose another language or larger writing and walked on leaves the next one the kiosk's own.
        if (state.now >= idle_at(state)) state.preferences = state.usual;
        return {};
    }
    const auto end = end_of_stay(state);
    if ((end && state.now >= end->at) || (state.leaving_at && state.now >= *state.leaving_at)) return leave(state);
    if (!state.leaving_at && state.now >= idle_at(state)) state.leaving_at = state.now + countdown(state);
    return look_again(state);
}

std::optional<Steady> next_wake(const State& state) {
    if (is_resting(state.stage)) return state.preferences == state.usual ? std::nullopt : std::optional{idle_at(state)};
    if (state.leaving_at) return state.now + std::min<Steady::duration>(*state.leaving_at - state.now, 1s);
    return earliest({idle_at(state), refusal_wake(state), end_wake(state), next_look(state)});
}

}  // namespace xz::ui::flow
