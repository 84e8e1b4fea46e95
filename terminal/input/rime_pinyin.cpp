#include "terminal/input/rime_pinyin.hpp"
