// The floor of every figure about the terminal's window: an empty GLFW/OpenGL 3 window of the same size, its start and its frames.
#include <GLFW/glfw3.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <time.h>

namespace {

double now() {
    timespec time{};
    clock_gettime(CLOCK_MONOTONIC, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

}  // namespace

// bench_empty_window WIDTH HEIGHT: prints the monotonic time of the first presented frame, then waits for events until killed.
int main(int count, char** arguments) {
    if (count != 3 || !glfwInit()) return 1;
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 2);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_DECORATED, GLFW_FALSE);
    GLFWwindow* window = glfwCreateWindow(std::atoi(arguments[1]), std::atoi(arguments[2]), "empty", nullptr, nullptr);
    if (window == nullptr) return 1;
    glfwMakeContextCurrent(window);
    glfwSwapInterval(0);
    glClearColor(0.1F, 0.3F, 0.7F, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    glfwSwapBuffers(window);
    glFinish();
    std::printf("%.6f\n", now());
    std::fflush(stdout);
    while (!glfwWindowShouldClose(window)) glfwWaitEvents();
}
