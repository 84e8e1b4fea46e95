#include "terminal/app/handing_in.hpp"

#include "terminal/core/crypto/aead.hpp"
#include "terminal/core/crypto/password.hpp"
#include "terminal/core/protocol/seal.hpp"
#include "terminal/storage/pseudonym.hpp"
#include "terminal/sync/enrolment.hpp"
#include "tests/terminal/app/temporary_folder.hpp"
#include "tests/terminal/sync/fake_platform.hpp"

#include <catch2/catch_test_macros.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <fstream>
#include <iterator>

namespace xz::app {
namespace {

using namespace std::chrono_literals;
namespace flow = ui::flow;

constexpr int submissions = 1000;
constexpr int writers = 20;  // who have a draft when the kiosk is stolen
constexpr std::string_view canary = "我的秘密canary";

std::string number_of(int n) { return fmt::format("2026{:06}", n); }
std::string pin_of(int n) { return fmt::format("{:06}", 271828 + n); }
// What a PIN is stretched to, without its 200 ms: who has stolen the kiosk knows these PINs.
crypto::Secret<32> stretched(int n) { return crypto::argon2id(pin_of(n), crypto::pin_salt(Bytes(16, 7), number_of(n)), {8 << 10, 1}); }

// A kiosk that was used for weeks and is carried off.
struct Stolen {
    test::TemporaryFolder folder;
    sync::test::FakePlatform platform;
    SystemClock clock;
    SystemRandom random;
    std::filesystem::path key_file = folder.path() / "kiosk.key";
    storage::SystemKeyProvider provider{std::nullopt, key_file};

    Stolen() {
        REQUIRE(storage::make_key_file(key_file, random));
        std::filesystem::create_directory(folder.path() / "store");
        auto store = std::move(*storage::Store::create(folder.path() / "store", provider, clock, random, {.reserve_bytes = 0, .least_free_bytes = 0}));
        auto keys = sync::EnrolmentKeys::generate(random);
        store->identity().keep({platform.terminal, keys.signing_key.seed().clone(), keys.certificate_key.to_pem(),
                                platform.authority.certificate().to_pem(), platform.root.verify_key(), protocol::encode(platform.key_set())});
        REQUIRE(store->seal_key_for(platform.recovery.public_key()));
        IdMaker ids{clock, random};
        for (int n = 0; n < submissions; ++n) {
            const auto secret = stretched(n % 50);
            Visit visit{number_of(n), secret.clone(), crypto::proof_key(secret), std::nullopt, {}};
            if (n % 10 == 0) {
                visit.drafts.push_back(store->drafts().begin(visit.student_no, protocol::RecordKind::Diagnosis, "2026-2027", secret, bytes_of(canary)));
            }
            const Instant at = clock.now();
            std::ignore = hand_in(*store, visit,
                                  {1, protocol::RecordKind::Diagnosis, "2026-2027", "self-diagnosis@1", fmt::format("{{\"text\":\"{}\"}}", canary),
                                   {{"notice", "notice@1", true, at}}, at - 10min, at, "zh_CN"},
                                  at, ids, random);
        }
        for (int n = 0; n < writers; ++n) {
            std::ignore = store->drafts().begin(number_of(n), protocol::RecordKind::Diagnosis, "2026-2027", stretched(n), bytes_of(canary));
        }
        store->tidy();
    }
    [[nodiscard]] std::filesystem::path inside(const char* name) const { return folder.path() / "store" / "store" / name; }
};

std::string contents(const std::filesystem::path& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

// As it is, and as base64 would hold it at any place.
bool holds(std::string_view bytes, std::string_view what) {
    if (bytes.find(what) != std::string_view::npos) {
        return true;
    }
    for (std::size_t shift = 0; shift < 3; ++shift) {
        // The letters that depend on nothing before or after it.
        const std::string text = to_base64(bytes_of(std::string(shift, '.') + std::string{what}));
        const std::size_t first = (shift * 8 + 5) / 6;
        const std::size_t end = (shift + what.size()) * 8 / 6;
        if (bytes.find(text.substr(first, end - first)) != std::string_view::npos) {
            return true;
        }
    }
    return false;
}

// Every value of every table.
template <typename Take>
void each_value(sqlite::Database& database, Take&& take) {
    auto tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'");
    while (tables.next()) {
        auto rows = database.prepare("SELECT * FROM " + tables.text(0));
        auto columns = database.prepare("SELECT count(*) FROM pragma_table_info('" + tables.text(0) + "')");
        columns.next();
        while (rows.next()) {
            for (int column = 0; column < columns.integer(0); ++column) {
                take(tables.text_view(0), rows.blob_view(column));
            }
        }
    }
}

bool opens(const protocol::Envelope& envelope, const crypto::Secret<32>& guess) {
    const crypto::BoxKey box{guess.clone()};
    if (box.open(envelope.dek) || box.open(envelope.recovery)) {
        return true;
    }
    return crypto::aead_open(guess, envelope.header.nonce, bytes_of(protocol::associated_data(envelope.header)), envelope.body).has_value();
}

struct Draft {
    std::array<std::uint8_t, 16> id{};
    Bytes wrapped_key;
    storage::Pseudonym student{};
};

std::vector<Draft> drafts_in(sqlite::Database& database) {
    std::vector<Draft> drafts;
    for (auto rows = database.prepare("SELECT id, wrapped_key, student FROM drafts"); rows.next();) {
        Draft draft;
        std::ranges::copy(rows.blob_view(0), draft.id.begin());
        draft.wrapped_key = rows.blob(1);
        std::ranges::copy(rows.blob_view(2), draft.student.begin());
        drafts.push_back(std::move(draft));
    }
    return drafts;
}

bool opens(const Draft& draft, const crypto::Secret<32>& stretched_pin, ByteView pepper) {
    std::string associated = "xuezhen/1/draft-key/";
    associated.append(draft.id.begin(), draft.id.end());
    return crypto::unwrap(crypto::draft_wrapping_key(stretched_pin, pepper), bytes_of(associated), draft.wrapped_key).has_value();
}

// How many of them open to whoever knows every PIN and takes that for the pepper.
int opened_with(const std::vector<Draft>& drafts, ByteView pepper) {
    return static_cast<int>(std::ranges::count_if(drafts, [&](const Draft& draft) {
        for (int n = 0; n < writers; ++n) {
            if (opens(draft, stretched(n), pepper)) {
                return true;
            }
        }
        return false;
    }));
}

}  // namespace

TEST_CASE("A stolen kiosk gives up none of 1,000 records with all its keys, and no draft without the pepper") {
    Stolen kiosk;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{kiosk.folder.path()}) {
        if (entry.is_regular_file()) {
            CAPTURE(entry.path().string());
            const std::string bytes = contents(entry.path());
            CHECK_FALSE(holds(bytes, canary));
            CHECK_FALSE(holds(bytes, number_of(7)));
        }
    }

