// Scores one JSON document a line from stdin, by the instrument in the folder named: `score_lines ASSETS < CASES > RESULTS`.
#include "terminal/core/domain/score_json.hpp"
#include "tests/support/bundle_folder.hpp"

#include <exception>
#include <iostream>
#include <string>

int main(int argc, char** argv) try {
    if (argc != 2) {
        std::cerr << "usage: score_lines ASSETS < CASES\n";
        return 2;
    }
    std::ios::sync_with_stdio(false);
    const auto published = xz::testing::published_from(argv[1]);
    for (std::string line; std::getline(std::cin, line);) {
        const auto scored = xz::domain::score_json(line, published.current());
        std::cout << (scored ? *scored : "refused") << '\n';
    }
    return 0;
} catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 1;
}
