#include "server-sync/analytics/board.hpp"
#include "server-sync/analytics/publisher.hpp"
#include "terminal/core/support/json.hpp"
#include "tests/support/bundle_folder.hpp"
#include "tests/support/platform/test_platform.hpp"

#include <boost/json.hpp>
#include <catch2/catch_test_macros.hpp>

using namespace xz;
using namespace xz::testing;
using namespace xz::server;
using namespace xz::server::analytics;

namespace {

// A college whose students submit one after another.
class Campus {
public:
    Campus() : kiosk_{platform.add_terminal("kiosk-01")} {}

    void submit(const std::string& class_code, int count, const std::string& department = "D1") {
        std::vector<std::string> numbers;
        for (int index = 0; index < count; ++index) {
            numbers.push_back(class_code + "s" + std::to_string(next_++));
        }
        platform.add_students(numbers, class_code, department);
        std::vector<std::string> envelopes;
        for (const std::string& number : numbers) {
            envelopes.push_back(platform.envelope(kiosk_, number, 1 + next_++ % 4));
        }
        (void)platform.receive(kiosk_, envelopes);
        (void)platform.process();
        publisher.refresh(platform.moved());
    }

    [[nodiscard]] std::uint64_t published_in(std::string_view kind, std::string_view code) {
        const auto snapshot = platform.ports().snapshots.newest(kind, code, Year);
        return snapshot ? snapshot->students : 0;
    }

    [[nodiscard]] json::Object board(const std::string& code) const {
        return json::parse(*boards.class_board(code, Year))->as_object();
    }

    TestPlatform platform;
    sync::PublishedCache published{platform.ports().bundles};
    Publisher publisher{platform.ports(), published, platform.clock};
    Boards boards{platform.ports(), published};

private:
    TestTerminal kiosk_;
    int next_ = 0;
};

}  // namespace

TEST_CASE("Counts are live; what was answered shows only in steps of ten") {
    Campus campus;
    campus.submit("C1", 9);
    auto board = campus.board("C1");
    CHECK(board["live"].as_object()["counted"].as_int64() == 9);
    CHECK(board["snapshot"].is_null());

    campus.submit("C1", 1);
    board = campus.board("C1");
    REQUIRE(board["snapshot"].is_object());
    CHECK(board["snapshot"].as_object()["n"].as_int64() == 10);

    campus.submit("C1", 9);
    board = campus.board("C1");
    CHECK(board["live"].as_object()["counted"].as_int64() == 19);
    CHECK(board["snapshot"].as_object()["n"].as_int64() == 10);
    campus.submit("C1", 1);
    CHECK(campus.board("C1")["snapshot"].as_object()["n"].as_int64() == 20);

    const auto lines = campus.boards.classes({"C1", "none"}, Year);
    REQUIRE(lines.size() == 1);
    CHECK(lines[0].has_board);
    CHECK(lines[0].students == 20);
    CHECK(lines[0].department == "软件工程系");
}

TEST_CASE("A class's board has every dimension by name and no sensitive answers") {
    Campus campus;
    campus.submit("C1", 12);
    const auto board = campus.board("C1");
    const auto& snapshot = board.at("snapshot").as_object();
    const auto& instrument = campus.platform.published.current();
    const auto& dimensions = snapshot.at("dimensions").as_array();
    REQUIRE(dimensions.size() == instrument.dimensions.size());
    for (const auto& each : dimensions) {
        const auto& dimension = each.as_object();
        CHECK_FALSE(dimension.at("name").as_string().empty());
        if (dimension.at("code").as_string() == "SX") {
            CHECK(dimension.at("from_data").as_bool());
        }
    }
    for (const auto& each : snapshot.at("lowest").as_array()) {
        CHECK_FALSE(instrument.find(each.as_object().at("code").as_string())->sensitive);
    }
    CHECK(snapshot.at("overall").as_object().at("mean").is_null());
}