    // With every key that lies there.
    const auto provided = kiosk.provider.provide();
    const auto keyring = storage::Keyring::read(kiosk.inside("keyring"));
    REQUIRE((provided && keyring));
    const auto keys = keyring->open(*provided);
    REQUIRE(keys);
    auto database = sqlite::Database::open(kiosk.inside("store.db"), sqlite::Key{keys->front().store.bytes().data(), 32});
    REQUIRE(database);
    std::vector<crypto::Secret<32>> guesses;
    for (const auto* found : {&provided->key, &keys->front().store, &keys->front().pepper}) {
        guesses.push_back(found->clone());
    }
    int canaries = 0;
    each_value(*database, [&](std::string_view table, ByteView value) {
        canaries += holds(text_of(value), canary) || holds(text_of(value), number_of(7)) ? 1 : 0;
        if (value.size() == 32 && table != "envelopes" && guesses.size() < 60) {
            guesses.push_back(*crypto::Secret<32>::from(value));
        }
    });
    CHECK(canaries == 0);
    std::vector<protocol::Envelope> envelopes;
    for (auto rows = database->prepare("SELECT bytes FROM envelopes"); rows.next();) {
        envelopes.push_back(*protocol::decode_envelope(rows.text_view(0)));
    }
    REQUIRE(envelopes.size() == submissions);
    int readable = 0;
    for (std::size_t i = 0; i < envelopes.size(); ++i) {
        // Each key on each envelope; all that only look like keys, on some.
        const std::size_t tried = i % 50 == 0 ? guesses.size() : std::min<std::size_t>(guesses.size(), 8);
        readable += std::any_of(guesses.begin(), guesses.begin() + static_cast<std::ptrdiff_t>(tried), [&](const auto& guess) { return opens(envelopes[i], guess); }) ? 1 : 0;
        CHECK_FALSE(holds(text_of(envelopes[i].body), canary));
    }
    CHECK(readable == 0);
    // And they are what was handed in: who has the platform's key reads each.
    CHECK(std::ranges::all_of(envelopes, [&](const auto& envelope) {
        const auto record = protocol::open(envelope, kiosk.platform.box);
        return record && holds(record->content.payload, canary);
    }));

    // The disk without the key provider's key: no pepper. Every PIN is known, and the store's own key.
    const auto drafts = drafts_in(*database);
    REQUIRE(drafts.size() == writers);
    CHECK_FALSE(keyring->open({crypto::Secret<32>::random(kiosk.random), provided->level}));
    CHECK(opened_with(drafts, Bytes(32, 0)) == 0);
    CHECK(opened_with(drafts, keys->front().store.bytes()) == 0);
    CHECK(opened_with(drafts, drafts.front().student) == 0);
    CHECK(opened_with(drafts, keys->front().pepper.bytes()) == writers);

    // With everything known but the PIN: what one guess costs.
    constexpr int tries = 3;
    const auto began = std::chrono::steady_clock::now();
    const std::clock_t cpu_began = std::clock();
    for (int n = 0; n < tries; ++n) {
        CHECK_FALSE(opens(drafts.front(), crypto::stretch_pin(pin_of(900 + n), crypto::pin_salt(Bytes(16, 7), number_of(0))), keys->front().pepper.bytes()));
    }
    const auto milliseconds = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - began).count() / tries;
    const double cpu = 1000.0 * static_cast<double>(std::clock() - cpu_began) / CLOCKS_PER_SEC / tries;
    fmt::print("{{\"name\":\"pin-guess\",\"value\":{:.0f},\"unit\":\"ms\",\"detail\":{{\"cpu_ms\":{:.0f},\"mebibytes\":{},\"passes\":{},\"days_for_all_pins\":{:.1f}}}}}\n",
               milliseconds, cpu, crypto::PinCost.memory_bytes >> 20, crypto::PinCost.passes, 1e6 * cpu / 1000 / 86400);
    CHECK(cpu > 20);
}

}  // namespace xz::app
