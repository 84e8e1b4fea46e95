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
    CHECK(find(rows_of(state, FieldKind::Words, {}), "key.Q") != nullptr);
    state.press(KeyAct::Type);
    CHECK(find(rows_of(state, FieldKind::Words, {}), "key.q") != nullptr);
    state.press(KeyAct::Shift);
    state.press(KeyAct::Shift);
    state.press(KeyAct::Type);
    CHECK(find(rows_of(state, FieldKind::Words, {}), "key.Q") != nullptr);
    state.press(KeyAct::Shift);
    CHECK(state.shift == Shift::Off);
}

TEST_CASE("The language key changes letters' meaning and punctuation, and every plane leads back to letters") {
    KeyboardState state;
    CHECK(find(rows_of(state, FieldKind::Words, {}), "key.。") != nullptr);
    state.press(KeyAct::Language);
    CHECK(find(rows_of(state, FieldKind::Words, {}), "key..") != nullptr);
    state.press(KeyAct::ToNumbers);
    CHECK(find(rows_of(state, FieldKind::Words, {}), "key.7") != nullptr);
    state.press(KeyAct::ToSymbols);
    CHECK(find(rows_of(state, FieldKind::Words, {}), "key.letters") != nullptr);
    state.press(KeyAct::ToLetters);
    CHECK(state.plane == Plane::Letters);
}

TEST_CASE("A field of numbers or of a code shows only what it takes") {
    const auto digits = rows_of({}, FieldKind::Digits, {});
    CHECK(find(digits, "key.0") != nullptr);
    CHECK(find(digits, "key.q") == nullptr);
    const auto code = rows_of({}, FieldKind::Code, {});
    CHECK(find(code, "key.Q") != nullptr);
    CHECK(find(code, "key.-") != nullptr);
    CHECK(find(code, "key.space") == nullptr);
}

TEST_CASE("Each key has an id of its own, and every keyboard has erase and done") {
    for (const FieldKind kind : {FieldKind::Line, FieldKind::Words, FieldKind::Digits, FieldKind::Code, FieldKind::Secret}) {
        for (const Plane plane : {Plane::Letters, Plane::Numbers, Plane::Symbols}) {
            for (const Tongue tongue : {Tongue::Chinese, Tongue::English}) {
                const auto rows = rows_of({plane, tongue, Shift::Off}, kind, {});
                std::set<std::string> ids;
                std::size_t count = 0;
                for (const KeyRow& row : rows) {
                    for (const KeyCap& key : row) {
                        ids.insert(key.id);
                        ++count;
                    }
                }
                CHECK(ids.size() == count);
                CHECK(find(rows, "key.erase") != nullptr);
                CHECK(find(rows, "key.done") != nullptr);
                CHECK((kind == FieldKind::Words) == (find(rows, "key.newline") != nullptr));
            }
        }
    }
}
