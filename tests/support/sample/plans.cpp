#include "tests/support/sample/plans.hpp"

#include "tests/support/sample/results.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace xz::sample {
namespace {

using std::chrono::days;
using Day = std::chrono::year_month_day;

struct MeasuredIdea {
    const char* dimension;
    const char* indicator;
    const char* text;  // {0}: baseline, {1}: target
    const char* measures[2];
    const char* expected;
    const char* support;
};
constexpr MeasuredIdea MeasuredIdeas[] = {
    {"XY", "XY01", "加权均分从{0}分提高到{1}分", {"每天晚自习先做当天作业，再预习第二天的课", "每周找任课老师答疑一次"}, "期末没有不及格的科目", "希望学院开放周末自习室"},
    {"XY", "XY04", "出勤率从{0}%提高到{1}%", {"手机设两个闹钟，和室友互相提醒", "有事提前请假，不无故缺课"}, "每门课的出勤都达到要求", ""},
    {"JN", "JN01", "实训课均分从{0}分提高到{1}分", {"每次实训前看一遍操作规程", "课后把做错的步骤记在实训本上"}, "能独立完成一个完整的实训任务", "希望实训室晚上开放一个时段"},
    {"SX", "SX01", "体质健康总分从{0}分提高到{1}分", {"每周跑步三次，每次两公里", "每天做两组引体向上或仰卧起坐"}, "体测各项都合格", ""},
    {"LD", "LD04", "宿舍内务均分从{0}分提高到{1}分", {"和室友排值日表，每天轮流打扫", "周日晚上整理一次书桌和衣柜"}, "宿舍能评上一次文明宿舍", ""},
    {"MY", "MY02", "文化艺术活动从{0}次增加到{1}次", {"参加一个社团，按时去活动", "每月看一次展览或演出"}, "能在班会上介绍一次自己的收获", "希望活动通知早一点发到班里"},
    {"CX", "CX03", "第二课堂学分达标比从{0}%提高到{1}%", {"学期初就报名两项活动", "每月核对一次第二课堂成绩单"}, "毕业前不用补学分", ""},
};

struct OwnIdea {
    const char* dimension;
    const char* text;
    const char* measures[2];
    const char* expected;
};
constexpr OwnIdea OwnIdeas[] = {
    {"SZ", "主动承担一次班级主题团日活动的组织工作", {"和团支书一起定主题", "活动后写一篇小结"}, "敢在班上发言"},
    {"CX", "弄清楚自己想做什么样的工作", {"访谈两位已经工作的学长", "看十份招聘启事，记下要求"}, "写出一份自己的求职方向说明"},
    {"LD", "养成每天整理和记录的习惯", {"睡前十分钟写当天小结", "每周回看一次"}, "连续坚持三个月"},
    {"MY", "读完四本和专业无关的好书", {"每天睡前读二十页", "每读完一本写一段读后感"}, "能向同学推荐一本"},
    {"SZ", "在集体生活中更守时、更守信", {"答应的事当天记下来", "约定时间提前五分钟到"}, "同学愿意把事交给我"},
};

constexpr const char* Strengths[] = {"动手能力强，实训课学得快。", "做事认真，能坚持。", "和同学相处得好，愿意帮忙。", "对专业有兴趣，愿意自己找资料学。"};
constexpr const char* Weaknesses[] = {"数学和英语基础比较弱。", "容易分心，时间安排不好。", "不太敢在人前说话。", "运动少，体力跟不上。"};
constexpr const char* Opportunities[] = {"学院今年有技能竞赛集训。", "系里和企业有实习合作。", "图书馆新开了自习区。"};
constexpr const char* Threats[] = {"想去的岗位要求证书。", "周末兼职占了学习时间。", "课程比去年难。"};
constexpr const char* ThreeYears[] = {"毕业前取得中级职业技能证书，进一家正规企业做本专业的工作。", "打好基础，争取专升本。", "学会一门能养活自己的手艺，成为组里靠得住的人。"};
constexpr const char* ThisYear[] = {"把落下的功课补上来，不再有不及格。", "技能上有一样拿得出手，身体也要练好。", "学会安排时间，学习和生活都有条理。"};

constexpr const char* Improvements[] = {"每周安排两次自主练习，请老师检查进度", "把错题和做错的步骤整理成本子，每周回看一次", "和同学结成学习小组，每周碰一次头", "少看手机，晚上九点以后只做正事"};
constexpr domain::ImprovementTag Tags[] = {domain::ImprovementTag::Method, domain::ImprovementTag::Content, domain::ImprovementTag::Mode, domain::ImprovementTag::Means};
static_assert(std::size(Improvements) == std::size(Tags));

constexpr const char* GoalNotes[] = {"按计划做了大半，后面松了一点。", "前半年做得好，考试周断了。", "坚持下来了，比去年有进步。", ""};
constexpr const char* CheckNotes[] = {"正在做，进度正常。", "起步晚了，下半学期补上。", ""};
constexpr const char* Reasons[] = {"开学时请了病假，错过了规划的时间。", "当时没有想清楚要做什么，就没有填。", "转专业过来，规划窗口已经关了。"};

struct FeedbackIdea {
    domain::Addressee to;
    const char* about;
    const char* text;
};
constexpr FeedbackIdea FeedbackIdeas[] = {
    {domain::Addressee::Counselor, "XY", "晚自习教室太吵，能不能给想安静学习的同学单独留一间？"},
    {domain::Addressee::Counselor, "JN01", "实训课两个人用一台设备，轮到自己动手的时间太短，希望能多开一个时段。"},
    {domain::Addressee::Counselor, "SX", "操场晚上关得太早，下了晚自习想跑步没有地方。"},
    {domain::Addressee::Department, "JN02", "考证报名的通知看到时已经截止了，希望提前两周发到班里。"},
    {domain::Addressee::School, "MY", "希望图书馆多买一些专业以外的书。"},
};

constexpr std::size_t WorkshopIdea = 1;  // the guest's, to whom a demonstration's counselor answers
static_assert(FeedbackIdeas[WorkshopIdea].to == domain::Addressee::Counselor);

Dice dice_for(const College& college, const Person& person, int years_ago, std::string_view purpose) {
    return Dice{20260911}.fork(fmt::format("{}/{}/{}", person.student_no, college.first_year - years_ago, purpose));
}

Day in_window(const domain::Window& window, int days_after) {
    return std::min(Day{std::chrono::sys_days{window.opens} + days{days_after}}, window.closes);
}

// Hangs the goal on a node of the department that speaks of the same indicator.
std::string node_for(const std::vector<const domain::GoalNode*>& branch, std::string_view indicator) {
    const auto found = std::find_if(branch.begin(), branch.end(), [&](const auto* node) { return !indicator.empty() && node->indicator == indicator; });
    return found == branch.end() ? std::string{} : (*found)->code;
}

class Planner {
public:
    Planner(const College& college, const Person& person, int years_ago, const domain::Published& published)
        : dice_{dice_for(college, person, years_ago, "plan")},
          instrument_{published.current()},
          cycle_{*published.cycle(college.academic_year(years_ago))},
          branch_{published.goal_chain.branch(college.departments[college.classrooms[person.classroom].department].name)},
          felt_{74 + 7 * person.strength} {}

