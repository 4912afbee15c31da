// SPDX-License-Identifier: Apache-2.0
// C code of a program: one constant for each instruction, in the order of the schedule; operands are the names of constants,
// parameters and numbers, so that only a number can need parentheses.
//
//   row's c_form         a*b + c           operands a, b, c and the payload n put in; default: a call of the row's name
//   row's c_definition   double g(double x) {...}, once for each that is used, as a static function
//
// Both are written for double. For float every `double` becomes float, DBL_ becomes FLT_, and names of called functions
// (whatever stands right before an opening parenthesis) and floating literals get the suffix f.
//
// Linear in the length of the text.
#pragma once

#include <calx/evaluate/program.hpp>
#include <calx/print/c_names.hpp>
#include <calx/print/c_number.hpp>
#include <calx/print/output_names.hpp>

#include <concepts>
#include <cstdint>
#include <string_view>

namespace calx {

// What a C function is made from.
struct c_source {
  std::string_view name{};
  instruction const* code = nullptr;
  int length = 0;
  number const* constants = nullptr;
  int const* outputs = nullptr;  // as in transform/schedule.hpp
  int output_count = 0;
  int locals = 0, shared = 0;
  input_info const* inputs = nullptr;
  int input_count = 0;
  bool returns_value = false;       // one output, as the function's value; else outputs go to an array
  std::string_view output_names{};  // for comments: one a line
};

namespace detail {

// What stands where the schedule's places are: the value of an instruction, or something that needs none.
struct c_operand {
  enum class kind_type : std::uint8_t { value, argument, captured, constant, pi, e } kind = kind_type::value;
  int position = 0;
};

// The operands of each instruction, three each, and the outputs, with slots resolved to the instructions that filled them.
struct c_operands {
  buffer<c_operand> of_code, of_outputs;
  buffer<int> uses;  // of each instruction's value

  constexpr explicit c_operands(c_source const& f)
      : of_code(3 * f.length), uses(f.length), local_(f.locals), shared_(f.shared), written_(f.output_count) {
    for (int i = 0; i < f.length; ++i) {
      instruction const& next = f.code[i];
      int const arity = facts_of(next.operation).arity;
      for (int k = 0; k < arity; ++k) of_code[3 * i + k] = resolved(next.operands[k]);
      location const to = decode(next.target);
      (to.where == place::local ? local_ : to.where == place::shared ? shared_ : written_)[to.position] = i;
    }
    for (int i = 0; i < f.output_count; ++i)
      of_outputs.push(resolved(f.outputs[i] >= 0 ? f.outputs[i] : location{place::output, i}.code()));
  }

 private:
  constexpr c_operand resolved(int code) {
    using kind = c_operand::kind_type;
    location const from = decode(code);
    switch (from.where) {
      case place::input: return {kind::argument, from.position};
      case place::captured: return {kind::captured, from.position};
      case place::constant: return {kind::constant, from.position};
      case place::number_pi: return {kind::pi, 0};
      case place::number_e: return {kind::e, 0};
      default: break;
    }
    int const value = (from.where == place::local ? local_ : from.where == place::shared ? shared_ : written_)[from.position];
    ++uses[value];
    return {kind::value, value};
  }

