// What students do at a kiosk, and what the platform does with their envelopes.
#include "tests/fault/scenarios/terminal_scenario.hpp"

#include "tests/fault/scenarios/visit_scenarios.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

namespace xz::fault {

using namespace storage;

namespace {

constexpr protocol::Epoch kEpoch{1};
constexpr std::chrono::hours kKeep{24};

template <typename T>
std::unique_ptr<Scenario> make(std::uint64_t seed) {
    return std::make_unique<T>(seed);
}

// --- a burst of changes to one draft, with the log folded in between

class Autosave : public TerminalScenario {
public:
    explicit Autosave(std::uint64_t seed) : TerminalScenario{seed} {
        for (std::size_t n = 0; n <= kChanges; ++n) {
            versions_.push_back(fmt::format("change {} ", n) + std::string(dice.between(100, 15'000), 'x'));
        }
        folded_after_ = dice.between(0, kChanges);
        create();
        std::ignore = open().drafts().begin(Student, Kind, Year, stretched(1), bytes_of(versions_.front()));
        end();
    }
    void begin() override {
        TerminalScenario::begin();
        auto drafts = open().drafts().unlock(Student, stretched(1), PinTrust::ProvenOnline);
        expect(drafts && drafts->size() == 1, "there is not one draft that its PIN opens");
        draft_ = std::move(drafts->front());
    }
    [[nodiscard]] std::size_t steps() const override { return kChanges; }
    void step(std::size_t n) override {
        expect(open().drafts().save(draft_, bytes_of(versions_[n + 1])), "a draft that is there is not saved");
        if (n == folded_after_) {
            open().tidy();
        }
    }

protected:
    void look(std::size_t kept) override {
        const auto body = open().drafts().body(draft_);
        expect(body.has_value(), "the draft is gone");
        const std::string text{body->text()};
        const auto found = std::ranges::find(versions_, text);
        expect(found != versions_.end(), "the draft is no version of itself");
        const auto version = static_cast<std::size_t>(found - versions_.begin());
        expect(version >= kept, "an acknowledged change is gone");
        expect(version <= kept + 1, "a change is there that was not made yet");
        expect(open().drafts().count() == 1, "there are more drafts than one");
    }

private:
    static constexpr std::size_t kChanges = 8;
    std::vector<std::string> versions_;
    std::size_t folded_after_ = 0;
    OpenDraft draft_;
};

class AutosaveUnsynced final : public Autosave {
public:
    using Autosave::Autosave;
    void begin() override {
        Autosave::begin();
        open().database().execute("PRAGMA synchronous = OFF");
    }
};

class AutosaveUnsyncedLog final : public Autosave {
public:
    using Autosave::Autosave;
    void begin() override {
        Autosave::begin();
        open().database().execute("PRAGMA synchronous = NORMAL");
    }
};

// --- submissions, each with its own draft, and the log folded in between

class Submit : public TerminalScenario {
public:
    explicit Submit(std::uint64_t seed) : TerminalScenario{seed} {
        create();
        for (std::uint8_t n = 0; n < kDrafts; ++n) {
            drafts_.push_back(open().drafts().begin(student(n), Kind, Year, stretched(n), bytes_of("work")));
            sizes_.push_back(dice.between(1000, 12'000));
        }
        chain_ = open().outbox().chain_end().chain;
        end();
    }
    // Handed in, and the log folded before the next student comes.
    [[nodiscard]] std::size_t steps() const override { return 2 * kDrafts; }
    void step(std::size_t n) override {
        if (n % 2 == 1) {
            return open().tidy();
        }
        submit(sealed(n / 2), {student(n / 2), Kind, Year, 1, clock.now()}, drafts_[n / 2]);
    }

protected:
    virtual void submit(const protocol::SealedEnvelope& envelope, const Submission& submission, const OpenDraft& draft) {
        open().submit(envelope, submission, &draft);
    }
    void look(std::size_t kept) override {
        const auto held = open().outbox().next_batch(500, 1 << 20);
        expect(held.size() >= (kept + 1) / 2, "an acknowledged envelope is gone");
        expect(held.size() <= kept / 2 + 1, "an envelope is there that was not handed in yet");
        crypto::Digest last{};
        for (std::size_t i = 0; i < held.size(); ++i) {
            const auto wanted = sealed(i);
            expect(held[i].seq == i + 1 && held[i].bytes == wanted.bytes && held[i].sha256 == wanted.sha256, "an envelope is another");
            last = wanted.sha256;
        }
        const auto next = open().outbox().next_place();
        expect(next.chain == chain_ && next.seq == held.size() + 1 && next.prev == last, "the chain does not end at its last envelope");
        for (std::size_t i = 0; i < drafts_.size(); ++i) {
            expect(open().drafts().body(drafts_[i]).has_value() == (i >= held.size()), "an envelope and its draft: both, or neither");
            const auto submission = open().last_submissions().find(student(i), Kind, Year);
            expect(submission.has_value() == (i < held.size()) && (!submission || submission->id == held[i].id),
                   "what was handed in last is not what is held");
        }
    }

private:
    static constexpr std::size_t kDrafts = 3;
    static std::string student(std::size_t n) { return fmt::format("20260101{:02}", n); }
    [[nodiscard]] protocol::SealedEnvelope sealed(std::size_t n) const { return sealed_for({.chain = chain_, .seq = n + 1, .prev = {}}, sizes_[n]); }

    std::vector<OpenDraft> drafts_;
    std::vector<std::size_t> sizes_;
    std::string chain_;
};

class SubmitInTwo final : public Submit {
public:
    using Submit::Submit;

protected:
    void submit(const protocol::SealedEnvelope& envelope, const Submission& submission, const OpenDraft& draft) override {
        open().submit(envelope, submission, nullptr);
        open().drafts().discard(draft);
    }
};

// --- receipts, then letting go

class Settle final : public TerminalScenario {
public:
    explicit Settle(std::uint64_t seed) : TerminalScenario{seed} {
        create();
        for (int n = 0; n < 3; ++n) {
            sealed_.push_back(sealed_for(open().outbox().next_place(), dice.between(1000, 20'000)));
            open().submit(sealed_.back(), {Student, Kind, Year, 1, clock.now()}, nullptr);
            results_.push_back(result_for(sealed_.back(), kEpoch, clock.now()));
        }
        answer_.epoch = kEpoch;
        answer_.time = clock.now() + kKeep;
        answer_.chain = open().outbox().chain_end().chain;
        answer_.have_seq = 3;
        answer_.have_sha256 = sealed_.back().sha256;
        answer_.safe_seq = 2;
        end();
    }
    [[nodiscard]] std::size_t steps() const override { return 2; }
    void step(std::size_t n) override {
        if (n == 0) {
            expect(open().outbox().keep_receipts(results_).size() == 3, "a receipt of an envelope here was not kept");
        } else {
            open().outbox().purge(answer_, kKeep);
            open().tidy();
        }
    }

protected:
    void look(std::size_t kept) override {
        const QueueState state = open().outbox().state();
        const std::array stages{state.held == 3 && state.waiting == 3, state.held == 3 && state.waiting == 0, state.held == 1 && state.waiting == 0};
        expect(stages.at(kept) || (kept < 2 && stages.at(kept + 1)), "receipts or purge are half done, or undone");
        expect(open().outbox().next_place().seq == 4 && open().outbox().next_place().prev == sealed_.back().sha256, "the chain has lost its end");
        open().outbox().each_held([&](std::string_view id, std::string_view bytes) {
            const auto found = std::ranges::find(sealed_, id, &protocol::SealedEnvelope::id);
            expect(found != sealed_.end() && found->bytes == bytes, "an envelope is another");
        });
    }

private:
    std::vector<protocol::SealedEnvelope> sealed_;
    std::vector<protocol::BatchResult> results_;
    protocol::HeartbeatAnswer answer_;
};

// --- newer bundles with their key sets

class Refresh final : public TerminalScenario {
public:
    explicit Refresh(std::uint64_t seed) : TerminalScenario{seed} {
        for (const char letter : {'a', 'b', 'c'}) {
            bundles_.push_back(std::string(dice.between(5000, 40'000), letter));
        }
        create();
        const crypto::SigningKey sign = crypto::SigningKey::generate(random);
        open().identity().keep({"t", sign.seed().clone(), crypto::SecureBytes::copy_of("PEM"), "CERT", sign.verify_key(), ""});
        open().keep_bundle({1, bundles_[0], "1"}, "keys 1");
        end();
    }
    [[nodiscard]] std::size_t steps() const override { return bundles_.size() - 1; }
    void step(std::size_t n) override { open().keep_bundle({n + 2, bundles_[n + 1], std::to_string(n + 2)}, fmt::format("keys {}", n + 2)); }

protected:
    void look(std::size_t kept) override {
        const auto bundle = open().bundles().latest();
        const auto identity = open().identity().identity();
        expect(bundle && identity, "bundle or identity is gone");
        expect(bundle->version == kept + 1 || bundle->version == kept + 2, "the bundle is not the newest that was taken");
        expect(bundle->bytes == bundles_.at(bundle->version - 1), "the bundle's bytes are not its own");
        expect(identity->key_set == fmt::format("keys {}", bundle->version), "the key set is another bundle's");
    }

private:
    std::vector<std::string> bundles_;
};

// --- tries at a PIN: none is ever won back

class Guess final : public TerminalScenario {
public:
    explicit Guess(std::uint64_t seed) : TerminalScenario{seed} {
        create();
        std::ignore = open().drafts().begin(Student, Kind, Year, stretched(1), bytes_of(std::string(dice.between(100, 5000), 'd')));
        end();
        began_ = clock.now();
    }
    void begin() override {
        clock.jump_to(began_);
        TerminalScenario::begin();
    }
    [[nodiscard]] std::size_t steps() const override { return kTries; }
    void step(std::size_t n) override {
        clock.jump_to(began_ + std::chrono::hours{n});
        const auto opened = open().drafts().unlock(Student, stretched(9), PinTrust::Unproven);
        expect(!opened && opened.error().why == UnlockFailure::Why::WrongPin, "a wrong PIN was not looked at");
    }

protected:
    void look(std::size_t kept) override {
        // Whoever comes at the moment of the last try that was answered waits as its count says, and a right PIN is not looked at.
        clock.jump_to(began_ + std::chrono::hours{kept == 0 ? 0 : kept - 1});
        const auto wait = open().drafts().wait_before_unlock(Student);
        expect(wait >= (kept < 5 ? std::chrono::seconds{0} : std::chrono::seconds{30 << (kept - 5)}), "a power cut won a try at a PIN");
        if (kept >= 5) {
            const auto opened = open().drafts().unlock(Student, stretched(1), PinTrust::Unproven);
            expect(!opened && opened.error().why == UnlockFailure::Why::TooSoon, "a try was looked at too soon");
        }
        expect(open().drafts().count() == 1, "the draft is gone");
        clock.jump_to(began_);
    }

private:
    static constexpr std::size_t kTries = 8;
    Instant began_;
};

// --- what else a visit leaves: consents, the platform's time, a setting

class Leave final : public TerminalScenario {
public:
    explicit Leave(std::uint64_t seed) : TerminalScenario{seed} {
        create();
        end();
    }
    [[nodiscard]] std::size_t steps() const override { return 3; }
    void step(std::size_t n) override {
        switch (n) {
            case 0: open().consents().keep(Student, std::array{consent("a"), consent("b")}); break;
            case 1: open().time_floor().advance(clock.now()); break;
            default: open().settings().put("name", "value"); break;
        }
    }

protected:
    void look(std::size_t kept) override {
        const auto consents = open().consents().latest(Student);
        expect(consents.size() == 2 || (consents.empty() && kept < 1), "what a student agreed to is gone, or half there");
        expect(open().time_floor().floor() == clock.now() || kept < 2, "the platform's time is gone");
        expect(open().settings().get("name") == "value" || kept < 3, "a setting is gone");
    }

private:
    [[nodiscard]] protocol::Consent consent(const std::string& purpose) const { return {purpose, "notice@1", true, clock.now()}; }
};

constexpr NamedScenario kVisits[]{{"autosave", make<Autosave>}, {"submit", make<Submit>}, {"receipts", make<Settle>},
                                  {"bundle", make<Refresh>},    {"pin", make<Guess>},     {"consent", make<Leave>}};
constexpr NamedScenario kBroken[]{{"autosave-unsynced", make<AutosaveUnsynced>},
                                  {"autosave-unsynced-log", make<AutosaveUnsyncedLog>},
                                  {"submit-in-two", make<SubmitInTwo>}};

}  // namespace

std::span<const NamedScenario> visit_scenarios() {
    return kVisits;
}

std::span<const NamedScenario> broken_scenarios() {
    return kBroken;
}

}  // namespace xz::fault
