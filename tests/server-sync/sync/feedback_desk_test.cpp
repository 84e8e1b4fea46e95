#include "server-sync/sync/feedback_desk.hpp"
#include "tests/server-sync/sync/spiral_platform.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace xz;
using namespace xz::testing;
using server::sync::Verdict;

namespace {

struct Channel : SpiralPlatform {
    Channel() { at("2026-03-02"); }  // a Monday

    server::sync::ThreadKey opened(const std::string& text) { return {Student, hand_in(feedback(text)).id}; }
    Verdict assign(const server::sync::ThreadKey& key, const std::string& to = "ls") {
        return taken([&](auto done) { desk.assign(key, to, lead, clock.now(), done); });
    }
    Verdict answer(const server::sync::ThreadKey& key, const std::string& text, const server::sync::Stepper& by) {
        return taken([&](auto done) { desk.answer(key, text, "软件工程系", by, clock.now(), done); });
    }
    Verdict reopen(const server::sync::ThreadKey& key, const std::string& why) {
        return taken([&](auto done) { desk.reopen(key, why, {}, clock.now(), done); });
    }
    std::string state_of(const server::sync::ThreadKey& key) {
        return std::string{domain::name_of(ports().feedback.find(key)->state)};
    }
    domain::Replies replies() { return desk.replies_for(*ports().students.find(Student)); }

    const server::sync::Stepper teacher{.actor = domain::Actor::Teacher, .name = "staff:ls"};
};

}  // namespace

TEST_CASE("Feedback is assigned, answered, read, reopened once and closed") {
    Channel channel;
    const auto key = channel.opened("实训室开放时间太短");
    CHECK(channel.answer(key, "周末也开放", channel.teacher) == Verdict::WrongState);
    CHECK(channel.assign(key, " ") == Verdict::ReasonMissing);
    CHECK(channel.assign(key) == Verdict::Done);
    CHECK(channel.ports().feedback.in_duty({.user = "ls"}, "", std::nullopt, 10).size() == 1);
    CHECK(channel.answer(key, " ", channel.teacher) == Verdict::ReasonMissing);
    CHECK(channel.answer(key, "下周起晚上也开放", channel.teacher) == Verdict::Done);

    auto replies = channel.replies();
    REQUIRE(replies.threads.size() == 1);
    CHECK(replies.threads[0].unread);
    REQUIRE(replies.threads[0].posts.size() == 2);
    CHECK(replies.threads[0].posts[0].by == domain::Post::By::Student);
    CHECK(replies.threads[0].posts[1].text == "下周起晚上也开放");
    CHECK(replies.threads[0].posts[1].name == "软件工程系");
    CHECK(SpiralPlatform::taken([&](auto done) { channel.desk.mark_read(Channel::Student, key.id, channel.clock.now(), done); }) ==
          Verdict::Done);
    CHECK_FALSE(channel.replies().threads[0].unread);

    CHECK(channel.reopen(key, "晚上没有指导老师") == Verdict::Done);
    CHECK(channel.state_of(key) == "reopened");
    CHECK(channel.assign(key) == Verdict::Done);
    channel.clock.advance(std::chrono::hours{1});
    CHECK(channel.answer(key, "已安排值班", channel.teacher) == Verdict::Done);
    CHECK(channel.replies().threads[0].unread);
    CHECK(channel.reopen(key, "还是不行") == Verdict::OnceOnly);
    CHECK(SpiralPlatform::taken([&](auto done) { channel.desk.close(key, {"close"}, channel.clock.now(), done); }) == Verdict::Done);
    CHECK(channel.state_of(key) == "closed");
    CHECK(channel.ports().actions.answered(Channel::Student, {"close"}) == Verdict::Done);

    // What is said after the end opens a thread of its own, to the same people.
    const auto more = channel.hand_in(channel.feedback("值班老师没有来", key.id));
    const auto next = channel.ports().feedback.find({Channel::Student, more.id});
    REQUIRE(next);
    CHECK(next->to == domain::Addressee::Department);
    CHECK(channel.state_of(key) == "closed");
}