  buffer<int> local_, shared_, written_;  // which instruction filled the slot
};

// Numbers of a c_writer: numbers(i) is the i-th captured number, or longest_numbers: as long as a number can be.
struct longest_numbers {};

template <std::floating_point Real, class Sink, class Numbers> class c_writer {
 public:
  constexpr c_writer(Sink& out, c_source const& source, Numbers numbers)
      : out_(out),
        f_(source),
        numbers_(numbers),
        names_(source.inputs, source.input_count),
        operands_(source),
        temporary_(source.length, -1) {
    offsets_ = argument_offsets({{}, source.inputs, source.input_count, 0});
    value_name_ = names_.unused("t________");
    output_name_ = names_.unused("out________");
    name_values();
  }

  constexpr void write() {
    write_preamble();
    write_definitions();
    write_signature();
    write_unused();
    for (int i = 0; i < f_.length; ++i)
      if (temporary_[i] >= 0) write_temporary(i);
    std::string_view names = f_.output_names;
    for (int i = 0; i < f_.output_count; ++i) write_output(i, next_line(names));
    append("}\n");
  }

 private:
  using kind = c_operand::kind_type;

  constexpr void append(std::string_view text) { write_text(out_, text); }
  constexpr void append_suffix() {
    if constexpr (std::same_as<Real, float>) out_.append('f');
  }
  constexpr void append_integer(int value) { write_integer(out_, value); }

  // A value that is an output and nothing else is written where the output is.
  constexpr void name_values() {
    int count = 0;
    buffer<char> is_output(f_.length);
    for (c_operand const& o : operands_.of_outputs)
      if (o.kind == kind::value) is_output[o.position] = 1;
    for (int i = 0; i < f_.length; ++i)
      if (is_output[i] == 0 || operands_.uses[i] > 1) temporary_[i] = count++;
  }

  constexpr void write_preamble() {
    append("#include <math.h>\n");
    for (int i = 0; i < f_.length; ++i) {
      operation_facts const& facts = facts_of(f_.code[i].operation);
      if (facts.c_form.find("DBL_") == std::string_view::npos && facts.c_definition.find("DBL_") == std::string_view::npos)
        continue;
      append("#include <float.h>\n");
      break;
    }
    append("\n#ifndef CALX_FUNCTION\n#define CALX_FUNCTION\n#endif\n\n");
  }

  constexpr void write_definitions() {
    buffer<std::string_view> written;
    for (int i = 0; i < f_.length; ++i) {
      std::string_view const definition = facts_of(f_.code[i].operation).c_definition;
      bool is_new = !definition.empty();
      for (std::string_view const& other : written) is_new = is_new && other != definition;
      if (!is_new) continue;
      written.push(definition);
      write_definition(definition);
    }
  }
  // double name(...) {...}: other texts in the same file may have it, too.
  constexpr void write_definition(std::string_view definition) {
    std::size_t const first = definition.find(' ') + 1;
    std::string_view const name = definition.substr(first, definition.find('(') - first);
    append("#ifndef ");
    append_function(name);
    append("\n#define ");
    append_function(name);
    append(" ");
    append_function(name);
    append("\nstatic CALX_FUNCTION ");
    write_c(definition, -1);
    append("#endif\n\n");
  }
  constexpr void append_function(std::string_view name) {
    append(name);
    append_suffix();
  }
  constexpr void append_type() { append(std::same_as<Real, float> ? "float" : "double"); }

  constexpr void write_signature() {
    append("CALX_FUNCTION ");
    if (f_.returns_value) append_type();
    else append("void");
    append(" ");
    append(f_.name);
    append("(");
    for (int i = 0; i < f_.input_count; ++i) {
      if (i > 0) append(", ");
      append_type();
      if (is_array(i)) append(" const");
      append(" ");
      append(names_[i]);
      if (is_array(i)) append_extent(element_count(f_.inputs[i].shape));
    }
    if (f_.returns_value) {
      if (f_.input_count == 0) append("void");
    } else {
      if (f_.input_count > 0) append(", ");
      append_type();
      append(" ");
      append(output_name_);
      append_extent(f_.output_count);
    }
    append(") {\n");
  }
  constexpr bool is_array(int input) const { return !f_.inputs[input].is_scalar() && !f_.inputs[input].shape.varies(); }
  constexpr void append_extent(int count) {
    append("[");
    append_integer(count);
    append("]");
  }

  // Compilers warn of parameters that are not used.
  constexpr void write_unused() {
    buffer<char> used(f_.input_count);
    auto const note = [&](c_operand const& o) {
      if (o.kind == kind::argument) used[input_of(o.position)] = 1;
    };
    for (c_operand const& o : operands_.of_code) note(o);
    for (c_operand const& o : operands_.of_outputs) note(o);
    for (int i = 0; i < f_.input_count; ++i) {
      if (used[i] != 0) continue;
      append("  (void)");
      append(names_[i]);
      append(";\n");
    }
  }
  constexpr int input_of(int argument) const {
    if (argument >= offsets_[f_.input_count]) return argument - offsets_[f_.input_count];
    int input = 0;
    while (offsets_[input + 1] <= argument) ++input;
    return input;
  }

  constexpr void write_temporary(int i) {
    append("  ");
    if (facts_of(f_.code[i].operation).condition) append("int");
    else append_type();
    append(" const ");
    append_value_name(i);
    append(" = ");
    write_value(i);
    append(";\n");
  }
  constexpr void write_output(int i, std::string_view name) {
    append("  ");
    if (f_.returns_value) {
      append("return ");
    } else {
      append(output_name_);
      append_extent(i);
      append(" = ");
    }
    c_operand const& o = operands_.of_outputs[i];
    if (o.kind == kind::value && temporary_[o.position] < 0) write_value(o.position);
    else write_operand(o, ' ');
    append(";");
    if (!f_.returns_value) write_comment(name);
    append("\n");
  }
  // What could end the comment, or continue it in the next line, is left out.
  constexpr void write_comment(std::string_view comment) {
    append("  // ");
    for (char const c : comment) {
      bool const plain = is_c_word_character(c) || static_cast<unsigned char>(c) >= 0x80 || c == ' ' || c == '/' || c == '(' ||
                         c == ')' || c == '[' || c == ']';
      if (plain) out_.append(c);
    }
  }
  constexpr void append_value_name(int i) {
    append(value_name_);
    append_integer(temporary_[i]);
  }

  // --- values ------------------------------------------------------------------------------------------------------------
  constexpr void write_value(int i) {
    operation_facts const& facts = facts_of(f_.code[i].operation);
    if (!facts.c_form.empty()) return write_c(facts.c_form, i);
    external_function const* const own =
        is_external(f_.code[i].operation) ? f_.constants[f_.code[i].payload].function : nullptr;
    if (own != nullptr) append(own->name);
    else append_function(facts.name);
    int const first = own == nullptr ? 0 : facts.arity - own->arity;
    for (int k = first; k < facts.arity; ++k) {
      append(k == first ? "(" : ", ");
      write_operand(operands_.of_code[3 * i + k], ',');
    }
    append(")");
  }

  // The text of a form, with the operands of instruction i, or of a definition (i < 0), for Real.
  constexpr void write_c(std::string_view text, int i) {
    char before = ' ';  // what the next operand stands behind
    for (std::size_t at = 0; at < text.size();) {
      std::size_t const first = at;
      if (is_c_letter(text[at])) {
        while (at < text.size() && is_c_word_character(text[at])) ++at;
        write_word(text.substr(first, at - first), at < text.size() && text[at] == '(', i, before);
      } else if (is_c_digit(text[at])) {
        while (at < text.size() && (is_c_word_character(text[at]) || text[at] == '.')) ++at;
        std::string_view const digits = text.substr(first, at - first);
        append(digits);
        if (digits.find_first_of(".e") != std::string_view::npos) append_suffix();
      } else {
        if (text[at] != ' ') before = text[at];
        out_.append(text[at++]);
      }
    }
  }
  constexpr void write_word(std::string_view word, bool is_call, int i, char before) {
    if (is_call) return append_function(word);
    if (i >= 0 && word == "n") return append_integer(f_.code[i].payload);
    if (i >= 0 && word.size() == 1) return write_operand(operands_.of_code[3 * i + (word[0] - 'a')], before);
    if (word == "double") return append_type();
    if (std::same_as<Real, float> && word.substr(0, 4) == "DBL_") {
      append("FLT_");
      word.remove_prefix(4);
    }
    append(word);
  }

  constexpr void write_operand(c_operand const& o, char before) {
    switch (o.kind) {
      case kind::value: return append_value_name(o.position);
      case kind::argument: return write_argument(o.position);
      case kind::captured: return write_captured(o.position, before);
      case kind::constant: return write_c_number<Real>(out_, f_.constants[o.position], before);
      case kind::pi: return write_c(facts_of(opcode::pi).c_form, -1);
      case kind::e: return write_c(facts_of(opcode::e).c_form, -1);
    }
  }
  constexpr void write_argument(int argument) {
    int const input = input_of(argument);
    append(names_[input]);
    if (is_array(input)) append_extent(argument - offsets_[input]);
  }
  constexpr void write_captured(int i, char before) {
    if constexpr (std::same_as<Numbers, longest_numbers>) append("(-1.2345678901234567e-308)");
    else write_c_floating(out_, static_cast<Real>(numbers_(i)), before);
  }

  Sink& out_;
  c_source const& f_;
  [[no_unique_address]] Numbers numbers_;
  c_names names_;
  c_operands operands_;
  buffer<int> temporary_;  // the number that an instruction's value has as a name; -1: it is written where the output is
  buffer<int> offsets_;
  std::string_view value_name_, output_name_;
};

template <std::floating_point Real, class Sink, class Numbers>
constexpr void write_c(Sink& out, c_source const& f, Numbers numbers) {
  c_writer<Real, Sink, Numbers>(out, f, numbers).write();
}

}  // namespace detail

}  // namespace calx