TEST_CASE("A department is the sum of what its classes have published, and nothing else until the close") {
    Campus campus;
    campus.submit("C1", 15);
    CHECK(campus.published_in("department", "D1") == 15);  // its only class
    campus.submit("C2", 16);
    campus.submit("C3", 9);
    campus.submit("E1", 20, "D2");
    CHECK(campus.published_in("class", "C1") == 15);
    CHECK(campus.published_in("class", "C2") == 16);
    CHECK(campus.published_in("class", "C3") == 0);
    CHECK(campus.published_in("department", "D1") == 31);
    CHECK(campus.published_in("college", "college") == 51);

    campus.submit("C1", 6);
    campus.submit("C2", 4);
    CHECK(campus.published_in("class", "C1") == 15);
    campus.publisher.refresh_all();
    CHECK(campus.published_in("department", "D1") == 31);

    // The window closes: what is left of three classes is one block of nineteen.
    campus.platform.clock.advance(std::chrono::hours{24 * 60});
    campus.publisher.refresh_all();
    CHECK(campus.published_in("class", "C1") == 15);
    CHECK(campus.published_in("department-rest", "D1") == 19);
    CHECK(campus.published_in("department", "D1") == 50);
    CHECK(campus.published_in("college", "college") == 70);
    campus.publisher.refresh_all();
    CHECK(campus.published_in("department", "D1") == 50);

    const auto unit = campus.boards.unit_board("D1", Year);
    REQUIRE(unit);
    CHECK(json::parse(*unit)->at("live").at("counted").as_int64() == 50);
    CHECK(campus.boards.unit_board("college", Year));
    CHECK_FALSE(campus.boards.unit_board("C1", Year));
}

TEST_CASE("Last year stands beside this year only where both were judged by the same definitions") {
    Campus campus;
    const auto replace = [](std::string& text, std::string_view from, std::string_view to) {
        REQUIRE(text.find(from) != std::string::npos);
        text.replace(text.find(from), from.size(), to);
    };
    auto files = bundle_folder(XUEZHEN_ASSETS "/instruments");
    replace(files["self-diagnosis.json"], R"("version": 1)", R"("version": 2)");
    replace(files["standard.json"], R"("self-diagnosis@1")", R"("self-diagnosis@2")");
    auto& standard = files["standard.json"];
    auto place = standard.find(R"("XY01": {)");
    for (int both = 0; both < 2; ++both) {  // the threshold, and the anchor that must agree with it
        place = standard.find(R"("75")", place);
        standard.replace(place, 4, R"("76")");
    }
    const auto payload = domain::bundle_members(files);
    REQUIRE(payload);
    sync::PublishedBundle bundle{.version = 2, .wire = "{}", .payload = *payload, .sha256 = "", .published_at = campus.platform.clock.now(), .actor = "test"};
    sync::wait_for<sync::PublishVerdict>([&](sync::Completion<sync::PublishVerdict> done) {
        campus.platform.ports().bundles.publish(bundle, {"self-diagnosis@2"}, std::move(done));
    });
    campus.platform.add_students({"s1"}, "C1");

    const auto put = [&](const char* year, const char* instrument, const char* mean) {
        const Shown shown{.students = 12, .instruments = {instrument}, .dimensions = {{"SZ", mean, false}, {"XY", mean, false}}, .levels = {}, .lowest = {}, .overall = mean};
        sync::StoredSnapshot snapshot{.group_kind = "class", .group_code = "C1", .academic_year = year, .number = 1, .made_at = campus.platform.clock.now(), .students = 12,
                                      .sums = encode(Sums{}), .shown = encode(shown)};
        sync::wait_for<sync::Done>([&](sync::Completion<sync::Done> done) { campus.platform.ports().snapshots.put({snapshot}, std::move(done)); });
    };
    const auto beside = [&](const char* year) {
        const auto snapshot = json::parse(*campus.boards.class_board("C1", year))->at("snapshot").as_object();
        std::string text;
        for (const json::Value& each : {snapshot.at("dimensions").at(0), snapshot.at("dimensions").at(1), snapshot.at("overall")})
            text += json::canonical(each.at("last_year")) + (each.at("incomparable").as_bool() ? " incomparable; " : "; ");
        return text;
    };
    put("2024-2025", "self-diagnosis@1", "70.0");
    CHECK(beside("2024-2025") == "null; null; null; ");
    put("2025-2026", "self-diagnosis@1", "71.0");
    CHECK(beside("2025-2026") == R"("70.0"; "70.0"; "70.0"; )");
    put("2026-2027", "self-diagnosis@2", "72.0");
    CHECK(beside("2026-2027") == R"("71.0"; null incomparable; null incomparable; )");
    put("2027-2028", "self-diagnosis@3", "73.0");  // made by nobody that is known
    CHECK(beside("2027-2028") == "null incomparable; null incomparable; null incomparable; ");
}

TEST_CASE("A year without an aggregate shows none, last year's or not") {
    Campus campus;
    campus.submit("C1", 12);
    campus.platform.clock.advance(std::chrono::hours{24 * 365});
    CHECK(campus.boards.current_year(campus.platform.clock.now()) == "2026-2027");
    CHECK(campus.boards.years(campus.platform.clock.now()) == std::vector<std::string>{"2026-2027", Year});
    const auto next = json::parse(*campus.boards.class_board("C1", "2026-2027"))->as_object();
    CHECK(next.at("snapshot").is_null());
}