    domain::Plan plan(const HandedIn* last) {
        header();
        if (last) carry(*last);
        const std::size_t first = dice_.below(std::size(MeasuredIdeas));
        add(MeasuredIdeas[first]);
        add(MeasuredIdeas[(first + 1 + dice_.below(std::size(MeasuredIdeas) - 1)) % std::size(MeasuredIdeas)]);
        add(dice_.pick(OwnIdeas));
        return std::move(plan_);
    }

private:
    void header() {
        plan_.strengths = dice_.pick(Strengths);
        plan_.weaknesses = dice_.pick(Weaknesses);
        if (dice_.chance(0.6)) plan_.opportunities = dice_.pick(Opportunities);
        if (dice_.chance(0.4)) plan_.threats = dice_.pick(Threats);
        plan_.three_year_goal = dice_.pick(ThreeYears);
        plan_.year_goal = dice_.pick(ThisYear);
        for (const auto& dimension : instrument_.dimensions)
            plan_.dimensions[dimension.code].target_level = dice_.chance(0.35) ? domain::Level::Excellent : domain::Level::Good;
    }

    void carry(const HandedIn& last) {
        for (const auto& [code, review] : last.diagnosis.dimensions)
            for (const auto& item : review.improvements)
                if (item.carry) place(code, {.code = {}, .text = item.text, .priority = 3, .from = domain::CarriedFrom{last.record, item.code}}, {"从第一周就开始做，记下每次完成的情况"});
    }

    void add(const MeasuredIdea& idea) {
        const auto* indicator = instrument_.find(idea.indicator);
        if (!indicator) return;
        const double now = std::clamp(dice_.around(felt_, 5), 30.0, 92.0);
        const auto baseline = domain::Decimal::parse(value_scoring(*indicator, now, dice_));
        const auto target = domain::Decimal::parse(value_scoring(*indicator, std::min(98.0, now + 8 + static_cast<double>(dice_.below(5))), dice_));
        if (!baseline || !target) return;
        place(idea.dimension,
              {.code = {}, .text = fmt::format(fmt::runtime(idea.text), baseline->text(), target->text()), .indicator = idea.indicator, .baseline = baseline,
               .target = target, .priority = static_cast<int>(dice_.below(2)) + 2, .expected = idea.expected, .support = idea.support},
              {std::begin(idea.measures), std::end(idea.measures)});
    }

