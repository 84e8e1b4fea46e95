// All that a screen draws with, in one include.
#pragma once

#include "terminal/ui/widgets/answers.hpp"
#include "terminal/ui/widgets/buttons.hpp"
#include "terminal/ui/widgets/calendar.hpp"
#include "terminal/ui/widgets/charts.hpp"
#include "terminal/ui/widgets/containers.hpp"
#include "terminal/ui/widgets/dialog.hpp"
#include "terminal/ui/widgets/text_field.hpp"
#include "terminal/ui/widgets/ui.hpp"
#include "terminal/ui/widgets/writing.hpp"
