// What the platform told of the signed-in student, read once: the year's standing, warnings, replies.
#pragma once

#include "terminal/core/domain/dossier.hpp"
#include "terminal/core/protocol/student_context.hpp"

#include <memory>
#include <optional>

namespace xz::ui::flow {

// A part that cannot be read is nothing; so is all of it offline.
struct Dossier {
    std::optional<domain::YearStanding> standing;  // an empty one where the platform knows of nothing
    std::optional<domain::Warnings> warnings;
    std::optional<domain::Replies> replies;

    [[nodiscard]] bool whole() const { return standing && warnings && replies; }
};

// shared: states are copied, this is not.
[[nodiscard]] std::shared_ptr<const Dossier> read_dossier(const protocol::StudentContext& context);

}  // namespace xz::ui::flow
