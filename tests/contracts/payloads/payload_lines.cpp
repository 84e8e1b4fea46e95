// Reads one candidate a line from stdin, "NAME TEXT", and says "taken" or "refused": NAME is a bundle's file, whose text replaces the published one, or
// "diagnosis": `payload_lines ASSETS < CANDIDATES > VERDICTS`.
#include "terminal/core/domain/diagnosis.hpp"
#include "terminal/core/domain/published.hpp"
#include "tests/support/bundle_folder.hpp"

#include <exception>
#include <iostream>
#include <string>

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
        if (name == "diagnosis") {
            taken = xz::domain::diagnosis_from_json(text).has_value();
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
