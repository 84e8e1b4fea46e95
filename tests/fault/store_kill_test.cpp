#include "tests/terminal/storage/store_fixture.hpp"

#include <array>
#include <charconv>
#include <csignal>
#include <cstdint>
#include <string>

#include <sys/wait.h>
#include <unistd.h>

namespace xz::storage {

namespace {

constexpr int kRounds = 30;
constexpr std::uint64_t kChangesPerSubmission = 6;

// What the child tells after each operation has returned.
struct Acknowledged {
    enum class What : std::uint8_t { Saved, Submitted } what = What::Saved;
    std::uint64_t number = 0;  // of the change; of the envelope in its chain
};

void tell(int pipe, Acknowledged acknowledged) {
    static_cast<void>(::write(pipe, &acknowledged, sizeof acknowledged));
}

// Opens the store and works until it is killed. The draft's body is the number of its last change.
[[noreturn]] void work_until_killed(StoreFixture& fixture, std::uint64_t change, int pipe) {
    auto opened = Store::open(fixture.folder.path(), fixture.key, fixture.clock, fixture.random, fixture.options);
    if (!opened) {
        ::_exit(1);
    }
    Store& store = **opened;
    auto drafts = store.drafts().unlock(Student, stretched(1), PinTrust::ProvenOnline);
    OpenDraft draft = drafts ? std::move(drafts->front())
                             : store.drafts().begin(Student, Kind, Year, stretched(1), bytes_of(std::to_string(change)));
    while (true) {
        ++change;
        if (!store.drafts().save(draft, bytes_of(std::to_string(change)))) {
            ::_exit(2);
        }
        tell(pipe, {Acknowledged::What::Saved, change});
        if (change % kChangesPerSubmission == 0) {
            const auto envelope = sealed_for(store.outbox().next_place(), 20'000);
            store.submit(envelope, {Student, Kind, Year, 1, fixture.clock.now()}, &draft);
            tell(pipe, {Acknowledged::What::Submitted, envelope.seq});
            store.tidy();
            draft = store.drafts().begin(Student, Kind, Year, stretched(1), bytes_of(std::to_string(change)));
        }
    }
}

}  // namespace

TEST_CASE_METHOD(StoreFixture, "A killed terminal has everything that it had acknowledged") {
    close();
    std::uint64_t saved = 0;
    std::uint64_t submitted = 0;
    Acknowledged last{Acknowledged::What::Submitted, 0};
    for (int round = 0; round < kRounds; ++round) {
        CAPTURE(round, saved, submitted);
        std::array<int, 2> ends{};
        REQUIRE(::pipe(ends.data()) == 0);
        const pid_t child = ::fork();
        if (child == 0) {
            ::close(ends[0]);
            work_until_killed(*this, saved, ends[1]);
        }
        ::close(ends[1]);
        std::array<std::uint8_t, 2> dice{};
        SystemRandom{}.fill(dice);
        ::usleep(10'000 + (dice[0] * 256U + dice[1]) % 90'000U);
        ::kill(child, SIGKILL);
        Acknowledged acknowledged;
        while (::read(ends[0], &acknowledged, sizeof acknowledged) == sizeof acknowledged) {
            (acknowledged.what == Acknowledged::What::Saved ? saved : submitted) = acknowledged.number;
            last = acknowledged;
        }
        ::close(ends[0]);
        int status = 0;
        ::waitpid(child, &status, 0);
        REQUIRE(WIFSIGNALED(status));

        reopen();
        std::uint64_t seq = 0;
        store->outbox().each_held([&](std::string_view, std::string_view bytes) {
            ++seq;
            REQUIRE(bytes.find(fmt::format("\"seq\":{},", seq)) != std::string_view::npos);
        });
        REQUIRE((seq == submitted || seq == submitted + 1));
        REQUIRE(store->outbox().next_place().seq == seq + 1);
        const bool submitted_unheard = seq == submitted + 1;
        submitted = seq;
        const auto drafts = store->drafts().unlock(Student, stretched(1), PinTrust::ProvenOnline);
        if (drafts) {
            REQUIRE(drafts->size() == 1);
            const std::string text = text_of_draft(drafts->front());
            std::uint64_t found = 0;
            std::from_chars(text.data(), text.data() + text.size(), found);
            REQUIRE((found == saved || found == saved + 1));
            saved = found;
        } else {
            REQUIRE((last.what == Acknowledged::What::Submitted || submitted_unheard));  // and the next one not begun
            last = {Acknowledged::What::Submitted, submitted};
        }
        REQUIRE(store->check_integrity().empty());
        close();
    }
    CHECK(saved > kRounds);
    CHECK(submitted > 0);
}

}  // namespace xz::storage