TEST_CASE("What nobody answers in ten working days is escalated, and then answered by the department") {
    Channel channel;
    const auto key = channel.opened("教材太旧");
    channel.at("2026-03-16");  // the tenth
    CHECK(channel.desk.escalate_overdue(channel.clock.now()) == 0);
    channel.at("2026-03-17");
    CHECK(channel.desk.escalate_overdue(channel.clock.now()) == 1);
    CHECK(channel.desk.escalate_overdue(channel.clock.now()) == 0);
    CHECK(channel.state_of(key) == "escalated");
    CHECK(channel.answer(key, "我来看看", channel.teacher) == Verdict::WrongActor);
    CHECK(channel.answer(key, "下学期换新版", channel.lead) == Verdict::Done);
}

TEST_CASE("What the college changed reaches those it is for, unread until they have read it, with their own feedback only") {
    Channel channel;
    const auto key = channel.opened("教材太旧");
    const auto publish = [&](const std::string& id, const std::string& unit, std::vector<server::sync::ThreadKey> threads) {
        server::sync::TeachingNote note{.id = id,
                                        .what = "换用新版教材",
                                        .why = "学生反馈",
                                        .from_when = *day_from_text("2026-09-01"),
                                        .unit = unit,
                                        .user = "zr",
                                        .office = "软件工程系",
                                        .published_at = channel.clock.now(),
                                        .threads = std::move(threads)};
        return SpiralPlatform::taken([&](auto done) { channel.desk.publish(note, channel.lead, done); });
    };
    CHECK(publish("n1", "D1", {key, {"2024002", "another"}}) == Verdict::Done);
    CHECK(publish("n1", "D1", {}) == Verdict::OnceOnly);
    CHECK(publish("n2", "C9", {}) == Verdict::Done);
    CHECK(publish("n3", "", {}) == Verdict::Done);
    auto notes = channel.replies().notes;
    REQUIRE(notes.size() == 2);
    CHECK(notes[0].id == "n3");
    CHECK(notes[1].thread == key.id);
    CHECK(notes[1].unread);
    CHECK(SpiralPlatform::taken([&](auto done) { channel.desk.mark_read(Channel::Student, "n1", channel.clock.now(), done); }) ==
          Verdict::Done);
    CHECK_FALSE(channel.replies().notes[1].unread);
    CHECK(SpiralPlatform::taken([&](auto done) { channel.desk.mark_read(Channel::Student, "n9", channel.clock.now(), done); }) ==
          Verdict::NotFound);
    CHECK(channel.ports().notes.newest(10).size() == 3);
    CHECK(channel.ports().notes.newest(10)[2].threads.size() == 2);
}

TEST_CASE("A thread that its student disowns is gone, and a disowned post is not shown") {
    Channel channel;
    const auto key = channel.opened("教材太旧");
    const auto post = channel.hand_in(channel.feedback("不是我写的", key.id));
    const auto disown = [&](const std::string& id) {
        return SpiralPlatform::taken([&](auto done) {
            channel.ports().records.disown(Channel::Student, id, {}, channel.clock.now(), done);
        });
    };
    CHECK(channel.desk.thread_case(key)->posts.size() == 2);
    CHECK(disown(post.id) == Verdict::Done);
    CHECK(channel.desk.thread_case(key)->posts.size() == 1);
    CHECK(channel.assign(key) == Verdict::Done);
    CHECK(disown(key.id) == Verdict::Done);
    CHECK_FALSE(channel.desk.thread_case(key));
    CHECK(channel.replies().threads.empty());
    CHECK(channel.answer(key, "在换", channel.lead) == Verdict::NotFound);
    // 是我: it is there again as it was, said once.
    CHECK(server::sync::wait_for<bool>([&](auto done) {
        channel.ports().records.claim(Channel::Student, key.id, {}, channel.clock.now(), done);
    }));
    (void)channel.process();
    CHECK(channel.desk.thread_case(key)->posts.size() == 1);
    CHECK(channel.state_of(key) == "assigned");
}
