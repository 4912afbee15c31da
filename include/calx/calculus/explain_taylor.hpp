// SPDX-License-Identifier: Apache-2.0
// explain(taylor<N>(f, x, a)): how a Taylor polynomial in one variable is found, as on a blackboard: the derivatives, their
// values at the point, and what becomes of them; explain_latex: the same as an aligned environment of amsmath.
//
//   Taylor polynomial of exp(sin(x)) about x = 0, up to order 2
//     f(x) = exp(sin(x))                                    f(0) = 1
//     f'(x) = cos(x)*exp(sin(x))                            f'(0) = 1
//     f''(x) = cos(x)^2*exp(sin(x)) - sin(x)*exp(sin(x))    f''(0) = 1
//     f(0) + f'(0)*x + f''(0)/2*x^2
//       = 1 + x + x^2/2
//
// A derivative too long for a line is not written, nor are those behind it: their values follow from the recurrences of power
// series, and the text says so.
#pragma once

#include <calx/calculus/derivation_writer.hpp>
#include <calx/calculus/resolve.hpp>
#include <calx/calculus/rule_text.hpp>
#include <calx/calculus/taylor.hpp>
#include <calx/core/growing_text.hpp>
#include <calx/print/to_latex.hpp>
#include <calx/print/to_string.hpp>

#include <type_traits>

