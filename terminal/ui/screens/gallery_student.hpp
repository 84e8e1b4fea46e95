// The gallery's invented student: a context as the platform would send it, and a year as that student would fill it in.
#pragma once

#include "terminal/ui/flow/session.hpp"

#include <memory>
#include <string>
#include <vector>

namespace xz::ui::screens {

[[nodiscard]] std::shared_ptr<const protocol::StudentContext> gallery_context(const domain::Published& published);
// The same with a record that was set aside because its PIN proof did not hold.
[[nodiscard]] std::shared_ptr<const protocol::StudentContext> gallery_context_quarantined(const domain::Published& published);

// The same of another name, department and class: long ones, of rare characters.
[[nodiscard]] std::shared_ptr<const protocol::StudentContext> gallery_context_named(const domain::Published& published, std::string name, std::string department, std::string class_name);

// How far that student's year is, as the platform would tell it.
enum class GalleryYear { Fresh, Waiting, Opened, Active, Returned, RevisionWaiting, Checked, DiagnosisReturned, Confirmed, Unreadable };
[[nodiscard]] std::shared_ptr<const protocol::StudentContext> gallery_context(const domain::Published& published, GalleryYear year);
[[nodiscard]] domain::Plan gallery_plan(const domain::Published& published);

// What the student taps on a dimension's page, self level excepted.
[[nodiscard]] std::vector<flow::Intent> gallery_answers(const domain::Dimension& dimension);

}  // namespace xz::ui::screens
