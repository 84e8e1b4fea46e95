// Staff: who may sign in to the platform's pages, in which role, for which classes and when.
#pragma once

#include "server-sync/sync/completion.hpp"
#include "server-sync/sync/import_batch.hpp"
#include "terminal/core/support/clock.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xz::server::sync {

// DOMAIN 3, Staff.
enum class Role { Counselor, Teacher, DepartmentLead, QualityOffice, PsychologyCentre, It, Auditor };

[[nodiscard]] std::string_view to_text(Role role);  // "counselor", "teacher", "department-lead", "quality-office", …
[[nodiscard]] std::optional<Role> role(std::string_view text);

struct StaffAccount {
    std::string user;
    std::string name;
    Role role = Role::Counselor;
    std::string scope;          // code of the unit a department lead answers for; else empty
    std::string password_hash;  // Argon2id, libsodium's text; empty: cannot sign in
    bool active = true;
};

// CounselorAssignment: which class, from when until when (inclusive; none: open).
struct ClassAssignment {
    std::string user;
    std::string class_code;
    std::chrono::year_month_day from;
    std::optional<std::chrono::year_month_day> until;
};

// A signed-in browser or a student's session at a terminal.
struct Session {
    std::string token_hash;  // SHA-256 hex; the token itself is kept nowhere
    std::string subject;     // user or student number
    std::string kind;        // "staff" | "student"
    std::string bound_to;    // terminal of the certificate, or empty
    std::string csrf;
    Instant issued_at;
    Instant expires_at;
};

enum class Repeated { No, Yes };

class StaffAccounts {
public:
    virtual ~StaffAccounts() = default;
    [[nodiscard]] virtual std::optional<StaffAccount> find(std::string_view user) const = 0;
    [[nodiscard]] virtual std::vector<StaffAccount> all() const = 0;
    [[nodiscard]] virtual std::vector<std::string> classes_of(std::string_view user, std::chrono::year_month_day on) const = 0;

    // Makes or replaces the account; an empty password_hash keeps the one there is.
    virtual void put(StaffAccount account, Completion<Done> done) = 0;
    // Replaces all assignments of these users.
    virtual void assign(std::vector<ClassAssignment> assignments, Completion<Done> done) = 0;
    // Accounts and their assignments at once, all or nothing; answers whether this very batch was taken before.
    virtual void import(ImportBatch batch, std::vector<StaffAccount> accounts, std::vector<ClassAssignment> assignments,
                        Completion<Repeated> done) = 0;
};

class SessionStore {
public:
    virtual ~SessionStore() = default;
    [[nodiscard]] virtual std::optional<Session> find(std::string_view token_hash, Instant now) const = 0;
    virtual void open(Session session, Completion<Done> done) = 0;
    virtual void close(std::string token_hash, Completion<Done> done) = 0;
    virtual void close_all(std::string kind, std::string subject, Completion<Done> done) = 0;
    virtual void forget_expired(Instant now, Completion<Done> done) = 0;
};

}  // namespace xz::server::sync
