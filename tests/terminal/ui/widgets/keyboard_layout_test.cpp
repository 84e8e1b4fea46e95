#include "terminal/ui/widgets/keyboard_layout.hpp"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <set>
#include <string>

namespace {

using namespace xz::ui;

const KeyCap* find(const std::vector<KeyRow>& rows, std::string_view id) {
    for (const KeyRow& row : rows) {
        for (const KeyCap& key : row) {
            if (key.id == id) {
                return &key;
            }
        }
    }
    return nullptr;
}

}  // namespace

TEST_CASE("Shift holds for one letter, twice for all until it is tapped again") {
    KeyboardState state{Plane::Letters, Tongue::English, Shift::Off};
    state.press(KeyAct::Shift);
    CHECK(find(rows_of(state, {}), "key.Q") != nullptr);
    state.press(KeyAct::Type);
    CHECK(find(rows_of(state, {}), "key.q") != nullptr);
    state.press(KeyAct::Shift);
    state.press(KeyAct::Shift);
    state.press(KeyAct::Type);
    CHECK(find(rows_of(state, {}), "key.Q") != nullptr);
    state.press(KeyAct::Shift);
    CHECK(state.shift == Shift::Off);
}

TEST_CASE("The language key changes letters' meaning and punctuation, and every plane leads back to letters") {
    KeyboardState state;
    CHECK(find(rows_of(state, {}), "key.。") != nullptr);
    state.press(KeyAct::Language);
    CHECK(find(rows_of(state, {}), "key..") != nullptr);
    state.press(KeyAct::ToNumbers);
    CHECK(find(rows_of(state, {}), "key.7") != nullptr);
    state.press(KeyAct::ToSymbols);
    CHECK(find(rows_of(state, {}), "key.letters") != nullptr);
    state.press(KeyAct::ToLetters);
    CHECK(state.plane == Plane::Letters);
}

TEST_CASE("Each key has an id of its own, and every keyboard has erase, a new line and done") {
    for (const Plane plane : {Plane::Letters, Plane::Numbers, Plane::Symbols, Plane::Handwriting}) {
        for (const Tongue tongue : {Tongue::Chinese, Tongue::English}) {
            const auto rows = rows_of({plane, tongue, Shift::Off}, {});
            std::set<std::string> ids;
            std::size_t count = 0;
            for (const KeyRow& row : rows) {
                for (const KeyCap& key : row) {
                    ids.insert(key.id);
                    ++count;
                }
            }
            CHECK(ids.size() == count);
            for (const std::string_view id : {"key.erase", "key.newline", "key.done"}) CHECK(find(rows, id) != nullptr);
        }
    }
}
