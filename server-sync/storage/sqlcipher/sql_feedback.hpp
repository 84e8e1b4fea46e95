// Feedback threads and what was said in them.
#pragma once

#include "server-sync/storage/sqlcipher/readers.hpp"
#include "server-sync/storage/sqlcipher/writer.hpp"
#include "server-sync/sync/feedback_store.hpp"

namespace xz::server::storage {

class SqlFeedback final : public sync::FeedbackStore {
public:
    SqlFeedback(Writer& writer, const Readers& readers) : writer_{writer}, readers_{readers} {}
    [[nodiscard]] std::optional<sync::FeedbackThread> find(const sync::ThreadKey& key) const override;
    [[nodiscard]] std::vector<sync::FeedbackPost> posts_of(const sync::ThreadKey& key) const override;
    [[nodiscard]] std::vector<sync::FeedbackStep> steps_of(const sync::ThreadKey& key) const override;
    [[nodiscard]] std::vector<sync::FeedbackThread> of_student(std::string_view student_no, std::size_t limit) const override;
    [[nodiscard]] std::vector<sync::FeedbackThread> in_duty(const sync::FeedbackDuty& duty, std::string_view state,
                                                            const std::optional<sync::FeedbackPlace>& after, std::size_t limit) const override;
    [[nodiscard]] std::vector<sync::ThreadKey> overdue(std::chrono::year_month_day day, std::size_t limit) const override;
    void change(sync::ThreadKey key, sync::DecideFeedback decide, sync::StepTrace trace,
                sync::Completion<sync::Verdict> done) override;
    void mark_read(sync::ThreadKey key, Instant at, sync::Completion<sync::Verdict> done) override;

private:
    Writer& writer_;
    const Readers& readers_;
};

}  // namespace xz::server::storage
