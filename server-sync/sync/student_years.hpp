// A student's years out of their records: where plan, check and diagnosis stand, what is carried on, and each goal's thread (DOMAIN 3).
#pragma once

#include "server-sync/sync/ports.hpp"
#include "server-sync/sync/published_cache.hpp"
#include "server-sync/sync/record_vault.hpp"
#include "server-sync/sync/student_words.hpp"
#include "terminal/core/domain/dossier.hpp"
#include "terminal/core/domain/goal_results.hpp"
#include "terminal/core/domain/goal_thread.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace xz::server::sync {

// Staff's goals are judged without sensitive answers: how far one has come would tell them.
enum class Reader { Student, Staff };

// Reads only; each record is opened and read once a call, some 0.2 ms. Throw StoreUnavailable.
class StudentYears {
public:
    StudentYears(Ports ports, const PublishedCache& published, const RecordVault& vault)
        : ports_{ports}, published_{published}, vault_{vault}, words_{ports.student_keys, vault.random()} {}

    // The whole standing of one year: the member `plan` of a student's context.
    [[nodiscard]] domain::YearStanding standing(const PlacedStudent& student, const domain::Cycle& cycle, Instant now) const;

    [[nodiscard]] domain::PlanStanding plan_standing(const Proceeding& proceeding) const;
    // `unstarted`: the state of one that nothing was handed in for.
    [[nodiscard]] domain::DiagnosisStanding diagnosis_standing(const Proceeding& proceeding, domain::DiagnosisState unstarted) const;

    // Every goal's thread over all years, forward and back.
    [[nodiscard]] std::vector<domain::GoalThread> threads(const PlacedStudent& student, Reader reader) const;
    // What became of the year's goals; nothing without a diagnosis that stands, or where its instrument or words are gone.
    [[nodiscard]] std::optional<domain::GoalsTogether> goals_of(const PlacedStudent& student, std::string_view academic_year,
                                                              Reader reader) const;

private:
    [[nodiscard]] std::optional<domain::Plan> plan_in(std::string_view student_no, std::string_view record) const;
    [[nodiscard]] std::optional<domain::Diagnosis> diagnosis_in(std::string_view student_no, std::string_view record) const;
    // By every revision of the year's plan that arrived: returned, replaced and withdrawn ones too.
    [[nodiscard]] domain::UsedCodes used_codes(std::string_view student_no, std::string_view academic_year) const;
    [[nodiscard]] std::string reason_in(const Proceeding& proceeding) const;
    [[nodiscard]] std::vector<domain::YearOfGoals> years_of_goals(const PlacedStudent& student, const std::vector<RecordHead>& standing,
                                                                  Reader reader) const;
    [[nodiscard]] domain::YearOfGoals year_of_goals(const PlacedStudent& student, const std::string& academic_year,
                                                    const RecordHead* diagnosis, Reader reader) const;

    Ports ports_;
    const PublishedCache& published_;
    const RecordVault& vault_;
    StudentWords words_;
};

}  // namespace xz::server::sync
