#include "tests/fault/scenarios/terminal_scenario.hpp"

namespace xz::fault {

using namespace storage;

namespace {

constexpr std::string_view kNextStudent = "2026010999";

}  // namespace

void TerminalScenario::create() {
    auto made = Store::create(folder(), key, clock, random, options);
    if (!made) {
        throw Refused{made.error()};
    }
    store = std::move(*made);
}

void TerminalScenario::open_or_create() {
    auto opened = Store::open(folder(), key, clock, random, options);
    if (!opened && opened.error() != StoreFailure::NotFound) {
        throw Refused{opened.error()};
    }
    if (!opened) {
        return create();
    }
    store = std::move(*opened);
}

void TerminalScenario::begin() {
    auto opened = Store::open(folder(), key, clock, random, options);
    if (!opened) {
        throw Refused{opened.error()};
    }
    store = std::move(*opened);
}

void TerminalScenario::inspect(std::size_t kept) {
    look(kept);
    const auto problems = store->check_integrity();
    expect(problems.empty(), problems.empty() ? "" : problems.front());
}

void TerminalScenario::judge(std::size_t kept) {
    begin();
    inspect(kept);
    OpenDraft draft = store->drafts().begin(kNextStudent, Kind, Year, stretched(3), bytes_of("{}"));
    expect(store->drafts().save(draft, bytes_of("goes on")), "the next student's work is not kept");
    const auto body = store->drafts().body(draft);
    expect(body && body->text() == "goes on", "the next student's work is not what was saved");
    end();
}

}  // namespace xz::fault
