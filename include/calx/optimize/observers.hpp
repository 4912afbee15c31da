// SPDX-License-Identifier: Apache-2.0
// Observers for minimize, ready made:
//
//   calx::history steps;                       all steps of a run, to draw or to look at: steps[3].value, steps[3].at[0]
//   minimize(f, at(x = 1.0), calx::bfgs{}, steps);
//   steps.write_csv(file);                     iteration,value,gradient_norm,step_norm,evaluations,x,...
//
//   minimize(f, at(x = 1.0), calx::bfgs{}, calx::progress{std::clog});       a line that is written anew ten times a second
//
// A history holds copies: of 10^6 unknowns, a large one.
#pragma once

#include <calx/optimize/minimum.hpp>
#include <calx/optimize/observe.hpp>

#include <chrono>
#include <limits>
#include <ostream>
#include <string>
#include <vector>

namespace calx {

class history {
 public:
  struct step {
    int iteration = 0;
    double value = 0, gradient_norm = 0, step_norm = 0;
    int function_evaluations = 0;
    std::vector<double> at;
  };

  template <class Real, class... Variables> void operator()(search_step<Real, Variables...> const& s) {
    if (names_.empty()) {
      std::size_t which = 0;
      ((add_names<Variables>(s.where.first[which + 1] - s.where.first[which]), ++which), ...);
    }
    steps_.push_back({s.iteration,
                      static_cast<double>(s.value),
                      static_cast<double>(s.gradient_norm),
                      static_cast<double>(s.step_norm),
                      s.function_evaluations,
                      {s.numbers, s.numbers + s.where.size()}});
  }

  std::size_t size() const { return steps_.size(); }
  bool empty() const { return steps_.empty(); }
  step const& operator[](std::size_t i) const { return steps_[i]; }
  auto begin() const { return steps_.begin(); }
  auto end() const { return steps_.end(); }
  // Of the numbers in at: x, v[0], v[1], ...
  std::vector<std::string> const& names() const { return names_; }

  // Numbers are written so that they are read back as they are.
  void write_csv(std::ostream& out) const {
    auto const digits = out.precision(std::numeric_limits<double>::max_digits10);
    out << "iteration,value,gradient_norm,step_norm,evaluations";
    for (std::string const& name : names_) out << ',' << name;
    for (step const& s : steps_) {
      out << '\n'
          << s.iteration << ',' << s.value << ',' << s.gradient_norm << ',' << s.step_norm << ',' << s.function_evaluations;
      for (double const number : s.at) out << ',' << number;
    }
    out << '\n';
    out.precision(digits);
  }

 private:
  template <class Variable> void add_names(int count) {
    std::string const name(Variable::name());
    if (detail::is_scalar_variable<Variable>) return names_.push_back(name);
    for (int i = 0; i < count; ++i) names_.push_back(name + '[' + std::to_string(i) + ']');
  }

  std::vector<step> steps_;
  std::vector<std::string> names_;
};

class progress {
 public:
  explicit progress(std::ostream& out, double seconds_between = 0.1) : out_(out), between_(seconds_between) {}
  progress(progress const&) = delete;
  progress& operator=(progress const&) = delete;
  ~progress() {
    if (written_) out_ << '\n';
  }

  template <class Step> void operator()(Step const& s) {
    auto const now = std::chrono::steady_clock::now();
    if (written_ && std::chrono::duration<double>(now - last_).count() < between_) return;
    last_ = now;
    written_ = true;
    out_ << "\riteration " << s.iteration << ", value " << s.value << ", gradient " << s.gradient_norm << "    " << std::flush;
  }

 private:
  std::ostream& out_;
  double between_;
  std::chrono::steady_clock::time_point last_{};
  bool written_ = false;
};

}  // namespace calx
