// SPDX-License-Identifier: Apache-2.0
// A picture by gnuplot: NAME.dat has the points, NAME.gp draws them as NAME.svg and NAME.png, and is run where gnuplot is
// installed. Colours are M. Okabe's and K. Ito's, which people who see colours differently can tell apart.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

class picture {
 public:
  picture(std::filesystem::path const& folder, std::string const& name) : folder_(folder), name_(name) {
    std::filesystem::create_directories(folder_);
    data_.open(folder_ / (name + ".dat"));
    if (!data_) throw std::runtime_error("cannot write into " + folder_.string());
  }

  // A new set of points: `index name` of the data in the script. In a surface the rows are apart by a blank line.
  void set(std::string const& name) { data_ << "\n\n# " << name << "\n"; }
  void row() { data_ << '\n'; }
  template <class... Number> void point(Number... numbers) { ((data_ << numbers << ' '), ...) << '\n'; }

  // script: what to plot; the data's name is in `data`.
  void draw(int width, int height, std::string const& script) {
    data_.close();
    std::ofstream file(folder_ / (name_ + ".gp"));
    std::string const size = std::to_string(width) + "," + std::to_string(height);
    file << "data = '" << name_ << ".dat'\n";
    for (std::string const terminal : {"svg", "pngcairo"})
      file << "reset\nset terminal " << terminal << " size " << size << " font 'DejaVu Sans,13' background rgb 'white'\n"
           << "set output '" << name_ << (terminal == "svg" ? ".svg'\n" : ".png'\n") << script << "unset output\n";
    file.close();
    std::string const run = "cd '" + folder_.string() + "' && gnuplot " + name_ + ".gp";
    if (std::system("command -v gnuplot > /dev/null 2>&1") != 0)
      std::printf("gnuplot is not installed; %s.gp draws the picture where it is\n", (folder_ / name_).c_str());
    else if (std::system(run.c_str()) != 0) throw std::runtime_error("gnuplot failed: " + run);
    else std::printf("%s.svg and .png are drawn\n", (folder_ / name_).c_str());
  }

 private:
  std::filesystem::path folder_;
  std::string name_;
  std::ofstream data_;
};
