// The privacy notice (个人信息处理告知书) and its consents, versioned: what a student reads once a year before anything is asked.
#pragma once

#include "terminal/core/domain/label.hpp"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace xz::domain {

struct NoticeSection {
    Label heading;
    std::vector<Label> paragraphs;
};

// One kind of personal information, why it is processed, and for how long it is kept.
struct NoticeField {
    std::string code;
    Label name;
    Label purpose;
    Label retention;
    bool sensitive = false;
    bool optional = false;
};

struct ConsentItem {
    std::string code;  // "notice", "sx_self_reports": the key in a record's `consents`
    Label text;
    bool required = false;   // without it the student cannot go on; SX self-reports never are
    bool sensitive = false;  // the separate consent that sensitive indicators need
};

struct Notice {
    int version = 0;
    std::chrono::year_month_day effective;
    Label title;
    std::vector<NoticeSection> sections;
    std::vector<NoticeField> fields;
    std::vector<ConsentItem> consents;

    [[nodiscard]] const ConsentItem* consent(std::string_view code) const;
};

}  // namespace xz::domain
