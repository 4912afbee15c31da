// SPDX-License-Identifier: Apache-2.0
// picture: what the examples draw with. It writes pictures/<name>.gp, a gnuplot script with its data inside, and, where gnuplot
// is installed (Debian: gnuplot-nox), runs it: pictures/<name>.svg and pictures/<name>.png.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

class picture {
 public:
  picture(std::string name, int width, int height) : name_(std::move(name)), width_(width), height_(height) {}

  // A line of gnuplot.
  void say(std::string const& line) { commands_ << line << '\n'; }
  // A block $name of points, to be plotted as $name.
  void points(std::string const& name, std::vector<std::pair<double, double>> const& list) {
    commands_ << '$' << name << " << E\n";
    for (auto const& [x, y] : list) commands_ << x << ' ' << y << '\n';
    commands_ << "E\n";
  }
  // The values of f on a grid, and its contours as a block $name of lines; levels are gnuplot's, "incremental 0,1,9".
  template <class F>
  void contours(std::string const& name, F const& f, double x0, double x1, double y0, double y1, std::string const& levels) {
    int const cells = 120;
    commands_ << "$grid_" << name << " << E\n";
    for (int i = 0; i <= cells; ++i, commands_ << '\n')
      for (int k = 0; k <= cells; ++k) {
        double const x = x0 + (x1 - x0) * i / cells, y = y0 + (y1 - y0) * k / cells;
        commands_ << x << ' ' << y << ' ' << f(x, y) << '\n';
      }
    commands_ << "E\nset contour base\nunset surface\nset cntrparam levels " << levels << "\nset table $" << name
              << "\nsplot $grid_" << name << " using 1:2:3\nunset table\nunset contour\n";
  }

  // True: drawn, or there is no gnuplot.
  bool draw() const {
    std::filesystem::create_directories("pictures");
    std::string const path = "pictures/" + name_, size = std::to_string(width_) + "," + std::to_string(height_);
    std::ofstream script(path + ".gp");
    for (char const* const kind : {"svg", "png"}) {
      script << "reset session\nset terminal " << (kind == std::string("svg") ? "svg background 'white'" : "pngcairo")
             << " size " << size << " font 'sans,12'\nset output '" << path << '.' << kind << "'\n"
             << commands_.str() << "unset output\n";
    }
    script.close();
    if (!script) return false;
    if (std::system("command -v gnuplot > /dev/null") != 0) {
      std::printf("%s.gp is written; gnuplot is not installed, so it is not drawn\n", path.c_str());
      return true;
    }
    bool const drawn = std::system(("gnuplot " + path + ".gp").c_str()) == 0;
    std::printf("%s.svg and %s.png %s\n", path.c_str(), path.c_str(), drawn ? "are drawn" : "could not be drawn");
    return drawn;
  }

 private:
  std::string name_;
  int width_, height_;
  std::ostringstream commands_;
};
