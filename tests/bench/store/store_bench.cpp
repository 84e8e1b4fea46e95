// What the terminal's store costs on this disk: store_bench NAME prints one JSON line. Works in $TMPDIR.
#include "terminal/core/protocol/seal.hpp"
#include "terminal/core/sqlite/transaction.hpp"
#include "terminal/core/support/ids.hpp"
#include "terminal/storage/store.hpp"
#include "tests/support/temporary_folder.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace xz;
using namespace xz::storage;

constexpr std::string_view kStudent = "2026010101";
constexpr std::string_view kYear = "2026-2027";
constexpr std::size_t kDraftSize = 3600;  // 36 answers with some text
constexpr int kChanges = 1000;
constexpr int kSubmissions = 300;
constexpr int kOpens = 50;
constexpr int kEnvelopes = 10'000;

class BenchKey final : public KeyProvider {
public:
    [[nodiscard]] Result<ProvidedKey, KeyFailure> provide() const override {
        return ProvidedKey{crypto::Secret<32>{}, KeyLevel::File};
    }
};

// Milliseconds of many runs of one thing.
class Samples {
public:
    template <typename Work>
    void time(Work&& work) {
        const auto start = std::chrono::steady_clock::now();
        work();
        const std::chrono::duration<double, std::milli> span = std::chrono::steady_clock::now() - start;
        sorted_.insert(std::ranges::upper_bound(sorted_, span.count()), span.count());
    }
    [[nodiscard]] double p(double share) const {
        return sorted_.at(static_cast<std::size_t>(share * static_cast<double>(sorted_.size() - 1)));
    }
    [[nodiscard]] double p50() const { return p(0.50); }
    [[nodiscard]] double p99() const { return p(0.99); }

private:
    std::vector<double> sorted_;
};

void print(std::string_view name, double value, const std::string& detail) {
    fmt::print("{{\"name\":\"{}\",\"value\":{:.3f},\"unit\":\"ms\",\"detail\":{{{}}}}}\n", name, value, detail);
}

// The device's own price of durability: 8 KiB appended, then fdatasync.
class Appender {
public:
    explicit Appender(const std::filesystem::path& file) : file_{::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)} {}
    Appender(const Appender&) = delete;
    Appender& operator=(const Appender&) = delete;
    ~Appender() { ::close(file_); }
    void append() {
        if (::write(file_, page_.data(), page_.size()) < 0 || ::fdatasync(file_) != 0) {
            std::perror("store_bench");
        }
    }

private:
    int file_;
    std::string page_ = std::string(8192, 'p');
};

struct Bench {
    testing::TemporaryFolder folder;
    SystemClock clock;
    SystemRandom random;
    BenchKey key;
    StoreOptions options{.reserve_bytes = 0, .least_free_bytes = 0};
    crypto::Secret<32> pin;

    [[nodiscard]] std::unique_ptr<Store> create() { return std::move(Store::create(folder.path(), key, clock, random, options).value()); }
    [[nodiscard]] std::unique_ptr<Store> open() { return std::move(Store::open(folder.path(), key, clock, random, options).value()); }
    [[nodiscard]] OpenDraft begin(Store& store) {
        return store.drafts().begin(kStudent, protocol::RecordKind::Diagnosis, kYear, pin, bytes_of(std::string(kDraftSize, 'd')));
    }
};

int autosave() {
    Bench bench;
    const auto store = bench.create();
    OpenDraft draft = bench.begin(*store);
    constexpr sqlite::Access alone = sqlite::Access::Alone;
    const crypto::Secret<32> raw;
    auto bare = sqlite::Database::open(bench.folder / "bare.db", sqlite::Key{raw.bytes().data(), 32},
                                       {.access = alone, .presence = sqlite::Presence::MustBeNew})
                    .value();
    bare.execute("CREATE TABLE rows (id INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT; INSERT INTO rows VALUES (1, x'00')");
    Appender appender{bench.folder / "appended"};

    Samples saved, committed, synced;
    std::string body(kDraftSize, 'd');
    for (int n = 0; n < kChanges; ++n) {
        body.replace(0, 8, fmt::format("{:08}", n));
        saved.time([&] { static_cast<void>(store->drafts().save(draft, bytes_of(body))); });
        committed.time([&] { bare.run("UPDATE rows SET body = ? WHERE id = 1", bytes_of(body)); });
        synced.time([&] { appender.append(); });
    }
    print("store-autosave", saved.p50(),
          fmt::format("\"p99\":{:.3f},\"bare_commit_p50\":{:.3f},\"bare_commit_p99\":{:.3f},\"fdatasync_p50\":{:.3f},\"fdatasync_p99\":{:.3f},"
                      "\"over_bare_p50\":{:.2f},\"over_bare_p99\":{:.2f},\"changes\":{},\"bytes\":{}",
                      saved.p99(), committed.p50(), committed.p99(), synced.p50(), synced.p99(), saved.p50() / committed.p50(),
                      saved.p99() / committed.p99(), kChanges, kDraftSize));
    return 0;
}

