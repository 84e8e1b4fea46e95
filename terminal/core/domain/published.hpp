// What the platform publishes to every terminal, read and checked whole: instruments with standards, windows, notice, policy, goal chain.
#pragma once

#include "terminal/core/domain/goal_chain.hpp"
#include "terminal/core/domain/instrument.hpp"
#include "terminal/core/domain/notice.hpp"
#include "terminal/core/domain/policy.hpp"
#include "terminal/core/domain/windows.hpp"
#include "terminal/core/support/json.hpp"
#include "terminal/core/support/result.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace xz::domain {

struct Published {
    std::vector<Instrument> instruments;  // at least one; each with its standard
    std::vector<Cycle> cycles;            // in order of year
    WorkCalendar work_calendar;           // of all cycles
    std::vector<Notice> notices;          // in order of version
    Policy policy;
    GoalChain goal_chain;

    [[nodiscard]] const Instrument* instrument(std::string_view id) const;  // "self-diagnosis@1"
    [[nodiscard]] const Instrument& current() const { return instruments.back(); }
    [[nodiscard]] const Cycle* cycle(std::string_view academic_year) const;
    // The cycle that `now` falls in: the last one whose publish window has opened, else the first.
    [[nodiscard]] const Cycle& cycle_at(Instant now) const;
    [[nodiscard]] const Notice& notice() const { return notices.back(); }
};

// Where a bundle is wrong: file, path inside it, and what was expected there.
struct FileProblem {
    std::string file;
    std::string path;
    std::string expected;
    friend bool operator==(const FileProblem&, const FileProblem&) = default;
};
using FileProblems = std::vector<FileProblem>;

// "standard.json $.dimensions.XY.weight: expected …", one line each.
[[nodiscard]] std::string to_text(const FileProblems& problems);

// A bundle directory's files: name → text. The caller reads them (all *.json of the directory).
using BundleFiles = std::map<std::string, std::string, std::less<>>;

// self-diagnosis.json, standard.json, windows.json, notice.json, policy.json, goal-chain.json; a missing or an unknown file is a problem.
inline constexpr std::string_view BundleFileNames[] = {"self-diagnosis.json", "standard.json", "windows.json",
                                                       "notice.json",         "policy.json",   "goal-chain.json"};

// Reads and checks everything; on failure every problem that one pass can find.
[[nodiscard]] Result<Published, FileProblems> read_bundle(const BundleFiles& files);

// The members of a bundle's payload that belong here: instruments, standards, windows, notices, policy, goal_chain, in canonical form, to be
// joined with the platform's own (version, keys, salt). Nothing is checked that read_bundle checks.
[[nodiscard]] Result<std::string, FileProblems> bundle_members(const BundleFiles& files);

// A bundle's payload as a terminal receives it. Members that are not this room's are left alone. `file` names it in problems.
[[nodiscard]] Result<Published, FileProblems> parse_published(std::string_view payload, std::string_view file = "bundle");
[[nodiscard]] Result<Published, FileProblems> parse_published(const json::Object& payload, std::string_view file = "bundle");

}  // namespace xz::domain
