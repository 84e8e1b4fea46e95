#include "terminal/app/store_trouble.hpp"

#include "terminal/app/distress.hpp"
#include "terminal/app/status_report.hpp"
#include "terminal/app/terminal.hpp"
#include "terminal/core/protocol/seal.hpp"
#include "terminal/core/support/file.hpp"
#include "terminal/core/support/ids.hpp"
#include "terminal/sync/enrolment.hpp"
#include "tests/terminal/app/kiosk.hpp"

#include <catch2/catch_test_macros.hpp>

#include <fstream>
#include <iterator>

namespace xz::app {
namespace {

namespace flow = ui::flow;
using namespace std::chrono_literals;

// A kiosk that has worked, and whose program has ended. What it would say to the screen comes to `next`.
struct Rested {
    test::TemporaryFolder folder;
    sync::test::FakePlatform platform;
    SystemClock clock;
    SystemRandom random;
    Settings settings;
    std::size_t envelopes = 0;
    std::mutex mutex;
    std::condition_variable arrived;
    bool news = false;
    EventQueue events{[this] {
        const std::lock_guard lock{mutex};
        news = true;
        arrived.notify_one();
    }};
    std::vector<flow::Event> seen;
    std::unique_ptr<Terminal> terminal;

    Rested() {
        settings.platform_url = "https://127.0.0.1:1";  // nobody
        settings.store_directory = folder.path() / "store";
        settings.key_file = folder.path() / "key";
        REQUIRE(storage::make_key_file(settings.key_file, random));
        std::filesystem::create_directory(settings.store_directory);
        auto store = std::move(*storage::Store::create(settings.store_directory, key_provider(settings), clock, random));
        auto keys = sync::EnrolmentKeys::generate(random);
        const crypto::SigningKey signer{keys.signing_key.seed().clone()};
        store->identity().keep({platform.terminal, keys.signing_key.seed().clone(), keys.certificate_key.to_pem(), platform.authority.certificate().to_pem(),
                                platform.root.verify_key(), protocol::encode(platform.key_set())});
        IdMaker ids{clock, random};
        for (; envelopes < 20; ++envelopes) {
            const Instant at = clock.now();
            const protocol::RecordContent content{.id = ids.uuid_v7(), .student_no = "20260001", .kind = protocol::RecordKind::Feedback, .academic_year = "2026-2027",
                                                  .instrument = "feedback@1", .revision = 1, .base = {}, .payload = "{}", .consents = {{"notice", "notice@1", true, at}},
                                                  .started_at = at, .submitted_at = at, .locale = "zh_CN", .source = protocol::RecordSource::Terminal};
            const protocol::Sealer sealer{platform.terminal, signer, platform.box.public_key(), platform.recovery.public_key(),
                                          platform.box.public_key().id(), platform.recovery.public_key().id()};
            const auto sealed = protocol::seal(content, &signer, store->outbox().next_place(), sealer, at, random);
            REQUIRE(sealed);
            store->submit(*sealed, {"20260001", protocol::RecordKind::Feedback, "2026-2027", 1, at}, nullptr);
        }
    }
    ~Rested() { end(); }
    void start() {
        terminal = std::make_unique<Terminal>(settings, events, [](flow::ProgramEnd) {});
        terminal->start();
        terminal->connect();  // the first page stands
    }
    void end() {
        terminal.reset();
        (void)events.drain();
        seen.clear();
    }

    [[nodiscard]] std::filesystem::path database_file() const { return settings.store_directory / "store" / "store.db"; }
    [[nodiscard]] static std::string contents(const std::filesystem::path& file) {
        std::ifstream in{file, std::ios::binary};
        return {std::istreambuf_iterator<char>{in}, {}};
    }
    // Of the page where the first envelope is named, or of any.
    void flip(std::size_t page) const {
        std::fstream file{database_file(), std::ios::in | std::ios::out | std::ios::binary};
        const auto at = static_cast<std::streamoff>(page * sqlite::PageFile::PageSize + 5000);
        file.seekg(at);
        const char byte = static_cast<char>(file.get());
        file.seekp(at);
        file.put(static_cast<char>(byte ^ 4));
    }
    [[nodiscard]] std::size_t last_page() const { return std::filesystem::file_size(database_file()) / sqlite::PageFile::PageSize - 1; }

