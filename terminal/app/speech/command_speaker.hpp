// A voice that is another program, such as espeak-ng: a process an utterance, so that ending it leaves nothing of what was said.
#pragma once

#include "terminal/app/speech/speaker.hpp"

#include <sys/types.h>

#include <memory>
#include <string>
#include <vector>

namespace xz::app {

class CommandSpeaker : public Speaker {
public:
    // `command` takes the words on its standard input, where no list of processes shows them; {voice} in it becomes cmn or en.
    // Null when its program is not installed.
    static std::unique_ptr<CommandSpeaker> find(std::vector<std::string> command);
    ~CommandSpeaker() override;
    CommandSpeaker(const CommandSpeaker&) = delete;
    CommandSpeaker& operator=(const CommandSpeaker&) = delete;

    void say(std::string_view text, domain::Language language) override;
    void hush() override;

private:
    explicit CommandSpeaker(std::vector<std::string> command) : command_{std::move(command)} {}
    std::vector<std::string> command_;
    pid_t speaking_ = 0;
};

}  // namespace xz::app
