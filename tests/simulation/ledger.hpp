// What the simulated college has done, kept apart from the platform, and held against it: nothing lost, no state skipped, history unchanged,
// comparisons only where definitions match.
#pragma once

#include "terminal/core/domain/proceedings.hpp"
#include "terminal/core/protocol/record.hpp"
#include "tests/simulation/campus.hpp"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace xz::simulation {

using StudentYear = std::pair<std::string, std::string>;  // student number, academic year

class Ledger {
public:
    explicit Ledger(Campus& campus) : campus_{campus} {}

    // A record that was handed in, and the reason for which it must be in quarantine; none: it must be counted.
    void note(const protocol::RecordContent& content, std::optional<protocol::QuarantineReason> refused = std::nullopt);

    // Where each plan, diagnosis and thread must stand by now.
    std::map<StudentYear, domain::PlanState> plans;
    std::map<StudentYear, domain::DiagnosisState> diagnoses;
    std::map<std::pair<std::string, std::string>, domain::FeedbackState> threads;  // student number, id

    // Everything that is not as it must be, a line each.
    [[nodiscard]] std::vector<std::string> look();

private:
    struct Noted {
        protocol::RecordContent content;
        std::optional<protocol::QuarantineReason> refused;
        bool read = false;  // its words were compared since it was noted
    };

    void look_at_records();
    void look_at_plans();
    void look_at_diagnoses();
    void look_at_threads();
    void look_at_warnings();
    void look_at_comparisons();
    void look_at_audit();
    // What was said before must be how it begins now.
    void follow_history(const std::string& of, const std::vector<std::string>& now);
    void wrong(std::string line) { wrong_.push_back(std::move(line)); }

    Campus& campus_;
    std::vector<Noted> records_;
    std::map<std::string, std::vector<std::string>> history_;
    std::vector<std::string> wrong_;
};

}  // namespace xz::simulation
