#include "server-sync/admin/arguments.hpp"
#include "server-sync/admin/audit.hpp"
#include "server-sync/admin/commands.hpp"
#include "server-sync/admin/first_password.hpp"
#include "terminal/core/crypto/password.hpp"
#include "terminal/core/protocol/pin.hpp"

namespace xz::server::admin {

namespace {

constexpr std::size_t LongestUser = 64;
constexpr std::size_t LongestName = 36;
constexpr std::size_t ShortestPassword = 10;
constexpr std::size_t LongestPassword = 256;
constexpr std::size_t MostClasses = 500;
constexpr std::chrono::hours CodeLife{24 * 7};

// What the caller chose, or a fresh one.
std::string password_of(json::ObjectReader& read, RandomSource& random) {
    if (!read.has("password")) {
        static_cast<void>(read.optional_member("password"));
        return first_password(random);
    }
    return read.text("password", ShortestPassword, LongestPassword);
}

}  // namespace

Answer add_user(const json::Value& args, const Platform& platform) {
    Arguments arguments{args};
    auto& read = arguments.read();
    sync::StaffAccount account{.user = read.text("user", 1, LongestUser), .name = read.text("name", 1, LongestName)};
    const std::string role_text = read.text("role", 1, 32);
    account.scope = read.text("scope", 0, 32);
    std::vector<sync::ClassAssignment> assignments;
    const auto today = day_in_china(platform.clock.now());
    read.each("classes", 0, MostClasses, [&](const json::Value& code, const std::string& path) {
        if (!code.is_string() || !platform.ports.students.unit(std::string_view{code.get_string()})) {
            return read.problem(path, "the code of a class that was imported");
        }
        assignments.push_back({account.user, std::string{code.get_string()}, today, std::nullopt});
    });
    const std::string password = password_of(read, platform.random);
    if (const auto role = sync::role(role_text)) {
        account.role = *role;
        if (*role == sync::Role::DepartmentLead && account.scope.empty()) read.problem("scope", "the unit that a department lead answers for");
    } else {
        read.problem("role", "counselor, teacher, department-lead, quality-office, psychology-centre, it or auditor");
    }
    if (auto problems = arguments.problems(); !problems.empty()) return failure(problems);
    if (platform.ports.staff.find(account.user)) return failure("user " + account.user + " is there already; use user reset for a new password");
    account.password_hash = crypto::hash_password(password, platform.random);
    sync::wait_for<sync::Done>([&](auto completion) { platform.ports.staff.put(account, std::move(completion)); });
    sync::wait_for<sync::Done>([&](auto completion) { platform.ports.staff.assign(std::move(assignments), std::move(completion)); });
    note(platform, "user.add", account.user);
    return json::Value{{"user", account.user}, {"role", sync::to_text(account.role)}, {"password", password}};
}

namespace {

Answer reset_student(const std::string& student_no, const Platform& platform) {
    const Instant now = platform.clock.now();
    const std::string code = protocol::make_activation_code(platform.random);
    const auto verdict = sync::wait_for<sync::PinVerdict>([&](auto completion) {
        platform.ports.students.reset_pin(
            {.student_no = student_no, .hash = sync::activation_hash(student_no, code), .expires_at = now + CodeLife}, now,
            entry_of(platform, "student.reset-pin", student_no), std::move(completion));
    });
    if (verdict == sync::PinVerdict::UnknownStudent) return failure("there is no student " + student_no);
    return json::Value{{"student_no", student_no}, {"code", code}};
}

}  // namespace

Answer reset_user(const json::Value& args, const Platform& platform) {
    Arguments arguments{args};
    auto& read = arguments.read();
    if (read.has("student_no")) {
        const std::string student_no = read.text("student_no", 1, 20);
        if (auto problems = arguments.problems(); !problems.empty()) return failure(problems);
        return reset_student(student_no, platform);
    }
    if (!read.has("user")) return failure("name a USER or --student NUMBER");
    const std::string user = read.text("user", 1, LongestUser);
    const std::string password = password_of(read, platform.random);
    if (auto problems = arguments.problems(); !problems.empty()) return failure(problems);
    auto account = platform.ports.staff.find(user);
    if (!account) return failure("there is no user " + user);
    account->password_hash = crypto::hash_password(password, platform.random);
    sync::wait_for<sync::Done>([&](auto completion) { platform.ports.staff.put(*account, std::move(completion)); });
    sync::wait_for<sync::Done>([&](auto completion) { platform.ports.sessions.close_all("staff", user, std::move(completion)); });
    note(platform, "user.reset", user);
    return json::Value{{"user", user}, {"password", password}};
}

}  // namespace xz::server::admin
