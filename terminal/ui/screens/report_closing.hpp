// How a report ends: what is recognised of the year, and the platform's signature as a QR code.
#pragma once

#include "terminal/ui/screens/screen.hpp"

namespace xz::ui::screens {

void report_recognition(const Frame& frame, const flow::HandedIn& handed_in);
void report_seal(const Frame& frame, const flow::Session& session);

}  // namespace xz::ui::screens
