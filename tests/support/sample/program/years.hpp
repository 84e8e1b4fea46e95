// Hands in what the sample's students wrote in three years, as any terminal would: their plans, checks, diagnoses and feedback.
#pragma once

#include "terminal/core/crypto/sign.hpp"
#include "terminal/core/support/clock.hpp"
#include "terminal/core/support/ids.hpp"
#include "tests/support/fleet/terminal.hpp"
#include "tests/support/sample/plans.hpp"

#include <map>
#include <string>
#include <vector>

namespace xz::sample {

class Years {
public:
    // `guest`: the number of a student who has written everything but this year's diagnosis.
    Years(fleet::Terminal& terminal, const crypto::SigningKey& receipt_key, const College& college, std::string guest, RandomSource& random);

    // Throws fleet::Trouble. How many records were handed in.
    std::size_t hand_in();

private:
    struct Planned {
        std::string record;
        domain::Plan plan;
    };
    // Where a record stands in its student's years.
    struct Place {
        const Person& person;
        int years_ago;
        std::size_t index;  // of the student, by which the minute differs
    };

    void plans(const Place& place);
    void checkpoint(const Place& place);
    void diagnosis(const Place& place);
    void feedback(const Place& place);
    [[nodiscard]] Instant begun(const Place& place, domain::Activity activity, int days_in) const;
    std::string add(const Place& place, protocol::RecordKind kind, std::string payload, Instant at);
    void flush();
    [[nodiscard]] bool is_guest(const Person& person) const { return person.student_no == guest_; }

    fleet::Terminal& terminal_;
    const crypto::SigningKey& receipt_key_;
    const College& college_;
    std::string guest_;
    SystemClock clock_;
    IdMaker ids_;
    std::map<std::string, Planned> planned_;    // this year's, by student number
    std::map<std::string, HandedIn> diagnosed_;  // last year's
    std::vector<std::string> waiting_;
    std::size_t handed_ = 0;
};

}  // namespace xz::sample
