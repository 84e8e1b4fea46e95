// How this room's enumerations are spelled in the database and in files: one table each, read both ways.
#include "server-sync/sync/record_store.hpp"
#include "server-sync/sync/staff_accounts.hpp"
#include "server-sync/sync/student_directory.hpp"
#include "server-sync/sync/terminal_registry.hpp"

#include <array>
#include <utility>

namespace xz::server::sync {

namespace {

template <typename Enum, std::size_t N>
using Names = std::array<std::pair<Enum, std::string_view>, N>;

constexpr Names<TerminalState, 4> kTerminalStates{{{TerminalState::Expected, "expected"},
                                                   {TerminalState::Active, "active"},
                                                   {TerminalState::Locked, "locked"},
                                                   {TerminalState::Revoked, "revoked"}}};
constexpr Names<UnitKind, 4> kUnitKinds{{{UnitKind::College, "college"},
                                         {UnitKind::Department, "department"},
                                         {UnitKind::Major, "major"},
                                         {UnitKind::Class, "class"}}};
constexpr Names<Role, 7> kRoles{{{Role::Counselor, "counselor"},
                                 {Role::Teacher, "teacher"},
                                 {Role::DepartmentLead, "department-lead"},
                                 {Role::QualityOffice, "quality-office"},
                                 {Role::PsychologyCentre, "psychology-centre"},
                                 {Role::It, "it"},
                                 {Role::Auditor, "auditor"}}};
constexpr Names<ProofKind, 3> kProofKinds{
    {{ProofKind::None, "none"}, {ProofKind::Pin, "pin"}, {ProofKind::Session, "session"}}};

template <typename Enum, std::size_t N>
std::string_view spelled(const Names<Enum, N>& names, Enum value) {
    for (const auto& [each, name] : names) {
        if (each == value) {
            return name;
        }
    }
    return {};
}

template <typename Enum, std::size_t N>
std::optional<Enum> meant(const Names<Enum, N>& names, std::string_view text) {
    for (const auto& [each, name] : names) {
        if (name == text) {
            return each;
        }
    }
    return std::nullopt;
}

}  // namespace

std::string_view to_text(TerminalState state) { return spelled(kTerminalStates, state); }
std::optional<TerminalState> terminal_state(std::string_view text) { return meant(kTerminalStates, text); }
std::string_view to_text(UnitKind kind) { return spelled(kUnitKinds, kind); }
std::optional<UnitKind> unit_kind(std::string_view text) { return meant(kUnitKinds, text); }
std::string_view to_text(Role role) { return spelled(kRoles, role); }
std::optional<Role> role(std::string_view text) { return meant(kRoles, text); }
std::string_view to_text(ProofKind proof) { return spelled(kProofKinds, proof); }
std::optional<ProofKind> proof_kind(std::string_view text) { return meant(kProofKinds, text); }

}  // namespace xz::server::sync
