#include "tests/support/sample/college.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace xz::sample {
namespace {

struct DepartmentName {
    const char* name;
    const char* short_name;
};
constexpr DepartmentName Departments[] = {{"气象系", "气象"},     {"软件工程系", "软件"},         {"计算机技术系", "计算机"}, {"电子工程系", "电子"},
                                          {"测绘工程系", "测绘"}, {"电子商务与管理系", "电商"}, {"社会体育系", "体育"},     {"数字技术学院", "数字"}};

constexpr const char* Surnames[] = {"王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "徐", "孙", "马", "朱", "胡", "郭", "何",
                                    "林", "高", "罗", "郑", "梁", "谢", "宋", "唐", "许", "邓", "韩", "冯", "曹", "彭", "曾", "欧阳", "上官"};
constexpr const char* Given[] = {"伟", "芳", "娜", "敏", "静", "磊", "洋", "艳", "勇", "杰", "娟", "涛", "明", "超", "霞", "平", "刚", "桂",
                                 "晨", "雨", "欣", "怡", "梓", "涵", "子", "轩", "浩", "然", "思", "博", "文", "佳", "琪", "诗", "宇", "航",
                                 "俊", "嘉", "一", "诺", "若", "熙", "安", "宁", "沐", "阳", "星", "辰"};
// Names that a system made for two or three common characters gets wrong.
constexpr const char* Rare[] = {"买买提·阿不都热依木", "阿依古丽·买买提", "𠮷文博", "㐂安然", "龘宇", "䶮若熙", "尼格买提·热合曼江·阿布都克里木"};

constexpr int DiagnosisOpenedDaysAgo = 20;
constexpr int DiagnosisClosesInDays = 12;

std::string name_of(Dice& dice, std::size_t index) {
    if (index % 97 == 8) return Rare[(index / 97) % std::size(Rare)];
    std::string name = dice.pick(Surnames);
    name += dice.pick(Given);
    if (dice.chance(0.75)) name += dice.pick(Given);
    return name;
}

std::string day(std::chrono::sys_days at) {
    return to_text(std::chrono::year_month_day{at});
}

std::string past_cycle(int year) {
    const int next = year + 1;
    return fmt::format(R"({{"academic_year":"{0}-{1}","publish":{{"opens":"{0}-08-20","closes":"{0}-09-05"}},)"
                       R"("plan":{{"opens":"{0}-09-10","closes":"{0}-10-15","review_by":"{0}-10-31"}},)"
                       R"("monitoring":{{"opens":"{0}-11-01","closes":"{1}-06-30"}},"checkpoint":{{"opens":"{1}-02-25","closes":"{1}-03-25"}},)"
                       R"("diagnosis":{{"opens":"{1}-06-10","closes":"{1}-07-10","freeze":"{1}-07-05","review_by":"{1}-07-20"}},)"
                       R"("graduates_diagnosis":{{"opens":"{1}-04-15","closes":"{1}-05-20"}},)"
                       R"("report":{{"opens":"{1}-07-15","closes":"{1}-08-31"}},"carry_over":"{1}-09-01"}})",
                       year, next);
}

}  // namespace

std::string College::academic_year(int years_ago) const {
    return fmt::format("{}-{}", first_year - years_ago, first_year - years_ago + 1);
}

int College::grade(const Person& person, int years_ago) const {
    return first_year - years_ago - classrooms[person.classroom].entry_year + 1;
}

