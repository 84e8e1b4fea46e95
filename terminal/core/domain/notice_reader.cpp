#include "terminal/core/domain/reading.hpp"

#include <boost/json/value.hpp>

namespace xz::domain::reading {

Notice read_notice(const Place& place) {
    auto& problems = place.problems;
    auto reader = place.object();
    Notice notice;
    notice.version = static_cast<int>(reader.integer("version", 1, 9999));
    notice.effective = reader.day("effective");
    notice.title = label(reader, "title", problems);
    reader.each("sections", 1, 30, [&](const json::Value& value, const std::string& path) {
        json::ObjectReader entry{value, path, problems};
        NoticeSection section{.heading = label(entry, "heading", problems), .paragraphs = {}};
        entry.each("paragraphs", 1, 30, [&](const json::Value& paragraph, const std::string& where) {
            section.paragraphs.push_back(label_at({paragraph, where, problems}, LongText));
        });
        entry.refuse_unknown();
        notice.sections.push_back(std::move(section));
    });
    Unique fields;
    reader.each("fields", 1, 60, [&](const json::Value& value, const std::string& path) {
        json::ObjectReader entry{value, path, problems};
        NoticeField field{.code = code(entry, "code"),
                          .name = label(entry, "name", problems),
                          .purpose = label(entry, "purpose", problems, LongText),
                          .retention = label(entry, "retention", problems, LongText),
                          .sensitive = flag(entry, "sensitive"),
                          .optional = flag(entry, "optional")};
        fields.add(entry, "code", field.code);
        entry.refuse_unknown();
        notice.fields.push_back(std::move(field));
    });
    Unique consents;
    reader.each("consents", 1, 10, [&](const json::Value& value, const std::string& path) {
        json::ObjectReader entry{value, path, problems};
        ConsentItem consent{.code = code(entry, "code"),
                            .text = label(entry, "text", problems, LongText),
                            .required = flag(entry, "required"),
                            .sensitive = flag(entry, "sensitive")};
        consents.add(entry, "code", consent.code);
        if (consent.required && consent.sensitive) entry.problem("required", "false: consent to sensitive data is free (PIPL 29)");
        entry.refuse_unknown();
        notice.consents.push_back(std::move(consent));
    });
    reader.refuse_unknown();
    return notice;
}

}  // namespace xz::domain::reading
