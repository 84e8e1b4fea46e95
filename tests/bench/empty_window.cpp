// The floor of every figure about the terminal's window: an empty GLFW/OpenGL 3 window of the same size, its start and its frames.
#include <GLFW/glfw3.h>

#include <cstdlib>

namespace {

void show(GLFWwindow* window, float red) {
    glClearColor(red, 0.3F, 0.7F, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    glfwSwapBuffers(window);
    glFinish();
}

}  // namespace

// bench_empty_window WIDTH HEIGHT: shows one frame at once and then a whole new one, of another colour, at each press, until killed.
int main(int count, char** arguments) {
    if (count != 3 || !glfwInit()) return 1;
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_DECORATED, GLFW_FALSE);
    GLFWwindow* window = glfwCreateWindow(std::atoi(arguments[1]), std::atoi(arguments[2]), "empty", nullptr, nullptr);
    if (window == nullptr) return 1;
    glfwMakeContextCurrent(window);
    glfwSwapInterval(0);
    static float red = 0.1F;
    glfwSetMouseButtonCallback(window, [](GLFWwindow* pressed, int, int action, int) {
        if (action == GLFW_PRESS) {
            red = 1 - red;
            show(pressed, red);
        }
    });
    show(window, red);
    while (!glfwWindowShouldClose(window)) glfwWaitEvents();
}
