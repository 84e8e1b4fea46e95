#include "terminal/core/protocol/names.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz::protocol;

TEST_CASE("Every word on the wire reads back as what it was written from") {
    for (int i = 0; i < 4; ++i) CHECK(from_text<RecordKind>(to_text(RecordKind(i))) == RecordKind(i));
    for (int i = 0; i < 2; ++i) CHECK(from_text<RecordSource>(to_text(RecordSource(i))) == RecordSource(i));
    for (int i = 0; i < 5; ++i) CHECK(from_text<SubmissionStatus>(to_text(SubmissionStatus(i))) == SubmissionStatus(i));
    for (int i = 0; i < 4; ++i) CHECK(from_text<ReceiptStatus>(to_text(ReceiptStatus(i))) == ReceiptStatus(i));
    for (int i = 0; i < 14; ++i) CHECK(from_text<QuarantineReason>(to_text(QuarantineReason(i))) == QuarantineReason(i));
    CHECK_FALSE(from_text<RecordKind>("Diagnosis"));
    CHECK_FALSE(from_text<RecordKind>(""));
}

TEST_CASE("A terminal's name is short plain ASCII") {
    CHECK(is_terminal_name("T-017"));
    CHECK(is_terminal_name("library.2_east"));
    CHECK(is_terminal_name(std::string(32, 'a')));
    CHECK_FALSE(is_terminal_name(std::string(33, 'a')));
    CHECK_FALSE(is_terminal_name(""));
    CHECK_FALSE(is_terminal_name("-T"));
    CHECK_FALSE(is_terminal_name(".."));
    CHECK_FALSE(is_terminal_name("T 1"));
    CHECK_FALSE(is_terminal_name("终端"));
}

TEST_CASE("A student's number is 1 to 20 letters and digits") {
    CHECK(is_student_no("2024010203"));
    CHECK(is_student_no("B2024x"));
    CHECK_FALSE(is_student_no(""));
    CHECK_FALSE(is_student_no("2024-01"));
    CHECK_FALSE(is_student_no("123456789012345678901"));
}

TEST_CASE("An academic year is two years in a row") {
    CHECK(is_academic_year("2026-2027"));
    CHECK(is_academic_year("2099-2100"));
    CHECK_FALSE(is_academic_year("2026-2028"));
    CHECK_FALSE(is_academic_year("2026-2026"));
    CHECK_FALSE(is_academic_year("2026/2027"));
    CHECK_FALSE(is_academic_year("26-27"));
    CHECK_FALSE(is_academic_year("20x6-20x7"));
}
