// An invented college: departments, classes, students and staff, none of them real.
#pragma once

#include "terminal/core/support/clock.hpp"
#include "tests/support/sample/dice.hpp"

#include <string>
#include <vector>

namespace xz::sample {

struct Department {
    std::string code;  // "02"
    std::string name;
    std::string short_name;  // the classes' names begin with it
};

struct Classroom {
    std::string code;  // BH
    std::string name;
    std::size_t department = 0;
    int entry_year = 0;
    double strength = 0;  // of the class, around 0
};

struct Person {
    std::string student_no;
    std::string name;
    std::string sex;  // GB/T 2261.1
    std::size_t classroom = 0;
    std::string card_no;
    double strength = 0;  // around 0, the class's included
};

struct Counselor {
    std::string user;
    std::string name;
    std::vector<std::string> classes;  // codes
};

struct College {
    int first_year = 0;  // of the academic year
    std::vector<Department> departments;
    std::vector<Classroom> classrooms;
    std::vector<Person> students;
    std::vector<Counselor> counselors;

    [[nodiscard]] std::string academic_year(int years_ago = 0) const;
    [[nodiscard]] int grade(const Person& person, int years_ago = 0) const;  // 0 or less: not there yet
};

struct CollegeSize {
    std::size_t classes_a_grade = 1;  // of each department; three grades
    std::size_t students_a_class = 50;
};

// 8 departments; with the default size 24 classes and 1,200 students.
[[nodiscard]] College make_college(int first_year, std::uint64_t seed, const CollegeSize& size = {});

// The student that a demonstration logs in as: second year, so that there is a last year, and a name beyond the basic plane.
// Null where the college is too small to have one.
[[nodiscard]] const Person* guest_of(const College& college);

// As `xuezhen-admin import students|staff` reads them.
[[nodiscard]] std::string students_csv(const College& college);
[[nodiscard]] std::string staff_csv(const College& college);

// The first of the two calendar years that hold all of windows_json(today).
[[nodiscard]] int first_year_for(std::chrono::year_month_day today);
// windows.json: the two years before with the calendar of DOMAIN 2, and this year's with a diagnosis that opened 20 days ago
// and closes in 12.
[[nodiscard]] std::string windows_json(std::chrono::year_month_day today);

}  // namespace xz::sample
