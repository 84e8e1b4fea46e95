#include "terminal/input/rime_pinyin.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <string_view>

namespace {

using namespace xz::input;

// One engine a process: librime is global.
struct Loaded {
    Loaded() {
        std::filesystem::create_directories(run);
        engine = open_rime({.run = run}, [this] {
            const std::lock_guard lock{mutex};
            ready = true;
            changed.notify_one();
        });
        engine->type('a');
        ready_unasked = engine->is_ready();
        engine->load();
        std::unique_lock lock{mutex};
        REQUIRE(changed.wait_for(lock, std::chrono::seconds{30}, [this] { return ready; }));
    }
    void type(std::string_view letters) const {
        for (const char letter : letters) {
            engine->type(letter);
        }
    }
    std::filesystem::path run = std::filesystem::temp_directory_path() / "xuezhen-rime-test";
    std::mutex mutex;
    std::condition_variable changed;
    bool ready = false, ready_unasked = false;
    std::unique_ptr<PinyinEngine> engine;
};

}  // namespace

TEST_CASE("Pinyin of a whole phrase offers the phrase first, and learns nothing from what is chosen") {
    const Loaded loaded;
    PinyinEngine& engine = *loaded.engine;
    CHECK_FALSE(loaded.ready_unasked);

    loaded.type("xueshengziwozhenduan");
    CHECK(engine.words(0, 1) == std::vector<std::string>{"学生自我诊断"});
    CHECK_FALSE(engine.composing().empty());
    CHECK(engine.commit() == "学生自我诊断");
    CHECK(engine.composing().empty());

    // Simplified, and reachable far down the list.
    loaded.type("ji");
    const std::vector<std::string> first = engine.words(0, 10), later = engine.words(30, 10);
    REQUIRE(first.size() == 10);
    REQUIRE(later.size() == 10);
    CHECK(std::find(first.begin(), first.end(), "機") == first.end());
    CHECK(std::find(later.begin(), later.end(), first.front()) == later.end());
    CHECK(engine.choose(30) == later.front());

    // A part is chosen, the rest stays composed.
    loaded.type("tigaoyingyu");
    const std::vector<std::string> words = engine.words(0, 20);
    const auto part = std::find(words.begin(), words.end(), "提高");
    REQUIRE(part != words.end());
    CHECK(engine.choose(static_cast<std::size_t>(part - words.begin())).empty());
    CHECK(engine.composing().starts_with("提高"));
    CHECK(engine.commit().starts_with("提高"));

    engine.type('n');
    engine.erase();
    CHECK(engine.composing().empty());
    loaded.type("weiwancheng");
    engine.forget();
    CHECK(engine.composing().empty());

    // One student picks a made-up phrase again and again; the next one's candidates are what they were.
    loaded.type("qingmojue");
    const std::vector<std::string> before = engine.words(0, 20);
    engine.forget();
    for (int i = 0; i < 5; ++i) {
        loaded.type("qingmojue");
        for (int syllables = 0; !engine.composing().empty() && syllables < 4; ++syllables) {
            const std::size_t last = engine.words(0, 12).size() - 1;
            (void)engine.choose(last);
        }
        (void)engine.commit();
    }
    engine.forget();
    loaded.type("qingmojue");
    CHECK(engine.words(0, 20) == before);
    for (const auto& entry : std::filesystem::recursive_directory_iterator{loaded.run}) {
        CHECK(entry.path().string().find("userdb") == std::string::npos);
        CHECK(entry.path().extension() != ".bin");  // Debian's tables are used as they are: nothing was deployed here
    }
}