namespace calx {

namespace detail {

// The function with its numbers put in, and f(a), f'(a), f''(a), ...
struct expanded_function {
  function_graph f{};
  std::string_view variable{};
  number center{};
  buffer<number> values{};
};

template <class Notation> class taylor_explanation {
 public:
  static constexpr int longest = 72;  // of a derivative in a line
  static constexpr bool is_latex = std::is_same_v<Notation, latex_notation>;

  constexpr explicit taylor_explanation(expanded_function const& of) : of_(of) { write_number(center_, of.center); }

  constexpr growing_text text(std::string_view polynomial) {
    find_derivatives();
    write_heading();
    for (int k = 0; k < of_.values.size(); ++k) write_line(k);
    if (derivatives_ < of_.values.size()) write_remark();
    write_sum();
    out_.append(is_latex ? "\\\\\n&= " : "\n    = ");
    out_.append(polynomial);
    out_.append(is_latex ? "\n\\end{aligned}" : "\n");
    return static_cast<growing_text&&>(out_);
  }

 private:
  // Texts one after the other, and where each ends.
  constexpr std::string_view derivative(int k) const {
    int const first = k == 0 ? 0 : ends_[k - 1];
    return written_.view().substr(static_cast<std::size_t>(first), static_cast<std::size_t>(ends_[k] - first));
  }
  // By the rules of explain(derivative(f, x)), and collected as there.
  constexpr void find_derivatives() {
    buffer<slot> by;
    by.push({of_.variable, {}, -1});
    blackboard board(of_.f.view(), of_.f.graph.view(), by);
    buffer<derivation_line> lines;
    buffer<used_rule> rules;
    derivation_writer writer(board, lines, rules);
    node_id f = board.function();
    for (int k = 0; k < of_.values.size(); ++k) {
      if (k > 0) f = writer.derive(f, board.variables()[0]);
      growing_text formula;
      write_name(formula, k);
      formula.append('(');
      formula.append(of_.variable);
      formula.append(") = ");
      if (k == 0) write_function(formula);
      else write_formula(formula, board, f);
      if (k > 0 && formula.size() > longest) return;
      if (formula.size() > widest_) widest_ = formula.size();
      written_.append(formula.view());
      ends_.push(written_.size());
      ++derivatives_;
    }
  }
  constexpr void write_function(growing_text& to) const {
    graph const g = run_passes(printing_passes, of_.f.graph.view());
    Notation::write(to, g.view(), of_.f.inputs.data(), g.outputs[0]);
  }
  // A long formula that the blackboard gave a name is written out.
  constexpr void write_formula(growing_text& to, blackboard const& board, node_id f) const {
    using notation_of_board = std::conditional_t<is_latex, tex_notation, plain_notation>;
    if (board.abbreviations().empty()) return notation_of_board::write(to, board, f);
    graph const g = resolved(board, f, f);
    Notation::write(to, g.view(), board.inputs(), g.outputs[0]);
  }

  // f, f', f'', f''', f^(4), ...
  static constexpr void write_name(growing_text& to, int order) {
    to.append('f');
    if (order <= 3) return to.append('\'', order);
    to.append(is_latex ? "^{(" : "^(");
    write_integer(to, order);
    to.append(is_latex ? ")}" : ")");
  }
  constexpr void write_value_name(int order) {
    write_name(out_, order);
    out_.append('(');
    out_.append(center_.view());
    out_.append(')');
  }
  constexpr void write_heading() {
    if constexpr (is_latex) return out_.append("\\begin{aligned}\n");
    out_.append("Taylor polynomial of ");
    write_function(out_);
    out_.append(" about ");
    out_.append(of_.variable);
    out_.append(" = ");
    out_.append(center_.view());
    out_.append(", up to order ");
    write_integer(out_, of_.values.size() - 1);
    out_.append('\n');
  }
  constexpr void write_line(int k) {
    std::string_view const formula = k < derivatives_ ? derivative(k) : std::string_view{};
    out_.append(is_latex ? "" : "  ");
    out_.append(formula);
    if (is_latex) out_.append(" &\\qquad ");
    else out_.append(' ', widest_ - static_cast<int>(formula.size()) + 4);
    write_value_name(k);
    out_.append(" = ");
    write_number(out_, of_.values[k]);
    out_.append(is_latex ? "\\\\\n" : "\n");
  }
  constexpr void write_remark() {
    out_.append(is_latex ? "\\text{" : "  ");
    out_.append("(derivatives too long to write: their values follow from the recurrences of power series)");
    out_.append(is_latex ? "}\\\\\n" : "\n");
  }

  // f(a) + f'(a)*(x - a) + f''(a)/2*(x - a)^2 + ...
  constexpr void write_sum() {
    out_.append(is_latex ? "" : "  ");
    bool empty = true;
    rational factorial(1);
    for (int k = 0; k < of_.values.size(); ++k) {
      if (k > 0) factorial *= rational(k);
      if (of_.values[k].to<double>() == 0) continue;
      if (!empty) out_.append(" + ");
      empty = false;
      if (is_latex && k > 1) out_.append("\\frac{");
      write_value_name(k);
      if (k > 1) {
        out_.append(is_latex ? "}{" : "/");
        write_integer(out_, factorial.numerator());
        out_.append(is_latex ? "}" : "");
      }
      write_power(k);
    }
    if (empty) out_.append('0');
  }
  constexpr void write_power(int k) {
    if (k == 0) return;
    out_.append(is_latex ? "\\," : "*");
    std::string_view center = center_.view();
    bool const negative = center[0] == '-';
    if (negative) center.remove_prefix(1);
    if (center != "0") out_.append('(');
    out_.append(of_.variable);
    if (center != "0") {
      out_.append(negative ? " + " : " - ");
      out_.append(center);
      out_.append(')');
    }
    if (k == 1) return;
    out_.append(is_latex ? "^{" : "^");
    write_integer(out_, k);
    out_.append(is_latex ? "}" : "");
  }

  expanded_function const& of_;
  growing_text center_;
  growing_text out_;
  growing_text written_;  // f(x) = ..., f'(x) = ..., those that are short enough
  buffer<int> ends_;
  int derivatives_ = 0;
  int widest_ = 0;
};

template <class Polynomial, class F, class Variable> constexpr expanded_function expanded_function_of(Polynomial const& t) {
  using of = typename Polynomial::of;
  function_view const& f = scalars_of<F>;
  expanded_function result;
  result.variable = Variable::name();
  for (int i = 0; i < f.input_count; ++i) result.f.inputs.push(f.inputs[i]);
  buffer<number> coefficients;
  if constexpr (of::kind == taylor_kind::numeric) {
    auto const exact = [&](int i) { return rational::from_floating(t.numbers[i]); };
    result.f.graph = put_numbers(f.graph, [&](int i) { return t.numbers[i]; });
    for (int i = 0; i < of::terms; ++i) {
      rational const c = exact(of::layout.numerator(i)) / exact(of::layout.denominator(i));
      // What is not exact stands there as a double over 1.
      bool const is_exact =
          c.exact() && c.magnitude() < rational(1LL << 53) && (c.is_integer() || t.numbers[of::layout.denominator(i)] != 1);
      coefficients.push(is_exact ? number(c) : approximate_number(t.numbers[of::layout.coefficient(i)]));
    }
    result.center = number::from_floating(t.numbers[of::layout.center(0)]);
  } else {
    result.f.graph = copy_of(f.graph);
    for (number const& c : of::known.coefficients) coefficients.push(c);
    result.center = of::known.centers[0];
  }
  rational factorial(1);
  for (int k = 0; k < coefficients.size(); ++k) {
    if (k > 0) factorial *= rational(k);
    rational const exact = coefficients[k].exact * factorial;
    result.values.push(
        exact.exact() ? number(exact)
                      : approximate_number(coefficients[k].template to<long double>() * factorial.template to<long double>()));
  }
  return result;
}

template <class Notation, int Order, class F, class Variable, class Point>
constexpr growing_text explained_taylor(taylor_polynomial<Order, F, wrt_list<Variable>, wrt_list<Point>> const& t) {
  using polynomial = taylor_polynomial<Order, F, wrt_list<Variable>, wrt_list<Point>>;
  static_assert(polynomial::of::kind != taylor_kind::parametric,
                "calx: explain(taylor<N>(f, x, a)): f and a have no other variables than x");
  if constexpr (polynomial::of::kind != taylor_kind::parametric) {
    expanded_function const of = expanded_function_of<polynomial, F, Variable>(t);
    auto const result = written<Notation>(t);
    return taylor_explanation<Notation>(of).text(result.view());
  } else {
    return {};
  }
}

}  // namespace detail

template <int Order, class F, class Variable, class Point>
constexpr growing_text explain(taylor_polynomial<Order, F, wrt_list<Variable>, wrt_list<Point>> const& t) {
  return detail::explained_taylor<detail::infix_notation>(t);
}
template <int Order, class F, class Variable, class Point>
constexpr growing_text explain_latex(taylor_polynomial<Order, F, wrt_list<Variable>, wrt_list<Point>> const& t) {
  return detail::explained_taylor<detail::latex_notation>(t);
}

}  // namespace calx
