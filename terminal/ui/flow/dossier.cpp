#include "terminal/ui/flow/dossier.hpp"

#include <boost/json.hpp>

namespace xz::ui::flow {

std::shared_ptr<const Dossier> read_dossier(const protocol::StudentContext& context) {
    auto dossier = std::make_shared<Dossier>();
    if (auto standing = domain::year_standing_from_json(context.plan)) dossier->standing = standing->value_or(domain::YearStanding{});
    if (auto warnings = domain::warnings_from_json(context.warnings)) dossier->warnings = std::move(*warnings);
    if (auto replies = domain::replies_from_json(context.replies)) dossier->replies = std::move(*replies);
    return dossier;
}

}  // namespace xz::ui::flow
