#include "terminal/ui/text/edit_buffer.hpp"

#include <catch2/catch_test_macros.hpp>

using xz::ui::EditBuffer;

TEST_CASE("Typing goes in at the caret and erasing takes whole characters") {
    EditBuffer buffer{20};
    CHECK(buffer.insert("𠮷好"));
    buffer.move_left();
    CHECK(buffer.insert("a"));
    CHECK(buffer.value() == "𠮷a好");
    CHECK(buffer.erase_before());
    CHECK(buffer.erase_before());
    CHECK(buffer.value() == "好");
    CHECK_FALSE(buffer.erase_before());
    CHECK(buffer.erase_after());
    CHECK(buffer.value().empty());
    CHECK_FALSE(buffer.erase_after());
}

TEST_CASE("What does not fit is cut at the limit of code points") {
    EditBuffer buffer{3};
    CHECK(buffer.insert("学生自我"));
    CHECK(buffer.value() == "学生自");
    CHECK_FALSE(buffer.insert("我"));
    CHECK(buffer.length() == 3);
}

TEST_CASE("Undo takes back one step at a time, with its caret") {
    EditBuffer buffer{20};
    buffer.insert("一");
    buffer.insert("二");
    buffer.erase_before();
    CHECK(buffer.undo());
    CHECK(buffer.value() == "一二");
    CHECK(buffer.undo());
    CHECK(buffer.value() == "一");
    CHECK(buffer.caret() == 3);
    CHECK(buffer.undo());
    CHECK_FALSE(buffer.undo());
}

TEST_CASE("A value changed from outside is taken over with the caret at its end") {
    EditBuffer buffer{20};
    buffer.insert("旧");
    buffer.follow("从草稿来");
    CHECK(buffer.value() == "从草稿来");
    CHECK(buffer.caret() == buffer.value().size());
    buffer.move_to(0);
    buffer.follow("从草稿来");
    CHECK(buffer.caret() == 0);
}

TEST_CASE("The caret never stands inside of a character") {
    EditBuffer buffer{20};
    buffer.insert("好的");
    buffer.move_to(4);
    CHECK(buffer.caret() == 3);
    buffer.move_to(99);
    CHECK(buffer.caret() == 6);
    buffer.move_right();
    CHECK(buffer.caret() == 6);
}
