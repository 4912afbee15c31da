// SPDX-License-Identifier: Apache-2.0
// explain(derivative(f, x)): the derivation of a derivative, step by step, as on a blackboard; explain_latex: the same as an
// aligned environment of amsmath. The same for derivative<N>(f, x), gradient(f, x, ...), hessian(f, x, ...).
//
//   d/dx [x*sin(x^2)]
//     = d/dx [x]*sin(x^2) + x*d/dx [sin(x^2)]    product rule: (u*v)' = u'*v + u*v'
//     = sin(x^2) + x*cos(x^2)*d/dx [x^2]         chain rule, derivative of sin: sin(u)' = cos(u)*u'
//     = sin(x^2) + x*cos(x^2)*2*x                power rule: (x^n)' = n*x^(n - 1)
//     = sin(x^2) + 2*x^2*cos(x^2)                simplify
//
// A formula is shown where its rule is used first. A derivative that needs several steps beside others is worked out in an
// indented block of its own. The result is a growing_text: it converts to std::string, and a constant expression may compare
// it. The steps as values: calculus/derivation.hpp.
#pragma once

#include <calx/calculus/derivation.hpp>

namespace calx {

namespace detail {

constexpr std::string_view ordinal(int order) {
  constexpr std::string_view names[] = {"First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth"};
  return order <= 9 ? names[order - 1] : std::string_view("Next");
}
template <class Sink> constexpr void write_heading(Sink& out, derivation_line const& l) {
  out.append(ordinal(l.order));
  out.append(l.count > 1 ? " derivatives" : " derivative");
}

class explanation {
 public:
  static constexpr int widest = 64;  // a longer line does not push the rules of the others aside

  constexpr explicit explanation(derivation const& d) : d_(d) {}

  constexpr growing_text text() {
    for (abbreviation const& a : d_.board().abbreviations()) {
      out_.append("let ");
      plain_notation::write(out_, d_.board(), a.name);
      out_.append(" = ");
      plain_notation::write(out_, d_.board(), a.meaning);
      out_.append('\n');
    }
    for (int i = 0; i < d_.lines().size(); ++i) write(i);
    return static_cast<growing_text&&>(out_);
  }

 private:
  constexpr void write(int i) {
    using kind_type = derivation_line::kind_type;
    derivation_line const& l = d_.lines()[i];
    switch (l.kind) {
      case kind_type::heading:
        blank_line();
        write_heading(out_, l);
        return out_.append('\n');
      case kind_type::block:
        if (l.depth == 0) blank_line();
        out_.append(' ', 4 * l.depth);
        plain_notation::write(out_, d_.board(), l.after);
        out_.append('\n');
        column_ = column_of_block(i);
        return;
      case kind_type::step: return write_step(i);
      case kind_type::result: blank_line(); return write_result(l);
    }
  }
  constexpr void blank_line() {
    if (out_.size() > 0) out_.append('\n');
  }
  constexpr void write_step(int i) {
    derivation_line const& l = d_.lines()[i];
    if (i > 0 && d_.lines()[i - 1].depth != l.depth) column_ = column_of_block(i);
    int const start = out_.size();
    out_.append(' ', 4 * l.depth + 2);
    out_.append("= ");
    plain_notation::write(out_, d_.board(), l.after);
    int const width = out_.size() - start;
    out_.append(' ', width > column_ ? 4 : column_ - width + 4);
    write_rules<plain_notation>(out_, d_.board(), d_.rules_of(l), l.rule_count);
    out_.append('\n');
  }
  // The rules of the steps of one block, from this line on, stand below each other.
  constexpr int column_of_block(int from) const {
    int widest_here = 0, depth = d_.lines()[from].depth;
    for (int i = from; i < d_.lines().size(); ++i) {
      derivation_line const& l = d_.lines()[i];
      if (l.kind == derivation_line::kind_type::step && l.depth == depth) {
        growing_text line;
        line.append(' ', 4 * l.depth + 4);
        plain_notation::write(line, d_.board(), l.after);
        if (line.size() <= widest && line.size() > widest_here) widest_here = line.size();
      } else if (i > from) {
        break;
      }
    }
    return widest_here;
  }
  constexpr void write_result(derivation_line const& l) {
    bool const matrix = l.result == derivation_line::result_type::hessian;
    int const count = d_.board().variables().size();
    out_.append(matrix ? "Hessian\n  [" : "Gradient\n  [");
    for (int i = 0; i < d_.results().size(); ++i) {
      if (i > 0) out_.append(matrix && i % count == 0 ? "],\n   " : ", ");
      if (matrix && i % count == 0) out_.append('[');
      plain_notation::write(out_, d_.board(), d_.results()[i]);
    }
    out_.append(matrix ? "]]\n" : "]\n");
  }

