#include "terminal/app/speech/command_speaker.hpp"

#include <catch2/catch_test_macros.hpp>

#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <thread>

using namespace xz;
using namespace std::chrono_literals;

namespace {

class Folder {
public:
    Folder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "xz-speech-XXXXXX").string();
        REQUIRE(::mkdtemp(pattern.data()) != nullptr);
        path = pattern;
    }
    ~Folder() { std::filesystem::remove_all(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    [[nodiscard]] std::string read(const char* name) const {
        std::ifstream file{path / name, std::ios::binary};
        return {std::istreambuf_iterator<char>{file}, {}};
    }
    std::filesystem::path path;
};

bool soon(const std::function<bool()>& true_) {
    for (int i = 0; i < 500 && !true_(); ++i) std::this_thread::sleep_for(10ms);
    return true_();
}

}  // namespace

TEST_CASE("The words go to the voice on its standard input, with the language's voice in its arguments") {
    const Folder folder;
    const auto speaker = app::CommandSpeaker::find({"sh", "-c", "cat > " + (folder.path / "$0").string() + ".part; mv " + (folder.path / "$0").string() + ".part " + (folder.path / "$0").string(), "{voice}"});
    REQUIRE(speaker);
    speaker->say("下一页，按钮", domain::Language::Chinese);
    CHECK(soon([&] { return folder.read("cmn") == "下一页，按钮"; }));
    speaker->say("next, button", domain::Language::English);
    CHECK(soon([&] { return folder.read("en") == "next, button"; }));
}

TEST_CASE("A voice that is hushed, or told something else, ends at once") {
    const Folder folder;
    const auto speaker = app::CommandSpeaker::find({"sh", "-c", "echo $$ > " + (folder.path / "pid").string() + "; exec sleep 60"});
    REQUIRE(speaker);
    speaker->say("…", domain::Language::Chinese);
    REQUIRE(soon([&] { return folder.read("pid").ends_with('\n'); }));
    speaker->hush();
    CHECK_FALSE(std::filesystem::exists("/proc/" + std::to_string(std::stoi(folder.read("pid")))));
}

TEST_CASE("Where the program is not installed there is no voice") {
    CHECK_FALSE(app::CommandSpeaker::find({"no-such-voice", "--stdin"}));
    CHECK_FALSE(app::CommandSpeaker::find({}));
}

TEST_CASE("espeak-ng speaks both languages") {
    const Folder folder;
    const auto file = folder.path / "said.wav";
    const auto speaker = app::CommandSpeaker::find({"espeak-ng", "-v", "{voice}", "--stdin", "-w", file.string()});
    if (!speaker) SKIP("espeak-ng is not installed");
    for (const auto& [words, language] : {std::pair{"下一页，按钮", domain::Language::Chinese}, {"Next page, button", domain::Language::English}}) {
        std::filesystem::remove(file);
        speaker->say(words, language);
        // Half a second of 16 bits at 22050 Hz, and not of silence.
        const auto loud = [&] {
            const std::string sound = folder.read("said.wav");
            std::size_t heard = 0;
            for (std::size_t i = 44; i + 1 < sound.size(); i += 2) {
                const auto sample = static_cast<std::int16_t>(static_cast<unsigned char>(sound[i]) | static_cast<unsigned char>(sound[i + 1]) << 8);
                heard += std::abs(sample) > 1000 ? 1 : 0;
            }
            return sound.size() > 22050 && heard > 2000;
        };
        CHECK(soon(loud));
    }
}