College make_college(int first_year, std::uint64_t seed, const CollegeSize& size) {
    College college;
    college.first_year = first_year;
    const Dice all{seed};
    Dice names = all.fork("names");
    Dice strengths = all.fork("strengths");
    for (std::size_t d = 0; d < std::size(Departments); ++d) {
        college.departments.push_back({fmt::format("{:02}", d + 1), Departments[d].name, Departments[d].short_name});
        Counselor counselor{fmt::format("fdy{:02}", d + 1), name_of(names, 0), {}};
        for (int grade = 1; grade <= 3; ++grade) {
            const int entry = first_year - grade + 1;
            for (std::size_t c = 1; c <= size.classes_a_grade; ++c) {
                college.classrooms.push_back({fmt::format("{}{:02}{:02}", entry, d + 1, c),
                                              fmt::format("{}{:02}{:02}", Departments[d].short_name, entry % 100, c), d, entry,
                                              strengths.around(0, 0.35)});
                counselor.classes.push_back(college.classrooms.back().code);
                for (std::size_t s = 1; s <= size.students_a_class; ++s) {
                    const std::size_t index = college.students.size();
                    college.students.push_back({fmt::format("{}{:03}", college.classrooms.back().code, s), name_of(names, index),
                                                names.chance(0.55) ? "1" : "2", college.classrooms.size() - 1,
                                                fmt::format("{:08}", 60000000 + index),
                                                strengths.around(college.classrooms.back().strength, 1)});
                }
            }
        }
        college.counselors.push_back(std::move(counselor));
    }
    return college;
}

const Person* guest_of(const College& college) {
    const auto found = std::find_if(college.students.begin(), college.students.end(), [&](const Person& person) {
        return college.grade(person) == 2 && college.departments[college.classrooms[person.classroom].department].name == "软件工程系" &&
               static_cast<unsigned char>(person.name.front()) >= 0xf0;
    });
    return found == college.students.end() ? nullptr : &*found;
}

std::string students_csv(const College& college) {
    std::string csv = "XH,XM,XBM,BH,RXNY,class_name,department_code,department_name,card_no,graduates_on,adult_on\n";
    for (const auto& person : college.students) {
        const auto& room = college.classrooms[person.classroom];
        const auto& department = college.departments[room.department];
        csv += fmt::format("{},{},{},{},{}09,{},{},{},{},{}-06-30,{}-10-01\n", person.student_no, person.name, person.sex, room.code,
                           room.entry_year, room.name, department.code, department.name, person.card_no, room.entry_year + 3,
                           room.entry_year);
    }
    return csv;
}

std::string staff_csv(const College& college) {
    std::string csv = "user,name,role,scope,classes,from,until\n";
    for (const auto& counselor : college.counselors) {
        std::string classes;
        for (const auto& code : counselor.classes) classes += (classes.empty() ? "" : " ") + code;
        csv += fmt::format("{},{},counselor,,{},{}-09-01,\n", counselor.user, counselor.name, classes, college.first_year - 2);
    }
    return csv;
}

// Every window of the sample's year, from 60 days before `today` to 75 after, lies in the two calendar years of its name.
int first_year_for(std::chrono::year_month_day today) {
    const std::chrono::year_month_day begin{std::chrono::sys_days{today} - std::chrono::days{60}};
    const int year = static_cast<int>(begin.year());
    return begin.month() >= std::chrono::July ? year : year - 1;
}

std::string windows_json(std::chrono::year_month_day today) {
    using std::chrono::days;
    const std::chrono::sys_days now{today};
    const int year = first_year_for(today);
    const auto at = [&](int offset) { return day(now + days{offset}); };
    const std::string present = fmt::format(
        R"({{"academic_year":"{}-{}","publish":{{"opens":"{}","closes":"{}"}},"plan":{{"opens":"{}","closes":"{}"}},)"
        R"("monitoring":{{"opens":"{}","closes":"{}"}},"checkpoint":{{"opens":"{}","closes":"{}"}},)"
        R"("diagnosis":{{"opens":"{}","closes":"{}","freeze":"{}"}},"graduates_diagnosis":{{"opens":"{}","closes":"{}"}},)"
        R"("report":{{"opens":"{}","closes":"{}"}},"carry_over":"{}"}})",
        year, year + 1, at(-60), at(-51), at(-50), at(-41), at(-40), at(10), at(-30), at(-25), at(-DiagnosisOpenedDaysAgo),
        at(DiagnosisClosesInDays), at(DiagnosisClosesInDays - 2), at(-DiagnosisOpenedDaysAgo), at(DiagnosisClosesInDays), at(20), at(60), at(70));
    return fmt::format("[\n{},\n{},\n{}\n]\n", past_cycle(year - 2), past_cycle(year - 1), present);
}

}  // namespace xz::sample