  derivation const& d_;
  growing_text out_;
  int column_ = 0;
};

class latex_explanation {
 public:
  constexpr explicit latex_explanation(derivation const& d) : d_(d) {}

  constexpr growing_text text() {
    out_.append("\\begin{aligned}\n");
    for (abbreviation const& a : d_.board().abbreviations()) {
      out_.append("&\\text{let } ");
      tex_notation::write(out_, d_.board(), a.name);
      out_.append(" = ");
      tex_notation::write(out_, d_.board(), a.meaning);
      out_.append(" \\\\\n");
    }
    for (derivation_line const& l : d_.lines()) write(l);
    out_.append("\\end{aligned}\n");
    return static_cast<growing_text&&>(out_);
  }

 private:
  constexpr void write(derivation_line const& l) {
    using kind_type = derivation_line::kind_type;
    out_.append("&");
    for (int i = 0; i < l.depth; ++i) out_.append("\\qquad ");
    switch (l.kind) {
      case kind_type::heading:
        out_.append("\\textbf{");
        write_heading(out_, l);
        out_.append("}");
        break;
      case kind_type::block: tex_notation::write(out_, d_.board(), l.after); break;
      case kind_type::step:
        out_.append("\\quad = ");
        tex_notation::write(out_, d_.board(), l.after);
        out_.append(" && ");
        write_rules<tex_notation>(out_, d_.board(), d_.rules_of(l), l.rule_count);
        break;
      case kind_type::result: write_result(l); break;
    }
    out_.append(" \\\\\n");
  }
  constexpr void write_result(derivation_line const& l) {
    bool const matrix = l.result == derivation_line::result_type::hessian;
    int const count = matrix ? d_.board().variables().size() : 1;
    out_.append(matrix ? "\\nabla^{2} \\left[" : "\\nabla \\left[");
    tex_notation::write(out_, d_.board(), d_.board().function());
    out_.append("\\right] = \\begin{bmatrix} ");
    for (int i = 0; i < d_.results().size(); ++i) {
      if (i > 0) out_.append(i % count == 0 ? " \\\\ " : " & ");
      tex_notation::write(out_, d_.board(), d_.results()[i]);
    }
    out_.append(" \\end{bmatrix}");
  }

  derivation const& d_;
  growing_text out_;
};

}  // namespace detail

// What can be explained.
template <class T> concept derivable = std::constructible_from<derivation, T const&>;

template <derivable T> CALX_ALWAYS_INLINE constexpr growing_text explain(T const& t) {
  derivation const d(t);
  return detail::explanation(d).text();
}
template <derivable T> CALX_ALWAYS_INLINE constexpr growing_text explain_latex(T const& t) {
  derivation const d(t);
  return detail::latex_explanation(d).text();
}

template <class T>
  requires(!derivable<T>)
CALX_REFUSED("calx: explain: only a derivative, a gradient or a Hessian has a derivation; write explain(derivative(f, x))")
constexpr refused explain(T const&) {
  return {};
}
template <class T>
  requires(!derivable<T>)
CALX_REFUSED(
    "calx: explain_latex: only a derivative, a gradient or a Hessian has a derivation; write explain_latex(derivative(f, x))")
constexpr refused explain_latex(T const&) {
  return {};
}

}  // namespace calx
