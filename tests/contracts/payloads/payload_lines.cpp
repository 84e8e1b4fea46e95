// Reads one candidate a line from stdin, "NAME TEXT", and says "taken" or "refused": NAME is a bundle's file, whose text replaces the published one, or
// a kind of payload, or a part of a student's context: `payload_lines ASSETS < CANDIDATES > VERDICTS`.
#include "terminal/core/domain/checkpoint.hpp"
#include "terminal/core/domain/diagnosis.hpp"
#include "terminal/core/domain/dossier.hpp"
#include "terminal/core/domain/feedback.hpp"
#include "terminal/core/domain/plan.hpp"
#include "terminal/core/domain/published.hpp"
#include "tests/support/bundle_folder.hpp"

#include <exception>
#include <functional>
#include <iostream>
#include <map>
#include <string>
#include <string_view>

namespace {

using namespace xz::domain;

const std::map<std::string_view, std::function<bool(std::string_view)>> Readers{
    {"plan", [](std::string_view text) { return plan_from_json(text).has_value(); }},
    {"checkpoint", [](std::string_view text) { return checkpoint_from_json(text).has_value(); }},
    {"diagnosis", [](std::string_view text) { return diagnosis_from_json(text).has_value(); }},
    {"feedback", [](std::string_view text) { return feedback_from_json(text).has_value(); }},
    {"year-standing", [](std::string_view text) { return year_standing_from_json(text).has_value(); }},
    {"warnings", [](std::string_view text) { return warnings_from_json(text).has_value(); }},
    {"replies", [](std::string_view text) { return replies_from_json(text).has_value(); }},
};

}  // namespace

int main(int argc, char** argv) try {
    if (argc != 2) {
        std::cerr << "usage: payload_lines ASSETS < CANDIDATES\n";
        return 2;
    }
    const auto published = xz::testing::bundle_folder(argv[1]);
    for (std::string line; std::getline(std::cin, line);) {
        const auto blank = line.find(' ');
        const auto name = line.substr(0, blank);
        const auto text = line.substr(blank + 1);
        bool taken = false;
        if (const auto reader = Readers.find(name); reader != Readers.end()) {
            taken = reader->second(text);
        } else {
            auto files = published;
            files[name] = text;
            taken = xz::domain::read_bundle(files).has_value();
        }
        std::cout << (taken ? "taken" : "refused") << '\n';
    }
    return 0;
} catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
}