    template <typename Event>
    Event next() {
        const auto deadline = std::chrono::steady_clock::now() + 20s;
        for (;;) {
            for (auto& event : events.drain()) {
                seen.push_back(std::move(event));
            }
            for (auto event = seen.begin(); event != seen.end(); ++event) {
                if (auto* wanted = std::get_if<Event>(&*event)) {
                    Event found = std::move(*wanted);
                    seen.erase(event);
                    return found;
                }
            }
            std::unique_lock lock{mutex};
            if (!arrived.wait_until(lock, deadline, [this] { return news; })) {
                throw std::runtime_error{"the event does not come"};
            }
            news = false;
        }
    }
    template <typename Answer>
    Answer answer(const flow::StaffTask& task) {
        terminal->run({task});
        return std::get<Answer>(next<flow::StaffAnswer>());
    }
};

// Hands on to a platform that outlives it.
class To final : public sync::HttpPort {
public:
    explicit To(sync::HttpPort& port) : port_{port} {}
    [[nodiscard]] Result<sync::HttpAnswer, sync::Silence> send(const sync::HttpRequest& request) override { return port_.send(request); }
    void use(sync::Identity identity) override { port_.use(std::move(identity)); }
    void hang_up() override { port_.hang_up(); }
    void stop() override { port_.stop(); }

private:
    sync::HttpPort& port_;
};

}  // namespace

TEST_CASE("A damaged page closes the service before a login, IT reads why and what can be saved, and salvages it at the panel") {
    Rested kiosk;
    kiosk.flip(kiosk.last_page());
    const std::string damaged = Rested::contents(kiosk.database_file());
    kiosk.start();
    CHECK(kiosk.next<flow::StoreFailed>().problem == flow::StoreProblem::Broken);
    // Told in the panel …
    flow::MachineSeen panel;
    for (int i = 0; i < 200 && (panel.facts == nullptr || !panel.facts->wreck); ++i) {
        panel = kiosk.answer<flow::MachineSeen>(flow::LookAtMachine{1});
        std::this_thread::sleep_for(10ms);
    }
    REQUIRE(panel.facts->wreck);
    CHECK(panel.facts->health == flow::MachineFacts::Health::Shut);
    CHECK(panel.facts->store_failure == "the store is damaged");
    CHECK(panel.facts->wreck->damaged_pages == 1);
    CHECK(panel.facts->wreck->envelopes + panel.facts->wreck->lost == kiosk.envelopes);
    // … and to `status` beside the running program.
    const std::string status = Rested::contents(status_file(kiosk.settings.store_directory));
    CHECK(status.find("\"store\":\"failing\"") != std::string::npos);
    CHECK(status.find("\"terminal\":\"kiosk-01\"") != std::string::npos);
    CHECK(in_lines(status).find("store failure      the store is damaged") != std::string::npos);
    CHECK(Rested::contents(kiosk.database_file()) == damaged);

    const auto salvaged = kiosk.answer<flow::StoreSalvaged>(flow::SalvageStore{2});
    CHECK(salvaged.failure.empty());
    CHECK(Rested::contents(kiosk.settings.store_directory / salvaged.aside / "store.db") == damaged);
    kiosk.end();
    kiosk.start();
    CHECK(kiosk.next<flow::Ready>().terminal_name == "kiosk-01");
    const auto after = kiosk.answer<flow::MachineSeen>(flow::LookAtMachine{3});
    CHECK(after.facts->waiting == panel.facts->wreck->envelopes);
    CHECK(after.facts->stores_aside == std::vector{salvaged.aside});
}

TEST_CASE("A store that cannot be opened has its own word on the screen and in the panel, and nothing is offered that cannot be done") {
    Rested kiosk;
    const auto replace = [](const std::filesystem::path& file, std::string_view bytes) { std::ofstream{file, std::ios::binary | std::ios::trunc} << bytes; };
    auto expected = flow::StoreProblem::Broken;
    std::string words;
    const auto keyring = kiosk.settings.store_directory / "store" / "keyring";
    SECTION("half a keyring") {
        replace(keyring, Rested::contents(keyring).substr(0, 99));
        expected = flow::StoreProblem::KeyringBroken;
        words = "the keyring is half-written or damaged";
    }
    SECTION("no key") {
        std::filesystem::remove(kiosk.settings.key_file);
        expected = flow::StoreProblem::WrongKey;
        words = "the key provider has no key";
    }
    SECTION("an empty file") {
        replace(kiosk.database_file(), "");
        expected = flow::StoreProblem::Foreign;
        words = "the file in the store's place is empty";
    }
    SECTION("a newer schema") {
        auto store = storage::Store::open(kiosk.settings.store_directory, key_provider(kiosk.settings), kiosk.clock, kiosk.random);
        REQUIRE(store);
        (*store)->database().execute("PRAGMA user_version = 999");
        expected = flow::StoreProblem::TooNew;
        words = "the store was made by a newer version of this program";
    }
    kiosk.start();
    CHECK(kiosk.next<flow::StoreFailed>().problem == expected);
    flow::MachineSeen panel;
    for (int i = 0; i < 200 && (panel.facts == nullptr || panel.facts->store_failure.empty()); ++i) {
        panel = kiosk.answer<flow::MachineSeen>(flow::LookAtMachine{1});
        std::this_thread::sleep_for(10ms);
    }
    CHECK(panel.facts->store_failure == words);
    CHECK_FALSE(panel.facts->wreck);
    CHECK_FALSE(kiosk.answer<flow::StoreSalvaged>(flow::SalvageStore{2}).failure.empty());
    CHECK(panel.facts->stores_aside.empty());
}

TEST_CASE("The platform hears from a terminal whose store is damaged, signed with the terminal's key, and nothing is written") {
    Rested kiosk;
    kiosk.flip(kiosk.last_page());
    const std::string damaged = Rested::contents(kiosk.database_file());
    const auto wreck = storage::Wreck::look(kiosk.settings.store_directory, key_provider(kiosk.settings));
    REQUIRE(wreck);
    const auto distress = Distress::of(*wreck, kiosk.settings.store_directory, kiosk.clock, std::make_unique<To>(kiosk.platform));
    REQUIRE(distress);
    REQUIRE(distress->call());
    REQUIRE(kiosk.platform.last_heartbeat);
    const auto& heard = *kiosk.platform.last_heartbeat;
    CHECK(heard.store == protocol::StoreHealth::Failing);
    CHECK(heard.queue_depth == wreck->report().waiting);
    CHECK(heard.head.seq == kiosk.envelopes);
    CHECK(heard.head.terminal == kiosk.platform.terminal);
    CHECK(is_signed_by(heard.head, crypto::SigningKey{wreck->identity()->sign_seed.clone()}.verify_key()));
    CHECK(Rested::contents(kiosk.database_file()) == damaged);
}

}  // namespace xz::app
