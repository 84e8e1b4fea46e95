#include "terminal/ui/locale/catalog.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

using namespace xz::ui::locale;

namespace {

std::string read(const std::filesystem::path& file) {
    std::ifstream stream{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{stream}, {}};
}

std::vector<std::filesystem::path> sources() {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{XUEZHEN_SOURCE "/terminal"})
        if (entry.path().extension() == ".cpp" || entry.path().extension() == ".hpp") files.push_back(entry.path());
    return files;
}

std::set<std::string> all(const std::string& text, const std::regex& pattern) {
    std::set<std::string> found;
    for (std::sregex_iterator match{text.begin(), text.end(), pattern}, end; match != end; ++match) found.insert((*match)[1]);
    return found;
}

// Every "key"_t; by hand, since std::regex recurses once a character and a whole file is too long for that.
std::set<std::string> keys_in(const std::string& code) {
    std::set<std::string> found;
    for (auto end = code.find("\"_t"); end != std::string::npos; end = code.find("\"_t", end + 1)) {
        const auto begin = code.rfind('"', end - 1);
        if (begin != std::string::npos && begin + 1 < end) found.insert(code.substr(begin + 1, end - begin - 1));
    }
    return found;
}

}  // namespace

TEST_CASE("Every text that the code asks for is in both languages, and none is there for nobody") {
    std::set<std::string> used;
    for (const auto& file : sources())
        if (file.filename() != "catalog.hpp") used.merge(keys_in(read(file)));
    REQUIRE(used.size() > 100);
    for (const auto* catalog : {&chinese(), &english()}) {
        for (const auto& key : used) {
            INFO(key);
            CHECK(catalog->entries().contains(key));
        }
        for (const auto& [key, text] : catalog->entries()) {
            INFO(key);
            CHECK(used.contains(std::string{key}));
            CHECK_FALSE(text.empty());
        }
    }
}

TEST_CASE("Both languages fill in the same things, in every form of a number") {
    const std::regex place{R"(\{(\w+)\})"};
    for (const auto& [key, text] : chinese().entries()) {
        INFO(key);
        if (key == "date.day" || key == "home.student") continue;  // 同学 and the order of a date are matters of language
        const auto ours = all(std::string{text}, place);
        std::size_t forms = 0;
        std::string_view rest = english().entries().at(key);
        while (!rest.empty()) {
            const auto form = rest.substr(0, rest.find('\0'));
            CHECK(all(std::string{form}, place) == ours);
            rest.remove_prefix(std::min(form.size() + 1, rest.size()));
            ++forms;
        }
        CHECK(forms == (ours.contains("n") ? 2 : 1));
    }
}

TEST_CASE("Nothing is left in the other language") {
    const std::regex han{"[\xE4-\xE9][\x80-\xBF][\x80-\xBF]"}, place{R"(\{\w+\})"}, word{"[A-Za-z]{4}"};
    // Each language calls itself by its own name.
    const std::set<std::string_view> names{"access.other_language", "keyboard.chinese", "keyboard.english"};
    for (const auto& [key, text] : english().entries()) {
        INFO(key << ": " << text);
        CHECK((names.contains(key) || !std::regex_search(std::string{text}, han)));
    }
    for (const auto& [key, text] : chinese().entries()) {
        const auto words = std::regex_replace(std::string{text}, place, "");
        INFO(key << ": " << text);
        CHECK((names.contains(key) || !std::regex_search(words, word) || std::regex_search(words, han)));
    }
}

TEST_CASE("The code of the screens has no text for people in it") {
    const std::regex han{"[\xE4-\xE9][\x80-\xBF][\x80-\xBF]"};
    for (const auto& file : sources()) {
        const auto folder = file.parent_path().filename().string();
        // The gallery's people are invented data.
        if ((folder != "screens" && folder != "flow") || file.filename().string().starts_with("gallery")) continue;
        std::ifstream lines{file};
        for (std::string line; std::getline(lines, line);) {
            line = line.substr(0, line.find("//"));
            INFO(file << ": " << line);
            CHECK_FALSE(std::regex_search(line, han));
        }
    }
}

TEST_CASE("A number chooses its form") {
    CHECK(english().count("refused.wait"_t, 1).find("second") != std::string::npos);
    CHECK(english().count("refused.wait"_t, 1).find("seconds") == std::string::npos);
    CHECK(english().count("refused.wait"_t, 28).find("28 seconds") != std::string::npos);
    CHECK(chinese().count("refused.wait"_t, 28).find("28") != std::string::npos);
}

TEST_CASE("What is missing shows its own key") { CHECK(chinese()(Key{"no.such.text"}) == "no.such.text"); }

TEST_CASE("Broken catalogs are refused at every length") {
    // A .mo file with one entry: "a" → "b".
    const std::string whole{"\xde\x12\x04\x95\0\0\0\0\1\0\0\0\x1c\0\0\0\x24\0\0\0\0\0\0\0\0\0\0\0\1\0\0\0\x2c\0\0\0\1\0\0\0\x2e\0\0\0a\0b\0", 48};
    std::vector<std::uint8_t> bytes(whole.begin(), whole.end());
    CHECK(Catalog{bytes}(Key{"a"}) == "b");
    for (std::size_t size = 0; size < 47; ++size) CHECK_THROWS_AS(Catalog(std::span{bytes}.first(size)), std::invalid_argument);
}