    void add(const OwnIdea& idea) {
        place(idea.dimension, {.code = {}, .text = idea.text, .priority = static_cast<int>(dice_.below(2)) + 1, .expected = idea.expected},
              {std::begin(idea.measures), std::end(idea.measures)});
    }

    void place(const std::string& dimension, domain::Goal goal, const std::vector<std::string>& measures) {
        auto& goals = plan_.dimensions[dimension].goals;
        if (goals.size() >= static_cast<std::size_t>(instrument_.limits.goals)) return;
        goal.code = domain::next_goal_code(plan_);
        goal.due = cycle_.diagnosis.closes;
        goal.node = node_for(branch_, goal.indicator);
        int weeks = 4;
        for (const auto& text : measures) {
            goal.measures.push_back({.code = domain::next_measure_code(goal), .text = text, .due = in_window(cycle_.monitoring, 7 * weeks)});
            weeks += 3;
        }
        goals.push_back(std::move(goal));
    }

    Dice dice_;
    const domain::Instrument& instrument_;
    const domain::Cycle& cycle_;
    std::vector<const domain::GoalNode*> branch_;
    double felt_;
    domain::Plan plan_;
};

}  // namespace

domain::Plan plan_of(const College& college, const Person& person, int years_ago, const domain::Published& published, const HandedIn* last) {
    return Planner{college, person, years_ago, published}.plan(last);
}

domain::Checkpoint checkpoint_of(const College& college, const Person& person, const domain::Plan& plan, const std::string& plan_record,
                                 const domain::Instrument& instrument) {
    using domain::MeasureProgress;
    Dice dice = dice_for(college, person, 0, "checkpoint");
    domain::Checkpoint checkpoint;
    checkpoint.plan = plan_record;
    for (const auto& [code, dimension] : plan.dimensions) {
        for (const auto& goal : dimension.goals) {
            auto& check = checkpoint.goals[goal.code];
            check.progress = instrument.completion_steps[dice.below(instrument.completion_steps.size() - 1)];
            check.note = dice.pick(CheckNotes);
            for (const auto& measure : goal.measures)
                check.measures[measure.code].progress = dice.chance(0.35) ? MeasureProgress::Done : dice.chance(0.2) ? MeasureProgress::Late : MeasureProgress::Open;
        }
    }
    if (dice.chance(0.5)) checkpoint.summary = "总体在往前走，下半学期把慢的几项赶上来。";
    return checkpoint;
}

void look_back(domain::Diagnosis& diagnosis, const College& college, const Person& person, int years_ago, const domain::Plan& plan,
               const std::string& plan_record, const domain::Instrument& instrument) {
    Dice dice = dice_for(college, person, years_ago, "look back");
    diagnosis.plan = plan_record;
    for (auto& [code, review] : diagnosis.dimensions)
        for (auto& item : review.improvements) item.carry = false;  // what belongs to no goal stays in its year
    const std::size_t full = instrument.completion_steps.size() - 1;
    for (const auto& [code, dimension] : plan.dimensions) {
        for (const auto& goal : dimension.goals) {
            const bool first = diagnosis.goals.empty();  // falls short and goes on
            const std::size_t reached = 1 + dice.below(first ? full - 1 : full);
            diagnosis.goals[goal.code] = {.completion = instrument.completion_steps[reached], .note = dice.pick(GoalNotes)};
            if (!first) continue;
            const std::size_t idea = dice.below(std::size(Improvements));
            diagnosis.dimensions[code].improvements.push_back({.text = Improvements[idea], .due = std::nullopt, .carry = true, .tag = Tags[idea], .goal = goal.code});
        }
    }
}

void explain_no_plan(domain::Diagnosis& diagnosis, const College& college, const Person& person, int years_ago) {
    Dice dice = dice_for(college, person, years_ago, "no plan");
    diagnosis.without_plan = dice.pick(Reasons);
}

domain::Feedback feedback_of(const College& college, const Person& person) {
    const std::size_t drawn = dice_for(college, person, 0, "feedback").below(std::size(FeedbackIdeas));
    const auto& idea = FeedbackIdeas[&person == guest_of(college) ? WorkshopIdea : drawn];
    return {.thread = {}, .to = idea.to, .about = idea.about, .text = idea.text, .diagnosis = {}};
}

}  // namespace xz::sample