int submit() {
    Bench bench;
    const auto store = bench.create();
    const crypto::SigningKey terminal_key = crypto::SigningKey::generate(bench.random);
    const crypto::SigningKey pin_key = crypto::SigningKey::generate(bench.random);
    const crypto::BoxPublicKey platform = crypto::BoxKey::generate(bench.random).public_key();
    const crypto::BoxPublicKey recovery = crypto::BoxKey::generate(bench.random).public_key();
    const protocol::Sealer sealer{"bench", terminal_key, platform, recovery, platform.id(), recovery.id()};
    IdMaker ids{bench.clock, bench.random};

    Samples sealing, submitting;
    std::size_t bytes = 0;
    for (int n = 0; n < kSubmissions; ++n) {
        const OpenDraft draft = bench.begin(*store);
        protocol::RecordContent content;
        content.id = ids.uuid_v7();
        content.student_no = kStudent;
        content.academic_year = kYear;
        content.instrument = "self-diagnosis@1";
        content.payload = fmt::format("{{\"text\":\"{}\"}}", std::string(kDraftSize, 'd'));
        content.started_at = content.submitted_at = bench.clock.now();
        content.locale = "zh_CN";
        protocol::SealedEnvelope envelope;
        sealing.time([&] {
            auto sealed = protocol::seal(content, protocol::Prover{&pin_key}, store->outbox().next_place(), sealer,
                                         bench.clock.now(), bench.random);
            envelope = std::move(sealed.value());
        });
        bytes = envelope.bytes.size();
        submitting.time([&] { store->submit(envelope, {kStudent, content.kind, kYear, 1, content.submitted_at}, &draft); });
    }
    print("store-submit", submitting.p50(),
          fmt::format("\"p99\":{:.3f},\"seal_p50\":{:.3f},\"seal_p99\":{:.3f},\"submissions\":{},\"envelope_bytes\":{}", submitting.p99(),
                      sealing.p50(), sealing.p99(), kSubmissions, bytes));
    return 0;
}

int open() {
    Bench bench;
    {
        const auto store = bench.create();
        IdMaker ids{bench.clock, bench.random};
        for (int n = 0; n < kEnvelopes;) {
            sqlite::Transaction transaction{store->database()};
            for (int batch = 0; batch < 500; ++batch, ++n) {
                protocol::SealedEnvelope envelope;
                envelope.id = ids.uuid_v7();
                envelope.seq = store->outbox().next_place().seq;
                envelope.bytes = std::string(6000, 'e');
                bench.random.fill(envelope.sha256);
                store->outbox().insert(envelope, protocol::RecordKind::Diagnosis, bench.clock.now());
            }
            transaction.commit();
        }
    }
    Samples opening;
    for (int n = 0; n < kOpens; ++n) {
        std::unique_ptr<Store> store;
        opening.time([&] {
            store = bench.open();
            static_cast<void>(store->outbox().state());
        });
    }
    // What each heartbeat asks of a full store in which everything has a receipt and nothing may go yet.
    const auto store = bench.open();
    protocol::HeartbeatAnswer answer;
    answer.time = bench.clock.now();
    answer.chain = store->outbox().chain_end().chain;
    answer.have_seq = answer.safe_seq = kEnvelopes;
    answer.have_sha256 = store->outbox().chain_end().sha256;
    store->database().run("UPDATE envelopes SET state = 1, epoch = ?, received_at = ?", answer.epoch, answer.time.time_since_epoch().count());
    Samples beating;
    for (int n = 0; n < kOpens; ++n) {
        beating.time([&] {
            static_cast<void>(store->outbox().compare(answer));
            static_cast<void>(store->outbox().purge(answer, std::chrono::hours{24}));
            static_cast<void>(store->outbox().state());
        });
    }
    print("store-open", opening.p50(),
          fmt::format("\"p99\":{:.3f},\"opens\":{},\"envelopes\":{},\"heartbeat_p50\":{:.3f}", opening.p99(), kOpens, kEnvelopes,
                      beating.p50()));
    return 0;
}

}  // namespace

int main(int count, char** arguments) {
    const std::string_view name = count == 2 ? arguments[1] : "";
    if (name == "store-autosave") return autosave();
    if (name == "store-open") return open();
    if (name == "store-submit") return submit();
    fmt::print(stderr, "usage: store_bench store-autosave|store-open|store-submit\n");
    return 2;
}
